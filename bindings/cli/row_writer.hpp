// Rows of an Arrow stream as text, exact: JSON lines, CSV, or one JSON document. Values are written
// as a preview shows them: what a JSON number cannot carry everywhere is text, bytes are base64.
#ifndef WAYBILL_CLI_ROW_WRITER_HPP
#define WAYBILL_CLI_ROW_WRITER_HPP

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "waybill/waybill.h"

namespace waybill::cli {

enum class RowFormat { json_lines, csv, document };

class RowWriter {
 public:
  // Does not keep the schema. Throws std::runtime_error when a column's format is unknown to it.
  RowWriter(std::FILE* out, RowFormat format, const ArrowSchema& schema);

  void write(const ArrowArray& batch);
  // What is left, and the end of a document; `error` is JSON, empty where there is none. This and
  // write() throw std::runtime_error when `out` takes no more.
  void end(const std::string& error = {});

 private:
  enum class Kind {
    boolean,
    int32,
    int64,
    float64,
    text,
    bytes,
    date,
    time,
    timestamp,
    datetime,
    uuid,
    decimal
  };
  struct Column {
    std::string name;
    std::string key;   // as a JSON text
    std::string type;  // as Waybill names it, as a JSON text
    Kind kind = Kind::text;
    int words = 0;  // of 64 bits, of a decimal
    int scale = 0;
  };

  static Column column_of(const ArrowSchema& field);
  void put_row(const ArrowArray& batch, std::int64_t row);
  void put_json(const Column& column, const ArrowArray& array, std::int64_t at);
  void put_csv_text(std::string_view text);
  static std::string cell(const Column& column, const ArrowArray& array, std::int64_t at);
  void flush();

  std::FILE* out_;
  RowFormat format_;
  std::vector<Column> columns_;
  std::string text_;  // not yet handed to `out`
  bool first_ = true;
};

}  // namespace waybill::cli

#endif

// How a file sink writes rows: appended to a text, which the sink carries to the file.
#ifndef WAYBILL_SINK_FORMAT_HPP
#define WAYBILL_SINK_FORMAT_HPP

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rows/batch.hpp"
#include "sink/sink.hpp"

namespace waybill::sink {

// The field that says what a row is to do, before the row's own.
inline constexpr std::string_view kOperationField = "_waybill_operation";

// A row's columns in the order of the target's schema; null: the row does not bring that one.
using Columns = std::vector<const rows::Column*>;

class Format {
 public:
  Format() = default;
  Format(const Format&) = delete;
  Format& operator=(const Format&) = delete;
  virtual ~Format() = default;

  virtual void begin_file(std::string& out) const = 0;
  virtual void append(std::string& out, Operation operation, const Columns& columns,
                      std::int64_t row) const = 0;
};

// RFC 4180 with a line of names. `null_text` stands for NULL, and is quoted where a value is that.
std::unique_ptr<Format> csv_format(const rows::Schema& schema, std::string null_text);
// An object a line. A delete has the members it brings, else every column is there.
std::unique_ptr<Format> jsonl_format(const rows::Schema& schema);

// The exact text of a value that is not NULL: bytes as base64, else as rows::value_text.
void append_text(std::string& out, const rows::Column& column, std::int64_t row);

}  // namespace waybill::sink

#endif

#include "warehouse/postgres/copy.hpp"

#include <fmt/format.h>

#include <limits>
#include <vector>

#include "base/error.hpp"
#include "sql/pieces.hpp"
#include "warehouse/postgres/encode.hpp"
#include "warehouse/postgres/wire.hpp"

namespace waybill::warehouse::postgres {
namespace {

// https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"
constexpr std::string_view kSignature{"PGCOPY\n\xff\r\n\0", 11};
constexpr std::int32_t kNull = -1;
constexpr std::int16_t kEnd = -1;
constexpr std::size_t kChunk = 64 * 1024;
constexpr std::size_t kLongestField = std::size_t{1} << 30;  // a value of the server's: 1 GB

// What the table's columns are now: the binary form of one type can look like another's.
std::vector<CellWriter> make_writers(Connection& connection, const std::string& name,
                                     const std::string& columns, const rows::Schema& schema) {
  const Libpq& api = connection.api();
  const Result described =
      connection.prepare(fmt::format("SELECT {} FROM {}", columns, name), Parameters());
  std::vector<CellWriter> writers;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const int at = static_cast<int>(i);
    writers.push_back(
        make_writer(schema[i], api.ftype(described.get(), at), api.fmod(described.get(), at)));
    if (writers.back().encode != nullptr) continue;
    throw Error(
        codes::unsupported,
        fmt::format("connection '{}': column '{}' of table {} is of a type that cannot keep "
                    "a {}",
                    connection.name(), schema[i].name, name, rows::to_string(schema[i].type)))
        .with_hint("change the column's type at the destination, or data_type in the model");
  }
  return writers;
}

void append_row(std::vector<CellWriter>& writers, const rows::Batch& batch, std::int64_t row,
                std::string& out) {
  append_number(out, static_cast<std::int16_t>(writers.size()));
  for (std::size_t i = 0; i < writers.size(); ++i) {
    const rows::Column& column = batch.columns[i];
    if (column.is_null(row)) {
      append_number(out, kNull);
      continue;
    }
    const std::size_t at = out.size();
    append_number(out, std::int32_t{0});
    writers[i].encode(writers[i], column, row, out);
    const std::size_t size = out.size() - at - sizeof(std::int32_t);
    if (size >= kLongestField) {
      throw Error(codes::unsupported,
                  fmt::format("column '{}': a value is longer than the 1 GB PostgreSQL keeps",
                              writers[i].name))
          .with_hint("leave such values out in the source's query");
    }
    const std::int32_t length = from_network(static_cast<std::int32_t>(size));
    std::memcpy(out.data() + at, &length, sizeof length);
  }
}

class Copy {
 public:
  explicit Copy(Connection& connection) : connection_(connection) {}
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  ~Copy() {
    if (open_) connection_.copy_abort();
  }
  void end() {
    open_ = false;  // whatever comes of it, the copy is over
    connection_.copy_end();
  }

 private:
  Connection& connection_;
  bool open_ = true;
};

}  // namespace

void copy_batch(Connection& connection, const sql::Table& table, const rows::Batch& batch) {
  if (batch.length == 0) return;
  std::vector<std::string> names;
  for (const rows::Field& field : batch.schema) names.push_back(field.name);
  const std::string name = sql::qualified(sql::postgres(), table);
  const std::string columns = sql::column_list(sql::postgres(), names);

  Scope scope(connection, Scope::Kind::writing);
  std::vector<CellWriter> writers = make_writers(connection, name, columns, batch.schema);
  connection.run(fmt::format("COPY {} ({}) FROM STDIN (FORMAT binary)", name, columns));
  {
    Copy copy(connection);
    std::string chunk;
    chunk.reserve(kChunk * 2);
    chunk = kSignature;
    append_number(chunk, std::int32_t{0});  // flags
    append_number(chunk, std::int32_t{0});  // no header extension
    for (std::int64_t row = 0; row < batch.length; ++row) {
      append_row(writers, batch, row, chunk);
      if (chunk.size() < kChunk) continue;
      connection.copy_data(chunk);
      chunk.clear();
    }
    append_number(chunk, kEnd);
    connection.copy_data(chunk);
    copy.end();
  }
  scope.done();
}

}  // namespace waybill::warehouse::postgres

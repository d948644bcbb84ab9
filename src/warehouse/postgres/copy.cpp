#include "warehouse/postgres/copy.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstring>
#include <optional>
#include <utility>
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

// One COPY. Whatever it is, what it loaded before a failure is undone.
class Copy {
 public:
  Copy(Connection& connection, const sql::Table& table, const rows::Schema& schema)
      : connection_(connection), scope_(connection, Scope::Kind::writing) {
    const std::string name = sql::qualified(sql::postgres(), table);
    const std::string columns = sql::column_list(sql::postgres(), rows::names_of(schema));
    writers_ = make_writers(connection, name, columns, schema);
    chunk_.reserve(kChunk * 2);
    chunk_ = kSignature;
    append_number(chunk_, std::int32_t{0});  // flags
    append_number(chunk_, std::int32_t{0});  // no header extension
    connection_.run(fmt::format("COPY {} ({}) FROM STDIN (FORMAT binary)", name, columns));
    connection_.loading = true;
  }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  ~Copy() {
    if (connection_.loading) connection_.copy_abort();
  }

  void add(const rows::Batch& batch) {
    check_open();
    for (std::int64_t row = 0; row < batch.length; ++row) {
      append_row(writers_, batch, row, chunk_);
      if (chunk_.size() < kChunk) continue;
      connection_.copy_data(chunk_);
      chunk_.clear();
    }
  }

  void end() {
    check_open();
    append_number(chunk_, kEnd);
    connection_.copy_data(chunk_);
    connection_.copy_end();
    scope_.done();
  }

 private:
  void check_open() const {
    if (connection_.loading) return;
    throw Error(codes::internal, fmt::format("connection '{}': the transaction was rolled back "
                                             "while rows were being loaded",
                                             connection_.name()));
  }

  Connection& connection_;
  Scope scope_;
  std::vector<CellWriter> writers_;
  std::string chunk_;
};

// A COPY goes on over batches, so that the server loads while the next is made; but not for long,
// since a statement may have a time limit.
class CopyAppender : public Appender {
 public:
  CopyAppender(Connection& connection, sql::Table table)
      : connection_(connection), table_(std::move(table)) {}

  void add(const rows::Batch& batch) override {
    if (!copy_) {
      connection_.check_usable();
      copy_.emplace(connection_, table_, batch.schema);
      until_ = Clock::now() + kLongest;
    }
    connection_.check_cancelled();
    copy_->add(batch);
    if (Clock::now() >= until_) finish();
  }

  void finish() override {
    if (!copy_) return;
    copy_->end();
    copy_.reset();
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::seconds kLongest{1};

  Connection& connection_;
  sql::Table table_;
  std::optional<Copy> copy_;
  Clock::time_point until_;
};

}  // namespace

void copy_batch(Connection& connection, const sql::Table& table, const rows::Batch& batch) {
  if (batch.length == 0) return;
  Copy copy(connection, table, batch.schema);
  copy.add(batch);
  copy.end();
}

std::unique_ptr<Appender> copy_batches(Connection& connection, const sql::Table& table) {
  return std::make_unique<CopyAppender>(connection, table);
}

}  // namespace waybill::warehouse::postgres

// A session on DuckDB, through its ADBC driver.
#include "warehouse/adbc/session.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "warehouse/adbc/connection.hpp"
#include "warehouse/adbc/decode.hpp"
#include "warehouse/adbc/ingest.hpp"
#include "warehouse/adbc/inspect.hpp"
#include "warehouse/adbc/statement.hpp"
#include "warehouse/adbc/stream.hpp"

namespace waybill::warehouse::adbc {
namespace {

class DuckdbSession : public Session {
 public:
  DuckdbSession(const ConnectSpec& spec, Access access)
      : connection_(spec, access), location_(connection_.database().location()) {}

  // Our own questions.
  template <class Work>
  auto reading(Work&& work) {
    connection_.check_usable();
    const Scope scope(connection_);
    return work();
  }

  const sql::Dialect& dialect() const override { return sql::duckdb(); }
  std::string location() const override { return location_; }

  SessionInfo info() override {
    return reading([&] {
      const auto version = read_texts(connection_, "SELECT version()");
      const int adbc = connection_.database().driver().version();
      SessionInfo info;
      info.via = "adbc";
      info.driver = fmt::format("{}, ADBC {}.{}", connection_.database().driver().file(),
                                adbc / 1'000'000, adbc / 1'000 % 1'000);
      info.server = "DuckDB " + version.at(0).at(0).value_or("");
      return info;
    });
  }

  std::unique_ptr<RowStream> query(const sql::Statement& statement, const rows::Schema& schema,
                                   const ReadOptions& options) override {
    connection_.check_usable();
    const std::string text = reading_statement(dialect(), statement, connection_.name());
    auto scope = std::make_unique<Scope>(connection_);
    auto result = connection_.open(text, statement.parameters);
    return std::make_unique<Stream>(connection_, std::move(scope), std::move(result), schema,
                                    options);
  }

  std::optional<rows::Value> scalar(const sql::Statement& statement) override {
    const auto [text, scope] = admit(statement);
    const auto result = connection_.open(text, statement.parameters);
    return first_value(*result);
  }

  std::int64_t execute(const sql::Statement& statement) override {
    const auto [text, scope] = admit(statement);
    const std::int64_t affected = connection_.run(text, statement.parameters);
    return affected < 0 ? 0 : affected;
  }

  void ingest(const sql::Table& table, const rows::Batch& batch) override {
    connection_.check_usable();
    if (connection_.access() == Access::read_only) refuse_writing();
    load_batch(connection_, landing_, table, batch);
  }

  std::vector<ResultColumn> describe(const sql::Statement& statement) override {
    connection_.check_usable();
    const std::string text = reading_statement(dialect(), statement, connection_.name());
    const Scope scope(connection_);
    const auto types = read_texts(
        connection_, fmt::format("SELECT column_name, column_type FROM (DESCRIBE {})", text),
        statement.parameters);
    std::vector<ResultColumn> columns;
    for (const auto& row : types) {
      ResultColumn column;
      column.name = row.at(0).value_or("");
      column.source_type = row.at(1).value_or("");
      column.suggested = suggest_by_name(column.source_type);
      columns.push_back(std::move(column));
    }
    return columns;
  }

  void begin(Access access) override {
    connection_.check_usable();
    if (access == Access::read_write && connection_.access() == Access::read_only) {
      refuse_writing();
    }
    landing_.reset();
    connection_.begin(access == Access::read_write ? dialect().begin_write : dialect().begin_read);
  }
  void commit() override {
    landing_.reset();
    connection_.commit();
  }
  void rollback() noexcept override {
    landing_.reset();
    connection_.rollback();
  }
  bool in_transaction() const override { return connection_.in_transaction(); }

  std::vector<std::string> schemas() override {
    return reading([&] { return list_schemas(connection_); });
  }
  std::vector<TableName> tables(const std::string& schema) override {
    return reading([&] { return list_tables(connection_, schema); });
  }
  std::optional<TableInfo> table(const sql::Table& table) override {
    return reading([&] { return inspect_table(connection_, table); });
  }

  std::int64_t now() override {
    return reading([&] {
      const auto row = read_texts(connection_, "SELECT epoch_us(get_current_timestamp())");
      std::int64_t micros = 0;
      rows::parse_int64(row.at(0).at(0).value_or(""), micros);
      return micros;
    });
  }
  void ping() override {
    reading([&] { return read_texts(connection_, "SELECT 1"); });
  }
  void cancel() noexcept override { connection_.cancel(); }
  void clear_cancel() override { connection_.clear_cancel(); }

 private:
  [[noreturn]] void refuse_writing() const {
    throw Error(codes::database_read_only,
                fmt::format("connection '{}': was opened for reading", connection_.name()));
  }

  // One statement that may write, unless the session is for reading.
  std::pair<std::string, std::unique_ptr<Scope>> admit(const sql::Statement& statement) {
    connection_.check_usable();
    if (connection_.access() == Access::read_only) {
      std::string text = reading_statement(dialect(), statement, connection_.name());
      return {std::move(text), std::make_unique<Scope>(connection_)};
    }
    std::string text = one_statement(dialect(), statement, connection_.name());
    refuse_control(dialect(), text, connection_.name());
    landing_.reset();  // it may be about the table
    return {std::move(text), nullptr};
  }

  std::optional<rows::Value> first_value(Result& result) {
    const ArrowSchema& schema = *result.schema().get();
    std::optional<rows::Value> value;
    if (schema.n_children == 0) return value;
    ColumnReader reader = make_reader(*schema.children[0], {rows::Logical::bigint}, 0, false);
    if (reader.decode == nullptr) {
      reader = make_reader(*schema.children[0], suggest_type(reader.from), 0, false);
    }
    for (;;) {
      const Array chunk = result.next();
      if (!chunk.filled()) return value;
      if (chunk->length == 0) continue;
      rows::Column column(reader.to);
      std::vector<CellMisfit> misfits;
      const std::string why = chunk->n_children < 1 || reader.decode == nullptr
                                  ? "of a type that is not read"
                                  : take_chunk(reader, *chunk->children[0], chunk->length);
      if (why.empty()) reader.decode(reader, {0, 1, 0}, column, misfits);
      if (!why.empty() || !misfits.empty()) {
        throw Error(codes::unsupported,
                    fmt::format("connection '{}': the value cannot be read: {}", connection_.name(),
                                why.empty() ? "it does not fit" : why))
            .with_hint("cast it in the statement");
      }
      if (!column.is_null(0)) {
        value = column.value(0);
        if (reader.to.logical != rows::Logical::bigint) {
          value = rows::Value::text(rows::value_text(*value));
        }
      }
      return value;
    }
  }

  // What DESCRIBE calls a type, which is what a column is declared as.
  static rows::Type suggest_by_name(std::string_view name);

  Connection connection_;
  const std::string location_;
  std::optional<Landing> landing_;
};

struct Suggestion {
  std::string_view name;
  rows::Logical logical;
};
// https://duckdb.org/docs/stable/sql/data_types/overview
constexpr auto kSuggestions = std::to_array<Suggestion>({
    {"BIGINT", rows::Logical::bigint},
    {"BLOB", rows::Logical::bytes},
    {"BOOLEAN", rows::Logical::boolean},
    {"DATE", rows::Logical::date},
    {"DOUBLE", rows::Logical::floating},
    {"FLOAT", rows::Logical::floating},
    {"INTEGER", rows::Logical::integer},
    {"JSON", rows::Logical::json},
    {"SMALLINT", rows::Logical::integer},
    {"TIME", rows::Logical::time},
    {"TIMESTAMP", rows::Logical::datetime},
    {"TIMESTAMP WITH TIME ZONE", rows::Logical::timestamp},
    {"TIMESTAMP_MS", rows::Logical::datetime},
    {"TIMESTAMP_NS", rows::Logical::datetime},
    {"TIMESTAMP_S", rows::Logical::datetime},
    {"TINYINT", rows::Logical::integer},
    {"UINTEGER", rows::Logical::bigint},
    {"USMALLINT", rows::Logical::integer},
    {"UTINYINT", rows::Logical::integer},
    {"UUID", rows::Logical::uuid},
});

rows::Type DuckdbSession::suggest_by_name(std::string_view name) {
  for (const Suggestion& row : kSuggestions) {
    if (row.name == name) return {row.logical};
  }
  if (name == "HUGEINT" || name == "UHUGEINT") return {rows::Logical::decimal, 39, 0};
  if (name == "UBIGINT") return {rows::Logical::decimal, 20, 0};
  if (name.starts_with("DECIMAL(")) {
    const rows::ParsedType parsed = rows::parse_type(name);
    if (!parsed.problem) return parsed.type;
  }
  return {rows::Logical::text};
}

}  // namespace

std::unique_ptr<Session> open(const ConnectSpec& spec, Access access) {
  return std::make_unique<DuckdbSession>(spec, access);
}

}  // namespace waybill::warehouse::adbc

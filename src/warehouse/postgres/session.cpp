#include "warehouse/postgres/session.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "sql/transaction_step.hpp"
#include "warehouse/postgres/catalog.hpp"
#include "warehouse/postgres/connection.hpp"
#include "warehouse/postgres/copy.hpp"
#include "warehouse/postgres/inspect.hpp"
#include "warehouse/postgres/statement.hpp"
#include "warehouse/postgres/stream.hpp"
#include "warehouse/postgres/types.hpp"

namespace waybill::warehouse::postgres {
namespace {

std::int64_t number_from(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool is_whole(Oid type) {
  return type == oid::kInt2 || type == oid::kInt4 || type == oid::kInt8 || type == oid::kOid;
}

class PostgresSession : public Session {
 public:
  PostgresSession(const ConnectSpec& spec, Access access) : connection_(spec, access) {
    location_ = find_location();
  }

  // Answers of our own queries, with nothing left behind.
  template <class Work>
  auto in_scope(Work&& work) {
    connection_.check_usable();
    Scope scope(connection_, Scope::Kind::reading);
    auto answer = work();
    scope.done();
    return answer;
  }

  const sql::Dialect& dialect() const override { return sql::postgres(); }
  std::string location() const override { return location_; }

  SessionInfo info() override {
    return in_scope([&] {
      const Result result = connection_.run(catalog::kAbout);
      const int version = connection_.api().libVersion();
      SessionInfo info;
      info.via = "native";
      info.driver = fmt::format("libpq {}.{}", version / 10000, version % 10000);
      info.server = "PostgreSQL " + connection_.text_at(result, 0, 0);
      info.user = connection_.text_at(result, 0, 1);
      info.encrypted = connection_.text_at(result, 0, 2);
      return info;
    });
  }

  std::unique_ptr<RowStream> query(const sql::Statement& statement, const rows::Schema& schema,
                                   const ReadOptions& options) override {
    connection_.check_usable();
    Call call = make_call(connection_, statement);
    auto scope = std::make_unique<Scope>(connection_, Scope::Kind::reading);
    require_select(connection_, *scope, call);
    std::vector<CellReader> readers = make_readers(call, schema, options);
    connection_.start(call.parameters);
    return std::make_unique<Stream>(connection_, std::move(scope), std::move(readers), schema,
                                    options);
  }

  std::optional<rows::Value> scalar(const sql::Statement& statement) override {
    const Result result = run(statement);
    const Libpq& api = connection_.api();
    std::optional<rows::Value> value;
    if (api.ntuples(result.get()) == 0 || api.getisnull(result.get(), 0, 0) != 0) return value;
    const std::string text = connection_.text_at(result, 0, 0);
    value = is_whole(api.ftype(result.get(), 0)) ? rows::Value::bigint(number_from(text))
                                                 : rows::Value::text(text);
    return value;
  }

  std::int64_t execute(const sql::Statement& statement) override {
    const Result result = run(statement);
    if (connection_.api().nfields(result.get()) > 0 &&
        connection_.api().resultStatus(result.get()) == ExecStatus::tuples_ok) {
      // Of a SELECT the server counts the rows it answered.
      const std::string tag = connection_.api().cmdStatus(result.get());
      if (tag.starts_with("SELECT")) return 0;
    }
    return number_from(connection_.api().cmdTuples(result.get()));
  }

  void ingest(const sql::Table& table, const rows::Batch& batch) override {
    connection_.check_usable();
    copy_batch(connection_, table, batch);
  }
  std::unique_ptr<Appender> append(const sql::Table& table) override {
    return copy_batches(connection_, table);
  }

  std::vector<ResultColumn> describe(const sql::Statement& statement) override {
    connection_.check_usable();
    const Call call = make_call(connection_, statement);
    Scope scope(connection_, Scope::Kind::reading);
    require_select(connection_, scope, call);
    const Result described = connection_.prepare(call.text, call.parameters);
    std::vector<ResultColumn> columns = result_columns(connection_, described);
    scope.done();
    return columns;
  }

  void begin(Access access) override {
    connection_.check_usable();
    if (access == Access::read_write && connection_.access() == Access::read_only) {
      throw Error(codes::database_read_only,
                  fmt::format("connection '{}': was opened for reading", connection_.name()));
    }
    const sql::Dialect& dialect = sql::postgres();
    connection_.begin(
        std::string(access == Access::read_write ? dialect.begin_write : dialect.begin_read));
  }
  void commit() override { connection_.commit(); }
  void rollback() noexcept override { connection_.rollback(); }
  bool in_transaction() const override { return connection_.in_transaction(); }

  std::vector<std::string> schemas() override {
    return in_scope([&] { return list_schemas(connection_); });
  }
  std::vector<TableName> tables(const std::string& schema) override {
    return in_scope([&] { return list_tables(connection_, schema); });
  }
  std::optional<TableInfo> table(const sql::Table& table) override {
    return in_scope([&] { return inspect_table(connection_, table); });
  }

  std::int64_t now() override {
    return in_scope([&] {
      const Result result = connection_.run(catalog::kNow);
      return number_from(connection_.text_at(result, 0, 0));
    });
  }
  void ping() override {
    in_scope([&] { return connection_.run("SELECT 1"); });
  }
  void cancel() noexcept override { connection_.cancel(); }
  void clear_cancel() override { connection_.clear_cancel(); }

 private:
  // One statement that may write, unless the session is for reading.
  Result run(const sql::Statement& statement) {
    connection_.check_usable();
    const Call call = make_call(connection_, statement);
    const bool reading = connection_.access() == Access::read_only;
    // A savepoint around it would take it along.
    if (!reading && sql::is_transaction_step(sql::postgres(), call.text)) {
      return connection_.run(call.text, call.parameters);
    }
    if (!reading) refuse_control(connection_, call.text);
    Scope scope(connection_, reading ? Scope::Kind::reading : Scope::Kind::writing);
    if (reading) require_select(connection_, scope, call);
    Result result = connection_.run(call.text, call.parameters);
    if (connection_.api().resultStatus(result.get()) == ExecStatus::empty_query) {
      throw Error(codes::sql_rejected,
                  fmt::format("connection '{}': the statement is empty", connection_.name()))
          .with_hint("write exactly one statement")
          .with_sqlstate("42601");
    }
    scope.done();
    return result;
  }

  // Prepares the call. A column of a type that has no binary way here is read as text where that
  // is exact: the query is wrapped then.
  std::vector<CellReader> make_readers(Call& call, const rows::Schema& schema,
                                       const ReadOptions& options) {
    const Result described = connection_.prepare(call.text, call.parameters);
    const Libpq& api = connection_.api();
    const int columns = api.nfields(described.get());
    if (columns != static_cast<int>(schema.size())) {
      throw Error(codes::sql_rejected,
                  fmt::format("connection '{}': the statement answers with {} columns, {} were "
                              "asked for",
                              connection_.name(), columns, schema.size()));
    }
    std::vector<CellReader> readers;
    std::vector<bool> as_text(schema.size(), false);
    bool wraps = false;
    std::vector<bool> exact;
    for (std::size_t i = 0; i < schema.size(); ++i) {
      const bool truncate = i < options.truncate.size() && options.truncate[i];
      const Oid from = api.ftype(described.get(), static_cast<int>(i));
      readers.push_back(make_reader(from, schema[i].type, truncate));
      if (readers.back().decode != nullptr) continue;
      if (exact.empty()) exact = exact_as_text(connection_, described);
      if (schema[i].type.logical != rows::Logical::text || !exact[i]) {
        refuse_column(described, i, schema[i]);
      }
      readers.back() = make_reader(oid::kText, schema[i].type, truncate);
      wraps = as_text[i] = true;
    }
    if (wraps) {
      call.text = wrapped(call.text, as_text);
      connection_.prepare(call.text, call.parameters);
    }
    return readers;
  }

  static std::string wrapped(const std::string& text, const std::vector<bool>& as_text) {
    std::string select, names;
    for (std::size_t i = 0; i < as_text.size(); ++i) {
      const std::string_view comma = i == 0 ? "" : ", ";
      select += fmt::format("{}w.c{}{}", comma, i, as_text[i] ? "::text" : "");
      names += fmt::format("{}c{}", comma, i);
    }
    const std::size_t end = text.find_last_not_of("; \t\r\n\f");
    return fmt::format("SELECT {} FROM (\n{}\n) AS w({})", select, text.substr(0, end + 1), names);
  }

  [[noreturn]] void refuse_column(const Result& described, std::size_t at,
                                  const rows::Field& field) {
    const std::string type = type_names(connection_, described)[at];
    const std::string suggested =
        rows::to_string(result_columns(connection_, described)[at].suggested);
    throw Error(
        codes::unsupported,
        fmt::format("connection '{}': column '{}' is of type {} there, which is not read as "
                    "{}",
                    connection_.name(), field.name, type, rows::to_string(field.type)))
        .with_hint(suggested == "text"
                       ? "cast it in the model's source_query: to text, or to_jsonb() for json"
                       : fmt::format("declare it as {}, or cast it in source_query", suggested));
  }

  std::string find_location() {
    const std::string database = connection_.text_at(connection_.run(catalog::kDatabase), 0, 0);
    try {
      const Result server = connection_.run(catalog::kServer);
      return fmt::format("postgres:{}:{}", connection_.text_at(server, 0, 0), database);
    } catch (const Error& error) {
      if (error.sqlstate().empty()) throw;
    }
    const Result address = connection_.run(catalog::kAddress);
    return fmt::format("postgres:{}:{}:{}", connection_.text_at(address, 0, 0),
                       connection_.text_at(address, 0, 1), database);
  }

  Connection connection_;
  std::string location_;
};

}  // namespace

std::unique_ptr<Session> open(const ConnectSpec& spec, Access access) {
  return std::make_unique<PostgresSession>(spec, access);
}

}  // namespace waybill::warehouse::postgres

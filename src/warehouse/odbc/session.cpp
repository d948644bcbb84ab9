#include "warehouse/odbc/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/error.hpp"
#include "base/time.hpp"
#include "sql/transaction_step.hpp"
#include "warehouse/batch_start.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/decode.hpp"
#include "warehouse/odbc/describe.hpp"
#include "warehouse/odbc/error.hpp"
#include "warehouse/odbc/fetch.hpp"
#include "warehouse/odbc/ingest.hpp"
#include "warehouse/odbc/long_cell.hpp"
#include "warehouse/odbc/packed.hpp"
#include "warehouse/odbc/packed_json.hpp"
#include "warehouse/odbc/packed_sqlite.hpp"
#include "warehouse/odbc/packed_stream.hpp"
#include "warehouse/odbc/pages.hpp"
#include "warehouse/odbc/parameters.hpp"
#include "warehouse/odbc/read_manner.hpp"
#include "warehouse/odbc/sqlite_text.hpp"
#include "warehouse/odbc/statement.hpp"

namespace waybill::warehouse::odbc {
namespace {

std::int64_t number_from(const std::string& text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool is_whole(SQLSMALLINT type) {
  return type == SQL_TINYINT || type == SQL_SMALLINT || type == SQL_INTEGER || type == SQL_BIGINT;
}

constexpr std::int64_t kClocksDiffer = 300'000'000;  // in microseconds

// A stream within its scope: what the statement did or held is gone with it.
class ScopedStream : public RowStream {
 public:
  ScopedStream(Connection& connection, std::unique_ptr<Scope> scope, ParameterBuffers buffers,
               std::unique_ptr<RowStream> rows)
      : connection_(connection),
        scope_(std::move(scope)),
        buffers_(std::move(buffers)),
        rows_(std::move(rows)),
        rollbacks_(connection.rollbacks()) {
    connection_.streaming = true;
  }
  ScopedStream(const ScopedStream&) = delete;
  ScopedStream& operator=(const ScopedStream&) = delete;
  ~ScopedStream() override {
    rows_.reset();
    scope_.reset();
    connection_.streaming = false;
  }

  bool next(rows::Batch& batch, std::vector<CellMisfit>& misfits) override {
    check_no_rollback(rollbacks_, connection_.rollbacks(), connection_.name());
    connection_.check_cancelled();
    if (std::exchange(failed_, true)) {
      throw Error(
          codes::sql_rejected,
          fmt::format("connection '{}': the result failed before its end", connection_.name()))
          .with_hint("run the statement again");
    }
    const bool more = rows_->next(batch, misfits);
    failed_ = false;
    return more;
  }
  std::int64_t truncated_values() const override { return rows_->truncated_values(); }

 private:
  Connection& connection_;
  std::unique_ptr<Scope> scope_;
  ParameterBuffers buffers_;
  std::unique_ptr<RowStream> rows_;
  std::int64_t rollbacks_;
  bool failed_ = false;
};

class OdbcSession : public Session {
 public:
  OdbcSession(const ConnectSpec& spec, Access access)
      : connection_(spec, access), location_(connection_.manners().location(connection_, spec)) {}

  // Answers of our own queries, with nothing left behind.
  template <class Work>
  auto in_scope(Work&& work) {
    connection_.check_usable();
    Scope scope(connection_, Scope::Kind::reading);
    auto answer = work();
    scope.done();
    return answer;
  }

  const sql::Dialect& dialect() const override { return connection_.dialect(); }
  std::string location() const override { return location_; }

  SessionInfo info() override {
    return in_scope([&] {
      const Manners& manners = connection_.manners();
      if (manners.about.empty()) return info_of_driver();
      const Texts rows = connection_.run(std::string(manners.about));
      const auto at = [&](std::size_t column) {
        return rows.empty() || column >= rows[0].size() ? "" : rows[0][column].value_or("");
      };
      SessionInfo info;
      info.via = "odbc";
      info.driver =
          fmt::format("{} {} ({})", connection_.driver().title, connection_.info(SQL_DRIVER_VER),
                      connection_.info(SQL_DRIVER_NAME));
      info.server = fmt::format("{} {}", manners.title, at(0));
      info.user = at(1);
      info.encrypted = at(2);
      return info;
    });
  }

  std::unique_ptr<RowStream> query(const sql::Statement& statement, const rows::Schema& schema,
                                   const ReadOptions& options) override {
    connection_.check_usable();
    check_call(connection_, statement);
    const std::string_view query = require_select(connection_, statement);
    auto scope = std::make_unique<Scope>(connection_, Scope::Kind::reading);
    const std::vector<SourceColumn> columns =
        source_columns(connection_, query, statement.parameters);
    if (columns.size() != schema.size()) {
      throw Error(codes::sql_rejected,
                  fmt::format("connection '{}': the statement answers with {} columns, {} were "
                              "asked for",
                              connection_.name(), columns.size(), schema.size()));
    }
    if (!connection_.driver().has_storage_classes) require_readable(connection_, columns, schema);
    if (!connection_.manners().before_stream.empty()) {
      connection_.run(std::string(connection_.manners().before_stream));
    }
    if (goes_by_pages(connection_, schema, options)) {
      auto pages = open_pages(connection_, query, statement.parameters, columns, schema, options);
      return std::make_unique<ScopedStream>(connection_, std::move(scope), ParameterBuffers(),
                                            std::move(pages));
    }
    StatementHandle handle = connection_.statement();
    prepare_for_reading(handle);
    ParameterBuffers buffers;
    if (connection_.driver().packs != Packs::nothing) {
      PackedQuery packed = pack(connection_, query, columns, schema, options.truncate);
      run_reading(handle, packed.text, statement.parameters, buffers);
      auto rows = open_packed_stream(connection_, std::move(handle), std::move(packed.unpacker),
                                     schema, options);
      return std::make_unique<ScopedStream>(connection_, std::move(scope), std::move(buffers),
                                            std::move(rows));
    }
    run_reading(handle, query, statement.parameters, buffers);
    ReadOptions whole = options;
    whole.key.clear();
    auto rows = open_stream(connection_, std::move(handle), columns, schema, whole);
    return std::make_unique<ScopedStream>(connection_, std::move(scope), std::move(buffers),
                                          std::move(rows));
  }

  std::optional<rows::Value> scalar(const sql::Statement& statement) override {
    connection_.check_usable();
    check_call(connection_, statement);
    const bool packed =
        connection_.driver().has_storage_classes && only_reads(connection_, statement);
    std::optional<rows::Value> value;
    run(packed ? first_packed(statement) : statement, [&](StatementHandle& handle) {
      if (handle.columns() == 0 || !connection_.fetch(handle)) return;
      const bool whole = is_whole(handle.describe(1).sql_type);
      const auto text = long_text(connection_, handle, 1);
      if (!text) return;
      if (packed) {
        value = JsonUnpacker(connection_.name(), {}).scalar(*text);
        return;
      }
      value = whole ? rows::Value::bigint(number_from(*text)) : rows::Value::text(*text);
    });
    return value;
  }

  std::int64_t execute(const sql::Statement& statement) override {
    connection_.check_usable();
    const std::string changes(connection_.manners().changes);
    const Texts before = changes.empty() ? Texts() : connection_.run(changes);
    std::int64_t affected = 0;
    run(statement, [&](StatementHandle& handle) {
      if (!changes.empty()) {
        // DDL leaves the count of the statement before it.
        const Texts after = connection_.run(changes);
        affected = after.at(0).at(0) == before.at(0).at(0)
                       ? 0
                       : number_from(after.at(0).at(1).value_or(""));
        return;
      }
      if (handle.columns() == 0) {
        affected = handle.affected();
        return;
      }
      // Of what is answered with rows nothing is known before they were all there.
      std::int64_t rows = 0;
      while (connection_.fetch(handle)) ++rows;
      affected = only_reads(connection_, statement) ? 0 : rows;
    });
    return affected;
  }

  void ingest(const sql::Table& table, const rows::Batch& batch) override {
    connection_.check_usable();
    refuse_writing();
    name_late_cancel([&] {
      if (connection_.in_transaction()) {
        Scope scope(connection_, Scope::Kind::writing);
        ingest_batch(connection_, table, batch);
        scope.done();
        return;
      }
      start(Access::read_write);
      try {
        ingest_batch(connection_, table, batch);
        connection_.commit();
      } catch (const Error&) {
        connection_.rollback();
        throw;
      }
    });
  }

  std::vector<ResultColumn> describe(const sql::Statement& statement) override {
    connection_.check_usable();
    check_call(connection_, statement);
    const std::string_view query = require_select(connection_, statement);
    return in_scope([&] {
      std::vector<ResultColumn> columns;
      for (const SourceColumn& column : source_columns(connection_, query, statement.parameters)) {
        columns.push_back({column.described.name, type_spelling(connection_, column),
                           suggested_type(connection_, column)});
      }
      return columns;
    });
  }

  void begin(Access access) override {
    connection_.check_usable();
    if (access == Access::read_write) refuse_writing();
    start(access);
  }
  void commit() override { connection_.commit(); }
  void rollback() noexcept override { connection_.rollback(); }
  bool in_transaction() const override { return connection_.in_transaction(); }

  std::vector<std::string> schemas() override {
    return in_scope([&] { return connection_.manners().schemas(connection_); });
  }
  std::vector<TableName> tables(const std::string& schema) override {
    return in_scope([&] { return connection_.manners().tables(connection_, schema); });
  }
  std::optional<TableInfo> table(const sql::Table& table) override {
    return in_scope([&] { return connection_.manners().table(connection_, table); });
  }

  std::int64_t now() override {
    const std::string_view ask = connection_.manners().now;
    // Ours, and early: theirs may be behind it, and what is dated later is read again.
    if (ask.empty()) return base::system_now() - kClocksDiffer;
    return in_scope(
        [&] { return number_from(connection_.run(std::string(ask)).at(0).at(0).value_or("")); });
  }
  void ping() override {
    in_scope([&] { return connection_.run("SELECT 1"); });
  }
  void cancel() noexcept override { connection_.cancel(); }
  void clear_cancel() override { connection_.clear_cancel(); }

 private:
  SessionInfo info_of_driver() {
    SessionInfo info;
    info.via = "odbc";
    info.driver =
        fmt::format("{} {}", connection_.info(SQL_DRIVER_NAME), connection_.info(SQL_DRIVER_VER));
    info.server = fmt::format("{} {}, read as {}", connection_.info(SQL_DBMS_NAME),
                              connection_.info(SQL_DBMS_VER), connection_.manners().title);
    info.user = connection_.info(SQL_USER_NAME);
    return info;
  }

  void start(Access access) {
    const bool writing = access == Access::read_write;
    connection_.begin(writing ? dialect().before_write : dialect().before_read,
                      writing ? dialect().begin_write : dialect().begin_read);
  }

  sql::Statement first_packed(const sql::Statement& statement) {
    const std::string_view query = require_select(connection_, statement);
    const std::size_t columns =
        in_scope([&] { return source_columns(connection_, query, statement.parameters).size(); });
    return {packed_scalar(query, columns), statement.parameters};
  }

  void refuse_writing() const {
    if (connection_.access() == Access::read_write) return;
    throw Error(codes::database_read_only,
                fmt::format("connection '{}': was opened for reading", connection_.name()));
  }

  void run_reading(StatementHandle& handle, std::string_view text,
                   const std::vector<rows::Value>& values, ParameterBuffers& buffers) {
    if (connection_.driver().steps) {
      connection_.execute(handle, with_literals(*dialect().syntax, text, values));
    } else {
      run(handle, text, values, buffers);
    }
  }

  void run(StatementHandle& handle, std::string_view text, const std::vector<rows::Value>& values,
           ParameterBuffers& buffers) {
    if (values.empty()) {
      connection_.execute(handle, text);
      return;
    }
    connection_.prepare(handle, typed_marks(connection_, text, values));
    bind(handle, values, buffers);
    connection_.execute(handle);
  }

  // One statement that may write, unless the session is for reading.
  template <class Use>
  void run(const sql::Statement& statement, Use&& use) {
    connection_.check_usable();
    check_call(connection_, statement);
    const bool reading = connection_.access() == Access::read_only;
    if (!reading && sql::is_transaction_step(connection_.dialect(), statement.text)) {
      // A savepoint around it would take it along.
      StatementHandle handle = connection_.statement();
      connection_.execute(handle, statement.text);
      use(handle);
      return;
    }
    if (reading) {
      require_select(connection_, statement);
    } else {
      require_single(connection_, statement);
    }
    name_late_cancel([&] {
      Scope scope(connection_, reading ? Scope::Kind::reading : Scope::Kind::writing);
      {
        StatementHandle handle = connection_.statement();
        ParameterBuffers buffers;
        const std::string_view before =
            only_reads(connection_, statement) ? "" : connection_.driver().not_a_query;
        run(handle, std::string(before) + statement.text, statement.parameters, buffers);
        use(handle);
      }
      scope.done();
    });
  }

  // A cancel that comes when a call has just ended may close its statement: whatever is asked of it
  // next fails, and not for a reason of its own.
  template <class Work>
  void name_late_cancel(Work&& work) const {
    try {
      work();
    } catch (const Error& error) {
      if (connection_.is_late_cancel(error)) throw cancelled_error(connection_.name());
      throw;
    }
  }

  Connection connection_;
  std::string location_;
};

}  // namespace

std::unique_ptr<Session> open(const ConnectSpec& spec, Access access) {
  return std::make_unique<OdbcSession>(spec, access);
}

}  // namespace waybill::warehouse::odbc

// A session on a SQLite file, over SQLite's own C interface.
#include "warehouse/sqlite/session.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "warehouse/sqlite/database.hpp"
#include "warehouse/sqlite/inspect.hpp"
#include "warehouse/sqlite/load.hpp"
#include "warehouse/sqlite/stream.hpp"

namespace waybill::warehouse::sqlite {
namespace {

class SqliteSession : public Session {
 public:
  SqliteSession(const ConnectSpec& spec, Access access) : database_(spec, access) {}
  explicit SqliteSession(const PrivateSpec& spec) : database_(spec) {}

  void stop_writing() { database_.stop_writing(); }

  const sql::Dialect& dialect() const override { return sql::sqlite(); }

  std::string location() const override {
    if (database_.path().empty()) return fmt::format("sqlite:{}", fmt::ptr(this));
    struct stat file {};
    if (::stat(database_.path().c_str(), &file) != 0) return database_.path();
    return fmt::format("sqlite:{}:{}", file.st_dev, file.st_ino);
  }

  SessionInfo info() override {
    const std::string library = fmt::format("SQLite {}", sqlite3_libversion());
    return {"native", library, library, {}, {}};
  }

  std::unique_ptr<RowStream> query(const sql::Statement& statement, const rows::Schema& schema,
                                   const ReadOptions& options) override {
    check();
    Lease lease = database_.prepare(statement.text, statement.parameters, Gate::reading);
    const int columns = sqlite3_column_count(lease.get());
    if (columns != static_cast<int>(schema.size())) {
      throw Error(codes::sql_rejected,
                  fmt::format("connection '{}': the statement answers with {} columns, {} were "
                              "asked for",
                              database_.connection(), columns, schema.size()));
    }
    return std::make_unique<Stream>(database_, std::move(lease), schema, options, streaming_);
  }

  std::optional<rows::Value> scalar(const sql::Statement& statement) override {
    check();
    const Lease lease = database_.prepare(statement.text, statement.parameters, Gate::writing);
    std::optional<rows::Value> value;
    if (!database_.step(lease.get())) return value;
    switch (sqlite3_column_type(lease.get(), 0)) {
      case SQLITE_NULL:
        break;
      case SQLITE_INTEGER:
        value = rows::Value::bigint(sqlite3_column_int64(lease.get(), 0));
        break;
      default: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(lease.get(), 0));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(lease.get(), 0));
        value = rows::Value::text({size == 0 ? "" : text, size});
      }
    }
    return value;
  }

  std::int64_t execute(const sql::Statement& statement) override {
    check();
    const Lease lease = database_.prepare(statement.text, statement.parameters, Gate::writing);
    const std::int64_t before = sqlite3_total_changes64(database_.handle());
    while (database_.step(lease.get())) {
    }
    // DDL leaves the count of the statement before it.
    const bool changed = sqlite3_total_changes64(database_.handle()) != before;
    return changed ? sqlite3_changes64(database_.handle()) : 0;
  }

  void ingest(const sql::Table& table, const rows::Batch& batch) override {
    check();
    load_batch(database_, batch_tables_, table, batch);
  }

  std::vector<ResultColumn> describe(const sql::Statement& statement) override {
    check();
    const Lease lease = database_.prepare(statement.text, statement.parameters, Gate::reading);
    return result_columns(lease.get());
  }

  void begin(Access access) override {
    check();
    if (access == Access::read_write && database_.access() == Access::read_only) {
      throw Error(codes::database_read_only,
                  fmt::format("connection '{}': was opened for reading", database_.connection()));
    }
    const sql::Dialect& dialect = sql::sqlite();
    database_.begin(
        std::string(access == Access::read_write ? dialect.begin_write : dialect.begin_read));
  }
  void commit() override {
    check();
    database_.commit();
  }
  void rollback() noexcept override { database_.rollback(); }
  bool in_transaction() const override { return database_.in_transaction(); }

  std::vector<std::string> schemas() override {
    check();
    return {"main"};
  }
  std::vector<TableName> tables(const std::string& schema) override {
    check();
    return list_tables(database_, schema);
  }
  std::optional<TableInfo> table(const sql::Table& table) override {
    check();
    return inspect_table(database_, table);
  }

  std::int64_t now() override {
    check();
    const Lease lease = database_.prepare(
        "SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000000 "
        "+ CAST(substr(strftime('%f', 'now'), 4) AS INTEGER) * 1000",
        {}, Gate::own);
    database_.step(lease.get());
    return sqlite3_column_int64(lease.get(), 0);
  }
  void ping() override {
    check();
    database_.run("SELECT 1 FROM sqlite_schema LIMIT 1", Gate::own);
  }
  void cancel() noexcept override { database_.cancel(); }
  void clear_cancel() override { database_.clear_cancel(); }

 private:
  void check() const {
    if (streaming_) {
      throw Error(codes::internal, fmt::format("connection '{}': a result is still being read",
                                               database_.connection()));
    }
    database_.check_usable();
  }

  BatchTables batch_tables_;  // outlives the database's handle
  Database database_;
  bool streaming_ = false;
};

}  // namespace

std::unique_ptr<Session> open(const ConnectSpec& spec, Access access) {
  return std::make_unique<SqliteSession>(spec, access);
}

}  // namespace waybill::warehouse::sqlite

namespace waybill::warehouse {

void add_schema(PrivateSpec& spec, const std::string& schema) {
  const auto is_it = [&](std::string_view other) { return base::ascii_iequals(schema, other); };
  if (schema.empty() || is_it("main") || is_it("temp")) return;
  if (std::ranges::none_of(spec.schemas, is_it)) spec.schemas.push_back(schema);
}

std::unique_ptr<Session> open_empty(const PrivateSpec& spec) {
  return std::make_unique<sqlite::SqliteSession>(spec);
}

std::unique_ptr<Session> open_private(const PrivateSpec& spec,
                                      const std::function<void(Session&)>& fill) {
  auto session = std::make_unique<sqlite::SqliteSession>(spec);
  session->begin(Access::read_write);
  fill(*session);
  session->commit();
  session->stop_writing();
  return session;
}

}  // namespace waybill::warehouse

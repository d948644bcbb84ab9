// Two databases of any kind and a model between them, with an oracle: what the destination must
// hold is kept in the test, and read back past Waybill.
#ifndef WAYBILL_TESTS_SYNC_PAIRS_HPP
#define WAYBILL_TESTS_SYNC_PAIRS_HPP

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/driver_library.hpp"
#include "support/duckdb_library.hpp"
#include "support/mariadb_server.hpp"
#include "support/postgres_server.hpp"
#include "sync/bench_of_syncs.hpp"

namespace waybill::tests {

class End {
 public:
  virtual ~End() = default;
  virtual std::unique_ptr<warehouse::Session> open(warehouse::Access access) const = 0;
  virtual void run(const std::string& sql) = 0;
  virtual std::vector<std::string> rows(const std::string& sql) = 0;
  // Source table of the model, and its rows at a destination, each spelled in one way.
  virtual std::string create_items(const std::string& name) const = 0;
  virtual std::string select_items(const std::string& name) const = 0;

  std::int64_t number(const std::string& sql) { return std::stoll(rows(sql).at(0)); }
};

class SqliteEnd : public End {
 public:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) const override {
    return tests::open(file_.path(), access);
  }
  void run(const std::string& sql) override { file_.run(sql); }
  std::vector<std::string> rows(const std::string& sql) override {
    std::vector<std::string> rows = file_.rows(sql);
    for (std::string& row : rows) {  // of texts of one column
      if (row.size() >= 2 && row.front() == '\'') row = row.substr(1, row.size() - 2);
    }
    return rows;
  }
  std::string create_items(const std::string& name) const override {
    return "CREATE TABLE " + name +
           " (id INTEGER, name TEXT, amount TEXT, updated_at TEXT, org TEXT)";
  }
  std::string select_items(const std::string& name) const override {
    return "SELECT id || '|' || coalesce(name, 'NULL') || '|' || coalesce(amount, 'NULL') || '|' "
           "|| updated_at FROM " +
           name + " ORDER BY id";
  }

 private:
  TempDir folder_;
  SqliteFile file_{folder_.file("w.db")};
};

class PostgresEnd : public End {
 public:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) const override {
    return database_.open(access, 5);
  }
  void run(const std::string& sql) override { database_.run(sql); }
  std::vector<std::string> rows(const std::string& sql) override { return database_.rows(sql); }
  std::string create_items(const std::string& name) const override {
    return "CREATE TABLE " + name +
           " (id bigint, name text, amount numeric, updated_at timestamptz, org text)";
  }
  std::string select_items(const std::string& name) const override {
    return "SELECT id || '|' || coalesce(name, 'NULL') || '|' || coalesce(amount::text, 'NULL') "
           "|| '|' || to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') "
           "FROM " +
           name + " ORDER BY id";
  }

 protected:
  PostgresDatabase database_;
};

class PostgresByDriver : public PostgresEnd {
 public:
  PostgresByDriver(std::string via, std::string driver)
      : via_(std::move(via)), driver_(std::move(driver)) {}
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) const override {
    warehouse::ConnectSpec spec = database_.spec(5);
    spec.via = via_;
    spec.driver = driver_;
    return warehouse::open_session(spec, access);
  }

 private:
  std::string via_;
  std::string driver_;
};

// Read and written through Waybill: there is no other client here.
class DuckdbEnd : public End {
 public:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) const override {
    return file_.open(access);
  }
  void run(const std::string& sql) override {
    open(warehouse::Access::read_write)->execute({sql, {}});
  }
  std::vector<std::string> rows(const std::string& sql) override {
    const auto session = open(warehouse::Access::read_only);
    rows::Schema schema;
    for (const auto& column : session->describe({sql, {}})) {
      schema.push_back({column.name, column.suggested});
    }
    std::vector<std::string> all;
    const auto stream = session->query({sql, {}}, schema, {});
    rows::Batch batch;
    std::vector<warehouse::CellMisfit> misfits;
    while (stream->next(batch, misfits)) {
      for (std::int64_t row = 0; row < batch.length; ++row) {
        all.push_back(rows::value_text(batch.columns[0].value(row)));
      }
    }
    return all;
  }
  std::string create_items(const std::string& name) const override {
    return "CREATE TABLE " + name +
           " (id bigint, name varchar, amount decimal(18,4), updated_at timestamptz, org varchar)";
  }
  std::string select_items(const std::string& name) const override {
    return "SELECT id || '|' || coalesce(name, 'NULL') || '|' || coalesce(amount::varchar, 'NULL') "
           "|| '|' || strftime(updated_at AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ') FROM " +
           name + " ORDER BY id";
  }

 private:
  DuckdbFile file_;
};

class MariadbEnd : public End {
 public:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) const override {
    return database_.open(access, 5);
  }
  void run(const std::string& sql) override { database_.run(kAnsi + sql); }
  std::vector<std::string> rows(const std::string& sql) override {
    return database_.rows(kAnsi + sql);
  }
  std::string create_items(const std::string& name) const override {
    return "CREATE TABLE " + name +
           " (id bigint, name text, amount decimal(30,10), updated_at datetime(6), org "
           "varchar(99)) "
           "CHARACTER SET utf8mb4";
  }
  std::string select_items(const std::string& name) const override {
    return "SELECT id || '|' || coalesce(name, 'NULL') || '|' || coalesce(amount, 'NULL') || '|' "
           "|| date_format(updated_at, '%Y-%m-%dT%H:%i:%s.%fZ') FROM " +
           name + " ORDER BY id";
  }

 private:
  // || joins texts, and instants may be written with a Z.
  static constexpr const char* kAnsi =
      "SET sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES'; SET max_recursive_iterations = 100000; ";
  MariadbDatabase database_;
};

inline std::unique_ptr<End> make_end(std::string_view vendor) {
  if (vendor == "mariadb") return std::make_unique<MariadbEnd>();
  if (vendor == "postgres") return std::make_unique<PostgresEnd>();
  if (vendor == "postgres odbc") {
    return std::make_unique<PostgresByDriver>("odbc", "PostgreSQL Unicode");
  }
  if (vendor == "postgres adbc") {
    return std::make_unique<PostgresByDriver>("adbc", kAdbcPostgres.path());
  }
  if (vendor == "duckdb") return std::make_unique<DuckdbEnd>();
  return std::make_unique<SqliteEnd>();
}

struct Pair {
  const char* from;
  const char* to;
};
inline constexpr Pair kPairs[] = {
    {"sqlite", "postgres"}, {"postgres", "sqlite"}, {"postgres", "postgres"}};
inline constexpr Pair kMariadbPairs[] = {
    {"postgres", "mariadb"}, {"mariadb", "sqlite"}, {"mariadb", "mariadb"}};

// A new table is there once it was made, whatever becomes of its rows.
inline bool commits_ddl(const Pair& pair) {
  return std::string_view(pair.to) == "mariadb";
}

struct PairBench {
  std::unique_ptr<End> source;
  std::unique_ptr<End> destination;
  base::Micros now = *base::parse_instant("2026-03-01T12:00:00Z");
  sync::Job job;
  std::map<std::int64_t, std::string> expected;  // id: the rest of its row

  explicit PairBench(Pair pair) : source(make_end(pair.from)), destination(make_end(pair.to)) {
    source->run(source->create_items("items"));
    job.state = {"catalog", "sync", ""};
    job.sync_name = "items";
    job.table = "items_out";
    job.lookback_seconds = 300;
    job.model.name = "items";
    job.model.source_table = "items";
    job.model.columns = {column("id", "bigint", true), column("name", "text"),
                         column("amount", "decimal(18,4)"),
                         column("updated_at", "timestamp", false, true)};
  }

  // Into the source and into the oracle. `at`: YYYY-MM-DDTHH:MM:SS.ffffffZ.
  void put(std::int64_t id, const std::string& name, const std::string& amount,
           const std::string& at) {
    const std::string key = std::to_string(id);
    source->run("DELETE FROM items WHERE id = " + key);
    source->run("INSERT INTO items (id, name, amount, updated_at) VALUES (" + key + ", '" + name +
                "', '" + amount + "', '" + at + "')");
    expected[id] = name + "|" + amount + "|" + at;
  }
  std::vector<std::string> wanted() const {
    std::vector<std::string> rows;
    for (const auto& [id, rest] : expected) rows.push_back(std::to_string(id) + "|" + rest);
    return rows;
  }
  std::vector<std::string> delivered() {
    return destination->rows(destination->select_items(job.table));
  }
  bool has_table() {
    const auto session = destination->open(warehouse::Access::read_only);
    return session->table({"", job.table}).has_value();
  }

  sync::Report run(const base::CancelToken& cancel = {}, const sync::ProgressFn& progress = {}) {
    job.run_id = base::new_uuid(now);
    const auto from = source->open(warehouse::Access::read_only);
    const auto to = destination->open(warehouse::Access::read_write);
    return sync::run(
        job, *from, *to, [this] { return now; }, cancel, progress);
  }
  std::string failure(const base::CancelToken& cancel = {}, const sync::ProgressFn& progress = {}) {
    return code_of_failure([&] { run(cancel, progress); });
  }
  std::vector<sync::OutboxItem> dead_letters() {
    const auto session = destination->open(warehouse::Access::read_write);
    return sync::Control(*session, job.state).outbox(100000);
  }
};

}  // namespace waybill::tests

#endif

#include "fault/place.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "base/text.hpp"
#include "support/mariadb_server.hpp"
#include "support/postgres_server.hpp"
#include "support/sqlite_file.hpp"
#include "support/temp_dir.hpp"
#include "sync/ledger.hpp"

namespace waybill::tests {
namespace {

using warehouse::Access;

constexpr std::int64_t kLockSeconds = 4;

const std::map<std::string, std::vector<std::string>>& looked_at() {
  static const std::map<std::string, std::vector<std::string>> tables{
      {kItems, {"id", "name", "amount", "updated_at"}},
      {"_waybill_commits",
       {"run_id", "state_key", "epoch", "watermark", "watermark_type", "run_state", "report"}},
      {"_waybill_owners", {"table_name", "tenant", "run_id"}},
      {"_waybill_rejects", {"code", "row_key", "payload"}},
      {"_waybill_transfer_status", {"table_name", "complete_until", "run_id"}},
  };
  return tables;
}

std::string joined(const std::vector<std::string>& columns, auto&& spell) {
  std::string text;
  for (const std::string& column : columns) {
    text += fmt::format("{}{}", text.empty() ? "" : " || '|' || ", spell(column));
  }
  return text;
}

class SqlitePlace : public Place {
 public:
  std::unique_ptr<warehouse::Session> open(Access access) override {
    warehouse::ConnectSpec spec;
    spec.name = "test";
    spec.vendor = "sqlite";
    spec.options["path"] = path();
    spec.lock_s = kLockSeconds;
    return warehouse::open_session(spec, access);
  }
  void run(const std::string& sql) override { SqliteFile(path()).run(sql); }
  std::string create_source() const override {
    return "CREATE TABLE items (id INTEGER, name TEXT, amount TEXT, updated_at TEXT)";
  }
  void save() override { copy(path(), saved()); }
  void restore() override {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) {
      std::filesystem::remove(path() + end);
    }
    copy(saved(), path());
  }
  std::vector<std::string> tables() override {
    return texts("SELECT name FROM sqlite_master WHERE type = 'table'");
  }
  std::vector<std::string> texts(const std::string& sql) override {
    std::vector<std::string> rows = SqliteFile(path()).rows(sql);
    for (std::string& row : rows) {
      if (row.size() >= 2 && row.front() == '\'') row = row.substr(1, row.size() - 2);
    }
    return rows;
  }
  std::string text_query(const std::string& table,
                         const std::vector<std::string>& columns) const override {
    return fmt::format("SELECT {} FROM {}",
                       joined(columns,
                              [](const std::string& column) {
                                return fmt::format("coalesce({}, 'NULL')", column);
                              }),
                       table);
  }

 private:
  std::string path() const { return folder_.file("w.db"); }
  std::string saved() const { return folder_.file("saved.db"); }
  static void copy(const std::string& from, const std::string& to) {
    std::filesystem::remove(to);
    if (std::filesystem::exists(from)) std::filesystem::copy_file(from, to);
  }
  TempDir folder_;
};

// A server's: looked at and put back by a session of its own, which is never hurt. What is saved
// stands beside the tables it was copied from.
class ServerPlace : public Place {
 public:
  std::unique_ptr<warehouse::Session> open(Access access) override {
    return warehouse::open_session(spec_, access);
  }
  void run(const std::string& sql) override { past_->execute({sql, {}}); }

  void save() override {
    for (const std::string& table : tables()) {
      run(like("saved_" + table, table));
      run(fmt::format("INSERT INTO saved_{0} SELECT * FROM {0}", table));
      saved_.push_back(table);
    }
  }
  void restore() override {
    const std::vector<std::string> present = tables();
    std::vector<std::string> others;
    for (const std::string& table : present) {
      if (std::ranges::find(saved_, table) == saved_.end()) others.push_back(table);
    }
    if (!others.empty()) run("DROP TABLE " + base::join(others, ", "));
    for (const std::string& table : saved_) {
      if (std::ranges::find(present, table) == present.end()) {
        run(like(table, "saved_" + table));
      } else {
        run("DELETE FROM " + table);
      }
      run(fmt::format("INSERT INTO {0} SELECT * FROM saved_{0}", table));
    }
  }

  void settle() override {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(kLockSeconds);
    while (!texts(others_).empty()) {
      if (std::chrono::steady_clock::now() > until) throw std::runtime_error("a session stays");
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  std::vector<std::string> tables() override {
    std::vector<std::string> names = texts(list_);
    std::erase_if(names, [](const std::string& name) {
      return name.starts_with("saved_") || name == "items";
    });
    return names;
  }
  std::vector<std::string> texts(const std::string& sql) override {
    const rows::Schema schema{{"t", {rows::Logical::text}, true}};
    const auto stream = past_->query({sql, {}}, schema, {});
    std::vector<std::string> all;
    rows::Batch batch(schema);
    std::vector<warehouse::CellMisfit> misfits;
    while (stream->next(batch, misfits)) {
      for (std::int64_t row = 0; row < batch.length; ++row) {
        all.emplace_back(batch.columns[0].variable(row));
      }
    }
    return all;
  }

 protected:
  // `list`: names of the tables there are. `others`: whether sessions other than this one are
  // there.
  ServerPlace(warehouse::ConnectSpec spec, const std::string& vendor, std::string list,
              std::string others)
      : spec_(std::move(spec)), list_(std::move(list)), others_(std::move(others)) {
    const FaultDriver& driver = fault_driver(vendor);
    warehouse::ConnectSpec past = spec_;
    past.via = "odbc";
    past.driver = driver.real();
    past_ = warehouse::open_session(past, Access::read_write);
    spec_.via = "odbc";
    spec_.driver = driver.path;
  }
  virtual std::string like(const std::string& table, const std::string& other) const = 0;

 private:
  warehouse::ConnectSpec spec_;
  std::string list_;
  std::string others_;
  std::unique_ptr<warehouse::Session> past_;
  std::vector<std::string> saved_;
};

struct PostgresHolder {
  PostgresDatabase database;
};
class PostgresPlace : private PostgresHolder, public ServerPlace {
 public:
  PostgresPlace()
      : ServerPlace(database.spec(kLockSeconds), "postgres",
                    "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND "
                    "relnamespace = 'public'::regnamespace",
                    "SELECT pid::text FROM pg_stat_activity WHERE datname = current_database() "
                    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'") {}
  std::string create_source() const override {
    return "CREATE TABLE items (id bigint, name text, amount numeric, updated_at timestamptz)";
  }
  std::string text_query(const std::string& table,
                         const std::vector<std::string>& columns) const override {
    return fmt::format("SELECT {} FROM {}",
                       joined(columns,
                              [](const std::string& column) {
                                if (column != "updated_at") {
                                  return fmt::format("coalesce({}::text, 'NULL')", column);
                                }
                                return std::string(
                                    "to_char(updated_at AT TIME ZONE 'UTC', "
                                    "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')");
                              }),
                       table);
  }

 private:
  std::string like(const std::string& table, const std::string& other) const override {
    return fmt::format("CREATE TABLE {} (LIKE {} INCLUDING ALL)", table, other);
  }
};

struct MariadbHolder {
  MariadbDatabase database;
};
class MariadbPlace : private MariadbHolder, public ServerPlace {
 public:
  MariadbPlace()
      : ServerPlace(database.spec(kLockSeconds), "mariadb",
                    "SELECT table_name FROM information_schema.tables "
                    "WHERE table_schema = DATABASE()",
                    "SELECT CAST(id AS char) FROM information_schema.processlist "
                    "WHERE db = DATABASE() AND id <> CONNECTION_ID()") {}
  std::string create_source() const override {
    return "CREATE TABLE items (id bigint, name text, amount decimal(30,10), "
           "updated_at datetime(6)) CHARACTER SET utf8mb4";
  }
  std::string text_query(const std::string& table,
                         const std::vector<std::string>& columns) const override {
    std::string text;
    for (const std::string& column : columns) {
      text += column == "updated_at" ? ", date_format(updated_at, '%Y-%m-%dT%H:%i:%s.%fZ')"
                                     : fmt::format(", coalesce(cast({} AS char), 'NULL')", column);
    }
    return fmt::format("SELECT concat_ws('|'{}) FROM {}", text, table);
  }
  bool commits_ddl() const override { return true; }

 private:
  std::string like(const std::string& table, const std::string& other) const override {
    return fmt::format("CREATE TABLE {} LIKE {}", table, other);
  }
};

template <class Function>
void find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function == nullptr) throw std::runtime_error(name);
}

FaultDriver load(const char* path) {
  void* const library = ::dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error(::dlerror());
  FaultDriver driver;
  driver.path = path;
  find(library, "waybill_fault_rule", driver.rule);
  find(library, "waybill_fault_look", driver.look);
  find(library, "waybill_fault_calls", driver.calls);
  find(library, "waybill_fault_real", driver.real);
  return driver;
}

}  // namespace

Tables Place::look() {
  const std::vector<std::string> present = tables();
  Tables found;
  for (const std::string& table : present) {
    // Waybill's own stay, and a new table does where it cannot be part of a transaction.
    const bool may_stay = table.starts_with("_waybill_") || (table == kItems && commits_ddl());
    if (table.starts_with("_waybill_stg") || !may_stay) found["tables"].push_back(table);
    if (!table.starts_with("_waybill_ledger")) continue;
    found[table] = texts(text_query(table, {"id", std::string(sync::kHashColumn)}));
    std::ranges::sort(found[table]);
  }
  for (const auto& [table, columns] : looked_at()) {
    std::vector<std::string>& rows = found[table];
    if (std::ranges::find(present, table) == present.end()) continue;
    rows = texts(text_query(table, columns));
    // A row that nobody owns is there to be locked.
    std::erase_if(rows, [](const std::string& row) { return row.starts_with('|'); });
    std::ranges::sort(rows);
  }
  return found;
}

std::vector<std::string> FaultDriver::recorded() const {
  std::string text(calls(nullptr, 0), '\0');
  calls(text.data(), text.size());
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

const FaultDriver& fault_driver(const std::string& vendor) {
  static const FaultDriver postgres = load(WAYBILL_FAULT_PSQLODBC);
  static const FaultDriver mariadb = load(WAYBILL_FAULT_MARIADB);
  return vendor == "postgres" ? postgres : mariadb;
}

bool without_faults(const std::string& vendor) {
  if (vendor == "postgres" ? without_postgres() : without_mariadb()) return true;
  if (*fault_driver(vendor).real() != '\0') return false;
  std::printf("skipped: there is no ODBC driver for %s (package %s)\n", vendor.c_str(),
              vendor == "postgres" ? "odbc-postgresql" : "odbc-mariadb");
  return true;
}

std::unique_ptr<Place> make_sqlite() {
  return std::make_unique<SqlitePlace>();
}

std::unique_ptr<Place> make_server(const std::string& vendor) {
  if (vendor == "postgres") return std::make_unique<PostgresPlace>();
  return std::make_unique<MariadbPlace>();
}

}  // namespace waybill::tests

#include "subjects.hpp"

#include "odbc_place.hpp"
#include "sqlite_place.hpp"
#include "support/driver_library.hpp"
#include "support/duckdb_library.hpp"
#include "support/mariadb_server.hpp"
#include "support/postgres_server.hpp"

namespace waybill::tests {
namespace {

template <class Database>
class DatabasePlace : public Place {
 public:
  explicit DatabasePlace(std::string via, std::string driver = {})
      : via_(std::move(via)), driver_(std::move(driver)) {}
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) override {
    return open(access, 30);
  }
  std::unique_ptr<warehouse::Session> open_impatient(warehouse::Access access) override {
    return open(access, 1);
  }

 private:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access, std::int64_t lock_s) {
    warehouse::ConnectSpec spec = database_.spec(lock_s);
    spec.via = via_;
    spec.driver = driver_;
    return warehouse::open_session(spec, access);
  }
  Database database_;
  std::string via_;
  std::string driver_;
};

class SqlitePlace : public Place {
 public:
  explicit SqlitePlace(std::string via) : via_(std::move(via)) {}
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) override {
    return open(access, 30);
  }
  std::unique_ptr<warehouse::Session> open_impatient(warehouse::Access access) override {
    return open(access, 1);
  }

 private:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access, std::int64_t lock_s) {
    return warehouse::open_session({.name = "test",
                                    .vendor = "sqlite",
                                    .via = via_,
                                    .options = {{"path", file_.path}},
                                    .lock_s = lock_s},
                                   access);
  }
  SqliteFile file_;
  std::string via_;
};

class DuckdbPlace : public Place {
 public:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) override {
    return file_.open(access);
  }
  std::unique_ptr<warehouse::Session> open_impatient(warehouse::Access access) override {
    return file_.open(access);
  }

 private:
  DuckdbFile file_;
};

std::string no_driver(const char* name) {
  return without_driver(name) ? std::string("there is no ODBC driver ") + name : "";
}

}  // namespace

std::vector<Subject> all_subjects() {
  const std::string no_postgres = without_postgres() ? "PostgreSQL is not here" : "";
  const std::string no_mariadb = without_mariadb() ? "MariaDB is not here" : "";
  std::vector<Subject> all;
  all.push_back({"SQLite", [] { return std::make_unique<SqlitePlace>("native"); }, ""});
  all.push_back(
      {"SQLite, ODBC", [] { return std::make_unique<SqlitePlace>("odbc"); }, no_driver(kSqlite)});
  all.push_back({"PostgreSQL",
                 [] { return std::make_unique<DatabasePlace<PostgresDatabase>>("native"); },
                 no_postgres});
  all.push_back(
      {"PostgreSQL, ODBC",
       [] { return std::make_unique<DatabasePlace<PostgresDatabase>>("odbc", kPsqlUnicode); },
       no_postgres.empty() ? no_driver(kPsqlUnicode) : no_postgres});
  all.push_back({"MariaDB, ODBC",
                 [] { return std::make_unique<DatabasePlace<MariadbDatabase>>("odbc", kMariadb); },
                 no_mariadb.empty() ? no_driver(kMariadb) : no_mariadb});
  all.push_back(
      {"DuckDB, ADBC", [] { return std::make_unique<DuckdbPlace>(); }, kDuckdbLibrary.missing()});
  all.push_back({"PostgreSQL, ADBC",
                 [] {
                   return std::make_unique<DatabasePlace<PostgresDatabase>>("adbc",
                                                                            kAdbcPostgres.path());
                 },
                 no_postgres.empty() ? kAdbcPostgres.missing() : no_postgres});
  return all;
}

}  // namespace waybill::tests

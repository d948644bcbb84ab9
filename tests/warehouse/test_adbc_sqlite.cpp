// Why SQLite is not reached by ADBC: facts of Apache Arrow's driver.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "helpers.hpp"
#include "sqlite_place.hpp"
#include "support/driver_library.hpp"
#include "warehouse/adbc/driver.hpp"

using namespace waybill;
using namespace waybill::tests;
using warehouse::Access;

namespace {

bool without_driver() {
  static const bool absent = kAdbcSqlite.absent();
  return absent;
}

// https://man7.org/linux/man-pages/man5/proc_locks.5.html
int locks_of_this_process(const std::string& path) {
  struct stat file {};
  REQUIRE(::stat(path.c_str(), &file) == 0);
  const std::string inode = ":" + std::to_string(file.st_ino);
  const std::string self = std::to_string(::getpid());
  std::ifstream in("/proc/locks");
  std::string line;
  int count = 0;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::string number, kind, advisory, mode, pid, place;
    words >> number >> kind >> advisory >> mode >> pid >> place;
    if (pid == self && place.ends_with(inode)) ++count;
  }
  return count;
}

// A file that the driver reads from, on a connection of its own.
class ByDriver {
 public:
  explicit ByDriver(const std::string& path)
      : driver_({.name = "test", .vendor = "sqlite", .driver = kAdbcSqlite.path()},
                *warehouse::adbc::find_manners("postgres")) {  // of the usual entry point
    const auto& table = driver_.table();
    check(table.DatabaseNew(&database_, &error_));
    check(table.DatabaseSetOption(&database_, "uri", path.c_str(), &error_));
    check(table.DatabaseInit(&database_, &error_));
    check(table.ConnectionNew(&connection_, &error_));
    check(table.ConnectionInit(&connection_, &database_, &error_));
  }
  ByDriver(const ByDriver&) = delete;
  ByDriver& operator=(const ByDriver&) = delete;
  ~ByDriver() {
    driver_.table().ConnectionRelease(&connection_, &error_);
    driver_.table().DatabaseRelease(&database_, &error_);
    if (error_.release != nullptr) error_.release(&error_);
  }

  void run(const char* text) {
    const auto& table = driver_.table();
    warehouse::adbc::AdbcStatement statement;
    std::int64_t affected = 0;
    check(table.StatementNew(&connection_, &statement, &error_));
    check(table.StatementSetSqlQuery(&statement, text, &error_));
    check(table.StatementExecuteQuery(&statement, nullptr, &affected, &error_));
    check(table.StatementRelease(&statement, &error_));
  }
  warehouse::adbc::Status cancel() {
    return driver_.table().ConnectionCancel(&connection_, &error_);
  }

 private:
  static void check(warehouse::adbc::Status status) {
    REQUIRE(status == warehouse::adbc::status::kOk);
  }

  warehouse::adbc::Driver driver_;
  warehouse::adbc::AdbcDatabase database_;
  warehouse::adbc::AdbcConnection connection_;
  warehouse::adbc::AdbcError error_;
};

}  // namespace

TEST_CASE("SQLite by ADBC is refused, and why is said") {
  const SqliteFile file("CREATE TABLE t (a)");
  const Error error = error_of([&] {
    warehouse::open_session({.name = "x",
                             .vendor = "sqlite",
                             .via = "adbc",
                             .driver = "/opt/libadbc_driver_sqlite.so",
                             .options = {{"path", file.path}}},
                            Access::read_only);
  });
  CHECK(error.code().id == codes::connect_failed.id);
  CHECK(error.message().find("a SQLite of its own") != std::string::npos);
  CHECK(error.hint().find("native") != std::string::npos);
}

TEST_CASE("the ADBC driver for SQLite takes the lock off a file that a session writes" *
          doctest::skip(without_driver())) {
  const SqliteFile file("CREATE TABLE t (a)");
  const auto session = file.open();
  session->begin(Access::read_write);
  session->execute({"INSERT INTO t VALUES (1)", {}});
  CHECK(locks_of_this_process(file.path) > 0);
  ByDriver(file.path).run("SELECT count(*) FROM t");
  CHECK(locks_of_this_process(file.path) == 0);  // and the session still writes
  session->rollback();
}

TEST_CASE("the ADBC driver for SQLite cannot be told to stop" * doctest::skip(without_driver())) {
  const SqliteFile file;
  CHECK(ByDriver(file.path).cancel() == warehouse::adbc::status::kNotImplemented);
}

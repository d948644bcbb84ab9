// Shared objects that not every machine has: each named by a variable of the environment, which
// tests/run.sh sets where it can get the file.
#ifndef WAYBILL_TESTS_SUPPORT_DRIVER_LIBRARY_HPP
#define WAYBILL_TESTS_SUPPORT_DRIVER_LIBRARY_HPP

#include <cstdio>
#include <cstdlib>
#include <string>

namespace waybill::tests {

struct DriverLibrary {
  const char* variable;
  const char* title;
  const char* file;

  // Empty where there is none.
  std::string path() const {
    const char* const path = std::getenv(variable);
    return path == nullptr ? "" : path;
  }
  std::string missing() const {
    return path().empty() ? std::string(title) + " is not here" : std::string();
  }
  // For doctest::skip().
  bool absent() const {
    if (!path().empty()) return false;
    std::printf("skipped: %s: set %s to the path of %s\n", missing().c_str(), variable, file);
    return true;
  }
};

inline constexpr DriverLibrary kDuckdbLibrary{"WAYBILL_TEST_DUCKDB", "DuckDB's library",
                                              "libduckdb.so"};
inline constexpr DriverLibrary kAdbcPostgres{"WAYBILL_TEST_ADBC_POSTGRESQL",
                                             "the ADBC driver for PostgreSQL",
                                             "libadbc_driver_postgresql.so"};
inline constexpr DriverLibrary kAdbcSqlite{"WAYBILL_TEST_ADBC_SQLITE", "the ADBC driver for SQLite",
                                           "libadbc_driver_sqlite.so"};

}  // namespace waybill::tests

#endif

// DuckDB's library, where a machine has it.
#ifndef WAYBILL_TESTS_SUPPORT_DUCKDB_LIBRARY_HPP
#define WAYBILL_TESTS_SUPPORT_DUCKDB_LIBRARY_HPP

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "support/temp_dir.hpp"
#include "warehouse/open.hpp"

namespace waybill::tests {

// Empty where there is none. tests/support/duckdb.sh says where, or gets it.
inline std::string duckdb_library() {
  const char* const path = std::getenv("WAYBILL_TEST_DUCKDB");
  return path == nullptr ? "" : path;
}

// For doctest::skip().
inline bool without_duckdb() {
  if (!duckdb_library().empty()) return false;
  static const bool said = [] {
    std::printf(
        "skipped: DuckDB's library is not here: set WAYBILL_TEST_DUCKDB to the path of "
        "libduckdb.so\n");
    return true;
  }();
  return said;
}

inline warehouse::ConnectSpec duckdb_spec(const std::string& path, std::int64_t lock_s = 0) {
  return {.name = "test",
          .vendor = "duckdb",
          .driver = duckdb_library(),
          .options = {{"path", path}},
          .lock_s = lock_s};
}

// A database file of a test's own.
struct DuckdbFile {
  TempDir dir;
  std::string path = dir.file("w.duckdb");

  std::unique_ptr<warehouse::Session> open(
      warehouse::Access access = warehouse::Access::read_write) const {
    return warehouse::open_session(duckdb_spec(path), access);
  }
};

}  // namespace waybill::tests

#endif

// DuckDB's library, where a machine has it.
#ifndef WAYBILL_TESTS_SUPPORT_DUCKDB_LIBRARY_HPP
#define WAYBILL_TESTS_SUPPORT_DUCKDB_LIBRARY_HPP

#include <memory>
#include <string>

#include "support/driver_library.hpp"
#include "support/temp_dir.hpp"
#include "warehouse/open.hpp"

namespace waybill::tests {

inline std::string duckdb_library() {
  return kDuckdbLibrary.path();
}

// For doctest::skip().
inline bool without_duckdb() {
  static const bool absent = kDuckdbLibrary.absent();
  return absent;
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

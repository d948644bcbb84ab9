// A SQLite file of a test's own, prepared without Waybill and opened with it.
#ifndef WAYBILL_TESTS_WAREHOUSE_SQLITE_PLACE_HPP
#define WAYBILL_TESTS_WAREHOUSE_SQLITE_PLACE_HPP

#include <memory>
#include <string>

#include "support/raw_sqlite.hpp"
#include "support/temp_dir.hpp"
#include "warehouse/open.hpp"

namespace waybill::tests {

inline std::unique_ptr<warehouse::Session> open_sqlite(const std::string& path,
                                                       warehouse::Access access,
                                                       std::int64_t lock_s = 1) {
  return warehouse::open_session(
      {.name = "test", .vendor = "sqlite", .options = {{"path", path}}, .lock_s = lock_s}, access);
}

struct SqliteFile {
  TempDir dir;
  std::string path = dir.file("w.db");

  explicit SqliteFile(const std::string& sql = {}) {
    if (!sql.empty()) RawSqlite(path).exec(sql);
  }
  std::unique_ptr<warehouse::Session> open(
      warehouse::Access access = warehouse::Access::read_write) const {
    return open_sqlite(path, access);
  }
};

}  // namespace waybill::tests

#endif

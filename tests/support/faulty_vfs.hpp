// A shim over SQLite's default VFS that can fail the nth write of this process. While one lives,
// every database opened in the process goes through it.
#ifndef WAYBILL_TESTS_SUPPORT_FAULTY_VFS_HPP
#define WAYBILL_TESTS_SUPPORT_FAULTY_VFS_HPP

#include <sqlite3.h>

#include <cstdint>
#include <string>

namespace waybill::tests {

enum FaultyCall : unsigned { kWrite = 1, kSync = 2, kTruncate = 4, kRead = 8, kAnyWrite = 7 };

// One at a time. Open databases must be closed before it dies.
class FaultyVfs {
 public:
  FaultyVfs();
  ~FaultyVfs();
  FaultyVfs(const FaultyVfs&) = delete;
  FaultyVfs& operator=(const FaultyVfs&) = delete;

  // From now on the nth of these calls (the first is 1) on files whose path holds `path_part`
  // answers `result` (SQLITE_FULL, SQLITE_IOERR_WRITE, ...); with `stays` every later one too.
  void fail(unsigned calls, std::int64_t nth, int result, bool stays = true,
            const std::string& path_part = {});
  void heal();
  // Calls counted since fail() or count().
  void count(unsigned calls, const std::string& path_part = {});
  std::int64_t counted() const;
  std::int64_t failed() const;  // since fail()
};

}  // namespace waybill::tests

#endif

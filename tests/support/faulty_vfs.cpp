#include "support/faulty_vfs.hpp"

#include <atomic>
#include <cstring>
#include <limits>
#include <mutex>
#include <new>
#include <stdexcept>

namespace waybill::tests {
namespace {

struct Rule {
  std::mutex mutex;
  unsigned calls = 0;
  std::int64_t nth = 0;
  int result = SQLITE_OK;
  bool stays = true;
  std::string path_part;
  std::int64_t counted = 0;
  std::int64_t failed = 0;
};

// SQLite's VFS list is the process's own: so is the rule.
Rule& rule() {
  static Rule the_rule;
  return the_rule;
}

sqlite3_vfs* real_vfs = nullptr;
sqlite3_vfs shim{};

struct File {
  sqlite3_file base;
  sqlite3_io_methods methods;
  std::string* path;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* self(sqlite3_file* file) {
  return reinterpret_cast<File*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
  return self(file)->real();
}

int verdict(sqlite3_file* file, unsigned call) {
  Rule& r = rule();
  const std::lock_guard lock(r.mutex);
  if ((r.calls & call) == 0) return SQLITE_OK;
  if (self(file)->path->find(r.path_part) == std::string::npos) return SQLITE_OK;
  ++r.counted;
  if (r.counted < r.nth || (r.counted > r.nth && !r.stays)) return SQLITE_OK;
  ++r.failed;
  return r.result;
}

int on_close(sqlite3_file* file) {
  const int result =
      real(file)->pMethods == nullptr ? SQLITE_OK : real(file)->pMethods->xClose(real(file));
  delete self(file)->path;
  return result;
}
int on_read(sqlite3_file* file, void* out, int size, sqlite3_int64 at) {
  const int result = verdict(file, kRead);
  return result != SQLITE_OK ? result : real(file)->pMethods->xRead(real(file), out, size, at);
}
int on_write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
  const int result = verdict(file, kWrite);
  return result != SQLITE_OK ? result : real(file)->pMethods->xWrite(real(file), data, size, at);
}
int on_truncate(sqlite3_file* file, sqlite3_int64 size) {
  const int result = verdict(file, kTruncate);
  return result != SQLITE_OK ? result : real(file)->pMethods->xTruncate(real(file), size);
}
int on_sync(sqlite3_file* file, int flags) {
  const int result = verdict(file, kSync);
  return result != SQLITE_OK ? result : real(file)->pMethods->xSync(real(file), flags);
}
int on_size(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int on_lock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xLock(real(file), level);
}
int on_unlock(sqlite3_file* file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}
int on_check_lock(sqlite3_file* file, int* out) {
  return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
int on_control(sqlite3_file* file, int what, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), what, argument);
}
int on_sector(sqlite3_file* file) {
  return real(file)->pMethods->xSectorSize(real(file));
}
int on_device(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int on_shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}
int on_shm_lock(sqlite3_file* file, int offset, int n, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}
void on_shm_barrier(sqlite3_file* file) {
  real(file)->pMethods->xShmBarrier(real(file));
}
int on_shm_unmap(sqlite3_file* file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}
int on_fetch(sqlite3_file* file, sqlite3_int64 at, int size, void** out) {
  return real(file)->pMethods->xFetch(real(file), at, size, out);
}
int on_unfetch(sqlite3_file* file, sqlite3_int64 at, void* page) {
  return real(file)->pMethods->xUnfetch(real(file), at, page);
}

int on_open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  File* opened = self(file);
  std::memset(static_cast<void*>(opened), 0,
              sizeof(File) + static_cast<std::size_t>(real_vfs->szOsFile));
  const int result = real_vfs->xOpen(real_vfs, path, opened->real(), flags, out_flags);
  if (opened->real()->pMethods == nullptr) return result;
  opened->methods = {.iVersion = opened->real()->pMethods->iVersion,
                     .xClose = on_close,
                     .xRead = on_read,
                     .xWrite = on_write,
                     .xTruncate = on_truncate,
                     .xSync = on_sync,
                     .xFileSize = on_size,
                     .xLock = on_lock,
                     .xUnlock = on_unlock,
                     .xCheckReservedLock = on_check_lock,
                     .xFileControl = on_control,
                     .xSectorSize = on_sector,
                     .xDeviceCharacteristics = on_device,
                     .xShmMap = on_shm_map,
                     .xShmLock = on_shm_lock,
                     .xShmBarrier = on_shm_barrier,
                     .xShmUnmap = on_shm_unmap,
                     .xFetch = on_fetch,
                     .xUnfetch = on_unfetch};
  opened->base.pMethods = &opened->methods;
  opened->path = new std::string(path == nullptr ? "(temporary)" : path);
  return result;
}

}  // namespace

FaultyVfs::FaultyVfs() {
  real_vfs = sqlite3_vfs_find(nullptr);
  if (real_vfs == nullptr || real_vfs == &shim) throw std::runtime_error("one FaultyVfs at a time");
  shim = *real_vfs;
  shim.pNext = nullptr;
  shim.zName = "waybill-faulty";
  shim.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
  shim.xOpen = on_open;
  heal();
  sqlite3_vfs_register(&shim, 1);
}

FaultyVfs::~FaultyVfs() {
  heal();
  sqlite3_vfs_unregister(&shim);
  sqlite3_vfs_register(real_vfs, 1);
}

void FaultyVfs::fail(unsigned calls, std::int64_t nth, int result, bool stays,
                     const std::string& path_part) {
  Rule& r = rule();
  const std::lock_guard lock(r.mutex);
  r.calls = calls;
  r.nth = nth;
  r.result = result;
  r.stays = stays;
  r.path_part = path_part;
  r.counted = 0;
  r.failed = 0;
}

void FaultyVfs::heal() {
  fail(0, 0, SQLITE_OK);
}

void FaultyVfs::count(unsigned calls, const std::string& path_part) {
  fail(calls, std::numeric_limits<std::int64_t>::max(), SQLITE_OK, true, path_part);
}

std::int64_t FaultyVfs::counted() const {
  const std::lock_guard lock(rule().mutex);
  return rule().counted;
}

std::int64_t FaultyVfs::failed() const {
  const std::lock_guard lock(rule().mutex);
  return rule().failed;
}

}  // namespace waybill::tests

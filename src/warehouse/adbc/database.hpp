// A DuckDB database that is open: one a file in this process, whoever opened it. A file's lock is
// the whole process's: a second copy of DuckDB's state beside the first would destroy the file.
#ifndef WAYBILL_WAREHOUSE_ADBC_DATABASE_HPP
#define WAYBILL_WAREHOUSE_ADBC_DATABASE_HPP

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "warehouse/adbc/driver.hpp"

namespace waybill::warehouse::adbc {

inline constexpr std::string_view kDefaultThreads = "2";
inline constexpr std::string_view kDefaultMemoryLimit = "1GiB";

class Database {
 public:
  Database(const ConnectSpec& spec, Access access);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  const Driver& driver() const { return *driver_; }
  AdbcDatabase* handle() { return &handle_; }
  const std::string& location() const { return location_; }
  Access access() const { return access_; }

  // Whether a session that asks for this would get what it asks for from what is open.
  void check_fits(const ConnectSpec& spec, Access access) const;

  // The first session's set-up locks the settings.
  std::mutex settings_mutex;
  bool settings_locked = false;

 private:
  std::unique_ptr<Driver> driver_;
  AdbcDatabase handle_;
  Access access_;
  std::string path_;
  std::string threads_;
  std::string memory_limit_;
  std::string location_;
};

// A session's share in a database; the last one closes it.
class DatabaseShare {
 public:
  // Waits for another process to let go of the file, as long as the connection allows.
  DatabaseShare(const ConnectSpec& spec, Access access);
  DatabaseShare(const DatabaseShare&) = delete;
  DatabaseShare& operator=(const DatabaseShare&) = delete;
  ~DatabaseShare();

  Database& operator*() const { return *database_; }
  Database* operator->() const { return database_.get(); }

 private:
  std::shared_ptr<Database> database_;
};

}  // namespace waybill::warehouse::adbc

#endif

// A database that a driver has open. Where Manners::one_a_file, there is one a file in this
// process, whoever opened it: a file's lock is the whole process's, and a second copy of DuckDB's
// state beside the first would destroy the file.
#ifndef WAYBILL_WAREHOUSE_ADBC_DATABASE_HPP
#define WAYBILL_WAREHOUSE_ADBC_DATABASE_HPP

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "warehouse/adbc/driver.hpp"
#include "warehouse/adbc/manners.hpp"

namespace waybill::warehouse::adbc {

class Database {
 public:
  Database(const ConnectSpec& spec, Access access, const Manners& manners);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  const Driver& driver() const { return *driver_; }
  AdbcDatabase* handle() { return &handle_; }
  Access access() const { return access_; }

  // Whether a session that asks for this would get what it asks for from what is open.
  void check_fits(const ConnectSpec& spec, Access access) const;

  // The first session's set-up locks the settings.
  std::mutex settings_mutex;
  bool settings_locked = false;

 private:
  void forget_secrets() noexcept;

  const Manners& manners_;
  std::unique_ptr<Driver> driver_;
  AdbcDatabase handle_;
  Access access_;
  const std::string target_;
  std::vector<Option> options_;
};

// A session's share in a database; the last one closes it.
class DatabaseShare {
 public:
  // Waits for another process to let go of the file, as long as the connection allows.
  DatabaseShare(const ConnectSpec& spec, Access access, const Manners& manners);
  DatabaseShare(const DatabaseShare&) = delete;
  DatabaseShare& operator=(const DatabaseShare&) = delete;
  ~DatabaseShare();

  Database& operator*() const { return *database_; }
  Database* operator->() const { return database_.get(); }

 private:
  const bool shared_;
  std::shared_ptr<Database> database_;
};

}  // namespace waybill::warehouse::adbc

#endif

// An open SQLite file: settings, the gate every statement passes, cancelling, and statements kept
// for their next use. Knows no rows.
#ifndef WAYBILL_WAREHOUSE_SQLITE_DATABASE_HPP
#define WAYBILL_WAREHOUSE_SQLITE_DATABASE_HPP

#include <sqlite3.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.hpp"
#include "rows/value.hpp"
#include "warehouse/open.hpp"
#include "warehouse/private.hpp"

namespace waybill::warehouse::sqlite {

// What a statement may do. own: anything (set-up, BEGIN, catalog queries). writing: no ATTACH, no
// transaction control. reading: nothing but SELECT.
enum class Gate { own, writing, reading };

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using StatementPtr = std::unique_ptr<sqlite3_stmt, Finalize>;

class Database;

// A statement in use; goes back to be used again.
class Lease {
 public:
  Lease(Database& database, std::string key, StatementPtr statement)
      : database_(&database), key_(std::move(key)), statement_(std::move(statement)) {}
  Lease(Lease&&) noexcept = default;
  Lease& operator=(Lease&&) = delete;
  ~Lease();
  sqlite3_stmt* get() const { return statement_.get(); }

 private:
  Database* database_;
  std::string key_;
  StatementPtr statement_;
};

class Database {
 public:
  Database(const ConnectSpec& spec, Access access);
  explicit Database(const PrivateSpec& spec);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  sqlite3* handle() const { return handle_; }
  Access access() const { return access_; }
  const std::string& connection() const { return connection_; }
  const std::string& path() const { return path_; }  // empty: private
  void stop_writing();                               // for good

  // Exactly one statement with as many parameters as there are values; a reading one has columns
  // and writes nothing. Parameters are bound.
  Lease prepare(std::string_view text, const std::vector<rows::Value>& parameters, Gate gate);
  // True: a row. Throws on failure.
  bool step(sqlite3_stmt* statement) {
    stepping_ = statement;
    const int result = sqlite3_step(statement);
    stepping_ = nullptr;
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    fail(result);
  }
  void run(std::string_view text, Gate gate);
  [[noreturn]] void fail(int result);

  // Throws when cancelled, or when the transaction was ended by an earlier failure.
  void check_usable() const;

  void begin(const std::string& statement);
  void commit();
  void rollback() noexcept;
  bool in_transaction() const { return in_transaction_; }
  // How many there were: a result begun before one has no more rows.
  std::int64_t rollbacks() const { return rollbacks_; }

  void cancel() noexcept;
  void clear_cancel();

 private:
  friend class Lease;
  void open(Access access);
  void set_up(std::int64_t cache_mib);
  void attach(const std::vector<std::string>& schemas);
  void refuse_catalog();
  void let_finish(bool now) noexcept;
  StatementPtr compile(std::string_view text, Gate gate);
  static int authorize(void* self, int action, const char* first, const char* second, const char*,
                       const char*);
  static int on_busy(void* self, int count);
  static int on_progress(void* self);

  std::string connection_;
  std::string path_;
  Access access_;
  std::chrono::milliseconds lock_wait_;
  sqlite3* handle_ = nullptr;
  Gate gate_ = Gate::own;
  bool in_transaction_ = false;
  std::int64_t rollbacks_ = 0;
  std::optional<Error> lost_;  // what ended the transaction behind our back
  std::chrono::steady_clock::time_point busy_until_;
  std::chrono::seconds statement_limit_;  // 0: none
  std::chrono::steady_clock::time_point statement_until_ =
      std::chrono::steady_clock::time_point::max();
  bool out_of_time_ = false;
  sqlite3_stmt* stepping_ = nullptr;
  std::unordered_map<std::string, StatementPtr> kept_;

  std::mutex cancel_mutex_;
  std::atomic<bool> cancelled_ = false;
  bool opened_ = false;                  // until then a failure names the file
  std::atomic<bool> finishing_ = false;  // what runs must end by itself: a rollback
};

}  // namespace waybill::warehouse::sqlite

#endif

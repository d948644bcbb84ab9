#include "catalog/transaction.hpp"

#include <sqlite3.h>

#include <thread>

#include "base/crash_point.hpp"
#include "catalog/sqlite_error.hpp"

namespace waybill::catalog {

namespace {

constexpr int max_attempts = 8;

class Scope {
 public:
  explicit Scope(Database& database) : database_(database) {
    database_.execute(outermost() ? "BEGIN IMMEDIATE" : "SAVEPOINT nested");
    ++database_.depth;
  }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

  void keep() {
    database_.execute(database_.depth == 1 ? "COMMIT" : "RELEASE nested");
    kept_ = true;
  }

  ~Scope() {
    --database_.depth;
    // Some errors make SQLite undo everything by itself: then there is nothing left to undo.
    if (!kept_ && sqlite3_get_autocommit(database_.raw()) == 0) {
      const char* undo = outermost() ? "ROLLBACK" : "ROLLBACK TO nested; RELEASE nested";
      sqlite3_exec(database_.raw(), undo, nullptr, nullptr, nullptr);
    }
    if (outermost()) database_.lost.reset();
  }

 private:
  bool outermost() const { return database_.depth == 0; }

  Database& database_;
  bool kept_ = false;
};

void run_once(Database& database, const std::function<void()>& work, const CommitPoints& points) {
  {
    Scope scope(database);
    work();
    if (points.before != nullptr) base::crash_point(points.before);
    scope.keep();
  }
  if (points.after != nullptr) base::crash_point(points.after);
}

}  // namespace

void in_transaction(Database& database, const std::function<void()>& work,
                    const CommitPoints& points) {
  if (database.depth > 0) return run_once(database, work, points);
  database.require_file();
  const auto deadline = std::chrono::steady_clock::now() + database.busy_timeout();
  for (int attempt = 1;; ++attempt) {
    try {
      return run_once(database, work, points);
    } catch (const Error& error) {
      const bool late = std::chrono::steady_clock::now() >= deadline;
      if (!is_busy(error) || attempt == max_attempts || late) throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5 * attempt));
  }
}

}  // namespace waybill::catalog

// A connection by ODBC: every statement goes through call(), which can be cancelled, in a scope
// that undoes what failed.
#ifndef WAYBILL_WAREHOUSE_ODBC_CONNECTION_HPP
#define WAYBILL_WAREHOUSE_ODBC_CONNECTION_HPP

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "rows/value.hpp"
#include "sql/dialect.hpp"
#include "warehouse/odbc/handles.hpp"
#include "warehouse/odbc/manners.hpp"
#include "warehouse/open.hpp"

namespace waybill::warehouse::odbc {

// A small answer, as texts; nullopt is NULL.
using Texts = std::vector<std::vector<std::optional<std::string>>>;

class Connection {
 public:
  Connection(const ConnectSpec& spec, Access access);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  const Context& context() const { return context_; }
  const Raw& raw() const { return raw_; }
  const Driver& driver() const { return *context_.driver; }
  const sql::Dialect& dialect() const {
    return own_dialect_ == nullptr ? manners_->dialect() : *own_dialect_;
  }
  const Manners& manners() const { return *manners_; }
  const std::string& name() const { return context_.connection; }
  Access access() const { return access_; }

  std::string info(SQLUSMALLINT what) const;  // a text of SQLGetInfo

  StatementHandle statement() const;

  // Throws when cancelled, when the connection is lost, or while a result is being read.
  void check_usable() const;
  void check_cancelled() const;
  // Throws when the connection is lost, or its transaction can only be rolled back.
  void check_alive() const;

  // Any ODBC call that may wait for the server. Throws: what check() of the handle throws, but
  // Error(cancelled) once cancel() was called, whatever the driver answered, and
  // Error(connection_lost) where the connection is gone. Else what the call answered.
  //   connection.call(statement, Work::fetching, [&] { return raw.Fetch(statement.get()); });
  enum class Work { executing, fetching };
  template <class Call>
  SQLRETURN call(const StatementHandle& statement, Work work, Call&& odbc_call) {
    const Clock::time_point since = waits(work) ? Clock::now() : Clock::time_point();
    for (;;) {
      Running running(*this, statement, work);
      const SQLRETURN result = odbc_call();
      if (!is_locked(statement, work, result, since)) return running.finish(result);
    }
  }

  // What failed because a cancel came when its call had just ended.
  bool is_late_cancel(const Error& error) const;

  void prepare(StatementHandle& statement, std::string_view text);
  void execute(StatementHandle& statement);
  void execute(StatementHandle& statement, std::string_view text);  // directly
  bool fetch(StatementHandle& statement);                           // false: no more
  // Throws where a driver that has said so has more all the same: an end that was none, or a
  // connection that broke, must not be taken for the end of the rows.
  void require_end(StatementHandle& statement);

  // Small statements of our own. No parameters: nothing of a user's stands in them but quoted names
  // and literals.
  Texts run(const std::string& text);
  std::int64_t run_counted(const std::string& text);
  void run_quietly(
      std::string_view text) noexcept;  // not cancelled; a failure loses the connection

  void begin(std::string_view before, std::string_view statement);
  void commit();
  void rollback() noexcept;
  bool in_transaction() const { return in_transaction_; }
  // Throws where the server has ended the transaction by itself, as far as it can be asked.
  void check_in_transaction();
  // How many there were: a result begun before one has no more rows.
  std::int64_t rollbacks() const { return rollbacks_; }

  void cancel() noexcept;
  void clear_cancel();

  bool streaming = false;  // a result is being read
  // Waits for all who use the connection in other threads. Who sets it calls the one before it, and
  // puts that back.
  std::function<void()> before_rollback;

 private:
  friend class Scope;
  using Clock = std::chrono::steady_clock;

  // Around one call: it can be cancelled while it is there.
  class Running {
   public:
    Running(Connection& connection, const StatementHandle& statement, Work work);
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running();
    SQLRETURN finish(SQLRETURN result);

   private:
    void leave() noexcept;
    Connection& connection_;
    const StatementHandle& statement_;
    Work work_;
    bool left_ = false;
  };

  void connect(const ConnectSpec& spec);
  std::string spelled(std::string_view text) const;
  void release() noexcept;
  void press_while_cancelled();
  void press();
  bool pressed_lately() const;  // a cancel may still be on its way
  bool try_quietly(std::string_view text) noexcept;
  bool settle(std::string_view text) noexcept;
  // The first that is said counts.
  void lose(const Error& error) noexcept;
  void lose(std::string_view message) noexcept;
  Error lost() const;

  bool waits(Work work) const { return work == Work::executing && !driver().waits_for_locks; }
  // Another has the lock, and there is time left to try again.
  bool is_locked(const StatementHandle& statement, Work work, SQLRETURN result,
                 Clock::time_point since) const;

  Raw raw_;
  Context context_;
  Access access_;
  const Manners* manners_ = nullptr;
  std::shared_ptr<const sql::Dialect> own_dialect_;  // of the user's; null: the vendor's
  Manners own_manners_;                              // what follows from it
  Environment environment_;
  DbHandle handle_;
  std::optional<StatementHandle> cancelled_by_;  // where another than the running one is
  std::chrono::seconds lock_wait_;
  bool connected_ = false;
  bool in_transaction_ = false;
  std::int64_t rollbacks_ = 0;
  bool broken_ = false;  // the transaction is over, by the server's doing
  std::atomic<bool> lost_ = false;
  mutable std::mutex lost_mutex_;
  std::optional<Error> lost_by_;  // none: for that there was no memory
  bool quietly_ = false;          // what runs must end by itself, cancelled or not

  std::atomic<bool> cancelled_ = false;
  std::atomic<bool> pressed_ = false;  // the driver was asked, and the server may not know yet
  std::atomic<Clock::rep> last_press_ = 0;
  std::mutex running_mutex_;  // held while a cancel is on its way: it must not hit what comes next
  SQLHSTMT running_ = SQL_NULL_HSTMT;
  Clock::time_point running_since_;
  std::mutex presser_mutex_;
  std::condition_variable wake_presser_;
  bool presser_ends_ = false;
  std::thread presser_;  // asks the driver again until the call has ended
};

// Around one statement. Within a transaction what fails is undone by itself; a reading statement
// can write nothing and leaves nothing behind, wherever it runs.
class Scope {
 public:
  enum class Kind { reading, writing };
  Scope(Connection& connection, Kind kind);
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  ~Scope();  // undoes, unless done() was called
  void done();

 private:
  const ScopeTexts& texts() const;
  Connection& connection_;
  Kind kind_;
  bool inside_;  // a transaction
  bool open_ = true;
};

}  // namespace waybill::warehouse::odbc

#endif

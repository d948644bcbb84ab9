// A connection to a server: every statement goes through one loop that can be cancelled, in a scope
// that undoes what failed. Knows no rows.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_CONNECTION_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_CONNECTION_HPP

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "base/error.hpp"
#include "warehouse/open.hpp"
#include "warehouse/postgres/libpq.hpp"
#include "warehouse/postgres/parameters.hpp"

namespace waybill::warehouse::postgres {

struct Clear {
  void (*clear)(PGresult*) = nullptr;
  void operator()(PGresult* result) const { clear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

class Connection {
 public:
  Connection(const ConnectSpec& spec, Access access);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  const Libpq& api() const { return api_; }
  const std::string& name() const { return name_; }
  Access access() const { return access_; }

  // Throws when cancelled, when the connection is lost, while a result is being read or rows are
  // being loaded.
  void check_usable() const;
  void check_cancelled() const;

  // One or more statements of our own; the last result. Throws the first failure.
  Result run(const std::string& text);
  // Exactly one statement.
  Result run(const std::string& text, const Parameters& parameters);
  // Parses, and answers a description of the result, without running. Then start() runs it.
  Result prepare(const std::string& text, const Parameters& parameters);
  // Rows one by one, by next(); binary.
  void start(const Parameters& parameters);
  // The next result, which may be a failure; null: no more.
  Result next();
  [[noreturn]] void fail(const PGresult* result);
  // Ends what runs, whatever it is, and forgets its results.
  void stop() noexcept;

  // Between a `COPY ... FROM STDIN` that was run and its end.
  void copy_data(std::string_view bytes);
  void copy_end();
  void copy_abort() noexcept;

  void begin(const std::string& statement);
  void commit();
  void rollback() noexcept;
  bool in_transaction() const { return in_transaction_; }
  // How many there were: a result begun before one has no more rows.
  std::int64_t rollbacks() const { return rollbacks_; }

  void cancel() noexcept;
  void clear_cancel();

  std::string text_at(const Result& result, int row, int column) const;

  bool streaming = false;  // a result is being read
  bool loading = false;    // a COPY is open

 private:
  friend class Scope;
  void connect(const ConnectSpec& spec);
  void release() noexcept;
  void sent(int result);
  void flush();
  void wait(short events);
  void press_cancel();
  void send_cancel();
  void join_canceller();
  // The first that is said counts.
  void lose(const Error& error) noexcept;
  void lose(std::string_view message) noexcept;
  Error lost() const;
  Result finish();
  void run_quietly(const char* text) noexcept;

  std::string name_;
  Access access_;
  Libpq api_;
  PGconn* handle_ = nullptr;
  PGcancel* canceller_ = nullptr;
  bool in_transaction_ = false;
  std::int64_t rollbacks_ = 0;
  bool lost_ = false;
  std::optional<Error> lost_by_;  // none: for that there was no memory

  using Clock = std::chrono::steady_clock;
  std::atomic<bool> cancelled_ = false;
  int wake_ = -1;                           // readable once cancelled
  bool finishing_ = false;                  // what runs must end by itself, cancelled or not
  Clock::time_point finish_by_;             // and by then
  std::optional<Clock::time_point> since_;  // a cancel is under way
  Clock::time_point next_press_;
  std::thread sender_;  // a cancel travels on a connection of its own, which may hang
  std::atomic<bool> sending_ = false;
};

// Around one statement. Within a transaction what fails is undone by itself; a reading statement
// can write nothing and leaves no setting behind, wherever it runs.
class Scope {
 public:
  enum class Kind { reading, writing };
  Scope(Connection& connection, Kind kind);
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  ~Scope();  // undoes, unless done() was called
  void done();
  void again();  // as if nothing had been run in it

 private:
  Connection& connection_;
  Kind kind_;
  bool inside_;  // a transaction
  bool open_ = true;
};

}  // namespace waybill::warehouse::postgres

#endif

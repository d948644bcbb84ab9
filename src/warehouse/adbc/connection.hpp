// A connection to an ADBC database: every call goes through one place that can be cancelled and
// that turns a driver's answer into rows or an Error. Knows no rows.
#ifndef WAYBILL_WAREHOUSE_ADBC_CONNECTION_HPP
#define WAYBILL_WAREHOUSE_ADBC_CONNECTION_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rows/value.hpp"
#include "warehouse/adbc/database.hpp"
#include "warehouse/adbc/error.hpp"
#include "warehouse/adbc/handles.hpp"
#include "warehouse/adbc/manners.hpp"
#include "warehouse/adbc/watch.hpp"

namespace waybill::warehouse::adbc {

// A table as the catalog spells it.
struct FoundTable {
  std::string database;  // empty: the driver knows but one
  std::string schema;
  std::string name;
  bool temporary = false;
  bool is_view = false;
};

// A result under way: the statement lives as long as its rows are read.
class Result;

class Connection {
 public:
  // For a vendor that has manners.
  Connection(const ConnectSpec& spec, Access access);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  const std::string& name() const { return name_; }
  Access access() const { return access_; }
  const Manners& manners() const { return manners_; }
  const sql::Dialect& dialect() const { return manners_.dialect(); }
  Database& database() { return *share_; }
  const Watch& watch() const { return watch_; }

  // Throws when cancelled, when the connection is given up, or while a result is being read.
  void check_usable() const;
  void check_cancelled() const;

  // One statement; rows affected as the driver counts them, -1: it does not say.
  std::int64_t run(const std::string& text, const Parameters& parameters = {});
  // Of our own, to its end: neither cancelled nor timed.
  void run_whole(const std::string& text);
  // The result's columns: the statement is not run.
  Schema describe(const std::string& text, const Parameters& parameters = {});
  // One statement and its rows. It must not outlive this, or the next rollback.
  std::unique_ptr<Result> open(const std::string& text, const Parameters& parameters = {});
  // Appends what the stream gives to a table, by position. The stream is taken.
  void ingest(const FoundTable& into, ArrayStream stream);

  void begin(std::string_view statement);
  void commit();
  void rollback() noexcept;
  // Not that of a Scope, which nobody asked for.
  bool in_transaction() const { return in_transaction_ && !scoped_; }
  // How many there were: a result begun before one has no more rows.
  std::int64_t rollbacks() const { return rollbacks_; }

  void cancel() noexcept { watch_.cancel(); }
  void clear_cancel() noexcept { watch_.clear(); }

  // What a call answered, as an Error; our own flags are trusted before the driver's words.
  [[noreturn]] void fail(const Failure& failure);

  bool streaming = false;  // a result is being read

 private:
  // What runs meanwhile must not be stopped.
  class Whole {
   public:
    explicit Whole(Connection& connection)
        : connection_(connection), before_(std::exchange(connection.whole_, true)) {}
    Whole(const Whole&) = delete;
    Whole& operator=(const Whole&) = delete;
    ~Whole() { connection_.whole_ = before_; }

   private:
    Connection& connection_;
    bool before_;
  };

  friend class Result;
  friend class Statement;
  friend class Scope;
  void connect();
  void disconnect() noexcept;
  void reconnect() noexcept;
  void give_up(const std::exception& why) noexcept;
  Error lost() const;
  void press() noexcept;
  void stop() noexcept;  // what runs, whatever it is
  // Undoes what is open by a text of the manners, whoever began.
  void end(std::string_view text) noexcept;

  const Manners& manners_;
  const ConnectSpec spec_;
  std::string name_;
  Access access_;
  DatabaseShare share_;
  AdbcConnection handle_;
  AdbcStatement* running_ = nullptr;  // for the watch: what it asks to stop
  bool whole_ = false;                // what runs must not be stopped
  bool in_transaction_ = false;
  bool scoped_ = false;  // by a Scope
  bool lost_ = false;
  std::optional<Error> lost_by_;
  std::int64_t rollbacks_ = 0;
  Result* reading_ = nullptr;
  Watch watch_;  // last: its thread uses the rest
};

class Statement {
 public:
  explicit Statement(Connection& connection);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  AdbcStatement* handle() { return &handle_; }
  // A call into the driver that may take long.
  template <class Function, class... Arguments>
  void call(Function function, Arguments... arguments) {
    const Driver& driver = connection_.database().driver();
    ErrorSlot slot(driver.version(), &driver.table());
    Status status = status::kOk;
    {
      const Watch::Call watched(connection_.watch_);
      status = function(&handle_, arguments..., slot.get());
    }
    if (status != status::kOk) connection_.fail(slot.failure(status));
  }
  void set_text(const std::string& text, const Parameters& parameters);
  void set_option(const char* name, const std::string& value);

 private:
  void release() noexcept;

  Connection& connection_;
  AdbcStatement handle_;
};

class Result {
 public:
  Result(Connection& connection, const std::string& text, const Parameters& parameters);
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;
  ~Result();

  const Schema& schema() const { return schema_; }
  std::int64_t affected() const { return affected_; }
  // The next array; not filled: no rows left.
  Array next();
  bool ended() const { return ended_; }
  // Lets go of what is unread.
  void close() noexcept;

 private:
  [[noreturn]] void fail(int code);

  Connection& connection_;
  std::unique_ptr<Statement> statement_;
  ArrayStream stream_;
  Schema schema_;
  std::int64_t affected_ = -1;
  bool ended_ = false;
};

// Around work, by the texts of the manners: what reads can do nothing else and leaves nothing
// behind, what fails to write is undone.
class Scope {
 public:
  enum class Kind { reading, writing };
  Scope(Connection& connection, Kind kind);
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  // Undoes, unless it is done.
  ~Scope();
  void done();

 private:
  Connection& connection_;
  const ScopeTexts* texts_ = nullptr;
  bool begins_ = false;  // the transaction it is in
  bool open_ = false;
  std::int64_t rollbacks_ = 0;
};

}  // namespace waybill::warehouse::adbc

#endif

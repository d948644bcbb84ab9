#include "warehouse/odbc/connection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "base/text.hpp"
#include "warehouse/lost.hpp"
#include "warehouse/odbc/connect.hpp"
#include "warehouse/odbc/error.hpp"
#include "warehouse/odbc/long_cell.hpp"
#include "warehouse/odbc/manners_rows.hpp"

namespace waybill::warehouse::odbc {
namespace {

using namespace std::chrono_literals;

// A cancel is asked for again while the call goes on: the first may have come too early.
constexpr auto kPressEvery = 50ms;
// How long a server may take to hear of a cancel that came too late for its statement.
constexpr auto kMayBeLate = 10s;
// A driver that has not begun to wait would take a cancel for closing the statement.
constexpr auto kPressAfter = 5ms;

SQLCHAR* characters(std::string_view text) {
  return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text.data()));
}

}  // namespace

Connection::Connection(const ConnectSpec& spec, Access access)
    : raw_(load_raw(spec.name)),
      access_(access),
      manners_(find_manners(spec.vendor)),
      lock_wait_(spec.lock_s) {
  if (manners_->family == Family::generic) {
    own_dialect_ = spec.dialect;
    const sql::Dialect* const built_in = sql::find_dialect(base::ascii_lower(spec.vendor));
    if (!own_dialect_ && built_in != nullptr) own_dialect_ = {own_dialect_, built_in};
    own_manners_ = generic_manners_of(dialect(), find_vendor(spec.vendor));
    manners_ = &own_manners_;
  }
  context_ = {&raw_, &driver_of(manners_->family), spec.name};
  try {
    presser_ = std::thread([this] { press_while_cancelled(); });
  } catch (const std::system_error&) {
    throw Error(codes::connect_failed, fmt::format("connection '{}': no thread is left", spec.name))
        .with_hint("raise the limit of processes (ulimit -u)");
  }
  try {
    connect(spec);
    manners_->set_up(*this, spec, access);
  } catch (const std::exception&) {
    release();
    throw;
  }
}

Connection::~Connection() {
  release();
}

void Connection::connect(const ConnectSpec& spec) {
  environment_ = Environment(context_);
  const Selected selected = select_driver(environment_, spec, *manners_);
  // Where nothing is known of the warehouse, any driver will do, as one of which nothing is known.
  const bool any_driver = manners_->family == Family::generic;
  context_.driver = any_driver ? &driver_of(Family::generic) : selected.driver;
  if (!any_driver && selected.driver->family != manners_->family) {
    throw Error(
        codes::connect_failed,
        fmt::format("connection '{}': '{}' is not a driver that Waybill reaches {} by", spec.name,
                    selected.dsn.empty() ? selected.name : selected.dsn, manners_->title))
        .with_hint(
            fmt::format("name a driver of the kind of {}", driver_of(manners_->family).title));
  }
  ConnectionString attributes(*selected.driver, spec.name);
  fill(attributes, selected, spec, *manners_, access_);
  fill_secrets(attributes, spec, *selected.driver);

  handle_ = DbHandle(context_, environment_);
  const auto seconds = static_cast<SQLULEN>(std::max<std::int64_t>(0, spec.connect_s));
  handle_.check(raw_.SetConnectAttr(handle_.get(), SQL_ATTR_LOGIN_TIMEOUT,
                                    reinterpret_cast<SQLPOINTER>(seconds), SQL_IS_UINTEGER));
  std::string text = attributes.text();
  const SQLRETURN result = raw_.DriverConnect(handle_.get(), nullptr, characters(text),
                                              static_cast<SQLSMALLINT>(text.size()), nullptr, 0,
                                              nullptr, SQL_DRIVER_NOPROMPT);
  base::wipe(text);
  if (!SQL_SUCCEEDED(result)) {
    throw make_connect_error(context_, spec, target_of(spec, *manners_), handle_.diagnostics());
  }
  connected_ = true;
  if (driver().cancels_by_another) {
    const std::lock_guard lock(running_mutex_);
    cancelled_by_.emplace(context_, handle_);
  }
}

StatementHandle Connection::statement() const {
  StatementHandle handle(context_, handle_);
  if (driver().steps) handle.set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
  return handle;
}

void Connection::release() noexcept {
  if (presser_.joinable()) {
    {
      const std::lock_guard lock(presser_mutex_);
      presser_ends_ = true;
    }
    wake_presser_.notify_all();
    presser_.join();
  }
  cancelled_by_.reset();
  if (connected_) {
    // A driver refuses to go within a transaction, and its statements are gone already.
    if (in_transaction_) rollback();
    if (!SQL_SUCCEEDED(raw_.Disconnect(handle_.get()))) {
      raw_.EndTran(SQL_HANDLE_DBC, handle_.get(), SQL_ROLLBACK);
      raw_.Disconnect(handle_.get());
    }
    connected_ = false;
  }
}

std::string Connection::info(SQLUSMALLINT what) const {
  std::array<char, 256> text{};
  SQLSMALLINT size = 0;
  handle_.check(
      raw_.GetInfo(handle_.get(), what, text.data(), static_cast<SQLSMALLINT>(text.size()), &size));
  return text.data();
}

void Connection::check_usable() const {
  if (streaming) {
    throw Error(codes::internal,
                fmt::format("connection '{}': a result is still being read", name()));
  }
  check_cancelled();
  check_alive();
}

void Connection::check_alive() const {
  if (lost_) throw lost();
  if (broken_) {
    throw Error(codes::database_busy,
                fmt::format("connection '{}': the database has ended the transaction", name()))
        .with_hint("roll it back, and run it again from its beginning");
  }
}

void Connection::check_cancelled() const {
  if (cancelled_ && !quietly_) throw cancelled_error(name());
}

void Connection::lose(const Error& error) noexcept {
  const std::lock_guard lock(lost_mutex_);
  if (lost_.exchange(true)) return;
  try {
    lost_by_ = as_lost(error);
  } catch (const std::bad_alloc&) {
    lost_by_.reset();
  }
}

void Connection::lose(std::string_view message) noexcept {
  try {
    lose(lost_error(message, name()));
  } catch (const std::bad_alloc&) {
    lost_ = true;
  }
}

Error Connection::lost() const {
  const std::lock_guard lock(lost_mutex_);
  return lost_by_ ? *lost_by_ : lost_error("", name());
}

Connection::Running::Running(Connection& connection, const StatementHandle& statement, Work work)
    : connection_(connection), statement_(statement), work_(work) {
  connection_.check_cancelled();
  if (connection_.lost_) throw connection_.lost();
  if (connection_.quietly_) return;
  if (!connection_.in_transaction_ && connection_.pressed_.exchange(false)) {
    connection_.try_quietly("SELECT 1");
  }
  if (work == Work::fetching && !connection_.driver().cancels_fetch) return;
  const std::lock_guard lock(connection_.running_mutex_);
  connection_.running_ = statement.get();
  connection_.running_since_ = Clock::now();
}

Connection::Running::~Running() {
  leave();
}

void Connection::Running::leave() noexcept {
  if (left_) return;
  left_ = true;
  const std::lock_guard lock(connection_.running_mutex_);
  if (connection_.running_ == statement_.get()) connection_.running_ = SQL_NULL_HSTMT;
}

SQLRETURN Connection::Running::finish(SQLRETURN result) {
  leave();
  // What was fetched may be cut short without a word; what was executed is done if it says so.
  if (work_ == Work::fetching || !SQL_SUCCEEDED(result)) connection_.check_cancelled();
  try {
    return statement_.check(result);
  } catch (const Error& error) {
    if (error.code().id == codes::connection_lost.id) connection_.lose(error);
    if (connection_.is_late_cancel(error)) {
      throw cancelled_error(connection_.name());
    }
    throw;
  }
}

bool Connection::is_locked(const StatementHandle& statement, Work work, SQLRETURN result,
                           Clock::time_point since) const {
  if (!waits(work) || SQL_SUCCEEDED(result)) return false;
  if (Clock::now() - since >= lock_wait_) return false;
  const std::vector<Diagnostic> records = statement.diagnostics();
  if (records.empty() || !says_locked(context_, records.front())) return false;
  std::this_thread::sleep_for(kPressAfter);
  return true;
}

void Connection::press_while_cancelled() {
  std::unique_lock lock(presser_mutex_);
  for (;;) {
    wake_presser_.wait(lock, [&] { return presser_ends_ || cancelled_; });
    if (presser_ends_) return;
    lock.unlock();
    press();
    lock.lock();
    wake_presser_.wait_for(lock, kPressEvery, [&] { return presser_ends_; });
  }
}

void Connection::press() {
  for (int tries = 0; tries < 2; ++tries) {
    {
      const std::lock_guard lock(running_mutex_);
      if (running_ == SQL_NULL_HSTMT || !cancelled_) return;
      if (Clock::now() - running_since_ >= kPressAfter) {
        raw_.Cancel(cancelled_by_ ? cancelled_by_->get() : running_);
        pressed_ = true;
        last_press_ = Clock::now().time_since_epoch().count();
        return;
      }
    }
    std::this_thread::sleep_for(kPressAfter);
  }
}

bool Connection::pressed_lately() const {
  const Clock::rep last = last_press_;
  return last != 0 && Clock::now() - Clock::time_point(Clock::duration(last)) < kMayBeLate;
}

// By PostgreSQL's word for it, which is a time-out's too; or by the driver manager's, where the
// cancel closed a statement that had just been executed.
bool Connection::is_late_cancel(const Error& error) const {
  return (error.sqlstate() == "57014" || error.sqlstate() == "HY010") && pressed_lately();
}

void Connection::cancel() noexcept {
  cancelled_ = true;
  { const std::lock_guard lock(presser_mutex_); }
  wake_presser_.notify_all();
}

void Connection::clear_cancel() {
  cancelled_ = false;
}

std::string Connection::spelled(std::string_view text) const {
  const auto spell = driver().spell;
  return spell == nullptr ? std::string(text) : spell(*dialect().syntax, text);
}

void Connection::prepare(StatementHandle& statement, std::string_view given) {
  const std::string text = spelled(given);
  call(statement, Work::executing, [&] {
    return raw_.Prepare(statement.get(), characters(text), static_cast<SQLINTEGER>(text.size()));
  });
}

void Connection::execute(StatementHandle& statement) {
  call(statement, Work::executing, [&] { return raw_.Execute(statement.get()); });
}

void Connection::execute(StatementHandle& statement, std::string_view given) {
  const std::string text = spelled(given);
  call(statement, Work::executing, [&] {
    return raw_.ExecDirect(statement.get(), characters(text), static_cast<SQLINTEGER>(text.size()));
  });
}

bool Connection::fetch(StatementHandle& statement) {
  const auto fetched = call(statement, Work::fetching, [&] { return raw_.Fetch(statement.get()); });
  if (fetched == SQL_NO_DATA) require_end(statement);
  return fetched != SQL_NO_DATA;
}

void Connection::require_end(StatementHandle& statement) {
  if (call(statement, Work::fetching, [&] { return raw_.Fetch(statement.get()); }) == SQL_NO_DATA) {
    return;
  }
  throw Error(codes::sql_rejected,
              fmt::format("connection '{}': the driver said that there are no more rows, and then "
                          "had some",
                          name()))
      .with_hint("run again; another version of the driver may be right; see waybill doctor");
}

Texts Connection::run(const std::string& text) {
  StatementHandle handle = statement();
  execute(handle, text);
  Texts rows;
  const SQLSMALLINT columns = handle.columns();
  while (columns > 0 && fetch(handle)) {
    auto& row = rows.emplace_back();
    for (SQLUSMALLINT column = 1; column <= static_cast<SQLUSMALLINT>(columns); ++column) {
      row.push_back(long_text(*this, handle, column));
    }
  }
  return rows;
}

std::int64_t Connection::run_counted(const std::string& text) {
  StatementHandle handle = statement();
  execute(handle, text);
  return handle.affected();
}

bool Connection::try_quietly(std::string_view text) noexcept {
  if (lost_) return false;
  const bool before = std::exchange(quietly_, true);
  bool done = false;
  try {
    StatementHandle handle = statement();
    execute(handle, text);
    done = true;
  } catch (const Error& error) {
    // The caller knows what it means.
    done = false;
  } catch (const std::exception& error) {
    lose(error.what());
  }
  quietly_ = before;
  return done;
}

// A cancel that reached the server too late for its statement is taken for the next one's.
bool Connection::settle(std::string_view text) noexcept {
  if (text.empty() || try_quietly(text)) return true;
  return pressed_lately() && (try_quietly(text) || try_quietly(text));
}

void Connection::run_quietly(std::string_view text) noexcept {
  if (settle(text) || lost_) return;
  // A connection of which it is not known where it stands is not used again.
  if (in_transaction_) {
    broken_ = true;
  } else {
    lose("the session could not be put back as it was");
  }
}

void Connection::begin(std::string_view before, std::string_view statement) {
  check_usable();
  if (in_transaction_) {
    throw Error(codes::internal,
                fmt::format("connection '{}': a transaction is open already", name()));
  }
  StatementHandle handle = this->statement();
  if (!before.empty()) execute(handle, before);
  try {
    execute(handle, statement);
  } catch (const Error&) {
    // It may have begun all the same.
    try_quietly("ROLLBACK");
    throw;
  }
  in_transaction_ = true;
}

void Connection::commit() {
  check_usable();
  if (!in_transaction_) {
    throw Error(codes::internal,
                fmt::format("connection '{}': there is no transaction to commit", name()));
  }
  check_in_transaction();
  const bool before = std::exchange(quietly_, true);
  try {
    StatementHandle handle = statement();
    execute(handle, "COMMIT");
  } catch (const Error&) {
    quietly_ = before;
    throw;
  }
  quietly_ = before;
  in_transaction_ = false;
}

void Connection::check_in_transaction() {
  if (manners_->before_commit.empty()) return;
  const Texts state = run(std::string(manners_->before_commit));
  if (!state.empty() && !state[0].empty() && state[0][0] == "1") return;
  broken_ = true;
  check_alive();
}

void Connection::rollback() noexcept {
  if (!in_transaction_) return;
  if (before_rollback) before_rollback();
  ++rollbacks_;
  const bool ended = std::exchange(broken_, false);
  in_transaction_ = false;
  // Where the server has ended it already there is nothing left to roll back, and nothing to fear.
  if (!try_quietly("ROLLBACK") && !ended && !lost_)
    lose("the transaction could not be rolled back");
}

Scope::Scope(Connection& connection, Kind kind)
    : connection_(connection), kind_(kind), inside_(connection.in_transaction()) {
  // Not to be cancelled: that would end a transaction around it.
  const bool late = connection_.pressed_lately();
  connection_.run_quietly(texts().open);
  // A cancel of the statement before that came too late for it.
  if (late && connection_.broken_) throw cancelled_error(connection_.name());
  connection_.check_alive();
}

Scope::~Scope() {
  // After a rollback of the whole there is nothing left to undo.
  if (open_ && inside_ == connection_.in_transaction()) connection_.run_quietly(texts().undo);
}

void Scope::done() {
  open_ = false;
  if (inside_ != connection_.in_transaction() || texts().close.empty()) return;
  if (connection_.try_quietly(texts().close)) return;
  // Where a late cancel hit it, the statement is undone as if it had been in time.
  const bool late = connection_.pressed_lately();
  connection_.run_quietly(texts().undo);
  if (late) {
    connection_.check_alive();
    throw cancelled_error(connection_.name());
  }
  if (connection_.broken_) return;  // said by the next statement: this one is done
  connection_.lose("the end of a statement failed");
  connection_.check_alive();
}

const ScopeTexts& Scope::texts() const {
  const Manners& manners = connection_.manners();
  if (kind_ == Kind::reading) return inside_ ? manners.reading_inside : manners.reading_outside;
  return inside_ ? manners.writing_inside : manners.writing_outside;
}

}  // namespace waybill::warehouse::odbc

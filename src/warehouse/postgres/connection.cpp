#include "warehouse/postgres/connection.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "warehouse/lost.hpp"
#include "warehouse/postgres/connect.hpp"
#include "warehouse/postgres/error.hpp"

namespace waybill::warehouse::postgres {
namespace {

using namespace std::chrono_literals;

// A cancel is asked for again while the statement goes on: the first may have come too early.
constexpr auto kPressEvery = 100ms;
// A server that has not let go by then is not waited for: the caller is promised a second.
constexpr auto kGiveUpAfter = 900ms;
// For what must end by itself: a rollback.
constexpr auto kFinishWithin = 5s;

constexpr int kSqlstate = 'C';
constexpr int kPrimaryMessage = 'M';

constexpr const char* kUndo = "ROLLBACK TO SAVEPOINT waybill; RELEASE SAVEPOINT waybill";

void ignore_notice(void*, const PGresult*) {}

}  // namespace

Connection::Connection(const ConnectSpec& spec, Access access)
    : name_(spec.name), access_(access), api_(load_libpq(spec.name)) {
  try {
    connect(spec);
    set_up_session(*this, spec, access);
  } catch (const std::exception&) {
    release();
    throw;
  }
}

Connection::~Connection() {
  release();
}

void Connection::connect(const ConnectSpec& spec) {
  wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wake_ < 0) {
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': no file descriptor is left: {}", name_,
                            std::generic_category().message(errno)))
        .with_hint("raise the limit of open files (ulimit -n)");
  }
  handle_ = connect_handle(api_, spec);
  api_.setNoticeReceiver(handle_, ignore_notice, nullptr);  // libpq would write to stderr
  canceller_ = api_.getCancel(handle_);
  if (canceller_ == nullptr || api_.setnonblocking(handle_, 1) != 0) throw std::bad_alloc();
}

void Connection::release() noexcept {
  if (sender_.joinable()) sender_.join();
  if (canceller_ != nullptr) api_.freeCancel(canceller_);
  if (handle_ != nullptr) api_.finish(handle_);
  if (wake_ >= 0) ::close(wake_);
}

void Connection::check_usable() const {
  if (streaming) {
    throw Error(codes::internal,
                fmt::format("connection '{}': a result is still being read", name_));
  }
  if (loading) {
    throw Error(codes::internal,
                fmt::format("connection '{}': rows are still being loaded", name_));
  }
  check_cancelled();
  if (lost_) throw lost();
}

void Connection::check_cancelled() const {
  if (cancelled_) throw cancelled_error(name_);
}

void Connection::lose(const Error& error) noexcept {
  if (std::exchange(lost_, true)) return;
  try {
    lost_by_ = as_lost(error);
  } catch (const std::bad_alloc&) {
    lost_by_.reset();
  }
}

void Connection::lose(std::string_view message) noexcept {
  try {
    lose(lost_error(message, name_));
  } catch (const std::bad_alloc&) {
    lost_ = true;
  }
}

Error Connection::lost() const {
  return lost_by_ ? *lost_by_ : lost_error("", name_);
}

Result Connection::run(const std::string& text) {
  join_canceller();
  sent(api_.sendQuery(handle_, text.c_str()));
  return finish();
}

Result Connection::run(const std::string& text, const Parameters& parameters) {
  join_canceller();
  sent(api_.sendQueryParams(handle_, text.c_str(), parameters.count(), parameters.types(),
                            parameters.values(), nullptr, nullptr, 0));
  return finish();
}

Result Connection::prepare(const std::string& text, const Parameters& parameters) {
  join_canceller();
  sent(api_.sendPrepare(handle_, "", text.c_str(), parameters.count(), parameters.types()));
  finish();
  sent(api_.sendDescribePrepared(handle_, ""));
  return finish();
}

void Connection::start(const Parameters& parameters) {
  join_canceller();
  constexpr int kBinary = 1;
  sent(api_.sendQueryPrepared(handle_, "", parameters.count(), parameters.values(), nullptr,
                              nullptr, kBinary));
  api_.setSingleRowMode(handle_);
}

void Connection::sent(int result) {
  if (lost_) throw lost();
  if (result == 0) {
    const std::string message = api_.errorMessage(handle_);
    if (api_.status(handle_) != ConnStatus::ok) {
      lose(message);
      throw lost();
    }
    throw make_error("", message, name_);
  }
  flush();
}

void Connection::flush() {
  for (;;) {
    const int left = api_.flush(handle_);
    if (left == 0) return;
    if (left < 0) {
      // What the server said before it went is in the results.
      if (api_.status(handle_) == ConnStatus::ok) return;
      lose(api_.errorMessage(handle_));
      throw lost();
    }
    wait(POLLIN | POLLOUT);
    // The server may have something to say first, and not read on until it is heard.
    if (api_.consumeInput(handle_) == 0) return;
  }
}

Result Connection::next() {
  while (api_.isBusy(handle_) != 0) {
    wait(POLLIN);
    if (api_.consumeInput(handle_) == 0) break;  // getResult then says why
  }
  Result result(api_.getResult(handle_), Clear{api_.clear});
  if (result && api_.status(handle_) != ConnStatus::ok && !lost_) {
    const char* message = api_.resultErrorField(result.get(), kPrimaryMessage);
    lose(message != nullptr ? message : api_.errorMessage(handle_));
  }
  return result;
}

void Connection::fail(const PGresult* result) {
  const char* state = api_.resultErrorField(result, kSqlstate);
  const char* message = api_.resultErrorField(result, kPrimaryMessage);
  if (cancelled_ && !finishing_) throw cancelled_error(name_);
  if (lost_) {
    throw lost().with_sqlstate(state == nullptr ? "" : state);
  }
  throw make_error(state == nullptr ? "" : state,
                   message == nullptr ? api_.resultErrorMessage(result) : message, name_);
}

Result Connection::finish() {
  Result last(nullptr, Clear{api_.clear});
  Result failure(nullptr, Clear{api_.clear});
  while (Result result = next()) {
    switch (api_.resultStatus(result.get())) {
      case ExecStatus::command_ok:
      case ExecStatus::tuples_ok:
      case ExecStatus::empty_query:
        last = std::move(result);
        break;
      case ExecStatus::copy_in:
        since_.reset();
        return result;  // until copy_end()
      default:
        if (!failure) failure = std::move(result);
        // A connection that is gone answers for ever.
        if (lost_) fail(failure.get());
    }
  }
  if (!finishing_) since_.reset();
  if (failure) fail(failure.get());
  if (!last) throw lost_error("no answer", name_);
  return last;
}

void Connection::stop() noexcept {
  finishing_ = true;
  finish_by_ = Clock::now() + kFinishWithin;
  since_ = Clock::now();
  next_press_ = *since_;
  try {
    press_cancel();
    while (!lost_ && next()) {
    }
    join_canceller();
  } catch (const Error& error) {
    lose(error);
  } catch (const std::exception& error) {
    lose(error.what());
  }
  since_.reset();
  finishing_ = false;
}

void Connection::copy_data(std::string_view bytes) {
  flush();
  if (api_.putCopyData(handle_, bytes.data(), static_cast<int>(bytes.size())) < 1) {
    const std::string message = api_.errorMessage(handle_);
    lose(message);
    throw lost();
  }
  // Goes out while the next bytes are made.
  if (cancelled_ && !finishing_) throw cancelled_error(name_);
  api_.flush(handle_);
}

void Connection::copy_end() {
  loading = false;  // whatever comes of it, the copy is over
  flush();
  if (api_.putCopyEnd(handle_, nullptr) < 1) {
    lose(api_.errorMessage(handle_));
    throw lost();
  }
  flush();
  finish();
}

void Connection::copy_abort() noexcept {
  loading = false;
  if (lost_) return;
  finishing_ = true;
  finish_by_ = Clock::now() + kFinishWithin;
  try {
    flush();
    api_.putCopyEnd(handle_, "waybill gave up");
    flush();
    while (!lost_ && next()) {
    }
    join_canceller();
  } catch (const Error& error) {
    lose(error);
  } catch (const std::exception& error) {
    lose(error.what());
  }
  since_.reset();
  finishing_ = false;
}

void Connection::wait(short events) {
  for (;;) {
    const bool stopping = cancelled_ && !finishing_;
    if (stopping && !since_) {
      since_ = Clock::now();
      next_press_ = *since_;
    }
    if (since_) press_cancel();
    const auto now = Clock::now();
    if (finishing_ && now > finish_by_) {
      lose("the server does not answer");
      throw lost();
    }
    const bool timed = since_ || finishing_;
    std::array<pollfd, 2> watched{pollfd{api_.socket(handle_), events, 0},
                                  pollfd{wake_, POLLIN, 0}};
    const int ready = ::poll(watched.data(), timed ? 1 : 2, timed ? 20 : -1);
    if (ready > 0 && watched[0].revents != 0) return;
  }
}

void Connection::press_cancel() {
  const auto now = Clock::now();
  if (!finishing_ && now - *since_ > kGiveUpAfter) {
    lose("the server did not answer when asked to cancel");
    throw cancelled_error(name_);
  }
  if (now < next_press_ || sending_) return;
  join_canceller();
  next_press_ = now + kPressEvery;
  sending_ = true;
  try {
    sender_ = std::thread([this] { send_cancel(); });
  } catch (const std::system_error&) {
    send_cancel();  // no thread is left: then here
  }
}

void Connection::send_cancel() {
  std::array<char, 256> message{};
  api_.cancel(canceller_, message.data(), static_cast<int>(message.size()));
  sending_ = false;
}

// Before anything else is sent: a cancel that is still on its way would hit that.
void Connection::join_canceller() {
  if (sender_.joinable()) sender_.join();
}

void Connection::run_quietly(const char* text) noexcept {
  if (lost_) return;
  finishing_ = true;
  finish_by_ = Clock::now() + kFinishWithin;
  try {
    run(text);
  } catch (const Error& error) {
    lose(error);
  } catch (const std::exception& error) {
    lose(error.what());
  }
  finishing_ = false;
}

void Connection::begin(const std::string& statement) {
  check_usable();
  if (in_transaction_) {
    throw Error(codes::internal,
                fmt::format("connection '{}': a transaction is open already", name_));
  }
  try {
    run(statement);
  } catch (const Error&) {
    if (api_.transactionStatus(handle_) != TransactionStatus::idle) run_quietly("ROLLBACK");
    throw;
  }
  in_transaction_ = true;
}

void Connection::commit() {
  check_usable();
  if (!in_transaction_) {
    throw Error(codes::internal,
                fmt::format("connection '{}': there is no transaction to commit", name_));
  }
  if (api_.transactionStatus(handle_) != TransactionStatus::in_transaction) {
    throw Error(codes::internal,
                fmt::format("connection '{}': the transaction cannot be committed", name_));
  }
  run("COMMIT");
  in_transaction_ = false;
}

void Connection::rollback() noexcept {
  if (!in_transaction_) return;
  if (streaming) stop();
  if (loading) copy_abort();
  ++rollbacks_;
  run_quietly("ROLLBACK");
  in_transaction_ = false;
}

void Connection::cancel() noexcept {
  cancelled_ = true;
  const std::uint64_t one = 1;
  // Full: it is readable anyway.
  [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof one);
}

void Connection::clear_cancel() {
  std::uint64_t count = 0;
  [[maybe_unused]] const ssize_t taken = ::read(wake_, &count, sizeof count);
  cancelled_ = false;
}

std::string Connection::text_at(const Result& result, int row, int column) const {
  return {api_.getvalue(result.get(), row, column),
          static_cast<std::size_t>(api_.getlength(result.get(), row, column))};
}

Scope::Scope(Connection& connection, Kind kind)
    : connection_(connection), kind_(kind), inside_(connection.in_transaction()) {
  // Not to be cancelled: that would end a transaction around it.
  if (inside_) {
    connection_.run_quietly(kind_ == Kind::reading ? "SAVEPOINT waybill; SET TRANSACTION READ ONLY"
                                                   : "SAVEPOINT waybill");
  } else if (kind_ == Kind::reading) {
    connection_.run_quietly("BEGIN READ ONLY");
  }
  if (connection_.lost_) throw connection_.lost();
}

Scope::~Scope() {
  if (!open_) return;
  // After a rollback of the whole there is nothing left to undo.
  if (inside_ && connection_.in_transaction()) connection_.run_quietly(kUndo);
  if (!inside_ && kind_ == Kind::reading) connection_.run_quietly("ROLLBACK");
}

void Scope::again() {
  connection_.run_quietly(inside_ ? "ROLLBACK TO SAVEPOINT waybill" : "ROLLBACK; BEGIN READ ONLY");
}

void Scope::done() {
  open_ = false;
  if (inside_) {
    connection_.run_quietly(kind_ == Kind::reading ? kUndo : "RELEASE SAVEPOINT waybill");
  } else if (kind_ == Kind::reading) {
    connection_.run_quietly("ROLLBACK");
  }
}

}  // namespace waybill::warehouse::postgres

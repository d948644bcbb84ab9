#include "warehouse/adbc/connection.hpp"

#include <fmt/format.h>

#include <utility>

#include "warehouse/lost.hpp"

namespace waybill::warehouse::adbc {
namespace {

const Manners& manners_of(const ConnectSpec& spec) {
  if (const Manners* const manners = find_manners(spec.vendor)) return *manners;
  throw Error(codes::connect_failed,
              fmt::format("connection '{}': {} is not reached by ADBC", spec.name, spec.vendor))
      .with_hint("set via to auto");
}

}  // namespace

Connection::Connection(const ConnectSpec& spec, Access access)
    : manners_(manners_of(spec)),
      spec_(spec),
      name_(spec.name),
      access_(access),
      share_(spec, access, manners_),
      watch_([this] { press(); }, std::chrono::seconds(spec.statement_s)) {
  try {
    connect();
  } catch (const std::exception&) {
    disconnect();
    throw;
  }
}

Connection::~Connection() {
  disconnect();
}

void Connection::connect() {
  const AdbcDriver& table = share_->driver().table();
  const auto call = [&](auto&& function, auto... arguments) {
    ErrorSlot slot(share_->driver().version(), &table);
    const Status status = function(&handle_, arguments..., slot.get());
    if (status == status::kOk) return;
    throw manners_.open_error(slot.failure(status), spec_, manners_.target(spec_));
  };
  handle_ = {};
  call(table.ConnectionNew);
  call(table.ConnectionInit, share_->handle());
  const Whole whole(*this);
  manners_.set_up(*this, spec_, access_);
}

void Connection::disconnect() noexcept {
  if (handle_.private_data == nullptr) return;
  ErrorSlot slot(share_->driver().version());
  share_->driver().table().ConnectionRelease(&handle_, slot.get());
  handle_ = {};
}

void Connection::check_usable() const {
  if (streaming) {
    throw Error(codes::internal,
                fmt::format("connection '{}': a result is still being read", name_));
  }
  check_cancelled();
  if (lost_) throw lost();
}

void Connection::check_cancelled() const {
  if (watch_.cancelled()) throw cancelled_error(name_);
}

void Connection::fail(const Failure& failure) {
  if (!whole_) {
    if (watch_.cancelled()) throw cancelled_error(name_);
    if (watch_.timed_out()) throw timed_out_error(name_);
  }
  const Error error = manners_.error(failure, name_);
  if (error.code().id == codes::connection_lost.id && !manners_.reconnects) {
    give_up(error);
  }
  throw error;
}

// From the watch's thread, while a call runs.
void Connection::press() noexcept {
  if (!whole_) stop();
}

void Connection::stop() noexcept {
  const Driver& driver = share_->driver();
  if (driver.version() < kVersion110) return;
  ErrorSlot slot(driver.version());
  if (driver.table().ConnectionCancel != nullptr) {
    driver.table().ConnectionCancel(&handle_, slot.get());
  } else if (driver.table().StatementCancel != nullptr && running_ != nullptr) {
    driver.table().StatementCancel(running_, slot.get());
  }
}

std::int64_t Connection::run(const std::string& text, const Parameters& parameters) {
  check_usable();
  watch_.start_statement();
  Statement statement(*this);
  statement.set_text(text, parameters);
  std::int64_t affected = -1;
  statement.call(share_->driver().table().StatementExecuteQuery,
                 static_cast<ArrowArrayStream*>(nullptr), &affected);
  return affected;
}

void Connection::run_whole(const std::string& text) {
  const Whole whole(*this);
  if (lost_) throw lost();
  Statement statement(*this);
  statement.set_text(text, {});
  std::int64_t affected = -1;
  statement.call(share_->driver().table().StatementExecuteQuery,
                 static_cast<ArrowArrayStream*>(nullptr), &affected);
}

Schema Connection::describe(const std::string& text, const Parameters& parameters) {
  check_usable();
  watch_.start_statement();
  const auto ask = share_->driver().table().StatementExecuteSchema;
  if (ask == nullptr) {
    throw Error(
        codes::unsupported,
        fmt::format("connection '{}': the driver does not say what a statement answers with",
                    name_))
        .with_hint("use a driver of ADBC 1.1");
  }
  Statement statement(*this);
  statement.set_text(text, parameters);
  Schema schema;
  statement.call(ask, schema.get());
  return schema;
}

std::unique_ptr<Result> Connection::open(const std::string& text, const Parameters& parameters) {
  check_usable();
  watch_.start_statement();
  return std::make_unique<Result>(*this, text, parameters);
}

void Connection::ingest(const FoundTable& into, ArrayStream stream) {
  check_usable();
  watch_.start_statement();
  Statement statement(*this);
  statement.set_option("adbc.ingest.target_table", into.name);
  statement.set_option("adbc.ingest.mode", "adbc.ingest.mode.append");
  if (into.temporary) {
    statement.set_option("adbc.ingest.temporary", "true");
  } else {
    if (!into.database.empty()) {
      statement.set_option("adbc.ingest.target_catalog", into.database);
    }
    statement.set_option("adbc.ingest.target_db_schema", into.schema);
  }
  // Taken by the driver, or left to us: its release says which.
  statement.call(share_->driver().table().StatementBindStream, stream.get());
  std::int64_t affected = -1;
  statement.call(share_->driver().table().StatementExecuteQuery,
                 static_cast<ArrowArrayStream*>(nullptr), &affected);
}

void Connection::begin(std::string_view statement) {
  check_usable();
  if (in_transaction_) {
    throw Error(codes::internal,
                fmt::format("connection '{}': a transaction is open already", name_));
  }
  run_whole(std::string(statement));
  in_transaction_ = true;
}

void Connection::commit() {
  check_usable();
  if (!in_transaction_) {
    throw Error(codes::internal,
                fmt::format("connection '{}': there is no transaction to commit", name_));
  }
  // COMMIT of a transaction that an error ended is answered with success, and rolls back.
  if (!manners_.before_commit.empty()) run_whole(std::string(manners_.before_commit));
  try {
    run_whole("COMMIT");
  } catch (const Error&) {
    if (manners_.reconnects) {
      // What state it is in nobody knows: the next statement starts on a new connection.
      in_transaction_ = false;
      ++rollbacks_;
      reconnect();
    } else {
      end("ROLLBACK");
    }
    throw;
  }
  in_transaction_ = false;
}

void Connection::rollback() noexcept {
  if (in_transaction()) end("ROLLBACK");
}

void Connection::end(std::string_view text) noexcept {
  if (reading_ != nullptr) reading_->close();
  ++rollbacks_;
  in_transaction_ = scoped_ = false;
  try {
    run_whole(std::string(text));
  } catch (const std::exception& error) {
    if (manners_.reconnects) {
      reconnect();
    } else {
      give_up(error);
    }
  }
}

void Connection::give_up(const std::exception& why) noexcept {
  if (std::exchange(lost_, true)) return;  // the first one says most
  try {
    if (const auto* error = dynamic_cast<const Error*>(&why)) lost_by_ = as_lost(*error);
  } catch (const std::bad_alloc&) {
    // The error then has no words of the driver's.
  }
}

Error Connection::lost() const {
  return lost_by_ ? *lost_by_ : lost_error(name_);
}

void Connection::reconnect() noexcept {
  if (reading_ != nullptr) reading_->close();
  disconnect();
  try {
    connect();
  } catch (const std::exception& error) {
    give_up(error);
  }
}

Scope::Scope(Connection& connection, Kind kind) : connection_(connection) {
  connection_.check_usable();
  const Manners& manners = connection_.manners();
  begins_ = !connection_.in_transaction();
  // A statement outside a transaction is one of its own.
  if (begins_ && kind == Kind::writing) return;
  texts_ = kind == Kind::writing ? &manners.writing_inside
           : begins_             ? &manners.reading_outside
                                 : &manners.reading_inside;
  if (texts_->open.empty()) return;
  rollbacks_ = connection_.rollbacks();
  connection_.run_whole(std::string(texts_->open));
  open_ = true;
  if (begins_) connection_.in_transaction_ = connection_.scoped_ = true;
}

void Scope::done() {
  if (!open_) return;
  connection_.run_whole(std::string(texts_->close));
  open_ = false;
  if (begins_) connection_.in_transaction_ = connection_.scoped_ = false;
}

Scope::~Scope() {
  if (!open_ || rollbacks_ != connection_.rollbacks()) return;
  if (begins_) {
    connection_.end(texts_->undo);
    return;
  }
  if (connection_.reading_ != nullptr) connection_.reading_->close();
  try {
    connection_.run_whole(std::string(texts_->undo));
  } catch (const std::exception& error) {
    connection_.give_up(error);
  }
}

}  // namespace waybill::warehouse::adbc

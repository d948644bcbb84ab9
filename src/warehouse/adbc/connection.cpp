#include "warehouse/adbc/connection.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <mutex>
#include <system_error>

#include "rows/arrow.hpp"
#include "sql/dialect.hpp"
#include "sql/statements.hpp"
#include "warehouse/adbc/source.hpp"

namespace waybill::warehouse::adbc {
namespace {

using rows::Logical;

// As the driver takes it best: whatever is kept as text is bound as text, and cast by the
// warehouse to what stands beside it.
rows::Type bound_type(const rows::Value& value) {
  switch (value.type.logical) {
    case Logical::json:
    case Logical::decimal:
    case Logical::uuid:
      return {Logical::text};
    default:
      return value.is_null() ? rows::Type{Logical::text} : value.type;
  }
}

rows::Batch one_row(const Parameters& parameters) {
  rows::Schema schema;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    schema.push_back({std::to_string(i), bound_type(parameters[i])});
  }
  rows::Batch batch(std::move(schema));
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    rows::Column& column = batch.columns[i];
    const rows::Value& value = parameters[i];
    if (value.is_null()) {
      column.append_null();
    } else if (const auto* text = std::get_if<std::string>(&value.data)) {
      column.append_variable(*text);
    } else if (const auto* real = std::get_if<double>(&value.data)) {
      column.append_float64(*real);
    } else {
      const std::int64_t number = std::get<std::int64_t>(value.data);
      switch (column.layout()) {
        case rows::Layout::bit:
          column.append_bit(number != 0);
          break;
        case rows::Layout::int32:
          column.append_int32(static_cast<std::int32_t>(number));
          break;
        default:
          column.append_int64(number);
      }
    }
  }
  batch.length = 1;
  return batch;
}

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
  if (lost_) throw lost_error(lost_why_, name_);
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
    give_up(failure.primary.empty() ? "" : failure.primary.c_str());
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
  if (lost_) throw lost_error(lost_why_, name_);
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
      give_up(error.what());
    }
  }
}

void Connection::give_up(const char* why) noexcept {
  lost_ = true;
  try {
    lost_why_ = why;
  } catch (const std::bad_alloc&) {
    // The error then has no words of the driver's.
  }
}

void Connection::reconnect() noexcept {
  if (reading_ != nullptr) reading_->close();
  disconnect();
  try {
    connect();
  } catch (const std::exception& error) {
    give_up(error.what());
  }
}

Statement::Statement(Connection& connection) : connection_(connection) {
  const Driver& driver = connection_.database().driver();
  ErrorSlot slot(driver.version(), &driver.table());
  const Status status = driver.table().StatementNew(&connection_.handle_, &handle_, slot.get());
  if (status != status::kOk) connection_.fail(slot.failure(status));
  connection_.running_ = &handle_;
  try {
    for (const StatementOption& option : connection_.manners().statement_options) {
      set_option(option.name, option.value);
    }
  } catch (const Error&) {
    release();
    throw;
  }
}

Statement::~Statement() {
  release();
}

void Statement::release() noexcept {
  connection_.running_ = nullptr;
  const Driver& driver = connection_.database().driver();
  ErrorSlot slot(driver.version());
  driver.table().StatementRelease(&handle_, slot.get());
}

void Statement::set_text(const std::string& text, const Parameters& parameters) {
  const AdbcDriver& table = connection_.database().driver().table();
  call(table.StatementSetSqlQuery, text.c_str());
  if (parameters.empty()) return;
  call(table.StatementPrepare);
  rows::Batch batch = one_row(parameters);
  Schema schema;
  Array array;
  rows::export_schema(batch.schema, schema.get());
  rows::export_batch(std::move(batch), array.get());
  call(table.StatementBind, array.get(), schema.get());
}

void Statement::set_option(const char* name, const std::string& value) {
  call(connection_.database().driver().table().StatementSetOption, name, value.c_str());
}

Result::Result(Connection& connection, const std::string& text, const Parameters& parameters)
    : connection_(connection), statement_(std::make_unique<Statement>(connection)) {
  statement_->set_text(text, parameters);
  statement_->call(connection_.database().driver().table().StatementExecuteQuery, stream_.get(),
                   &affected_);
  if (!stream_.filled() || stream_->get_schema == nullptr || stream_->get_next == nullptr) {
    throw Error(codes::internal, fmt::format("connection '{}': the driver answered with no result",
                                             connection.name()))
        .with_hint("use another version of the driver");
  }
  int code = 0;
  {
    const Watch::Call watched(connection_.watch_);
    code = stream_->get_schema(stream_.get(), schema_.get());
  }
  if (code != 0) fail(code);
  const bool fits = schema_.filled() && schema_->format != nullptr &&
                    std::string_view(schema_->format) == "+s" && schema_->n_children >= 0 &&
                    (schema_->n_children == 0 || schema_->children != nullptr);
  if (!fits) {
    throw Error(codes::internal,
                fmt::format("connection '{}': the driver answered with a result that is no table",
                            connection.name()))
        .with_hint("use another version of the driver");
  }
  connection_.reading_ = this;
}

Result::~Result() {
  close();
  if (connection_.reading_ == this) connection_.reading_ = nullptr;
}

void Result::close() noexcept {
  if (stream_.filled() && !ended_ && connection_.manners().cancels_unread) connection_.stop();
  stream_.reset();
  statement_.reset();
}

Array Result::next() {
  Array array;
  if (!stream_.filled()) return array;
  int code = 0;
  {
    const Watch::Call watched(connection_.watch_);
    code = stream_->get_next(stream_.get(), array.get());
  }
  ended_ = code != 0 || !array.filled();
  if (code != 0) {
    // What an array holds after a failure is not for us.
    fail(code);
  }
  return array;
}

void Result::fail(int code) {
  const Driver& driver = connection_.database().driver();
  Failure failure;
  Status status = status::kIo;
  const AdbcError* detailed = nullptr;
  if (driver.version() >= kVersion110 && driver.table().ErrorFromArrayStream != nullptr) {
    detailed = driver.table().ErrorFromArrayStream(stream_.get(), &status);
  }
  if (detailed != nullptr) {
    failure = ErrorSlot::describe(*detailed, status, &driver.table());
  } else if (stream_->get_last_error != nullptr) {
    const char* const message = stream_->get_last_error(stream_.get());
    if (message != nullptr) failure.message = message;
  }
  if (failure.status == status::kOk) failure.status = status;
  if (failure.native == 0) failure.native = code;
  if (failure.message.empty()) failure.message = std::generic_category().message(code);
  connection_.fail(failure);
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
    connection_.give_up(error.what());
  }
}

}  // namespace waybill::warehouse::adbc

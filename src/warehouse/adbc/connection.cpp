#include "warehouse/adbc/connection.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <mutex>
#include <system_error>

#include "rows/arrow.hpp"
#include "sql/dialect.hpp"
#include "sql/statements.hpp"
#include "warehouse/adbc/source.hpp"
#include "warehouse/lost.hpp"

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

}  // namespace

Connection::Connection(const ConnectSpec& spec, Access access)
    : name_(spec.name),
      access_(access),
      schema_(spec.options.contains("schema") ? spec.options.at("schema") : ""),
      share_(spec, access),
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
    ErrorSlot slot(share_->driver().version());
    const Status status = function(&handle_, arguments..., slot.get());
    if (status != status::kOk) throw make_error(slot.failure(status), name_);
  };
  handle_ = {};
  call(table.ConnectionNew);
  call(table.ConnectionInit, share_->handle());
  set_up();
}

void Connection::disconnect() noexcept {
  if (handle_.private_data == nullptr) return;
  ErrorSlot slot(share_->driver().version());
  share_->driver().table().ConnectionRelease(&handle_, slot.get());
  handle_ = {};
}

void Connection::set_up() {
  const Whole whole(*this);
  // Once a database, before its settings are locked for good: a locked one takes none of a
  // session's either.
  const std::unique_lock lock(share_->settings_mutex);
  if (!share_->settings_locked) {
    run_whole("SET GLOBAL TimeZone = 'UTC'");
    run_whole("SET GLOBAL arrow_lossless_conversion = true");
    run_whole("SET GLOBAL enable_external_access = false");
    run_whole("SET GLOBAL lock_configuration = true");
    share_->settings_locked = true;
  }
  const auto setting = [this](const std::string& name, std::string_view wanted) {
    Result result(*this,
                  fmt::format("SELECT CAST(current_setting('{}') AS VARCHAR) = '{}'", name, wanted),
                  {});
    const Array row = result.next();
    const bool is = row.filled() && row->length == 1 && row->n_children == 1 &&
                    row->children[0]->n_buffers == 2 && row->children[0]->buffers[1] != nullptr &&
                    *static_cast<const std::uint8_t*>(row->children[0]->buffers[1]) == 1;
    if (is) return;
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': DuckDB did not take the setting {} = {}", name_, name,
                            wanted))
        .with_hint("use another version of DuckDB's library");
  };
  setting("TimeZone", "UTC");
  setting("arrow_lossless_conversion", "true");
  setting("enable_external_access", "false");
  setting("lock_configuration", "true");
  if (!schema_.empty()) use_schema();
}

// Of the session's own database, so that no name of a database is taken for it.
void Connection::use_schema() {
  std::string database;
  {
    Result result(*this, "SELECT current_database()", {});
    const Array row = result.next();
    View view;
    if (row.filled() && row->length == 1 && row->n_children == 1 &&
        make_view(*row->children[0], Kind::text, 1, view).empty()) {
      database = cell_bytes(Kind::text, view, view.offset);
    }
  }
  try {
    run_whole(fmt::format("USE {}.{}", sql::quote(sql::duckdb(), database),
                          sql::quote(sql::duckdb(), schema_)));
  } catch (const Error& error) {
    if (error.code().id != codes::sql_rejected.id) throw;
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': there is no schema '{}'", name_, schema_))
        .with_hint("correct options.schema, or create it")
        .with_native(error.native_code());
  }
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

void Connection::fail(const Failure& failure) const {
  if (!whole_) {
    if (watch_.cancelled()) throw cancelled_error(name_);
    if (watch_.timed_out()) throw timed_out_error(name_);
  }
  throw make_error(failure, name_);
}

// From the watch's thread, while a call runs.
void Connection::press() noexcept {
  if (whole_) return;
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
    statement.set_option("adbc.ingest.target_catalog", into.database);
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
  // DuckDB answers COMMIT of a transaction that an error ended with success, and rolls back.
  run_whole("SELECT 1");
  try {
    run_whole("COMMIT");
  } catch (const Error&) {
    // What state it is in nobody knows: the next statement starts on a new connection.
    in_transaction_ = false;
    ++rollbacks_;
    reconnect();
    throw;
  }
  in_transaction_ = false;
}

void Connection::rollback() noexcept {
  if (in_transaction()) end();
}

void Connection::end() noexcept {
  if (reading_ != nullptr) reading_->close();
  ++rollbacks_;
  in_transaction_ = scoped_ = false;
  try {
    run_whole("ROLLBACK");
  } catch (const std::exception&) {
    reconnect();
  }
}

void Connection::reconnect() noexcept {
  if (reading_ != nullptr) reading_->close();
  disconnect();
  try {
    connect();
  } catch (const Error& error) {
    lose(error);
  } catch (const std::exception&) {
    lost_ = true;  // without words
  }
}

void Connection::lose(const Error& error) noexcept {
  lost_ = true;
  try {
    lost_by_ = as_lost(error);
  } catch (const std::bad_alloc&) {
    lost_by_.reset();
  }
}

Error Connection::lost() const {
  return lost_by_ ? *lost_by_ : lost_error("", name_);
}

Statement::Statement(Connection& connection) : connection_(connection) {
  const Driver& driver = connection_.database().driver();
  ErrorSlot slot(driver.version());
  const Status status = driver.table().StatementNew(&connection_.handle_, &handle_, slot.get());
  if (status != status::kOk) connection_.fail(slot.failure(status));
  connection_.running_ = &handle_;
}

Statement::~Statement() {
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
    failure = ErrorSlot::describe(*detailed, status);
  } else if (stream_->get_last_error != nullptr) {
    const char* const message = stream_->get_last_error(stream_.get());
    if (message != nullptr) failure.message = message;
  }
  if (failure.status == status::kOk) failure.status = status;
  if (failure.native == 0) failure.native = code;
  if (failure.message.empty()) failure.message = std::generic_category().message(code);
  connection_.fail(failure);
}

Scope::Scope(Connection& connection) : connection_(connection) {
  connection_.check_usable();
  if (connection_.in_transaction()) return;
  connection_.run_whole(std::string(sql::duckdb().begin_read));
  connection_.in_transaction_ = connection_.scoped_ = opened_ = true;
}

Scope::~Scope() {
  if (opened_) connection_.end();
}

}  // namespace waybill::warehouse::adbc

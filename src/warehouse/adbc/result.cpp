// Statements and their results: values go in with a statement, arrays come out of its result.
#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "rows/arrow.hpp"
#include "rows/batch.hpp"
#include "warehouse/adbc/connection.hpp"

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

}  // namespace waybill::warehouse::adbc

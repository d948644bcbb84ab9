#include "warehouse/odbc/handles.hpp"

#include <array>
#include <atomic>
#include <utility>

#include "base/text.hpp"
#include "warehouse/odbc/error.hpp"

namespace waybill::warehouse::odbc {
namespace {

// Counted for tests only: nothing else reads it.
std::atomic<std::int64_t>& alive_count() {
  static std::atomic<std::int64_t> count = 0;
  return count;
}

constexpr SQLSMALLINT kMostRecords = 100;  // a driver that never ends is not listened to

}  // namespace

Handle::Handle(const Context& context, SQLSMALLINT type, SQLHANDLE parent)
    : context_(&context), type_(type) {
  const SQLRETURN result = raw().AllocHandle(type, parent, &handle_);
  if (SQL_SUCCEEDED(result)) {
    ++alive_count();
    return;
  }
  handle_ = SQL_NULL_HANDLE;
  if (parent == SQL_NULL_HANDLE || result == SQL_INVALID_HANDLE) {
    throw make_error(context, result, {});
  }
  const auto parent_type =
      static_cast<SQLSMALLINT>(type == SQL_HANDLE_STMT ? SQL_HANDLE_DBC : SQL_HANDLE_ENV);
  throw make_error(context, result, read_diagnostics(context, parent_type, parent));
}

Handle::Handle(Handle&& other) noexcept
    : context_(other.context_),
      type_(other.type_),
      handle_(std::exchange(other.handle_, nullptr)) {}

Handle& Handle::operator=(Handle&& other) noexcept {
  if (this != &other) {
    release();
    context_ = other.context_;
    type_ = other.type_;
    handle_ = std::exchange(other.handle_, nullptr);
  }
  return *this;
}

Handle::~Handle() {
  release();
}

void Handle::release() noexcept {
  if (handle_ == SQL_NULL_HANDLE) return;
  raw().FreeHandle(type_, handle_);
  handle_ = SQL_NULL_HANDLE;
  --alive_count();
}

std::int64_t Handle::alive() {
  return alive_count();
}

std::vector<Diagnostic> Handle::diagnostics() const {
  return read_diagnostics(*context_, type_, handle_);
}

SQLRETURN Handle::check(SQLRETURN result) const {
  switch (result) {
    case SQL_SUCCESS:
    case SQL_SUCCESS_WITH_INFO:
    case SQL_NO_DATA:
    case SQL_NEED_DATA:
      return result;
    case SQL_INVALID_HANDLE:
      throw make_error(*context_, result, {});
    default:
      throw make_error(*context_, result, diagnostics());
  }
}

std::vector<Diagnostic> read_diagnostics(const Context& context, SQLSMALLINT type,
                                         SQLHANDLE handle) {
  std::vector<Diagnostic> records;
  std::string message(512, '\0');
  for (SQLSMALLINT number = 1; number <= kMostRecords; ++number) {
    std::array<SQLCHAR, 6> state{};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    const auto read = [&] {
      return context.raw->GetDiagRec(type, handle, number, state.data(), &native,
                                     reinterpret_cast<SQLCHAR*>(message.data()),
                                     static_cast<SQLSMALLINT>(message.size()), &length);
    };
    SQLRETURN result = read();
    if (SQL_SUCCEEDED(result) && length >= static_cast<SQLSMALLINT>(message.size())) {
      message.resize(static_cast<std::size_t>(length) + 1);
      result = read();
    }
    if (!SQL_SUCCEEDED(result)) break;
    const std::size_t end = std::min(message.find('\0'), message.size());
    records.push_back({reinterpret_cast<const char*>(state.data()), native,
                       clean_message({message.data(), end})});
  }
  return records;
}

Environment::Environment(const Context& context)
    : Handle(context, SQL_HANDLE_ENV, SQL_NULL_HANDLE) {
  check(raw().SetEnvAttr(get(), SQL_ATTR_ODBC_VERSION,
                         reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_OV_ODBC3_80}), 0));
}

DbHandle::DbHandle(const Context& context, const Environment& environment)
    : Handle(context, SQL_HANDLE_DBC, environment.get()) {}

StatementHandle::StatementHandle(const Context& context, const DbHandle& connection)
    : Handle(context, SQL_HANDLE_STMT, connection.get()) {}

void StatementHandle::set(SQLINTEGER attribute, SQLULEN value) {
  set_pointer(attribute, reinterpret_cast<SQLPOINTER>(value));
}

void StatementHandle::set_pointer(SQLINTEGER attribute, SQLPOINTER value) {
  check(raw().SetStmtAttr(get(), attribute, value, 0));
}

SQLSMALLINT StatementHandle::columns() const {
  SQLSMALLINT count = 0;
  check(raw().NumResultCols(get(), &count));
  return count;
}

DescribedColumn StatementHandle::describe(SQLUSMALLINT column) const {
  DescribedColumn described;
  std::string name(256, '\0');
  SQLSMALLINT length = 0;
  SQLSMALLINT nullable = SQL_NULLABLE_UNKNOWN;
  const auto ask = [&] {
    check(raw().DescribeCol(get(), column, reinterpret_cast<SQLCHAR*>(name.data()),
                            static_cast<SQLSMALLINT>(name.size()), &length, &described.sql_type,
                            &described.size, &described.digits, &nullable));
  };
  ask();
  if (length >= static_cast<SQLSMALLINT>(name.size())) {
    name.resize(static_cast<std::size_t>(length) + 1);
    ask();
  }
  described.name = name.c_str();
  described.nullable = nullable != SQL_NO_NULLS;
  std::array<char, 256> type{};
  SQLLEN number = 0;
  check(raw().ColAttribute(get(), column, SQL_DESC_TYPE_NAME, type.data(),
                           static_cast<SQLSMALLINT>(type.size() - 1), &length, &number));
  described.type_name = type.data();
  check(raw().ColAttribute(get(), column, SQL_DESC_UNSIGNED, nullptr, 0, nullptr, &number));
  described.is_unsigned = number == SQL_TRUE;
  return described;
}

std::int64_t StatementHandle::affected() const {
  SQLLEN rows = 0;
  check(raw().RowCount(get(), &rows));
  return rows < 0 ? 0 : rows;
}

void StatementHandle::close() noexcept {
  if (get() != SQL_NULL_HSTMT) raw().FreeStmt(get(), SQL_CLOSE);
}

}  // namespace waybill::warehouse::odbc

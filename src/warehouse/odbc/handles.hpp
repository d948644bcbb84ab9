// Handles that free themselves, and failures as Errors with all their diagnostics.
#ifndef WAYBILL_WAREHOUSE_ODBC_HANDLES_HPP
#define WAYBILL_WAREHOUSE_ODBC_HANDLES_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "warehouse/odbc/driver.hpp"
#include "warehouse/odbc/raw.hpp"

namespace waybill::warehouse::odbc {

struct Diagnostic {
  std::string sqlstate;
  int native = 0;
  std::string message;  // UTF-8, one line, without the names in brackets before it
};

// An Error that keeps every record; its SQLSTATE and native code are the first one's.
class DiagnosedError : public Error {
 public:
  DiagnosedError(Error error, std::vector<Diagnostic> records)
      : Error(std::move(error)), records_(std::move(records)) {}
  const std::vector<Diagnostic>& records() const { return records_; }

 private:
  std::vector<Diagnostic> records_;
};

// What every handle of a connection shares. Outlives them.
struct Context {
  const Raw* raw = nullptr;
  const Driver* driver = nullptr;
  std::string connection;  // its name, for messages
};

class Handle {
 public:
  Handle() = default;
  Handle(const Context& context, SQLSMALLINT type, SQLHANDLE parent);  // throws
  Handle(Handle&& other) noexcept;
  Handle& operator=(Handle&& other) noexcept;
  ~Handle();

  SQLHANDLE get() const { return handle_; }
  SQLSMALLINT type() const { return type_; }
  const Context& context() const { return *context_; }
  const Raw& raw() const { return *context_->raw; }

  std::vector<Diagnostic> diagnostics() const;
  // SQL_SUCCESS, SQL_SUCCESS_WITH_INFO, SQL_NO_DATA and SQL_NEED_DATA are answered; anything else
  // throws a DiagnosedError. The diagnostics of SQL_SUCCESS_WITH_INFO can be asked for.
  SQLRETURN check(SQLRETURN result) const;

  // Handles of this process that were not freed yet.
  static std::int64_t alive();

 private:
  void release() noexcept;
  const Context* context_ = nullptr;
  SQLSMALLINT type_ = 0;
  SQLHANDLE handle_ = SQL_NULL_HANDLE;
};

class Environment : public Handle {
 public:
  Environment() = default;
  explicit Environment(const Context& context);  // ODBC 3.80
};

class DbHandle : public Handle {
 public:
  DbHandle() = default;
  DbHandle(const Context& context, const Environment& environment);
};

struct DescribedColumn {
  std::string name;
  std::string type_name;  // SQL_DESC_TYPE_NAME
  SQLSMALLINT sql_type = 0;
  SQLULEN size = 0;
  SQLSMALLINT digits = 0;
  bool nullable = true;
  bool is_unsigned = false;
};

class StatementHandle : public Handle {
 public:
  StatementHandle() = default;
  StatementHandle(const Context& context, const DbHandle& connection);

  SQLHSTMT get() const { return Handle::get(); }
  void set(SQLINTEGER attribute, SQLULEN value);
  void set_pointer(SQLINTEGER attribute, SQLPOINTER value);
  SQLSMALLINT columns() const;
  DescribedColumn describe(SQLUSMALLINT column) const;  // from 1
  std::int64_t affected() const;
  // Closes the cursor; parameters and columns stay bound.
  void close() noexcept;
};

}  // namespace waybill::warehouse::odbc

#endif

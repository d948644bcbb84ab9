// Diagnostics of drivers as Waybill's errors.
#ifndef WAYBILL_WAREHOUSE_ODBC_ERROR_HPP
#define WAYBILL_WAREHOUSE_ODBC_ERROR_HPP

#include <string>
#include <string_view>
#include <vector>

#include "warehouse/odbc/handles.hpp"
#include "warehouse/open.hpp"

namespace waybill::warehouse::odbc {

// Every record, the driver manager's own among them.
std::vector<Diagnostic> read_diagnostics(const Context& context, SQLSMALLINT type,
                                         SQLHANDLE handle);

// One line, without the names in brackets that drivers put before it.
std::string clean_message(std::string_view message);

// `result` is what the call answered, anything but success. The code is told from SQLSTATE and
// native code, by the family of the driver.
DiagnosedError make_error(const Context& context, SQLRETURN result,
                          std::vector<Diagnostic> records);

// A connection that could not be made: which field is probably wrong. `target` is the place.
DiagnosedError make_connect_error(const Context& context, const ConnectSpec& spec,
                                  std::string_view target, std::vector<Diagnostic> records);

// Another has the lock: SQLite's own word for it.
bool says_locked(const Context& context, const Diagnostic& record);

Error cancelled_error(std::string_view connection);
Error lost_error(std::string_view message, std::string_view connection);

}  // namespace waybill::warehouse::odbc

#endif

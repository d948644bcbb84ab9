// SQLite's result codes as Waybill's errors.
#ifndef WAYBILL_WAREHOUSE_SQLITE_ERROR_HPP
#define WAYBILL_WAREHOUSE_SQLITE_ERROR_HPP

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace waybill::warehouse::sqlite {

// `result` is an extended result code, `native` SQLite's own words for it.
Error make_error(int result, std::string_view native, std::string_view connection);

// Why the file cannot be opened, if that can be seen from outside: throws Error(connect_failed).
void check_path(const std::string& path, bool must_exist, std::string_view connection);

}  // namespace waybill::warehouse::sqlite

#endif

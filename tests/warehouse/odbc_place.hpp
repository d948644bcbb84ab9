// Which ODBC drivers a test can have. They are named by registration, as users name them.
#ifndef WAYBILL_TESTS_WAREHOUSE_ODBC_PLACE_HPP
#define WAYBILL_TESTS_WAREHOUSE_ODBC_PLACE_HPP

namespace waybill::tests {

inline constexpr const char* kPsqlUnicode = "PostgreSQL Unicode";
inline constexpr const char* kPsqlAnsi = "PostgreSQL ANSI";
inline constexpr const char* kMariadb = "MariaDB Unicode";
inline constexpr const char* kSqlite = "SQLite3";

// For doctest::skip(): says that the driver, or unixODBC, is missing.
bool without_driver(const char* name);

}  // namespace waybill::tests

#endif

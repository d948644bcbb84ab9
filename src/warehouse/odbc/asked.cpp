#include "warehouse/odbc/asked.hpp"

#include <array>

#include "base/text.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/postgres/result_types.hpp"

namespace waybill::warehouse::odbc {
namespace {

using rows::Logical;

constexpr std::string_view kAsText = "{}::text";

// A type of PostgreSQL, packed: psqlODBC turns most values into a form of its own on their way, and
// loses eras, offsets and infinities.
struct ServerType {
  std::string_view name;
  Form form;
  std::string_view cast;
};
constexpr auto kPostgres = std::to_array<ServerType>({
    {"text", Form::text, ""},
    {"character varying", Form::text, ""},
    {"character", Form::text, ""},
    {"name", Form::text, kAsText},
    {"\"char\"", Form::text, kAsText},
    {"json", Form::json, ""},
    {"jsonb", Form::json, ""},
    {"uuid", Form::uuid, ""},
    {"boolean", Form::boolean_text, ""},
    {"smallint", Form::digits, ""},
    {"integer", Form::digits, ""},
    {"bigint", Form::digits, ""},
    {"oid", Form::digits, ""},
    {"numeric", Form::decimal, ""},
    {"real", Form::real_text, "{}::float8"},
    {"double precision", Form::real_text, ""},
    {"bytea", Form::bytes_text, ""},
    {"date", Form::date_text, ""},
    {"time without time zone", Form::time_text, ""},
    {"timestamp without time zone", Form::datetime_text, ""},
    {"timestamp with time zone", Form::instant_text, ""},
});

struct DriverType {
  SQLSMALLINT sql_type;
  Form form;
  std::size_t width;
};
constexpr std::size_t kTextWidth = 256;
constexpr auto kStandard = std::to_array<DriverType>({
    {SQL_CHAR, Form::text, kTextWidth},
    {SQL_VARCHAR, Form::text, kTextWidth},
    {SQL_LONGVARCHAR, Form::text, kTextWidth},
    {SQL_WCHAR, Form::text, kTextWidth},
    {SQL_WVARCHAR, Form::text, kTextWidth},
    {SQL_WLONGVARCHAR, Form::text, kTextWidth},
    {SQL_GUID, Form::uuid, 40},
    {SQL_BINARY, Form::bytes, kTextWidth},
    {SQL_VARBINARY, Form::bytes, kTextWidth},
    {SQL_LONGVARBINARY, Form::bytes, kTextWidth},
    {SQL_BIT, Form::boolean, 0},
    {SQL_TINYINT, Form::tiny, 0},
    {SQL_SMALLINT, Form::whole, 0},
    {SQL_INTEGER, Form::whole, 0},
    {SQL_BIGINT, Form::whole, 0},
    {SQL_DECIMAL, Form::decimal, 48},
    {SQL_NUMERIC, Form::decimal, 48},
    {SQL_REAL, Form::real, 0},
    {SQL_FLOAT, Form::real, 0},
    {SQL_DOUBLE, Form::real, 0},
    {SQL_TYPE_DATE, Form::date, 0},
    {SQL_TYPE_TIME, Form::time_text, 32},
    {SQL_TYPE_TIMESTAMP, Form::datetime, 0},
});

Asked ask_postgres(const SourceColumn& column, Logical to) {
  for (const ServerType& row : kPostgres) {
    if (row.name == column.server_type) return {row.form, row.cast};
  }
  const bool exact = column.is_enum || postgres::is_exact_text(column.server_type);
  if (exact && to == Logical::text) return {Form::text, kAsText};
  return {};
}

Asked ask_standard(const SourceColumn& column) {
  const DescribedColumn& described = column.described;
  for (const DriverType& row : kStandard) {
    if (row.sql_type != described.sql_type) continue;
    if (row.form == Form::whole && described.is_unsigned && described.sql_type == SQL_BIGINT) {
      return {Form::whole_text, "", 24};
    }
    if (row.form == Form::datetime && base::ascii_iequals(described.type_name, "timestamp")) {
      return {Form::instant, "", 0};  // MariaDB's own name; its datetime has no zone
    }
    return {row.form, "", row.width};
  }
  return {};
}

}  // namespace

Asked ask(const Connection& connection, const SourceColumn& column, Logical to) {
  switch (connection.driver().family) {
    case Family::psqlodbc:
      return ask_postgres(column, to);
    default:
      return ask_standard(column);
  }
}

}  // namespace waybill::warehouse::odbc

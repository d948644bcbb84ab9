#include "warehouse/odbc/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "warehouse/odbc/cells.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/postgres/result_types.hpp"
#include "warehouse/sqlite/inspect.hpp"

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

struct Suggestion {
  Form form;
  Logical to;
};
constexpr auto kSuggestions = std::to_array<Suggestion>({
    {Form::json, Logical::json},         {Form::uuid, Logical::uuid},
    {Form::bytes, Logical::bytes},       {Form::bytes_text, Logical::bytes},
    {Form::boolean, Logical::boolean},   {Form::boolean_text, Logical::boolean},
    {Form::digits, Logical::integer},    {Form::tiny, Logical::integer},
    {Form::whole, Logical::integer},     {Form::whole_text, Logical::decimal},
    {Form::real, Logical::floating},     {Form::real_text, Logical::floating},
    {Form::decimal, Logical::decimal},   {Form::date, Logical::date},
    {Form::date_text, Logical::date},    {Form::time_text, Logical::time},
    {Form::instant, Logical::timestamp}, {Form::instant_text, Logical::timestamp},
    {Form::datetime, Logical::datetime}, {Form::datetime_text, Logical::datetime},
});

// What psqlODBC answers for a numeric of no precision.
constexpr SQLULEN kUnknownPrecision = 28;

rows::Type suggested_decimal(const DescribedColumn& described) {
  rows::Type type{Logical::decimal};
  if (described.size == 0 || described.size > 76 || described.size == kUnknownPrecision ||
      described.digits < 0 || static_cast<SQLULEN>(described.digits) > described.size) {
    return type;
  }
  type.precision = static_cast<int>(described.size);
  type.scale = described.digits;
  return type;
}

[[noreturn]] void refuse(const Connection& connection, const SourceColumn& column,
                         const rows::Field& field) {
  const std::string suggested = rows::to_string(suggested_type(connection, column));
  throw Error(
      codes::unsupported,
      fmt::format("connection '{}': column '{}' is of type {} there, which is not read as "
                  "{}",
                  connection.name(), field.name, column.server_type, rows::to_string(field.type)))
      .with_hint(suggested == "text"
                     ? "cast it in the model's source_query to a type that is read so"
                     : fmt::format("declare it as {}, or cast it in source_query", suggested));
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

SQLSMALLINT c_type(Carrier carrier) {
  constexpr std::array<SQLSMALLINT, 7> kTypes{SQL_C_CHAR,          SQL_C_BINARY, SQL_C_SBIGINT,
                                              SQL_C_DOUBLE,        SQL_C_BIT,    SQL_C_TYPE_DATE,
                                              SQL_C_TYPE_TIMESTAMP};
  return kTypes[static_cast<std::size_t>(carrier)];
}

bool varies(Carrier carrier) {
  return carrier == Carrier::chars || carrier == Carrier::bytes;
}

void require_readable(const Connection& connection, const std::vector<SourceColumn>& columns,
                      const rows::Schema& schema) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Asked asked = ask(connection, columns[i], schema[i].type.logical);
    if (find_way(asked.form, schema[i].type).decode == nullptr) {
      refuse(connection, columns[i], schema[i]);
    }
  }
}

rows::Type suggested_type(const Connection& connection, const SourceColumn& column) {
  if (connection.driver().family == Family::sqlite) {
    return sqlite::suggest_type(column.server_type);
  }
  const Form form = ask(connection, column, Logical::text).form;
  if (form == Form::decimal) return suggested_decimal(column.described);
  if ((form == Form::whole || form == Form::digits) &&
      (column.described.sql_type == SQL_BIGINT ||
       (column.described.sql_type == SQL_INTEGER && column.described.is_unsigned))) {
    return {Logical::bigint};
  }
  for (const Suggestion& row : kSuggestions) {
    if (row.form == form) return {row.to};
  }
  return {Logical::text};
}

std::vector<CellReader> make_readers(const Connection& connection,
                                     const std::vector<SourceColumn>& columns,
                                     const rows::Schema& schema,
                                     const std::vector<bool>& truncate) {
  constexpr std::array<std::size_t, 7> kFixed{
      0, 0, 8, 8, 1, sizeof(SQL_DATE_STRUCT), sizeof(SQL_TIMESTAMP_STRUCT)};
  // A driver nothing is known of may have its own mind about texts as binary.
  const bool as_chars = connection.driver().family == Family::generic;
  std::vector<CellReader> readers;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Asked asked = ask(connection, columns[i], schema[i].type.logical);
    const CellWay way = find_way(asked.form, schema[i].type);
    CellReader reader;
    reader.decode = way.decode;
    reader.decode_many = way.decode_many;
    reader.carrier = way.carrier;
    if (as_chars && way.carrier == Carrier::bytes && asked.form != Form::bytes) {
      reader.carrier = Carrier::chars;
    }
    reader.width =
        varies(reader.carrier) ? asked.width : kFixed[static_cast<std::size_t>(reader.carrier)];
    reader.column = i;
    reader.type = schema[i].type;
    reader.truncate = i < truncate.size() && truncate[i];
    readers.push_back(std::move(reader));
  }
  return readers;
}

}  // namespace waybill::warehouse::odbc

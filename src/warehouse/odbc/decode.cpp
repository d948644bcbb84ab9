#include "warehouse/odbc/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "warehouse/odbc/asked.hpp"
#include "warehouse/odbc/cells.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/sqlite/inspect.hpp"

namespace waybill::warehouse::odbc {
namespace {

using rows::Logical;

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
  if (connection.driver().has_storage_classes) return sqlite::suggest_type(column.server_type);
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

#include "warehouse/odbc/encode.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "rows/codec.hpp"

namespace waybill::warehouse::odbc {
namespace {

using rows::Column;
using rows::Logical;

constexpr std::size_t kMomentWidth = 40;
constexpr std::size_t kDecimalWidth = 96;
constexpr std::size_t kUuidWidth = 36;

template <class Value>
std::size_t store(const Value& value, char* to) {
  std::memcpy(to, &value, sizeof value);
  return sizeof value;
}

std::size_t store_text(std::string_view text, char* to) {
  std::copy(text.begin(), text.end(), to);
  return text.size();
}

template <std::size_t width>
std::size_t fixed(const Column&, std::int64_t) {
  return width;
}

std::size_t of_variable(const Column& column, std::int64_t row) {
  return column.variable(row).size();
}

std::size_t of_decimal(const Column& column, std::int64_t row) {
  return column.layout() == rows::Layout::variable ? column.variable(row).size() : kDecimalWidth;
}

using P = ParameterColumn;

std::size_t text(const P& parameter, const Column& column, std::int64_t row, char* to) {
  require_text(parameter.target, column.variable(row));
  return store_text(column.variable(row), to);
}

std::size_t json(const P& parameter, const Column& column, std::int64_t row, char* to) {
  require_json(parameter.target, column.variable(row));
  return store_text(column.variable(row), to);
}

std::size_t bytes(const P&, const Column& column, std::int64_t row, char* to) {
  return store_text(column.variable(row), to);
}

std::size_t boolean(const P&, const Column& column, std::int64_t row, char* to) {
  *to = column.bit(row) ? 1 : 0;
  return 1;
}

std::size_t int32(const P&, const Column& column, std::int64_t row, char* to) {
  return store(column.int32(row), to);
}

std::size_t int64(const P&, const Column& column, std::int64_t row, char* to) {
  return store(column.int64(row), to);
}

std::size_t floating(const P& parameter, const Column& column, std::int64_t row, char* to) {
  require_finite(parameter.target, column.float64(row), parameter.server);
  return store(column.float64(row), to);
}

std::size_t decimal(const P& parameter, const Column& column, std::int64_t row, char* to) {
  if (column.layout() == rows::Layout::variable) {
    require_places(parameter.target, column.variable(row));
    return store_text(column.variable(row), to);
  }
  const char* const end = rows::format_decimal(to, column.decimal(row), column.type().scale);
  const auto size = static_cast<std::size_t>(end - to);
  require_places(parameter.target, {to, size});
  return size;
}

std::size_t uuid(const P&, const Column& column, std::int64_t row, char* to) {
  return static_cast<std::size_t>(rows::format_uuid(to, column.fixed16(row)) - to);
}

template <auto format>
std::size_t moment_text(const P& parameter, const Column& column, std::int64_t row, char* to) {
  require_fraction(parameter.target, column.int64(row));
  return static_cast<std::size_t>(format(to, column.int64(row)) - to);
}

std::size_t date_text(const P&, const Column& column, std::int64_t row, char* to) {
  return static_cast<std::size_t>(rows::format_date(to, column.int32(row)) - to);
}

// As ODBC spells it.
std::size_t datetime_text(const P& parameter, const Column& column, std::int64_t row, char* to) {
  const std::size_t size = moment_text<rows::format_datetime>(parameter, column, row, to);
  std::replace(to, to + size, 'T', ' ');
  return size;
}

// By rows::Logical: how MariaDB is given values (of a struct with a date libmaodbc 3.1 leaks one a
// row) ...
struct Way {
  SQLSMALLINT c_type;
  SQLSMALLINT sql_type;
  SQLULEN size;
  SQLSMALLINT digits;
  P::Put put;
  P::Width width_of;
};

using Ways = std::array<Way, rows::kLogicalCount>;

constexpr Ways kMariadb{{
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, text, of_variable},
    {SQL_C_STINYINT, SQL_TINYINT, 3, 0, boolean, fixed<1>},
    {SQL_C_SLONG, SQL_INTEGER, 10, 0, int32, fixed<4>},
    {SQL_C_SBIGINT, SQL_BIGINT, 19, 0, int64, fixed<8>},
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, decimal, of_decimal},
    {SQL_C_DOUBLE, SQL_DOUBLE, 15, 0, floating, fixed<8>},
    {SQL_C_BINARY, SQL_LONGVARBINARY, 0, 0, bytes, of_variable},
    {SQL_C_CHAR, SQL_TYPE_DATE, 10, 0, date_text, fixed<kMomentWidth>},
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, moment_text<rows::format_time>, fixed<kMomentWidth>},
    {SQL_C_CHAR, SQL_TYPE_TIMESTAMP, 26, 6, datetime_text, fixed<kMomentWidth>},
    {SQL_C_CHAR, SQL_TYPE_TIMESTAMP, 26, 6, datetime_text, fixed<kMomentWidth>},
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, json, of_variable},
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, uuid, fixed<kUuidWidth>},
}};

// ... and SQLite, which keeps moments and decimals as texts.
constexpr Ways kSqlite{{
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, text, of_variable},
    {SQL_C_STINYINT, SQL_TINYINT, 3, 0, boolean, fixed<1>},
    {SQL_C_SLONG, SQL_INTEGER, 10, 0, int32, fixed<4>},
    {SQL_C_SBIGINT, SQL_BIGINT, 19, 0, int64, fixed<8>},
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, decimal, of_decimal},
    {SQL_C_DOUBLE, SQL_DOUBLE, 15, 0, floating, fixed<8>},
    {SQL_C_BINARY, SQL_LONGVARBINARY, 0, 0, bytes, of_variable},
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, date_text, fixed<kMomentWidth>},
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, moment_text<rows::format_time>, fixed<kMomentWidth>},
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, moment_text<rows::format_timestamp>, fixed<kMomentWidth>},
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, moment_text<rows::format_datetime>, fixed<kMomentWidth>},
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, json, of_variable},
    {SQL_C_CHAR, SQL_VARCHAR, 0, 0, uuid, fixed<kUuidWidth>},
}};

}  // namespace

void ParameterColumn::fill(const rows::Column& column, std::int64_t first, std::size_t count) {
  width = 1;
  for (std::size_t i = 0; i < count; ++i) {
    width = std::max(width, width_of(column, first + static_cast<std::int64_t>(i)));
  }
  if (data.size() < width * count) data.resize(width * count);
  if (lengths.size() < count) lengths.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t row = first + static_cast<std::int64_t>(i);
    lengths[i] = column.is_null(row)
                     ? SQLLEN{SQL_NULL_DATA}
                     : static_cast<SQLLEN>(put(*this, column, row, data.data() + i * width));
  }
}

ParameterColumn parameter_column(const Driver& driver, const rows::Type& type, Target target) {
  const Ways& ways = driver.family == Family::sqlite ? kSqlite : kMariadb;
  const Way& way = ways[static_cast<std::size_t>(type.logical)];
  ParameterColumn parameter;
  parameter.c_type = way.c_type;
  parameter.sql_type = way.sql_type;
  parameter.size = way.size;
  parameter.digits = way.digits;
  parameter.put = way.put;
  parameter.width_of = way.width_of;
  parameter.target = std::move(target);
  return parameter;
}

}  // namespace waybill::warehouse::odbc

#include "warehouse/odbc/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"
#include "sql/lexer.hpp"
#include "warehouse/odbc/connection.hpp"

namespace waybill::warehouse::odbc {
namespace {

using rows::Logical;
using rows::Value;

// By rows::Logical: what a parameter is cast to; empty: it goes as it is.
using Casts = std::array<std::string_view, rows::kLogicalCount>;
constexpr Casts kPostgresCasts{
    "text", "boolean",     "integer",   "bigint", "numeric", "double precision", "bytea", "date",
    "time", "timestamptz", "timestamp", "jsonb",  "uuid"};
constexpr Casts kMariadbCasts{
    "", "", "", "", "", "", "", "DATE", "TIME(6)", "DATETIME(6)", "DATETIME(6)", "", ""};

// MariaDB compares a decimal with a text as doubles.
std::string mariadb_decimal(std::string_view digits) {
  constexpr std::size_t kMostDigits = 65, kMostPlaces = 38;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::size_t places = point == digits.size() ? 0 : digits.size() - point - 1;
  if (places > kMostPlaces || point + places > kMostDigits) return {};
  return fmt::format("DECIMAL({},{})", kMostDigits, places);
}

std::string cast_of(Family family, const Value& value) {
  const auto at = static_cast<std::size_t>(value.type.logical);
  if (value.is_null()) return {};  // of the type of whatever stands beside it
  switch (family) {
    case Family::psqlodbc:
      return std::string(kPostgresCasts[at]);
    case Family::mariadb:
      return value.type.logical == Logical::decimal
                 ? mariadb_decimal(std::get<std::string>(value.data))
                 : std::string(kMariadbCasts[at]);
    default:
      return {};
  }
}

// What the driver is told of a parameter, and its bytes.
struct Bound {
  SQLSMALLINT c_type = SQL_C_CHAR;
  SQLSMALLINT sql_type = SQL_VARCHAR;
  std::string bytes;
};

constexpr std::size_t kLongText = 4000;

template <class Number>
Bound number(SQLSMALLINT c_type, SQLSMALLINT sql_type, Number value) {
  Bound bound{c_type, sql_type, std::string(sizeof value, '\0')};
  std::copy_n(reinterpret_cast<const char*>(&value), sizeof value, bound.bytes.data());
  return bound;
}

Bound text_of(std::string text) {
  const bool is_long = text.size() > kLongText;
  return {SQL_C_CHAR, is_long ? SQLSMALLINT{SQL_LONGVARCHAR} : SQLSMALLINT{SQL_VARCHAR},
          std::move(text)};
}

// 2026-11-20 12:34:56.000000, which every server reads; SQLite keeps instants with their Z.
std::string moment(Family family, const Value& value) {
  std::string text = rows::value_text(value);
  if (family == Family::sqlite || family == Family::psqlodbc) return text;
  const std::size_t separator = text.find('T');
  if (separator != std::string::npos) text[separator] = ' ';
  if (text.ends_with('Z')) text.pop_back();
  return text;
}

void require_no_nul(const Driver& driver, const std::string& text) {
  if (driver.family != Family::psqlodbc && driver.family != Family::generic) return;
  if (text.find('\0') == std::string::npos) return;
  throw Error(codes::unsupported, driver.family == Family::psqlodbc
                                      ? "PostgreSQL cannot keep a NUL character in a text"
                                      : "the ODBC driver may cut a text at a NUL character")
      .with_hint("take the character out, or declare the value as bytes");
}

Bound bound_of(const Driver& driver, const Value& value) {
  const bool all_as_text = driver.family == Family::psqlodbc;  // the marks have their types
  if (value.is_null()) return {};
  switch (value.type.logical) {
    case Logical::boolean:
      if (all_as_text) return text_of(std::get<std::int64_t>(value.data) != 0 ? "t" : "f");
      [[fallthrough]];
    case Logical::integer:
    case Logical::bigint:
      if (all_as_text) return text_of(rows::value_text(value));
      return number(SQL_C_SBIGINT, SQL_BIGINT, std::get<std::int64_t>(value.data));
    case Logical::floating: {
      const double real = std::get<double>(value.data);
      if (all_as_text) return text_of(rows::value_text(value));
      if (!std::isfinite(real)) {
        throw Error(codes::unsupported,
                    fmt::format("{} cannot keep NaN or infinities",
                                driver.family == Family::mariadb ? "MariaDB" : "the warehouse"))
            .with_hint("leave the value out, or write it as NULL");
      }
      return number(SQL_C_DOUBLE, SQL_DOUBLE, real);
    }
    case Logical::bytes: {
      const auto& bytes = std::get<std::string>(value.data);
      if (all_as_text) return text_of("\\x" + base::to_hex(bytes));
      return {SQL_C_BINARY, SQL_LONGVARBINARY, bytes};
    }
    case Logical::date:
    case Logical::time:
    case Logical::timestamp:
    case Logical::datetime:
      return text_of(moment(driver.family, value));
    default:
      break;
  }
  const auto* text = std::get_if<std::string>(&value.data);
  Bound bound = text_of(text != nullptr ? *text : rows::value_text(value));
  require_no_nul(driver, bound.bytes);
  return bound;
}

}  // namespace

std::string typed_marks(const Connection& connection, std::string_view text,
                        const std::vector<Value>& values) {
  if (values.empty()) return std::string(text);
  std::string marked;
  std::size_t at = 0;
  for (const sql::Token& token : sql::lex(*connection.dialect().syntax, text)) {
    const bool is_mark =
        token.kind == sql::TokenKind::symbol || token.kind == sql::TokenKind::parameter;
    if (!is_mark || token.in(text) != "?" || at == values.size()) {
      marked += token.in(text);
      continue;
    }
    const std::string cast = cast_of(connection.driver().family, values[at++]);
    marked += cast.empty() ? "?" : fmt::format("CAST(? AS {})", cast);
  }
  return marked;
}

void bind(StatementHandle& statement, const std::vector<Value>& values, ParameterBuffers& buffers) {
  buffers.texts.assign(values.size(), {});
  buffers.lengths.assign(values.size(), SQL_NULL_DATA);
  for (std::size_t i = 0; i < values.size(); ++i) {
    Bound bound = bound_of(*statement.context().driver, values[i]);
    std::string& bytes = buffers.texts[i];
    bytes = std::move(bound.bytes);
    if (!values[i].is_null()) buffers.lengths[i] = static_cast<SQLLEN>(bytes.size());
    const auto size = std::max<std::size_t>(bytes.size(), 1);
    statement.check(statement.raw().BindParameter(
        statement.get(), static_cast<SQLUSMALLINT>(i + 1), SQL_PARAM_INPUT, bound.c_type,
        bound.sql_type, size, 0, bytes.data(), static_cast<SQLLEN>(bytes.size()),
        &buffers.lengths[i]));
  }
}

}  // namespace waybill::warehouse::odbc

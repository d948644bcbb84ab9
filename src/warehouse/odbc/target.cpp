#include "warehouse/odbc/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"
#include "sql/pieces.hpp"
#include "warehouse/postgres/modifier.hpp"

namespace waybill::warehouse::odbc {
namespace {

using rows::Logical;

[[noreturn]] void refuse(const Target& target, std::string_view why, std::string hint) {
  throw Error(codes::unsupported, fmt::format("column '{}': {}", target.name, why))
      .with_hint(std::move(hint));
}

[[noreturn]] void refuse_type(const Connection& connection, const std::string& table,
                              const rows::Field& field) {
  throw Error(codes::unsupported,
              fmt::format("connection '{}': column '{}' of table {} is of a type that cannot keep "
                          "a {}",
                          connection.name(), field.name, table, rows::to_string(field.type)))
      .with_hint("change the column's type at the destination, or data_type in the model");
}

using postgres::Limit;

// PostgreSQL: pg_type.typname.
struct ServerWay {
  Logical from;
  std::string_view type;
  Limit limit = Limit::none;
};
constexpr auto kPostgres = std::to_array<ServerWay>({
    {Logical::text, "text"},
    {Logical::text, "varchar", Limit::length},
    {Logical::boolean, "bool"},
    {Logical::integer, "int4"},
    {Logical::integer, "int8"},
    {Logical::bigint, "int8"},
    {Logical::decimal, "numeric", Limit::places},
    {Logical::floating, "float8"},
    {Logical::bytes, "bytea"},
    {Logical::date, "date"},
    {Logical::time, "time", Limit::fraction},
    {Logical::timestamp, "timestamptz", Limit::fraction},
    {Logical::datetime, "timestamp", Limit::fraction},
    {Logical::json, "jsonb"},
    {Logical::json, "json"},
    {Logical::json, "text"},
    {Logical::uuid, "uuid"},
});

int number_from(const std::optional<std::string>& text) {
  int number = -1;
  if (text) std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

std::vector<Target> find_postgres(Connection& connection, const std::string& table,
                                  const rows::Schema& schema) {
  // A domain's values are those of its base type.
  const Texts columns = connection.run(fmt::format(
      "SELECT a.attname, coalesce(b.typname, t.typname), "
      "CASE WHEN b.oid IS NULL THEN a.atttypmod ELSE t.typtypmod END "
      "FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
      "LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype "
      "WHERE a.attrelid = {}::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped",
      sql::literal(connection.dialect(), table)));
  std::vector<Target> targets;
  for (const rows::Field& field : schema) {
    const auto row =
        std::ranges::find_if(columns, [&](const auto& one) { return one.at(0) == field.name; });
    if (row == columns.end()) {
      throw Error(codes::no_such_column, fmt::format("connection '{}': table {} has no column '{}'",
                                                     connection.name(), table, field.name));
    }
    const std::string type = row->at(1).value_or("");
    const auto* const way = std::ranges::find_if(kPostgres, [&](const ServerWay& one) {
      return one.from == field.type.logical && one.type == type;
    });
    if (way == kPostgres.end()) refuse_type(connection, table, field);
    targets.push_back({.name = field.name,
                       .type = type,
                       .limit = postgres::limit_of(way->limit, number_from(row->at(2))),
                       .nul = false});
  }
  return targets;
}

struct DriverWay {
  Logical from;
  SQLSMALLINT type;
  Limit limit = Limit::none;
  bool trims = false;
};
constexpr auto kMariadb = std::to_array<DriverWay>({
    {Logical::text, SQL_CHAR, Limit::length, true},
    {Logical::text, SQL_VARCHAR, Limit::length},
    {Logical::text, SQL_LONGVARCHAR},
    {Logical::text, SQL_WCHAR, Limit::length, true},
    {Logical::text, SQL_WVARCHAR, Limit::length},
    {Logical::text, SQL_WLONGVARCHAR},
    {Logical::boolean, SQL_TINYINT},
    {Logical::boolean, SQL_BIT},
    {Logical::integer, SQL_INTEGER},
    {Logical::integer, SQL_BIGINT},
    {Logical::bigint, SQL_BIGINT},
    {Logical::decimal, SQL_DECIMAL, Limit::places},
    {Logical::decimal, SQL_NUMERIC, Limit::places},
    {Logical::floating, SQL_DOUBLE},
    {Logical::bytes, SQL_VARBINARY},
    {Logical::bytes, SQL_LONGVARBINARY},
    {Logical::date, SQL_TYPE_DATE},
    {Logical::time, SQL_TYPE_TIME, Limit::fraction},
    {Logical::timestamp, SQL_TYPE_TIMESTAMP, Limit::fraction},
    {Logical::datetime, SQL_TYPE_TIMESTAMP, Limit::fraction},
    {Logical::json, SQL_VARCHAR},
    {Logical::json, SQL_LONGVARCHAR},
    {Logical::json, SQL_WLONGVARCHAR},
    {Logical::uuid, SQL_CHAR},
    {Logical::uuid, SQL_VARCHAR},
    {Logical::uuid, SQL_WCHAR},
    {Logical::uuid, SQL_WVARCHAR},
});

int described_limit(Limit limit, const DescribedColumn& described) {
  switch (limit) {
    case Limit::length:
      return described.size > 0x7fffffff ? -1 : static_cast<int>(described.size);
    case Limit::places:
    case Limit::fraction:
      return described.digits;
    case Limit::none:
      break;
  }
  return -1;
}

// Strict mode refuses what is too long or too large. It does cut places, fractions and blanks.
std::vector<Target> find_mariadb(Connection& connection, const std::string& table,
                                 const std::string& columns, const rows::Schema& schema) {
  StatementHandle statement = connection.statement();
  connection.prepare(statement, fmt::format("SELECT {} FROM {}", columns, table));
  std::vector<Target> targets;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const DescribedColumn described = statement.describe(static_cast<SQLUSMALLINT>(i + 1));
    const auto* const way = std::ranges::find_if(kMariadb, [&](const DriverWay& one) {
      return one.from == schema[i].type.logical && one.type == described.sql_type;
    });
    if (way == kMariadb.end()) refuse_type(connection, table, schema[i]);
    targets.push_back({.name = schema[i].name,
                       .limit = described_limit(way->limit, described),
                       .trims = way->trims});
  }
  return targets;
}

}  // namespace

std::vector<Target> find_targets(Connection& connection, const sql::Table& table,
                                 const rows::Schema& schema) {
  const std::string name = sql::qualified(connection.dialect(), table);
  std::vector<std::string> names;
  for (const rows::Field& field : schema) names.push_back(field.name);
  switch (connection.driver().family) {
    case Family::psqlodbc:
      return find_postgres(connection, name, schema);
    case Family::mariadb:
      return find_mariadb(connection, name, sql::column_list(connection.dialect(), names), schema);
    default:
      break;
  }
  std::vector<Target> targets;  // nothing is known of what the columns do to values
  for (const rows::Field& field : schema) {
    targets.push_back({.name = field.name, .nul = connection.dialect().nul_in_text});
  }
  return targets;
}

void require_text(const Target& target, std::string_view text) {
  if (!target.nul && text.find('\0') != std::string_view::npos) {
    refuse(target, "the warehouse cannot keep a NUL character in a text",
           "take the character out, or declare the column as bytes");
  }
  // Servers cut blanks off the end of a longer text without a word.
  if (target.limit >= 0 && text.size() > static_cast<std::size_t>(target.limit) &&
      base::code_points(text) > static_cast<std::size_t>(target.limit)) {
    refuse(target,
           fmt::format("a text is longer than the {} characters of the column", target.limit),
           "make the column a text");
  }
  if (target.trims && text.ends_with(' ')) {
    refuse(target, "a text ends with a blank, which a char column drops", "make the column a text");
  }
}

void require_json(const Target& target, std::string_view json) {
  if (target.nul || !rows::json_has_nul(json)) return;
  refuse(target, "the warehouse cannot keep a NUL character in a text within JSON",
         "take the character out, or declare the column as text");
}

void require_places(const Target& target, std::string_view digits) {
  if (target.limit < 0) return;
  const std::size_t point = digits.find('.');
  if (point == std::string_view::npos) return;
  const std::size_t last = digits.find_last_not_of('0');
  if (last > point && last - point > static_cast<std::size_t>(target.limit)) {
    refuse(target, fmt::format("a value has more than the {} places of the column", target.limit),
           "widen the column");
  }
}

void require_fraction(const Target& target, std::int64_t micros) {
  constexpr std::array<std::int64_t, 7> kMicros{1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
  if (target.limit < 0 || target.limit > 5 ||
      micros % kMicros[static_cast<std::size_t>(target.limit)] == 0) {
    return;
  }
  refuse(target,
         fmt::format("a value has more than the {} fraction digits of the column", target.limit),
         "widen the column");
}

void require_finite(const Target& target, double value, std::string_view server) {
  if (std::isfinite(value)) return;
  refuse(target, fmt::format("{} cannot keep NaN or infinities", server),
         "refuse such rows before they are loaded");
}

}  // namespace waybill::warehouse::odbc

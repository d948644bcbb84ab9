#include "warehouse/odbc/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "sql/pieces.hpp"
#include "warehouse/postgres/target_types.hpp"

namespace waybill::warehouse::odbc {
namespace {

using rows::Logical;

using postgres::Limit;

int number_from(const std::optional<std::string>& text) {
  int number = -1;
  if (text) std::from_chars(text->data(), text->data() + text->size(), number);
  return number;
}

std::vector<Target> find_postgres(Connection& connection, const std::string& table,
                                  const rows::Schema& schema) {
  const Texts columns = connection.run(
      fmt::format(postgres::kTargetColumns, sql::literal(connection.dialect(), table)));
  std::vector<Target> targets;
  for (const rows::Field& field : schema) {
    const auto row =
        std::ranges::find_if(columns, [&](const auto& one) { return one.at(0) == field.name; });
    if (row == columns.end()) refuse_absent(connection.name(), table, field);
    const auto target =
        postgres::target_for(field, row->at(1).value_or(""), number_from(row->at(2)));
    if (!target) refuse_target_type(connection.name(), table, field);
    targets.push_back(*target);
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
    if (way == kMariadb.end()) refuse_target_type(connection.name(), table, schema[i]);
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
  const std::vector<std::string> names = rows::names_of(schema);
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

}  // namespace waybill::warehouse::odbc

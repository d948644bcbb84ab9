#include "warehouse/adbc/postgres_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "rows/codec.hpp"
#include "sql/pieces.hpp"
#include "warehouse/adbc/around.hpp"
#include "warehouse/adbc/source_stream.hpp"
#include "warehouse/adbc/texts.hpp"
#include "warehouse/postgres/catalog.hpp"
#include "warehouse/postgres/target_types.hpp"

namespace waybill::warehouse::adbc {
namespace {

namespace catalog = postgres::catalog;
using rows::Logical;

// What the driver writes in the binary form of the column's type (pg_type.typname).
struct Straight {
  Logical from;
  std::string_view to;
};
constexpr auto kStraight = std::to_array<Straight>({
    {Logical::text, "text"},
    {Logical::text, "varchar"},
    {Logical::boolean, "bool"},
    {Logical::integer, "int4"},
    {Logical::bigint, "int8"},
    {Logical::floating, "float8"},
    {Logical::bytes, "bytea"},
    {Logical::date, "date"},
    {Logical::time, "time"},
    {Logical::timestamp, "timestamptz"},
    {Logical::datetime, "timestamp"},
    {Logical::json, "jsonb"},
    {Logical::json, "json"},
    {Logical::uuid, "uuid"},
});

bool goes_straight(const rows::Field& field, const Target& target) {
  return std::ranges::any_of(kStraight, [&](const Straight& row) {
    return row.from == field.type.logical && row.to == target.type;
  });
}

std::string literal(const std::string& text) {
  return sql::literal(sql::postgres(), text);
}

FoundTable find(Connection& connection, const std::string& name) {
  const Texts rows = read_texts(
      connection, fmt::format("SELECT n.nspname, c.relname FROM ({}) AS f(oid) "
                              "JOIN pg_catalog.pg_class c ON c.oid = f.oid "
                              "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace",
                              fmt::format(fmt::runtime(catalog::kFindTable), literal(name))));
  if (!rows.empty()) return {{}, text_at(rows, 0, 0), text_at(rows, 0, 1), false, false};
  throw Error(codes::sql_rejected, fmt::format("connection '{}': there is no table {} to load into",
                                               connection.name(), name))
      .with_hint("create it first")
      .with_sqlstate("42P01");
}

std::vector<Target> find_targets(Connection& connection, const std::string& name,
                                 const rows::Schema& schema) {
  const Texts columns =
      read_texts(connection, fmt::format(fmt::runtime(postgres::kTargetColumns), literal(name)));
  std::vector<Target> targets;
  for (const rows::Field& field : schema) {
    const auto row =
        std::ranges::find_if(columns, [&](const auto& one) { return one.at(0) == field.name; });
    if (row == columns.end()) refuse_absent(connection.name(), name, field);
    int modifier = -1;
    const std::string digits = row->at(2).value_or("");
    std::from_chars(digits.data(), digits.data() + digits.size(), modifier);
    const auto target = postgres::target_for(field, row->at(1).value_or(""), modifier);
    if (!target) refuse_target_type(connection.name(), name, field);
    targets.push_back(*target);
  }
  return targets;
}

// What the server would refuse without naming the column, or change without a word.
void check_values(const rows::Column& column, const Target& target) {
  for (std::int64_t row = 0; row < column.length(); ++row) {
    if (column.is_null(row)) continue;
    switch (column.type().logical) {
      case Logical::text:
        require_text(target, column.variable(row));
        break;
      case Logical::json:
        require_json(target, column.variable(row));
        break;
      case Logical::time:
      case Logical::timestamp:
      case Logical::datetime:
        require_fraction(target, column.int64(row));
        break;
      default:
        return;
    }
  }
}

// As texts that the server reads as the same values.
rows::Column as_texts(const rows::Column& column, const Target& target) {
  rows::Column texts(rows::Type{Logical::text});
  const bool whole = column.layout() == rows::Layout::int32;
  for (std::int64_t row = 0; row < column.length(); ++row) {
    if (column.is_null(row)) {
      texts.append_null();
    } else if (column.layout() == rows::Layout::variable) {
      if (column.type().logical == Logical::decimal) require_places(target, column.variable(row));
      texts.append_variable(column.variable(row));
    } else if (whole) {
      texts.append_variable(std::to_string(column.int32(row)));
    } else {
      char buffer[96];
      const char* const end =
          rows::format_decimal(buffer, column.decimal(row), column.type().scale);
      const std::string_view digits(buffer, static_cast<std::size_t>(end - buffer));
      require_places(target, digits);
      texts.append_variable(digits);
    }
  }
  return texts;
}

void append(Connection& connection, const FoundTable& into, const Rows& rows) {
  Pulled pulled;
  connection.ingest(into, make_stream(rows, connection.watch(), pulled));
  connection.check_cancelled();
  if (connection.watch().timed_out()) throw timed_out_error(connection.name());
  if (!pulled.stopped && pulled.ended && pulled.rows == rows.length) return;
  throw Error(codes::database_io, fmt::format("connection '{}': the driver took {} rows of {}",
                                              connection.name(), pulled.rows, rows.length))
      .with_hint("run again; use another version of the driver");
}

constexpr std::string_view kStaging = "_waybill_load";

void insert_casted(Connection& connection, const std::string& name,
                   const std::vector<Target>& targets, const Rows& rows) {
  const sql::Dialect& dialect = connection.dialect();
  std::vector<std::string> names;
  std::string definitions, values;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const std::string quoted = sql::quote(dialect, targets[i].name);
    const std::string_view comma = i == 0 ? "" : ", ";
    const bool text = rows.schema[i].type.logical == Logical::text;
    definitions += fmt::format("{}{} {}", comma, quoted, text ? "text" : targets[i].type);
    values += fmt::format("{}{}::pg_catalog.{}", comma, quoted, targets[i].type);
    names.push_back(targets[i].name);
  }
  const std::string staging = fmt::format("pg_temp.{}", sql::quote(dialect, kStaging));
  connection.run(fmt::format("CREATE TEMPORARY TABLE {} ({}) ON COMMIT DROP",
                             sql::quote(dialect, kStaging), definitions));
  append(connection, {{}, {}, std::string(kStaging), true, false}, rows);
  const std::int64_t inserted =
      connection.run(fmt::format("INSERT INTO {} ({}) SELECT {} FROM {}", name,
                                 sql::column_list(dialect, names), values, staging));
  if (inserted != rows.length) {
    throw Error(codes::database_io, fmt::format("connection '{}': of {} rows {} were inserted",
                                                connection.name(), rows.length, inserted))
        .with_hint("the table may have a trigger or a rule that leaves rows out");
  }
  connection.run(fmt::format("DROP TABLE {}", staging));
}

}  // namespace

void load_postgres(Connection& connection, std::optional<Landing>&, const sql::Table& table,
                   const rows::Batch& batch) {
  Around around(connection);
  const std::string name = sql::qualified(connection.dialect(), table);
  const FoundTable found = find(connection, name);
  const std::vector<Target> targets = find_targets(connection, name, batch.schema);
  std::vector<rows::Column> converted;
  converted.reserve(batch.columns.size());
  Rows rows{batch.schema, {}, batch.length};
  bool straight = true;
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    check_values(batch.columns[i], targets[i]);
    rows.columns.push_back(&batch.columns[i]);
    if (goes_straight(batch.schema[i], targets[i])) continue;
    straight = false;
    rows.schema[i].type = {Logical::text};
    rows.columns[i] = &converted.emplace_back(as_texts(batch.columns[i], targets[i]));
  }
  if (straight) {
    append(connection, found, rows);
  } else {
    insert_casted(connection, name, targets, rows);
  }
  around.done();
}

}  // namespace waybill::warehouse::adbc

#include "warehouse/adbc/duckdb_load.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "sql/pieces.hpp"
#include "sql/stored_type.hpp"
#include "warehouse/adbc/around.hpp"
#include "warehouse/adbc/landing.hpp"
#include "warehouse/adbc/source_stream.hpp"
#include "warehouse/adbc/texts.hpp"

namespace waybill::warehouse::adbc {
namespace {

const sql::Dialect& dialect() {
  return sql::duckdb();
}

std::int64_t count_rows(Connection& connection, const FoundTable& found) {
  const auto rows =
      read_texts(connection, fmt::format("SELECT count(*) FROM {}", qualified(found)));
  std::int64_t count = -1;
  if (!rows.empty() && rows.front().front()) rows::parse_int64(*rows.front().front(), count);
  return count;
}

Landing look_up(Connection& connection, const sql::Table& table) {
  const auto found = find_table(connection, table);
  if (!found || found->is_view) {
    throw Error(codes::sql_rejected,
                fmt::format("connection '{}': there is no table '{}' to load into",
                            connection.name(), table.name))
        .with_hint("create it first")
        .with_native(status::kNotImplemented);
  }
  Landing landing{table, *found, {}, true, 0};
  landing.columns = read_columns(connection, *found);
  landing.constrained = is_constrained(connection, *found);
  landing.rows = count_rows(connection, *found);
  return landing;
}

// Plain decimals are exact texts here, numbers of a fixed scale there.
rows::Column fixed_decimals(const rows::Column& texts, const rows::Type& type,
                            const std::string& connection) {
  rows::Column fixed(type);
  for (std::int64_t row = 0; row < texts.length(); ++row) {
    if (texts.is_null(row)) {
      fixed.append_null();
      continue;
    }
    rows::Decimal256 value{};
    const rows::Misfit misfit =
        rows::parse_decimal(texts.variable(row), type.precision, type.scale, value);
    if (misfit != rows::Misfit::none) {
      throw Error(codes::unsupported,
                  fmt::format("connection '{}': a decimal {} that DuckDB's {} keeps", connection,
                              misfit == rows::Misfit::precision_loss ? "has more digits"
                                                                     : "is larger than any",
                              rows::to_string(type)))
          .with_hint("declare the column's precision and scale, at most decimal(38,s)");
    }
    fixed.append_decimal(value);
  }
  return fixed;
}

// For each of the batch's columns, the number of the table's; checked to be of the type that
// Waybill makes for it, so that nothing is cast on the way.
std::vector<std::size_t> match_columns(const Landing& landing, const rows::Schema& schema,
                                       const std::string& connection) {
  std::vector<std::size_t> targets;
  for (const rows::Field& field : schema) {
    const auto found = std::ranges::find_if(landing.columns, [&](const TableColumn& column) {
      return base::ascii_iequals(column.name, field.name);
    });
    if (found == landing.columns.end()) {
      throw Error(codes::sql_rejected, fmt::format("connection '{}': table '{}' has no column '{}'",
                                                   connection, landing.found.name, field.name))
          .with_hint("add the column, or leave it out");
    }
    const std::string made = sql::created_type(dialect(), field.type, false);
    if (!sql::same_stored_type(dialect(), found->source_type, made)) {
      throw Error(codes::sql_rejected,
                  fmt::format("connection '{}': column '{}' of table '{}' is of type {}, rows of "
                              "{} need {}",
                              connection, field.name, landing.found.name, found->source_type,
                              rows::to_string(field.type), made))
          .with_hint("change the column's type, or the model's data_type");
    }
    const auto target = static_cast<std::size_t>(found - landing.columns.begin());
    if (std::ranges::find(targets, target) != targets.end()) {
      throw Error(codes::sql_rejected,
                  fmt::format("connection '{}': column '{}' stands twice in the rows", connection,
                              field.name))
          .with_hint("name each column once");
    }
    targets.push_back(target);
  }
  return targets;
}

// Into a table that takes anything, whose columns are these.
void append(Connection& connection, const FoundTable& into, std::int64_t before,
            const Rows& batch) {
  Pulled pulled;
  connection.ingest(into, make_stream(batch, connection.watch(), pulled));
  connection.check_cancelled();
  if (connection.watch().timed_out()) throw timed_out_error(connection.name());
  if (pulled.stopped || !pulled.ended || pulled.rows != batch.length) {
    throw Error(codes::database_io, fmt::format("connection '{}': the driver took {} rows of {}",
                                                connection.name(), pulled.rows, batch.length))
        .with_hint("run again; use another version of the driver");
  }
  const std::int64_t after = count_rows(connection, into);
  if (after - before == batch.length) return;
  throw Error(codes::database_io,
              fmt::format("connection '{}': the driver reports success, but of {} rows {} arrived",
                          connection.name(), batch.length, after - before))
      .with_hint("run again; use another version of the driver");
}

constexpr std::string_view kStaging = "_waybill_load";

void insert_by_name(Connection& connection, const Landing& landing, const Rows& batch,
                    const std::vector<std::size_t>& targets) {
  std::vector<std::string> names;
  for (const std::size_t target : targets) names.push_back(landing.columns[target].name);
  const std::string columns = sql::column_list(dialect(), names);
  const FoundTable staging{"temp", "main", std::string(kStaging), true, false};
  const std::string staged = qualified(staging);
  connection.run(fmt::format("CREATE OR REPLACE TEMPORARY TABLE {} AS SELECT {} FROM {} LIMIT 0",
                             sql::quote(dialect(), kStaging), columns, qualified(landing.found)));
  append(connection, staging, 0, batch);
  const std::int64_t inserted = connection.run(fmt::format(
      "INSERT INTO {} ({}) SELECT {} FROM {}", qualified(landing.found), columns, columns, staged));
  if (inserted != batch.length) {
    throw Error(codes::database_io, fmt::format("connection '{}': of {} rows {} were inserted",
                                                connection.name(), batch.length, inserted))
        .with_hint("the table may have a rule of its own that leaves rows out");
  }
  connection.run(fmt::format("DROP TABLE {}", staged));
}

}  // namespace

void load_batch(Connection& connection, std::optional<Landing>& landing, const sql::Table& table,
                const rows::Batch& batch) {
  if (batch.length == 0) return;
  const rows::Type plain = rows::parse_type(dialect().created_plain_decimal).type;
  std::vector<rows::Column> converted;
  converted.reserve(batch.columns.size());
  Rows rows{batch.schema, {}, batch.length};
  for (std::size_t i = 0; i < batch.columns.size(); ++i) {
    rows.columns.push_back(&batch.columns[i]);
    if (batch.schema[i].type != rows::Type{rows::Logical::decimal}) continue;
    rows.schema[i].type = plain;
    rows.columns[i] =
        &converted.emplace_back(fixed_decimals(batch.columns[i], plain, connection.name()));
  }
  Around around(connection);
  const bool known = landing && landing->asked == table;
  if (!known) landing = look_up(connection, table);
  const Landing place = *landing;
  landing.reset();  // until this has gone well
  const std::vector<std::size_t> targets = match_columns(place, rows.schema, connection.name());
  const bool whole = targets.size() == place.columns.size();
  if (place.constrained || !whole) {
    insert_by_name(connection, place, rows, targets);
    around.done();
    return;
  }
  Rows ordered{rows::Schema(targets.size()), std::vector<const rows::Column*>(targets.size()),
               rows.length};
  for (std::size_t i = 0; i < targets.size(); ++i) {
    ordered.schema[targets[i]] = rows.schema[i];
    ordered.columns[targets[i]] = rows.columns[i];
  }
  append(connection, place.found, place.rows, ordered);
  around.done();
  // Nobody else sees a temporary table, nor into a transaction.
  if (!place.found.temporary && !connection.in_transaction()) return;
  landing = place;
  landing->rows += batch.length;
}

}  // namespace waybill::warehouse::adbc

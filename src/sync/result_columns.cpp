#include "sync/result_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/live_checks.hpp"

namespace waybill::sync {

namespace {

// Expressions without a declared type are what their first row is.
void take_storages(warehouse::Session& source, const sql::Statement& query,
                   std::vector<warehouse::ResultColumn>& columns) {
  std::vector<std::string> names;
  rows::Schema schema;
  std::vector<std::size_t> at;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!columns[i].source_type.empty()) continue;
    at.push_back(i);
    names.push_back(columns[i].name);
    schema.push_back({columns[i].name, {rows::Logical::text}});
  }
  if (names.empty()) return;
  const auto probe = sql::storage_probe(source.dialect(), query, names);
  if (!probe) return;
  const auto stream = source.query(*probe, schema, {});
  rows::Batch batch(schema);
  std::vector<warehouse::CellMisfit> misfits;
  if (!stream->next(batch, misfits) || batch.length == 0) return;
  for (std::size_t i = 0; i < at.size(); ++i) {
    if (batch.columns[i].is_null(0)) continue;
    if (const auto logical = sql::type_of_storage(batch.columns[i].variable(0))) {
      columns[at[i]].suggested = {*logical};
    }
  }
}

}  // namespace

std::vector<warehouse::ResultColumn> result_columns(warehouse::Session& source,
                                                    const sql::Statement& query) {
  std::vector<warehouse::ResultColumn> columns = source.describe(query);
  std::unordered_set<std::string_view> taken;
  for (const warehouse::ResultColumn& column : columns) {
    if (!column.name.empty() && taken.insert(column.name).second) continue;
    throw Error(codes::sql_rejected,
                column.name.empty()
                    ? "a column of the result has no name"
                    : fmt::format("the result has two columns named '{}'", column.name))
        .with_hint("give each expression of the select list a name of its own with AS");
  }
  take_storages(source, query, columns);
  return columns;
}

bool takes_result_columns(const model::Model& model) {
  return model.columns.empty() && !model.source_query.empty();
}

std::vector<model::Column> columns_of_result(const model::Model& model,
                                             const std::vector<std::string>& names,
                                             const std::vector<rows::Type>& types) {
  const std::string& tenant = model.organization_column;
  const bool exact = std::ranges::find(names, tenant) != names.end();
  std::vector<model::Column> columns;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!tenant.empty() && (exact ? names[i] == tenant : base::ascii_iequals(names[i], tenant))) {
      continue;
    }
    model::Column& column = columns.emplace_back();
    column.name_in_source = column.name_in_destination = names[i];
    column.type = types[i];
  }
  return columns;
}

}  // namespace waybill::sync

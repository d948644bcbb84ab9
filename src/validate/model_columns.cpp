// What the source has against what the model names: table, columns, types, tenant, index.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/accepted_types.hpp"
#include "sql/gate.hpp"
#include "sql/live_checks.hpp"
#include "sql/tenant.hpp"
#include "validate/model_steps.hpp"

namespace waybill::validate {
namespace {

using rows::Logical;

sql::Statement everything(const Look& look) {
  const sql::Dialect& dialect = look.source.dialect();
  if (!look.check.query->empty()) return {*look.check.query, {}};
  return {
      "SELECT * FROM " + sql::qualified(dialect, sql::parse_table(look.check.model.source_table)),
      {}};
}

// The table whose name is nearest, as a model would write it.
std::string nearest_table(Look& look, const sql::Table& wanted) {
  std::vector<std::string> names;
  std::vector<std::string> schemas = look.source.schemas();
  if (!wanted.schema.empty() && std::ranges::find(schemas, wanted.schema) != schemas.end()) {
    schemas = {wanted.schema};
  }
  constexpr std::size_t kMostSchemas = 20;
  if (schemas.size() > kMostSchemas) schemas.resize(kMostSchemas);
  std::vector<std::string> exact;
  for (const std::string& schema : schemas) {
    for (const warehouse::TableName& table : look.source.tables(schema)) {
      if (table.name == wanted.name && schema != wanted.schema) {
        return fmt::format("it is in schema '{}': write {}.{}", schema, schema, table.name);
      }
      names.push_back(table.name);
    }
  }
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const auto nearest = base::nearest(wanted.name, candidates);
  return nearest ? fmt::format("did you mean '{}'?", *nearest) : "";
}

// A table's own catalogue tells more of a type than a result does: lengths, digits.
void spell_as_table(Look& look, const warehouse::TableInfo& info) {
  for (warehouse::ResultColumn& column : look.found) {
    const auto own = std::ranges::find(info.columns, column.name, &warehouse::TableColumn::name);
    if (own != info.columns.end() && !own->source_type.empty()) {
      column.source_type = own->source_type;
    }
  }
}

struct Resolved {
  std::optional<std::size_t> at;
  std::string_view code;  // of the finding when it is none
  std::string message;
  std::string hint;
};

Resolved resolve(const Look& look, const std::string& name) {
  std::vector<std::size_t> exact;
  std::vector<std::size_t> any_case;
  for (std::size_t i = 0; i < look.found.size(); ++i) {
    if (look.found[i].name == name) exact.push_back(i);
    if (base::ascii_iequals(look.found[i].name, name)) any_case.push_back(i);
  }
  if (exact.size() == 1) return {exact.front(), {}, {}, {}};
  if (exact.size() > 1) {
    return {std::nullopt, "WB8012",
            fmt::format("the result has {} columns named '{}'", exact.size(), name),
            "give each a name of its own with AS"};
  }
  if (any_case.size() == 1) return {any_case.front(), {}, {}, {}};
  if (any_case.size() > 1) {
    return {std::nullopt, "WB8011",
            fmt::format("the source has no column '{}', but '{}' and '{}'", name,
                        look.found[any_case[0]].name, look.found[any_case[1]].name),
            fmt::format("write '{}' or '{}'", look.found[any_case[0]].name,
                        look.found[any_case[1]].name)};
  }
  std::vector<std::string_view> names;
  for (const warehouse::ResultColumn& column : look.found) names.push_back(column.name);
  const auto nearest = base::nearest(name, names);
  return {std::nullopt, "WB8010", fmt::format("the source has no column '{}'", name),
          nearest ? fmt::format("did you mean '{}'?", *nearest) : ""};
}

// A query model that lists no columns has those of its result.
void take_columns(Look& look) {
  for (const warehouse::ResultColumn& column : look.found) {
    model::Column taken;
    taken.name_in_source = taken.name_in_destination = column.name;
    taken.type = column.suggested;
    look.model.columns.push_back(std::move(taken));
  }
}

// A type that the table does not know: whether the session reads it all the same.
bool can_read(Look& look, std::size_t column) {
  const std::string& name = look.found[*look.at[column]].name;
  bool readable = false;
  try {
    sql::PageSpec spec;
    spec.from = read_statement(look, {name}, false);
    spec.columns = {{name, false}};
    spec.limit = 1;
    look.source.query(sql::page(look.source.dialect(), spec),
                      {{name, look.model.columns[column].type, true}}, {});
    readable = true;
  } catch (const Error& error) {
    if (error.code().id != codes::unsupported.id) throw;
  }
  return readable;
}

void check_type(Look& look, std::size_t column) {
  const model::Column& wanted = look.model.columns[column];
  const warehouse::ResultColumn& found = look.found[*look.at[column]];
  const std::string_view vendor = look.source.dialect().name;
  const sql::TypeVerdict verdict = sql::judge_source_type(vendor, found.source_type, wanted.type);
  const std::string declared = rows::to_string(wanted.type);
  if (verdict.accepted) {
    look.readable[column] = true;
    const sql::SourceType source = sql::read_source_type(vendor, found.source_type);
    if (sql::is_wider_decimal(source, wanted.type) &&
        wanted.on_precision_loss == model::PrecisionLoss::refuse) {
      look.add(finding("WB8022",
                       fmt::format("column '{}' is of type {}, declared {}", wanted.name_in_source,
                                   found.source_type, declared),
                       fmt::format("declare {}, or set on_precision_loss to truncate",
                                   rows::to_string(found.suggested))),
               column, "data_type");
    }
    return;
  }
  const std::string message = fmt::format("column '{}' is of type {}, which is not read as {}",
                                          wanted.name_in_source, found.source_type, declared);
  if (!verdict.known) {
    if (verdict.suggested) {
      look.add(finding("WB8021", message), column, "data_type");
      return;
    }
    attempt(look, "WB8020", "a look at a column", [&] {
      look.readable[column] = wanted.type.logical == Logical::text && can_read(look, column);
    });
    if (look.readable[column]) return;
    const bool as_text = wanted.type.logical != Logical::text;
    look.add(finding("WB8020", message,
                     as_text ? "declare text, or cast it in source_query"
                             : "cast it in source_query: to text, or to JSON and declare json"),
             column, "data_type");
    return;
  }
  look.add(finding(verdict.why == "is nested" ? "WB8021" : "WB8020", message,
                   verdict.why == "is nested"
                       ? ""
                       : fmt::format("declare {}, or cast the column in source_query",
                                     rows::to_string(*verdict.suggested))),
           column, "data_type");
}

struct Twins {
  std::int64_t bit;
  std::string_view what;
};
constexpr auto kTwins = std::to_array<Twins>({
    {sql::ignores_case, "case"},
    {sql::ignores_accents, "accents"},
    {sql::ignores_trailing_blanks, "blanks at the end"},
    {sql::ignores_normal_form, "Unicode normal forms"},
});

void check_comparison(Look& look) {
  const std::string& name = look.found[*look.tenant_at].name;
  std::int64_t ignores = 0;
  const bool told = attempt(look, "WB8005", "a look at the organization column", [&] {
    const auto ask = [&](sql::Letters letters) {
      return look.source.scalar(sql::comparison_probe(
          look.source.dialect(), read_statement(look, {name}, false), name, letters));
    };
    std::optional<rows::Value> answer;
    try {
      answer = ask(sql::Letters::any);
    } catch (const Error& error) {
      if (error.code().id != codes::sql_rejected.id) throw;
      answer = ask(sql::Letters::ascii);
    }
    if (answer && answer->type.logical == Logical::bigint) {
      ignores = std::get<std::int64_t>(answer->data);
    }
  });
  if (!told || ignores == 0) return;
  std::vector<std::string> what;
  for (const auto& [bit, word] : kTwins) {
    if ((ignores & bit) != 0) what.emplace_back(word);
  }
  ModelFinding item =
      finding("WB8062", fmt::format("the organization column '{}' is compared without regard to {}",
                                    name, base::join(what, ", ")));
  item.column = name;
  item.pointer = "/organization_column";
  look.add(std::move(item));
}

}  // namespace

sql::Statement read_statement(const Look& look, std::vector<std::string> columns, bool windowed) {
  sql::ReadSpec spec;
  spec.table = sql::parse_table(look.check.model.source_table);
  spec.query = *look.check.query;
  spec.columns = std::move(columns);
  if (windowed && look.check.tenant && look.tenant_at) {
    spec.tenant_column = look.found[*look.tenant_at].name;
    spec.tenant = *look.check.tenant;
    spec.tenant_type = look.tenant_type;
  }
  const auto cursor = look.model.find_column(look.model.cursor_name());
  if (windowed && cursor && look.at[*cursor] && look.readable[*cursor]) {
    const rows::Type type = look.model.columns[*cursor].type;
    if (type.logical == Logical::timestamp || type.logical == Logical::datetime ||
        type.logical == Logical::date) {
      constexpr std::int64_t kDay = 86'400'000'000;
      const auto bound = [&](base::Micros at) {
        if (type.logical != Logical::date) return rows::Value{type, at};
        return rows::Value{type, at / kDay - (at % kDay < 0 ? 1 : 0)};
      };
      spec.cursor_column = look.found[*look.at[*cursor]].name;
      spec.cursor_type = type;
      if (look.check.from) spec.from = bound(*look.check.from);
      if (look.check.until) spec.until = bound(*look.check.until);
    }
  }
  return sql::read(look.source.dialect(), spec);
}

bool look_at_source(Look& look) {
  const bool is_table = look.check.query->empty();
  std::optional<warehouse::TableInfo> info;
  if (is_table) {
    const sql::Table table = sql::parse_table(look.check.model.source_table);
    const bool looked = attempt(look, "WB8003", "a look at the table", [&] {
      info = look.source.table(table);
      if (info) return;
      ModelFinding item = finding(
          "WB8003", fmt::format("the source has no table '{}'", look.check.model.source_table),
          nearest_table(look, table));
      item.pointer = "/source_table";
      look.add(std::move(item));
    });
    if (!looked) {
      if (!look.report.findings.empty()) look.report.findings.back().pointer = "/source_table";
      return false;
    }
    if (!info) return false;
  } else if (const auto refusal =
                 sql::refuse_unless_read_only(*look.source.dialect().syntax, *look.check.query)) {
    ModelFinding item =
        finding("WB8004", fmt::format("the query {}", refusal->message), refusal->hint);
    item.pointer = "/source_query";
    look.add(std::move(item));
    return false;
  }
  const bool described = attempt(look, "WB8004", "describing the query",
                                 [&] { look.found = look.source.describe(everything(look)); });
  if (!described && !look.report.findings.empty()) {
    look.report.findings.back().pointer = is_table ? "/source_table" : "/source_query";
  }
  if (info) spell_as_table(look, *info);
  return described;
}

void check_columns(Look& look) {
  if (look.model.columns.empty()) take_columns(look);
  look.at.resize(look.model.columns.size());
  look.readable.resize(look.model.columns.size());
  for (std::size_t i = 0; i < look.model.columns.size(); ++i) {
    Resolved resolved = resolve(look, look.model.columns[i].name_in_source);
    look.at[i] = resolved.at;
    if (!resolved.at) {
      look.add(finding(resolved.code, std::move(resolved.message), std::move(resolved.hint)), i,
               "name_in_source");
    }
  }
  for (std::size_t i = 0; i < look.model.columns.size(); ++i) {
    if (look.at[i]) check_type(look, i);
  }
}

void check_tenant_column(Look& look) {
  const std::string& name = look.model.organization_column;
  if (name.empty()) return;
  const auto add = [&](ModelFinding item) {
    item.column = name;
    item.pointer = "/organization_column";
    look.add(std::move(item));
  };
  Resolved resolved = resolve(look, name);
  if (!resolved.at) {
    add(finding("WB8060",
                look.check.query->empty()
                    ? fmt::format("the table has no organization column '{}'", name)
                    : fmt::format("the query's result has no organization column '{}'", name),
                std::move(resolved.hint)));
    return;
  }
  const warehouse::ResultColumn& found = look.found[*resolved.at];
  const sql::Dialect& dialect = look.source.dialect();
  look.tenant_type =
      sql::tenant_type(dialect, found.suggested, look.check.tenant.value_or(std::string()));
  const bool is_text = look.tenant_type.logical == Logical::text;
  if (is_text &&
      !sql::judge_source_type(dialect.name, found.source_type, {Logical::text}).accepted &&
      !(dialect.types_are_affinities && found.suggested.logical == Logical::bigint)) {
    add(finding("WB8061", fmt::format("the organization column '{}' is of type {}", name,
                                      found.source_type)));
    return;
  }
  if (look.check.tenant) {
    if (const auto wanted = sql::misspelt_tenant(look.tenant_type, *look.check.tenant)) {
      add(finding("WB8061",
                  fmt::format("the organization column '{}' is of type {}, and the tenant it is "
                              "validated with is not {}",
                              name, found.source_type, *wanted),
                  fmt::format("write the recipient's id_in_provider_system as {}", *wanted)));
      return;
    }
  }
  look.tenant_at = resolved.at;
  if (is_text && found.suggested.logical == Logical::text) check_comparison(look);
}

void check_index(Look& look) {
  const auto cursor = look.model.find_column(look.model.cursor_name());
  if (!look.check.query->empty() || !cursor || !look.at[*cursor]) return;
  const auto probe =
      sql::index_probe(look.source.dialect(), sql::parse_table(look.check.model.source_table),
                       look.found[*look.at[*cursor]].name,
                       look.tenant_at ? look.found[*look.tenant_at].name : std::string());
  if (!probe) {
    look.report.skipped.push_back(
        {"index",
         fmt::format("how {} keeps its indexes is not known here", look.source.dialect().title)});
    return;
  }
  std::optional<rows::Value> answer;
  if (!attempt(look, "WB8005", "a look at the indexes",
               [&] { answer = look.source.scalar(*probe); })) {
    return;
  }
  if (!answer || answer->type.logical != Logical::bigint ||
      std::get<std::int64_t>(answer->data) != 0) {
    return;
  }
  look.add(finding("WB8052", fmt::format("no index of '{}' begins with the last-modified column "
                                         "'{}'",
                                         look.check.model.source_table,
                                         look.model.columns[*cursor].name_in_source)),
           *cursor, "name_in_source");
}

}  // namespace waybill::validate

// WB5001 to WB5008: the templates of queries, judged by the dialect of their source, or by every
// dialect when that is not known. Then the rules over the columns that a query tells.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "lint/columns.hpp"
#include "lint/model_rules.hpp"
#include "lint/query_columns.hpp"
#include "lint/references.hpp"
#include "lint/show.hpp"
#include "sql/gate.hpp"
#include "sql/template.hpp"

namespace waybill::lint {
namespace {

using base::Json;
using model::Kind;
using model::Tenancy;
using rows::Logical;
using sql::Syntax;
using sql::Variable;

// A query and what its rules depend on.
struct Query {
  const Doc& doc;  // a model, or a sync with a query of its own
  const std::string& text;
  Spot at;
  std::optional<Tenancy> tenancy;
  const std::string* organization = nullptr;
  std::vector<const Syntax*> dialects;  // one when the vendor is known, else every vendor's

  bool knows_dialect() const { return dialects.size() == 1; }
};

const Syntax* dialect_of(const References& on, const Doc* source) {
  // Rows of the host program are read in SQLite.
  if (source != nullptr && text_at(*source->body, "host") != nullptr) {
    return sql::find_syntax("sqlite");
  }
  const std::string* connection =
      source != nullptr ? text_at(*source->body, "connection") : nullptr;
  return connection != nullptr ? syntax_of_connection(on.registry, *connection) : nullptr;
}

std::vector<const Syntax*> every_dialect() {
  std::vector<const Syntax*> result;
  for (const Syntax& syntax : sql::syntaxes()) {
    if (!syntax.any_vendor) result.push_back(&syntax);
  }
  return result;
}

// "line 2, character 7"
std::string position(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const std::size_t character = base::code_points(before.substr(line_start)) + 1;
  if (line_start == 0 && text.find('\n') == std::string_view::npos) {
    return fmt::format("character {}", character);
  }
  return fmt::format("line {}, character {}", std::ranges::count(before, '\n') + 1, character);
}

std::string titles(std::span<const Syntax* const> dialects) {
  constexpr std::size_t kNamed = 5;
  std::string list;
  for (std::size_t i = 0; i < std::min(kNamed, dialects.size()); ++i) {
    const bool is_last = i + 1 == dialects.size();
    if (i > 0) list += is_last ? " and " : ", ";
    list += dialects[i]->title;
  }
  if (dialects.size() > kNamed) list += fmt::format(" and {} more", dialects.size() - kNamed);
  return list;
}

// A finding that some dialects make: an error when all do, else a warning that names them.
void add(const References& on, const Query& query, std::string_view code, std::string message,
         const std::string& hint, std::span<const Syntax* const> made_by) {
  const bool by_all = made_by.size() == query.dialects.size();
  if (!by_all) message = fmt::format("if the source is {}: {}", titles(made_by), message);
  on.findings.add(code, query.at, std::move(message), hint,
                  by_all ? Severity::error : Severity::warning);
}

// The last-modified column's type; nullopt: there is none, or it is not known.
std::optional<Logical> cursor_type(const Doc& model) {
  const std::optional<ColumnsView> columns = view_columns(model);
  if (!columns) return std::nullopt;
  const ColumnView* cursor = nullptr;
  if (const std::string* name = text_at(*model.body, "last_modified")) {
    cursor = columns->find(*name);
  } else {
    for (const ColumnView& column : columns->items) {
      const Json* mark = column.object->find("is_last_modified");
      if (mark != nullptr && mark->is_bool() && mark->as_bool()) cursor = &column;
    }
  }
  if (cursor == nullptr || !cursor->type) return std::nullopt;
  return cursor->type->logical;
}

bool is_number(std::optional<Logical> type) {
  return type == Logical::integer || type == Logical::bigint || type == Logical::decimal;
}

std::string_view name_of(Variable variable) {
  for (const sql::VariableInfo& info : sql::template_variables()) {
    if (info.variable == variable) return info.name;
  }
  return "";
}

struct Absent {
  Variable variable;
  std::string why;
  std::string hint;
};

std::vector<Absent> absent_of_tenancy(const Query& query) {
  std::vector<Absent> result;
  if (!query.tenancy) return result;
  if (*query.tenancy != Tenancy::schema_tenanted) {
    result.push_back({Variable::schema, "the source has no schema for each tenant",
                      "write the schema, or make the source schema_tenanted"});
  } else {
    result.push_back({Variable::organization_column_name,
                      "in a schema_tenanted source no column holds the tenant",
                      "remove the condition: each tenant's own schema is read"});
  }
  if (*query.tenancy == Tenancy::single_tenant && query.organization == nullptr) {
    const std::string hint =
        "remove the condition, or make the source multi_tenant_tables and name "
        "organization_column";
    result.push_back({Variable::id_in_provider_system, "the source has one tenant only", hint});
    result.push_back({Variable::organization_column_name, "the source has one tenant only", hint});
  }
  return result;
}

void check_variables(const References& on, const Query& query, const sql::Template& parsed) {
  std::vector<Absent> absent = absent_of_tenancy(query);
  const std::optional<Logical> cursor = cursor_type(query.doc);
  if (is_number(cursor)) {
    for (const Variable variable :
         {Variable::last_modified_at_epoch, Variable::last_modified_at_epoch_upper_bound}) {
      absent.push_back({variable, "the last-modified column is a number, not a time",
                        "remove the condition: Waybill adds exact bounds by itself"});
    }
  }
  for (const Absent& row : absent) {
    const std::optional<std::size_t> use = parsed.first_use(row.variable);
    if (!use) continue;
    on.findings.add("WB5003", query.at,
                    fmt::format(".{} at {} has no value: {}", name_of(row.variable),
                                position(query.text, *use), row.why),
                    row.hint);
  }
  if (query.tenancy) return;
  const bool depends = parsed.uses(Variable::schema) ||
                       parsed.uses(Variable::organization_column_name) ||
                       (parsed.uses(Variable::id_in_provider_system) && !query.organization);
  if (depends) on.unchecked.add("WB5003", "the tenancy of the query's source is not known");
}

void check_incremental(const References& on, const Query& query, const sql::Template& parsed) {
  if (query.doc.kind != Kind::model || change_detection(query.doc) != "last_modified") return;
  const bool has_cursor =
      query.doc.body->find("last_modified") != nullptr || cursor_type(query.doc).has_value();
  if (!has_cursor || is_number(cursor_type(query.doc))) return;
  if (parsed.uses(Variable::last_modified_at_epoch)) return;
  on.findings.add("WB5005", query.at,
                  "source_query does not use .LastModifiedAtEpoch: every run makes the source "
                  "compute all rows");
}

void check_encodings(const References& on, const Query& query, const sql::Template& parsed) {
  struct Misplaced {
    sql::TemplateProblem problem;
    std::vector<const Syntax*> made_by;
  };
  std::map<std::size_t, Misplaced> all;
  for (const Syntax* syntax : query.dialects) {
    for (sql::TemplateProblem& problem : parsed.misplaced(*syntax)) {
      Misplaced& entry = all.try_emplace(problem.at, Misplaced{problem, {}}).first->second;
      if (entry.made_by.empty() || entry.made_by.back() != syntax) entry.made_by.push_back(syntax);
    }
  }
  for (const auto& [at, misplaced] : all) {
    add(on, query, "WB5004",
        fmt::format("{}, at {}", misplaced.problem.message, position(query.text, at)),
        misplaced.problem.hint, misplaced.made_by);
  }
}

// The statements a template can become, by one dialect.
std::vector<std::string> statements(const Query& query, const sql::Template& parsed,
                                    const Syntax& syntax) {
  if (query.text.find("{{") == std::string::npos) return {query.text};
  return parsed.samples(syntax);
}

// WB5006. Answers a dialect that takes the query, nullptr when none does.
const Syntax* check_statement(const References& on, const Query& query,
                              const sql::Template& parsed) {
  const bool is_plain = query.text.find("{{") == std::string::npos;
  const Syntax* takes = nullptr;
  std::vector<const Syntax*> refused_by;
  std::string message;
  std::string hint;
  for (const Syntax* syntax : query.dialects) {
    std::optional<sql::Refusal> refusal;
    for (const std::string& statement : statements(query, parsed, *syntax)) {
      refusal = sql::refuse_unless_read_only(*syntax, statement);
      if (refusal) break;
    }
    if (!refusal) {
      if (takes == nullptr) takes = syntax;
      continue;
    }
    if (refused_by.empty()) {
      message = refusal->message;
      if (is_plain) message += ", at " + position(query.text, refusal->at);
      hint = refusal->hint;
    }
    refused_by.push_back(syntax);
  }
  if (!refused_by.empty()) {
    add(on, query, "WB5006", fmt::format("the query {}", message), hint, refused_by);
  }
  return takes;
}

bool has_column(const sql::SelectList& list, std::string_view name) {
  return std::ranges::any_of(list.columns, [&](const std::string& column) {
    return base::fold_name(column) == base::fold_name(name);
  });
}

void check_select_lists(const References& on, const Query& query,
                        std::span<const sql::SelectList> lists) {
  const auto has_star = [](const sql::SelectList& list) { return list.known && list.has_star; };
  if (std::ranges::any_of(lists, has_star)) {
    on.findings.add("WB5008", query.at, "the query selects * at its top level");
  }
  if (query.organization == nullptr || query.tenancy == Tenancy::schema_tenanted) return;
  const auto lacks = [&](const sql::SelectList& list) {
    return list.known && !list.has_star && !has_column(list, *query.organization);
  };
  if (std::ranges::none_of(lists, lacks)) return;
  on.findings.add("WB5007", query.at,
                  fmt::format("the query's select list lacks the organization column {}",
                              shown(*query.organization)),
                  fmt::format("select {} too: it is compared row by row and dropped before "
                              "anything is sent",
                              shown(*query.organization)));
}

// The result's columns when the text tells them all, and tells the same on every path.
std::optional<std::vector<std::string>> told_columns(std::span<const sql::SelectList> lists) {
  if (lists.empty()) return std::nullopt;
  for (const sql::SelectList& list : lists) {
    const bool has_unnamed = std::ranges::find(list.columns, std::string()) != list.columns.end();
    if (!list.known || list.has_star || has_unnamed || list.columns != lists.front().columns) {
      return std::nullopt;
    }
  }
  return lists.front().columns;
}

void check_query(const References& on, const Query& query) {
  std::vector<sql::TemplateProblem> problems;
  const sql::Template parsed = sql::Template::parse(query.text, problems);
  for (const sql::TemplateProblem& problem : problems) {
    on.findings.add(problem.code, query.at,
                    fmt::format("{}, at {}", problem.message, position(query.text, problem.at)),
                    problem.hint);
  }
  if (!problems.empty()) return;
  check_variables(on, query, parsed);
  check_encodings(on, query, parsed);
  const Syntax* syntax = check_statement(on, query, parsed);
  if (syntax == nullptr) return;
  check_incremental(on, query, parsed);
  std::vector<sql::SelectList> lists;
  for (const std::string& statement : statements(query, parsed, *syntax)) {
    lists.push_back(sql::top_select_list(*syntax, statement));
  }
  check_select_lists(on, query, lists);
  if (query.doc.body->find("columns") != nullptr) return;
  if (std::optional<std::vector<std::string>> columns = told_columns(lists)) {
    on.query_columns.emplace(&query.doc, *std::move(columns));
  }
}

// WB1007 told so already.
bool holds_control(std::string_view text) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
  };
  return std::ranges::any_of(text, is_control);
}

// A query of the catalog: no finding stands in it, but a mapping may be from its columns.
void note_columns(const References& on, const Doc& doc, const std::string& text,
                  const Syntax* syntax) {
  if (doc.body->find("columns") != nullptr || syntax == nullptr) return;
  std::vector<sql::TemplateProblem> problems;
  const sql::Template parsed = sql::Template::parse(text, problems);
  if (!problems.empty()) return;
  std::vector<sql::SelectList> lists;
  for (const std::string& statement : parsed.samples(*syntax)) {
    lists.push_back(sql::top_select_list(*syntax, statement));
  }
  if (std::optional<std::vector<std::string>> columns = told_columns(lists)) {
    on.query_columns.emplace(&doc, *std::move(columns));
  }
}

}  // namespace

void check_queries(const References& on) {
  const std::vector<const Syntax*> every = every_dialect();
  for (const Kind kind : {Kind::model, Kind::sync}) {
    const std::string_view key = kind == Kind::model ? "source_query" : "query";
    for (const Doc& doc : on.registry.all(kind)) {
      const std::string* text = text_at(*doc.body, key);
      if (text == nullptr || holds_control(*text)) continue;
      const Doc* source = source_of(on.registry, doc);
      const Syntax* syntax = dialect_of(on, source);
      if (!doc.in_files()) {
        note_columns(on, doc, *text, syntax);
        continue;
      }
      Query query{doc,
                  *text,
                  spot(doc, key),
                  source != nullptr ? tenancy_of(*source) : std::nullopt,
                  kind == Kind::model ? text_at(*doc.body, "organization_column") : nullptr,
                  syntax != nullptr ? std::vector<const Syntax*>{syntax} : every};
      check_query(on, query);
      if (doc.body->find("columns") == nullptr) check_query_columns(on, doc, query.at);
    }
  }
}

}  // namespace waybill::lint

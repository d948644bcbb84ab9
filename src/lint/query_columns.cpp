// Every rule over columns that needs names only holds for the columns of a query's result too.
#include "lint/query_columns.hpp"

#include <fmt/format.h>

#include <unordered_set>

#include "base/text.hpp"
#include "lint/name_rules.hpp"
#include "lint/show.hpp"

namespace waybill::lint {
namespace {

using base::Json;
using model::Kind;

using Names = std::unordered_set<std::string>;  // folded

void check_role(const References& on, std::string_view code, std::string_view key,
                const std::string& name, const Spot& at, const Names& names,
                const std::vector<std::string>& columns) {
  if (name.empty() || names.contains(base::fold_name(name))) return;
  const std::vector<std::string_view> candidates(columns.begin(), columns.end());
  on.findings.add(
      code, at,
      fmt::format("{} names {}, which is no column of the query's result", key, shown(name)),
      did_you_mean(name, candidates));
}

void check_roles(const References& on, const Doc& doc, const Names& names,
                 const std::vector<std::string>& columns) {
  const Json* key = doc.body->find("primary_key");
  if (key != nullptr) {
    const Spot at = spot(doc, "primary_key");
    if (key->is_string()) {
      check_role(on, "WB2003", "primary_key", key->as_string(), at, names, columns);
    } else if (key->is_array()) {
      for (std::size_t i = 0; i < key->as_array().size(); ++i) {
        const Json& item = key->as_array()[i];
        if (!item.is_string()) continue;
        check_role(on, "WB2003", "primary_key", item.as_string(),
                   {at.file, item.place(), base::pointer_join(at.pointer, i)}, names, columns);
      }
    }
  }
  if (const std::string* cursor = text_at(*doc.body, "last_modified")) {
    check_role(on, "WB2004", "last_modified", *cursor, spot(doc, "last_modified"), names, columns);
  }
}

}  // namespace

void check_query_columns(const References& on, const Doc& doc, const Spot& query) {
  const auto told = on.query_columns.find(&doc);
  if (told == on.query_columns.end()) {
    on.unchecked.add("WB4001", "the columns of a query's result are not known");
    return;
  }
  const std::vector<std::string>& columns = told->second;
  const NamedTable table =
      doc.kind == Kind::model ? table_of(doc) : NamedTable{text_at(*doc.body, "object"), "object"};
  const std::string* source_table = text_at(*doc.body, "source_table");
  Names names;
  for (const std::string& name : columns) {
    check_created_name(on.findings, name, "column alias", query);
    if (!names.insert(base::fold_name(name)).second) {
      on.findings.add("WB3002", query,
                      fmt::format("the query's result has two columns {}", shown(name)),
                      "give one of the two another alias");
    }
    for (const std::string* other : {table.name, source_table}) {
      if (other == nullptr || !is_table_name(name, *other)) continue;
      on.findings.add(
          "WB4003", query,
          fmt::format("the query's column {} is also the name of the {} table {}", shown(name),
                      other == source_table ? "source" : "destination", shown(*other)),
          "give the column another alias");
      break;
    }
  }
  check_roles(on, doc, names, columns);
}

}  // namespace waybill::lint

// config.lint, plan and apply: from files to findings, to changes, to the catalog.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "lint/lint.hpp"
#include "model/schema.hpp"
#include "service/clean_documents.hpp"
#include "service/config_files.hpp"
#include "service/connections.hpp"
#include "service/handlers.hpp"
#include "service/json_diff.hpp"
#include "service/live_models.hpp"
#include "service/params.hpp"

namespace waybill::service {

using base::Json;
using model::Document;

namespace {

struct Change {
  const Document* document;
  catalog::Action action;
  std::string before_name;
  Json before;
};

struct Changes {
  std::vector<Change> items;
  std::int64_t unchanged = 0;
};

Changes compare(catalog::Catalog& catalog, const std::vector<Document>& documents) {
  Changes changes;
  for (const Document& document : documents) {
    auto present = document.id.empty() ? std::nullopt : catalog.find_by_id(document.id);
    if (!present) present = catalog.find(document.kind, document.name);
    if (!present) {
      changes.items.push_back({&document, catalog::Action::create, "", nullptr});
    } else if (present->name != document.name || present->body != document.body) {
      changes.items.push_back(
          {&document, catalog::Action::update, present->name, std::move(present->body)});
    } else {
      ++changes.unchanged;
    }
  }
  return changes;
}

Json changes_json(const Changes& changes) {
  Json items = Json::array();
  for (const Change& change : changes.items) {
    items.push(Json::object({{"kind", to_string(change.document->kind)},
                             {"name", change.document->name},
                             {"action", to_string(change.action)},
                             {"diff", change.action == catalog::Action::create
                                          ? json_diff(nullptr, change.document->body)
                                          : json_diff(change.before, change.document->body)}}));
  }
  return Json::object({{"changes", std::move(items)}, {"unchanged", changes.unchanged}});
}

std::string sarif_text(const lint::Report& report) {
  return base::write_json_pretty(lint::sarif_report(report));
}

struct TextFormat {
  std::string_view name;
  std::string (*write)(const lint::Report&);
};
constexpr TextFormat kTextFormats[] = {
    {"text", lint::text_report}, {"sarif", sarif_text}, {"github", lint::github_report}};

}  // namespace

Json config_lint(Call& call) {
  const lint::Result result = call.catalog == nullptr ? lint::lint(config_files(call.params))
                                                      : lint::lint(config_files(call.params),
                                                                   known_documents(*call.catalog));
  Json report = lint::json_report(result.report);
  const std::string format = text_param(call.params, "format");
  for (const auto& [name, write] : kTextFormats) {
    if (name == format) report.set("text", write(result.report));
  }
  return report;
}

Json config_schema(Call& call) {
  const auto kind = model::parse_kind(text_param(call.params, "kind"));
  return kind ? model::json_schema(*kind) : model::document_schema();
}

Json config_plan(Call& call) {
  std::vector<Document> documents = clean_documents(call);
  take_skipped_validations(documents);
  return changes_json(compare(*call.catalog, documents));
}

Json config_apply(Call& call) {
  std::vector<Document> documents = clean_documents(call);
  const std::vector<std::string> unvalidated = take_skipped_validations(documents);
  const catalog::Author author{call.actor.name, text_param(call.params, "note")};
  const bool verifies = !flag_param(call.params, "skip_verification");
  std::vector<Document> changed;
  for (const Change& change : compare(*call.catalog, documents).items) {
    changed.push_back(*change.document);
  }
  if (verifies) verify_connections(call, changed, documents);
  Json findings = Json::array();
  if (!flag_param(call.params, "skip_model_validation")) {
    findings = validate_changed(call, changed, documents, unvalidated, verifies);
  }
  Json result;
  call.catalog->in_transaction([&] {
    const Changes changes = compare(*call.catalog, documents);
    for (const Change& change : changes.items) call.catalog->put(*change.document, author);
    result = changes_json(changes);
  });
  result.set("findings", std::move(findings));
  return result;
}

}  // namespace waybill::service

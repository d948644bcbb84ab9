// config.lint, plan and apply: from files to findings, to changes, to the catalog.
#include "lint/lint.hpp"
#include "model/schema.hpp"
#include "service/clean_documents.hpp"
#include "service/config_files.hpp"
#include "service/handlers.hpp"
#include "service/json_diff.hpp"
#include "service/live_models.hpp"
#include "service/params.hpp"
#include "service/save_documents.hpp"

namespace waybill::service {

using base::Json;
using model::Document;

namespace {

Json changes_json(const std::vector<Change>& changes, std::size_t documents) {
  Json items = Json::array();
  for (const Change& change : changes) {
    items.push(Json::object(
        {{"kind", to_string(change.document.kind)},
         {"name", change.document.name},
         {"action", to_string(change.before ? catalog::Action::update : catalog::Action::create)},
         {"diff", json_diff(change.before ? change.before->body : Json(), change.document.body)}}));
  }
  return Json::object({{"changes", std::move(items)},
                       {"unchanged", static_cast<std::int64_t>(documents - changes.size())}});
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
  return changes_json(changes_of(*call.catalog, documents), documents.size());
}

Json config_apply(Call& call) {
  // Read once: what was tried is what is saved.
  const std::vector<lint::File> files = config_files(call.params);
  const Saved saved = save_documents(
      call, [&] { return files; }, Try::yes);
  Json result = changes_json(saved.changes, saved.objects.size());
  result.set("findings", saved.findings);
  return result;
}

}  // namespace waybill::service

// config.lint, plan and apply: from files to findings, to changes, to the catalog.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "lint/lint.hpp"
#include "model/schema.hpp"
#include "service/config_files.hpp"
#include "service/handlers.hpp"
#include "service/json_diff.hpp"
#include "service/params.hpp"

namespace waybill::service {

using base::Json;
using model::Document;

namespace {

lint::Known known_documents(catalog::Catalog& catalog) {
  lint::Known known;
  for (const model::Kind kind : model::all_kinds()) {
    for (catalog::Object& object : catalog.all(kind)) {
      known.documents.push_back({kind, object.name, object.id, std::move(object.body)});
    }
  }
  return known;
}

// Lint accepts every key there is; what no run obeys would be kept and then ignored in silence.
void refuse_unobeyed(const lint::File& file, const Document& document) {
  const std::vector<model::Unobeyed> items = model::unobeyed(document);
  if (items.empty()) return;
  std::vector<std::string> what;
  for (const model::Unobeyed& item : items) what.push_back(item.what);
  throw Error(
      codes::beyond_this_version,
      fmt::format("{}: {} '{}' asks for what this version checks but does not carry out: "
                  "{}",
                  file.path, to_string(document.kind), document.name, base::join(what, ", ")))
      .with_hint("leave it out of what is applied; lint accepts it")
      .with_path(fmt::format("/{}{}", to_string(document.kind), items.front().pointer));
}

// The documents of a folder without errors, in the order in which they depend on each other.
std::vector<Document> clean_documents(Call& call) {
  const std::vector<lint::File> files = config_files(call.params);
  lint::Result result = lint::lint(files, known_documents(*call.catalog));
  const std::size_t errors = result.report.errors();
  if (errors != 0) {
    const auto first =
        std::ranges::find(result.report.findings, lint::Severity::error, &lint::Finding::severity);
    throw Error(codes::lint_failed,
                fmt::format("{} error{} in the config, nothing was changed; the first: {}:{}:{} {} "
                            "{}",
                            errors, errors == 1 ? "" : "s", first->file, first->place.line,
                            first->place.column, first->code, first->message))
        .with_hint(first->hint.empty() ? "waybill lint shows them all" : first->hint)
        .with_path(first->pointer);
  }
  for (std::size_t i = 0; i < result.documents.size(); ++i) {
    refuse_unobeyed(files[result.file_of[i]], result.documents[i]);
    // A model in a file may take the file's name; one handed in has none to take.
    if (call.params.find("documents") == nullptr ||
        result.documents[i].name != fmt::format("documents[{}]", result.file_of[i])) {
      continue;
    }
    throw Error(codes::bad_parameter,
                fmt::format("documents[{}]: the model has no name", result.file_of[i]))
        .with_hint("set model_name")
        .with_path(fmt::format("/documents/{}", result.file_of[i]));
  }
  std::ranges::stable_sort(result.documents, {}, &Document::kind);
  return std::move(result.documents);
}

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
  const std::vector<Document> documents = clean_documents(call);
  return changes_json(compare(*call.catalog, documents));
}

Json config_apply(Call& call) {
  const std::vector<Document> documents = clean_documents(call);
  const catalog::Author author{call.actor.name, text_param(call.params, "note")};
  Json result;
  call.catalog->in_transaction([&] {
    const Changes changes = compare(*call.catalog, documents);
    for (const Change& change : changes.items) call.catalog->put(*change.document, author);
    result = changes_json(changes);
  });
  return result;
}

}  // namespace waybill::service

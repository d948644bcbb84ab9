// config.lint, plan and apply: from files to findings, to changes, to the catalog.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <set>

#include "base/error.hpp"
#include "lint/lint.hpp"
#include "model/schema.hpp"
#include "service/clean_documents.hpp"
#include "service/config_files.hpp"
#include "service/config_lock.hpp"
#include "service/git_commit.hpp"
#include "service/handlers.hpp"
#include "service/json_diff.hpp"
#include "service/live_models.hpp"
#include "service/params.hpp"
#include "service/save_documents.hpp"

namespace waybill::service {

namespace fs = std::filesystem;
using base::Json;

namespace {

constexpr std::string_view kDelete = "delete";

Json changes_json(const std::vector<Change>& changes, const std::vector<catalog::Object>& pruned,
                  std::size_t documents) {
  Json items = Json::array();
  for (const Change& change : changes) {
    items.push(Json::object(
        {{"kind", to_string(change.document.kind)},
         {"name", change.document.name},
         {"action", to_string(change.before ? catalog::Action::update : catalog::Action::create)},
         {"diff", json_diff(change.before ? change.before->body : Json(), change.document.body)}}));
  }
  for (const catalog::Object& object : pruned) {
    items.push(Json::object({{"kind", to_string(object.kind)},
                             {"name", object.name},
                             {"action", kDelete},
                             {"diff", json_diff(object.body, Json())}}));
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

void check_prune(const Call& call) {
  if (!flag_param(call.params, "prune") || !config_folders(call.params).empty()) return;
  throw Error(codes::bad_parameter, "only a folder can say what it holds no more")
      .with_hint("name the config folder, or leave prune out")
      .with_path("/prune");
}

using Holds = std::vector<std::unique_ptr<FolderHold>>;

// In one order, so that two calls with the same folders do not wait for each other; each once.
Holds hold_folders(const Call& call) {
  std::set<fs::path> folders;
  for (const fs::path& folder : config_folders(call.params)) {
    std::error_code error;
    const fs::path path = fs::canonical(folder, error);
    folders.insert(error ? folder : path);
  }
  Holds holds;
  for (const fs::path& folder : folders) {
    holds.push_back(std::make_unique<FolderHold>(folder, call.cancel));
  }
  return holds;
}

// Versions say which commit they came from, unless the caller says something else.
void note_commit(Call& call, const std::vector<ConfigFolder>& folders) {
  if (folders.empty() || call.params.find("note") != nullptr) return;
  const std::string commit = git_commit(folders.front().path);
  if (!commit.empty()) call.params.set("note", fmt::format("commit {}", commit));
}

// The catalog has changed by now: a folder that cannot be written is told, and no error. Its next
// apply finds the same ids.
Json remember(const std::vector<ConfigFolder>& folders, const Saved& saved) {
  Json files = Json::array();
  for (const ConfigFolder& folder : folders) {
    std::vector<lint::LockedId> ids;
    for (std::size_t i = 0; i < saved.objects.size(); ++i) {
      if (saved.file_of[i] < folder.begin || saved.file_of[i] >= folder.end) continue;
      ids.push_back({saved.objects[i].kind, saved.objects[i].name, saved.objects[i].id});
    }
    const fs::path path = folder.path / kLockFile;
    std::string status = "unchanged";
    try {
      status = keep_ids(folder.path, ids) ? "written" : "unchanged";
    } catch (const Error& error) {
      status = error.message();
    }
    files.push(Json::object({{"path", path.string()}, {"status", status}}));
  }
  return files;
}

}  // namespace

Json config_lint(Call& call) {
  const lint::Result result = lint::lint(config_files(call.params), known_documents(call));
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
  check_prune(call);
  CleanConfig config = clean_config(call, config_files(call.params));
  take_skipped_validations(config.documents);
  return changes_json(changes_of(*call.catalog, config.documents),
                      objects_of(*call.catalog, config.pruned), config.documents.size());
}

Json config_apply(Call& call) {
  check_prune(call);
  const Holds holds = hold_folders(call);
  // Read once: what was tried is what is saved.
  const ConfigInput input = config_input(call.params);
  note_commit(call, input.folders);
  const Saved saved = save_documents(
      call, [&] { return input.files; }, Try::yes);
  Json result = changes_json(saved.changes, saved.pruned, saved.objects.size());
  result.set("findings", saved.findings);
  result.set("lock_files", remember(input.folders, saved));
  return result;
}

}  // namespace waybill::service

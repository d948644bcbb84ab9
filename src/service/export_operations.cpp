// config.export: the catalog as a config folder. What stands in the folder is looked at first, so
// that nothing is written unless all of it may be.
#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "base/uuid.hpp"
#include "service/config_files.hpp"
#include "service/config_lock.hpp"
#include "service/export_names.hpp"
#include "service/handlers.hpp"
#include "service/params.hpp"
#include "service/references.hpp"

namespace waybill::service {

namespace fs = std::filesystem;
using base::Json;
using model::Document;
using model::Kind;

namespace {

constexpr std::string_view kStaging = ".waybill-export-";
constexpr std::size_t kLargestFile = std::size_t{16} << 20;

// A file of the folder before the export.
struct Present {
  std::string path;  // in the folder
  std::string hash;
  std::optional<Document> document;  // nullopt: it holds none
};

std::optional<Document> document_in(const fs::path& path, const lint::File& file) {
  base::ParsedJson parsed = base::parse_json(file.content);
  if (file.too_large || parsed.error) return std::nullopt;
  return model::read_document(std::move(parsed.value), path.stem().string(),
                              path.parent_path().filename() == "models");
}

std::vector<Present> look(const fs::path& root) {
  std::vector<Present> files;
  for (const fs::path& path : document_paths(root)) {
    const lint::File file = read_document_file(path);
    files.push_back({path.lexically_relative(root).generic_string(),
                     base::content_hash(file.content), document_in(path, file)});
  }
  return files;
}

std::string content_of(const Document& document) {
  const Json json = model::write_document({document.kind, document.name, "", document.body});
  std::string text = base::write_json_pretty(json);
  return text.size() <= kLargestFile ? text : base::write_json(json);
}

// What the folder is to hold, and what has to be done for it.
struct Export {
  std::map<std::string, std::string> writes;  // path -> content
  std::vector<std::string> removals;
  std::vector<std::string> foreign;    // files in the way that no export wrote
  std::vector<std::string> strangers;  // that hold no config document
  std::int64_t unchanged = 0;
  ConfigLock lock;
};

// A file that is still what an export wrote may be written over and removed.
Export decide(const std::vector<Document>& documents, const std::vector<Present>& present,
              ConfigLock lock) {
  Export plan;
  std::map<model::KindAndName, const Present*> places;
  ExportNames names;
  std::set<const Present*> kept;
  for (const Present& file : present) {
    names.take(file.path);
    if (file.document)
      places.emplace(model::kind_and_name(file.document->kind, file.document->name), &file);
  }
  std::map<std::string, std::string> exported;
  const auto is_own = [&](const Present& file) {
    const auto found = lock.exported.find(file.path);
    return found != lock.exported.end() && found->second == file.hash;
  };
  std::vector<lint::LockedId> ids;
  for (const Document& document : documents) {
    ids.push_back({document.kind, document.name, document.id});
    std::string content = content_of(document);
    std::string hash = base::content_hash(content);
    const auto place = places.find(model::kind_and_name(document.kind, document.name));
    if (place != places.end()) {
      const Present& file = *place->second;
      kept.insert(&file);
      const Document& there = *file.document;
      const bool same_id = there.id.empty() || base::ascii_iequals(there.id, document.id);
      if (same_id && there.name == document.name && there.body == document.body) {
        ++plan.unchanged;
        // Or what an export wrote that was killed before it could say so.
        if (is_own(file) || file.hash == hash) exported.emplace(file.path, file.hash);
        continue;
      }
      if (!is_own(file)) plan.foreign.push_back(file.path);
    }
    const std::string path =
        place == places.end() ? names.path_for(document.kind, document.name) : place->second->path;
    exported.emplace(path, std::move(hash));
    plan.writes.emplace(path, std::move(content));
  }
  for (const Present& file : present) {
    if (kept.contains(&file)) continue;
    if (!file.document && !is_own(file)) {
      plan.strangers.push_back(file.path);
      continue;
    }
    plan.removals.push_back(file.path);
    if (!is_own(file)) plan.foreign.push_back(file.path);
  }
  lock.remember(ids);
  lock.exported = std::move(exported);
  plan.lock = std::move(lock);
  return plan;
}

Error unwritable(const std::string& what, const std::string& why) {
  return Error(codes::unwritable_file, fmt::format("cannot write '{}': {}", what, why));
}

std::string shown(const std::vector<std::string>& paths) {
  const std::size_t others = paths.size() - 1;
  return fmt::format("'{}'{}", paths.front(),
                     others == 0 ? "" : fmt::format(" and {} more", others));
}

void refuse(const fs::path& root, const Export& plan, bool force) {
  if (!plan.strangers.empty()) {
    throw unwritable(root.string(), fmt::format("{} in it: no config document, which every .json "
                                                "file of a config folder is; nothing was written",
                                                shown(plan.strangers)))
        .with_hint("move it away, or name another folder")
        .with_path("/directory");
  }
  if (plan.foreign.empty() || force) return;
  throw unwritable(root.string(), fmt::format("{} in it: differs from the catalog, and no export "
                                              "wrote it as it is; nothing was written",
                                              shown(plan.foreign)))
      .with_hint("apply the folder first, name another one, or have it overwritten with --force")
      .with_path("/directory");
}

// Only folders of the folder itself: a link would lead out of it, to where plan does not look.
void make_folders(const fs::path& root, const Export& plan) {
  std::set<fs::path> folders;
  for (const auto& write : plan.writes) folders.insert((root / write.first).parent_path());
  for (const fs::path& folder : folders) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw unwritable(folder.string(), error.message());
    if (folder != root && fs::is_symlink(folder, error)) {
      throw unwritable(folder.string(), "it is a link to another folder")
          .with_hint("remove the link, or name another folder");
    }
  }
}

// Removed with what is left in it, whatever happens.
class Staging {
 public:
  explicit Staging(const fs::path& root)
      : path_(root / (std::string(kStaging) + base::new_uuid(base::system_now()))) {
    std::error_code error;
    fs::create_directory(path_, error);
    if (error) throw unwritable(path_.string(), error.message());
  }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  ~Staging() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  fs::path file(std::size_t number) const { return path_ / std::to_string(number); }

 private:
  fs::path path_;
};

// Left by an export that was killed; the folder is held, so that none is under way.
void remove_leftovers(const fs::path& root) {
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator at(root, error); !error && at != fs::directory_iterator();
       at.increment(error)) {
    if (at->path().filename().string().starts_with(kStaging)) found.push_back(at->path());
  }
  for (const fs::path& path : found) fs::remove_all(path, error);
}

// All contents are on the disk before the first file gets its place. Killed in between, the folder
// has whole files, old and new, and the next export goes on.
void carry_out(const fs::path& root, const Export& plan) {
  make_folders(root, plan);
  if (!plan.writes.empty()) {
    const Staging staging(root);
    std::size_t number = 0;
    for (const auto& write : plan.writes)
      base::write_unflushed(staging.file(number++), write.second);
    base::flush_file_system(root);
    number = 0;
    for (const auto& write : plan.writes) {
      base::rename_file(staging.file(number++), root / write.first);
    }
  }
  for (const std::string& path : plan.removals) {
    std::error_code error;
    fs::remove(root / path, error);
    if (error) throw unwritable((root / path).string(), error.message());
  }
  base::flush_file_system(root);
}

Json paths_json(const fs::path& root, const std::vector<std::string>& paths) {
  Json json = Json::array();
  for (const std::string& path : paths) json.push((root / path).string());
  return json;
}

std::vector<Document> all_documents(catalog::Catalog& catalog) {
  std::vector<Document> documents;
  catalog.in_transaction([&] {
    documents.clear();
    for (const Kind kind : model::all_kinds()) {
      for (catalog::Object& object : catalog.all(kind)) {
        documents.push_back(document_of(std::move(object)));
      }
    }
  });
  return documents;
}

}  // namespace

Json config_export(Call& call) {
  const fs::path root(text_param(call.params, "directory"));
  std::error_code error;
  fs::create_directories(root, error);
  if (error || !fs::is_directory(root)) {
    throw unwritable(root.string(), error ? error.message() : "it is no folder")
        .with_hint("name a folder that you may write to")
        .with_path("/directory");
  }
  const FolderHold hold(root, call.cancel);
  remove_leftovers(root);
  const ConfigLock before = read_lock(root);
  const Export plan = decide(all_documents(*call.catalog), look(root), before);
  refuse(root, plan, flag_param(call.params, "force"));
  call.cancel.throw_if_cancelled();
  carry_out(root, plan);
  if (const std::string text = write_lock(plan.lock); text != write_lock(before)) {
    base::write_file(root / kLockFile, text);
  }
  std::vector<std::string> written;
  for (const auto& write : plan.writes) written.push_back(write.first);
  return Json::object({{"files", paths_json(root, written)},
                       {"removed", paths_json(root, plan.removals)},
                       {"unchanged", plan.unchanged}});
}

}  // namespace waybill::service

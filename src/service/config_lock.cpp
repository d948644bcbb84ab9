#include "service/config_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <map>
#include <thread>
#include <tuple>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "base/uuid.hpp"

namespace waybill::service {

namespace fs = std::filesystem;
using base::Json;

namespace {

constexpr std::int64_t kFormat = 1;
constexpr std::size_t kLargest = std::size_t{256} << 20;
constexpr auto kPatience = std::chrono::seconds(30);

[[noreturn]] void damaged(const fs::path& path, std::string_view why) {
  throw Error(codes::unreadable_file, fmt::format("cannot read '{}': {}", path.string(), why))
      .with_hint("take it from version control, or delete it: apply writes it again");
}

void read_ids(const fs::path& path, const Json& kinds, ConfigLock& lock) {
  if (!kinds.is_object()) damaged(path, "'ids' is no object");
  for (const Json::Member& kind : kinds.as_object()) {
    const auto known = model::parse_kind(kind.key);
    if (!known || !kind.value.is_object()) damaged(path, "'ids' is not by kind and name");
    for (const Json::Member& entry : kind.value.as_object()) {
      const Json::Array one{entry.value};
      for (const Json& id : entry.value.is_array() ? entry.value.as_array() : one) {
        if (!id.is_string() || !base::is_uuid(id.as_string())) damaged(path, "an id is not a UUID");
        lock.ids.push_back({*known, entry.key, base::ascii_lower(id.as_string())});
      }
    }
  }
}

void read_exported(const fs::path& path, const Json& files, ConfigLock& lock) {
  if (!files.is_object()) damaged(path, "'exported' is no object");
  for (const Json::Member& file : files.as_object()) {
    if (!file.value.is_string()) damaged(path, "'exported' holds something else than hashes");
    lock.exported.emplace(file.key, file.value.as_string());
  }
}

bool hold(int descriptor) {
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) return false;
    if (errno != EINTR) return true;  // no locks here
  }
  return true;
}

}  // namespace

void ConfigLock::remember(const std::vector<lint::LockedId>& now) {
  std::map<std::string, const lint::LockedId*> fresh;
  for (const lint::LockedId& entry : now) fresh.emplace(entry.id, &entry);
  const auto same = [](const lint::LockedId& a, const lint::LockedId& b) {
    return a.kind == b.kind && a.name == b.name;
  };
  std::erase_if(ids, [&](const lint::LockedId& entry) {
    const auto found = fresh.find(entry.id);
    if (found == fresh.end()) return false;
    if (!same(entry, *found->second)) return true;
    fresh.erase(found);
    return false;
  });
  for (const lint::LockedId& entry : now) {
    if (fresh.contains(entry.id)) ids.push_back(entry);
  }
}

ConfigLock read_lock(const fs::path& folder) {
  const fs::path path = folder / kLockFile;
  ConfigLock lock;
  std::error_code error;
  if (!fs::exists(path, error)) return lock;
  const auto text = base::read_file(path, kLargest);
  if (!text) damaged(path, "it is larger than any lock file");
  const base::ParsedJson parsed = base::parse_json(*text, {.bytes = kLargest, .depth = 8});
  if (parsed.error) {
    damaged(path, fmt::format("line {}: {}", parsed.error->place.line, parsed.error->message));
  }
  const Json* format = parsed.value.find("format");
  if (format == nullptr || format->as_int64() != kFormat) {
    damaged(path, fmt::format("its 'format' is not {}", kFormat));
  }
  if (const Json* ids = parsed.value.find("ids")) read_ids(path, *ids, lock);
  if (const Json* files = parsed.value.find("exported")) read_exported(path, *files, lock);
  return lock;
}

std::string write_lock(const ConfigLock& lock) {
  std::vector<lint::LockedId> ids = lock.ids;
  std::ranges::stable_sort(ids, {}, [](const lint::LockedId& entry) {
    return std::tuple(entry.kind, base::fold_name(entry.name), entry.name);
  });
  Json kinds = Json::object();
  for (const model::Kind kind : model::all_kinds()) {
    Json::Object names;
    for (const lint::LockedId& entry : ids) {
      if (entry.kind != kind) continue;
      if (names.empty() || names.back().key != entry.name) {
        names.push_back({entry.name, entry.id, {}});
      } else if (Json& value = names.back().value; value.is_array()) {
        value.push(entry.id);
      } else {
        value = Json(Json::Array{std::move(value), Json(entry.id)});
      }
    }
    if (!names.empty()) kinds.set(to_string(kind), Json(std::move(names)));
  }
  Json json = Json::object({{"format", kFormat}, {"ids", std::move(kinds)}});
  Json::Object files;
  for (const auto& [path, hash] : lock.exported) files.push_back({path, hash, {}});
  if (!files.empty()) json.set("exported", Json(std::move(files)));
  return base::write_json_pretty(json);
}

bool keep_ids(const fs::path& folder, const std::vector<lint::LockedId>& ids) {
  ConfigLock lock = read_lock(folder);
  const std::string before = write_lock(lock);
  lock.remember(ids);
  const std::string now = write_lock(lock);
  if (now == before) return false;
  base::write_file(folder / kLockFile, now);
  return true;
}

FolderHold::FolderHold(const fs::path& folder, const base::CancelToken& cancel)
    : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (descriptor_ < 0) return;
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (!hold(descriptor_)) {
    if (std::chrono::steady_clock::now() >= deadline || cancel.cancelled()) {
      ::close(descriptor_);
      cancel.throw_if_cancelled();
      throw Error(
          codes::catalog_busy,
          fmt::format("another process applies or exports the folder '{}'", folder.string()))
          .with_hint("repeat it when the other one is done");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

FolderHold::~FolderHold() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace waybill::service

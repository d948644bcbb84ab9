// What a config folder remembers beside its documents, in waybill.lock.json: the ids of what it
// ever put into a catalog, and which of its files an export wrote. And the hold on a folder that
// keeps a second writer waiting.
#ifndef WAYBILL_SERVICE_CONFIG_LOCK_HPP
#define WAYBILL_SERVICE_CONFIG_LOCK_HPP

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.hpp"
#include "lint/lint.hpp"

namespace waybill::service {

inline constexpr std::string_view kLockFile = "waybill.lock.json";

struct ConfigLock {
  std::vector<lint::LockedId> ids;  // of one name several, where catalogs go by different ones
  std::map<std::string, std::string> exported;  // path in the folder -> hash of its content

  // Adds those it lacks; an id goes over to the name it has now.
  void remember(const std::vector<lint::LockedId>& now);
};

// Empty when the folder has none. Throws Error(unreadable_file) for one that is damaged.
ConfigLock read_lock(const std::filesystem::path& folder);
std::string write_lock(const ConfigLock& lock);  // sorted: the same lock, the same bytes

// False: the lock file says so already.
bool keep_ids(const std::filesystem::path& folder, const std::vector<lint::LockedId>& ids);

// One process at a time writes into a folder; gone with the process. Waits up to 30 s, then throws
// Error(catalog_busy). A file system without such locks goes without.
class FolderHold {
 public:
  FolderHold(const std::filesystem::path& folder, const base::CancelToken& cancel);
  ~FolderHold();
  FolderHold(const FolderHold&) = delete;
  FolderHold& operator=(const FolderHold&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace waybill::service

#endif

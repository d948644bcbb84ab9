#include "service/git_commit.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

namespace waybill::service {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestPointer = 4096;
constexpr std::size_t kLargestRefs = std::size_t{64} << 20;
constexpr std::string_view kRef = "ref:";

std::optional<std::string> content_of(const fs::path& path, std::size_t limit) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  try {
    return base::read_file(path, limit);
  } catch (const Error&) {
    return std::nullopt;  // not ours to read
  }
}

std::string first_line(const fs::path& path) {
  const auto content = content_of(path, kLargestPointer);
  if (!content) return "";
  return std::string(base::trim(std::string_view(*content).substr(0, content->find('\n'))));
}

bool is_commit(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Of a work tree beside the main one, and of a submodule, `.git` is a file that says where.
fs::path git_folder(const fs::path& marker) {
  std::error_code error;
  if (fs::is_directory(marker, error)) return marker;
  constexpr std::string_view kPointer = "gitdir:";
  const std::string line = first_line(marker);
  if (!line.starts_with(kPointer)) return {};
  const fs::path named(std::string(base::trim(std::string_view(line).substr(kPointer.size()))));
  return named.is_absolute() ? named : marker.parent_path() / named;
}

std::string packed(const fs::path& shared, const std::string& ref) {
  const auto content = content_of(shared / "packed-refs", kLargestRefs);
  if (!content) return "";
  for (const std::string_view line : base::split(*content, '\n')) {
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || base::trim(line.substr(space + 1)) != ref) continue;
    return std::string(line.substr(0, space));
  }
  return "";
}

std::string commit_of(const fs::path& git) {
  const std::string head = first_line(git / "HEAD");
  if (!head.starts_with(kRef)) return head;
  const std::string ref(base::trim(std::string_view(head).substr(kRef.size())));
  if (!ref.starts_with("refs/") || ref.find("..") != std::string::npos) return "";
  const std::string common = first_line(git / "commondir");
  const fs::path shared = common.empty() ? git : git / common;
  for (const fs::path& folder : {git, shared}) {
    if (std::string id = first_line(folder / ref); is_commit(id)) return id;
  }
  return packed(shared, ref);
}

}  // namespace

std::string git_commit(const fs::path& folder) {
  std::error_code error;
  fs::path at = fs::canonical(folder, error);
  if (error) return "";
  for (;; at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) {
      const fs::path git = git_folder(at / ".git");
      std::string id = git.empty() ? std::string() : commit_of(git);
      return is_commit(id) ? id : "";
    }
    if (!at.has_relative_path()) return "";
  }
}

}  // namespace waybill::service

#include "catalog/probe.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>

#include "catalog/sqlite_error.hpp"

namespace waybill::catalog {

namespace {

// Places in the header (https://www.sqlite.org/fileformat.html, 1.3) and in the page after it.
constexpr std::string_view magic{"SQLite format 3\0", 16};
constexpr std::size_t page_size_at = 16, change_counter_at = 24, page_count_at = 28,
                      user_version_at = 60, application_id_at = 68, valid_for_at = 92,
                      page_type_at = 100, cell_count_at = 103, head_size = 108;

struct Head {
  std::array<unsigned char, head_size> bytes{};
  std::int64_t file_size = 0;

  std::int64_t number(std::size_t at, int width) const {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(width); ++i) {
      value = value * 256 + bytes[at + i];
    }
    return value;
  }
  bool has_magic() const {
    return std::string_view(reinterpret_cast<const char*>(bytes.data()), magic.size()) == magic;
  }
  bool complete() const { return file_size >= static_cast<std::int64_t>(head_size); }
  bool ours() const { return complete() && number(application_id_at, 4) == application_id; }
  std::int64_t page_size() const {
    const std::int64_t size = number(page_size_at, 2);
    return size == 1 ? 65536 : size;
  }
  // Interior pages (5) always have entries; a leaf (13) says how many.
  bool has_tables() const { return number(page_type_at, 1) != 13 || number(cell_count_at, 2) > 0; }
  bool operator==(const Head&) const = default;
};

std::string reason(int error) {
  return std::system_category().message(error);
}

Error unopened(const std::string& path, std::string_view why, std::string_view hint) {
  return Error(codes::catalog_unopened,
               fmt::format("The catalog {} cannot be opened: {}", shown(path), why))
      .with_hint(std::string(hint));
}

Error unwritable(const std::string& path, std::string_view why) {
  return Error(codes::catalog_read_only,
               fmt::format("The catalog {} may not be written: {}", shown(path), why))
      .with_hint(
          "give write permission on the file and on its folder, where SQLite keeps a log beside "
          "it");
}

bool allowed(const std::string& path, int mode) {
  return ::faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0;
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

void probe_folder(const std::string& path) {
  const std::string folder = folder_of(path);
  struct stat found {};
  if (::stat(folder.c_str(), &found) != 0) {
    throw unopened(path, fmt::format("folder {}: {}", shown(folder), reason(errno)),
                   "create the folder first, or correct the path");
  }
  if (!S_ISDIR(found.st_mode)) {
    throw unopened(path, fmt::format("{} is not a folder", shown(folder)), "correct the path");
  }
  if (!allowed(folder, W_OK | X_OK)) {
    throw unwritable(path, fmt::format("folder {}: {}", shown(folder), reason(errno)));
  }
}

void probe_file(const std::string& path, const struct stat& found) {
  if (S_ISDIR(found.st_mode)) {
    throw unopened(path, "it is a folder", "name a file in it, for example waybill.db");
  }
  if (!S_ISREG(found.st_mode)) {
    throw unopened(path, "it is not a regular file", "name a regular file");
  }
  if (!allowed(path, R_OK)) {
    throw unopened(path, reason(errno), "give read and write permission on the file");
  }
  if (!allowed(path, W_OK)) throw unwritable(path, reason(errno));
  std::error_code failed;
  const auto target = std::filesystem::canonical(path, failed);  // SQLite's log lies beside it
  probe_folder(failed ? path : target.string());
}

// Read through SQLite's own descriptor, without a lock.
std::optional<Head> read_head(const Database& database) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(database.raw(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (file == nullptr || file->pMethods == nullptr) return std::nullopt;
  struct stat found {};  // xFileSize answers 0 for one byte
  if (::stat(database.path().c_str(), &found) != 0) return std::nullopt;
  Head head;
  head.file_size = found.st_size;
  if (head.file_size == 0) return head;
  const int result = file->pMethods->xRead(file, head.bytes.data(), static_cast<int>(head_size), 0);
  if (result != SQLITE_OK && result != SQLITE_IOERR_SHORT_READ) {  // short: the rest is zeros
    throw sqlite_error(database.path(), result, 0, sqlite3_errstr(result));
  }
  return head;
}

bool has_content(const std::string& path) {
  struct stat found {};
  return ::stat(path.c_str(), &found) == 0 && found.st_size > 0;
}

bool has_journal(const std::string& path) {
  return has_log(path) || has_content(path + "-journal");
}

Error damaged(const Database& database, std::string_view why) {
  return Error(codes::catalog_damaged,
               fmt::format("The catalog {} is damaged: {}", shown(database.path()), why))
      .with_hint("restore the file from a backup, or move it away to start a new catalog");
}

void require_format(const Database& database, const Head& head) {
  const std::string_view begin(reinterpret_cast<const char*>(head.bytes.data()), magic.size());
  const auto length = static_cast<std::size_t>(std::min<std::int64_t>(head.file_size, 16));
  const bool begins_well = begin.substr(0, length) == magic.substr(0, length);
  if (!begins_well && !head.ours()) {
    throw Error(codes::catalog_foreign,
                fmt::format("The file {} is not a Waybill catalog: it is no SQLite database",
                            shown(database.path())))
        .with_hint("name another file: one that is absent is created");
  }
  if (!begins_well) throw damaged(database, "its first bytes were overwritten");
  if (!head.complete())
    throw damaged(database, fmt::format("it ends after {} bytes", head.file_size));
}

void require_length(const Database& database, const Head& head) {
  const bool known = head.number(page_count_at, 4) > 0 &&
                     head.number(change_counter_at, 4) == head.number(valid_for_at, 4);
  const std::int64_t expected = head.number(page_count_at, 4) * head.page_size();
  if (known && head.file_size < expected) {
    throw damaged(database, fmt::format("it has {} of {} bytes", head.file_size, expected));
  }
}

void require_head(const Database& database, const Head& head, bool journal,
                  std::span<const Migration> steps) {
  require_format(database, head);
  const Identity identity{head.number(application_id_at, 4), head.number(user_version_at, 4),
                          head.has_tables()};
  // With a log beside it the file may lack what the log has; only a refusal is certain then.
  const bool foreign =
      identity.application != application_id && (identity.application != 0 || identity.has_tables);
  const bool newer =
      identity.application == application_id && identity.version > newest_version(steps);
  if (foreign || newer) require_catalog(database, identity, steps);
  if (!journal) require_length(database, head);
}

}  // namespace

bool has_log(const std::string& path) {
  return has_content(path + "-wal");
}

void probe_path(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) == 0) return probe_file(path, found);
  const int error = errno;
  if (error != ENOENT && error != ENOTDIR) {
    throw unopened(path, reason(error), "correct the path, or the permissions of its folders");
  }
  std::error_code ignored;
  const bool dangling = std::filesystem::is_symlink(path, ignored);  // SQLite follows the link
  if (!dangling) probe_folder(path);
}

void probe_header(const Database& database, std::span<const Migration> steps) {
  constexpr int patience = 50;
  for (int attempt = 0;; ++attempt) {
    const bool journal_before = has_journal(database.path());
    const auto head = read_head(database);
    if (!head || head->file_size == 0) return;
    const bool journal = journal_before || has_journal(database.path());
    try {
      return require_head(database, *head, journal, steps);
    } catch (const Error&) {
      // Another process may be in the middle of writing this page: believe only what stays.
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
      const bool stays = read_head(database) == head && has_journal(database.path()) == journal;
      if (stays || attempt == patience) throw;
    }
  }
}

}  // namespace waybill::catalog

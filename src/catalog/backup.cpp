#include "catalog/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/crash_point.hpp"
#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "catalog/open.hpp"
#include "catalog/sqlite_error.hpp"
#include "catalog/store.hpp"

namespace waybill::catalog {

namespace fs = std::filesystem;

namespace {

Error unwritten(const std::string& path, std::string_view why) {
  return Error(codes::unwritable_file,
               fmt::format("the backup {} cannot be written: {}", shown(path), why));
}

std::string reason(int error) {
  return std::generic_category().message(error);
}

void check_target(const std::string& source, const std::string& path, bool overwrite) {
  std::error_code error;
  if (fs::equivalent(source, path, error)) {
    throw unwritten(path, "it is the catalog itself").with_hint("name another file");
  }
  for (const char* beside : {"-wal", "-shm", "-journal"}) {
    if (!fs::exists(path + beside, error)) continue;
    throw unwritten(path, fmt::format("a file {}{} lies beside it, as of a database in use",
                                      shown(fs::path(path).filename().string()), beside))
        .with_hint("name another file");
  }
  const fs::file_status there = fs::symlink_status(path, error);
  if (!fs::exists(there)) return;
  if (!fs::is_regular_file(there)) {
    throw unwritten(path, "it is no regular file").with_hint("name a file");
  }
  if (!overwrite) {
    throw unwritten(path, "the file exists already")
        .with_hint("name another file, or have it overwritten with --force");
  }
}

// The copy before it gets its name: one writer, and what one that was killed left is written over.
class Partial {
 public:
  explicit Partial(const std::string& target) : target_(target), path_(target + ".partial") {
    for (;;) {
      close();
      fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
      if (fd_ < 0) {
        throw unwritten(target, reason(errno))
            .with_hint("name a file in a folder you may write to");
      }
      if (::flock(fd_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        throw unwritten(target, "another process is writing it")
            .with_hint("repeat it when the other one is done");
      }
      struct stat held {};
      struct stat there {};
      if (::fstat(fd_, &held) == 0 && ::stat(path_.c_str(), &there) == 0 &&
          held.st_ino == there.st_ino) {
        break;
      }
    }
    if (::ftruncate(fd_, 0) != 0) throw unwritten(target, reason(errno));
  }
  Partial(const Partial&) = delete;
  Partial& operator=(const Partial&) = delete;
  ~Partial() {
    if (!done_) ::unlink(path_.c_str());
    close();
  }

  const std::string& path() const { return path_; }

  // As readable as the catalog, on the disk, and under its name.
  void finish(const std::string& source, bool overwrite) {
    struct stat from {};
    if (::stat(source.c_str(), &from) == 0) ::fchmod(fd_, from.st_mode & 07777);
    if (::fsync(fd_) != 0) throw unwritten(target_, reason(errno));
    base::crash_point("catalog.backup.before");
    // A link, unlike a rename, does not replace what has come there since.
    if (overwrite ? ::rename(path_.c_str(), target_.c_str()) != 0
                  : ::link(path_.c_str(), target_.c_str()) != 0) {
      throw unwritten(target_, reason(errno)).with_hint("name another file");
    }
    if (!overwrite) ::unlink(path_.c_str());
    done_ = true;
    const int folder =
        ::open(fs::path(target_).parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
      ::fsync(folder);
      ::close(folder);
    }
    base::crash_point("catalog.backup.after");
  }

 private:
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

  std::string target_;
  std::string path_;
  int fd_ = -1;
  bool done_ = false;
};

void check_copy(const std::string& path, std::span<const Migration> steps) {
  Database copy(path, nullptr);
  const Identity identity = read_identity(copy);
  require_catalog(copy, identity, steps);
  Query integrity(copy, "PRAGMA integrity_check(1)");
  const std::string found = integrity.next() ? integrity.text(0) : "nothing could be read";
  if (found != "ok" || identity.version != newest_version(steps)) {
    throw unwritten(path, fmt::format("read back, it is not the catalog: {}", shown(found)))
        .with_hint("waybill catalog check tells whether the catalog is whole");
  }
}

}  // namespace

void backup(Database& database, const std::string& path, bool overwrite,
            std::span<const Migration> steps) {
  const std::string target = absolute_path(path);
  check_target(database.path(), target, overwrite);
  Partial partial(target);
  try {
    // Of one instant, whatever others write meanwhile, and without free pages.
    Query(database, "VACUUM INTO ?", partial.path()).run();
  } catch (const Error& error) {
    throw Error(error.code(),
                fmt::format("the backup {} was not written: {}", shown(target), error.message()))
        .with_hint(error.hint());
  }
  check_copy(partial.path(), steps);
  partial.finish(database.path(), overwrite);
}

void Catalog::backup(const std::string& path, bool overwrite) {
  catalog::backup(impl_->database, path, overwrite, migrations());
}

UpgradeResult Catalog::upgrade(const std::string& path, base::Clock clock,
                               const std::string& backup) {
  const std::string absolute = absolute_path(path);
  std::error_code error;
  if (!fs::exists(absolute, error)) {
    throw Error(codes::not_found, fmt::format("there is no catalog {}", shown(absolute)))
        .with_hint("name the file to upgrade");
  }
  UpgradeResult result;
  {
    OpenOptions options;
    options.upgrades = false;
    Database old = open_database(absolute, clock(), options);
    result.from = read_identity(old).version;
    const auto known = migrations().first(static_cast<std::size_t>(result.from));
    if (!backup.empty()) catalog::backup(old, backup, false, known);
  }
  const auto upgraded = open(absolute, std::move(clock));
  result.to = upgraded->schema_version();
  result.check = upgraded->check();
  return result;
}

}  // namespace waybill::catalog

// Whole files with the system's reason in the error.
#include "base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/error.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"

namespace waybill::base {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  int close() { return ::close(std::exchange(fd_, -1)); }

 private:
  int fd_;
};

// Removes the temporary neighbour unless the rename took it.
class Leftover {
 public:
  explicit Leftover(std::string name) : name_(std::move(name)) {}
  Leftover(const Leftover&) = delete;
  Leftover& operator=(const Leftover&) = delete;
  ~Leftover() {
    if (!name_.empty()) ::unlink(name_.c_str());
  }
  void keep() { name_.clear(); }

 private:
  std::string name_;
};

std::string reason(int error) {
  return std::generic_category().message(error);
}

[[noreturn]] void throw_unreadable(const std::filesystem::path& path, int error) {
  throw Error(codes::unreadable_file,
              fmt::format("cannot read {}: {}", path.string(), reason(error)))
      .with_hint("check that the file exists and that this user may read it");
}

[[noreturn]] void throw_unwritable(const std::filesystem::path& path, int error) {
  throw Error(codes::unwritable_file,
              fmt::format("cannot write {}: {}", path.string(), reason(error)))
      .with_hint(
          "check that the folder exists, that this user may write to it and that it has "
          "space left");
}

int open_retrying(const char* path, int flags, mode_t mode = 0) {
  for (;;) {
    const int fd = ::open(path, flags | O_CLOEXEC, mode);
    if (fd >= 0 || errno != EINTR) return fd;
  }
}

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// The rename itself is durable once the folder is flushed; some file systems cannot, and say so.
void flush_folder(const std::filesystem::path& folder) {
  const Descriptor fd(open_retrying(folder.c_str(), O_RDONLY | O_DIRECTORY));
  if (fd.get() >= 0) ::fsync(fd.get());
}

}  // namespace

std::optional<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  const Descriptor fd(open_retrying(path.c_str(), O_RDONLY));
  if (fd.get() < 0) throw_unreadable(path, errno);
  struct stat status = {};
  if (::fstat(fd.get(), &status) != 0) throw_unreadable(path, errno);

  std::string content;
  const auto expected = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
  if (S_ISREG(status.st_mode) && expected > limit) return std::nullopt;
  std::size_t filled = 0;
  for (;;) {
    if (filled == content.size()) content.resize(std::max(filled * 2, expected + 1));
    const ssize_t got = ::read(fd.get(), content.data() + filled, content.size() - filled);
    if (got < 0) {
      if (errno == EINTR) continue;
      throw_unreadable(path, errno);
    }
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > limit) return std::nullopt;
  }
  content.resize(filled);
  return content;
}

void write_file(const std::filesystem::path& path, std::string_view content) {
  std::filesystem::path target = path;
  std::error_code problem;
  if (std::filesystem::is_symlink(path, problem)) {
    target = std::filesystem::weakly_canonical(path, problem);
    if (problem) throw_unwritable(path, problem.value());
  }
  const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
  const std::string temporary = (folder / (".waybill-" + new_uuid(system_now()))).string();

  // 0666 lets the process's umask decide; an existing file keeps its own permissions.
  Descriptor fd(open_retrying(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0666));
  if (fd.get() < 0) throw_unwritable(path, errno);
  Leftover leftover(temporary);
  struct stat old = {};
  if (::stat(target.c_str(), &old) == 0 && ::fchmod(fd.get(), old.st_mode & 07777) != 0) {
    throw_unwritable(path, errno);
  }
  if (!write_all(fd.get(), content) || ::fsync(fd.get()) != 0 || fd.close() != 0 ||
      ::rename(temporary.c_str(), target.c_str()) != 0) {
    throw_unwritable(path, errno);
  }
  leftover.keep();
  flush_folder(folder);
}

void write_unflushed(const std::filesystem::path& path, std::string_view content) {
  Descriptor fd(open_retrying(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666));
  if (fd.get() < 0 || !write_all(fd.get(), content) || fd.close() != 0) {
    throw_unwritable(path, errno);
  }
}

void flush_file_system(const std::filesystem::path& folder) {
  const Descriptor fd(open_retrying(folder.c_str(), O_RDONLY | O_DIRECTORY));
  if (fd.get() < 0 || ::syncfs(fd.get()) != 0) throw_unwritable(folder, errno);
}

void rename_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) throw_unwritable(to, errno);
}

}  // namespace waybill::base

#include "sink/files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>

namespace waybill::sink {
namespace {

template <class Call>
auto retried(const Call& call) {
  for (;;) {
    const auto answer = call();
    if (answer >= 0 || errno != EINTR) return answer;
  }
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

}  // namespace

bool Files::is_folder(const std::string& path) const {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) return false;
  errno = ENOTDIR;
  return S_ISDIR(status.st_mode);
}

bool Files::make_folder(const std::string& path) const {
  return ::mkdir(path.c_str(), 0777) == 0;
}

bool Files::names_in(const std::string& folder, std::vector<std::string>& names) const {
  const std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
  if (!open) return false;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(open.get());
    if (entry == nullptr) return errno == 0;
    names.emplace_back(entry->d_name);
  }
}

int Files::create(const std::string& path) const {
  // 0666 lets the process's umask decide.
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  return retried([&] { return ::open(path.c_str(), kFlags, 0666); });
}

ssize_t Files::write(int file, std::string_view bytes) const {
  return retried([&] { return ::write(file, bytes.data(), bytes.size()); });
}

bool Files::flush(int file) const {
  return retried([&] { return ::fsync(file); }) == 0;
}

bool Files::close(int file) const {
  return ::close(file) == 0;
}

bool Files::rename(const std::string& from, const std::string& to) const {
  return std::rename(from.c_str(), to.c_str()) == 0;
}

bool Files::remove(const std::string& path) const {
  return ::unlink(path.c_str()) == 0;
}

bool Files::flush_folder(const std::string& path) const {
  constexpr int kFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
  const int folder = retried([&] { return ::open(path.c_str(), kFlags); });
  if (folder < 0) return false;
  const bool flushed = retried([&] { return ::fsync(folder); }) == 0;
  const int reason = errno;
  ::close(folder);
  errno = reason;
  return flushed || reason == EINVAL || reason == ENOTSUP;
}

const Files& system_files() {
  static const Files files;
  return files;
}

}  // namespace waybill::sink

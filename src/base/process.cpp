// Liveness by /proc: boot id, process id and start time together name one process.
#include "base/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <string_view>

#include "base/text.hpp"

namespace waybill::base {
namespace {

std::optional<std::string> read_small(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return std::nullopt;
  std::array<char, 4096> buffer;
  std::string content;
  for (;;) {
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) {
      ::close(fd);
      return got == 0 ? std::optional(std::move(content)) : std::nullopt;
    }
    content.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

std::string boot_and_namespace() {
  std::string id(trim(read_small("/proc/sys/kernel/random/boot_id").value_or("")));
  std::array<char, 64> link;
  const ssize_t size = ::readlink("/proc/self/ns/pid", link.data(), link.size());
  if (size > 0) id += "/" + std::string(link.data(), static_cast<std::size_t>(size));
  return id;
}

struct Stat {
  char state = '?';
  std::int64_t start_ticks = 0;
};

// /proc/PID/stat: "pid (name) state ...", start time is field 22. The name may hold anything.
std::optional<Stat> read_stat(std::int64_t pid) {
  const auto text = read_small("/proc/" + std::to_string(pid) + "/stat");
  if (!text) return std::nullopt;
  const std::size_t paren = text->rfind(')');
  if (paren == std::string::npos || paren + 2 >= text->size()) return std::nullopt;
  const auto fields = split(std::string_view(*text).substr(paren + 2), ' ');
  if (fields.size() < 20 || fields[0].empty()) return std::nullopt;
  Stat stat{.state = fields[0][0]};
  const std::string_view ticks = fields[19];
  const auto [end, problem] =
      std::from_chars(ticks.data(), ticks.data() + ticks.size(), stat.start_ticks);
  if (problem != std::errc()) return std::nullopt;
  return stat;
}

}  // namespace

ProcessId this_process() {
  const std::int64_t pid = ::getpid();
  return {boot_and_namespace(), pid, read_stat(pid).value_or(Stat{}).start_ticks};
}

Liveness liveness(const ProcessId& process) {
  if (process.boot_id.empty() || process.boot_id != boot_and_namespace()) return Liveness::unknown;
  const auto pid = static_cast<pid_t>(process.pid);
  if (pid <= 0 || pid != process.pid) return Liveness::unknown;
  if (const auto stat = read_stat(process.pid)) {
    const bool same = stat->start_ticks == process.start_ticks;
    const bool ended = stat->state == 'Z' || stat->state == 'X';
    return same && !ended ? Liveness::alive : Liveness::dead;
  }
  // /proc may hide the processes of other users.
  return ::kill(pid, 0) != 0 && errno == ESRCH ? Liveness::dead : Liveness::unknown;
}

}  // namespace waybill::base

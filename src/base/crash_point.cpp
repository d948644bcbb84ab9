// Test builds only: ends the process at a named place, or lists the places passed.
#include "base/crash_point.hpp"

#ifdef WAYBILL_CRASH_POINTS

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>

namespace waybill::base {
namespace {

struct Plan {
  std::string name;
  long nth = 1;
  std::string list_file;
};

Plan read_plan() {
  Plan plan;
  if (const char* at = std::getenv("WAYBILL_CRASH_AT")) {
    const std::string_view text(at);
    const std::size_t colon = text.rfind(':');
    plan.name = text.substr(0, colon);
    if (colon != std::string_view::npos) {
      std::from_chars(text.data() + colon + 1, text.data() + text.size(), plan.nth);
    }
  }
  if (const char* file = std::getenv("WAYBILL_CRASH_LIST")) plan.list_file = file;
  return plan;
}

void append_line(const std::string& file, std::string_view name) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (fd < 0) return;
  const std::string line = std::string(name) + "\n";
  // One write: lines of several processes do not mix.
  [[maybe_unused]] const ssize_t written = ::write(fd, line.data(), line.size());
  ::close(fd);
}

}  // namespace

void crash_point(const char* name) {
  static const Plan plan = read_plan();
  static std::atomic<long> passages{0};
  if (!plan.list_file.empty()) append_line(plan.list_file, name);
  if (!plan.name.empty() && plan.name == name && ++passages == plan.nth) {
    ::kill(::getpid(), SIGKILL);
    ::pause();
  }
}

}  // namespace waybill::base

#endif

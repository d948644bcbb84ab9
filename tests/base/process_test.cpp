// Liveness of real processes, and crash points in real processes.
#include "base/process.hpp"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

#include "base/crash_point.hpp"
#include "base/file.hpp"
#include "support/temp_dir.hpp"

using namespace waybill::base;
using waybill::tests::TempDir;

namespace {

// A child that waits for its end.
class Child {
 public:
  Child() : pid_(::fork()) {
    if (pid_ == 0) {
      for (;;) ::pause();
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { reap(); }
  void kill() const { ::kill(pid_, SIGKILL); }
  void reap() {
    if (pid_ <= 0) return;
    kill();
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_;
};

template <class Call>
int run_in_child(Call call) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    call();
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(pid, &status, 0);
  return status;
}

// Field 22 of /proc/PID/stat, found in another way than the code under test.
std::int64_t start_of(pid_t pid) {
  std::string text = *read_file("/proc/" + std::to_string(pid) + "/stat", 10'000);
  text = text.substr(text.rfind(") ") + 2);
  for (int field = 3; field < 22; ++field) text = text.substr(text.find(' ') + 1);
  return std::stoll(text);
}

}  // namespace

TEST_CASE("this process is alive and the same however often it is asked") {
  const ProcessId self = this_process();
  CHECK(self.pid == ::getpid());
  CHECK(self.boot_id.size() > 36);
  CHECK(self.start_ticks == start_of(::getpid()));
  CHECK(self == this_process());
  CHECK(liveness(self) == Liveness::alive);
}

TEST_CASE("a process with the same id that started at another time is another one") {
  ProcessId reused = this_process();
  reused.start_ticks -= 1;
  CHECK(liveness(reused) == Liveness::dead);
}

TEST_CASE("another boot, machine or container cannot be judged") {
  ProcessId other = this_process();
  other.boot_id = "00000000-0000-0000-0000-000000000000";
  CHECK(liveness(other) == Liveness::unknown);
  other.boot_id.clear();
  CHECK(liveness(other) == Liveness::unknown);
  CHECK(liveness({}) == Liveness::unknown);
  for (const std::int64_t pid : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1} << 32}) {
    ProcessId odd = this_process();
    odd.pid = pid;
    CHECK(liveness(odd) == Liveness::unknown);
  }
}

TEST_CASE("a child is alive, dead as a zombie, and dead when gone") {
  Child child;
  REQUIRE(child.pid() > 0);
  ProcessId id = this_process();
  id.pid = child.pid();
  id.start_ticks = start_of(child.pid());
  CHECK(liveness(id) == Liveness::alive);
  child.kill();
  siginfo_t info = {};
  REQUIRE(::waitid(P_PID, static_cast<id_t>(child.pid()), &info, WEXITED | WNOWAIT) == 0);
  CHECK(liveness(id) == Liveness::dead);  // a zombie
  child.reap();
  CHECK(liveness(id) == Liveness::dead);
}

TEST_CASE("a process whose name looks like a stat line is read rightly") {
  const int status = run_in_child([] {
    const std::string name = ") Z 1 2 3 (";
    FILE* comm = std::fopen("/proc/self/comm", "w");
    if (comm == nullptr || std::fputs(name.c_str(), comm) < 0 || std::fclose(comm) != 0) ::_exit(3);
    ::_exit(liveness(this_process()) == Liveness::alive ? 0 : 4);
  });
  CHECK(status == 0);
}

#ifdef WAYBILL_CRASH_POINTS

TEST_CASE("a crash point kills at the wanted passage of its name only") {
  const auto run = [](const char* at) {
    return run_in_child([at] {
      ::setenv("WAYBILL_CRASH_AT", at, 1);
      crash_point("a");
      crash_point("b");
      crash_point("b");
      ::_exit(7);
    });
  };
  const auto killed = [](int status) { return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL; };
  CHECK(killed(run("a")));
  CHECK(killed(run("a:1")));
  CHECK(killed(run("b:2")));
  CHECK(WEXITSTATUS(run("a:2")) == 7);
  CHECK(WEXITSTATUS(run("b:3")) == 7);
  CHECK(WEXITSTATUS(run("c")) == 7);
  CHECK(WEXITSTATUS(run("")) == 7);
}

TEST_CASE("the crash points of a run can be listed") {
  const TempDir dir;
  const std::string list = dir.file("list");
  const int status = run_in_child([&list] {
    ::setenv("WAYBILL_CRASH_LIST", list.c_str(), 1);
    ::setenv("WAYBILL_CRASH_AT", "b", 1);
    crash_point("a");
    crash_point("a");
    crash_point("b");
    crash_point("c");
  });
  CHECK(WIFSIGNALED(status));
  CHECK(read_file(list, 1000) == "a\na\nb\n");
}

#else

TEST_CASE("crash points of an ordinary build do nothing") {
  const int status = run_in_child([] {
    ::setenv("WAYBILL_CRASH_AT", "a", 1);
    crash_point("a");
  });
  CHECK(status == 0);
}

#endif

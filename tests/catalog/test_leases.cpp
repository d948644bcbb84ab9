// Leases: one holder a sync; the dead are replaced, the living never.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "base/process.hpp"
#include "catalog/support.hpp"

namespace waybill::tests {

namespace {

using catalog::Lease;
using catalog::LeaseAnswer;

Lease wanted(const std::string& run, const base::ProcessId& owner = base::this_process(),
             const std::string& sync = "sync-1") {
  return {sync, run, "tester", owner, 0};
}

base::ProcessId elsewhere() {
  return {"00000000-dead-beef-0000-000000000000", 4711, 99};
}

// A process of this machine that has ended.
base::ProcessId dead_process() {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = start_process([&] {
    const auto self = base::this_process();
    const std::int64_t values[2] = {self.pid, self.start_ticks};
    return ::write(ends[1], values, sizeof values) == sizeof values ? 0 : 1;
  });
  std::int64_t values[2] = {0, 0};
  REQUIRE(::read(ends[0], values, sizeof values) == sizeof values);
  REQUIRE(wait_for(child) == 0);
  ::close(ends[0]);
  ::close(ends[1]);
  return {base::this_process().boot_id, values[0], values[1]};
}

}  // namespace

TEST_CASE("a free lease is granted, and refused to others while its owner lives") {
  const TempDir dir;
  const TestClock time;
  auto catalog = catalog::Catalog::open(dir.file("c.db"), time.clock());
  const LeaseAnswer first = catalog->acquire(wanted("run-1"));
  CHECK(first.granted);
  CHECK(!first.orphaned_run);
  CHECK(first.holder.heartbeat == start_of_time);
  *time.now += 60 * second - 1;
  const LeaseAnswer second_start = catalog->acquire(wanted("run-2"));
  CHECK(!second_start.granted);
  CHECK(second_start.holder.run_id == "run-1");
  CHECK(second_start.holder.actor == "tester");
  CHECK(second_start.holder.owner == base::this_process());
  CHECK(!second_start.orphaned_run);
  CHECK(catalog->acquire(wanted("run-3", base::this_process(), "sync-2")).granted);
  const auto leases = catalog->leases();
  REQUIRE(leases.size() == 2);
  CHECK(leases[0].run_id == "run-1");
  CHECK(leases[1].sync_id == "sync-2");
}

TEST_CASE("a run of this process that could not give its lease back is replaced when silent") {
  const TempDir dir;
  const TestClock time;
  auto catalog = catalog::Catalog::open(dir.file("c.db"), time.clock());
  catalog->acquire(wanted("run-1"));
  *time.now += 60 * second - 1;
  CHECK(catalog->heartbeat("sync-1", "run-1"));
  *time.now += 60 * second - 1;
  CHECK(!catalog->acquire(wanted("run-2")).granted);
  *time.now += 1;
  CHECK(catalog->acquire(wanted("run-2")).orphaned_run == "run-1");
}

TEST_CASE("asking again for the lease one holds is granted") {
  const TempDir dir;
  const TestClock time;
  auto catalog = catalog::Catalog::open(dir.file("c.db"), time.clock());
  CHECK(catalog->acquire(wanted("run-1")).granted);
  *time.now += second;
  const auto again = catalog->acquire(wanted("run-1"));
  CHECK(again.granted);
  CHECK(!again.orphaned_run);
  CHECK(catalog->leases().at(0).heartbeat == start_of_time + second);
}

TEST_CASE("only the holder's release frees a lease") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  catalog->acquire(wanted("run-1"));
  catalog->release("sync-1", "run-2");
  catalog->release("sync-2", "run-1");
  CHECK(!catalog->acquire(wanted("run-2")).granted);
  catalog->release("sync-1", "run-1");
  CHECK(catalog->leases().empty());
  CHECK(catalog->acquire(wanted("run-2")).granted);
}

TEST_CASE("a dead owner of this boot is replaced at once, and its run named") {
  const TempDir dir;
  const TestClock time;
  const auto dead = dead_process();
  REQUIRE(base::liveness(dead) == base::Liveness::dead);
  auto catalog = catalog::Catalog::open(dir.file("c.db"), time.clock());
  CHECK(catalog->acquire(wanted("run-1", dead)).granted);
  const auto answer = catalog->acquire(wanted("run-2"));
  CHECK(answer.granted);
  CHECK(answer.orphaned_run == "run-1");
  CHECK(answer.holder.run_id == "run-2");
  CHECK(catalog->leases().size() == 1);
  CHECK(!catalog->heartbeat("sync-1", "run-1"));
  catalog->release("sync-1", "run-1");  // the dead one's, too late
  CHECK(catalog->leases().size() == 1);
}

TEST_CASE("an owner elsewhere is replaced after 60 s without a heartbeat, not before") {
  const TempDir dir;
  const TestClock time;
  auto catalog = catalog::Catalog::open(dir.file("c.db"), time.clock());
  CHECK(catalog->acquire(wanted("run-1", elsewhere())).granted);
  *time.now += 60 * second - 1;
  const auto early = catalog->acquire(wanted("run-2"));
  CHECK(!early.granted);
  CHECK(early.holder.owner == elsewhere());
  CHECK(catalog->heartbeat("sync-1", "run-1"));
  *time.now += 60 * second - 1;
  CHECK(!catalog->acquire(wanted("run-2")).granted);
  *time.now += 1;
  const auto late = catalog->acquire(wanted("run-2"));
  CHECK(late.granted);
  CHECK(late.orphaned_run == "run-1");
  CHECK(!catalog->heartbeat("sync-1", "run-1"));  // it wakes up, and learns that it lost
  CHECK(catalog->heartbeat("sync-1", "run-2"));
}

TEST_CASE("an owner elsewhere with a clock far ahead does not hold a lease for good") {
  const TempDir dir;
  const TestClock here;
  const TestClock ahead;
  *ahead.now += 365 * 24 * 3600 * second;
  const std::string path = dir.file("c.db");
  auto theirs = catalog::Catalog::open(path, ahead.clock());
  auto ours = catalog::Catalog::open(path, here.clock());
  CHECK(theirs->acquire(wanted("run-1", elsewhere())).granted);
  CHECK(!ours->acquire(wanted("run-2")).granted);
  *here.now += 59 * second;
  *ahead.now += 59 * second;
  CHECK(theirs->heartbeat("sync-1", "run-1"));  // it lives
  *here.now += 2 * second;
  CHECK(!ours->acquire(wanted("run-2")).granted);
  *here.now += 60 * second;  // now it is silent
  CHECK(ours->acquire(wanted("run-2")).orphaned_run == "run-1");
}

TEST_CASE("an owner that was killed is replaced by the next start") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  const pid_t child = start_process([&] {
    auto catalog = open_catalog(path);
    if (!catalog->acquire(wanted("run-1")).granted) return 1;
    ::raise(SIGKILL);
    return 2;
  });
  REQUIRE(wait_for(child) == -SIGKILL);
  auto catalog = open_catalog(path);
  const auto answer = catalog->acquire(wanted("run-2"));
  CHECK(answer.granted);
  CHECK(answer.orphaned_run == "run-1");
}

TEST_CASE("a stopped owner in another process is alive, however long it is silent") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = start_process([&] {
    auto catalog = open_catalog(path);
    const char granted = catalog->acquire(wanted("run-1")).granted ? 'y' : 'n';
    if (::write(ends[1], &granted, 1) != 1) return 1;
    ::raise(SIGSTOP);
    return catalog->heartbeat("sync-1", "run-1") ? 0 : 2;
  });
  char granted = 0;
  REQUIRE(::read(ends[0], &granted, 1) == 1);
  CHECK(granted == 'y');
  int stopped = 0;
  REQUIRE(::waitpid(child, &stopped, WUNTRACED) == child);
  REQUIRE(WIFSTOPPED(stopped));
  {
    TestClock time;  // however long it is silent
    *time.now = base::system_now() + 1000 * 3600 * second;
    auto catalog = catalog::Catalog::open(path, time.clock());
    CHECK(!catalog->acquire(wanted("run-2")).granted);
  }
  ::kill(child, SIGCONT);
  CHECK(wait_for(child) == 0);
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_CASE("of ten processes that ask for one lease, exactly one gets it") {
  for (int round = 0; round < 10; ++round) {
    const TempDir dir;
    const std::string path = dir.file("c.db");
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    // Each stays alive until all have asked: it waits for the parent to close the pipe.
    int hold[2];
    REQUIRE(::pipe(hold) == 0);
    std::vector<pid_t> processes;
    for (int i = 0; i < 10; ++i) {
      processes.push_back(start_process([&, i] {
        ::close(hold[1]);
        auto catalog = open_catalog(path);
        const auto answer = catalog->acquire(wanted("run-" + std::to_string(i)));
        const char said = answer.granted ? 'y' : 'n';
        if (answer.orphaned_run || ::write(ends[1], &said, 1) != 1) return 1;
        char nothing = 0;
        return ::read(hold[0], &nothing, 1) == 0 ? 0 : 2;
      }));
    }
    ::close(hold[0]);
    int granted = 0;
    for (int i = 0; i < 10; ++i) {
      char said = 0;
      REQUIRE(::read(ends[0], &said, 1) == 1);
      if (said == 'y') ++granted;
    }
    CHECK(granted == 1);
    ::close(hold[1]);
    for (pid_t process : processes) CHECK(wait_for(process) == 0);
    ::close(ends[0]);
    ::close(ends[1]);
  }
}

}  // namespace waybill::tests

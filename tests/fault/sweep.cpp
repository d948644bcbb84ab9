#include "fault/sweep.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <thread>

#include "warehouse/odbc/handles.hpp"

namespace waybill::tests {
namespace {

using namespace std::chrono_literals;

constexpr double kLongest = 5;        // seconds a run may take, whatever happens
constexpr double kAnswersWithin = 1;  // after a cancel
constexpr double kHangs = 1.5;        // of the actions' hang
constexpr unsigned kSeed = 20261121;

std::string rule_of(const Fault& fault) {
  return fmt::format("at={} do={}", fault.point->at, fault.action->does);
}

std::vector<Point> record(Bench& bench) {
  bench.restore();
  bench.driver.rule("");
  const Outcome outcome = bench.run();
  std::vector<Point> points;
  for (const std::string& line : bench.driver.recorded()) {
    std::istringstream in(line);
    Point point;
    long nth = 0;
    in >> point.at >> point.call >> nth;
    std::getline(in >> std::ws, point.text);
    points.push_back(std::move(point));
  }
  if (!outcome.report) throw std::runtime_error(describe(outcome));
  return points;
}

std::string describe(const Bench& bench, const Fault& fault) {
  return fmt::format("{}, {}, rule '{}' ({} {})", describe(bench.leg), bench.scenario.name,
                     rule_of(fault), fault.point->call, fault.point->text);
}

// WAYBILL_TEST_FAULT: only faults whose descriptions hold each of its parts between '&', and what
// became of each of them is told.
bool wanted(const std::string& description, std::string_view parts) {
  for (;;) {
    const std::size_t end = std::min(parts.find('&'), parts.size());
    if (description.find(parts.substr(0, end)) == std::string::npos) return false;
    if (end == parts.size()) return true;
    parts.remove_prefix(end + 1);
  }
}

bool is_commit(const Point& point) {
  return point.text.starts_with("COMMIT") || point.call == "EndTran";
}

// The process of the run ends within it. What it held the parent does not have.
std::string run_and_die(Bench& bench, const std::string& rule) {
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child < 0) return "no process could be made";
  if (child == 0) {
    bench.driver.rule(rule.c_str());
    bench.run();
    ::_exit(0);
  }
  const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(kLongest);
  int status = 0;
  pid_t ended = 0;
  while ((ended = ::waitpid(child, &status, WNOHANG)) == 0 &&
         std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(1ms);
  }
  if (ended == 0) {
    ::kill(child, SIGKILL);
    ::waitpid(child, &status, 0);
    return "the process hangs";
  }
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL ? "" : "the process was not killed";
}

// Presses cancel as soon as a call hangs.
class Canceller {
 public:
  Canceller(const FaultDriver& driver, base::CancelToken token)
      : thread_([this, &driver, token] {
          while (!ends_) {
            if (driver.look().hanging != 0) {
              pressed_ = std::chrono::steady_clock::now();
              token.cancel();
              return;
            }
            std::this_thread::sleep_for(2ms);
          }
        }) {}
  Canceller(const Canceller&) = delete;
  Canceller& operator=(const Canceller&) = delete;
  ~Canceller() { stop(); }
  // Seconds since cancel was pressed; 0: it was not.
  double stop() {
    ends_ = true;
    if (thread_.joinable()) thread_.join();
    if (!pressed_) return 0;
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - *pressed_).count();
  }

 private:
  std::atomic<bool> ends_ = false;
  std::optional<std::chrono::steady_clock::time_point> pressed_;
  std::thread thread_;
};

// A table may have been made: it has no rows then.
bool same(const Tables& found, const Tables& before) {
  for (const auto& [table, rows] : found) {
    const auto known = before.find(table);
    if (known == before.end() ? !rows.empty() : rows != known->second) return false;
  }
  return true;
}

class Judge {
 public:
  Judge(Bench& bench, Figures& figures) : bench_(bench), figures_(figures) {}

  // What became of the run.
  std::string judge(const Fault& fault) {
    fault_ = &fault;
    verdict_ = "the process ended";
    const std::string where = describe(bench_, fault);
    CAPTURE(where);  // said if the process crashes
    bench_.restore();
    ++figures_.injected;
    if (fault.action->honesty == Honesty::kills) {
      dies();
    } else {
      runs();
    }
    runs_again();
    return verdict_;
  }

 private:
  void problem(const std::string& what) {
    figures_.problems.push_back(describe(bench_, *fault_) + ": " + what);
  }

  void dies() {
    const std::string failure = run_and_die(bench_, rule_of(*fault_));
    if (!failure.empty()) problem(failure);
    ++figures_.killed;
    bench_.settle();
    const Tables found = bench_.destination->look();
    if (same(found, bench_.before)) return;
    const std::string wrong = bench_.wrong(found);
    if (!wrong.empty()) problem("after the process's end " + wrong);
  }

  void runs() {
    const base::CancelToken token;
    double waited = 0;
    Outcome outcome;
    bench_.driver.rule(rule_of(*fault_).c_str());
    {
      std::optional<Canceller> canceller;
      if (fault_->action->honesty == Honesty::hangs) canceller.emplace(bench_.driver, token);
      outcome = bench_.run(token);
      if (canceller) waited = canceller->stop();
    }
    const waybill_fault_state state = bench_.driver.look();
    bench_.driver.rule("");
    verdict_ = describe(outcome);
    figures_.slowest = std::max(figures_.slowest, outcome.seconds);
    if (state.fired == 0) problem("the call was not reached: runs differ");
    check_handles(state);
    if (outcome.seconds > kLongest) problem(fmt::format("it took {:.1f} s", outcome.seconds));
    if (waited > 0) ++figures_.cancelled;
    // What must not be cancelled, because nobody would know where it stands, hangs to its end.
    if (waited > kHangs + kAnswersWithin) problem(fmt::format("cancel took {:.1f} s", waited));
    if (!outcome.escaped.empty()) problem(describe(outcome));
    if (outcome.error) check_words(outcome);
    check_destination(outcome);
  }

  void check_handles(const waybill_fault_state& state) {
    const std::int64_t own = warehouse::odbc::Handle::alive() - bench_.handles;
    const long drivers = state.statements + state.connections + state.environments;
    if (own == 0 && drivers == left_) return;
    problem(
        fmt::format("handles are left: {} of the session, of the driver's {} statements, {} "
                    "connections, {} environments",
                    own, state.statements, state.connections, state.environments));
    bench_.handles += own;  // said once
    left_ = drivers;
  }

  void check_words(const Outcome& outcome) {
    const Error& error = *outcome.error;
    ++figures_.codes[std::string(error.code().id)];
    const std::string& message = error.message();
    if (message.empty() || message.find('\n') != std::string::npos) {
      problem("its message is no line: " + describe(outcome));
    }
    if (error.hint().empty() && error.code().id != codes::cancelled.id) {
      problem("it has no hint: " + describe(outcome));
    }
    const Blame side = bench_.leg.at_source ? Blame::source : Blame::destination;
    const bool own_doing = error.code().id == codes::cancelled.id;
    if (outcome.opened && !own_doing && error.blame() != side) {
      problem("it blames another: " + describe(outcome));
    }
    if (error.code().id == codes::internal.id &&
        fault_->action->does.find(':') != std::string::npos) {
      problem("it calls a driver's failure its own: " + describe(outcome));
    }
  }

  void check_destination(const Outcome& outcome) {
    if (fault_->action->does.starts_with("drop")) bench_.settle();
    const Tables found = bench_.destination->look();
    std::string wrong = bench_.wrong(found);
    if (outcome.report && wrong.empty()) {
      wrong = bench_.wrong(*outcome.report, fault_->action->honesty == Honesty::lies);
    }
    if (!outcome.error) {
      if (wrong.empty()) {
        ++figures_.went_well;
      } else if (fault_->action->honesty == Honesty::ends_early) {
        ++figures_.cut_short;
      } else {
        ++figures_.wrong_rows;
        problem("it went well, but " + wrong);
      }
      return;
    }
    if (same(found, bench_.before)) {
      ++figures_.failed;
    } else if (wrong.empty() && is_commit(*fault_->point)) {
      ++figures_.committed;
    } else {
      problem(fmt::format("{}; but the destination is changed: {}", describe(outcome),
                          wrong.empty() ? "it has all of the run" : wrong));
    }
  }

  void runs_again() {
    bench_.driver.rule("");
    const Outcome outcome = bench_.run();
    figures_.slowest = std::max(figures_.slowest, outcome.seconds);
    if (outcome.error || !outcome.escaped.empty()) {
      problem("the next run fails: " + describe(outcome));
      return;
    }
    if (outcome.seconds > kLongest) problem(fmt::format("the next run took {} s", outcome.seconds));
    check_handles(bench_.driver.look());
    if (fault_->action->honesty == Honesty::ends_early) return;
    const std::string wrong = bench_.wrong();
    if (!wrong.empty()) problem("after the next run " + wrong);
  }

  Bench& bench_;
  Figures& figures_;
  long left_ = 0;  // handles of the driver, of runs before
  const Fault* fault_ = nullptr;
  std::string verdict_;
};

}  // namespace

void Figures::add(const Figures& other) {
  points += other.points;
  possible += other.possible;
  injected += other.injected;
  went_well += other.went_well;
  failed += other.failed;
  committed += other.committed;
  killed += other.killed;
  cancelled += other.cancelled;
  cut_short += other.cut_short;
  wrong_rows += other.wrong_rows;
  slowest = std::max(slowest, other.slowest);
  calls.insert(other.calls.begin(), other.calls.end());
  covered.calls.insert(other.covered.calls.begin(), other.covered.calls.end());
  covered.actions.insert(other.covered.actions.begin(), other.covered.actions.end());
  for (const auto& [code, count] : other.codes) codes[code] += count;
  problems.insert(problems.end(), other.problems.begin(), other.problems.end());
}

Part part_to_visit() {
  const char* const text = std::getenv("WAYBILL_TEST_FAULT_PART");
  Part part;
  if (text == nullptr) return part;
  if (std::sscanf(text, "%zu/%zu", &part.number, &part.of) != 2 || part.number == 0 ||
      part.number > part.of) {
    throw std::runtime_error("WAYBILL_TEST_FAULT_PART is no part, such as 3/8");
  }
  return part;
}

void sweep(const Leg& leg, const Scenario& scenario, std::size_t share, Figures& all) {
  Bench bench(leg, scenario);
  const std::vector<Point> points = record(bench);
  std::vector<Fault> faults =
      in_order(points, fmt::format("{} {} {}", kSeed, describe(leg), scenario.name),
               share == 0 ? points.size() : share, all.covered);
  const char* const only = std::getenv("WAYBILL_TEST_FAULT");
  if (only != nullptr) {
    std::erase_if(faults,
                  [&](const Fault& fault) { return !wanted(describe(bench, fault), only); });
  }
  Figures figures;
  for (const Point& point : points) figures.calls.insert(point.call);
  figures.points = static_cast<std::int64_t>(points.size());
  figures.possible = static_cast<std::int64_t>(faults.size());
  if (only == nullptr && share > 0 && share < faults.size()) {
    faults.resize(share);
  }
  // Of the whole share: which faults the next scenarios take does not depend on the part.
  for (const Fault& fault : faults) {
    figures.covered.calls.insert(fault.point->call);
    figures.covered.actions.insert(fault.action->does);
  }
  const Part part = part_to_visit();
  std::size_t nth = 0;
  std::erase_if(faults, [&](const Fault&) { return nth++ % part.of != part.number - 1; });
  Judge judge(bench, figures);
  for (const Fault& fault : faults) {
    const std::string verdict = judge.judge(fault);
    if (only != nullptr) std::printf("%s: %s\n", describe(bench, fault).c_str(), verdict.c_str());
  }
  all.add(figures);
}

void print(const Figures& figures, const std::string& title) {
  std::string codes;
  for (const auto& [code, count] : figures.codes) codes += fmt::format(" {} {}", code, count);
  std::printf(
      "faults, %s: %ld injected of %ld at %ld points, %zu functions, %zu actions; %ld runs failed "
      "as they "
      "should, %ld went well, %ld committed and could not know it, %ld processes killed, %ld "
      "cancelled while they hung, %ld took an early end for the end; the slowest run %.1f s;%s\n",
      title.c_str(), figures.injected, figures.possible, figures.points,
      figures.covered.calls.size(), figures.covered.actions.size(), figures.failed,
      figures.went_well, figures.committed, figures.killed, figures.cancelled, figures.cut_short,
      figures.slowest, codes.c_str());
  std::fflush(stdout);
}

}  // namespace waybill::tests

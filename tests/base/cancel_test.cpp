// Cancelling from any thread, and the lifetime of interrupters.
#include "base/cancel.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "base/error.hpp"

using waybill::base::CancelToken;
using Registration = CancelToken::Registration;

namespace {

void wait_for(const std::atomic<bool>& flag) {
  while (!flag) std::this_thread::yield();
}

}  // namespace

TEST_CASE("copies share one flag") {
  const CancelToken token;
  const CancelToken copy = token;
  const CancelToken other;
  CHECK_FALSE(copy.cancelled());
  copy.throw_if_cancelled();
  token.cancel();
  CHECK(copy.cancelled());
  CHECK_FALSE(other.cancelled());
  bool thrown = false;
  try {
    copy.throw_if_cancelled();
  } catch (const waybill::Error& error) {
    thrown = true;
    CHECK(error.code().id == "WB9092");
  }
  CHECK(thrown);
}

TEST_CASE("an interrupter runs once, on the cancelling thread") {
  const CancelToken token;
  int runs = 0;
  std::thread::id runner;
  const Registration registration = token.on_cancel([&] {
    ++runs;
    runner = std::this_thread::get_id();
  });
  std::thread canceller([&] {
    token.cancel();
    token.cancel();
  });
  const std::thread::id expected = canceller.get_id();
  canceller.join();
  token.cancel();
  CHECK(runs == 1);
  CHECK(runner == expected);
}

TEST_CASE("registering after the cancel runs at once") {
  const CancelToken token;
  token.cancel();
  int runs = 0;
  const Registration registration = token.on_cancel([&] { ++runs; });
  CHECK(runs == 1);
}

TEST_CASE("a destroyed or moved-over registration does not run, a moved one still does") {
  const CancelToken token;
  int gone = 0, replaced = 0, kept = 0;
  {
    const Registration registration = token.on_cancel([&] { ++gone; });
  }
  Registration target = token.on_cancel([&] { ++replaced; });
  Registration origin = token.on_cancel([&] { ++kept; });
  target = std::move(origin);
  const Registration last(std::move(target));
  token.cancel();
  CHECK(gone == 0);
  CHECK(replaced == 0);
  CHECK(kept == 1);
}

TEST_CASE("a registration may outlive its token") {
  std::optional<Registration> registration;
  {
    const CancelToken token;
    registration = token.on_cancel([] {});
  }
  registration.reset();
  CHECK_FALSE(registration.has_value());
}

TEST_CASE("destroying a registration waits for its running interrupter") {
  const CancelToken token;
  std::atomic<bool> started{false}, let_go{false}, finished{false};
  auto registration = std::make_optional(token.on_cancel([&] {
    started = true;
    wait_for(let_go);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    finished = true;
  }));
  std::thread canceller([&] { token.cancel(); });
  wait_for(started);
  std::thread helper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    let_go = true;
  });
  registration.reset();
  CHECK(finished);
  canceller.join();
  helper.join();
}

TEST_CASE("an interrupter may destroy its own registration, register anew and cancel again") {
  const CancelToken token;
  std::optional<Registration> registration;
  int late = 0;
  registration = token.on_cancel([&] {
    registration.reset();
    const Registration another = token.on_cancel([&] { ++late; });
    token.cancel();
  });
  token.cancel();
  CHECK_FALSE(registration.has_value());
  CHECK(late == 1);
}

TEST_CASE("an interrupter may own another registration of the same token") {
  const CancelToken token;
  auto owned = std::make_shared<Registration>(token.on_cancel([] {}));
  const Registration owner = token.on_cancel([owned] { (void)owned; });
  owned.reset();
  token.cancel();
  CHECK(token.cancelled());
}

TEST_CASE("an interrupter may destroy the registration of one that has not run yet") {
  const CancelToken token;
  int runs = 0;
  std::optional<Registration> second;
  const Registration first = token.on_cancel([&] { second.reset(); });
  second = token.on_cancel([&] { ++runs; });
  token.cancel();
  CHECK(runs == 0);
}

TEST_CASE("many threads registering while others cancel: each interrupter runs at most once") {
  for (int round = 0; round < 200; ++round) {
    const CancelToken token;
    std::atomic<int> runs{0};
    std::atomic<bool> go{false};
    std::vector<std::thread> threads;
    for (int t = 0; t < 3; ++t) {
      threads.emplace_back([&] {
        wait_for(go);
        for (int i = 0; i < 20; ++i) {
          std::atomic<int> mine{0};
          {
            const Registration registration = token.on_cancel([&] {
              ++mine;
              ++runs;
            });
          }
          // No interrupter touches `mine` after its registration is gone.
          if (mine > 1) FAIL_CHECK("ran twice");
        }
      });
    }
    for (int t = 0; t < 2; ++t) {
      threads.emplace_back([&] {
        wait_for(go);
        token.cancel();
      });
    }
    go = true;
    for (std::thread& thread : threads) thread.join();
    const Registration after = token.on_cancel([&] { ++runs; });
    CHECK(runs >= 1);
    CHECK(runs <= 61);
  }
}

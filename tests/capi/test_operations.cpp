// Started operations: polling, waiting, cancelling and freeing, from this thread and others.
#include <doctest/doctest.h>
#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "support.hpp"
#include "support/skip.hpp"

using namespace waybill::tests;
using waybill::base::Json;

namespace {

std::int64_t count_of(const Json& transfer, const std::string& name) {
  const Json* value = transfer.at_pointer("/runs/0/report/counts/" + name);
  return value == nullptr ? -1 : value->as_int64().value_or(-1);
}

bool is_done(const Operation& operation) {
  std::int32_t done = 7;
  Err err;
  REQUIRE(waybill_operation_poll(operation.get(), &done, err) == WAYBILL_OK);
  REQUIRE((done == 0 || done == 1));
  return done == 1;
}

struct Running {
  Shop shop;
  Catalog catalog = shop.open();
  Gate gate;
  Operation operation = start(nullptr, catalog.get(), "destination.transfer", Shop::kTransfer,
                              Gate::progress, &gate, Gate::destroy);
  Running() { gate.await_arrival(); }
  ~Running() { gate.open(); }
};

}  // namespace

TEST_CASE("an operation runs beside its caller, ends, and its result can be had again") {
  Running running;
  CHECK_FALSE(is_done(running.operation));
  call(nullptr, running.catalog.get(), "model.list");  // the handle is free for other calls
  CHECK_FALSE(is_done(running.operation));
  running.gate.open();
  const Json result = wait(running.operation);
  CHECK(is_done(running.operation));
  CHECK(result.find("status")->as_string() == "success");
  CHECK(count_of(result, "inserted") == running.shop.of_acme);
  CHECK(running.shop.delivered() == running.shop.of_acme);
  CHECK(wait(running.operation) == result);
}

TEST_CASE("a call on the caller's thread gives the same result as a started one") {
  const Shop shop;
  const Catalog catalog = shop.open();
  const Json first = call(nullptr, catalog.get(), "destination.transfer", Shop::kTransfer);
  CHECK(count_of(first, "inserted") == shop.of_acme);
  const Json second = wait(start(nullptr, catalog.get(), "destination.transfer", Shop::kTransfer));
  CHECK(count_of(second, "inserted") == 0);
}

TEST_CASE("cancelling from another thread ends the operation with nothing delivered") {
  Running running;
  std::thread([&] { waybill_operation_cancel(running.operation.get()); }).join();
  running.gate.open();
  Buf result;
  Err err;
  CHECK(waybill_operation_wait(running.operation.get(), result, err) == WAYBILL_E_CANCELLED);
  CHECK(err.code() == "WB9092");
  CHECK(result.get().ptr == nullptr);
  CHECK(waybill_operation_wait(running.operation.get(), result, err) == WAYBILL_E_CANCELLED);
  CHECK(running.gate.destroyed() == 1);
  CHECK(running.shop.delivered() == 0);
  // The lease is given back: the next transfer runs.
  const Json next = call(nullptr, running.catalog.get(), "destination.transfer", Shop::kTransfer);
  CHECK(count_of(next, "inserted") == running.shop.of_acme);
}

TEST_CASE("a progress callback that answers not 0 cancels") {
  for (const std::int32_t answer : {1, -1, 256}) {
    Running running;
    running.gate.open(answer);
    Buf result;
    CHECK(waybill_operation_wait(running.operation.get(), result, nullptr) == WAYBILL_E_CANCELLED);
    CHECK(running.shop.delivered() == 0);
  }
}

TEST_CASE("cancelling what has ended changes nothing") {
  const Operation operation = start(nullptr, nullptr, "rules.list", "{}");
  const Json result = wait(operation);
  waybill_operation_cancel(operation.get());
  waybill_operation_cancel(operation.get());
  CHECK(wait(operation) == result);
}

TEST_CASE("freeing a running operation cancels it and waits for its thread") {
  Running running;
  std::atomic<bool> opened{false};
  std::thread opener([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    opened = true;
    running.gate.open();
  });
  running.operation.reset();
  CHECK(opened);
  CHECK(running.gate.destroyed() == 1);
  opener.join();
  CHECK(running.shop.delivered() == 0);
}

TEST_CASE("an operation can be waited for and freed by another thread than started it") {
  Running running;
  std::thread other([operation = std::move(running.operation), &running] {
    running.gate.open();
    CHECK(wait(operation).find("status")->as_string() == "success");
  });
  other.join();
  CHECK(running.gate.destroyed() == 1);
}

TEST_CASE("an operation's callback can cancel it, and is refused to wait for it") {
  struct Inside {
    std::mutex started;
    waybill_operation* operation = nullptr;
    waybill_status waited = WAYBILL_OK;
    std::string code;

    static std::int32_t progress(void* self, const char*, std::size_t) {
      Inside& state = *static_cast<Inside*>(self);
      const std::lock_guard lock(state.started);
      Buf result;
      Err err;
      state.waited = waybill_operation_wait(state.operation, result, err);
      state.code = err.code();
      waybill_operation_cancel(state.operation);
      return 0;
    }
  };
  const Shop shop;
  const Catalog catalog = shop.open();
  Inside state;
  std::unique_lock lock(state.started);
  const Operation operation = start(nullptr, catalog.get(), "destination.transfer", Shop::kTransfer,
                                    Inside::progress, &state);
  state.operation = operation.get();
  lock.unlock();
  Buf result;
  CHECK(waybill_operation_wait(operation.get(), result, nullptr) == WAYBILL_E_CANCELLED);
  CHECK(state.waited == WAYBILL_E_USAGE);
  CHECK(state.code == "WB9004");
}

TEST_CASE("an operation can be freed by its own callback") {
  struct Inside {
    std::mutex mutex;
    std::condition_variable changed;
    waybill_operation* operation = nullptr;
    bool destroyed = false;

    static std::int32_t progress(void* self, const char*, std::size_t) {
      Inside& state = *static_cast<Inside*>(self);
      const std::lock_guard lock(state.mutex);
      waybill_operation_free(std::exchange(state.operation, nullptr));
      return 0;
    }
    static void destroy(void* self) {
      Inside& state = *static_cast<Inside*>(self);
      const std::lock_guard lock(state.mutex);
      state.destroyed = true;
      state.changed.notify_all();
    }
  };
  const Shop shop;
  const Catalog catalog = shop.open();
  Inside state;
  {
    std::unique_lock lock(state.mutex);
    state.operation = start(nullptr, catalog.get(), "destination.transfer", Shop::kTransfer,
                            Inside::progress, &state, Inside::destroy)
                          .release();
    state.changed.wait(lock, [&] { return state.destroyed; });
  }
  CHECK(shop.delivered() == 0);
}

TEST_CASE("an operation started on a catalog whose file was replaced says so") {
  const Shop shop;
  const Catalog catalog = shop.open();
  for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(shop.catalog + part);
  open_catalog(shop.catalog);
  const Operation operation = start(nullptr, catalog.get(), "model.list", "{}");
  Buf result;
  Err err;
  CHECK(waybill_operation_wait(operation.get(), result, err) == WAYBILL_E_IO);
  CHECK(err.code() == "WB9301");
}

TEST_CASE("the thread of an operation takes no signals of the host's, and changes no mask") {
  struct Masks {
    bool blocked = true;
    static std::int32_t progress(void* self, const char*, std::size_t) {
      sigset_t mask;
      pthread_sigmask(SIG_SETMASK, nullptr, &mask);
      for (const int signal : {SIGINT, SIGTERM, SIGPIPE, SIGALRM, SIGCHLD, SIGUSR1}) {
        if (sigismember(&mask, signal) != 1) static_cast<Masks*>(self)->blocked = false;
      }
      if (sigismember(&mask, SIGSEGV) != 0) static_cast<Masks*>(self)->blocked = false;
      return 0;
    }
  };
  const Shop shop;
  const Catalog catalog = shop.open();
  sigset_t before, after;
  pthread_sigmask(SIG_SETMASK, nullptr, &before);
  Masks masks;
  wait(start(nullptr, catalog.get(), "destination.transfer", Shop::kTransfer, Masks::progress,
             &masks));
  pthread_sigmask(SIG_SETMASK, nullptr, &after);
  CHECK(masks.blocked);
  for (int signal = 1; signal < 32; ++signal) {
    CHECK(sigismember(&before, signal) == sigismember(&after, signal));
  }
}

TEST_CASE("two transfers of one destination at once: one runs, the other is told who does") {
  Running running;
  const Json second =
      wait(start(nullptr, running.catalog.get(), "destination.transfer", Shop::kTransfer));
  CHECK(second.find("status")->as_string() == "error");
  CHECK(second.at_pointer("/runs/0/error/code")->as_string() == "WB9201");
  running.gate.open();
  CHECK(wait(running.operation).find("status")->as_string() == "success");
}

TEST_CASE("an operation for which there is no thread fails at the start and destroys its callback" *
          doctest::skip(waybill::tests::under_valgrind("a stack too large for the machine"))) {
  pthread_attr_t usual, huge;
  REQUIRE(pthread_getattr_default_np(&usual) == 0);
  REQUIRE(pthread_attr_init(&huge) == 0);
  REQUIRE(pthread_attr_setstacksize(&huge, std::size_t{1} << 50) == 0);
  REQUIRE(pthread_setattr_default_np(&huge) == 0);
  Counted counted;
  waybill_operation* out = nullptr;
  Err err;
  const waybill_status status = waybill_start(&out, nullptr, nullptr, "rules.list", "{}", 2,
                                              nullptr, &counted, Counted::destroy, err);
  REQUIRE(pthread_setattr_default_np(&usual) == 0);
  CHECK(status == WAYBILL_E_MEMORY);
  CHECK(err.code() == "WB9091");
  CHECK(err.message().find("no thread") != std::string::npos);
  CHECK(waybill_error_retryable(err.get()) == 1);
  CHECK(out == nullptr);
  CHECK(counted.destroyed == 1);
  pthread_attr_destroy(&usual);
  pthread_attr_destroy(&huge);
}

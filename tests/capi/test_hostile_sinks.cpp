// Sinks that fail, refuse, lie, throw and hang: nothing of theirs is recorded as delivered, and
// nobody waits for them longer than a second after a cancel.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <stdexcept>
#include <thread>

#include "crm.hpp"

using namespace waybill::tests;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::string_view kRun = R"({"sync": "to crm"})";

// Something that a callback waits at.
class Door {
 public:
  void arrive_and_wait() {
    std::unique_lock lock(mutex_);
    arrived_ = true;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void arrive() {
    const std::lock_guard lock(mutex_);
    arrived_ = true;
    changed_.notify_all();
  }
  void await_arrival() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return arrived_; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool arrived_ = false;
  bool open_ = false;
};

std::vector<std::string> ids(Crm& crm) {
  std::vector<std::string> all;
  for (const Written& written : crm.written()) all.push_back(written.id);
  return all;
}

}  // namespace

TEST_CASE(
    "what a sink cannot do now is tried again under the same id, after the time it asks for") {
  CrmShop shop;
  std::vector<steady_clock::time_point> at;
  shop.crm.on_write = [&](const Crm::Call& call) {
    at.push_back(steady_clock::now());
    if (call.number == 1) return waybill_error_set(call.err, WAYBILL_E_TRANSIENT, "429", "", 120);
    if (call.number == 2) return WAYBILL_E_BUSY;
    return WAYBILL_OK;
  };
  int finished = 0;
  shop.crm.on_finish = [&](waybill_error** err) {
    return ++finished == 1 ? waybill_error_set(err, WAYBILL_E_TRANSIENT, "not yet", nullptr, 1)
                           : WAYBILL_OK;
  };
  const auto report = shop.run();
  CHECK(text_at(report, "/report/counts/inserted") == "3");
  CHECK(text_at(report, "/report/retries") == "0");
  REQUIRE(at.size() == 3);
  CHECK(at[1] - at[0] >= milliseconds(120));
  const std::vector<std::string> sent = ids(shop.crm);
  CHECK(sent[0] == sent[1]);
  CHECK(sent[0] == sent[2]);
  CHECK(finished == 2);
  CHECK(shop.crm.opened() == 1);
  CHECK(shop.crm.closed() == 1);
}

TEST_CASE("a sink that asks to be called later than a run waits fails it at once, retryably") {
  CrmShop shop;
  shop.crm.on_write = [](const Crm::Call& call) {
    return waybill_error_set(call.err, WAYBILL_E_TRANSIENT, "tomorrow", "come back", 86'400'000);
  };
  CHECK(shop.failure() == "WB9402");
  CHECK(shop.failed_with == "sink 'crm', write: tomorrow");
  CHECK(shop.crm.calls() == std::vector<std::string>{"open", "write", "close"});
}

TEST_CASE("a failed run records nothing, and the next sends the same content under the same ids") {
  CrmShop shop(30, "", R"({"batch_rows": 4})");
  shop.crm.on_write = [](const Crm::Call& call) {
    return call.number == 2 ? waybill_error_set(call.err, WAYBILL_E_IO, "500", nullptr, 0)
                            : WAYBILL_OK;
  };
  CHECK(shop.failure() == "WB9401");
  CHECK(shop.failed_with == "sink 'crm', write: 500");
  CHECK(shop.crm.calls() == std::vector<std::string>{"open", "write", "write", "close"});
  const std::vector<std::string> first = ids(shop.crm);
  shop.crm.forget();
  shop.crm.on_write = nullptr;
  CHECK(text_at(shop.run(), "/report/counts/inserted") == "10");
  const std::vector<std::string> second = ids(shop.crm);
  REQUIRE(second.size() == 3);
  CHECK(second[0] == first[0]);
  CHECK(second[1] == first[1]);
  shop.crm.forget();
  shop.run(R"("full_refresh": true)");
  CHECK(ids(shop.crm) != second);  // that run was recorded
}

TEST_CASE("each status a sink answers has its class, and what is no answer is said") {
  struct Answer {
    Crm::Write write;
    std::string_view code;
    std::string_view said;
  };
  const auto status = [](waybill_status value) {
    return [value](const Crm::Call&) { return value; };
  };
  const std::vector<Answer> cases{
      {status(WAYBILL_E_IO), "WB9401", "the sink failed"},
      {status(WAYBILL_E_INTERNAL), "WB9401", "the sink failed"},
      {status(WAYBILL_E_PERMISSION), "WB9403", "denied"},
      {status(WAYBILL_E_CONFIG), "WB9404", "config"},
      {status(WAYBILL_E_SCHEMA), "WB9405", "does not take"},
      {status(WAYBILL_E_CANCELLED), "WB9092", "cancelled"},
      {status(77), "WB9406", "answered 77, which is no status"},
      {status(-1), "WB9406", "no status"},
      {[](const Crm::Call& call) {
         waybill_error_set(call.err, WAYBILL_E_IO, "oops", nullptr, 0);
         return WAYBILL_OK;
       },
       "WB9406", "answered WAYBILL_OK, and an error: oops"},
      {[](const Crm::Call&) -> waybill_status { throw std::runtime_error("secret row data"); },
       "WB9406", "write threw an exception"},
      {[](const Crm::Call&) -> waybill_status { throw 7; }, "WB9406", "write threw an exception"},
  };
  CrmShop shop;
  for (const Answer& answer : cases) {
    CAPTURE(answer.said);
    shop.crm.on_write = answer.write;
    CHECK(shop.failure() == answer.code);
    CHECK(shop.failed_with.find(answer.said) != std::string::npos);
    CHECK(shop.failed_with.find("secret") == std::string::npos);
  }
  CHECK(shop.crm.opened() == static_cast<int>(cases.size()));
  CHECK(shop.crm.closed() == static_cast<int>(cases.size()));
  shop.crm.on_open = [](const waybill_sink_run*, waybill_error** err) {
    return waybill_error_set(err, WAYBILL_E_CONFIG, "no such account", nullptr, 0);
  };
  CHECK(shop.failure() == "WB9404");
  CHECK(shop.crm.closed() == static_cast<int>(cases.size()));  // there is nothing to close
  shop.crm.on_open = nullptr;
  shop.crm.on_write = nullptr;
  CHECK(shop.failure() == "");
}

TEST_CASE("answers for rows that cannot be true fail the run") {
  using Lie = std::function<waybill_status(waybill_row_results*)>;
  const std::vector<Lie> lies{
      [](waybill_row_results* r) { return waybill_row_reject(r, 3, "x"); },
      [](waybill_row_results* r) { return waybill_row_reject(r, -1, "x"); },
      [](waybill_row_results* r) { return waybill_row_retry(r, INT64_MAX, "x"); },
      [](waybill_row_results* r) {
        waybill_row_reject(r, 1, "x");
        return waybill_row_reject(r, 1, "x");
      },
      [](waybill_row_results* r) {
        waybill_row_retry(r, 1, "x");
        return waybill_row_reject(r, 1, "x");
      },
      [](waybill_row_results* r) {
        for (int row = 0; row < 3; ++row) waybill_row_reject(r, row, "x");
        return waybill_row_reject(r, 3, "one more than there are");
      },
  };
  CrmShop shop;
  for (const Lie& lie : lies) {
    shop.crm.on_write = [&](const Crm::Call& call) {
      CHECK(lie(call.results) == WAYBILL_E_USAGE);
      return WAYBILL_OK;
    };
    CHECK(shop.failure() == "WB9406");
    CHECK(shop.failed_with.find("answered for") != std::string::npos);
  }
  CHECK(shop.rejects().as_array().empty());
  CHECK(waybill_row_reject(nullptr, 0, "x") == WAYBILL_E_USAGE);
}

TEST_CASE("answers after the call, and after the close, are refused") {
  CrmShop shop;
  waybill_row_results* kept = nullptr;
  shop.crm.on_write = [&](const Crm::Call& call) {
    kept = call.results;
    return WAYBILL_OK;
  };
  shop.crm.on_finish = [&](waybill_error**) {
    CHECK(waybill_row_reject(kept, 0, "too late") == WAYBILL_E_USAGE);
    return WAYBILL_OK;
  };
  CHECK(text_at(shop.run(), "/status") == "success");
  CHECK(waybill_row_reject(kept, 0, "much too late") == WAYBILL_E_USAGE);
  CHECK(shop.rejects().as_array().empty());
}

TEST_CASE("rejected rows are dead letters with their reasons, and go again in the next run") {
  CrmShop shop(30, R"("on_reject": {"max_ratio": 1})", R"({"batch_rows": 4})");
  shop.crm.on_write = [](const Crm::Call& call) {
    if (call.number == 2) {
      waybill_row_reject(call.results, 1, "no\nemail");
      waybill_row_reject(call.results, 3, nullptr);
    }
    return WAYBILL_OK;
  };
  const auto report = shop.run();
  CHECK(text_at(report, "/status") == "partial_failure");
  CHECK(text_at(report, "/report/counts/inserted") == "8");
  CHECK(text_at(report, "/report/counts/rejected") == "2");
  const auto rejects = shop.rejects();
  REQUIRE(rejects.as_array().size() == 2);
  std::vector<std::string> said;
  for (const auto& item : rejects.as_array()) {
    CHECK(text_at(item, "/code") == "WB8514");
    said.push_back(text_at(item, "/key") + text_at(item, "/message"));
  }
  std::ranges::sort(said);
  CHECK(said == std::vector<std::string>{R"({"order_id":"15"}no email)",
                                         R"({"order_id":"21"}the sink gave no reason)"});
  shop.crm.forget();
  shop.crm.on_write = nullptr;
  shop.run();
  REQUIRE(shop.crm.written().size() >= 1);
  bool came_again = false;
  for (const Written& written : shop.crm.written()) {
    came_again |= std::ranges::count(written.keys, 15) == 1;
  }
  CHECK(came_again);
  const auto settled = shop.rejects();
  for (const auto& item : settled.as_array()) CHECK(text_at(item, "/state") == "resolved");
}

TEST_CASE("rows a sink asks for again come again alone, and are dead letters when it goes on") {
  CrmShop shop(30, R"("on_reject": {"max_ratio": 1})");
  shop.crm.on_write = [](const Crm::Call& call) {
    // Row 2 of the ten is taken the second time, what was row 5 never.
    const std::int64_t rows = call.rows->length;
    if (rows == 10) {
      waybill_row_retry(call.results, 2, "locked");
      waybill_row_retry(call.results, 5, "locked");
    } else {
      waybill_row_retry(call.results, rows - 1, "still locked");
    }
    return WAYBILL_OK;
  };
  const auto report = shop.run();
  CHECK(text_at(report, "/report/counts/inserted") == "9");
  CHECK(text_at(report, "/report/counts/rejected") == "1");
  std::vector<std::vector<std::int64_t>> came;
  for (const Written& written : shop.crm.written()) came.push_back(written.keys);
  REQUIRE(came.size() == 4);
  CHECK(came[1] == std::vector<std::int64_t>{6, 15});
  CHECK(came[2] == std::vector<std::int64_t>{15});
  CHECK(came[3] == std::vector<std::int64_t>{15});
  CHECK(ids(shop.crm)[2] == ids(shop.crm)[3]);
  CHECK(text_at(shop.rejects(), "/0/code") == "WB8515");
  CHECK(text_at(shop.rejects(), "/0/message") == "still locked");
}

TEST_CASE("deletes that a sink refuses are withheld, and tried again by the next run") {
  CrmShop shop(30, R"("mode": "mirror", "delete_guard": false)");
  shop.run();
  run_sql(shop.source, "DELETE FROM shop_orders WHERE order_id IN (6, 12)");
  shop.crm.forget();
  shop.crm.on_write = [](const Crm::Call& call) {
    if (std::string(call.batch->operation) == "delete") {
      CHECK(call.schema->n_children == 1);
      waybill_row_reject(call.results, 0, "has invoices");
    }
    return WAYBILL_OK;
  };
  const auto report = shop.run();
  CHECK(text_at(report, "/status") == "partial_failure");
  CHECK(text_at(report, "/report/vanished") ==
        R"({"vanished":2,"deleted":1,"withheld":1,"already_gone":0})");
  CHECK(text_at(report, "/report/deletes_withheld") == "the sink refused deletes: has invoices");
  shop.crm.forget();
  shop.crm.on_write = nullptr;
  CHECK(text_at(shop.run(), "/report/vanished/deleted") == "1");
  REQUIRE(shop.crm.written().size() == 1);
  CHECK(shop.crm.written()[0].operation == "delete");
  CHECK(shop.crm.written()[0].keys.size() == 1);
}

TEST_CASE("a sink that waits with an eye on the cancel ends at once, and is closed") {
  CrmShop shop;
  Door door;
  shop.crm.on_write = [&](const Crm::Call& call) {
    door.arrive();
    const std::int32_t cancelled = waybill_cancelled(call.batch->run->cancel, 60'000);
    CHECK(cancelled == 1);
    return waybill_error_set(call.err, WAYBILL_E_CANCELLED, "stopped", nullptr, 0);
  };
  const Operation operation =
      start(shop.context.get(), shop.catalog_handle.get(), "sync.run", kRun);
  door.await_arrival();
  const auto began = steady_clock::now();
  waybill_operation_cancel(operation.get());
  Buf result;
  Err err;
  CHECK(waybill_operation_wait(operation.get(), result, err) == WAYBILL_E_CANCELLED);
  CHECK(steady_clock::now() - began < milliseconds(1000));
  CHECK(shop.crm.calls() == std::vector<std::string>{"open", "write", "close"});
  shop.crm.on_write = nullptr;
  CHECK(text_at(shop.run(), "/report/counts/inserted") == "3");
}

TEST_CASE("a cancel ends the wait for a sink's rate and for what it asked to be tried again") {
  for (const char* describe :
       {R"({"batch_rows": 1, "rate_limit": {"rows_per_second": 0.01}})", ""}) {
    CrmShop shop(9, "", describe);
    Door door;
    shop.crm.on_write = [&](const Crm::Call& call) {
      door.arrive();
      return *describe == '\0'
                 ? waybill_error_set(call.err, WAYBILL_E_TRANSIENT, "later", nullptr, 60'000)
                 : WAYBILL_OK;
    };
    const Operation operation =
        start(shop.context.get(), shop.catalog_handle.get(), "sync.run", kRun);
    door.await_arrival();
    const auto began = steady_clock::now();
    waybill_operation_cancel(operation.get());
    Buf result;
    CHECK(waybill_operation_wait(operation.get(), result, nullptr) == WAYBILL_E_CANCELLED);
    CHECK(steady_clock::now() - began < milliseconds(1000));
    CHECK(shop.crm.closed() == 1);
  }
}

TEST_CASE("a sink that hangs is left behind within a second, and lets nobody in until it returns") {
  // What hangs: the first write, the open, or the close of a run that was cancelled.
  for (const std::string hangs : {"write", "open", "close"}) {
    CAPTURE(hangs);
    Door door;
    CrmShop shop;
    std::atomic<bool> hang{true};
    const auto stay = [&](const char* where) {
      if (hang && hangs == where) door.arrive_and_wait();
    };
    waybill_row_results* kept = nullptr;
    waybill_status late = -1;
    shop.crm.on_open = [&](const waybill_sink_run*, waybill_error**) {
      stay("open");
      return WAYBILL_OK;
    };
    shop.crm.on_write = [&](const Crm::Call& call) {
      kept = call.results;
      stay("write");
      late = waybill_row_reject(call.results, 0, "after the run");
      return WAYBILL_OK;
    };
    shop.crm.on_close = [&] { stay("close"); };
    Operation operation = start(shop.context.get(), shop.catalog_handle.get(), "sync.run", kRun);
    door.await_arrival();
    const auto began = steady_clock::now();
    waybill_operation_cancel(operation.get());
    Buf result;
    Err err;
    const waybill_status ended = waybill_operation_wait(operation.get(), result, err);
    CHECK(steady_clock::now() - began < milliseconds(1000));
    if (hangs == "close") {
      CHECK(ended == WAYBILL_OK);  // everything had arrived and was recorded
    } else {
      CHECK(ended == WAYBILL_E_CANCELLED);
    }
    CHECK(shop.failure() == "WB9407");
    CHECK(shop.failed_with.find("has not returned") != std::string::npos);
    hang = false;
    door.open();
    CHECK(soon([&] { return shop.crm.closed() == 1; }));
    CHECK(soon([&] { return shop.failure() != "WB9407"; }));
    if (hangs == "write") CHECK(late == WAYBILL_OK);
    CHECK(shop.crm.opened() == shop.crm.closed());
    operation.reset();
    shop.end();
  }
}

TEST_CASE("a sink outlives its context until a call of it that hangs has returned") {
  Door door;
  Crm crm;
  {
    CrmShop shop;
    REQUIRE(waybill_unregister_sink(shop.context.get(), "crm", nullptr) == WAYBILL_OK);
    REQUIRE(crm.add_to(shop.context) == WAYBILL_OK);
    crm.on_write = [&](const Crm::Call&) {
      door.arrive_and_wait();
      return WAYBILL_OK;
    };
    const Operation operation =
        start(shop.context.get(), shop.catalog_handle.get(), "sync.run", kRun);
    door.await_arrival();
  }  // freeing an operation cancels it
  CHECK_FALSE(crm.gone());
  door.open();
  CHECK(soon([&] { return crm.gone(); }));
  CHECK(crm.closed() == 1);
}

TEST_CASE("runs of one sink side by side have sessions of their own") {
  CrmShop shop(9);
  call(shop.context.get(), shop.catalog_handle.get(), "config.apply", R"({"documents": [
    {"sync": {"name": "second", "model": "orders", "destination": "crm", "object": "other"}}]})");
  std::atomic<int> at_once{0};
  shop.crm.on_write = [&](const Crm::Call&) {
    ++at_once;
    CHECK(soon([&] { return at_once == 2; }));
    return WAYBILL_OK;
  };
  const Operation first = start(shop.context.get(), shop.catalog_handle.get(), "sync.run", kRun);
  const Operation second =
      start(shop.context.get(), shop.catalog_handle.get(), "sync.run", R"({"sync": "second"})");
  CHECK(text_at(wait(first), "/status") == "success");
  CHECK(text_at(wait(second), "/status") == "success");
  CHECK(shop.crm.opened() == 2);
  CHECK(shop.crm.closed() == 2);
}

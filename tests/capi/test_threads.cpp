// Many threads at once: no context, one context, one catalog handle by mistake.
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "support.hpp"

using namespace waybill::tests;
using waybill::base::Json;

namespace {

void in_threads(int count, const std::function<void(int)>& work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("sixteen threads lint at once without any handle") {
  constexpr int kThreads = 16, kRounds = 20;
  std::atomic<int> right{0};
  in_threads(kThreads, [&](int thread) {
    for (int round = 0; round < kRounds; ++round) {
      // Every thread has a document of its own, with one finding at a place of its own.
      const std::string key = "nonsense_" + std::to_string(thread);
      const std::string params =
          R"({"documents": [{"recipient": {"name": "A", "id_in_provider_system": "a", ")" + key +
          R"(": 1}}]})";
      waybill_buf result{};
      waybill_error* error = nullptr;
      if (waybill_call(nullptr, nullptr, "config.lint", params.data(), params.size(), &result,
                       &error) == WAYBILL_OK) {
        const std::string text(result.ptr, result.size);
        if (text.find("WB1003") != std::string::npos && text.find(key) != std::string::npos) {
          ++right;
        }
      }
      waybill_buf_dispose(&result);
      waybill_error_free(error);
    }
  });
  CHECK(right == kThreads * kRounds);
}

TEST_CASE("sixteen threads lint one folder of every kind at once, with equal reports") {
  constexpr int kThreads = 16, kRounds = 8;
  const std::string params = std::string(R"({"documents": )") + std::string(kEveryKind) + "}";
  const auto report = [&] {
    Buf result;
    const waybill_status status = waybill_call(nullptr, nullptr, "config.lint", params.data(),
                                               params.size(), result, nullptr);
    return status == WAYBILL_OK ? result.text() : std::string();
  };
  const std::string expected = report();
  REQUIRE(expected.find("WB4001") != std::string::npos);
  std::atomic<int> equal{0};
  in_threads(kThreads, [&](int) {
    for (int round = 0; round < kRounds; ++round) equal += report() == expected;
  });
  CHECK(equal == kThreads * kRounds);
}

TEST_CASE("one context serves catalogs on many threads") {
  constexpr int kThreads = 8;
  const Context context = new_context();
  std::atomic<int> delivered{0};
  in_threads(kThreads, [&](int) {
    const Shop shop;
    const Catalog catalog = shop.open(context.get());
    call(context.get(), catalog.get(), "destination.transfer", Shop::kTransfer);
    delivered += static_cast<int>(shop.delivered());
  });
  CHECK(delivered == kThreads * Shop().of_acme);
}

// 1,000 operations a thread with WAYBILL_TEST_DEEP, 60 without.
TEST_CASE("sixteen threads do all kinds of work at once with one context and one catalog's file") {
  constexpr int kThreads = 16;
  const int rounds = std::getenv("WAYBILL_TEST_DEEP") == nullptr ? 60 : 1000;
  const Shop shop;
  const Context context = new_context();
  std::atomic<std::int64_t> heard{0};
  REQUIRE(waybill_context_set_log(
              context.get(),
              [](void* user_data, std::int32_t, const char*, const char*) {
                ++*static_cast<std::atomic<std::int64_t>*>(user_data);
              },
              WAYBILL_LOG_DEBUG, &heard, nullptr, nullptr) == WAYBILL_OK);
  const Catalog first = shop.open(context.get());
  std::atomic<int> right{0};
  in_threads(kThreads, [&](int thread) {
    const Catalog catalog = shop.open(context.get());
    const std::string name = "r" + std::to_string(thread);
    // One of them runs at a time, and says so in the log.
    const Operation transfer =
        start(context.get(), catalog.get(), "destination.transfer", std::string(Shop::kTransfer));
    Buf report;
    CHECK(waybill_operation_wait(transfer.get(), report, nullptr) == WAYBILL_OK);
    for (int round = 0; round < rounds; ++round) {
      switch ((round + thread) % 6) {
        case 0:
          right += call(nullptr, nullptr, "rules.explain", R"({"code": "WB4001"})").find("code") !=
                   nullptr;
          break;
        case 1:
          right +=
              call(context.get(), catalog.get(), "model.list").find("items")->as_array().size() ==
              1;
          break;
        case 2:  // each its own object, made, changed and deleted again and again
          call(context.get(), catalog.get(), "recipient.create",
               R"({"document": {"name": ")" + name + R"(", "id_in_provider_system": ")" + name +
                   R"("}})");
          call(context.get(), catalog.get(), "recipient.delete", R"({"name": ")" + name + R"("})");
          ++right;
          break;
        case 3: {
          const Operation running = start(context.get(), catalog.get(), "run.list", "{}");
          Buf result;
          right += waybill_operation_wait(running.get(), result, nullptr) == WAYBILL_OK;
          break;
        }
        case 4: {  // what is cancelled ends, whether before it began or after it was done
          const Operation running = start(context.get(), catalog.get(), "catalog.check", "{}");
          waybill_operation_cancel(running.get());
          Buf result;
          const waybill_status status = waybill_operation_wait(running.get(), result, nullptr);
          right += status == WAYBILL_OK || status == WAYBILL_E_CANCELLED;
          break;
        }
        default: {
          waybill_buf result{};
          waybill_error* error = nullptr;
          right += waybill_call(context.get(), catalog.get(), "model.get", R"({"name": "no"})", 14,
                                &result, &error) == WAYBILL_E_NOT_FOUND;
          waybill_buf_dispose(&result);
          waybill_error_free(error);
        }
      }
    }
  });
  CHECK(right == kThreads * rounds);
  CHECK(heard > 0);
  CHECK(call(context.get(), first.get(), "catalog.check").find("ok")->as_bool());
}

TEST_CASE("one catalog handle used by two threads at once is refused, not harmed") {
  const Shop shop;
  const Catalog catalog = shop.open();
  std::atomic<int> ok{0}, refused{0}, other{0};
  in_threads(8, [&](int) {
    for (int i = 0; i < 50; ++i) {
      waybill_buf result{};
      waybill_error* error = nullptr;
      const waybill_status status =
          waybill_call(nullptr, catalog.get(), "model.list", "{}", 2, &result, &error);
      const std::string code = waybill_error_code(error);
      ++(status == WAYBILL_OK ? ok : code == "WB9012" ? refused : other);
      waybill_buf_dispose(&result);
      waybill_error_free(error);
    }
  });
  CHECK(ok > 0);
  CHECK(other == 0);
  CHECK(ok + refused == 400);
  CHECK(call(nullptr, catalog.get(), "model.list").find("items")->as_array().size() == 1);
}

TEST_CASE("operations of one catalog run at once, each to an end") {
  const Shop shop;
  const Catalog catalog = shop.open();
  std::vector<Operation> operations;
  for (int i = 0; i < 12; ++i) {
    operations.push_back(
        start(nullptr, catalog.get(), i % 3 == 0 ? "catalog.check" : "run.list", "{}"));
  }
  for (std::size_t i = 0; i < operations.size(); i += 2) {
    waybill_operation_cancel(operations[i].get());
  }
  for (const Operation& operation : operations) {
    Buf result;
    const waybill_status status = waybill_operation_wait(operation.get(), result, nullptr);
    CHECK((status == WAYBILL_OK || status == WAYBILL_E_CANCELLED));
  }
}

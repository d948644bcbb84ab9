// Many threads at once: no context, one context, one catalog handle by mistake.
#include <doctest/doctest.h>

#include <atomic>
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

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "service/bench.hpp"

using namespace waybill;
using namespace waybill::tests;

TEST_SUITE_BEGIN("service: the table");

TEST_CASE("the table is ordered by name and every row can be found") {
  const auto table = service::operations();
  CHECK(std::ranges::is_sorted(table, {}, &service::Operation::name));
  for (const service::Operation& operation : table) {
    CAPTURE(std::string(operation.name));
    CHECK(service::find_operation(operation.name) == &operation);
    CHECK(operation.name.find('.') != std::string_view::npos);
    CHECK(bool(operation.run != nullptr || operation.stream != nullptr));
    CHECK(!operation.help.empty());
    CHECK(!operation.example.empty());
    CHECK(operation.result.empty() == bool(operation.run == nullptr));
    std::set<std::string_view> names;
    for (const service::Param& param : operation.params) {
      CHECK(names.insert(param.name).second);
      CHECK(!param.help.empty());
    }
  }
  CHECK(service::find_operation("model.destroy") == nullptr);
  CHECK(service::find_operation("") == nullptr);
}

TEST_CASE("operations.list describes every row with its schemas") {
  Bench bench;
  const base::Json list = bench.call("operations.list");
  const auto& items = list.find("items")->as_array();
  REQUIRE(items.size() == service::operations().size());
  for (const base::Json& item : items) {
    CHECK(item.at_pointer("/parameters/properties") != nullptr);
    CHECK(text_at(item, "/parameters/additionalProperties") == "false");
    const bool only_rows = text_at(item, "/ways") == R"(["stream"])";
    const std::string name = text_at(item, "/name");
    CHECK(only_rows == (name == "model.read" || name == "reject.export"));
    CHECK((item.at_pointer("/result/properties")->as_object().size() > 0) != only_rows);
  }
}

TEST_CASE("parameters are checked against the table") {
  Bench bench;
  CHECK(bench.failure("run.list", R"({"statsu": "error"})") == "WB9001");
  CHECK(bench.last_error.find("did you mean 'status'?") != std::string::npos);
  CHECK(bench.failure("run.list", R"({"status": "bad"})") == "WB9001");
  CHECK(bench.failure("run.list", R"({"status": 1})") == "WB9001");
  CHECK(bench.failure("run.list", R"({"page_size": "1"})") == "WB9001");
  CHECK(bench.failure("run.list", R"({"page_size": 0})") == "WB9001");
  CHECK(bench.failure("run.list", R"({"page_size": 1001})") == "WB9001");
  CHECK(bench.failure("run.list", R"({"ended_before": "yesterday"})") == "WB9001");
  CHECK(bench.failure("model.get") == "WB9001");
  CHECK(bench.failure("run.list", "[]") == "WB9001");
  CHECK(bench.failure("run.list", R"({"page_size": 1000, "status": "error"})") == "");
  CHECK(bench.failure("sync.run", R"({"sync": "x", "tags": {"a": 1}})") == "WB9001");
  CHECK(bench.failure(
            "sync.run",
            R"({"sync": "x", "from": "2026-01-02T00:00:00Z", "to": "2026-01-02T00:00:00Z"})") ==
        "WB9001");
}

TEST_CASE("a catalog is asked for by name where it is missing") {
  Bench bench;
  bench.catalog.reset();
  CHECK(bench.failure("model.list") == "WB9003");
  CHECK(bench.failure("rules.list") == "");
}

TEST_CASE("an operation that answers rows alone says so to a call") {
  Bench bench;
  CHECK(bench.failure("model.read", R"({"model": "items"})") == "WB9004");
  CHECK(bench.last_error.find("waybill_stream") != std::string::npos);
}

TEST_CASE("every code can be explained, and a wrong one names the nearest") {
  Bench bench;
  const base::Json list = bench.call("rules.list");
  for (const base::Json& item : list.find("items")->as_array()) {
    const std::string code = text_at(item, "/code");
    CHECK(text_at(bench.call("rules.explain", R"({"code": ")" + code + "\"}"), "/code") == code);
  }
  CHECK(bench.failure("rules.explain", R"({"code": "WB4999"})") == "WB9007");
}

TEST_SUITE_END();

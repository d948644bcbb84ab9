// Unit tests of models beside a product's other tests, with doctest: no database, no catalog.
//
//   c++ -std=c++17 model_test.cpp $(pkg-config --cflags --libs waybill) -o model_test &&
//   ./model_test
//
// Run it where the folder `config` is.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "waybill/waybill.hpp"

namespace {

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != text.npos;
}

// A query that is made by the program, with a test of its own.
std::string paid_orders(const std::string& condition) {
  return R"({"documents": [{"model": {
    "model_name": "paid_orders",
    "source_query": "SELECT id, amount FROM orders WHERE )" +
         condition + R"(",
    "primary_key": "id",
    "change_detection": "snapshot",
    "tests": [{
      "name": "only what is paid",
      "given": {"orders": [{"id": 1, "amount": 5, "paid": true}, {"id": 2, "amount": 7, "paid": false}]},
      "expect": [{"id": 1, "amount": 5}]
    }]}}]})";
}

}  // namespace

TEST_CASE("the tests of the models we ship pass") {
  const std::string report = waybill::call("model.test", R"({"paths": ["config"]})");
  CAPTURE(report);
  CHECK(has(report, R"("failed":0,"error":0)"));
  CHECK(has(report, R"("findings":[])"));
}

TEST_CASE("a query that lets unpaid orders through is found") {
  CHECK(has(waybill::call("model.test", paid_orders("paid")), R"("status":"passed")"));
  const std::string report = waybill::call("model.test", paid_orders("amount > 0"));
  CAPTURE(report);
  CHECK(has(report, R"("kind":"unexpected")"));
}

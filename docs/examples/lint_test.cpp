// A product's own tests over the models it ships, with doctest: no database, no catalog.
//
//   c++ -std=c++17 lint_test.cpp $(pkg-config --cflags --libs waybill) -o lint_test && ./lint_test
//
// Run it where the folder `config` is.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "waybill/waybill.hpp"

namespace {

// The report as JSON on one line; any JSON library could read it.
std::string lint(const std::string& params) {
  return waybill::call("config.lint", params);
}

int count(std::string_view text, std::string_view part) {
  int found = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

// A model of three columns; `name` is what the second is called at the destination.
std::string model(const std::string& name) {
  return R"({"documents": [{"model": {
    "model_name": "purchases",
    "source_table": "shop_purchases",
    "columns": [
      {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint",
       "is_primary_key": true},
      {"name_in_source": "pos", "name_in_destination": ")" +
         name + R"(", "data_type": "integer"},
      {"name_in_source": "changed", "name_in_destination": "changed", "data_type": "timestamp",
       "is_last_modified": true}
    ]}}]})";
}

}  // namespace

TEST_CASE("the models we ship have no findings") {
  const std::string report = lint(R"({"paths": ["config"], "format": "text"})");
  CAPTURE(report);
  CHECK(count(report, R"("counts":{"error":0,"warning":0})") == 1);
}

TEST_CASE("a column may be called position, but not order") {
  CHECK(count(lint(model("position")), "\"code\":\"WB4") == 0);
  const std::string report = lint(model("order"));
  CAPTURE(report);
  CHECK(count(report, "\"pointer\":") == 1);
  CHECK(count(report, R"({"code":"WB4001","severity":"error",)") == 1);
  CHECK(count(report, R"("pointer":"/model/columns/1/name_in_destination")") == 1);
}

TEST_CASE("a folder that cannot be read is an error, not an empty report") {
  CHECK_THROWS_AS(lint(R"({"paths": ["no such folder"]})"), waybill::Error);
}

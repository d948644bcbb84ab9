// Dialects as operations: those built in, and a file of the user's own.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>

#include "service/bench.hpp"

namespace {

using namespace waybill;

std::string checked(const tests::Bench& bench, const std::string& text) {
  const std::string path = bench.folder.file("mine.json");
  std::ofstream(path, std::ios::binary) << text;
  return fmt::format(R"({{"file": "{}"}})", path);
}

}  // namespace

TEST_CASE("every dialect is listed and can be shown") {
  tests::Bench bench;
  const base::Json listed = bench.call("dialect.list");
  CHECK(listed.find("items")->as_array().size() == 15);
  for (const base::Json& item : listed.find("items")->as_array()) {
    const std::string name = item.find("name")->as_string();
    const base::Json shown = bench.call("dialect.show", fmt::format(R"({{"name": "{}"}})", name));
    CHECK(*shown.find("name") == *item.find("name"));
  }
  CHECK(bench.failure("dialect.show", R"({"name": "access"})") == "WB9007");
  CHECK(!bench.call("dialect.keys").find("items")->as_array().empty());
}

TEST_CASE("a dialect file is checked, and its mistakes are told with file and place") {
  tests::Bench bench;
  const base::Json made =
      bench.call("dialect.check", checked(bench, R"({"extends": "mysql", "name": "mine"})"));
  CHECK(made.find("name")->as_string() == "mine");
  CHECK(made.find("merge")->as_string() == "update_join_then_insert");
  CHECK(bench.failure("dialect.check", checked(bench, "{\n  \"limit\": 5}")) == "WB9001");
  CHECK(bench.last_error.find("mine.json") != std::string::npos);
  CHECK(bench.last_error.find("line 2: /limit must be a text") != std::string::npos);
  CHECK(bench.failure("dialect.check", checked(bench, "{")) == "WB9001");
  CHECK(bench.failure("dialect.check", checked(bench, "")) == "WB9001");
  CHECK(bench.failure("dialect.check", R"({"file": "/nowhere/mine.json"})") == "WB9010");
}

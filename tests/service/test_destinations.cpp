// What a destination holds, page by page, and what this machine has for its connections.
#include <doctest/doctest.h>

#include <algorithm>

#include "service/bench.hpp"
#include "warehouse/doctor.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

// The members of each item, joined by '/', over all pages.
std::vector<std::string> all_items(Bench& bench, const std::string& operation,
                                   const std::string& params, std::vector<const char*> keys) {
  std::vector<std::string> found;
  std::string cursor;
  do {
    const std::string more = cursor.empty() ? "" : R"(, "cursor": )" + cursor;
    const base::Json page = bench.call(operation, fmt::format("{{{}{}}}", params, more));
    for (const base::Json& item : page.find("items")->as_array()) {
      std::string text;
      for (const char* key : keys) {
        text += (text.empty() ? "" : "/") + text_at(item, fmt::format("/{}", key));
      }
      found.push_back(text);
    }
    const base::Json& next = *page.find("next");
    cursor = next.is_string() ? base::write_json(next) : "";
  } while (!cursor.empty());
  return found;
}

struct Place : Bench {
  SqliteFile file{folder.file("acme.db")};
  Place() {
    file.run("CREATE TABLE \"b \"\"x\" (id INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT)");
    file.run("CREATE TABLE a (v)");
    file.run("CREATE VIEW c AS SELECT 1 AS one");
    set_up();
  }
};

}  // namespace

TEST_SUITE_BEGIN("service: destinations");

TEST_CASE("a destination's tables come in pages of any size, each once and in order") {
  Place place;
  const std::vector<std::string> expected{"main/a", "main/b \"x", "main/c"};
  for (const int size : {1, 2, 3, 50}) {
    CHECK(all_items(place, "destination.objects",
                    fmt::format(R"("destination": "acme", "page_size": {})", size),
                    {"schema", "name"}) == expected);
  }
  CHECK(all_items(place, "destination.objects", R"("destination": "acme", "schema": "none")",
                  {"name"})
            .empty());
  CHECK(place.failure("destination.objects", R"({"destination": "acem"})") == "WB9007");
  CHECK(place.last_error.find("did you mean 'acme'?") != std::string::npos);
  for (const char* cursor : {"x", "[]", "[1, 2]", R"([\"main\"])", "{}"}) {
    CHECK(place.failure("destination.objects",
                        fmt::format(R"({{"destination": "acme", "cursor": "{}"}})", cursor)) ==
          "WB9001");
  }
}

TEST_CASE("a table's columns have the type they are stored as and the one they are read as") {
  Place place;
  const std::string of = R"("destination": "acme", "object": "\"b \"\"x\"")";
  const std::vector<std::string> expected{"id/INTEGER/bigint/true", "name/TEXT/text/false",
                                          "at/TEXT/text/false"};
  std::vector<std::string> found;
  for (const int size : {1, 2, 50}) {
    found = all_items(place, "destination.fields", fmt::format(R"({}, "page_size": {})", of, size),
                      {"name", "source_type", "type", "primary_key"});
    CHECK(found == expected);
  }
  CHECK(all_items(place, "destination.fields", R"("destination": "acme", "object": "main.c")",
                  {"name"}) == std::vector<std::string>{"one"});
  CHECK(place.failure("destination.fields", R"({"destination": "acme", "object": "none"})") ==
        "WB9108");
  CHECK(place.failure("destination.fields",
                      R"({"destination": "acme", "object": "a", "cursor": "[\"gone\"]"})") ==
        "WB9001");
}

TEST_CASE("the doctor works with nothing there, and names how each connection is reached") {
  Bench bench;
  const base::Json empty = bench.call("system.doctor");
  CHECK(text_at(empty, "/ok") == "true");
  CHECK(text_at(empty, "/libraries/0/name") == "SQLite");
  CHECK(text_at(empty, "/libraries/0/found") == "true");
  bench.set_up();
  const base::Json result = bench.call("system.doctor");
  CHECK(text_at(result, "/connections/0/name") == "from");
  CHECK(text_at(result, "/connections/0/via") == "native");
  CHECK(text_at(result, "/connections/0/message").starts_with("native, SQLite 3."));
  bench.catalog.reset();
  CHECK(bench.call("system.doctor").find("connections")->as_array().empty());
}

TEST_CASE("odbcinst.ini is read as unixODBC reads it") {
  const auto drivers = warehouse::read_odbcinst(
      "; a comment\n[ODBC Drivers]\nA=Installed\n\n[ A ]\nDescription = x\ndriver = /opt/a.so\n"
      "Threading = 3\r\n[B]\nDriver=b.so\nThreading=0\n[no driver]\nSetup=s.so\nbroken line\n");
  REQUIRE(drivers.size() == 2);
  CHECK(drivers[0].name == "A");
  CHECK(drivers[0].driver == "/opt/a.so");
  CHECK(drivers[0].warning.starts_with("Threading=3 lets one session at a time run"));
  CHECK(drivers[1].name == "B");
  CHECK(drivers[1].driver == "b.so");
  CHECK(drivers[1].warning.empty());
  const auto serialised = warehouse::read_odbcinst("[B]\nDriver=b.so\n[ODBC]\nThreading=3");
  REQUIRE(serialised.size() == 1);
  CHECK_FALSE(serialised[0].warning.empty());
  CHECK(warehouse::read_odbcinst("").empty());
  CHECK(warehouse::read_odbcinst("[\n[]\nDriver=x\n=\n").size() == 1);
}

TEST_CASE("a connection without its library is told which package has it") {
  warehouse::ConnectSpec spec;
  spec.vendor = "postgres";
  std::vector<warehouse::Library> libraries = warehouse::libraries();
  for (warehouse::Library& library : libraries) library.found = false;
  const warehouse::Reach missing = warehouse::reach(spec, libraries, {});
  CHECK_FALSE(missing.ok);
  CHECK(missing.message == "libpq (libpq.so.5) is not on this machine");
  CHECK(missing.hint == "install the package libpq5");
  for (warehouse::Library& library : libraries) library.found = true;
  CHECK(warehouse::reach(spec, libraries, {}).ok);
  CHECK(warehouse::reach(spec, libraries, {}).via == "native");
  spec.vendor = "oracle";
  CHECK_FALSE(warehouse::reach(spec, libraries, {}).ok);
  CHECK(warehouse::reach(spec, libraries, {}).message == "no ODBC driver for oracle is registered");
  spec.vendor = "db2";
  CHECK_FALSE(warehouse::reach(spec, libraries, {}).ok);
  CHECK(warehouse::reach(spec, libraries, {}).message == "this version has no way to db2");
}

TEST_SUITE_END();

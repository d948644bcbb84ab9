// Objects and their history.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>
#include <stdexcept>

#include "base/uuid.hpp"
#include "catalog/support.hpp"

namespace waybill::tests {

namespace {

using base::Json;
using catalog::Action;
using model::Kind;

Json body(int value) {
  return Json::object({{"value", Json(value)}});
}

std::vector<std::string> names(const std::vector<catalog::Object>& objects) {
  std::vector<std::string> result;
  for (const auto& object : objects) result.push_back(object.name);
  return result;
}

}  // namespace

TEST_CASE("an object is found by kind and name in any case, and by id") {
  const TempDir dir;
  const TestClock time;
  auto catalog = catalog::Catalog::open(dir.file("c.db"), time.clock());
  const auto saved = catalog->put(document(Kind::model, "Bestellungen_Ä", body(1)), {"ann", "new"});
  CHECK(base::is_uuid(saved.id));
  CHECK(saved.version == 1);
  CHECK(saved.created_at == start_of_time);
  for (const char* name : {"Bestellungen_Ä", "bestellungen_ä", "BESTELLUNGEN_Ä"}) {
    const auto found = catalog->find(Kind::model, name);
    REQUIRE(found.has_value());
    CHECK(found->id == saved.id);
    CHECK(found->name == "Bestellungen_Ä");
    CHECK(found->body == body(1));
  }
  CHECK(!catalog->find(Kind::sync, "Bestellungen_Ä"));
  CHECK(!catalog->find(Kind::model, "Bestellungen_A"));
  CHECK(!catalog->find(Kind::model, ""));
  CHECK(catalog->find_by_id(saved.id)->name == "Bestellungen_Ä");
  CHECK(!catalog->find_by_id("no id"));
}

TEST_CASE("saving makes a version with author, note and time") {
  const TempDir dir;
  const TestClock time;
  auto catalog = catalog::Catalog::open(dir.file("c.db"), time.clock());
  const auto first = catalog->put(document(Kind::sync, "s", body(1)), {"ann", "first"});
  *time.now += second;
  const auto changed = catalog->put(document(Kind::sync, "S", body(2)), {"bob", "second"});
  CHECK(changed.id == first.id);
  CHECK(changed.name == "S");
  CHECK(changed.version == 2);
  CHECK(changed.created_at == start_of_time);
  CHECK(changed.updated_at == start_of_time + second);

  const auto history = catalog->versions(first.id, {}).items;
  REQUIRE(history.size() == 2);
  CHECK(history[0].number == 2);
  CHECK(history[0].action == Action::update);
  CHECK(history[0].name == "S");
  CHECK(history[0].author.actor == "bob");
  CHECK(history[0].author.note == "second");
  CHECK(history[0].at == start_of_time + second);
  CHECK(history[1].action == Action::create);
  CHECK(history[1].body == body(1));
  CHECK(catalog->version(first.id, 1)->author.actor == "ann");
  CHECK(catalog->version(first.id, 1)->kind == Kind::sync);
  CHECK(!catalog->version(first.id, 3));
  CHECK(!catalog->version("other", 1));
  CHECK(catalog->versions("other", {}).items.empty());
}

TEST_CASE("an equal body and name changes nothing, however it is spelled") {
  const TempDir dir;
  const TestClock time;
  auto catalog = catalog::Catalog::open(dir.file("c.db"), time.clock());
  const auto saved = catalog->put(
      document(Kind::model, "m", base::parse_json(R"({"a": 1, "b": [true, null]})").value), {});
  *time.now += second;
  const auto again = catalog->put(
      document(Kind::model, "m", base::parse_json(R"({"b": [true, null], "a": 1})").value),
      {"bob", "again"});
  CHECK(again.version == 1);
  CHECK(again.updated_at == start_of_time);
  CHECK(catalog->versions(saved.id, {}).items.size() == 1);
  const auto other = catalog->put(
      document(Kind::model, "m", base::parse_json(R"({"b": [null, true], "a": 1})").value), {});
  CHECK(other.version == 2);
}

TEST_CASE("a known id with another name is a rename") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  const auto saved = catalog->put(document(Kind::model, "old", body(1)), {});
  auto renamed = document(Kind::model, "new", body(1));
  renamed.id = saved.id;
  CHECK(catalog->put(renamed, {}).version == 2);
  CHECK(!catalog->find(Kind::model, "old"));
  CHECK(catalog->find(Kind::model, "new")->id == saved.id);

  catalog->put(document(Kind::model, "taken", body(2)), {});
  renamed.name = "Taken";
  CHECK(code_of([&] { catalog->put(renamed, {}); }) == "WB9310");
  auto other_kind = document(Kind::sync, "new", body(1));
  other_kind.id = saved.id;
  CHECK(code_of([&] { catalog->put(other_kind, {}); }) == "WB9310");
  CHECK(catalog->find(Kind::model, "new")->version == 2);
  CHECK(catalog->all(Kind::sync).empty());
}

TEST_CASE("an id that is new to the catalog is kept, unless the name is known") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  auto given = document(Kind::model, "m", body(1));
  given.id = "0191D5A0-0000-7000-8000-0000000000FF";
  const auto saved = catalog->put(given, {});
  CHECK(saved.id == "0191d5a0-0000-7000-8000-0000000000ff");
  CHECK(catalog->find_by_id(given.id).has_value());
  given.id = "0191d5a0-0000-7000-8000-0000000000ee";
  given.body = body(2);
  CHECK(catalog->put(given, {}).id == saved.id);
  given.id = "not an id";
  CHECK(code_of([&] { catalog->put(given, {}); }) == "WB9001");
}

TEST_CASE("a removed object leaves its history, and its name to others") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  const auto saved = catalog->put(document(Kind::recipient, "acme", body(1)), {});
  catalog->remove(Kind::recipient, "ACME", {"ann", "gone"});
  CHECK(!catalog->find(Kind::recipient, "acme"));
  CHECK(!catalog->find_by_id(saved.id));
  const auto history = catalog->versions(saved.id, {}).items;
  REQUIRE(history.size() == 2);
  CHECK(history[0].action == Action::remove);
  CHECK(history[0].author.note == "gone");
  CHECK(history[0].body == body(1));

  const auto another = catalog->put(document(Kind::recipient, "acme", body(1)), {});
  CHECK(another.id != saved.id);
  CHECK(another.version == 1);
  check_clear(error_of([&] { catalog->remove(Kind::recipient, "nobody", {}); }), "WB9007",
              "nobody");
}

TEST_CASE("an object made again under its removed id continues its history") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  auto given = document(Kind::model, "m", body(1));
  given.id = "0191d5a0-0000-7000-8000-0000000000ff";
  catalog->put(given, {});
  catalog->remove(Kind::model, "m", {});
  CHECK(catalog->put(given, {}).version == 3);
  CHECK(catalog->version(given.id, 3)->action == Action::create);
  CHECK(catalog->check().ok);
}

TEST_CASE("a removed object is found by its name until an object has the name or the id again") {
  const TempDir dir;
  const TestClock time;
  auto catalog = catalog::Catalog::open(dir.file("c.db"), time.clock());
  CHECK(!catalog->find_removed(Kind::model, "Größe"));
  const std::string first = catalog->put(document(Kind::model, "Größe", body(1)), {}).id;
  CHECK(!catalog->find_removed(Kind::model, "größe"));
  catalog->remove(Kind::model, "Größe", {"ann", "gone"});
  REQUIRE(catalog->find_removed(Kind::model, "GRÖßE"));
  CHECK(catalog->find_removed(Kind::model, "größe")->object_id == first);
  CHECK(catalog->find_removed(Kind::model, "größe")->number == 2);
  CHECK(catalog->find_removed(Kind::model, "größe")->body == body(1));
  CHECK(!catalog->find_removed(Kind::source, "größe"));
  *time.now += second;
  const std::string other = catalog->put(document(Kind::model, "größe", body(2)), {}).id;
  CHECK(!catalog->find_removed(Kind::model, "größe"));
  catalog->remove(Kind::model, "größe", {});
  CHECK(catalog->find_removed(Kind::model, "größe")->object_id == other);  // the last one
  auto again = document(Kind::model, "new name", body(3));
  again.id = other;
  catalog->put(again, {});
  CHECK(catalog->find_removed(Kind::model, "größe")->object_id == first);
}

TEST_CASE("names that could not be shown are refused") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  for (const std::string& name : {std::string(), std::string("a\0b", 3), std::string("a\nb"),
                                  std::string("\xff\xfe"), std::string("\xed\xa0\x80")}) {
    CHECK(code_of([&] { catalog->put(document(Kind::model, name, body(1)), {}); }) == "WB9001");
  }
  CHECK(catalog->all(Kind::model).empty());
}

TEST_CASE("hostile and huge values come back as they went in") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  Json value = Json::object();
  value.set("'; DROP TABLE objects; --", Json("\"'\\%_;"));
  value.set("nul", Json(std::string("a\0b", 3)));
  value.set("", Json(nullptr));
  value.set("unicode", Json("Ünïcødé \xf0\x9f\x9a\x9a \xe2\x80\xae"));
  value.set("number", Json::number("123456789012345678901234567890.50"));
  value.set("big", Json(std::string(std::size_t{3} << 20, 'x')));
  Json deep = Json::array();
  for (int i = 0; i < 60; ++i) deep = Json(Json::Array{deep});
  value.set("deep", deep);
  const std::string name = "x' OR 1=1; -- \xf0\x9f\x9a\x9a" + std::string(5000, 'n');
  std::string id;
  {
    auto catalog = open_catalog(path);
    id = catalog->put(document(Kind::model, name, value), {"a'b", "n\"o\nte"}).id;
  }
  auto catalog = open_catalog(path);
  const auto found = catalog->find(Kind::model, name);
  REQUIRE(found.has_value());
  CHECK(found->body == value);
  CHECK(found->body.find("number")->number_text() == "123456789012345678901234567890.50");
  CHECK(catalog->version(id, 1)->author.note == "n\"o\nte");
  CHECK(catalog->check().ok);
}

TEST_CASE("a body that could not be read again is refused") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  Json deep = Json::array();
  for (int i = 0; i < 300; ++i) deep = Json(Json::Array{deep});
  CHECK(code_of([&] { catalog->put(document(Kind::model, "deep", deep), {}); }) == "WB9001");
  CHECK(!catalog->find(Kind::model, "deep"));
  CHECK(catalog->check().ok);
}

TEST_CASE("objects are listed by name, in pages without gaps or repeats") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  std::set<std::string> expected;
  catalog->in_transaction([&] {
    expected.clear();
    for (int i = 0; i < 25; ++i) {
      const std::string name = fmt::format("{}_{:02}", i % 2 == 0 ? "Model" : "model", i);
      catalog->put(document(Kind::model, name, body(i)), {});
      expected.insert(name);
    }
    catalog->put(document(Kind::sync, "other", body(0)), {});
  });
  CHECK(names(catalog->all(Kind::model)).front() == "Model_00");
  CHECK(names(catalog->all(Kind::model))[1] == "model_01");
  for (std::int64_t size : {1, 7, 24, 25, 26, 1000}) {
    CAPTURE(size);
    std::set<std::string> seen;
    catalog::Page page{size, ""};
    std::size_t pages = 0;
    do {
      const auto listing = catalog->list(Kind::model, page);
      CHECK(static_cast<std::int64_t>(listing.items.size()) <= size);
      for (const auto& object : listing.items) CHECK(seen.insert(object.name).second);
      page.after = listing.next;
      ++pages;
    } while (!page.after.empty());
    CHECK(seen == expected);
    CHECK(pages == (25 + static_cast<std::size_t>(size) - 1) / static_cast<std::size_t>(size));
  }
}

TEST_CASE("an object added or removed between two pages moves nothing else") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  for (const char* name : {"b", "d", "f", "h"})
    catalog->put(document(Kind::model, name, body(1)), {});
  const auto first = catalog->list(Kind::model, {2, ""});
  catalog->put(document(Kind::model, "a", body(1)), {});
  catalog->put(document(Kind::model, "e", body(1)), {});
  catalog->remove(Kind::model, "d", {});
  CHECK(names(catalog->list(Kind::model, {10, first.next}).items) ==
        std::vector<std::string>{"e", "f", "h"});
}

TEST_CASE("a page out of range, or a place of another list, is refused") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  for (const char* name : {"a", "b"}) catalog->put(document(Kind::model, name, body(1)), {});
  const std::string next = catalog->list(Kind::model, {1, ""}).next;
  REQUIRE(next != "");
  for (std::int64_t size : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1001}, INT64_MIN}) {
    CHECK(code_of([&] { catalog->list(Kind::model, {size, ""}); }) == "WB9001");
  }
  for (const std::string& after :
       {next + "0", next.substr(1), next.substr(0, 8), std::string("zz"), std::string("ff"),
        std::string("' OR 1=1"),
        std::string("72756e733a393939393939393939393939393939393939393a78")}) {
    CAPTURE(after);
    const auto error = error_of([&] { catalog->runs({}, {10, after}); });
    REQUIRE(error.has_value());
    CHECK(error->code().id == "WB9001");
    CHECK(error->hint() != "");
  }
  CHECK(code_of([&] { catalog->runs({}, {10, next}); }) == "WB9001");
}

TEST_CASE("history cannot be rewritten, not even past the catalog") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  const std::string id = open_catalog(path)->put(document(Kind::model, "m", body(1)), {}).id;
  for (const char* sql :
       {"UPDATE versions SET body = '{}'", "UPDATE versions SET number = 9", "DELETE FROM versions",
        "DELETE FROM versions WHERE number = 1",
        "INSERT OR REPLACE INTO versions SELECT object_id, number, kind, name, action, '{}', "
        "actor, "
        "note, at FROM versions",
        "INSERT INTO versions SELECT object_id, 7, kind, name, action, body, actor, note, at FROM "
        "versions"}) {
    CAPTURE(sql);
    CHECK_THROWS_AS(raw_sql(path, sql), std::runtime_error);
  }
  auto catalog = open_catalog(path);
  CHECK(catalog->version(id, 1)->body == body(1));
  CHECK(catalog->versions(id, {}).items.size() == 1);
}

TEST_CASE("check finds what was tampered with") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  {
    auto catalog = open_catalog(path);
    catalog->put(document(Kind::model, "m", body(1)), {});
    catalog->start_run(sample_run("r1", 1));
    catalog->add_rejects({sample_reject("x", 1)});
    CHECK(catalog->check().ok);
    CHECK(catalog->check().schema_version == catalog->schema_version());
  }
  const auto problem = [&](const std::string& sql) {
    const TempDir copy;
    write_bytes(copy.file("c.db"), read_bytes(path));
    raw_sql(copy.file("c.db"), sql);
    const auto result = open_catalog(copy.file("c.db"))->check();
    CHECK(!result.ok);
    return result.problems.empty() ? "" : result.problems.front();
  };
  CHECK(problem("UPDATE objects SET body = '{'").find("objects") != std::string::npos);
  CHECK(problem("UPDATE runs SET report = 'oops'").find("runs") != std::string::npos);
  CHECK(problem("UPDATE rejects SET payload = ''").find("rejects") != std::string::npos);
  CHECK(problem("UPDATE objects SET version = 2").find("missing") != std::string::npos);
  CHECK(
      problem("INSERT INTO versions SELECT object_id, 2, kind, name, action, body, actor, note, at "
              "FROM versions")
          .find("newest") != std::string::npos);
  CHECK(problem("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = "
                "'runs_by_sync'") != "");
}

TEST_CASE("an unreadable body is named as damage where it is read") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  open_catalog(path)->put(document(Kind::model, "m", body(1)), {});
  raw_sql(path, "UPDATE objects SET body = '{'");
  auto catalog = open_catalog(path);
  check_clear(error_of([&] { catalog->find(Kind::model, "m"); }), "WB9304", path);
}

TEST_CASE("a kind, status or action that no version wrote is named as damage") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  auto catalog = open_catalog(path);
  const std::string id = catalog->put(document(Kind::model, "m", body(1)), {}).id;
  raw_sql(path, "UPDATE objects SET kind = 'gizmo'");
  check_clear(error_of([&] { catalog->find_by_id(id); }), "WB9304", path);
  catalog->start_run(sample_run("r", 1));
  raw_sql(path, "PRAGMA ignore_check_constraints = ON; UPDATE runs SET status = 'walking'");
  check_clear(error_of([&] { catalog->run("r"); }), "WB9304", path);
  raw_sql(path, "UPDATE runs SET status = 'running', tags = '[]'");
  check_clear(error_of([&] { catalog->run("r"); }), "WB9304", path);
}

}  // namespace waybill::tests

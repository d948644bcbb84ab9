// Schema versions: upgraded in one transaction, or left as they were.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <vector>

#include "catalog/open.hpp"
#include "catalog/support.hpp"

namespace waybill::tests {

namespace {

using catalog::Migration;

std::vector<Migration> with(std::initializer_list<std::string_view> later) {
  std::vector<Migration> steps(catalog::migrations().begin(), catalog::migrations().end());
  for (std::string_view sql : later) {
    steps.push_back({catalog::newest_version(steps) + 1, sql});
  }
  return steps;
}

catalog::Database open_with(const std::string& path, const std::vector<Migration>& steps) {
  catalog::OpenOptions options;
  options.steps = steps;
  return catalog::open_database(path, start_of_time, options);
}

std::string read_all(const std::string& path, const std::string& sql) {
  catalog::Database database(path, nullptr);
  catalog::Query query(database, sql);
  std::string text;
  while (query.next()) text += query.text(0) + "\n";
  return text;
}

std::string fixture(const std::string& name) {
  return read_bytes(std::string(WAYBILL_CATALOG_FIXTURES) + "/" + name);
}

constexpr std::string_view add_column = "ALTER TABLE runs ADD COLUMN worker TEXT;";
// Rebuilds a table that another refers to.
constexpr std::string_view rebuild_versions = R"(
  CREATE TABLE fresh (object_id TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
    name TEXT NOT NULL, action TEXT NOT NULL, body TEXT NOT NULL, actor TEXT NOT NULL,
    note TEXT NOT NULL, at INTEGER NOT NULL, diff TEXT, PRIMARY KEY (object_id, number)) STRICT;
  INSERT INTO fresh SELECT *, NULL FROM versions;
  DROP TABLE versions;
  ALTER TABLE fresh RENAME TO versions;)";

}  // namespace

TEST_CASE("schema versions are numbered from 1 without gaps") {
  std::int64_t expected = 1;
  for (const Migration& step : catalog::migrations()) CHECK(step.version == expected++);
  CHECK(expected > 1);
}

TEST_CASE("an older schema is upgraded with all it holds") {
  const TempDir dir;
  const std::string path = dir.file("old.db");
  {
    auto old = open_catalog(path);
    old->put(document(model::Kind::model, "orders", base::Json::object({{"a", base::Json(1)}})),
             {});
    old->start_run(sample_run("r1", 1));
  }
  const std::int64_t first = catalog::newest_version(catalog::migrations());
  {
    auto upgraded = open_with(path, with({add_column, rebuild_versions}));
    catalog::Query references(upgraded, "PRAGMA foreign_keys");
    CHECK(references.next());
    CHECK(references.integer(0) == 1);
  }
  CHECK(raw_integer(path, "PRAGMA user_version") == first + 2);
  CHECK(raw_integer(path, "SELECT count(*) FROM runs WHERE worker IS NULL") == 1);
  CHECK(raw_integer(path, "SELECT count(*) FROM versions WHERE diff IS NULL") == 1);
  check_clear(error_of([&] { open_catalog(path); }), "WB9303", path);
}

TEST_CASE("an upgrade that fails leaves the older catalog whole") {
  const TempDir dir;
  const std::string path = dir.file("old.db");
  open_catalog(path)->start_run(sample_run("r1", 1));
  const std::string before = read_bytes(path);
  CHECK(code_of([&] {
          open_with(path, with({add_column, "ALTER TABLE absent ADD COLUMN x;"}));
        }) == "WB9304");
  CHECK(read_bytes(path) == before);
  CHECK(open_catalog(path)->run("r1").has_value());
}

TEST_CASE("an upgrade that would lose a referred row is refused") {
  const TempDir dir;
  const std::string path = dir.file("old.db");
  open_catalog(path)->put(document(model::Kind::model, "orders", base::Json::object()), {});
  const std::string before = read_bytes(path);
  const auto steps = with({"DROP TRIGGER versions_remain; DELETE FROM versions;"});
  check_clear(error_of([&] { open_with(path, steps); }), "WB9304", path);
  CHECK(read_bytes(path) == before);
}

TEST_CASE("ten processes upgrade one catalog at once, and it happens once") {
  const TempDir dir;
  const std::string path = dir.file("old.db");
  open_catalog(path)->start_run(sample_run("r1", 1));
  // Would fail if it were applied a second time.
  const auto steps = with({add_column, "UPDATE runs SET worker = coalesce(worker, '') || 'x';"});
  CHECK(run_processes(10, [&](int) {
    open_with(path, steps);
    return 0;
  }));
  CHECK(read_all(path, "SELECT worker FROM runs") == "x\n");
}

TEST_CASE("a catalog of schema version 1 opens with its content") {
  const TempDir dir;
  const std::string path = dir.file("v1.db");
  raw_sql(path, fixture("schema_1.sql"));
  auto opened = open_catalog(path);
  CHECK(opened->check().problems == std::vector<std::string>{});
  CHECK(opened->id() == "0191d5a0-1111-7000-8000-00000000000a");
  const auto object = opened->find(model::Kind::model, "ORDERS");
  REQUIRE(object.has_value());
  CHECK(object->version == 2);
  CHECK(object->body == base::Json::object({{"model_name", "Orders"}, {"source_table", "orders"}}));
  CHECK(opened->versions(object->id, {}).items.size() == 2);
  const auto run = opened->run("0191d5a0-3333-7000-8000-00000000000c");
  REQUIRE(run.has_value());
  CHECK(run->status == catalog::RunStatus::partial_failure);
  CHECK(run->tags == std::map<std::string, std::string>{{"team", "data"}});
  CHECK(opened->count_rejects({}) == 1);
  CHECK(opened->leases().size() == 1);
}

TEST_CASE("schema version 1 has shipped: its file may not change any more") {
  const TempDir dir;
  raw_sql(dir.file("fixture.db"), fixture("schema_1.sql"));
  open_with(dir.file("built.db"), {catalog::migrations().front()});
  const std::string schema = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
  CHECK(read_all(dir.file("fixture.db"), schema) == read_all(dir.file("built.db"), schema));
}

}  // namespace waybill::tests

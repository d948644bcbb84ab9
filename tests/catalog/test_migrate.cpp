// Schema versions: upgraded in one transaction, or left as they were.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <thread>
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

TEST_CASE("a catalog of every schema version there was opens with its content") {
  for (const Migration& step : catalog::migrations()) {
    CAPTURE(step.version);
    const TempDir dir;
    const std::string path = dir.file("old.db");
    const std::string old = fixture(fmt::format("schema_{}.sql", step.version));
    REQUIRE(!old.empty());  // tests/catalog/make_fixture.py writes the one of a new version
    raw_sql(path, old);
    CHECK(raw_integer(path, "PRAGMA user_version") == step.version);
    auto opened = open_catalog(path);
    CHECK(opened->check().problems == std::vector<std::string>{});
    CHECK(opened->id() == "0191d5a0-1111-7000-8000-00000000000a");
    const auto object = opened->find(model::Kind::model, "ORDERS");
    REQUIRE(object.has_value());
    CHECK(object->version == 2);
    CHECK(object->body ==
          base::Json::object({{"model_name", "Orders"}, {"source_table", "orders"}}));
    CHECK(opened->versions(object->id, {}).items.size() == 2);
    const auto run = opened->run("0191d5a0-3333-7000-8000-00000000000c");
    REQUIRE(run.has_value());
    CHECK(run->status == catalog::RunStatus::partial_failure);
    CHECK(run->tags == std::map<std::string, std::string>{{"team", "data"}});
    CHECK(opened->count_rejects({"", "WB8501", catalog::RejectState::pending}) == 1);
    CHECK(opened->leases().size() == 1);
    if (step.version >= 2) {
      CHECK(opened->count_rejects({"", "", catalog::RejectState::resolved}) == 1);
    }
    if (step.version >= 3) {
      CHECK(opened->schedule_state("0191d5a0-4444-7000-8000-00000000000d")->claim->tick ==
            1790000000000009);
      CHECK(opened->run("0191d5a0-7777-7000-8000-000000000010")->status ==
            catalog::RunStatus::expired);
      CHECK(opened->events("0191d5a0-7777-7000-8000-000000000010", {}).items.size() == 1);
    }
    if (step.version >= 5) {
      CHECK(opened->reject("0191d5a0-5555-7000-8000-000000000001")->settled_by.note == "a test");
    }
    // Of what ran before there were totals as well.
    const auto totals = opened->totals();
    const auto of_sync = std::ranges::find(totals, run->sync_id, &catalog::Totals::sync_id);
    REQUIRE(of_sync != totals.end());
    CHECK(of_sync->last_commit_at.has_value());
    CHECK_FALSE(of_sync->last_success_at.has_value());
    CHECK(std::ranges::any_of(of_sync->sums, [](const auto& sum) {
      return sum.what == "runs" && sum.part == "partial_failure" && sum.total == 1;
    }));
    if (step.version >= 7) {
      CHECK(opened->alerts("").size() == 1);
      CHECK(opened->untold_alert_events() == 1);
    }
  }
}

TEST_CASE("schema versions that have shipped may not change any more") {
  const TempDir dir;
  std::vector<Migration> steps;
  for (const Migration& step : catalog::migrations()) {
    CAPTURE(step.version);
    steps.push_back(step);
    const std::string name = std::to_string(step.version);
    raw_sql(dir.file("fixture" + name), fixture("schema_" + name + ".sql"));
    open_with(dir.file("built" + name), steps);
    const std::string schema = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
    CHECK(read_all(dir.file("fixture" + name), schema) ==
          read_all(dir.file("built" + name), schema));
  }
}

TEST_CASE("an upgrade that was asked for keeps the older catalog in a copy") {
  const TempDir dir;
  const std::string path = dir.file("old.db");
  const std::string copy = dir.file("copy.db");
  raw_sql(path, fixture("schema_1.sql"));
  const std::int64_t newest = catalog::newest_version(catalog::migrations());
  const auto first = catalog::Catalog::upgrade(path, base::system_now, copy);
  CHECK(first.from == 1);
  CHECK(first.to == newest);
  CHECK(first.check.ok);
  CHECK(raw_integer(path, "PRAGMA user_version") == newest);
  CHECK(raw_integer(copy, "PRAGMA user_version") == 1);
  CHECK(raw_integer(copy, "SELECT count(*) FROM objects") == 1);
  CHECK(catalog::Catalog::upgrade(path, base::system_now, "").from == newest);
  // A copy that cannot be made stops the upgrade.
  const std::string other = dir.file("other.db");
  raw_sql(other, fixture("schema_1.sql"));
  CHECK(code_of([&] { catalog::Catalog::upgrade(other, base::system_now, copy); }) == "WB9011");
  CHECK(raw_integer(other, "PRAGMA user_version") == 1);
  CHECK(open_catalog(copy)->find(model::Kind::model, "orders").has_value());
}

TEST_CASE("kills in the middle of upgrades: an older catalog or a newer one, with all it holds") {
  const std::string old = fixture("schema_1.sql");
  for (int round = 0; round < 15; ++round) {
    const TempDir dir;
    const std::string path = dir.file("old.db");
    raw_sql(path, old);
    const pid_t child = start_process([&] {
      catalog::Catalog::upgrade(path, base::system_now, dir.file("copy.db"));
      return 0;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(round));
    ::kill(child, SIGKILL);
    wait_for(child);
    const std::int64_t version = raw_integer(path, "PRAGMA user_version");
    CHECK((version == 1 || version == catalog::newest_version(catalog::migrations())));
    if (std::filesystem::exists(dir.file("copy.db"))) {
      CHECK(raw_integer(dir.file("copy.db"), "PRAGMA user_version") == 1);
      CHECK(raw_integer(dir.file("copy.db"), "SELECT count(*) FROM objects") == 1);
    }
    auto opened = open_catalog(path);
    CHECK(opened->check().problems == std::vector<std::string>{});
    CHECK(opened->find(model::Kind::model, "orders").has_value());
  }
}

TEST_CASE("an upgrade that the disk has no room for leaves the older catalog whole") {
  const TempDir dir;
  const std::string path = dir.file("old.db");
  raw_sql(path, fixture("schema_1.sql"));
  raw_sql(path,
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) "
          "INSERT INTO runs SELECT 'r' || i, 's', 's', 's', 'd', 'd', 'm', '', '', '', '', "
          "'success', i, i, '\"' || printf('%02000d', i) || '\"', '{}' FROM n");
  const pid_t child = start_process([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{100'000, 100'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    return code_of([&] { open_catalog(path); }) == "WB9306" ? 0 : 1;
  });
  CHECK(wait_for(child) == 0);
  CHECK(raw_integer(path, "PRAGMA user_version") == 1);
  CHECK(open_catalog(path)->run("r400").has_value());
}

TEST_CASE("what is no older catalog is not upgraded") {
  const TempDir dir;
  const auto upgrade = [&](const std::string& path) {
    return code_of([&] { catalog::Catalog::upgrade(path, base::system_now, ""); });
  };
  CHECK(upgrade(dir.file("absent.db")) == "WB9007");
  write_bytes(dir.file("text.db"), "hello, this is no database, but a text of some length");
  CHECK(upgrade(dir.file("text.db")) == "WB9302");
  raw_sql(dir.file("foreign.db"), "CREATE TABLE t (x)");
  CHECK(upgrade(dir.file("foreign.db")) == "WB9302");
  open_with(dir.file("newer.db"), with({add_column}));
  CHECK(upgrade(dir.file("newer.db")) == "WB9303");
}

}  // namespace waybill::tests

// What a plan says a run would do, beside what the run then does.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "service/sync_bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

std::string bytes(SyncBench& bench, const std::string& file) {
  std::ifstream stream(bench.folder.file(file), std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

base::Json expected(SyncBench& bench, const std::string& counts, const std::string& more = "") {
  return *bench
              .call("sync.plan",
                    fmt::format(R"({{"sync": "people", "counts": "{}"{}}})", counts, more))
              .find("expected");
}

// What a run reported, as a plan says it.
std::string reported(const base::Json& run) {
  const auto count = [&](const char* of, const char* name) {
    const base::Json* found = run.at_pointer(fmt::format("/report/{}/{}", of, name));
    return found == nullptr ? 0 : found->as_int64().value_or(0);
  };
  return fmt::format(
      "read {} created {} updated {} unchanged {} deleted {} withheld {} unmatched "
      "{} skipped {} refused {}",
      count("counts", "read"), count("counts", "inserted"), count("counts", "updated"),
      count("counts", "unchanged"), count("counts", "deleted") + count("vanished", "deleted"),
      count("counts", "withheld") + count("vanished", "withheld"), count("counts", "unmatched"),
      count("counts", "skipped"), count("counts", "invalid") + count("counts", "rejected"));
}

std::string said(const base::Json& expected) {
  std::string text;
  for (const char* name : {"read", "created", "updated", "unchanged", "deleted", "withheld",
                           "unmatched", "skipped", "refused"}) {
    text += fmt::format("{}{} {}", text.empty() ? "" : " ", name,
                        text_at(expected, std::string("/") + name));
  }
  return text;
}

}  // namespace

TEST_SUITE_BEGIN("service: plans of syncs");

TEST_CASE("a plan shows what a run would do, and changes nothing") {
  SyncBench bench;
  bench.apply_sync(R"("mode": "upsert")");
  const std::string ask = R"({"sync": "people"})";
  const base::Json first = bench.call("sync.plan", ask);
  CHECK(text_at(first, "/full_run_reason") == "first_run");
  CHECK(text_at(first, "/makes_file") == "true");
  CHECK(!std::filesystem::exists(bench.folder.file("acme.db")));  // a plan makes none
  CHECK(text_at(first, "/load") == "direct");
  CHECK(text_at(first, "/ddl/0").find("CREATE TABLE \"items\"") == 0);
  CHECK(text_at(first, "/read/sql").find("FROM \"items\"") != std::string::npos);
  CHECK(text_at(first, "/read/parameters/0") == "acme");
  bench.run();
  const std::string before = bytes(bench, "acme.db");
  const base::Json second = bench.call("sync.plan", ask);
  CHECK(text_at(second, "/full_run_reason") == "null");
  CHECK(text_at(second, "/watermark") == "2026-01-01T00:00:00.000000Z");
  CHECK(text_at(second, "/load") == "staged");
  CHECK(text_at(second, "/makes_file") == "false");
  CHECK(bytes(bench, "acme.db") == before);
}

TEST_CASE("a plan of a destination whose folder is not there fails as its run does") {
  SyncBench bench;
  bench.apply_sync("");
  std::filesystem::create_directory(bench.folder.file("no"));
  bench.apply(
      R"({"connection": {"name": "to", "vendor": "sqlite", "options": {"path": "no/where.db"}}})");
  std::filesystem::remove_all(bench.folder.file("no"));
  CHECK(bench.failure("sync.plan", R"({"sync": "people"})") == "WB9101");
  CHECK(bench.failure("sync.run", R"({"sync": "people"})") == "WB9101");
}

TEST_CASE("exact counts of a plan are those of the run, and nothing is changed for them") {
  for (const char* each : {"upsert", "insert", "mirror", "update", "delete"}) {
    const std::string mode = each;
    CAPTURE(mode);
    SyncBench one;
    const bool needs_table = mode == "update" || mode == "delete";
    if (needs_table) {
      one.apply_sync("");
      one.run();
    }
    one.apply(R"({"sync": {"name": "people", "model": "items", "destination": "acme", "mode": ")" +
              mode + R"(", "delete_guard": false, "on_reject": {"payload": "keys"}}})");
    for (int round = 0; round < 3; ++round) {
      CAPTURE(round);
      const bool there = std::filesystem::exists(one.folder.file("acme.db"));
      const std::string before = bytes(one, "acme.db");
      const base::Json plan = expected(one, "exact");
      CHECK(text_at(plan, "/exact") == "true");
      CHECK(text_at(plan, "/why_not") == "null");
      CHECK(std::filesystem::exists(one.folder.file("acme.db")) == there);
      CHECK(bytes(one, "acme.db") == before);
      CHECK(said(plan) == reported(one.run()));
      one.change("DELETE FROM items WHERE id = 2");
      one.change("UPDATE items SET name = 'new', updated_at = '2026-02-01T00:00:00Z' WHERE id = 1");
      one.change(
          fmt::format("INSERT INTO items VALUES ({}, 'x', 'acme', '2026-02-02T00:00:00Z'), "
                      "({}, x'ff', 'acme', '2026-02-02T00:00:00Z')",
                      10 + round, 20 + round));
      // A refused row of before goes now, by its key.
      one.change(fmt::format("UPDATE items SET name = 'y' WHERE id = {}", 19 + round));
    }
  }
}

TEST_CASE("exact counts follow delete_guard, and what passes it") {
  SyncBench bench;
  bench.apply_sync(R"("mode": "mirror", "delete_guard": {"max_rows": 0, "max_ratio": 0.1})");
  bench.run();
  bench.change("DELETE FROM items WHERE id = 1");
  CHECK(text_at(expected(bench, "exact"), "/withheld") == "1");
  const base::Json allowed = expected(bench, "exact", R"(, "allow_deletes": true)");
  CHECK(text_at(allowed, "/withheld") == "0");
  CHECK(text_at(allowed, "/deleted") == "1");
  CHECK(text_at(allowed, "/present") == "2");
  CHECK(bench.delivered("id") == std::vector<std::string>{"1", "2"});
}

TEST_CASE("quick counts are rows at both ends, and what follows from them") {
  SyncBench bench;
  bench.apply_sync("");
  const base::Json first = expected(bench, "quick");
  CHECK(text_at(first, "/exact") == "false");
  CHECK(text_at(first, "/present") == "null");
  CHECK(said(first) ==
        "read 2 created 2 updated 0 unchanged null deleted 0 withheld null "
        "unmatched null skipped null refused null");
  bench.run();
  bench.change("INSERT INTO items VALUES (9, 'x', 'acme', '2026-02-01T00:00:00Z')");
  const base::Json second = expected(bench, "quick");
  CHECK(text_at(second, "/present") == "2");
  CHECK(text_at(second, "/read") == "3");  // all within the lookback of a text's day
  CHECK(text_at(second, "/created") == "null");
  CHECK(text_at(second, "/deleted") == "0");
  bench.apply_sync(R"("mode": "delete")");
  CHECK(text_at(expected(bench, "quick"), "/created") == "0");
  CHECK(text_at(expected(bench, "quick"), "/deleted") == "null");
  CHECK(text_at(bench.call("sync.plan", R"({"sync": "people", "counts": "none"})"), "/expected") ==
        "null");
  CHECK(bench.failure("sync.plan", R"({"sync": "people", "counts": "some"})") == "WB9001");
}

TEST_CASE("a run that would fail fails its exact plan") {
  SyncBench bench;
  bench.apply_sync(R"("on_reject": {"max_rows": 0})");
  bench.change("INSERT INTO items VALUES (9, x'ff', 'acme', '2026-02-01T00:00:00Z')");
  const std::string code = bench.failure("sync.plan", R"({"sync": "people", "counts": "exact"})");
  CHECK(code != "");
  CHECK(code == bench.failure("sync.run", R"({"sync": "people"})"));
}

TEST_CASE("a sink's plan counts what would be read, also before its first run") {
  SyncBench bench;
  std::filesystem::create_directory(bench.folder.file("out"));
  bench.apply(R"({"destination": {"name": "files", "sink": "jsonl", "recipient": "Acme",
                   "config": {"folder": ")" +
              bench.folder.file("out") + R"("}}},
                 {"sync": {"name": "people", "model": "items", "destination": "files"}})");
  const base::Json plan = expected(bench, "exact");
  CHECK(text_at(plan, "/exact") == "false");
  CHECK(text_at(plan, "/why_not") == "a sink takes nothing back");
  CHECK(text_at(plan, "/read") == "2");
  CHECK(text_at(plan, "/created") == "null");
  CHECK(std::filesystem::is_empty(bench.folder.file("out")));
  CHECK(!std::filesystem::exists(bench.folder.file("waybill.db.sinks")));
}

TEST_SUITE_END();

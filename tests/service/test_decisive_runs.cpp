// Between destination and catalog: what a run that ended in the middle left behind is put right by
// the next one. The seeded bugs of those lines are found here (tests/sync/seeded_bugs.py).
#include <doctest/doctest.h>

#include "service/bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

constexpr const char* kRun = R"({"sync": "acme/items"})";

void put_keyless(Bench& bench) {
  bench.source.run("INSERT INTO items VALUES (NULL, 'no key', 'acme', '2026-01-01T00:00:00Z')");
}

}  // namespace

TEST_SUITE_BEGIN("service: decisive lines of runs");

TEST_CASE("dead letters stay at the destination until the catalog has them") {
  Bench bench;
  bench.set_up();
  put_keyless(bench);
  {
    SqliteFile catalog(bench.folder.file("waybill.db"));
    catalog.run(
        "CREATE TRIGGER refuse BEFORE INSERT ON rejects BEGIN SELECT RAISE(ABORT, 'no'); END");
  }
  CHECK(bench.failure("sync.run", kRun) != "");
  SqliteFile destination(bench.folder.file("acme.db"));
  CHECK(destination.number("SELECT count(*) FROM items") == 2);
  CHECK(destination.number("SELECT count(*) FROM _waybill_rejects") == 1);
  {
    SqliteFile catalog(bench.folder.file("waybill.db"));
    catalog.run("DROP TRIGGER refuse");
  }
  bench.now += 61'000'000;
  CHECK(bench.failure("sync.run", kRun) == "");
  CHECK(bench.call("reject.list").find("items")->as_array().size() == 1);
  CHECK(destination.number("SELECT count(*) FROM _waybill_rejects") == 0);
}

TEST_CASE("a dead letter that is copied twice counts once") {
  Bench bench;
  bench.set_up();
  put_keyless(bench);
  bench.call("sync.run", kRun);
  const std::string id = text_at(bench.call("reject.list"), "/items/0/reject_id");
  const auto reject = bench.catalog->reject(id);
  REQUIRE(reject.has_value());
  bench.catalog->add_rejects({*reject});
  CHECK(bench.catalog->reject(id)->attempts == 1);
}

TEST_CASE("a run that committed and could not say so is a success in the record") {
  Bench bench;
  bench.set_up();
  const std::string run = text_at(bench.call("sync.run", kRun), "/run_id");
  {
    SqliteFile catalog(bench.folder.file("waybill.db"));
    catalog.run("UPDATE runs SET status = 'running', ended_at = NULL, report = NULL");
  }
  bench.now += 1'000'000;
  bench.call("sync.run", kRun);
  const base::Json record = bench.call("run.get", R"({"run": ")" + run + "\"}");
  CHECK(text_at(record, "/status") == "success");
  CHECK(text_at(record, "/report/counts/inserted") == "2");
}

TEST_SUITE_END();

// What a run sends: mappings, constants, schemas, columns that change, rows that are marked.
#include <doctest/doctest.h>

#include <algorithm>

#include "sync/pairs.hpp"

using namespace waybill;
using namespace waybill::tests;
using model::ChangeDetection;
using model::Mode;

namespace {

const std::string kOld = "2026-01-01T00:00:00.000000Z";
const std::string kNew = "2026-02-01T00:00:00.000000Z";

std::vector<const char*> kinds() {
  std::vector<const char*> list{"sqlite"};
  if (!without_postgres()) list.push_back("postgres");
  if (!without_mariadb()) list.push_back("mariadb");
  if (!without_duckdb()) list.push_back("duckdb");
  return list;
}

template <class Test>
void for_each_destination(Test test) {
  for (const char* kind : kinds()) {
    CAPTURE(std::string(kind));
    PairBench bench({"sqlite", kind});
    bench.job.lookback_seconds = 0;
    test(bench);
  }
}

model::Mapping field(const std::string& from, const std::string& to) {
  return {from, {}, to};
}

}  // namespace

TEST_SUITE_BEGIN("sync: changes");

TEST_CASE("a mapping renames, leaves out and adds constants; a new field makes a full run") {
  for_each_destination([](PairBench& bench) {
    bench.put(1, "a", "1.0000", kOld);
    bench.put(2, "b", "2.0000", kNew);
    bench.job.mapping = {field("id", "key"),
                         field("name", "label"),
                         {"", "waybill", "origin"},
                         {"", std::int64_t{7}, "lot"}};
    CHECK(bench.run().counts.inserted == 2);
    const auto all =
        "SELECT \"key\" || '|' || label || '|' || origin || '|' || lot FROM items_out "
        "ORDER BY \"key\"";
    CHECK(bench.destination->rows(all) ==
          std::vector<std::string>{"1|a|waybill|7", "2|b|waybill|7"});
    bench.job.mapping.push_back(field("amount", "price"));
    const sync::Report wider = bench.run();
    CHECK(wider.full_reason == "mapping_changed");
    CHECK(wider.counts.updated == 2);
    CHECK(bench.destination->number("SELECT count(*) FROM items_out WHERE price IS NOT NULL") == 2);
    bench.job.mapping.pop_back();
    CHECK(bench.run().full_reason == "");
    bench.job.mapping[2].value = "other";
    CHECK(bench.run().full_reason == "mapping_changed");
    CHECK(bench.destination->number("SELECT count(*) FROM items_out WHERE origin = 'other'") == 2);
  });
}

TEST_CASE("a mapping without the key, or from a column that is not there, is refused") {
  PairBench bench({"sqlite", "sqlite"});
  bench.put(1, "a", "1.0000", kOld);
  bench.job.mapping = {field("name", "label")};
  CHECK(bench.failure() == codes::table_mismatch.id);
  bench.job.mapping = {field("id", "id"), field("nam", "label")};
  CHECK(bench.failure() == codes::table_mismatch.id);
  CHECK(!bench.has_table());
}

TEST_CASE("the last-modified column need not be sent") {
  for_each_destination([](PairBench& bench) {
    bench.put(1, "a", "1.0000", kOld);
    bench.job.mapping = {field("id", "id"), field("name", "name")};
    CHECK(bench.run().watermark_after == kOld);
    bench.put(2, "b", "1.0000", kNew);
    const sync::Report second = bench.run();
    CHECK(second.counts.inserted == 1);
    CHECK(second.counts.read == 2);
    CHECK(second.watermark_after == kNew);
  });
}

TEST_CASE("a query that changed is read as a whole once") {
  PairBench bench({"sqlite", "sqlite"});
  bench.put(1, "a", "1.0000", kOld);
  bench.put(2, "b", "1.0000", kNew);
  bench.job.lookback_seconds = 0;
  bench.job.model.source_table.clear();
  bench.job.model.source_query = "SELECT * FROM items";
  bench.run();
  CHECK(bench.run().counts.read == 1);
  bench.job.model.source_query = "SELECT id, upper(name) AS name, amount, updated_at FROM items";
  const sync::Report changed = bench.run();
  CHECK(changed.full_reason == "query_changed");
  CHECK(changed.counts.updated == 2);
  CHECK(bench.run().full_reason == "");
}

TEST_CASE("a window run does not take a changed mapping for sent") {
  PairBench bench({"sqlite", "sqlite"});
  bench.put(1, "a", "1.0000", kOld);
  bench.put(2, "b", "1.0000", kNew);
  bench.job.mapping = {field("id", "id"), field("name", "name")};
  bench.run();
  bench.job.mapping.push_back(field("amount", "amount"));
  bench.job.from = base::parse_instant("2026-01-15T00:00:00Z");
  CHECK(bench.run().counts.updated == 1);
  bench.job.from.reset();
  CHECK(bench.run().full_reason == "mapping_changed");
  CHECK(bench.destination->number("SELECT count(*) FROM items_out WHERE amount IS NULL") == 0);
}

TEST_CASE("added columns are filled for old rows only when that is asked for") {
  for_each_destination([](PairBench& bench) {
    bench.put(1, "a", "1.0000", kOld);
    bench.put(2, "b", "2.0000", kNew);
    bench.source->run("UPDATE items SET org = 'x'");
    bench.run();
    bench.job.model.columns.push_back(column("org", "text"));
    bench.job.backfill_added_columns = true;
    CHECK(bench.run().full_reason == "columns_added");
    CHECK(bench.destination->number("SELECT count(*) FROM items_out WHERE org = 'x'") == 2);
  });
}

TEST_CASE("a type that became wider is changed in the table, any other is refused") {
  for (const char* kind : kinds()) {
    if (std::string_view(kind) == "duckdb")
      continue;  // a column of an indexed table stays as it is
    CAPTURE(std::string(kind));
    PairBench bench({"sqlite", kind});
    bench.put(1, "a", "1.0000", kOld);
    bench.source->run("ALTER TABLE items ADD COLUMN n INTEGER");
    bench.source->run("UPDATE items SET n = 5");
    bench.job.model.columns.push_back(column("n", "integer"));
    bench.run();
    bench.job.model.columns.back() = column("n", "bigint");
    bench.job.model.columns[2] = column("amount", "decimal(20,5)");
    bench.source->run("UPDATE items SET n = 5000000000, updated_at = '" + kNew + "'");
    CHECK(bench.run().counts.updated == 1);
    CHECK(bench.destination->rows("SELECT n FROM items_out") ==
          std::vector<std::string>{"5000000000"});
    if (std::string_view(kind) == "sqlite") continue;  // where every column holds any value
    bench.job.model.columns[2] = column("amount", "decimal(10,5)");
    CHECK(bench.failure() == codes::table_mismatch.id);
    bench.job.model.columns[2] = column("amount", "text");
    CHECK(bench.failure() == codes::table_mismatch.id);
  }
}

TEST_CASE("a schema of the destination is made, and everything of the sync stands in it") {
  for (const char* kind : {"postgres", "duckdb"}) {
    if (std::string_view(kind) == "postgres" ? without_postgres() : without_duckdb()) continue;
    CAPTURE(std::string(kind));
    PairBench bench({"sqlite", kind});
    bench.put(1, "a", "1.0000", kOld);
    bench.job.schema = "Shared data";
    bench.job.mode = Mode::mirror;
    CHECK(bench.run().counts.inserted == 1);
    CHECK(bench.run().counts.unchanged == 1);
    CHECK(bench.destination->number("SELECT count(*) FROM \"Shared data\".items_out") == 1);
    CHECK(bench.destination->number("SELECT count(*) FROM \"Shared data\"._waybill_commits") == 2);
    CHECK(!bench.has_table());
  }
  PairBench none({"sqlite", "sqlite"});
  none.job.schema = "nowhere";
  CHECK(none.failure() == codes::table_mismatch.id);
}

TEST_CASE("rows that are marked as deleted are deleted at the destination") {
  for_each_destination([](PairBench& bench) {
    bench.source->run("ALTER TABLE items ADD COLUMN deleted_at TEXT");
    bench.job.model.soft_delete_column = "deleted_at";
    bench.job.delete_guard.reset();
    for (const auto& [mode, detection] : {std::pair{Mode::upsert, ChangeDetection::last_modified},
                                          std::pair{Mode::upsert, ChangeDetection::snapshot},
                                          std::pair{Mode::mirror, ChangeDetection::snapshot}}) {
      bench.job.mode = mode;
      bench.job.model.change_detection = detection;
      bench.job.state.sync_id += "x";
      bench.job.table += "x";
      bench.source->run("DELETE FROM items");
      bench.expected.clear();
      bench.put(1, "a", "1.0000", kOld);
      bench.put(2, "b", "1.0000", kOld);
      bench.put(3, "never sent", "1.0000", kOld);
      bench.source->run("UPDATE items SET deleted_at = '" + kOld + "' WHERE id = 3");
      bench.expected.erase(3);
      const sync::Report first = bench.run();
      CHECK(first.counts.inserted == 2);
      CHECK(bench.delivered() == bench.wanted());
      bench.source->run("UPDATE items SET deleted_at = '" + kNew + "', updated_at = '" + kNew +
                        "' WHERE id = 1");
      bench.expected.erase(1);
      const sync::Report second = bench.run();
      CHECK(second.counts.deleted == 1);
      CHECK(bench.delivered() == bench.wanted());
      bench.source->run(
          "UPDATE items SET deleted_at = NULL, updated_at = "
          "'2026-03-01T00:00:00.000000Z' WHERE id = 1");
      bench.expected[1] = "a|1.0000|2026-03-01T00:00:00.000000Z";
      CHECK(bench.run().counts.inserted == 1);
      CHECK(bench.delivered() == bench.wanted());
    }
  });
}

TEST_CASE(
    "a key that is marked and alive at once, or marked twice, is invalid and stays as it is") {
  for_each_destination([](PairBench& bench) {
    bench.source->run("ALTER TABLE items ADD COLUMN deleted_at TEXT");
    bench.job.model.soft_delete_column = "deleted_at";
    bench.job.delete_guard.reset();
    bench.job.on_reject.max_ratio = 1;
    for (const auto& detection : {ChangeDetection::last_modified, ChangeDetection::snapshot}) {
      bench.job.model.change_detection = detection;
      bench.job.state.sync_id += "x";
      bench.job.table += "x";
      bench.source->run("DELETE FROM items");
      bench.expected.clear();
      for (int id = 1; id <= 3; ++id) bench.put(id, "a", "1.0000", kOld);
      bench.run();
      bench.source->run(
          "INSERT INTO items (id, name, amount, updated_at, deleted_at) VALUES "
          "(1, 'twin', '1.0000', '" +
          kNew + "', '" + kNew +
          "'), "
          "(1, 'twin', '1.0000', '" +
          kNew +
          "', NULL), "
          "(2, 'twin', '1.0000', '" +
          kNew + "', '" + kNew +
          "'), "
          "(2, 'twin', '1.0000', '" +
          kNew + "', '" + kNew + "')");
      bench.source->run("DELETE FROM items WHERE name = 'a' AND id < 3");
      for (int i = 0; i < 2; ++i) {
        const sync::Report report = bench.run();
        CHECK(report.counts.invalid == 4);
        CHECK(report.counts.deleted == 0);
        CHECK(bench.delivered() == bench.wanted());
      }
    }
  });
}

TEST_CASE("the last of several rows with one key goes where that is asked for") {
  for_each_destination([](PairBench& bench) {
    bench.job.on_duplicate_key = model::OnDuplicateKey::last_by_cursor;
    bench.put(1, "a", "1.0000", kOld);
    bench.source->run(
        "INSERT INTO items (id, name, amount, updated_at) VALUES (2, 'older', "
        "'1.0000', '" +
        kOld + "'), (2, 'newer', '1.0000', '" + kNew + "'), (3, 'tie', '1.0000', '" + kOld +
        "'), (3, 'tie', '2.0000', '" + kOld + "')");
    bench.expected[2] = "newer|1.0000|" + kNew;
    const sync::Report report = bench.run();
    CHECK(report.counts.skipped == 1);
    CHECK(report.counts.invalid == 2);
    CHECK(bench.delivered() == bench.wanted());
  });
}

TEST_CASE("a cursor that is a number reads back as far as it is told") {
  PairBench bench({"sqlite", "sqlite"});
  bench.source->run("CREATE TABLE log (id INTEGER PRIMARY KEY, v TEXT)");
  bench.source->run("INSERT INTO log VALUES (1, 'a'), (5, 'b'), (9, 'c')");
  bench.job.model.source_table = "log";
  bench.job.model.columns = {column("id", "bigint", true, true), column("v", "text")};
  bench.run();
  CHECK(bench.run().counts.read == 1);
  bench.job.model.lookback_value = 4;
  CHECK(bench.run().counts.read == 2);
  bench.job.model.lookback_value = 1'000'000'000'000'000'000;
  CHECK(bench.run().counts.read == 3);
}

TEST_CASE("rows of an append-only model are not compared again") {
  for_each_destination([](PairBench& bench) {
    bench.job.model.is_append_only = true;
    bench.put(1, "a", "1.0000", kOld);
    bench.run();
    bench.destination->run("UPDATE items_out SET name = 'drifted'");
    const sync::Report report = bench.run();
    CHECK(report.counts.unchanged == 1);
    CHECK(bench.destination->rows("SELECT name FROM items_out") ==
          std::vector<std::string>{"drifted"});
  });
}

TEST_SUITE_END();

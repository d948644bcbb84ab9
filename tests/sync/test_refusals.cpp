#include <doctest/doctest.h>

#include <cmath>

#include "sync/bench_of_syncs.hpp"
#include "sync/check.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

std::vector<std::string> codes_of(const std::vector<sync::OutboxItem>& items) {
  std::vector<std::string> codes;
  for (const auto& item : items) codes.push_back(item.letter.code);
  std::sort(codes.begin(), codes.end());
  return codes;
}

}  // namespace

TEST_SUITE_BEGIN("sync: refusals");

TEST_CASE("rows with no key or a repeated key are dead letters, the others arrive") {
  BenchOfSyncs bench;
  bench.source.run("CREATE TABLE loose (id TEXT, name TEXT, updated_at TEXT)");
  bench.source.run(
      "INSERT INTO loose VALUES ('a', 'good', '2026-01-01T00:00:00Z'), "
      "(NULL, 'no key', '2026-01-01T00:00:00Z'), "
      "('b', 'twin 1', '2026-01-01T00:00:00Z'), "
      "('b', 'twin 2', '2026-01-01T00:00:00Z'), "
      "('c', 'same', '2026-01-01T00:00:00Z'), "
      "('c', 'same', '2026-01-01T00:00:00Z')");
  bench.job.model.source_table = "loose";
  bench.job.model.columns[0] = column("id", "text", true);
  for (const char* expected_load : {"direct", "staged"}) {
    CAPTURE(expected_load);
    const sync::Report report = bench.run();
    CHECK(report.load == expected_load);
    CHECK(report.counts.read == 6);
    CHECK(report.counts.invalid == 5);
    CHECK(report.counts.inserted + report.counts.unchanged == 1);
    CHECK(bench.destination.rows("SELECT id FROM items") == std::vector<std::string>{"'a'"});
  }
  const auto letters = bench.dead_letters();
  CHECK(codes_of(letters) == std::vector<std::string>{"WB8510", "WB8510", "WB8511", "WB8511",
                                                      "WB8511", "WB8511", "WB8511", "WB8511",
                                                      "WB8511", "WB8511"});
  // The same refusal has the same id in both runs, so that the catalog keeps one.
  std::vector<std::string> ids;
  for (const auto& item : letters) ids.push_back(item.letter.id);
  std::sort(ids.begin(), ids.end());
  CHECK(std::unique(ids.begin(), ids.end()) - ids.begin() == 5);
}

TEST_CASE("keys repeated in different batches are found") {
  BenchOfSyncs bench;
  bench.source.run("CREATE TABLE loose (id INTEGER, name TEXT, updated_at TEXT)");
  bench.source.run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
      " INSERT INTO loose SELECT i, 'x', '2026-01-01T00:00:00Z' FROM n");
  bench.source.run("INSERT INTO loose VALUES (1, 'again', '2026-01-01T00:00:00Z')");
  bench.job.model.source_table = "loose";
  const sync::Report report = bench.run();
  CHECK(report.batches > 1);
  CHECK(report.counts.invalid == 2);
  CHECK(report.counts.inserted == 19999);
}

TEST_CASE("a value that cannot be carried is refused by column and reason, never bent") {
  BenchOfSyncs bench;
  bench.source.run("CREATE TABLE loose (id INTEGER, name TEXT, n, updated_at TEXT)");
  bench.source.run(
      "INSERT INTO loose VALUES (1, 'ok', 1, '2026-01-01T00:00:00Z'), "
      "(2, 'text', 'many', '2026-01-01T00:00:00Z'), "
      "(3, 'large', 3000000000, '2026-01-01T00:00:00Z'), "
      "(4, 'half', 0.5, '2026-01-01T00:00:00Z'), "
      "(5, 'bad time', 1, 'yesterday'), "
      "(6, x'ff', 1, '2026-01-01T00:00:00Z')");
  bench.job.model.source_table = "loose";
  bench.job.model.columns.insert(bench.job.model.columns.begin() + 2, column("n", "integer"));
  const sync::Report report = bench.run();
  CHECK(report.counts.read == 6);
  CHECK(report.counts.inserted == 1);
  CHECK(report.counts.rejected == 5);
  bool named = false;
  for (const auto& item : bench.dead_letters()) {
    if (item.letter.key.find("id")->as_string() == "3") {
      named = item.letter.message.find("'n' (integer)") != std::string::npos;
      CHECK(item.letter.code == "WB8502");
      CHECK(item.letter.payload.find("name")->as_string() == "large");
    }
  }
  CHECK(named);
}

TEST_CASE("digits beyond the type are refused, or truncated and counted where asked") {
  BenchOfSyncs bench;
  bench.source.run("INSERT INTO items VALUES (1, '1.239', '2026-01-01T00:00:00Z')");
  bench.job.model.columns[1] = column("name", "decimal(6,2)");
  CHECK(bench.run().counts.rejected == 1);
  bench.job.model.columns[1].on_precision_loss = model::PrecisionLoss::truncate;
  const sync::Report report = bench.run();
  CHECK(report.counts.inserted == 1);
  CHECK(report.truncated_values == 1);
  CHECK(bench.destination.rows("SELECT name FROM items") == std::vector<std::string>{"'1.23'"});
}

TEST_CASE("infinities are refused where the destination has none") {
  BenchOfSyncs bench;
  bench.source.run("CREATE TABLE loose (id INTEGER, name REAL, updated_at TEXT)");
  bench.source.run(
      "INSERT INTO loose VALUES (1, 9e999, '2026-01-01T00:00:00Z'), "
      "(2, 1.5, '2026-01-01T00:00:00Z')");
  bench.job.model.source_table = "loose";
  bench.job.model.columns[1] = column("name", "float");
  const sync::Report report = bench.run();
  CHECK(report.counts.rejected == 1);
  CHECK(report.counts.inserted == 1);
  CHECK(bench.dead_letters().at(0).letter.code == "WB8507");
}

TEST_CASE("too many refused rows end the run with nothing committed") {
  BenchOfSyncs bench;
  bench.source.run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
      "INSERT INTO items SELECT i, CASE WHEN i % 4 THEN 'x' ELSE x'00' END, "
      "'2026-01-01T00:00:00Z' FROM n");
  CHECK(bench.failure() == codes::too_many_rejects.id);  // 50 of 200 is over a tenth
  CHECK(bench.destination.rows("SELECT name FROM sqlite_master WHERE name = 'items'").empty());
  CHECK(bench.dead_letters().empty());
  bench.job.on_reject.max_ratio = 0.5;
  bench.job.on_reject.max_rows = 49;
  CHECK(bench.failure() == codes::too_many_rejects.id);
  bench.job.on_reject.max_rows = 50;
  CHECK(bench.run().counts.rejected == 50);
  CHECK(bench.dead_letters().size() == 50);
}

TEST_CASE("the payload of a dead letter follows the policy") {
  BenchOfSyncs bench;
  bench.source.run("INSERT INTO items VALUES (1, x'00', '2026-01-01T00:00:00Z')");
  bench.job.on_reject.payload = model::RejectPayload::none;
  bench.run();
  CHECK(bench.dead_letters().at(0).letter.payload.is_null());
}

TEST_CASE("rows without a last-modified value follow the policy") {
  BenchOfSyncs bench;
  bench.source.run("INSERT INTO items VALUES (1, 'a', NULL), (2, 'b', '2026-01-01T00:00:00Z')");
  CHECK(bench.failure() == codes::null_last_modified.id);
  bench.job.on_null_cursor = model::NullCursor::skip;
  const sync::Report skipped = bench.run();
  CHECK(skipped.counts.skipped == 1);
  CHECK(skipped.counts.inserted == 1);
  bench.job.on_null_cursor = model::NullCursor::include;
  CHECK(bench.run().counts.inserted == 1);
  CHECK(bench.delivered().size() == 2);
}

TEST_CASE("a tenant gets its own rows and no twin's") {
  BenchOfSyncs bench;
  bench.source.run(
      "CREATE TABLE shared (id INTEGER, name TEXT, updated_at TEXT, "
      "org TEXT COLLATE NOCASE)");
  bench.source.run(
      "INSERT INTO shared VALUES (1, 'mine', '2026-01-01T00:00:00Z', 'acme'), "
      "(2, 'case', '2026-01-01T00:00:00Z', 'ACME'), "
      "(3, 'blank', '2026-01-01T00:00:00Z', 'acme '), "
      "(4, 'none', '2026-01-01T00:00:00Z', NULL), "
      "(5, 'hostile', '2026-01-01T00:00:00Z', 'acme'' or ''1''=''1')");
  bench.job.model.source_table = "shared";
  bench.job.model.organization_column = "org";
  bench.job.tenanted = true;
  bench.job.state.tenant = "acme";
  CHECK(bench.run().counts.read == 1);
  CHECK(bench.destination.rows("SELECT id FROM items") == std::vector<std::string>{"1"});
  CHECK(bench.destination.number("SELECT count(*) FROM pragma_table_info('items')") == 3);

  SUBCASE("another tenant cannot write into the same table") {
    bench.job.state.tenant = "acme' or '1'='1";
    CHECK(bench.failure() == codes::table_owned.id);
    bench.job.table = "others";
    CHECK(bench.run().counts.read == 1);
    CHECK(bench.destination.rows("SELECT id FROM others") == std::vector<std::string>{"5"});
  }
}

TEST_CASE("a foreign row that the source answers all the same ends the run") {
  BenchOfSyncs bench;
  bench.job.tenanted = true;
  bench.job.state.tenant = "acme";
  sync::Plan plan;
  plan.tenant = 0;
  plan.tenant_value = rows::Value::text("acme");
  rows::Batch batch({{"organization", {rows::Logical::text}, true}});
  batch.columns[0].append_variable("acme");
  batch.length = 1;
  CHECK_NOTHROW(sync::check_tenant(bench.job, plan, batch));
  for (const char* other : {"Acme", "acme ", "", "acm\xc3\xa9"}) {
    batch.clear();
    batch.columns[0].append_variable("acme");
    batch.columns[0].append_variable(other);
    batch.length = 2;
    CHECK_THROWS_AS(sync::check_tenant(bench.job, plan, batch), Error);
  }
  batch.clear();
  batch.columns[0].append_null();
  batch.length = 1;
  CHECK_THROWS_AS(sync::check_tenant(bench.job, plan, batch), Error);
}

TEST_CASE("what does not fit is refused before anything is read") {
  BenchOfSyncs bench;
  bench.source.run("INSERT INTO items VALUES (1, 'a', '2026-01-01T00:00:00Z')");
  SUBCASE("no such source table") {
    bench.job.model.source_table = "itms";
    CHECK(bench.failure() == codes::no_such_table.id);
  }
  SUBCASE("no such source column, with the nearest named") {
    bench.job.model.columns[1].name_in_source = "nam";
    try {
      bench.run();
      FAIL("it ran");
    } catch (const Error& error) {
      CHECK(error.code().id == codes::no_such_column.id);
      CHECK(error.hint() == "did you mean 'name'?");
      CHECK(error.blame() == Blame::source);
    }
  }
  SUBCASE("a destination table without the key") {
    bench.destination.run("CREATE TABLE items (id BIGINT, name TEXT, updated_at TEXT)");
    CHECK(bench.failure() == codes::table_mismatch.id);
  }
  SUBCASE("a destination column of another type") {
    bench.destination.run("CREATE TABLE items (id BIGINT PRIMARY KEY, name BLOB, updated_at TEXT)");
    CHECK(bench.failure() == codes::table_mismatch.id);
  }
  SUBCASE("a destination table made by its owner, with the key, is used") {
    bench.destination.run(
        "CREATE TABLE items (id BIGINT PRIMARY KEY, name TEXT, updated_at TEXT, "
        "note TEXT DEFAULT 'kept')");
    CHECK(bench.run().counts.inserted == 1);
    CHECK(bench.destination.rows("SELECT note FROM items") == std::vector<std::string>{"'kept'"});
  }
  SUBCASE("a watermark of another type") {
    bench.run();
    bench.source.run("ALTER TABLE items ADD COLUMN seq INTEGER");
    bench.job.model.columns[2].is_last_modified = false;
    bench.job.model.columns.push_back(column("seq", "bigint", false, true));
    CHECK(bench.failure() == codes::bad_watermark.id);
  }
}

TEST_SUITE_END();

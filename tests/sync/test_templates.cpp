// Query templates with the values of real runs.
#include <doctest/doctest.h>

#include "sync/bench_of_syncs.hpp"
#include "sync/query.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

// What each run put into the query, as seen by the query itself.
constexpr const char* kSeen =
    "SELECT id, name || ' from {{.LastModifiedAtEpoch}}"
    "{{with .LastModifiedAtEpochUpperBound}} to {{.}}{{end}}' AS name, updated_at FROM items";

}  // namespace

TEST_CASE(
    "a template sees 0 on the first run, then the watermark less the lookback, rounded down") {
  BenchOfSyncs bench;
  bench.job.model.source_query = kSeen;
  bench.source.run("INSERT INTO items VALUES (1, 'a', '2026-02-01T00:00:00.900Z')");
  bench.run();
  CHECK(bench.delivered() ==
        std::vector<std::string>{"1|'a from 0'|'2026-02-01T00:00:00.900000Z'"});
  bench.source.run("UPDATE items SET updated_at = '2026-02-01T00:00:01Z'");
  bench.run();
  // 2026-02-01T00:00:00Z is 1769904000; the lookback is 300 s.
  CHECK(bench.delivered() ==
        std::vector<std::string>{"1|'a from 1769903700'|'2026-02-01T00:00:01.000000Z'"});
}

TEST_CASE("an upper bound is rounded up, so that the engine's exact one decides") {
  BenchOfSyncs bench;
  bench.job.model.source_query = kSeen;
  bench.source.run(
      "INSERT INTO items VALUES (1, 'a', '2026-02-01T00:00:00.200Z'), "
      "(2, 'b', '2026-02-01T00:00:00.300Z')");
  bench.job.from = *base::parse_instant("2026-02-01T00:00:00.1Z");
  bench.job.until = *base::parse_instant("2026-02-01T00:00:00.3Z");
  bench.run();
  CHECK(bench.delivered() ==
        std::vector<std::string>{
            "1|'a from 1769904000 to 1769904001'|'2026-02-01T00:00:00.200000Z'"});
}

TEST_CASE("a template names the tenant, whatever its id holds") {
  for (const char* id : {"acme", "acme' or '1'='1", "it''s", "\\", "--", "{{.Schema}}", "Ünï\n"}) {
    INFO(id);
    BenchOfSyncs bench;
    bench.job.model.source_query =
        "SELECT i.*, '{{.IdInProviderSystem}}' AS org FROM items i "
        "WHERE {{.PrimaryKeyColumnName}} > 0 AND {{.LastModifiedColumnName}} IS NOT NULL";
    bench.job.model.organization_column = "org";
    bench.job.tenanted = true;
    bench.job.state.tenant = id;
    bench.source.run("INSERT INTO items VALUES (1, 'a', '2026-02-01T00:00:00Z')");
    CHECK(bench.run().counts.inserted == 1);
  }
}

TEST_CASE("a value that cannot stand in the query ends the run, nothing is committed") {
  BenchOfSyncs bench;
  bench.job.model.source_query =
      "SELECT id, name, updated_at FROM items /* {{.IdInProviderSystem}} */";
  CHECK(bench.failure() == "WB9115");
  bench.job.model.source_query =
      "SELECT id, name, updated_at FROM items WHERE 0 < {{.LastModifiedAtEpochUpperBound}}";
  CHECK(bench.failure() == "WB9115");
  bench.job.model.source_query = "SELECT id, name, updated_at FROM items {{if}}";
  CHECK(bench.failure() == "WB9115");
  CHECK(bench.tables() == 0);
}

TEST_CASE("a date's bounds are whole days, and dates before 1970 are below zero") {
  sync::Job job;
  job.model = BenchOfSyncs().job.model;
  job.model.source_query = "SELECT {{.LastModifiedAtEpoch}}";
  const rows::Value day{{rows::Logical::date}, std::int64_t{20'000}};
  CHECK(sync::query_for(job, *sql::sqlite().syntax, day, std::nullopt) == "SELECT 1728000000");
  job.model.source_query = "SELECT '{{.LastModifiedAtEpoch}}'";
  const rows::Value early{{rows::Logical::timestamp}, std::int64_t{-1}};
  CHECK(sync::query_for(job, *sql::sqlite().syntax, early, std::nullopt) == "SELECT '-1'");
}

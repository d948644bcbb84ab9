// Syncs that send a query of their own, models that declare no columns, and most rows a run reads.
#include <doctest/doctest.h>

#include "service/bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

struct QueryBench : Bench {
  explicit QueryBench(const std::string& keys = "") {
    apply(fmt::format("{}, {}", kEnds, sync_of(kQuery, keys)));
  }

  static constexpr const char* kQuery = "SELECT id, name, length(name) AS letters FROM items";
  static constexpr const char* kEnds =
      R"({"connection": {"name": "from", "vendor": "sqlite", "options": {"path": "source.db"}}},
         {"connection": {"name": "to", "vendor": "sqlite", "options": {"path": "lake.db"}}},
         {"source": {"name": "app", "connection": "from"}},
         {"destination": {"name": "lake", "connection": "to"}})";
  static std::string sync_of(const std::string& query, const std::string& keys = "",
                             const std::string& key = "\"id\"") {
    return fmt::format(
        R"({{"sync": {{"name": "folk", "query": "{}", "primary_key": {}, "destination": "lake"{}{}}}}})",
        query, key, keys.empty() ? "" : ", ", keys);
  }
  base::Json run(const std::string& more = "") {
    now += 60'000'000;
    return call("sync.run", R"({"sync": "folk")" + more + "}");
  }
  std::string run_failure() { return failure("sync.run", R"({"sync": "folk"})"); }
  std::vector<std::string> delivered(const std::string& columns = "id, name, letters") {
    SqliteFile destination(folder.file("lake.db"));
    return destination.rows("SELECT " + columns + " FROM folk ORDER BY 1");
  }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_SUITE_BEGIN("service: queries of syncs");

TEST_CASE("a query is sent as a model is: planned, run, compared, previewed, listed") {
  QueryBench bench;
  const base::Json plan = bench.call("sync.plan", R"({"sync": "folk", "counts": "exact"})");
  CHECK(text_at(plan, "/table") == "\"folk\"");
  CHECK(text_at(plan, "/expected/created") == "3");
  CHECK(text_at(plan, "/columns/0/data_type") == "bigint");
  CHECK(text_at(plan, "/columns/2/data_type") == "bigint");  // as its first row has it
  const base::Json first = bench.run();
  CHECK(text_at(first, "/model") == "null");
  CHECK(text_at(first, "/report/counts/inserted") == "3");
  CHECK(text_at(first, "/report/guarantee") == "snapshot");
  CHECK(bench.delivered() == Texts{"1|'a'|1", "2|'b'|1", "3|'c'|1"});
  bench.source.run("UPDATE items SET name = 'bb' WHERE id = 2");
  const base::Json second = bench.run();
  CHECK(text_at(second, "/report/counts/updated") == "1");
  CHECK(text_at(second, "/report/counts/unchanged") == "2");
  CHECK(text_at(bench.call("sync.compare", R"({"sync": "folk"})"), "/delivered") == "true");
  const base::Json listed = bench.call("sync.list");
  CHECK(text_at(listed, "/items/0/name") == "folk");
  CHECK(text_at(listed, "/items/0/model") == "null");
  CHECK(text_at(listed, "/items/0/object") == "folk");
  CHECK(text_at(bench.call("run.list"), "/items/0/model") == "null");
  const base::Json page = bench.call("model.preview", R"({"sync": "folk", "limit": 2})");
  CHECK(text_at(page, "/rows/1/name") == "bb");
  CHECK(page.find("rows")->as_array().size() == 2);
  CHECK(text_at(bench.call("sync.reset", R"({"sync": "folk"})"), "/reset") == "true");
  CHECK(text_at(bench.run(), "/report/full_run_reason") == "first_run");
}

TEST_CASE("a transfer runs the queries that go to its destination") {
  QueryBench bench;
  const base::Json done = bench.call("destination.transfer", R"({"destination": "lake"})");
  CHECK(text_at(done, "/status") == "success");
  CHECK(text_at(done, "/runs/0/sync") == "folk");
  CHECK(bench.delivered("id") == Texts{"1", "2", "3"});
}

TEST_CASE("a mirror of a query deletes what its result no longer has") {
  QueryBench bench(R"("mode": "mirror", "delete_guard": false)");
  bench.run();
  bench.source.run("DELETE FROM items WHERE id = 3");
  CHECK(text_at(bench.run(), "/report/vanished/deleted") == "1");
  CHECK(bench.delivered("id") == Texts{"1", "2"});
}

TEST_CASE("a query that changed is sent whole, with its new column") {
  QueryBench bench;
  bench.run();
  bench.apply(QueryBench::sync_of("SELECT id, name, org FROM items WHERE id < 3"));
  const base::Json run = bench.run();
  CHECK(text_at(run, "/report/full_run_reason") == "query_changed");
  CHECK(text_at(run, "/report/ddl/0").find("ADD COLUMN \"org\"") != std::string::npos);
  CHECK(bench.delivered("id, org") == Texts{"1|'acme'", "2|'acme'", "3|NULL"});
}

TEST_CASE("a query's result has to have the key, and a name for each column") {
  QueryBench bench;
  bench.apply(QueryBench::sync_of("SELECT * FROM items", "", R"(["org", "idd"])"));
  CHECK(bench.run_failure() == "WB9109");
  CHECK(bench.last_error.find("'idd'") != std::string::npos);
  bench.apply(QueryBench::sync_of("SELECT *, org AS id FROM items"));
  CHECK(bench.run_failure() == "WB9110");
  CHECK(bench.last_error.find("two columns named 'id'") != std::string::npos);
  bench.apply(QueryBench::sync_of("SELECT id, name FROM items", R"("object": "folk")",
                                  R"(["id", "name"])"));
  CHECK(bench.run_failure() == "");
}

TEST_CASE("a query that has a mapping sends what it maps") {
  QueryBench bench(R"("mapping": [{"from": "id", "to": "ref"}, {"from": "NAME", "to": "who"},
                                  {"value": 7, "to": "lot"}])");
  bench.run();
  CHECK(bench.delivered("ref, who, lot") == Texts{"1|'a'|7", "2|'b'|7", "3|'c'|7"});
  const base::Json page = bench.call("model.preview", R"({"sync": "folk", "limit": 1})");
  CHECK(text_at(page, "/rows/0/who") == "a");
}

TEST_CASE("a preview is of one thing, and of a delete the keys") {
  QueryBench bench(R"("mode": "delete")");
  const base::Json page = bench.call("model.preview", R"({"sync": "folk"})");
  CHECK(base::write_json(*page.at_pointer("/rows/0")) == R"({"id":"1"})");
  CHECK(bench.failure("model.preview", "{}") == "WB9001");
  CHECK(bench.failure("model.preview", R"({"sync": "folk", "sql": "SELECT 1 AS a"})") == "WB9001");
  CHECK(bench.failure("model.preview", R"({"sync": "folk", "recipient": "Acme"})") == "WB9001");
  CHECK(bench.failure("model.preview", R"({"sync": "folks"})") == "WB9007");
}

TEST_CASE("a query model without columns has those of its result, but for its tenant's") {
  Bench bench;
  bench.apply(fmt::format("{}, {}, {}, {}", Bench::kConnections, Bench::kSource, Bench::kTenants,
                          R"({"model": {"model_name": "folk", "organization_column": "ORG",
      "source_query": "SELECT org, id, name, updated_at FROM items", "primary_key": "id",
      "change_detection": "snapshot"}})"));
  const base::Json run = bench.call("sync.run", R"({"sync": "acme/folk"})");
  CHECK(text_at(run, "/report/counts/inserted") == "2");
  SqliteFile destination(bench.folder.file("acme.db"));
  CHECK(destination.rows("SELECT * FROM folk ORDER BY 1") ==
        Texts{"1|'a'|'2026-01-01T00:00:00Z'", "2|'b'|'2026-01-01T00:00:00Z'"});
}

TEST_CASE("a run that reads more than max_rows commits nothing, one that reads as many does") {
  QueryBench bench(R"("max_rows": 3)");
  CHECK(text_at(bench.run(), "/report/counts/read") == "3");
  bench.source.run("INSERT INTO items VALUES (4, 'd', 'acme', '2026-01-01T00:00:00Z')");
  CHECK(bench.run_failure() == "WB9215");
  CHECK(bench.last_error.find("nothing was committed") != std::string::npos);
  CHECK(bench.failure("sync.plan", R"({"sync": "folk", "counts": "exact"})") == "WB9215");
  CHECK(bench.delivered("id") == Texts{"1", "2", "3"});
  CHECK(text_at(bench.call("run.list", R"({"status": "error"})"), "/items/0/sync") == "folk");
  bench.apply(QueryBench::sync_of(QueryBench::kQuery, R"("max_rows": 4)"));
  CHECK(text_at(bench.run(), "/report/counts/inserted") == "1");
}

TEST_SUITE_END();

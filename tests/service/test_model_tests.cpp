// model.test: unit tests of models, on rows that they give, with no catalog and no database.
#include <doctest/doctest.h>

#include <chrono>

#include "bench.hpp"
#include "support/duckdb_library.hpp"
#include "support/postgres_server.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

// A bench whose catalog is closed: documents are all there is.
struct Testing : Bench {
  Testing() { catalog.reset(); }

  // Answers the tests of these documents.
  base::Json run(const std::string& documents, const std::string& more = "") {
    return call("model.test", fmt::format(R"({{"documents": [{}]{}}})", documents, more));
  }
  // The first test of a model: "passed", or its status and what it says.
  std::string verdict(const std::string& documents, const std::string& more = "") {
    report = run(documents, more);
    const std::string status = text_at(report, "/tests/0/status");
    if (status == "passed") return status;
    std::string said = fmt::format("{}: {}", status, text_at(report, "/tests/0/message"));
    for (const base::Json& one : report.at_pointer("/tests/0/differences")->as_array()) {
      said += fmt::format("\n{} {} {}: {}, {}", text_at(one, "/kind"), text_at(one, "/row"),
                          text_at(one, "/column"), text_at(one, "/expected"), text_at(one, "/got"));
    }
    return said;
  }
  base::Json report;
};

// The items of a tenant, with tests.
std::string items(const std::string& tests) {
  return replaced(Bench::kModel, R"("columns")", R"("tests": [)" + tests + R"(], "columns")");
}

constexpr const char* kGiven =
    R"("given": {"items": [
        {"id": 1, "name": "a", "org": "acme", "updated_at": "2026-01-01T00:00:00Z"},
        {"id": 2, "name": "b", "org": "acme", "updated_at": "2026-01-02T00:00:00Z"},
        {"id": 3, "name": "c", "org": "globex", "updated_at": "2026-01-01T00:00:00Z"}]})";

std::string of_acme(const std::string& rest) {
  return items(fmt::format(R"({{"name": "t", "tenant": "acme", {}, {}}})", kGiven, rest));
}

// One table of all rows of a query, of a single tenant.
std::string query(const std::string& sql, const std::string& test, const std::string& more = "") {
  return fmt::format(
      R"({{"model": {{"model_name": "q", "source_query": {}, "primary_key": "id",
          "change_detection": "snapshot", {} "tests": [{{"name": "t", {}}}]}}}})",
      base::write_json(base::Json(sql)), more, test);
}

constexpr const char* kTypes[] = {"bigint",   "text",  "boolean", "integer", "decimal(20,4)",
                                  "float",    "bytes", "date",    "time",    "timestamp",
                                  "datetime", "json",  "uuid",    "decimal"};

// A table with a column c0, c1 ... of each type.
std::string kinds(const std::string& given, const std::string& expected) {
  std::string columns;
  for (std::size_t i = 0; i < std::size(kTypes); ++i) {
    columns += fmt::format(
        R"({}{{"name_in_source": "c{}", "name_in_destination": "c{}", "data_type": "{}"}})",
        i == 0 ? "" : ",", i, i, kTypes[i]);
  }
  return fmt::format(
      R"({{"model": {{"model_name": "kinds", "source_table": "kinds", "primary_key": "c0",
          "change_detection": "snapshot", "columns": [{}], "tests": [{{"name": "t",
          "given": {{"kinds": [{}]}}, "expect": [{}]}}]}}}})",
      columns, given, expected);
}

}  // namespace

TEST_SUITE_BEGIN("service: model tests");

TEST_CASE("a test has the rows of its tenant, under the destination's names, by their key") {
  Testing bench;
  CHECK(bench.verdict(of_acme(R"("expect": [{"id": 2, "label": "b"}, {"id": "1", "LABEL": "a",
      "updated_at": "2026-01-01T01:00:00+01:00"}])")) == "passed");
  CHECK(
      bench.verdict(of_acme(R"("expect": [{"id": 1}, {"id": 4, "label": "x"}])")) ==
      "failed: 1 row came unexpected, 1 row is missing\n"
      "unexpected {\"id\":\"2\",\"label\":\"b\",\"updated_at\":\"2026-01-02T00:00:00.000000Z\"} "
      "null: null, {\"id\":\"2\",\"label\":\"b\",\"updated_at\":\"2026-01-02T00:00:00.000000Z\"}\n"
      "missing {\"id\":4} null: {\"id\":4,\"label\":\"x\"}, null");
  CHECK(
      bench.verdict(of_acme(R"("expect": [{"id": 1, "label": null}, {"id": 2, "label": "B"}])")) ==
      "failed: 2 values differ\nvalue {\"id\":1} label: null, a\nvalue {\"id\":2} label: B, b");
  CHECK(bench.verdict(of_acme(R"("expect": [{"id": 1, "name": "a"}, {"id": 2}])")) ==
        "failed: 1 column does not arrive\ncolumn null name: name, id, label, updated_at");
  // Without the key, rows are compared whole, each as often as it is there.
  CHECK(bench.verdict(of_acme(R"("expect": [{"label": "b"}, {"label": "a"}])")) == "passed");
  CHECK(bench.verdict(of_acme(R"("expect": [{"label": "b"}, {"label": "b"}])"))
            .starts_with("failed: 1 row came unexpected, 1 row is missing"));
  CHECK(bench.verdict(of_acme(R"("expect": [{"label": "b"}, {"id": 1}])"))
            .starts_with("error: WB9001 expect: some rows say the column 'id'"));
  CHECK(bench.verdict(of_acme(R"("expect": [{"id": 1}, {"id": "1"}])"))
            .starts_with("error: WB9001 expect: two rows have the key"));
}

TEST_CASE("a window has the rows a run of that window has") {
  Testing bench;
  CHECK(bench.verdict(items(fmt::format(
            R"({{"name": "w", "tenant": "acme", {}, "expect": [{{"id": 2}}],
                "window": {{"from": "2026-01-02T00:00:00Z", "to": "2026-01-03T00:00:00Z"}}}})",
            kGiven))) == "passed");
  CHECK(bench.verdict(items(fmt::format(
            R"({{"name": "w", "tenant": "acme", {}, "expect": [], "window": {{"from": "2026"}}}})",
            kGiven))) == "error: WB9001 window.from is no RFC 3339 time");
}

TEST_CASE("what a run refuses is expected by its code, and is a difference where it is not") {
  Testing bench;
  const auto given = [](const std::string& rows, const std::string& outcome) {
    return items(fmt::format(R"({{"name": "t", "tenant": "acme", "given": {{"items": [{}]}}, {}}})",
                             rows, outcome));
  };
  const std::string bad =
      R"({"id": "x", "org": "acme", "updated_at": "2026-01-01T00:00:00Z"},
         {"id": null, "org": "acme", "updated_at": "2026-01-01T00:00:00Z"},
         {"id": 4, "org": "acme", "updated_at": "2026-01-01T00:00:00Z"},
         {"id": 4, "org": "acme", "updated_at": "2026-01-02T00:00:00Z"})";
  CHECK(bench.verdict(given(bad, R"("expect_findings": ["WB8508", "WB8510", "WB8511"])")) ==
        "passed");
  const std::string some = bench.verdict(given(bad, R"("expect_findings": ["WB8508", "WB8501"])"));
  CHECK(some.starts_with("failed: 3 findings differ\nfinding null null: WB8501, null\n"));
  CHECK(some.find("WB8511 another row") != std::string::npos);
  CHECK(bench.verdict(given(bad, R"("expect": [])"))
            .starts_with("failed: 4 rows were refused\nrefused {\"id\":null} null: null, WB8508"));
  const std::string timeless = R"({"id": 1, "org": "acme"})";
  CHECK(bench.verdict(given(timeless, R"("expect_findings": ["WB9207"])")) == "passed");
  CHECK(bench.verdict(given(timeless, R"("expect": [])")).starts_with("error: WB9207"));
  // What lint says of the model is found as well; a warning may be expected, and need not be.
  const std::string reserved =
      replaced(of_acme(R"("expect_findings": ["WB4001"])"), R"("label")", R"("order")");
  CHECK(bench.verdict(reserved) == "passed");
  CHECK(bench.verdict(replaced(of_acme(R"("expect": [])"), R"("label")", R"("order")"))
            .starts_with("error: WB4001"));
}

TEST_CASE("every type is compared as what it is, however it is written") {
  Testing bench;
  const std::string given =
      R"({"c0": "-9223372036854775808", "c1": "a\u0000ü'\"", "c2": true, "c3": "-5",
          "c4": "-1234567890123456.7890", "c5": "-Infinity", "c6": "AP8Q", "c7": "9999-12-31",
          "c8": "23:59:59.5", "c9": "2026-01-01 00:00:00", "c10": "2026-01-01T00:00:00",
          "c11": {"b": [1.50, 2], "a": 1}, "c12": "00112233445566778899AABBCCDDEEFF",
          "c13": 0.10}, {"c0": 1})";
  CHECK(bench.verdict(kinds(given, R"({"c0": -9223372036854775808, "c1": "a\u0000ü'\"", "c2": true,
          "c3": -5, "c4": -1234567890123456.789, "c5": "-Infinity", "c6": "AP8Q",
          "c7": "9999-12-31", "c8": "23:59:59.500000", "c9": "2025-12-31T23:00:00-01:00",
          "c10": "2026-01-01 00:00:00.0", "c11": "{\"a\": 1.0, \"b\": [1.5, 2]}",
          "c12": "00112233-4455-6677-8899-aabbccddeeff", "c13": "0.1"},
          {"c0": 1, "c1": null, "c2": null, "c3": null, "c4": null, "c5": null, "c6": null,
           "c7": null, "c8": null, "c9": null, "c10": null, "c11": null, "c12": null,
           "c13": null})")) == "passed");
  // What is no value of the column's type is equal to none.
  CHECK(bench
            .verdict(kinds(R"({"c0": 1, "c1": "1", "c3": 1, "c4": 1, "c9": null})",
                           R"({"c0": 1, "c1": 1, "c3": 1.5, "c4": 1.00001, "c9": ""})"))
            .starts_with("failed: 4 values differ"));
  CHECK(bench.verdict(kinds(R"({"c0": 1, "c5": "NaN"})", R"({"c0": 1})"))
            .starts_with("error: WB9001 SQLite, in which given rows stand, keeps no NaN"));
}

TEST_CASE("a query reads every given table, reserved and foreign names among them") {
  Testing bench;
  const std::string joined = query(
      "WITH o AS (SELECT * FROM \"order\") SELECT o.id, k.\"größe\" AS size FROM o "
      "JOIN app.\"select\" k ON k.id = o.id",
      R"("given": {"order": [{"id": 1}, {"id": 2}], "app.select": [{"ID": 1, "größe": "L"}],
                   "unread": [{"x": true}]},
         "expect": [{"id": 1, "size": "L"}])");
  CHECK(bench.verdict(joined) == "passed");
  CHECK(text_at(bench.report, "/tests/0/warnings") == R"(["given 'unread' is never read"])");
  CHECK(bench.verdict(replaced(joined, R"("app.select": [)", R"("app.other": [)")) ==
        "error: WB9108 the model reads 'app.select', which is not given");
  const std::string misspelt = bench.verdict(replaced(joined, "o.id, k", "o.idd AS id, k"));
  CAPTURE(misspelt);
  CHECK(misspelt.find("no such column") != std::string::npos);
  CHECK(bench.verdict(replaced(joined, R"("unread": [{"x": true}])", R"("unread": [])"))
            .starts_with("error: WB9001 given: 'unread' has no rows"));
  CHECK(bench.verdict(replaced(joined, R"("unread": [{"x": true}])", R"("ORDER": [{"id": 1}])"))
            .starts_with("error: WB9001 given: 'order' and 'ORDER' are one table"));
  CHECK(bench.verdict(replaced(joined, R"({"x": true})", R"({"x": true, "X": 1})"))
            .starts_with("error: WB9001 given: a row of 'unread' has the column 'x' twice"));
  // Values that only look alike are kept apart.
  CHECK(bench.verdict(
            query("SELECT id, typeof(a) AS a, typeof(b) AS b, typeof(c) AS c FROM t",
                  R"("given": {"t": [{"id": 1, "a": "007", "b": 0.5, "c": 12345678901234567890},
                               {"id": 2, "a": "x", "b": 2, "c": 1}]},
               "expect": [{"id": 1, "a": "text", "b": "real", "c": "text"},
                          {"id": 2, "a": "text", "b": "real", "c": "integer"}])")) == "passed");
}

TEST_CASE("SQL of another vendor is skipped by name, and a mistake is not") {
  Testing bench;
  const std::string source =
      R"(, {"connection": {"name": "pg", "vendor": "postgres", "options": {"host": "h",
          "database": "d", "user": "u"}}}, {"source": {"name": "s", "connection": "pg"}})";
  const std::string test = R"("given": {"t": [{"id": 1}]}, "expect": [{"id": 1}])";
  for (const char* const sql :
       {"SELECT id::bigint AS id FROM t", "SELECT date_part('day', now()) AS id FROM t",
        "SELECT id, E'a\\'b' AS x FROM t"}) {
    CAPTURE(std::string(sql));
    CHECK(bench.verdict(query(sql, test) + source)
              .starts_with("skipped: the query is written for PostgreSQL, and SQLite does not"));
    CHECK(bench.verdict(query(sql, test)).starts_with("error: "));  // nobody says whose it is
  }
  for (const char* const sql : {"SELECT ident AS id FROM t", "SELECT id FROM u", "SELECT FROM t"}) {
    CAPTURE(std::string(sql));
    CHECK_FALSE(bench.verdict(query(sql, test) + source).starts_with("passed"));
    CHECK((bench.verdict(query(sql, test) + source).starts_with("error") ||
           std::string(sql) == "SELECT FROM t"));
  }
  CHECK(bench.verdict(query("SELECT count(*) + id AS id FROM t WHERE 0 GROUP BY id", test) + source)
            .starts_with("failed"));
}

TEST_CASE("a tenant's schema, and a tenant that a test does not say") {
  Testing bench;
  const std::string in_schema =
      query("SELECT id FROM {{.Schema}}.t WHERE '{{.IdInProviderSystem}}' = 'acme'' or 1=1'",
            R"("tenant": "acme' or 1=1", "given": {"t": [{"id": 1}]}, "expect": [{"id": 1}])");
  CHECK(bench.verdict(in_schema) == "passed");
  CHECK(bench.verdict(replaced(in_schema, R"("tenant": "acme' or 1=1",)", ""))
            .starts_with("error: WB9208"));
  const std::string source =
      R"(, {"recipient": {"name": "A", "id_in_provider_system": "a", "schema": "of_a"}},
         {"connection": {"name": "c", "vendor": "sqlite", "options": {"path": "x.db"}}},
         {"source": {"name": "s", "connection": "c", "tenancy": "schema_tenanted"}})";
  std::string table = replaced(items(R"({"name": "t", "tenant": "a", "given": {"of_a.items": [
                  {"id": 1, "updated_at": "2026-01-01T00:00:00Z"}]}, "expect": [{"id": 1}]})"),
                               R"("organization_column": "org",)", "");
  CHECK(bench.verdict(table + source) == "passed");
  CHECK(bench.verdict(replaced(table, "of_a.items", "items") + source) == "passed");
  CHECK(bench.verdict(items(R"({"name": "t", "given": {"items": []}, "expect": []})"))
            .starts_with("error: WB9208"));
  CHECK(bench.verdict(items(R"({"name": "t", "given": {"items": []},
                                "expect_findings": ["WB9208"]})")) == "passed");
}

TEST_CASE("one bad test stops no other, and names tell them apart") {
  Testing bench;
  const std::string outcome = fmt::format(R"({}, "tenant": "acme")", kGiven);
  const std::string tests = fmt::format(
      R"({{"name": "one", {0}, "expect": []}}, {{"name": "one", {0}, "expect": [{{"id": 1}}]}},
         {{"name": "two", "given": {{"items": 3}}, "expect": []}},
         {{"name": "\u00e9 / <b>", {0}, "expect": [{{"id": 1}}, {{"id": 2}}]}})",
      outcome);
  const std::string none = fmt::format(R"(, {{"name": "no outcome", {}}})", outcome);
  const base::Json report = bench.run(items(tests + none) + ", \"{\"");
  CHECK(text_at(report, "/counts") == R"({"passed":0,"failed":1,"error":4,"skipped":0})");
  CHECK(text_at(report, "/findings/0/code") == "WB1001");
  CHECK(text_at(report, "/findings/0/file") == "documents[1]");
  const base::Json good = bench.run(items(tests));
  CHECK(text_at(good, "/counts") == R"({"passed":1,"failed":1,"error":2,"skipped":0})");
  CHECK(text_at(good, "/tests/1/message") == "another test of the model has this name");
  CHECK(text_at(good, "/tests/3/line") != "0");
  CHECK(text_at(bench.run(of_acme(R"("expect": [])"), R"(, "tests": ["t"])"), "/counts/failed") ==
        "1");
  CHECK(bench.failure("model.test", R"({"documents": [)" + of_acme(R"("expect": [])") +
                                        R"(], "tests": ["u"]})") == "WB9007");
  CHECK(bench.failure("model.test") == "WB9001");
  CHECK(text_at(bench.run(Bench::kModel), "/tests") == "[]");
}

TEST_CASE("models of a catalog are tested by name, or all of them") {
  Bench bench;
  bench.apply(fmt::format("{},{},{}", Bench::kConnections, Bench::kSource,
                          of_acme(R"("expect": [{"id": 1}, {"id": 2}])")));
  CHECK(text_at(bench.call("model.test"), "/counts/passed") == "1");
  const base::Json report = bench.call("model.test", R"({"models": ["ITEMS"]})");
  CHECK(text_at(report, "/tests/0/status") == "passed");
  CHECK(text_at(report, "/tests/0/file") == "null");
  CHECK(bench.failure("model.test", R"({"models": ["itms"]})") == "WB9007");
}

TEST_CASE("a hundred thousand rows are given and compared; a query without end is stopped") {
  Testing bench;
  std::string rows;
  std::string expected;
  for (int i = 0; i < 100'000; ++i) {
    rows += fmt::format("{}{{\"id\":{}}}", i == 0 ? "" : ",", i);
    expected += fmt::format("{}{{\"n\":{}}}", i == 0 ? "" : ",", 99'999 - i);
  }
  const std::string outcome =
      fmt::format(R"("given": {{"t": [{}]}}, "expect": [{}])", rows, expected);
  CHECK(bench.verdict(query("SELECT id, id AS n FROM t", outcome)) == "passed");
  CHECK(bench.verdict(query("SELECT id, id + 1 AS n FROM t", outcome))
            .starts_with("failed: 1 row came unexpected, 1 row is missing"));
  const std::string endless = query(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n "
      "WHERE i < 0",
      R"("given": {}, "expect": [])");
  CHECK(bench.verdict(endless, R"(, "seconds": 1)") ==
        "error: WB9001 the rows were not read within 1 s");
  service::Call call{bench.environment,
                     nullptr,
                     bench.actor,
                     base::parse_json_or_throw(R"({"documents": [)" + endless + "]}", "params"),
                     {},
                     {}};
  call.cancel.cancel();
  CHECK_THROWS_AS(service::run(*service::find_operation("model.test"), call), Error);
}

TEST_CASE("given rows shadow the tables of a live source, and nothing else is read") {
  const PostgresDatabase database;
  Testing bench;
  const std::string source = fmt::format(
      R"(, {{"connection": {{"name": "pg", "vendor": "postgres", "options": {{"host": "{}",
          "database": "{}", "user": "postgres"}}}}}}, {{"source": {{"name": "shop",
          "connection": "pg", "tenancy": "multi_tenant_tables"}}}})",
      postgres_socket_folder(), database.name());
  const std::string live = R"(, "live": true)";
  CHECK(bench.verdict(of_acme(R"("expect": [{"id": 1, "label": "a"}, {"id": 2}])") + source,
                      live) == "passed");
  const auto of_one = [&](const std::string& sql, const std::string& test) {
    return bench.verdict(
        query(sql, test) + replaced(source, "multi_tenant_tables", "single_tenant"), live);
  };
  CHECK(
      of_one(
          "WITH x AS (SELECT id::bigint AS id, total FROM app.Orders) "
          "SELECT x.id, sum(x.total) AS total, max(app.pg_class.name) AS name "
          "FROM x JOIN app.pg_class ON true GROUP BY 1",
          R"("given": {"app.orders": [{"id": 1, "total": "0.1"}], "app.pg_class": [{"name": "n"}]},
                  "expect": [])")
          .starts_with("error: WB9110"));  // a column of a schema's table
  CHECK(of_one("WITH x AS (SELECT id::bigint AS id, at FROM app.Orders) SELECT id, "
               "date_trunc('day', at) AS day, c.f FROM x, pg_class AS c",
               R"("given": {"app.orders": [{"id": 1, "at": "2026-01-01T05:00:00Z"}],
                            "pg_class": [{"f": true}]},
                  "expect": [{"id": 1, "day": "2026-01-01T00:00:00Z", "f": true}])") == "passed");
  CHECK(of_one("SELECT oid AS id FROM pg_class", R"("given": {}, "expect": [])") ==
        "error: WB9007 the query reads 'pg_class', which is not given");
  CHECK(of_one("SELECT a.id FROM s.t a, r.t b", R"("given": {"t": [{"id": 1}]}, "expect": [])")
            .starts_with("error: WB9113 the query reads 's.t' and 'r.t'"));
}

TEST_CASE("every type is given live to DuckDB and to PostgreSQL") {
  const PostgresDatabase database;
  const DuckdbFile duckdb;
  Testing bench;
  std::vector<std::string> connections{
      fmt::format(R"("vendor": "postgres", "options": {{"host": "{}", "database": "{}", "user":
          "postgres"}})",
                  postgres_socket_folder(), database.name())};
  if (!without_duckdb()) {
    duckdb.open();
    connections.push_back(
        fmt::format(R"("vendor": "duckdb", "driver": "{}", "options": {{"path": "{}"}})",
                    duckdb_library(), duckdb.path));
  }
  for (const std::string& connection : connections) {
    CAPTURE(connection);
    const std::string source = fmt::format(
        R"(, {{"connection": {{"name": "c", {}}}}}, {{"source": {{"name": "s", "connection":
            "c"}}}})",
        connection);
    const std::string row =
        R"({"c0": "9223372036854775807", "c1": "a'ü\\ $x", "c2": false, "c3": "-5",
            "c4": "-1234567890123456.7890", "c5": "NaN", "c6": null, "c7": "1969-12-31",
            "c8": "23:59:59.5", "c9": "2026-01-01T00:00:00Z", "c10": "2026-01-01T00:00:00",
            "c11": {"b": [1.5, 2], "a": "'"}, "c12": "00112233-4455-6677-8899-aabbccddeeff"})";
    CHECK(bench.verdict(kinds(row, row) + source, R"(, "live": true)") == "passed");
    CHECK(bench.verdict(kinds("", "") + source, R"(, "live": true)") == "passed");
    CHECK(bench.verdict(kinds(R"({"c0": 1, "c6": "AP8Q"})", "") + source, R"(, "live": true)")
              .starts_with("error: WB9113"));
  }
}

TEST_SUITE_END();

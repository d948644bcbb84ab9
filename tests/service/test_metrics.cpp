// Figures of runs, kept as they end, and what reads them.
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "service/sync_bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

struct MetricsBench : SyncBench {
  // The value of a sample whose labels hold all of `labels`; "" where there is none.
  std::string value(const std::string& name, const std::string& labels = "{}") {
    const base::Json wanted = base::parse_json_or_throw(labels, "labels");
    const base::Json got = call("metrics.get");
    for (const base::Json& family : got.find("metrics")->as_array()) {
      if (text_at(family, "/name") != name) continue;
      for (const base::Json& sample : family.find("samples")->as_array()) {
        bool all = true;
        for (const auto& member : wanted.as_object()) {
          all =
              all && text_at(*sample.find("labels"), "/" + member.key) == member.value.as_string();
        }
        if (all) return text_at(sample, "/value");
      }
    }
    return "";
  }
};

std::string content(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_SUITE_BEGIN("service: metrics");

TEST_CASE("runs, rows, bytes and dead letters are counted as runs end") {
  MetricsBench bench;
  bench.apply_sync("");
  CHECK(bench.value("waybill_runs_total") == "");
  bench.change("INSERT INTO items VALUES (9, x'ff', 'acme', '2026-01-01T00:00:00Z')");
  bench.run();
  CHECK(bench.value("waybill_runs_total", R"({"status": "partial_failure", "sync": "people",
                    "destination": "acme", "model": "items"})") == "1");
  CHECK(bench.value("waybill_rows_read_total") == "3");
  CHECK(bench.value("waybill_rows_total", R"({"outcome": "inserted"})") == "2");
  CHECK(bench.value("waybill_rows_total", R"({"outcome": "rejected"})") == "1");
  CHECK(bench.value("waybill_dead_letters") == "1");
  CHECK(bench.value("waybill_last_success_timestamp_seconds") == "");
  CHECK(bench.value("waybill_last_delivery_timestamp_seconds") == "1772366460");
  bench.change("UPDATE items SET name = 'nine' WHERE id = 9");
  const base::Json run = bench.run();
  CHECK(bench.value("waybill_runs_total", R"({"status": "success"})") == "1");
  CHECK(bench.value("waybill_rows_read_total") == "6");
  CHECK(bench.value("waybill_rows_total", R"({"outcome": "inserted"})") == "3");
  CHECK(bench.value("waybill_dead_letters") == "0");
  CHECK(bench.value("waybill_last_success_timestamp_seconds") == "1772366520");
  bench.now += 30'500'000;
  CHECK(bench.value("waybill_last_success_age_seconds") == "30.5");
  bench.apply_sync(R"("mode": "delete", "object": "nowhere")");
  CHECK_THROWS_AS(bench.run(), Error);
  CHECK(bench.value("waybill_runs_total", R"({"status": "error"})") == "1");
  CHECK(bench.value("waybill_phase_seconds_total", R"({"phase": "commit"})") != "");
  CHECK(bench.value("waybill_retries_total") == "0");
}

TEST_CASE("rows that are not told apart are an outcome of their own; a plan tells them apart") {
  MetricsBench bench;
  bench.apply_sync(R"("counts": "total")");
  const base::Json plan = bench.call("sync.plan", R"({"sync": "people", "counts": "exact"})");
  CHECK(text_at(plan, "/expected/created") == "2");
  CHECK(text_at(plan, "/expected/updated") == "0");
  const base::Json run = bench.run();
  CHECK(text_at(run, "/report/counts/inserted") == "null");
  CHECK(text_at(run, "/report/counts/upserted") == "2");
  CHECK(bench.value("waybill_rows_total", R"({"outcome": "upserted"})") == "2");
  CHECK(bench.value("waybill_rows_total", R"({"outcome": "inserted"})") == "");
  bench.apply_sync("");
  CHECK(text_at(bench.run(), "/report/counts/upserted") == "null");
  CHECK(bench.value("waybill_rows_total", R"({"outcome": "unchanged"})") == "2");
}

TEST_CASE("a renamed sync goes on under its new name, and its runs are listed by it") {
  MetricsBench bench;
  bench.apply_sync("");
  bench.run();
  bench.call("sync.rename", R"({"name": "people", "new_name": "folk"})");
  const auto runs_of = [&](const std::string& name, const std::string& more = "") {
    return bench.call("run.list", R"({"sync": ")" + name + "\"" + more + "}")
        .find("items")
        ->as_array()
        .size();
  };
  CHECK(runs_of("FOLK") == 1);
  CHECK(runs_of("people") == 1);
  bench.now += 60'000'000;
  bench.call("sync.run", R"({"sync": "folk"})");
  CHECK(runs_of("folk") == 2);
  CHECK(runs_of("people") == 1);
  CHECK(bench.value("waybill_runs_total", R"({"sync": "folk"})") == "2");
  CHECK(bench.value("waybill_runs_total", R"({"sync": "people"})") == "");
  // By the page, in both orders.
  for (const char* order : {"newest_first", "oldest_first"}) {
    const base::Json first = bench.call(
        "run.list", fmt::format(R"({{"sync": "folk", "page_size": 1, "order": "{}"}})", order));
    const base::Json second =
        bench.call("run.list",
                   fmt::format(R"({{"sync": "folk", "page_size": 1, "order": "{}", "cursor": {}}})",
                               order, base::write_json(*first.find("next"))));
    CHECK(text_at(first, "/items/0/run_id") != text_at(second, "/items/0/run_id"));
    CHECK(text_at(second, "/next") == "null");
    const bool newest = text_at(first, "/items/0/sync") == "folk";
    CHECK(newest == (std::string(order) == "newest_first"));
  }
  // Another takes the old name: by it, the runs of both.
  bench.apply_sync("");
  bench.run();
  CHECK(runs_of("people") == 2);
  CHECK(runs_of("folk") == 2);
}

TEST_CASE("Prometheus text escapes what names hold, and a textfile is written whole") {
  MetricsBench bench;
  bench.apply(R"({"sync": {"name": "a\\b\"cé", "model": "items", "destination": "acme"}})");
  bench.call("sync.run", R"({"sync": "a\\b\"cé"})");
  const std::string path = bench.folder.file("waybill.prom");
  const base::Json got =
      bench.call("metrics.get", R"({"format": "prometheus", "textfile": ")" + path + "\"}");
  const std::string text = text_at(got, "/text");
  CHECK(
      text.find(R"(waybill_rows_read_total{sync="a\\b\"cé",destination="acme",model="items"} 2)") !=
      std::string::npos);
  CHECK(text.find("# TYPE waybill_runs_total counter\n") != std::string::npos);
  CHECK(text.find("# HELP waybill_dead_letters ") != std::string::npos);
  CHECK(content(path) == text);
  CHECK(bench.failure("metrics.get", R"({"textfile": "/nowhere/x.prom"})") == "WB9011");
  CHECK(text_at(bench.call("metrics.get", R"({"sync": "other"})"), "/metrics/0/samples") == "[]");
}

TEST_CASE("how far a schedule is behind is told") {
  MetricsBench bench;
  bench.apply_sync(R"("schedule": {"every": "10m"})");
  bench.now += base::Micros{1'000} * 1'000'000;
  CHECK(bench.value("waybill_schedule_behind_seconds", R"({"sync": "people"})") == "400");
  bench.call("schedule.run_due");
  CHECK(bench.value("waybill_schedule_behind_seconds", R"({"sync": "people"})") == "0");
}

TEST_CASE("an upgraded catalog counts the runs it had") {
  MetricsBench bench;
  bench.apply_sync("");
  bench.change("INSERT INTO items VALUES (9, x'ff', 'acme', '2026-01-01T00:00:00Z')");
  bench.run();
  bench.run();
  const std::string before = base::write_json(*bench.call("metrics.get").find("metrics"));
  bench.catalog.reset();
  SqliteFile file(bench.folder.file("waybill.db"));
  file.run(
      "DROP TABLE sync_totals; DROP TABLE sync_sums; DROP INDEX runs_by_sync_id; "
      "DROP TABLE alerts; DROP TABLE alert_events; PRAGMA user_version = 5");
  bench.reopen();
  CHECK(base::write_json(*bench.call("metrics.get").find("metrics")) == before);
}

TEST_CASE("a hundred thousand runs cost no more than a few") {
  MetricsBench bench;
  bench.apply_sync("");
  bench.run();
  SqliteFile file(bench.folder.file("waybill.db"));
  file.run(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
      "INSERT INTO runs SELECT printf('%08d', i), 'x' || i % 50, 'x' || i % 50, 'x' || i % 50, "
      "'acme', 'acme', 'items', '', '', 'manual', '', 'success', i, i + 1, "
      "'{\"counts\":{\"read\":1}}', '{}', NULL FROM n");
  const auto start = std::chrono::steady_clock::now();
  bench.call("metrics.get");
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  CHECK(took.count() < 0.5);  // a few milliseconds, but for sanitizers and busy machines
}

TEST_SUITE_END();

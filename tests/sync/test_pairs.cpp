// The engine between databases of different kinds: what arrives is what the oracle holds.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "sync/pairs.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

using Clock = std::chrono::steady_clock;

void for_each_pair(void (*test)(PairBench& bench, Pair pair)) {
  std::vector<Pair> pairs(std::begin(kPairs), std::end(kPairs));
  if (!without_mariadb())
    pairs.insert(pairs.end(), std::begin(kMariadbPairs), std::end(kMariadbPairs));
  for (const Pair& pair : pairs) {
    CAPTURE(pair.from);
    CAPTURE(pair.to);
    PairBench bench(pair);
    test(bench, pair);
  }
}

}  // namespace

TEST_SUITE_BEGIN("sync: pairs" * doctest::skip(without_postgres()));

TEST_CASE("a first run, an idle one, and one with changes and ties") {
  for_each_pair([](PairBench& bench, Pair) {
    bench.put(1, "one", "1.5000", "2026-01-01T00:00:00.000000Z");
    bench.put(2, "東京 🚀", "-12345678901234.5678", "2026-01-02T03:04:05.123456Z");
    bench.put(3, "", "0.0000", "0001-01-01T00:00:00.000000Z");
    bench.put(4, "it''s", "99999999999999.9999", "2026-01-02T03:04:05.123456Z");
    bench.expected[4] = "it's|99999999999999.9999|2026-01-02T03:04:05.123456Z";
    const sync::Report first = bench.run();
    CHECK(first.counts.inserted == 4);
    CHECK(first.load == "direct");
    CHECK(first.full_reason == "first_run");
    CHECK(first.watermark_after == "2026-01-02T03:04:05.123456Z");
    CHECK(bench.delivered() == bench.wanted());

    const sync::Report idle = bench.run();
    CHECK(idle.counts.read == 2);
    CHECK(idle.counts.unchanged == 2);
    CHECK(idle.load == "staged");
    CHECK(bench.delivered() == bench.wanted());

    // At the very instant of the watermark: new and changed.
    bench.put(5, "tie", "5.0000", "2026-01-02T03:04:05.123456Z");
    bench.put(2, "changed", "2.0000", "2026-01-02T03:04:05.123456Z");
    bench.put(6, "later", "6.0000", "2026-01-03T00:00:00.000000Z");
    const sync::Report third = bench.run();
    CHECK(third.counts.inserted == 2);
    CHECK(third.counts.updated == 1);
    CHECK(third.counts.unchanged == 1);
    CHECK(bench.delivered() == bench.wanted());
  });
}

TEST_CASE(
    "25,000 rows at one instant over runs and batches: none lost, none twice, between kinds") {
  for_each_pair([](PairBench& bench, Pair) {
    bench.job.memory_mib = 8;
    const auto add = [&](int from, int to) {
      bench.source->run(
          "INSERT INTO items (id, name, amount, updated_at) "
          "WITH RECURSIVE n(i) AS (SELECT " +
          std::to_string(from) + " UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(to) +
          ") SELECT i, 'row ' || i, 1, '2026-01-01T00:00:00Z' FROM n");
    };
    add(1, 9000);
    CHECK(bench.run().batches > 1);
    add(9001, 25000);
    const sync::Report second = bench.run();
    CHECK(second.counts.inserted == 16000);
    CHECK(second.counts.unchanged == 9000);
    CHECK(bench.destination->number("SELECT count(*) FROM items_out") == 25000);
    CHECK(bench.destination->number("SELECT count(DISTINCT id) FROM items_out") == 25000);
    CHECK(bench.destination->number("SELECT count(*) FROM items_out WHERE name <> 'row ' || id") ==
          0);
  });
}

TEST_CASE("a window brings its rows and leaves the watermark, between kinds") {
  for_each_pair([](PairBench& bench, Pair) {
    bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
    bench.put(2, "b", "2.0000", "2026-02-01T00:00:00.000000Z");
    const auto watermark = bench.run().watermark_after;
    bench.destination->run("UPDATE items_out SET name = 'drifted'");
    bench.job.from = base::parse_instant("2026-01-01T00:00:00Z");
    bench.job.until = base::parse_instant("2026-02-01T00:00:00Z");
    const sync::Report windowed = bench.run();
    CHECK(windowed.counts.read == 1);
    CHECK(windowed.counts.updated == 1);
    CHECK(windowed.watermark_after == watermark);
    bench.expected[2] = "drifted|2.0000|2026-02-01T00:00:00.000000Z";
    CHECK(bench.delivered() == bench.wanted());
  });
}

TEST_CASE("a decimal that only grows is a watermark, between kinds") {
  for_each_pair([](PairBench& bench, Pair) {
    bench.job.model.columns[3].is_last_modified = false;
    bench.job.model.columns[2].is_last_modified = true;
    bench.put(1, "a", "12345678901234.0001", "2026-01-01T00:00:00.000000Z");
    bench.put(2, "b", "12345678901234.0002", "2026-01-01T00:00:00.000000Z");
    CHECK(bench.run().watermark_after == "12345678901234.0002");
    bench.put(3, "tie", "12345678901234.0002", "2026-01-01T00:00:00.000000Z");
    bench.put(1, "below", "12345678901234.0001", "2026-01-01T00:00:00.000000Z");
    const sync::Report second = bench.run();
    CHECK(second.counts.read == 2);
    CHECK(second.counts.inserted == 1);
    bench.put(1, "above", "12345678901234.0003", "2026-01-01T00:00:00.000000Z");
    CHECK(bench.run().counts.updated == 1);
    CHECK(bench.delivered() == bench.wanted());
  });
}

TEST_CASE("a destination table that is gone is filled again, between kinds") {
  for_each_pair([](PairBench& bench, Pair) {
    bench.put(1, "a", "1.0000", "2020-01-01T00:00:00.000000Z");
    bench.put(2, "b", "2.0000", "2026-02-01T00:00:00.000000Z");
    bench.run();
    bench.destination->run("DROP TABLE items_out");
    CHECK(bench.run().full_reason == "destination_table_missing");
    CHECK(bench.delivered() == bench.wanted());
    bench.destination->run("DELETE FROM items_out");
    CHECK(bench.run().full_reason == "destination_table_empty");
    CHECK(bench.delivered() == bench.wanted());
  });
}

TEST_CASE("a column added to the model is appended, between kinds") {
  for_each_pair([](PairBench& bench, Pair) {
    bench.put(1, "a", "1.0000", "2020-01-01T00:00:00.000000Z");
    bench.put(2, "b", "2.0000", "2026-02-01T00:00:00.000000Z");
    bench.source->run("UPDATE items SET org = 'x' || id");
    bench.run();
    bench.job.model.columns.push_back(column("org", "text"));
    const sync::Report report = bench.run();
    CHECK(report.ddl.size() == 1);
    CHECK(bench.destination->rows("SELECT coalesce(org, 'none') FROM items_out ORDER BY id") ==
          std::vector<std::string>{"none", "x2"});
  });
}

TEST_CASE("a run that is tried changes nothing and counts as the run itself, between kinds") {
  for_each_pair([](PairBench& bench, Pair pair) {
    const auto tried = [&] {
      bench.job.run_id = base::new_uuid(bench.now);
      const auto from = bench.source->open(warehouse::Access::read_only);
      const auto to = bench.destination->open(warehouse::Access::read_write);
      const sync::Present present = sync::look(bench.job, *from, *to);
      const sync::Plan plan = sync::make_plan(bench.job, present);
      const bool can = sync::why_not_tried(bench.job, plan, to->dialect()).empty();
      CHECK(can == (!commits_ddl(pair) || plan.ddl.empty()));
      if (!can) return std::string();
      const sync::Report report =
          sync::try_run(bench.job, present, plan, *from, *to, [&] { return bench.now; }, {});
      return base::write_json(sync::to_json(report.counts));
    };
    const auto ran = [&] { return base::write_json(sync::to_json(bench.run().counts)); };
    bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
    bench.put(2, "b", "2.0000", "2026-01-01T00:00:00.000000Z");
    const std::string first = tried();
    CHECK_FALSE(bench.has_table());
    CHECK((first.empty() ? commits_ddl(pair) : first == ran()));
    if (first.empty()) bench.run();
    const std::vector<std::string> before = bench.delivered();
    bench.put(2, "changed", "2.0000", "2026-01-02T00:00:00.000000Z");
    bench.put(3, "new", "3.0000", "2026-01-02T00:00:00.000000Z");
    const std::string second = tried();
    CHECK(bench.delivered() == before);
    CHECK(second == ran());
    CHECK(bench.delivered() == bench.wanted());
  });
}

TEST_CASE("a tenant gets its own rows and no twin's, between kinds") {
  for_each_pair([](PairBench& bench, Pair) {
    const std::vector<std::string> owners{"'acme'", "'ACME'",   "'acme '", "NULL",
                                          "'acmé'", "'acme'''", "''",      "'acme'"};
    std::int64_t id = 0;
    for (const std::string& owner : owners) {
      bench.source->run("INSERT INTO items VALUES (" + std::to_string(++id) +
                        ", 'n', 1, '2026-01-01T00:00:00Z', " + owner + ")");
    }
    bench.job.model.organization_column = "org";
    bench.job.tenanted = true;
    bench.job.state.tenant = "acme";
    CHECK(bench.run().counts.read == 2);
    CHECK(bench.destination->rows("SELECT id FROM items_out ORDER BY id") ==
          std::vector<std::string>{"1", "8"});
    bench.job.state.tenant = "ACME";
    CHECK(bench.failure() == codes::table_owned.id);
    bench.job.table = "others";
    CHECK(bench.run().counts.read == 1);
    CHECK(bench.destination->rows("SELECT id FROM others") == std::vector<std::string>{"2"});
  });
}

TEST_CASE("repeated and missing keys are dead letters on both ways of loading, between kinds") {
  for_each_pair([](PairBench& bench, Pair pair) {
    bench.put(1, "good", "1.0000", "2026-01-01T00:00:00.000000Z");
    for (const char* id : {"2", "2", "NULL"}) {
      bench.source->run("INSERT INTO items VALUES (" + std::string(id) +
                        ", 'bad', 1, '2026-01-01T00:00:00Z', NULL)");
    }
    for (const char* load : {"direct", "staged"}) {
      CAPTURE(load);
      const sync::Report report = bench.run();
      CHECK(report.load == (commits_ddl(pair) ? "staged" : load));
      CHECK(report.counts.read == 4);
      CHECK(report.counts.invalid == 3);
      CHECK(bench.delivered() == bench.wanted());
    }
    CHECK(bench.dead_letters().size() == 6);
  });
}

// A decimal without precision keeps the digits it was written with.
TEST_CASE("1.0 and 1.00 are one key") {
  PairBench bench({"postgres", "postgres"});
  bench.job.model.columns = {column("amount", "decimal"), column("name", "text")};
  bench.job.model.columns[0].is_primary_key = true;
  bench.job.model.change_detection = model::ChangeDetection::snapshot;
  const auto put = [&](const std::string& amount, const std::string& name) {
    bench.source->run("INSERT INTO items (amount, name) VALUES (" + amount + ", '" + name + "')");
  };
  const auto keys = [&] {
    return bench.destination->rows("SELECT amount::text FROM items_out ORDER BY amount");
  };
  put("1.0", "a");
  put("2", "b");
  SUBCASE("of two rows") {
    bench.run();
    put("3.0", "c");
    put("3.00", "d");
    const sync::Report report = bench.run();
    CHECK(report.load == "staged");
    CHECK(report.counts.invalid == 2);
    CHECK(keys() == std::vector<std::string>{"1.0", "2"});
  }
  SUBCASE("of one row, before and after") {
    bench.job.mode = model::Mode::mirror;
    bench.run();
    bench.source->run("UPDATE items SET amount = 1.00 WHERE amount = 1");
    const sync::Report report = bench.run();
    CHECK(report.vanished->vanished == 0);
    CHECK(keys() == std::vector<std::string>{"1.0", "2"});
  }
}

TEST_CASE("rows that cannot be carried are refused by name, the others arrive") {
  SUBCASE("a NUL character for PostgreSQL") {
    PairBench bench(kPairs[0]);
    bench.put(1, "good", "1.0000", "2026-01-01T00:00:00.000000Z");
    bench.source->run(
        "INSERT INTO items VALUES (2, 'a' || char(0) || 'b', 1, '2026-01-01T00:00:00Z', NULL)");
    CHECK(bench.run().counts.rejected == 1);
    CHECK(bench.delivered() == bench.wanted());
    const auto letters = bench.dead_letters();
    REQUIRE(letters.size() == 1);
    CHECK(letters[0].letter.code == "WB8509");
    CHECK(letters[0].letter.payload.find("name")->as_string() == std::string("a\0b", 3));
  }
  SUBCASE("infinities, years out of range, and NaN of PostgreSQL") {
    PairBench bench(kPairs[1]);
    bench.job.on_null_cursor = model::NullCursor::include;
    bench.put(1, "good", "1.0000", "2026-01-01T00:00:00.000000Z");
    bench.source->run(
        "INSERT INTO items VALUES (2, 'nan', 'NaN', '2026-01-01T00:00:00Z', NULL), "
        "(3, 'infinite', 'Infinity', '2026-01-01T00:00:00Z', NULL), "
        "(4, 'for ever', 1, 'infinity', NULL), (5, 'never', 1, '-infinity', NULL), "
        "(6, 'caesar', 1, '0044-03-15 BC', NULL), (7, 'far', 1, '12000-01-01', NULL), "
        "(8, 'digits', 1.23456, '2026-01-01T00:00:00Z', NULL), "
        "(9, 'large', 123456789012345, '2026-01-01T00:00:00Z', NULL)");
    const sync::Report report = bench.run();
    CHECK(report.counts.read == 9);
    CHECK(report.counts.rejected == 8);
    CHECK(bench.delivered() == bench.wanted());
    std::vector<std::string> codes;
    for (const auto& item : bench.dead_letters()) {
      codes.push_back(item.letter.payload.find("name")->as_string() + " " + item.letter.code);
    }
    std::sort(codes.begin(), codes.end());
    CHECK(codes == std::vector<std::string>{"caesar WB8502", "digits WB8503", "far WB8502",
                                            "for ever WB8502", "infinite WB8507", "large WB8502",
                                            "nan WB8507", "never WB8502"});
  }
}

TEST_CASE("a slow query is cancelled within a second and nothing is there") {
  for (const Pair& pair : {kPairs[1], kPairs[2]}) {
    PairBench bench(pair);
    bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
    bench.job.model.source_table.clear();
    bench.job.model.source_query =
        "WITH RECURSIVE x(n) AS (SELECT 1::bigint UNION ALL SELECT n + 1 FROM x) "
        "SELECT n AS id, 'x' AS name, 1::numeric AS amount, now() AS updated_at FROM x WHERE n < 0";
    const base::CancelToken cancel;
    Clock::time_point at;
    std::thread canceller([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(500));
      at = Clock::now();
      cancel.cancel();
    });
    CHECK(bench.failure(cancel) == codes::cancelled.id);
    const auto end = Clock::now();
    canceller.join();
    CHECK(end - at < std::chrono::seconds(1));
    CHECK(!bench.has_table());
    bench.job.model.source_query = "SELECT * FROM items";
    CHECK(bench.run().counts.inserted == 1);
  }
}

TEST_CASE("cancelled in any phase: one error, nothing half there, between kinds") {
  for_each_pair([](PairBench& bench, Pair pair) {
    bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
    for (const std::string_view phase : {"plan", "read", "merge", "commit"}) {
      CAPTURE(phase);
      const base::CancelToken cancel;
      CHECK(bench.failure(cancel, [&](const sync::Progress& progress) {
        if (progress.phase == phase) cancel.cancel();
      }) == codes::cancelled.id);
      CHECK((!bench.has_table() || (commits_ddl(pair) && bench.delivered().empty())));
    }
    CHECK(bench.run().counts.inserted == 1);
  });
}

TEST_CASE("a backend that is killed in the middle: one error, nothing half there") {
  for (const Pair& pair : kPairs) {
    CAPTURE(pair.from);
    CAPTURE(pair.to);
    for (const bool fresh : {true, false}) {
      for (const std::string_view phase : {"read", "merge", "commit"}) {
        CAPTURE(phase);
        PairBench bench(pair);
        bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
        if (!fresh) bench.run();
        const auto before = fresh ? std::vector<std::string>() : bench.wanted();
        bench.put(2, "b", "2.0000", "2026-02-01T00:00:00.000000Z");
        // A source that answers slowly, so that the kill hits it while it is read.
        const bool kills_source = std::string_view(pair.to) == "sqlite";
        End& victim = kills_source ? *bench.source : *bench.destination;
        if (kills_source) {
          if (phase != "read") continue;
          bench.job.model.source_table.clear();
          bench.job.model.source_query =
              "SELECT i.* FROM items i, LATERAL (SELECT count(*) AS n FROM "
              "generate_series(1, 100000000) s WHERE s > i.id) AS slow WHERE slow.n > 0";
        }
        std::thread late;
        const std::string code = bench.failure({}, [&](const sync::Progress& progress) {
          const char* kill =
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
              "WHERE application_name = 'waybill' AND datname = current_database()";
          if (!kills_source && progress.phase == phase) victim.run(kill);
          if (kills_source && progress.phase == "plan") {
            late = std::thread([&victim, kill] {
              std::this_thread::sleep_for(std::chrono::milliseconds(400));
              victim.run(kill);
            });
          }
        });
        if (late.joinable()) late.join();
        CHECK(code == codes::connection_lost.id);
        CHECK(bench.has_table() == !fresh);
        if (!fresh) CHECK(bench.delivered() == before);
        bench.job.model.source_table = "items";
        bench.job.model.source_query.clear();
        bench.run();
        CHECK(bench.delivered() == bench.wanted());
      }
    }
  }
}

TEST_CASE("a run that was overtaken commits nothing, between kinds") {
  for_each_pair([](PairBench& bench, Pair) {
    bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
    bench.run();
    const auto before = bench.wanted();
    bench.put(1, "b", "2.0000", "2026-01-02T00:00:00.000000Z");
    const auto overtake = [&](const sync::Progress& progress) {
      if (progress.phase != "read") return;
      const auto other = bench.destination->open(warehouse::Access::read_write);
      sync::Control(*other, bench.job.state).begin_run("other", "hash", bench.now);
    };
    CHECK(bench.failure({}, overtake) == codes::fenced.id);
    CHECK(bench.delivered() == before);
    bench.run();
    CHECK(bench.delivered() == bench.wanted());
  });
}

TEST_CASE("many runs of one state at once: each epoch is taken once, the table is right") {
  for (const Pair& pair : {kPairs[0], kPairs[2]}) {
    PairBench bench(pair);
    for (int i = 1; i <= 50; ++i) {
      bench.put(i, "row", "1.0000", "2026-01-01T00:00:00.000000Z");
    }
    std::vector<std::thread> threads;
    std::array<std::string, 6> codes;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      threads.emplace_back([&, i] {
        sync::Job job = bench.job;
        job.run_id = "run-" + std::to_string(i);
        try {
          const auto from = bench.source->open(warehouse::Access::read_only);
          const auto to = bench.destination->open(warehouse::Access::read_write);
          sync::run(job, *from, *to, [&] { return bench.now; }, {}, {});
        } catch (const Error& error) {
          codes[i] = error.code().id;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    int done = 0;
    for (const std::string& code : codes) {
      CAPTURE(code);
      done += code.empty() ? 1 : 0;
      // Overtaken, or the table came to be between the plan and the load.
      CHECK((code.empty() || code == codes::fenced.id || code == codes::sql_rejected.id ||
             code == codes::constraint_violated.id || code == codes::database_busy.id));
    }
    CHECK(done >= 1);
    CHECK(bench.delivered() == bench.wanted());
    CHECK(bench.destination->number("SELECT count(*) FROM _waybill_runs") ==
          bench.destination->number("SELECT count(DISTINCT epoch) FROM _waybill_runs"));
    CHECK(bench.destination->number("SELECT count(*) FROM _waybill_commits") == done);
  }
}

TEST_CASE("a query with a comment at its end, a mark in a text and a cast is a source") {
  PairBench bench(kPairs[1]);
  bench.put(1, "what?", "1.0000", "2026-01-01T00:00:00.000000Z");
  bench.run();
  bench.job.model.source_table.clear();
  bench.job.model.source_query =
      "SELECT id, replace(name, '?', '!') AS name, amount, updated_at FROM items -- really?";
  bench.run();
  CHECK(bench.destination->rows("SELECT name FROM items_out") == std::vector<std::string>{"what!"});
}

TEST_CASE("what does not fit a PostgreSQL table is refused before anything is read") {
  PairBench bench(kPairs[0]);
  bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
  const auto with = [&](const std::string& columns) {
    bench.destination->run("DROP TABLE IF EXISTS items_out");
    bench.destination->run("CREATE TABLE items_out (" + columns + ")");
    return bench.failure();
  };
  CHECK(with("id bigint, name text, amount numeric(18,4), updated_at timestamptz") ==
        codes::table_mismatch.id);  // no key
  CHECK(with("id bigint PRIMARY KEY, name text, amount numeric(18,2), updated_at timestamptz") ==
        codes::table_mismatch.id);  // would be rounded
  CHECK(with("id bigint PRIMARY KEY, name text, amount numeric(18,4), updated_at timestamp") ==
        codes::table_mismatch.id);
  CHECK(with("id bigint PRIMARY KEY, name varchar(3), amount numeric(18,4), "
             "updated_at timestamptz") == codes::table_mismatch.id);
  CHECK(with("id bigint PRIMARY KEY, name varchar, amount numeric(18,4), "
             "updated_at timestamptz(6), note text DEFAULT 'kept'")
            .empty());
  CHECK(bench.delivered() == bench.wanted());
  CHECK(bench.destination->rows("SELECT note FROM items_out") == std::vector<std::string>{"kept"});
}

TEST_SUITE_END();

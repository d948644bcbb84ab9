// `counts: total`, between databases: what it leaves out, and what it still checks.
#include <doctest/doctest.h>

#include <functional>

#include "sync/pairs.hpp"
#include "sync/session_around.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

// Tells what is asked and done, and may answer another number of rows than there were.
class Overheard : public SessionAround {
 public:
  using Told = std::function<std::int64_t(const std::string& sql, std::int64_t rows)>;
  Overheard(std::unique_ptr<warehouse::Session> inner, Told told)
      : SessionAround(std::move(inner)), told_(std::move(told)) {}
  std::optional<rows::Value> scalar(const sql::Statement& statement) override {
    told_(statement.text, 0);
    return SessionAround::scalar(statement);
  }
  std::int64_t execute(const sql::Statement& statement) override {
    return told_(statement.text, SessionAround::execute(statement));
  }

 private:
  Told told_;
};

sync::Report run(PairBench& bench, const Overheard::Told& told) {
  bench.job.run_id = base::new_uuid(bench.now);
  const auto from = bench.source->open(warehouse::Access::read_only);
  Overheard to(bench.destination->open(warehouse::Access::read_write), told);
  return sync::run(bench.job, *from, to, [&] { return bench.now; }, {}, {});
}

// Of the second run of an upsert, in which one row is changed, one new and one as it was.
std::int64_t counts_of_the_table(PairBench& bench, model::Counting counts, bool everything,
                                 sync::Counts& counted) {
  bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
  bench.put(2, "b", "2.0000", "2026-01-01T00:00:00.000000Z");
  bench.job.counts = counts;
  bench.run();
  bench.put(2, "changed", "2.0000", "2026-01-01T00:00:00.000000Z");
  bench.put(3, "new", "3.0000", "2026-01-01T00:00:00.000000Z");
  bench.job.full_refresh = everything;
  std::int64_t counts_told = 0;
  counted = run(bench, [&](const std::string& sql, std::int64_t rows) {
              const bool counts_rows = sql.find("count(") != std::string::npos &&
                                       sql.find("pg_catalog.pg_class") == std::string::npos;
              counts_told += counts_rows && sql.find("items_out") != std::string::npos ? 1 : 0;
              return rows;
            }).counts;
  CHECK(bench.delivered() == bench.wanted());
  return counts_told;
}

void check_pair(const Pair& pair) {
  CAPTURE(pair.from);
  CAPTURE(pair.to);
  for (const bool everything : {false, true}) {
    CAPTURE(everything);
    sync::Counts counted;
    {
      PairBench bench(pair);
      CHECK(counts_of_the_table(bench, model::Counting::exact, everything, counted) > 0);
      CHECK(counted.inserted == 1);
      CHECK(counted.updated == 1);
      CHECK(counted.unchanged == 1);
    }
    PairBench bench(pair);
    CHECK(counts_of_the_table(bench, model::Counting::total, everything, counted) == 0);
    CHECK(counted.total);
    CHECK(counted.inserted == 0);
    CHECK(counted.updated == 0);
    CHECK(counted.upserted == 2);
    CHECK(counted.unchanged == 1);
  }
}

}  // namespace

TEST_SUITE_BEGIN("sync: counts");

TEST_CASE("with counts total no run asks how many rows are there" *
          doctest::skip(without_postgres())) {
  check_pair({"sqlite", "postgres"});
  if (!without_mariadb()) check_pair({"sqlite", "mariadb"});
}

TEST_CASE("with counts total no run asks DuckDB how many rows are there" *
          doctest::skip(without_duckdb())) {
  check_pair({"sqlite", "duckdb"});
}

TEST_CASE("PostgreSQL merges many rows in one pass, but where a trigger may drop some" *
          doctest::skip(without_postgres())) {
  for (const char* kind : {"postgres", "postgres odbc"}) {
    CAPTURE(std::string(kind));
    PairBench bench({"sqlite", kind});
    bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
    bench.put(2, "b", "2.0000", "2026-01-01T00:00:00.000000Z");
    bench.run();
    bench.job.full_refresh = true;
    int merges = 0;
    const auto count_merges = [&](const std::string& sql, std::int64_t rows) {
      merges += sql.starts_with("MERGE INTO") ? 1 : 0;
      return rows;
    };
    bench.put(2, "changed", "2.0000", "2026-01-01T00:00:00.000000Z");
    bench.put(3, "new", "3.0000", "2026-01-01T00:00:00.000000Z");
    const sync::Counts counted = run(bench, count_merges).counts;
    CHECK(merges == 1);
    CHECK(counted.inserted == 1);
    CHECK(counted.updated == 1);
    CHECK(counted.unchanged == 1);
    CHECK(bench.delivered() == bench.wanted());

    bench.destination->run(
        "CREATE FUNCTION eat() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$");
    bench.destination->run(
        "CREATE TRIGGER eats BEFORE INSERT ON items_out FOR EACH ROW WHEN (NEW.name = 'eaten') "
        "EXECUTE FUNCTION eat()");
    bench.put(1, "changed too", "1.0000", "2026-01-01T00:00:00.000000Z");
    bench.put(4, "eaten", "4.0000", "2026-01-01T00:00:00.000000Z");
    const auto before = bench.delivered();
    std::string code;
    try {
      run(bench, count_merges);
    } catch (const Error& error) {
      code = error.code().id;
    }
    CHECK(code == codes::counts_differ.id);
    CHECK(merges == 1);
    CHECK(bench.delivered() == before);
  }
}

TEST_CASE("with counts total more rows written than were sent end the run") {
  PairBench bench({"sqlite", "sqlite"});
  bench.job.counts = model::Counting::total;
  bench.put(1, "a", "1.0000", "2026-01-01T00:00:00.000000Z");
  bench.run();
  bench.put(2, "b", "2.0000", "2026-01-01T00:00:00.000000Z");
  const auto before = bench.delivered();
  std::string code;
  try {
    run(bench, [](const std::string& sql, std::int64_t rows) {
      const bool merges = sql.find("ON CONFLICT") != std::string::npos &&
                          sql.find("items_out") != std::string::npos;
      return merges ? rows + 5 : rows;
    });
  } catch (const Error& error) {
    code = error.code().id;
  }
  CHECK(code == codes::counts_differ.id);
  CHECK(bench.delivered() == before);
}

TEST_SUITE_END();

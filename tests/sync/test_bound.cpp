#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <random>
#include <thread>

#include "support/postgres_server.hpp"
#include "sync/bench_of_syncs.hpp"
#include "sync/bound.hpp"
#include "warehouse/odbc_place.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

using base::Json;
using base::Micros;
using warehouse::Access;
using Clock = std::chrono::steady_clock;

constexpr Micros kSecond = 1'000'000;

// A PostgreSQL with a table `items`, a superuser and a role that may only read.
struct BoundBench {
  PostgresDatabase database;
  TempDir folder;
  SqliteFile destination{folder.file("destination.db")};
  sync::Job job;

  BoundBench() {
    database.run(
        "CREATE TABLE items (id bigint PRIMARY KEY, v bigint, updated_at timestamptz NOT NULL)");
    database.run(
        "DO $$ BEGIN CREATE ROLE bound_reader LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; "
        "END $$");
    database.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO bound_reader");
    job.state = {"catalog", "sync", ""};
    job.sync_name = "items";
    job.table = "items";
    job.cursor_set_by_database = true;
    job.lookback_seconds = 0;
    job.model.name = "items";
    job.model.source_table = "items";
    job.model.columns = {column("id", "bigint", true), column("v", "bigint"),
                         column("updated_at", "timestamp", false, true)};
  }

  std::unique_ptr<warehouse::Session> reader(const char* user) const {
    warehouse::ConnectSpec spec = database.spec();
    spec.options["user"] = user;
    return warehouse::open_session(spec, Access::read_only);
  }
  sync::BoundOptions options(Json previous = {}) const {
    return sync::bound_options(job, {"id", "v", "updated_at"}, std::move(previous));
  }
  sync::Bound sample(const char* user, Json previous = {}, Micros wait = 100'000,
                     Micros max_age = 3600 * kSecond) const {
    sync::BoundOptions asked = options(std::move(previous));
    asked.wait = wait;
    asked.max_age = max_age;
    return sync::sample_bound(*reader(user), asked);
  }
  // What a run that claims what the sample offers hands to the next one.
  static Json kept(const sync::Bound& bound) {
    return sync::bound_state(bound, {bound.guarantee, bound.why}, true);
  }
  Micros clock() const { return database.open(Access::read_only)->now(); }

  sync::Report run(warehouse::Session& source) {
    job.run_id = base::new_uuid(base::system_now());
    const auto to = open(destination.path(), Access::read_write);
    return sync::run(job, source, *to, base::system_now, {}, {});
  }
  sync::Report run(const char* user = "postgres") { return run(*reader(user)); }
};

// A session of a writer, in a transaction from its start to its end.
struct Writer {
  std::unique_ptr<warehouse::Session> session;
  explicit Writer(const BoundBench& bench) : session(bench.database.open(Access::read_write)) {
    session->begin(Access::read_write);
    session->scalar({"SELECT 1", {}});  // now() is taken
  }
  void put(int id) {
    session->execute({"INSERT INTO items VALUES (" + std::to_string(id) + ", 1, now())", {}});
  }
  void commit() { session->commit(); }
};

bool without_psqlodbc() {
  return without_postgres() || without_driver(kPsqlUnicode);
}

constexpr const char* kUsers[] = {"postgres", "bound_reader"};

}  // namespace

TEST_SUITE_BEGIN("sync: the bound of a watermark" * doctest::skip(without_postgres()));

TEST_CASE("with nothing in flight the bound is a guard behind the clock") {
  const BoundBench bench;
  for (const char* user : kUsers) {
    CAPTURE(user);
    const Micros before = bench.clock();
    const sync::Bound bound = bench.sample(user);
    const Micros after = bench.clock();
    CHECK(bound.guarantee == "bounded");
    CHECK(bound.why == "");
    CHECK(bound.at >= before - kSecond);
    CHECK(bound.at <= after - kSecond);
  }
}

TEST_CASE("who sees all transactions does not wait for them") {
  const BoundBench bench;
  const Writer writer(bench);
  std::this_thread::sleep_for(std::chrono::milliseconds(1200));
  const Micros started = bench.database.number(
      "SELECT (extract(epoch FROM min(xact_start)) * 1000000)::bigint FROM pg_stat_activity "
      "WHERE datname = current_database() AND pid <> pg_backend_pid()");
  const auto from = Clock::now();
  const sync::Bound bound = bench.sample("postgres", {}, 30 * kSecond);
  CHECK(Clock::now() - from < std::chrono::seconds(10));
  CHECK(bound.guarantee == "bounded");
  CHECK(bound.at == started);
}

TEST_CASE("who does not see them waits until they are over") {
  const BoundBench bench;
  auto writer = std::make_unique<Writer>(bench);
  writer->put(1);
  std::thread ends([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    writer->commit();
  });
  const Micros before = bench.clock();
  const auto from = Clock::now();
  const sync::Bound bound = bench.sample("bound_reader", {}, 30 * kSecond);
  const auto waited = Clock::now() - from;
  ends.join();
  CHECK(waited > std::chrono::milliseconds(200));
  CHECK(bound.guarantee == "bounded");
  CHECK(bound.at >= before - kSecond);
}

TEST_CASE("what did not end in time bounds a later run, once it has ended") {
  const BoundBench bench;
  auto first = std::make_unique<Writer>(bench);
  const Micros before = bench.clock();
  const sync::Bound none = bench.sample("bound_reader");
  const Micros after = bench.clock();
  CHECK(none.guarantee == "lookback");
  CHECK(none.why == "a transaction has not ended yet, and there is no earlier bound");

  Writer second(bench);  // always one of them is there
  sync::Bound still = bench.sample("bound_reader", bench.kept(none));
  CHECK(still.guarantee == "lookback");
  first->commit();
  const sync::Bound behind = bench.sample("bound_reader", bench.kept(still));
  CHECK(behind.guarantee == "bounded");
  CHECK(behind.at >= before - kSecond);
  CHECK(behind.at <= after - kSecond);

  // And what was a bound stays one, however long the next one is away.
  Writer third(bench);
  second.commit();
  const sync::Bound held = bench.sample("bound_reader", bench.kept(behind));
  CHECK(held.guarantee == "bounded");
  CHECK(held.at > behind.at);
  const sync::Bound again = bench.sample("bound_reader", bench.kept(held));
  CHECK(again.guarantee == "bounded");
  CHECK(again.at == held.at);
  third.commit();
  CHECK(bench.sample("bound_reader", bench.kept(again)).at > again.at);
}

TEST_CASE("a transaction that began before the read and commits after it is never lost") {
  for (const char* user : kUsers) {
    CAPTURE(user);
    BoundBench bench;
    bench.database.run("INSERT INTO items VALUES (1, 1, now() - interval '1 hour')");
    CHECK(bench.run(user).guarantee == "bounded");
    Writer late(bench);
    bench.database.run("INSERT INTO items VALUES (2, 1, clock_timestamp())");
    const sync::Report during = bench.run(user);
    CHECK(during.guarantee == "bounded");
    CHECK(during.counts.inserted == 1);
    late.put(3);  // dated before row 2, which has been delivered
    late.commit();
    const sync::Report after = bench.run(user);
    CHECK(after.guarantee == "bounded");
    CHECK(after.guarantee_why == "");
    CHECK(after.counts.inserted == 1);
    CHECK(bench.destination.number("SELECT count(*) FROM items") == 3);
  }
}

TEST_CASE("without the declaration the same transaction is lost, and nobody claimed otherwise") {
  BoundBench bench;
  bench.job.cursor_set_by_database = false;
  bench.database.run("INSERT INTO items VALUES (1, 1, now() - interval '1 hour')");
  bench.run();
  Writer late(bench);
  bench.database.run("INSERT INTO items VALUES (2, 1, clock_timestamp())");
  const sync::Report during = bench.run();
  CHECK(during.guarantee == "lookback");
  CHECK(during.guarantee_why == "the source does not say last_modified_set_by: database");
  late.put(3);
  late.commit();
  CHECK(bench.run().counts.inserted == 0);
}

TEST_CASE("a prepared transaction holds the bound back") {
  const BoundBench bench;
  for (const char* user : kUsers) {
    CAPTURE(user);
    const sync::Bound before = bench.sample(user);
    REQUIRE(before.guarantee == "bounded");
    bench.database.run(
        "BEGIN; INSERT INTO items VALUES (1, 1, now()); "
        "PREPARE TRANSACTION 'bound'");
    const sync::Bound none = bench.sample(user);
    const sync::Bound held = bench.sample(user, bench.kept(before));
    const sync::Bound given_up = bench.sample(user, bench.kept(before), 100'000, 0);
    bench.database.run("ROLLBACK PREPARED 'bound'");
    CHECK(none.guarantee == "lookback");
    CHECK(none.why == "a prepared transaction has not ended yet, and there is no earlier bound");
    CHECK(held.guarantee == "bounded");
    CHECK(held.at == before.at);
    CHECK(given_up.guarantee == "lookback");
    CHECK(given_up.why == "a prepared transaction has held the bound back for more than 0 seconds");
    CHECK(bench.sample(user, bench.kept(held)).at > held.at);
  }
}

TEST_CASE("a bound that is held back for too long gives way to lookback") {
  const BoundBench bench;
  const sync::Bound before = bench.sample("bound_reader");
  Writer writer(bench);
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  const sync::Bound seen = bench.sample("postgres", bench.kept(before), 0, kSecond);
  CHECK(seen.guarantee == "lookback");
  CHECK(seen.why == "a transaction has held the bound back for more than 1 seconds");
  CHECK(seen.at > before.at);
  // Who cannot see when it began counts from when it was first met.
  const sync::Bound met = bench.sample("bound_reader", bench.kept(before), 0, kSecond);
  CHECK(met.guarantee == "bounded");
  CHECK(met.at == before.at);
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  const sync::Bound hidden = bench.sample("bound_reader", bench.kept(met), 0, kSecond);
  CHECK(hidden.guarantee == "lookback");
  CHECK(hidden.why == seen.why);
}

TEST_CASE("after lookback the bound is claimed again once it has reached the watermark") {
  BoundBench bench;
  bench.job.cursor_set_by_database = false;
  bench.database.run("INSERT INTO items VALUES (1, 1, clock_timestamp())");
  const sync::Report first = bench.run();
  CHECK(first.guarantee == "lookback");
  bench.job.cursor_set_by_database = true;
  const sync::Report ahead = bench.run();
  CHECK(ahead.guarantee == "lookback");
  CHECK(ahead.guarantee_why ==
        "the watermark that an earlier run left is not behind the bound yet");
  CHECK(ahead.watermark_after == first.watermark_after);
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  CHECK(bench.run().guarantee == "bounded");
}

TEST_CASE("lookback is still taken off a watermark that was not bounded") {
  BoundBench bench;
  bench.job.cursor_set_by_database = false;
  bench.job.lookback_seconds = 60;
  bench.database.run("INSERT INTO items VALUES (1, 1, '2026-01-01T00:10:00Z')");
  bench.run();
  bench.job.cursor_set_by_database = true;
  const sync::Report first = bench.run();
  CHECK(first.guarantee == "bounded");
  CHECK(first.window_from == "2026-01-01T00:09:00.000000Z");
  const sync::Report second = bench.run();
  CHECK(second.guarantee == "bounded");
  CHECK(second.window_from == "2026-01-01T00:10:00.000000Z");
}

TEST_CASE("the bound is rounded down to the precision of the column") {
  BoundBench bench;
  bench.database.run("ALTER TABLE items ALTER updated_at TYPE timestamptz(0)");
  CHECK(bench.sample("bound_reader").at % kSecond == 0);
  bench.database.run("ALTER TABLE items ALTER updated_at TYPE timestamptz(3)");
  CHECK(bench.sample("postgres").at % 1000 == 0);
}

TEST_CASE("where the claim would not hold it is not made, and the reason is told") {
  BoundBench bench;
  bench.database.run("CREATE VIEW seen AS SELECT * FROM items");
  bench.database.run("CREATE TABLE local_times (id bigint, updated_at timestamp)");
  bench.database.run(
      "CREATE TABLE computed (id bigint, updated_at timestamptz GENERATED ALWAYS AS "
      "(to_timestamp(id)) STORED)");
  bench.database.run("CREATE FOREIGN DATA WRAPPER far; CREATE SERVER far FOREIGN DATA WRAPPER far");
  bench.database.run(
      "CREATE TABLE parted (id bigint, updated_at timestamptz) PARTITION BY RANGE (id)");
  bench.database.run("CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (1) TO (9)");
  const auto why = [&](const char* table) {
    bench.job.model.source_table = table;
    return bench.sample("postgres").why;
  };
  CHECK(why("items") == "");
  CHECK(why("public.items") == "");
  CHECK(why("parted") == "");
  CHECK(why("seen") == "what is read is no table of the server's own");
  CHECK(why("local_times") == "the last-modified column is no stored timestamp with time zone");
  CHECK(why("computed") == "the last-modified column is no stored timestamp with time zone");
  bench.database.run(
      "CREATE FOREIGN TABLE parted_2 PARTITION OF parted FOR VALUES FROM (9) TO (19) "
      "SERVER far");
  CHECK(why("parted") == "what is read is no table of the server's own");

  bench.job.model.source_table = "items";
  bench.job.model.source_query = "SELECT * FROM items";
  CHECK(bench.sample("postgres").why ==
        "a source_query may change what the last-modified column says");
  bench.job.model.source_query = "";
  bench.job.until = 0;
  CHECK(bench.sample("postgres").why == "a window given by hand moves no watermark");
  bench.job.until.reset();
  bench.job.model.columns[2].type.logical = rows::Logical::datetime;
  CHECK(bench.sample("postgres").why == "the model's last-modified column is no timestamp");
}

TEST_CASE("a table that logical replication writes gives lookback") {
  BoundBench bench;
  const PostgresDatabase publisher;
  publisher.run("CREATE TABLE items (id bigint PRIMARY KEY, v bigint, updated_at timestamptz)");
  publisher.run("CREATE PUBLICATION p FOR TABLE items");
  bench.database.run(
      "CREATE SUBSCRIPTION s CONNECTION 'host=" + postgres_socket_folder() +
      " user=postgres dbname=" + publisher.name() +
      "' PUBLICATION p WITH (create_slot = false, enabled = false, slot_name = NONE)");
  for (const char* user : kUsers) {
    const sync::Bound bound = bench.sample(user);
    CHECK(bound.guarantee == "lookback");
    CHECK(bound.why == "logical replication writes the table");
  }
  bench.database.run("DROP SUBSCRIPTION s");
  CHECK(bench.sample("bound_reader").guarantee == "bounded");
}

TEST_CASE("a standby gives lookback") {
  const BoundBench bench;
  const auto session = open_postgres_standby();
  const sync::Bound bound = sync::sample_bound(*session, bench.options());
  CHECK(bound.guarantee == "lookback");
  CHECK(bound.why == "the server is a standby");
}

TEST_CASE("a warehouse that cannot tell gives lookback") {
  const BoundBench bench;
  const auto session = open(bench.destination.path(), Access::read_write);
  const sync::Bound bound = sync::sample_bound(*session, bench.options());
  CHECK(bound.guarantee == "lookback");
  CHECK(bound.why == "SQLite does not tell which transactions are in flight");
  CHECK(bound.at > 0);
}

TEST_CASE("who may not look at the locks gets lookback, not an error") {
  const BoundBench bench;
  bench.database.run("REVOKE SELECT ON pg_locks FROM PUBLIC");
  const sync::Bound bound = bench.sample("bound_reader");
  CHECK(bound.guarantee == "lookback");
  CHECK(bound.why == "the server does not show this user which transactions are in flight");
}

TEST_CASE("a session that hides what it does is waited for, whoever asks") {
  const BoundBench bench;
  warehouse::ConnectSpec spec = bench.database.spec();
  bench.database.run("ALTER DATABASE " + bench.database.name() + " SET track_activities = off");
  Writer hidden(bench);
  bench.database.run("ALTER DATABASE " + bench.database.name() + " RESET track_activities");
  const sync::Bound none = bench.sample("postgres");
  CHECK(none.guarantee == "lookback");
  const Json kept = bench.kept(none);
  hidden.commit();
  CHECK(bench.sample("postgres", kept).guarantee == "bounded");
}

TEST_CASE("a clock that stepped back ends the claim until it is past again") {
  const BoundBench bench;
  Json kept = bench.kept(bench.sample("postgres"));
  kept.set("clock", bench.clock() + 3600 * kSecond);
  const sync::Bound stepped = bench.sample("postgres", kept);
  CHECK(stepped.guarantee == "lookback");
  CHECK(stepped.why == "the server's clock stepped back since the last run");
  CHECK_FALSE(stepped.follows_bounded);
  CHECK(bench.sample("postgres", bench.kept(stepped)).guarantee == "bounded");
}

TEST_CASE("it is asked in the same way over ODBC" * doctest::skip(without_psqlodbc())) {
  const BoundBench bench;
  warehouse::ConnectSpec spec = bench.database.spec();
  spec.via = "odbc";
  spec.driver = kPsqlUnicode;
  spec.options["user"] = "bound_reader";
  auto writer = std::make_unique<Writer>(bench);
  const auto session = warehouse::open_session(spec, Access::read_only);
  REQUIRE(session->info().via == "odbc");
  sync::BoundOptions options = bench.options();
  options.wait = 100'000;
  const sync::Bound none = sync::sample_bound(*session, options);
  CHECK(none.guarantee == "lookback");
  CHECK(none.why == "a transaction has not ended yet, and there is no earlier bound");
  writer->commit();
  options.previous = bench.kept(none);
  const sync::Bound bound = sync::sample_bound(*session, options);
  CHECK(bound.guarantee == "bounded");
  CHECK(bound.at > none.at - kSecond);
}

TEST_CASE("what another server left behind counts for nothing") {
  const BoundBench bench;
  Json kept = bench.kept(bench.sample("postgres"));
  CHECK(bench.sample("postgres", kept).follows_bounded);
  kept.set("source", "postgres:1:2");
  CHECK_FALSE(bench.sample("postgres", kept).follows_bounded);
  for (const char* odd : {"1", "[]", "{}", "{\"source\": 1}", "{\"pending\": {\"names\": 1}}"}) {
    CHECK(bench.sample("postgres", base::parse_json_or_throw(odd, "odd")).guarantee == "bounded");
  }
}

TEST_CASE("a window given by hand leaves the state of the bound as it is") {
  BoundBench bench;
  bench.database.run("INSERT INTO items VALUES (1, 1, '2026-01-01T00:10:00Z')");
  CHECK(bench.run().guarantee == "bounded");
  bench.job.from = 0;
  CHECK(bench.run().guarantee == "lookback");
  bench.job.from.reset();
  bench.job.lookback_seconds = 60;
  CHECK(bench.run().window_from == "2026-01-01T00:10:00.000000Z");
}

TEST_CASE("a sample within a transaction is refused: it would see old answers") {
  const BoundBench bench;
  const auto session = bench.reader("postgres");
  session->begin(Access::read_only);
  CHECK_THROWS_AS(sync::sample_bound(*session, bench.options()), Error);
}

TEST_SUITE_END();

namespace {

// Half of the writers commit each statement, half hold transactions of up to 0.6 s; by now() and
// by clock_timestamp(); one in five is rolled back.
void write(const BoundBench& bench, int writer, const std::atomic<bool>& stop,
           std::atomic<int>& commits) {
  std::minstd_rand random(static_cast<unsigned>(writer) + 1);
  const auto session = bench.database.open(Access::read_write);
  const bool holds = writer % 2 == 0;
  int next = writer * 1'000'000;
  const auto pause = [&](unsigned most) {
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % most));
  };
  while (!stop) {
    const char* clock = random() % 2 == 0 ? "now()" : "clock_timestamp()";
    session->begin(Access::read_write);
    session->scalar({"SELECT 1", {}});
    if (holds) pause(300);
    for (auto i = random() % 3; i < 3; ++i) {
      session->execute(
          {"INSERT INTO items VALUES (" + std::to_string(++next) + ", 0, " + clock + ")", {}});
    }
    if (next > writer * 1'000'000 + 10) {
      session->execute({"UPDATE items SET v = v + 1, updated_at = " + std::string(clock) +
                            " WHERE id = " + std::to_string(next - 5),
                        {}});
    }
    if (holds) pause(300);
    if (random() % 5 == 0) {
      session->rollback();
    } else {
      session->commit();
      ++commits;
    }
    pause(holds ? 20 : 10);
  }
}

struct Difference {
  std::int64_t missing = 0;
  std::int64_t stale = 0;
  int runs = 0;
  int bounded = 0;
  int commits = 0;
};

Difference race(BoundBench& bench, const char* user, std::chrono::milliseconds length) {
  constexpr int kWriters = 10;
  const auto source = bench.reader(user);
  bench.database.run("INSERT INTO items VALUES (-1, 0, '2026-01-01T00:00:00Z')");
  bench.run(*source);
  std::atomic<bool> stop = false;
  std::atomic<int> commits = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) {
    writers.emplace_back([&, i] { write(bench, i, stop, commits); });
  }
  Difference difference;
  const auto until = Clock::now() + length;
  while (Clock::now() < until) {
    const sync::Report report = bench.run(*source);
    ++difference.runs;
    if (report.guarantee == "bounded") ++difference.bounded;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  stop = true;
  for (std::thread& writer : writers) writer.join();
  bench.run(*source);
  difference.commits = commits;

  std::map<std::string, std::string> delivered;
  for (const std::string& row : bench.destination.rows("SELECT id, v FROM items")) {
    const std::size_t bar = row.find('|');
    delivered.emplace(row.substr(0, bar), row.substr(bar + 1));
  }
  std::size_t rows = 0;
  for (const std::string& row : bench.database.rows("SELECT id, v FROM items")) {
    ++rows;
    const std::size_t bar = row.find('|');
    const auto found = delivered.find(row.substr(0, bar));
    if (found == delivered.end()) {
      ++difference.missing;
    } else if (found->second != row.substr(bar + 1)) {
      ++difference.stale;
    }
  }
  CHECK(delivered.size() + static_cast<std::size_t>(difference.missing) == rows);
  CHECK(difference.commits > 100);
  CHECK(difference.runs > 5);
  return difference;
}

}  // namespace

TEST_SUITE_BEGIN("sync: the bound of a watermark, under writers" *
                 doctest::skip(without_postgres()));

TEST_CASE("under ten concurrent writers nothing is missed and nothing stays old") {
  for (const char* user : kUsers) {
    CAPTURE(user);
    BoundBench bench;
    const Difference found = race(bench, user, std::chrono::seconds(5));
    CHECK(found.missing == 0);
    CHECK(found.stale == 0);
    CHECK(found.bounded > found.runs / 2);
  }
}

TEST_CASE("the same writers lose rows where the greatest value seen is the watermark") {
  BoundBench bench;
  bench.job.cursor_set_by_database = false;
  bench.job.lookback_seconds = 0;
  Difference found = race(bench, "postgres", std::chrono::seconds(3));
  CHECK(found.missing + found.stale > 0);
}

TEST_SUITE_END();

// What is DuckDB's own: successes that lose rows, files and processes, cancelling, settings.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "helpers.hpp"
#include "support/duckdb_library.hpp"
#include "support/raw_sqlite.hpp"
#include "warehouse/adbc/driver.hpp"

using namespace waybill;
using namespace waybill::tests;
using rows::Logical;
using rows::Value;
using warehouse::Access;
using Clock = std::chrono::steady_clock;

namespace {

const rows::Schema kPairs{{"id", {Logical::bigint}, false}, {"v", {Logical::text}}};
const sql::Table kTable{"", "t"};

rows::Batch pairs(const std::vector<std::int64_t>& ids) {
  std::vector<RowValues> rows;
  for (const std::int64_t id : ids) rows.push_back({Value::bigint(id), Value::text("v")});
  return batch_of(kPairs, rows);
}

// Of bigint, as fast as they can be made.
rows::Batch numbers(std::int64_t count, bool descending = false) {
  rows::Batch batch({{"n", {Logical::bigint}}});
  for (std::int64_t i = 0; i < count; ++i) batch.columns[0].append_int64(descending ? -i : i);
  batch.length = count;
  return batch;
}

double seconds_until(const std::function<void()>& call, warehouse::Session& session,
                     std::chrono::milliseconds cancel_after) {
  Clock::time_point cancelled;
  std::thread canceller([&] {
    std::this_thread::sleep_for(cancel_after);
    cancelled = Clock::now();
    session.cancel();
  });
  const std::string code = code_of(call);
  const auto end = Clock::now();
  canceller.join();
  CHECK(code == codes::cancelled.id);
  return std::chrono::duration<double>(end - cancelled).count();
}

std::string open_code(const warehouse::ConnectSpec& spec, Access access) {
  return code_of([&] { warehouse::open_session(spec, access); });
}

}  // namespace

TEST_SUITE_BEGIN("adbc: duckdb" * doctest::skip(without_duckdb()));

TEST_CASE("a load with repeated keys is refused whole, and the session goes on") {
  const DuckdbFile file;
  const auto session = file.open();
  session->execute({sql::create_table(session->dialect(), {kTable, kPairs, {"id"}}), {}});
  session->ingest(kTable, pairs({1, 2}));
  CHECK(code_of([&] {
          session->ingest(kTable, pairs({3, 4, 1, 5, 2}));
        }) == codes::constraint_violated.id);
  CHECK(code_of([&] { session->ingest(kTable, pairs({7, 7})); }) == codes::constraint_violated.id);
  CHECK(count_rows(*session, "t") == 2);
  session->ingest(kTable, pairs({3}));
  CHECK(count_rows(*session, "t") == 3);
}

TEST_CASE("a load that fails in a transaction ends it: nothing after it can be committed") {
  const DuckdbFile file;
  const auto session = file.open();
  session->execute({sql::create_table(session->dialect(), {kTable, kPairs, {"id"}}), {}});
  session->begin(Access::read_write);
  session->ingest(kTable, pairs({1, 2}));
  CHECK(code_of([&] { session->ingest(kTable, pairs({3, 1})); }) == codes::constraint_violated.id);
  CHECK(session->in_transaction());
  CHECK(code_of([&] { session->ingest(kTable, pairs({9})); }) == codes::sql_rejected.id);
  const Error error = error_of([&] { session->commit(); });
  CHECK(error.code().id == codes::sql_rejected.id);
  CHECK(error.hint().find("roll it back") != std::string::npos);
  CHECK(session->in_transaction());
  session->rollback();
  CHECK(count_rows(*session, "t") == 0);
  session->ingest(kTable, pairs({1}));
  CHECK(count_rows(*session, "t") == 1);
}

TEST_CASE("a NULL where none may be is refused") {
  const DuckdbFile file;
  const auto session = file.open();
  session->execute({"CREATE TABLE t (id bigint NOT NULL, v varchar CHECK (v <> 'bad'))", {}});
  const auto load = [&](const Value& id, const std::string& v) {
    return code_of([&] {
      session->ingest(kTable, batch_of(kPairs, {{Value::bigint(1), Value::text("fine")},
                                                {id, Value::text(v)}}));
    });
  };
  CHECK(load(Value::null({Logical::bigint}), "x") == codes::constraint_violated.id);
  CHECK(load(Value::bigint(2), "bad") == codes::constraint_violated.id);
  CHECK(count_rows(*session, "t") == 0);
  CHECK(load(Value::bigint(2), "good").empty());
  CHECK(count_rows(*session, "t") == 2);
}

TEST_CASE("a load that is stopped in the middle leaves nothing, within a second") {
  const DuckdbFile file;
  const auto session = file.open();
  const sql::Table table{"", "numbers"};
  for (const std::string columns : {"n bigint", "n bigint PRIMARY KEY"}) {
    INFO(columns);
    session->execute({fmt::format("CREATE OR REPLACE TABLE numbers ({})", columns), {}});
    const rows::Batch batch = numbers(8'000'000, columns.size() > 8);
    for (const bool inside : {false, true}) {
      if (inside) session->begin(Access::read_write);
      CHECK(seconds_until([&] { session->ingest(table, batch); }, *session,
                          std::chrono::milliseconds(20)) < 1.0);
      if (inside) session->rollback();
      session->clear_cancel();
      CHECK(count_rows(*session, "numbers") == 0);
    }
    session->ingest(table, numbers(10));
    CHECK(count_rows(*session, "numbers") == 10);
  }
}

TEST_CASE("a load goes by name, whatever the order and the rest of the columns") {
  const DuckdbFile file;
  const auto session = file.open();
  const rows::Schema sent{{"A", {Logical::text}}, {"b", {Logical::text}}};
  const rows::Batch batch = batch_of(sent, {{Value::text("in a"), Value::text("in b")}});
  const auto check = [&](const std::string& columns) {
    INFO(columns);
    session->execute({fmt::format("CREATE OR REPLACE TABLE t ({})", columns), {}});
    session->ingest(kTable, batch);
    session->ingest(kTable, batch);
    CHECK(session->scalar({"SELECT count(*) FROM t WHERE a = 'in a' AND b = 'in b'", {}}) ==
          Value::bigint(2));
  };
  check("a varchar, b varchar");
  check("b varchar, a varchar");
  check("b varchar NOT NULL, a varchar, c int DEFAULT 7, CHECK (c = 7)");
  check("c int, b varchar, a varchar");
  CHECK(code_of([&] {
          session->ingest(kTable, batch_of({{"z", {Logical::text}}}, {{Value::text("x")}}));
        }) == codes::sql_rejected.id);
  CHECK(code_of([&] {
          session->ingest(kTable, batch_of({{"a", {Logical::text}}, {"A", {Logical::text}}},
                                           {{Value::text("x"), Value::text("y")}}));
        }) == codes::sql_rejected.id);
  session->execute({"CREATE OR REPLACE TABLE t (a varchar, b decimal(4,1))", {}});
  CHECK(code_of([&] { session->ingest(kTable, batch); }) == codes::sql_rejected.id);
  CHECK(count_rows(*session, "t") == 0);
}

TEST_CASE("an aborted transaction is not committed, whatever aborted it") {
  const DuckdbFile file;
  const auto session = file.open();
  session->execute({"CREATE TABLE t (id bigint PRIMARY KEY)", {}});
  for (const std::string breaking :
       {"INSERT INTO t VALUES (1)", "SELECT 'x'::int", "SELECT error('stop')"}) {
    INFO(breaking);
    session->begin(Access::read_write);
    session->execute({"INSERT INTO t VALUES (1)", {}});
    CHECK(!code_of([&] { session->scalar({breaking, {}}); }).empty());
    CHECK(!code_of([&] { session->commit(); }).empty());
    session->rollback();
    CHECK(count_rows(*session, "t") == 0);
  }
}

TEST_CASE("transactions that touch the same rows: the later one is told to run again") {
  const DuckdbFile file;
  const auto first = file.open();
  const auto second = file.open();
  first->execute({"CREATE TABLE t (id bigint PRIMARY KEY, v int)", {}});
  first->execute({"INSERT INTO t VALUES (1, 0)", {}});
  first->begin(Access::read_write);
  second->begin(Access::read_write);
  first->execute({"UPDATE t SET v = 1", {}});
  const Error error = error_of([&] { second->execute({"UPDATE t SET v = 2", {}}); });
  CHECK(error.code().id == codes::database_busy.id);
  CHECK(error.retryable());
  second->rollback();
  first->commit();
  // Two that insert one key find out when the second commits.
  first->begin(Access::read_write);
  second->begin(Access::read_write);
  first->execute({"INSERT INTO t VALUES (2, 1)", {}});
  second->execute({"INSERT INTO t VALUES (2, 2)", {}});
  first->commit();
  CHECK(code_of([&] { second->commit(); }) == codes::constraint_violated.id);
  CHECK(!second->in_transaction());
  second->rollback();
  CHECK(second->scalar({"SELECT v FROM t WHERE id = 2", {}}) == Value::bigint(1));  // and goes on
}

TEST_CASE("a failure in the middle of a long result throws") {
  const DuckdbFile file;
  const auto session = file.open();
  const auto stream = session->query(
      {"SELECT CASE WHEN n < 900000 THEN n ELSE error('stop') END FROM range(1000000) AS x(n)", {}},
      {{"v", {Logical::bigint}}}, {});
  rows::Batch batch;
  std::vector<warehouse::CellMisfit> misfits;
  std::int64_t rows = 0;
  CHECK(!code_of([&] {
           while (stream->next(batch, misfits)) rows += batch.length;
         }).empty());
  CHECK(rows > 0);
  CHECK(rows <= 900'000);
}

TEST_CASE("a result read outside a transaction is in none") {
  const DuckdbFile file;
  const auto session = file.open();
  const rows::Schema one{{"v", {Logical::bigint}}};
  const auto stream = session->query({"SELECT n FROM range(10) AS x(n)", {}}, one, {});
  CHECK(!session->in_transaction());
  session->rollback();  // of nothing
  rows::Batch batch;
  std::vector<warehouse::CellMisfit> misfits;
  CHECK(stream->next(batch, misfits));
  CHECK(batch.length == 10);
}

TEST_CASE("a statement ends when its time is over") {
  const DuckdbFile file;
  warehouse::ConnectSpec spec = duckdb_spec(file.path);
  spec.statement_s = 1;
  const auto session = warehouse::open_session(spec, Access::read_write);
  const auto start = Clock::now();
  const Error error = error_of([&] {
    session->scalar({"SELECT count(*) FROM range(1000000000000) AS x(n) WHERE n % 7 = n % 11", {}});
  });
  CHECK(error.code().id == codes::sql_rejected.id);
  CHECK(error.message().find("timeouts.statement_s") != std::string::npos);
  CHECK(Clock::now() - start < std::chrono::seconds(3));
  CHECK(session->scalar({"SELECT 1", {}}) == Value::bigint(1));
}

TEST_CASE("another process that has the file is waited for, then named") {
  const DuckdbFile file;
  file.open()->execute({"CREATE TABLE t AS SELECT 1 AS id", {}});
  int ready[2], over[2];
  REQUIRE(::pipe(ready) == 0);
  REQUIRE(::pipe(over) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    char byte = 'f';
    try {
      const auto session = file.open();
      byte = 'o';
      [[maybe_unused]] const auto written = ::write(ready[1], &byte, 1);
      ::close(over[1]);
      [[maybe_unused]] const auto taken = ::read(over[0], &byte, 1);
    } catch (const std::exception&) {
      [[maybe_unused]] const auto written = ::write(ready[1], &byte, 1);
    }
    ::_exit(0);
  }
  REQUIRE(child > 0);
  ::close(over[0]);
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  REQUIRE(byte == 'o');
  for (const Access access : {Access::read_only, Access::read_write}) {
    const auto start = Clock::now();
    const Error error =
        error_of([&] { warehouse::open_session(duckdb_spec(file.path, 1), access); });
    CHECK(error.code().id == codes::database_busy.id);
    CHECK(error.retryable());
    CHECK(error.message().find("another process has the file open") != std::string::npos);
    CHECK(Clock::now() - start >= std::chrono::milliseconds(900));
  }
  ::close(over[1]);  // it lets go
  CHECK(open_code(duckdb_spec(file.path, 10), Access::read_write).empty());
  CHECK(::waitpid(child, nullptr, 0) == child);
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST_CASE("one file is one database in a process, whoever opens it") {
  const DuckdbFile file;
  {
    const auto writer = file.open();
    writer->execute({"CREATE TABLE t (id int)", {}});
    const auto reader = file.open(Access::read_only);
    writer->execute({"INSERT INTO t VALUES (1)", {}});
    CHECK(count_rows(*reader, "t") == 1);
    CHECK(code_of([&] { reader->execute({"DELETE FROM t", {}}); }) == codes::not_read_only.id);
    // By another name.
    const std::string link = file.dir.file("link.duckdb");
    REQUIRE(::symlink(file.path.c_str(), link.c_str()) == 0);
    const auto second = warehouse::open_session(duckdb_spec(link), Access::read_write);
    CHECK(second->location() == writer->location());
    CHECK(count_rows(*second, "t") == 1);
    warehouse::ConnectSpec other = duckdb_spec(file.path);
    other.options["threads"] = "1";
    CHECK(open_code(other, Access::read_write) == codes::connect_failed.id);
  }
  const auto reader = file.open(Access::read_only);
  const Error error = error_of([&] { file.open(); });
  CHECK(error.code().id == codes::database_busy.id);
  CHECK(error.message().find("this process reads") != std::string::npos);
  CHECK(open_code(duckdb_spec(file.path), Access::read_only).empty());
}

TEST_CASE("a copy of DuckDB that the host program runs on the file is seen") {
  namespace adbc = warehouse::adbc;
  const DuckdbFile file;
  const adbc::Driver driver(duckdb_spec(file.path), *warehouse::adbc::find_manners("duckdb"));
  adbc::AdbcDatabase database;
  adbc::AdbcError error;
  REQUIRE(driver.table().DatabaseNew(&database, &error) == 0);
  REQUIRE(driver.table().DatabaseSetOption(&database, "path", file.path.c_str(), &error) == 0);
  REQUIRE(driver.table().DatabaseInit(&database, &error) == 0);
  for (const Access access : {Access::read_only, Access::read_write}) {
    const Error refused = error_of([&] { file.open(access); });
    CHECK(refused.code().id == codes::database_busy.id);
    CHECK(refused.hint().find("two copies of DuckDB") != std::string::npos);
  }
  REQUIRE(driver.table().DatabaseRelease(&database, &error) == 0);
  CHECK(open_code(duckdb_spec(file.path), Access::read_write).empty());
}

TEST_CASE("files that are no database of DuckDB's are refused by name") {
  const TempDir dir;
  const auto code = [&](const std::string& path, Access access = Access::read_only) {
    return open_code(duckdb_spec(path), access);
  };
  CHECK(code(dir.file("absent")) == codes::connect_failed.id);
  CHECK(code("relative.duckdb") == codes::connect_failed.id);
  CHECK(code(std::string("/a\0b", 4)) == codes::connect_failed.id);
  CHECK(code(dir.path.string()) == codes::connect_failed.id);
  CHECK(code(dir.file("no/such/folder"), Access::read_write) == codes::connect_failed.id);
  const std::string text = dir.file("text");
  std::ofstream(text) << std::string(100'000, 'x');
  CHECK(code(text) == codes::not_a_database.id);
  CHECK(code(text, Access::read_write) == codes::not_a_database.id);
  const std::string lite = dir.file("lite.db");
  RawSqlite(lite).exec("CREATE TABLE t (a)");
  CHECK(code(lite) == codes::not_a_database.id);
  CHECK(code(lite, Access::read_write) == codes::not_a_database.id);
}

TEST_CASE("statements reach no file, no other database, no setting") {
  const DuckdbFile file;
  const auto session = file.open();
  const std::string outside = file.dir.file("outside.csv");
  std::ofstream(outside) << "a\n1\n";
  for (const std::string& text : {
           fmt::format("CREATE TABLE x AS SELECT * FROM read_csv('{}')", outside),
           fmt::format("CREATE TABLE x AS SELECT * FROM '{}'", outside),
           fmt::format("COPY (SELECT 1) TO '{}'", file.dir.file("out.csv")),
           std::string("SELECT getenv('HOME')"),
       }) {
    INFO(text);
    CHECK(!code_of([&] { session->execute({text, {}}); }).empty());
  }
  const Error error = error_of([&] {
    read_all(*session, {fmt::format("SELECT a FROM \"{}\"", outside), {}},
             {{"a", {Logical::bigint}}});
  });
  CHECK(error.code().id == codes::denied_by_database.id);
  for (const std::string text : {"ATTACH ':memory:' AS x", "SET threads = 1", "PRAGMA threads = 1",
                                 "BEGIN", "COMMIT", "LOAD json", "USE main", "CHECKPOINT"}) {
    INFO(text);
    CHECK(code_of([&] { session->execute({text, {}}); }) == codes::unsupported.id);
  }
  CHECK(!std::ifstream(file.dir.file("out.csv")).good());
  CHECK(session->scalar({"SELECT current_setting('TimeZone')", {}}) == Value::text("UTC"));
  CHECK(session->scalar({"SELECT current_setting('threads')", {}}) == Value::bigint(2));
  CHECK(session->scalar({"SELECT current_setting('memory_limit')", {}}) == Value::text("1.0 GiB"));
}

TEST_CASE("errors of constraints and casts hold no values") {
  const DuckdbFile file;
  const auto session = file.open();
  session->execute({"CREATE TABLE t (id bigint PRIMARY KEY, v varchar)", {}});
  session->execute({"INSERT INTO t VALUES (4711, 'it''s \"secret\"')", {}});
  for (const std::string text :
       {"INSERT INTO t VALUES (4711, 'x')", "SELECT CAST(v AS integer) FROM t",
        "SELECT CAST(id AS tinyint) FROM t", "SELECT error(v) FROM t",
        "SELECT id * 9223372036854775807 FROM t", "SELECT CAST(v AS date) FROM t"}) {
    INFO(text);
    const Error error = error_of([&] { session->execute({text, {}}); });
    CHECK(error.message().find("4711") == std::string::npos);
    CHECK(error.message().find("secret") == std::string::npos);
  }
}

TEST_CASE("a schema of the connection's own, and one that is not there") {
  const DuckdbFile file;
  file.open()->execute({"CREATE SCHEMA \"s 2\"", {}});
  warehouse::ConnectSpec spec = duckdb_spec(file.path);
  spec.options["schema"] = "s 2";
  {
    const auto session = warehouse::open_session(spec, Access::read_write);
    session->execute({sql::create_table(session->dialect(), {kTable, kPairs, {"id"}}), {}});
    session->ingest(kTable, pairs({1}));
    CHECK(session->schemas() == std::vector<std::string>{"s 2", "main"});
    CHECK(session->tables("s 2").size() == 1);
    CHECK(session->tables("main").empty());
    CHECK(session->table({"s 2", "t"})->has_primary_key);
    CHECK(!session->table({"main", "t"}));
  }
  spec.options["schema"] = "absent";
  CHECK(open_code(spec, Access::read_write) == codes::connect_failed.id);
}

TEST_CASE("without a path there is a database in memory, each session its own") {
  warehouse::ConnectSpec spec = duckdb_spec("");
  spec.options.erase("path");
  const auto first = warehouse::open_session(spec, Access::read_write);
  const auto second = warehouse::open_session(spec, Access::read_only);
  first->execute({"CREATE TABLE t (a int)", {}});
  CHECK(first->table({"", "t"}));
  CHECK(!second->table({"", "t"}));
  CHECK(first->location() != second->location());
  CHECK(code_of([&] {
          second->execute({"CREATE TABLE t (a int)", {}});
        }) == codes::not_read_only.id);
  CHECK(first->info().via == "adbc");
  CHECK(first->info().server.starts_with("DuckDB v"));
}

TEST_CASE("a wrong option of DuckDB's is refused when the connection opens") {
  const DuckdbFile file;
  warehouse::ConnectSpec spec = duckdb_spec(file.path);
  spec.options["memory_limit"] = "plenty";
  const Error error = error_of([&] { warehouse::open_session(spec, Access::read_write); });
  CHECK(error.code().id == codes::connect_failed.id);
  CHECK(error.hint().find("512MiB") != std::string::npos);
}

TEST_CASE("unique indexes and constraints are keys, expressions are notes") {
  const DuckdbFile file;
  const auto session = file.open();
  session->execute({"CREATE TABLE t (a int, \"b \"\"c\" int, d int UNIQUE, e int)", {}});
  session->execute({"CREATE UNIQUE INDEX i ON t (a, \"b \"\"c\")", {}});
  session->execute({"CREATE INDEX plain ON t (e)", {}});
  session->execute({"CREATE UNIQUE INDEX x ON t ((a + 1))", {}});
  const auto info = session->table({"", "t"});
  REQUIRE(info);
  CHECK(!info->has_primary_key);
  CHECK(info->unique_keys == std::vector<std::vector<std::string>>{{"d"}, {"a", "b \"c"}});
  REQUIRE(info->notes.size() == 1);
  CHECK(info->notes[0].find("'x'") != std::string::npos);
}

TEST_SUITE_END();

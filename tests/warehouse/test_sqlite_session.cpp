// What is SQLite's own: transactions that end behind our back, triggers, views, hidden tables.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "helpers.hpp"
#include "sqlite_place.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Value;
using warehouse::Access;

const rows::Schema& one_text() {
  static const rows::Schema schema{{"v", {Logical::text}}};
  return schema;
}

}  // namespace

TEST_CASE("nothing runs outside a transaction that SQLite has ended") {
  const SqliteFile file("CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1)");
  const auto session = file.open();
  session->begin(Access::read_write);
  session->execute({"INSERT INTO t VALUES (2)", {}});
  CHECK(code_of([&] {
          session->execute({"INSERT OR ROLLBACK INTO t VALUES (1)", {}});
        }) == codes::constraint_violated.id);
  CHECK(session->in_transaction());
  // Without the guard these would be committed one by one.
  CHECK(code_of([&] {
          session->execute({"INSERT INTO t VALUES (3)", {}});
        }) == codes::constraint_violated.id);
  CHECK(code_of([&] {
          session->ingest({"", "t"}, batch_of({{"a", {Logical::text}}}, {{Value::text("x")}}));
        }) == codes::constraint_violated.id);
  CHECK(code_of([&] { session->commit(); }) == codes::constraint_violated.id);
  session->rollback();
  CHECK(!session->in_transaction());
  CHECK(count_rows(*session, "t") == 1);
  session->execute({"INSERT INTO t VALUES (4)", {}});
  CHECK(count_rows(*session, "t") == 2);
}

// SQLite asks whether to go on once more when a statement has ended and is committed.
TEST_CASE("a write that is cancelled when it is done already is said to be done") {
  const SqliteFile file("CREATE TABLE t (a)");
  const auto session = file.open();
  constexpr int kRounds = 8000;
  std::atomic<int> round = 0;
  std::thread canceller([&] {
    for (int next = 1; next <= kRounds; ++next) {
      while (round < 2 * next - 1) {
      }
      for (std::atomic<int> wait = next * 37 % 2000; wait > 0; --wait) {
      }
      session->cancel();
      ++round;
    }
  });
  const rows::Schema schema{{"a", {Logical::bigint}}};
  int done = 0;
  for (int i = 0; i < kRounds; ++i) {
    session->clear_cancel();
    ++round;
    const std::string code = code_of([&] {
      session->ingest({"", "t"}, batch_of(schema, {{Value::bigint(i)}}));
      ++done;
    });
    CHECK((code.empty() || code == codes::cancelled.id));
    while (round < 2 * (i + 1)) {
    }
  }
  canceller.join();
  session->clear_cancel();
  CHECK(count_rows(*session, "t") == done);
}

TEST_CASE("a rollback succeeds while a result is being read, and after a cancel") {
  const SqliteFile file(
      "CREATE TABLE t (v); WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x LIMIT "
      "1000) "
      "INSERT INTO t SELECT 'old' FROM x");
  for (const bool cancelled : {false, true}) {
    const auto session = file.open();
    session->begin(Access::read_write);
    session->execute({"UPDATE t SET v = 'new'", {}});
    warehouse::ReadOptions options;
    options.batch_rows = 10;
    auto stream = session->query({"SELECT v FROM t", {}}, one_text(), options);
    rows::Batch batch;
    std::vector<warehouse::CellMisfit> misfits;
    REQUIRE(stream->next(batch, misfits));
    if (cancelled) session->cancel();
    session->rollback();
    CHECK(!session->in_transaction());
    session->clear_cancel();
    CHECK(code_of([&] { stream->next(batch, misfits); }) == codes::sql_rejected.id);
    stream.reset();
    session->execute({"INSERT INTO t VALUES ('after')", {}});  // by itself, not within the old one
    CHECK(count_rows(*file.open(Access::read_only), "t") == 1001);
    CHECK(session->scalar({"SELECT count(*) FROM t WHERE v = 'new'", {}}) == Value::bigint(0));
    session->execute({"DELETE FROM t WHERE v = 'after'", {}});
  }
}

TEST_CASE("a statement cannot end or begin a transaction, nor reach another file") {
  const SqliteFile file("CREATE TABLE t (a)");
  const auto session = file.open();
  session->begin(Access::read_write);
  for (const std::string text : {"COMMIT", "END", "ROLLBACK", "BEGIN"}) {
    CHECK(code_of([&] { session->execute({text, {}}); }) == codes::unsupported.id);
  }
  session->rollback();
  const TempDir other;
  CHECK(!code_of([&] {
           session->execute({"ATTACH '" + other.file("x.db") + "' AS x", {}});
         }).empty());
  CHECK(!code_of([&] {
           session->execute({"VACUUM INTO '" + other.file("x.db") + "'", {}});
         }).empty());
  CHECK(!std::filesystem::exists(other.file("x.db")));
  CHECK(!code_of([&] { session->scalar({"SELECT load_extension('x')", {}}); }).empty());
}

TEST_CASE("a trigger's refusal is a constraint, and its words stay on one line") {
  const SqliteFile file(
      "CREATE TABLE t (v); CREATE TRIGGER r BEFORE INSERT ON t WHEN new.v = 'bad' "
      "BEGIN SELECT RAISE(ABORT, 'no\nsuch\tvalue'); END");
  const auto session = file.open();
  const Error error = error_of([&] {
    session->ingest({"", "t"}, batch_of(one_text(), {{Value::text("good")}, {Value::text("bad")}}));
  });
  CHECK(error.code().id == codes::constraint_violated.id);
  CHECK(error.message().find("no such value") != std::string::npos);
  CHECK(count_rows(*session, "t") == 0);
}

TEST_CASE("a trigger that rolls back does not make a load look done") {
  const SqliteFile file(
      "CREATE TABLE t (v); CREATE TRIGGER r BEFORE INSERT ON t WHEN new.v = 'bad' "
      "BEGIN SELECT RAISE(ROLLBACK, 'no'); END");
  const auto session = file.open();
  session->begin(Access::read_write);
  session->execute({"INSERT INTO t VALUES ('first')", {}});
  CHECK(code_of([&] {
          session->ingest({"", "t"}, batch_of(one_text(), {{Value::text("bad")}}));
        }) == codes::constraint_violated.id);
  CHECK(code_of([&] { session->commit(); }) == codes::constraint_violated.id);
  session->rollback();
  CHECK(count_rows(*session, "t") == 0);
}

TEST_CASE("a misspelt column in double quotes is an error, not its own name as text") {
  const SqliteFile file("CREATE TABLE t (name); INSERT INTO t VALUES ('x')");
  const auto session = file.open(Access::read_only);
  CHECK(code_of([&] {
          read_all(*session, {"SELECT \"nmae\" FROM t", {}}, one_text());
        }) == codes::sql_rejected.id);
  sql::ReadSpec spec;
  spec.table = {"", "t"};
  spec.columns = {"nmae"};
  CHECK(code_of([&] { read_all(*session, sql::read(session->dialect(), spec), one_text()); }) ==
        codes::sql_rejected.id);
}

TEST_CASE("the tables a load goes through are hidden and empty between loads") {
  const SqliteFile file("CREATE TABLE t (v)");
  const auto session = file.open();
  session->ingest({"", "t"}, batch_of(one_text(), {{Value::text("a")}}));
  CHECK(session->tables("main").size() == 1);
  // Even who knows the name reads nothing.
  std::string name;
  {
    const auto found =
        session->scalar({"SELECT name FROM pragma_module_list WHERE name LIKE 'waybill%'", {}});
    REQUIRE(found);
    name = std::get<std::string>(found->data);
  }
  CHECK(session->scalar({"SELECT count(*) FROM " + name, {}}) == Value::bigint(0));
  CHECK(code_of([&] { session->execute({"CREATE VIEW v AS SELECT * FROM " + name, {}}); }).empty());
  CHECK(!code_of([&] { session->scalar({"SELECT count(*) FROM v", {}}); }).empty());
}

TEST_CASE("loads of any width, one after the other") {
  const SqliteFile file;
  const auto session = file.open();
  for (const std::size_t width : {1U, 2U, 50U, 1000U, 2000U, 2U}) {
    rows::Schema schema;
    RowValues row;
    for (std::size_t i = 0; i < width; ++i) {
      schema.push_back({"c" + std::to_string(width - i), {Logical::bigint}});
      row.push_back(Value::bigint(static_cast<std::int64_t>(i)));
    }
    session->execute({sql::drop_table(session->dialect(), {"", "t"}), {}});
    session->execute({sql::create_table(session->dialect(), {{"", "t"}, schema, {}}), {}});
    session->ingest({"", "t"}, batch_of(schema, {row, row}));
    CHECK(read_all(*session, select_all(*session, {"", "t"}, schema), schema).rows ==
          std::vector<RowValues>{row, row});
  }
}

TEST_CASE("a load into a view or a generated column is refused by SQLite's own words") {
  const SqliteFile file("CREATE TABLE t (a, v AS (a)); CREATE VIEW w AS SELECT a AS v FROM t");
  const auto session = file.open();
  const rows::Batch batch = batch_of(one_text(), {{Value::text("x")}});
  CHECK(code_of([&] { session->ingest({"", "t"}, batch); }) == codes::sql_rejected.id);
  CHECK(code_of([&] { session->ingest({"", "w"}, batch); }) == codes::sql_rejected.id);
}

TEST_CASE("an INTEGER primary key refuses what is no integer") {
  const SqliteFile file("CREATE TABLE t (v INTEGER PRIMARY KEY)");
  const auto session = file.open();
  CHECK(code_of([&] {
          session->ingest({"", "t"}, batch_of(one_text(), {{Value::text("x")}}));
        }) == codes::constraint_violated.id);
}

TEST_CASE("a stream outlives the change of a table by another session") {
  const SqliteFile file(
      "PRAGMA journal_mode = wal; CREATE TABLE t (v TEXT);"
      "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x LIMIT 20000) "
      "INSERT INTO t SELECT 'row ' || n FROM x");
  const auto reader = file.open(Access::read_only);
  const auto stream = reader->query({"SELECT v FROM t", {}}, one_text(), {});
  rows::Batch batch;
  std::vector<warehouse::CellMisfit> misfits;
  REQUIRE(stream->next(batch, misfits));
  std::int64_t rows = batch.length;
  RawSqlite(file.path).exec("DELETE FROM t; ALTER TABLE t ADD COLUMN w");
  while (stream->next(batch, misfits)) rows += batch.length;
  CHECK(rows == 20000);  // the moment at which it began
}

TEST_CASE("two sessions in two threads do not disturb each other") {
  const SqliteFile file("CREATE TABLE t (v)");
  const auto work = [&](int from) {
    const auto session = open_sqlite(file.path, Access::read_write, 30);
    for (int i = 0; i < 50; ++i) {
      session->ingest({"", "t"}, batch_of(one_text(), {{Value::text(std::to_string(from + i))}}));
    }
  };
  std::thread one([&] { work(0); });
  std::thread two([&] { work(1000); });
  one.join();
  two.join();
  CHECK(count_rows(*file.open(), "t") == 100);
}

TEST_CASE("a batch object of another shape is made to fit") {
  const SqliteFile file("CREATE TABLE t (v); INSERT INTO t VALUES ('a')");
  const auto session = file.open();
  const auto stream = session->query({"SELECT v FROM t", {}}, one_text(), {});
  rows::Batch batch = batch_of({{"other", {Logical::bigint}}, {"v", {Logical::text}}},
                               {{Value::bigint(1), Value::text("old")}});
  std::vector<warehouse::CellMisfit> misfits(3);
  REQUIRE(stream->next(batch, misfits));
  CHECK(batch.schema == one_text());
  CHECK(batch.length == 1);
  CHECK(batch.columns[0].variable(0) == "a");
  CHECK(misfits.empty());
}

}  // namespace waybill::tests

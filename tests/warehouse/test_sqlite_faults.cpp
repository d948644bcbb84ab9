// A full disk and a failing one, at every write and read of a run in turn: an error of its own
// code, the old content or the new, never something between.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "helpers.hpp"
#include "sqlite_place.hpp"
#include "support/faulty_vfs.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;
using rows::Value;
using warehouse::Access;

const rows::Schema& pair_schema() {
  static const rows::Schema schema{{"id", {Logical::bigint}}, {"v", {Logical::text}}};
  return schema;
}

rows::Batch pairs(std::int64_t from, std::int64_t to) {
  std::vector<RowValues> rows;
  for (std::int64_t i = from; i < to; ++i) {
    rows.push_back({Value::bigint(i), Value::text(std::string(200, 'x'))});
  }
  return batch_of(pair_schema(), rows);
}

// Old content: rows 0..99. The run stages 100 changed and 900 new rows and merges them.
void make_file(const std::string& path, const std::string& journal) {
  RawSqlite raw(path);
  raw.exec("PRAGMA journal_mode = " + journal +
           "; CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);"
           "WITH RECURSIVE x(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM x LIMIT 100) "
           "INSERT INTO t SELECT n, 'old' FROM x");
}

void run(warehouse::Session& session) {
  const sql::Dialect& dialect = session.dialect();
  const sql::TableDef staging{{"", "_waybill_stg"}, pair_schema(), {"id"}, false};
  session.execute({sql::create_staging(dialect, staging), {}});
  session.ingest(staging.table, pairs(0, 500));
  session.ingest(staging.table, pairs(500, 1000));
  session.execute({sql::add_key(dialect, staging), {}});
  session.begin(Access::read_write);
  for (const auto& statement :
       sql::merge(dialect, {{"", "t"}, staging.table, {"id", "v"}, {"id"}})) {
    session.execute(statement);
  }
  session.execute({"CREATE TABLE commits (id)", {}});
  session.commit();
}

// "old", "new", or what else is there.
std::string content(const std::string& path) {
  RawSqlite raw(path);
  const std::string check = raw.one("PRAGMA integrity_check");
  if (check != "t:ok") return check;
  const auto found = raw.query(
      "SELECT count(*), sum(v = 'old'), (SELECT count(*) FROM sqlite_schema WHERE name = "
      "'commits') FROM t");
  if (found[0] == std::vector<std::string>{"i:100", "i:100", "i:0"}) return "old";
  if (found[0] == std::vector<std::string>{"i:1000", "i:0", "i:1"}) return "new";
  return found[0][0] + found[0][1] + found[0][2];
}

struct Sweep {
  std::int64_t faults = 0;
  std::set<std::string> codes;
};

Sweep sweep(unsigned calls, int result, bool stays, const std::string& journal, std::int64_t step) {
  Sweep sweep;
  FaultyVfs vfs;
  for (std::int64_t nth = 1;; nth += step) {
    const TempDir dir;
    const std::string path = dir.file("w.db");
    make_file(path, journal);
    INFO("call ", nth, " result ", result, " journal ", journal);
    std::string code;
    {
      std::unique_ptr<warehouse::Session> session;
      vfs.fail(calls, nth, result, stays, dir.path.string());
      code = code_of([&] {
        session = open_sqlite(path, Access::read_write);
        run(*session);
      });
      const bool hit = vfs.failed() > 0;
      vfs.heal();
      if (!hit) {
        CHECK(code.empty());
        session.reset();
        CHECK(content(path) == "new");
        return sweep;
      }
      ++sweep.faults;
      sweep.codes.insert(code);
      if (session) {
        // A failed session is still good for a rollback, and then for the whole run.
        session->rollback();
        CHECK(!session->in_transaction());
      }
    }
    const std::string left = content(path);
    if (code.empty()) {
      CHECK(left == "new");  // the fault hit what was not needed
    } else {
      CHECK((left == "old" || left == "new"));
    }
    if (left == "old") {
      run(*open_sqlite(path, Access::read_write));
      CHECK(content(path) == "new");
    }
  }
}

}  // namespace

TEST_CASE("a disk that fills at the nth write leaves the old content or the new") {
  std::int64_t faults = 0;
  for (const std::string journal : {"delete", "wal"}) {
    for (const bool stays : {true, false}) {
      const Sweep one = sweep(kWrite, SQLITE_FULL, stays, journal, 3);
      faults += one.faults;
      for (const std::string& code : one.codes) {
        INFO(code);
        CHECK((code == codes::database_full.id || code.empty()));
      }
      CHECK(one.codes.count(std::string(codes::database_full.id)) == 1);
    }
  }
  fmt::print("disk full at {} writes\n", faults);
}

TEST_CASE(
    "a disk that fails at the nth write, sync or truncate leaves the old content or the new") {
  std::int64_t faults = 0;
  for (const std::string journal : {"delete", "wal"}) {
    for (const int result : {SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC}) {
      const Sweep one = sweep(result == SQLITE_IOERR_WRITE ? kAnyWrite : kSync, result, true,
                              journal, result == SQLITE_IOERR_WRITE ? 5 : 1);
      faults += one.faults;
      for (const std::string& code : one.codes) {
        INFO(code);
        CHECK((code == codes::database_io.id || code.empty()));
      }
    }
  }
  fmt::print("disk failing at {} writes and syncs\n", faults);
}

TEST_CASE("a read that fails is never taken for the end of the rows") {
  const TempDir dir;
  const std::string path = dir.file("w.db");
  FaultyVfs vfs;
  {
    RawSqlite raw(path);
    raw.exec(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);"
        "WITH RECURSIVE x(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM x LIMIT 10000) "
        "INSERT INTO t SELECT n, hex(zeroblob(40)) FROM x");
  }
  int failed = 0;
  for (std::int64_t nth = 1;; nth += 7) {
    vfs.fail(kRead, nth, SQLITE_IOERR_READ, false, path);
    std::size_t rows = 0;
    const std::string code = code_of([&] {
      const auto session = open_sqlite(path, Access::read_only);
      rows = read_all(*session, select_all(*session, {"", "t"}, pair_schema()), pair_schema())
                 .rows.size();
    });
    const bool hit = vfs.failed() > 0;
    vfs.heal();
    INFO("read ", nth);
    if (code.empty()) {
      CHECK(rows == 10000);
    } else {
      CHECK(code == codes::database_io.id);
      ++failed;
    }
    if (!hit) break;
  }
  CHECK(failed > 20);
}

TEST_CASE("a full disk under the temporary files ends the run, not the session") {
  FaultyVfs vfs;
  const SqliteFile file("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
  const auto session = file.open();
  const sql::TableDef staging{{"", "_waybill_stg"}, pair_schema(), {"id"}, false};
  const auto stage = [&] {
    session->execute({sql::drop_table(session->dialect(), staging.table), {}});
    session->execute({sql::create_staging(session->dialect(), staging), {}});
    for (std::int64_t from = 0; from < 40'000; from += 8'000) {
      session->ingest(staging.table, pairs(from, from + 8'000));
    }
    session->execute({sql::add_key(session->dialect(), staging), {}});
  };
  vfs.count(kWrite, "(temporary)");
  stage();
  const std::int64_t writes = vfs.counted();
  CHECK(writes > 1000);  // staging is on disk, not in memory
  for (std::int64_t nth = 1; nth <= writes; nth += writes / 20) {
    vfs.fail(kWrite, nth, SQLITE_FULL, true, "(temporary)");
    const std::string code = code_of(stage);
    vfs.heal();
    CHECK(code == codes::database_full.id);
    stage();
    CHECK(count_rows(*session, "_waybill_stg") == 40'000);
  }
}

TEST_CASE("a database at its page limit is full; what was there stays") {
  const SqliteFile file("CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)");
  const auto session = file.open();
  session->ingest({"", "t"}, pairs(0, 10));
  session->execute({"PRAGMA max_page_count = 20", {}});
  for (const bool inside : {false, true}) {
    if (inside) session->begin(Access::read_write);
    const Error error = error_of([&] { session->ingest({"", "t"}, pairs(10, 1000)); });
    CHECK(error.code().id == codes::database_full.id);
    CHECK(error.retryable());
    if (inside) session->rollback();
    CHECK(count_rows(*session, "t") == 10);
  }
  session->execute({"PRAGMA max_page_count = 100000", {}});
  session->ingest({"", "t"}, pairs(10, 1000));
  CHECK(count_rows(*session, "t") == 1000);
}

}  // namespace waybill::tests

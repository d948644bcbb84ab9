// DuckDB, through its ADBC driver, in the conformance suite.
#include <doctest/doctest.h>

#include "conformance.hpp"
#include "support/duckdb_library.hpp"

namespace waybill::tests {
namespace {

class DuckdbPlace : public Place {
 public:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) override {
    return file_.open(access);
  }
  std::unique_ptr<warehouse::Session> open_impatient(warehouse::Access access) override {
    return file_.open(access);
  }

 private:
  DuckdbFile file_;
};

Quirks duckdb_quirks() {
  using rows::Logical;
  Quirks quirks;
  quirks.name = "duckdb";
  quirks.fresh = [] { return std::make_unique<DuckdbPlace>(); };
  quirks.endless_query = "SELECT count(*) FROM range(1000000000000) AS x(n) WHERE n % 7 = n % 11";
  quirks.endless_write = "INSERT INTO numbers (n) SELECT n FROM range(1000000000000) AS x(n)";
  quirks.unbounded_decimal = false;
  quirks.not_stored = {{Logical::decimal},
                       {Logical::decimal, 39, 10},
                       {Logical::decimal, 76, 0},
                       {Logical::decimal, 76, 76},
                       {Logical::decimal, 76, 20}};
  quirks.reading = {
      "SELECT name FROM t",
      "select name from t;",
      "  SELECT name FROM t -- ; DELETE FROM t",
      "/* DELETE FROM t */ SELECT name FROM t",
      "/* a /* nested */ comment */ SELECT name FROM t",
      "SELECT 'DELETE FROM t; DROP TABLE t'",
      "SELECT E'it\\'s; DELETE FROM t'",
      "SELECT $$; DELETE FROM t$$",
      "WITH x AS (SELECT name FROM t) SELECT * FROM x",
      "WITH x AS MATERIALIZED (SELECT name FROM t) SELECT * FROM x",
      "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 3) "
      "SELECT n::varchar FROM x",
      "VALUES ('a'), ('b')",
      "(SELECT name FROM t)",
      "FROM t SELECT name",
      "SELECT * EXCLUDE (id) FROM t",
      "SELECT name FROM t UNION ALL SELECT name FROM t ORDER BY 1 LIMIT 2",
      "SELECT upper(name) || replace(name, 'o', 'delete') FROM t",
      "SELECT (count(*) OVER ())::varchar FROM t",
      "SELECT '{\"a\": \"update\"}'::json ->> 'a'",
      "SELECT unnest(['x', 'y'])",
      "SELECT strftime(now(), '%Y')",
      "SELECT table_name FROM information_schema.tables",
      "SELECT (SELECT max(name) FROM t) WHERE EXISTS (SELECT 1 FROM t)",
      "SELECT \"name\" FROM \"main\".\"t\" AS \"delete\"",
      "SELECT string_agg(name, ',') FROM t GROUP BY id % 2 HAVING count(*) > 0",
      "SELECT name FROM t QUALIFY row_number() OVER (ORDER BY id) = 1",
  };
  quirks.not_reading = {
      "DELETE FROM t",
      "UPDATE t SET name = 'x'",
      "INSERT INTO t VALUES (9, 'x')",
      "INSERT OR REPLACE INTO t VALUES (1, 'x')",
      "INSERT INTO t VALUES (9, 'x') RETURNING name",
      "DELETE FROM t RETURNING name",
      "UPDATE t SET name = 'x' RETURNING name",
      "WITH x AS (SELECT 9) INSERT INTO t SELECT 9, 'x' FROM x",
      "WITH x AS (SELECT 1) DELETE FROM t WHERE id IN (FROM x)",
      "WITH x AS (DELETE FROM t RETURNING name) SELECT name FROM x",
      "MERGE INTO t USING t AS s ON t.id = s.id WHEN MATCHED THEN DELETE",
      "TRUNCATE t",
      "CREATE TABLE x (a int)",
      "CREATE TEMP TABLE x (a int)",
      "CREATE TABLE x AS SELECT name FROM t",
      "CREATE OR REPLACE TABLE t AS SELECT 1 AS a",
      "CREATE VIEW v AS SELECT name FROM t",
      "CREATE MACRO f(a) AS a + 1",
      "CREATE TYPE x AS ENUM ('a')",
      "CREATE SEQUENCE s",
      "CREATE SCHEMA x",
      "CREATE SECRET (TYPE s3)",
      "CREATE INDEX i ON t(name)",
      "ALTER TABLE t RENAME TO u",
      "ALTER TABLE t ADD COLUMN x int",
      "DROP TABLE t",
      "DROP TABLE IF EXISTS t",
      "COPY t TO '/tmp/waybill-attack'",
      "COPY (SELECT name FROM t) TO '/tmp/waybill-attack'",
      "COPY t FROM '/tmp/waybill-attack'",
      "EXPORT DATABASE '/tmp/waybill-attack'",
      "IMPORT DATABASE '/tmp/waybill-attack'",
      "ATTACH '/tmp/waybill-attack.db' AS x",
      "ATTACH ':memory:' AS x",
      "DETACH x",
      "USE memory",
      "INSTALL httpfs",
      "LOAD httpfs",
      "FORCE INSTALL httpfs",
      "CALL pragma_version()",
      "CALL force_checkpoint()",
      "CHECKPOINT",
      "FORCE CHECKPOINT",
      "VACUUM",
      "ANALYZE",
      "BEGIN",
      "BEGIN TRANSACTION",
      "START TRANSACTION",
      "COMMIT",
      "END",
      "ROLLBACK",
      "ABORT",
      "PREPARE x AS DELETE FROM t",
      "EXECUTE x",
      "DEALLOCATE x",
      "SET memory_limit = '1GB'",
      "SET GLOBAL lock_configuration = false",
      "SET VARIABLE a = 1",
      "RESET memory_limit",
      "PRAGMA database_list",
      "PRAGMA enable_profiling",
      "PRAGMA table_info('t')",
      "COMMENT ON TABLE t IS 'x'",
      "EXPLAIN SELECT name FROM t",
      "EXPLAIN ANALYZE DELETE FROM t",
      "DESCRIBE t",
      "SHOW TABLES",
      "SUMMARIZE t",
      "SELECT * FROM read_csv('/etc/passwd')",
      "SELECT * FROM read_text('/etc/passwd')",
      "SELECT * FROM '/etc/passwd.csv'",
      "SELECT * FROM glob('/etc/*')",
      "SELECT getenv('HOME')",
      "SELECT * FROM query('DELETE FROM t')",
      "SELECT nextval('s')",
      "SELECT name FROM t; DELETE FROM t",
      "SELECT name FROM t;DELETE FROM t;",
      "SELECT name FROM t; COMMIT; DELETE FROM t",
      "SELECT name FROM t;\n-- innocent\nDELETE FROM t",
      "SELECT name FROM t; /* ; */ SELECT name FROM t",
      "; DELETE FROM t",
      ";;; DELETE FROM t",
      "/* SELECT */ DELETE FROM t",
      "-- SELECT\nDELETE FROM t",
      "/* /* */ SELECT 'x' */ DELETE FROM t",
      "rollback; insert into t values (9, 'x'); commit",
      "SELECT name FROM t) AS m; DELETE FROM t; --",
      "",
      " ",
      "-- nothing",
      ";",
  };
  quirks.skips = {
      {"a failure in the middle of a result throws",
       "DuckDB fills a buffer before the first row comes: a case of its own reads more"},
      {"a load is all or nothing",
       "an error ends a transaction of DuckDB: there are no savepoints; a case of its own"},
      {"waiting for a lock is cancelled", "a transaction of DuckDB waits for no other to begin"},
      {"a second writer waits, then says busy", "DuckDB has many writers at a time"},
  };
  return quirks;
}

}  // namespace

TEST_CASE("conformance: duckdb" * doctest::skip(without_duckdb())) {
  run_conformance(duckdb_quirks());
}

TEST_CASE("conformance: duckdb, what was run" * doctest::skip(without_duckdb())) {
  report_conformance(duckdb_quirks());
}

}  // namespace waybill::tests

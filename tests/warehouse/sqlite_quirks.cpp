#include "sqlite_quirks.hpp"

#include <utility>

namespace waybill::tests {

Quirks sqlite_quirks(std::string_view name, std::function<std::unique_ptr<Place>()> fresh) {
  Quirks quirks;
  quirks.name = name;
  quirks.fresh = std::move(fresh);
  const std::string endless = "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) ";
  quirks.endless_query = endless + "SELECT count(*) FROM x";
  quirks.failing_query =
      "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x LIMIT 5000) "
      "SELECT CASE WHEN n < 1000 THEN n ELSE abs(-9223372036854775807 - 1) END FROM x";
  quirks.endless_write = endless + "INSERT INTO numbers (n) SELECT n FROM x";
  // A column of type REAL keeps whole numbers as integers, which have no -0.
  quirks.negative_zero = false;
  quirks.one_writer = true;
  quirks.reading = {
      "SELECT name FROM t",
      "select name from t;",
      "  SELECT name FROM t -- ; DELETE FROM t",
      "/* DELETE FROM t */ SELECT name FROM t",
      "SELECT 'DELETE FROM t; DROP TABLE t'",
      "WITH x AS (SELECT name FROM t) SELECT * FROM x",
      "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x LIMIT 3) "
      "SELECT CAST(n AS TEXT) FROM x",
      "VALUES ('a'), ('b')",
      "SELECT name FROM t UNION ALL SELECT name FROM t ORDER BY 1 LIMIT 2",
      "SELECT upper(name) || replace(name, 'o', 'delete') FROM t",
      "SELECT CAST(count(*) OVER () AS TEXT) FROM t",
      "SELECT json_extract('{\"a\": \"update\"}', '$.a')",
      "SELECT value FROM json_each('[\"x\", \"y\"]')",
      "SELECT strftime('%Y', 'now')",
      "SELECT name FROM sqlite_schema",
      "SELECT (SELECT max(name) FROM t) WHERE EXISTS (SELECT 1 FROM t)",
      "SELECT \"name\" FROM \"main\".\"t\" AS \"delete\"",
      "SELECT group_concat(name) FROM t GROUP BY id % 2 HAVING count(*) > 0",
  };
  quirks.not_reading = {
      "DELETE FROM t",
      "UPDATE t SET name = 'x'",
      "INSERT INTO t VALUES (9, 'x')",
      "REPLACE INTO t VALUES (1, 'x')",
      "INSERT INTO t VALUES (9, 'x') RETURNING name",
      "DELETE FROM t RETURNING name",
      "UPDATE t SET name = 'x' RETURNING name",
      "WITH x AS (SELECT 9) INSERT INTO t SELECT 9, 'x' FROM x",
      "WITH x AS (SELECT 1) DELETE FROM t WHERE id IN x",
      "WITH x AS (SELECT 1) INSERT INTO t SELECT 9, 'x' FROM x RETURNING name",
      "CREATE TABLE x (a)",
      "CREATE TEMP TABLE x (a)",
      "CREATE TABLE x AS SELECT name FROM t",
      "CREATE VIEW v AS SELECT name FROM t",
      "CREATE TEMP VIEW v AS SELECT name FROM t",
      "CREATE INDEX i ON t(name)",
      "CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM t; END",
      "CREATE TEMP TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM t; END",
      "CREATE VIRTUAL TABLE x USING fts5(a)",
      "ALTER TABLE t RENAME TO u",
      "ALTER TABLE t ADD COLUMN x",
      "ALTER TABLE t DROP COLUMN name",
      "DROP TABLE t",
      "DROP TABLE IF EXISTS t",
      "ATTACH ':memory:' AS x",
      "ATTACH '/tmp/waybill-attack.db' AS x",
      "DETACH main",
      "BEGIN",
      "BEGIN IMMEDIATE",
      "COMMIT",
      "END",
      "ROLLBACK",
      "SAVEPOINT x",
      "RELEASE x",
      "VACUUM",
      "VACUUM INTO '/tmp/waybill-attack.db'",
      "REINDEX",
      "ANALYZE",
      "PRAGMA journal_mode = wal",
      "PRAGMA journal_mode",
      "PRAGMA query_only = OFF",
      "PRAGMA writable_schema = ON",
      "PRAGMA user_version = 7",
      "PRAGMA application_id = 7",
      "PRAGMA foreign_keys = ON",
      "PRAGMA temp_store_directory = '/tmp'",
      "PRAGMA wal_checkpoint",
      "PRAGMA optimize",
      "PRAGMA table_info(t)",
      "SELECT * FROM pragma_journal_mode",
      "SELECT name FROM pragma_table_info('t')",
      "SELECT * FROM pragma_user_version(7)",
      "SELECT load_extension('/tmp/evil')",
      "SELECT load_extension('/tmp/evil', 'entry')",
      "SELECT LOAD_EXTENSION('/tmp/evil')",
      "SELECT fts3_tokenizer('x', 'y')",
      "EXPLAIN SELECT name FROM t",
      "EXPLAIN QUERY PLAN SELECT name FROM t",
      "EXPLAIN DELETE FROM t",
      "SELECT name FROM t; DELETE FROM t",
      "SELECT name FROM t;DELETE FROM t;",
      "SELECT name FROM t; COMMIT; DELETE FROM t",
      "SELECT name FROM t;\n-- innocent\nDELETE FROM t",
      "SELECT name FROM t; /* ; */ SELECT name FROM t",
      "; DELETE FROM t",
      ";;; DELETE FROM t",
      "/* SELECT */ DELETE FROM t",
      "-- SELECT\nDELETE FROM t",
      "rollback; insert into t values (9, 'x'); commit",
      "INSERT OR REPLACE INTO t SELECT id, 'x' FROM t",
      "UPDATE sqlite_schema SET sql = 'x'",
      "DELETE FROM sqlite_schema",
      "SELECT name FROM t) AS m; DELETE FROM t; --",
      "",
      " ",
      "-- nothing",
      ";",
  };
  return quirks;
}

}  // namespace waybill::tests

#include "postgres_quirks.hpp"

namespace waybill::tests {

Quirks postgres_quirks(std::string_view name, std::function<std::unique_ptr<Place>()> fresh) {
  Quirks quirks;
  quirks.name = name;
  quirks.fresh = std::move(fresh);
  quirks.endless_query =
      "WITH RECURSIVE x(n) AS (SELECT 1::bigint UNION ALL SELECT n + 1 FROM x) "
      "SELECT count(*) FROM x";
  quirks.failing_query =
      "SELECT (CASE WHEN n < 1000 THEN n ELSE 1 / (n - n) END)::bigint "
      "FROM generate_series(1, 5000) AS n";
  quirks.endless_write =
      "WITH RECURSIVE x(n) AS (SELECT 1::bigint UNION ALL SELECT n + 1 FROM x) "
      "INSERT INTO numbers (n) SELECT n FROM x";
  quirks.nul_in_text = false;
  quirks.reading = {
      "SELECT name FROM t",
      "select name from t;",
      "  SELECT name FROM t -- ; DELETE FROM t",
      "/* DELETE FROM t */ SELECT name FROM t",
      "/* a /* nested */ comment */ SELECT name FROM t",
      "SELECT 'DELETE FROM t; DROP TABLE t'",
      "SELECT E'it\\'s; DELETE FROM t'",
      "SELECT $$; DELETE FROM t$$",
      "SELECT $a$ $$ ; $a$",
      "WITH x AS (SELECT name FROM t) SELECT * FROM x",
      "WITH x AS MATERIALIZED (SELECT name FROM t) SELECT * FROM x",
      "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 3) "
      "SELECT n::text FROM x",
      "VALUES ('a'), ('b')",
      "(SELECT name FROM t)",
      "SELECT name FROM t UNION ALL SELECT name FROM t ORDER BY 1 LIMIT 2",
      "SELECT upper(name) || replace(name, 'o', 'delete') FROM t",
      "SELECT (count(*) OVER ())::text FROM t",
      "SELECT '{\"a\": \"update\"}'::jsonb ->> 'a'",
      "SELECT value FROM json_array_elements_text('[\"x\", \"y\"]')",
      "SELECT to_char(now(), 'YYYY')",
      "SELECT relname::text FROM pg_catalog.pg_class LIMIT 3",
      "SELECT (SELECT max(name) FROM t) WHERE EXISTS (SELECT 1 FROM t)",
      "SELECT \"name\" FROM \"public\".\"t\" AS \"delete\"",
      "SELECT string_agg(name, ',') FROM t GROUP BY id % 2 HAVING count(*) > 0",
      "SELECT l.name FROM t LEFT JOIN LATERAL (SELECT t.name) AS l ON true",
  };
  quirks.not_reading = {
      "DELETE FROM t",
      "UPDATE t SET name = 'x'",
      "INSERT INTO t VALUES (9, 'x')",
      "INSERT INTO t VALUES (9, 'x') RETURNING name",
      "DELETE FROM t RETURNING name",
      "UPDATE t SET name = 'x' RETURNING name",
      "WITH x AS (SELECT 9) INSERT INTO t SELECT 9, 'x' FROM x",
      "WITH x AS (SELECT 1) INSERT INTO t SELECT 9, 'x' FROM x RETURNING name",
      "WITH x AS (DELETE FROM t RETURNING name) SELECT name FROM x",
      "WITH x AS (INSERT INTO t VALUES (9, 'x') RETURNING name) SELECT name FROM x",
      "WITH x AS (SELECT 1) DELETE FROM t WHERE id IN (TABLE x)",
      "SELECT name INTO x FROM t",
      "SELECT name INTO TEMP x FROM t",
      "SELECT name FROM t FOR UPDATE",
      "SELECT name FROM t FOR SHARE",
      "MERGE INTO t USING t AS s ON t.id = s.id WHEN MATCHED THEN DELETE",
      "CREATE TABLE x (a int)",
      "CREATE TEMP TABLE x (a int)",
      "CREATE TABLE x AS SELECT name FROM t",
      "CREATE VIEW v AS SELECT name FROM t",
      "CREATE INDEX i ON t(name)",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'DELETE FROM t; SELECT 1'",
      "CREATE EXTENSION dblink",
      "ALTER TABLE t RENAME TO u",
      "ALTER TABLE t ADD COLUMN x int",
      "ALTER SYSTEM SET work_mem = '1MB'",
      "ALTER ROLE postgres SET work_mem = '1MB'",
      "DROP TABLE t",
      "DROP TABLE IF EXISTS t",
      "TRUNCATE t",
      "COPY t TO '/tmp/waybill-attack'",
      "COPY t TO STDOUT",
      "COPY t FROM STDIN",
      "COPY (SELECT name FROM t) TO PROGRAM 'cat'",
      "DO $$ BEGIN DELETE FROM t; END $$",
      "CALL x()",
      "BEGIN",
      "START TRANSACTION",
      "COMMIT",
      "END",
      "ROLLBACK",
      "ABORT",
      "SAVEPOINT x",
      "RELEASE x",
      "PREPARE TRANSACTION 'x'",
      "PREPARE x AS DELETE FROM t",
      "EXECUTE x",
      "DECLARE c CURSOR FOR SELECT name FROM t",
      "LOCK TABLE t",
      "LISTEN x",
      "NOTIFY x",
      "SET default_transaction_read_only = off",
      "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
      "SET TRANSACTION READ WRITE",
      "SET ROLE postgres",
      "RESET ALL",
      "DISCARD ALL",
      "SHOW work_mem",
      "VACUUM",
      "ANALYZE t",
      "CLUSTER t",
      "REINDEX TABLE t",
      "REFRESH MATERIALIZED VIEW t",
      "CHECKPOINT",
      "LOAD 'auto_explain'",
      "GRANT ALL ON t TO PUBLIC",
      "COMMENT ON TABLE t IS 'x'",
      "SECURITY LABEL ON TABLE t IS 'x'",
      "EXPLAIN SELECT name FROM t",
      "EXPLAIN ANALYZE DELETE FROM t",
      "SELECT set_config('transaction_read_only', 'off', false)",
      "SELECT set_config('transaction_read_only', 'off', true)",
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
      {"waiting for a lock is cancelled",
       "a transaction of PostgreSQL waits for no other to begin"},
      {"a second writer waits, then says busy", "PostgreSQL has many writers at a time"},
  };
  return quirks;
}

}  // namespace waybill::tests

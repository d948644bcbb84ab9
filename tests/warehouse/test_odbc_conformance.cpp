// The session over ODBC in the conformance suite, by each driver there is.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "odbc_place.hpp"
#include "postgres_quirks.hpp"
#include "sqlite_quirks.hpp"
#include "support/mariadb_server.hpp"
#include "support/postgres_server.hpp"
#include "support/temp_dir.hpp"
#include "warehouse/open.hpp"

namespace waybill::tests {
namespace {

class PsqlPlace : public Place {
 public:
  explicit PsqlPlace(const char* driver) : driver_(driver) {}
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) override {
    return warehouse::open_session(spec(30), access);
  }
  std::unique_ptr<warehouse::Session> open_impatient(warehouse::Access access) override {
    return warehouse::open_session(spec(1), access);
  }

 private:
  warehouse::ConnectSpec spec(std::int64_t lock_s) const {
    warehouse::ConnectSpec spec = database_.spec(lock_s);
    spec.via = "odbc";
    spec.driver = driver_;
    return spec;
  }
  const char* driver_;
  PostgresDatabase database_;
};

Quirks psql_quirks(std::string_view name, const char* driver) {
  Quirks quirks = postgres_quirks(name, [driver] { return std::make_unique<PsqlPlace>(driver); });
  // Rows come by the thousands.
  quirks.failing_query =
      "SELECT (CASE WHEN n < 5500 THEN n ELSE 1 / (n - n) END)::bigint "
      "FROM generate_series(1, 9000) AS n";
  quirks.fails_at = 5500;
  return quirks;
}
Quirks psql_unicode() {
  return psql_quirks("postgres by psqlODBC Unicode", kPsqlUnicode);
}
Quirks psql_ansi() {
  return psql_quirks("postgres by psqlODBC ANSI", kPsqlAnsi);
}

class MariadbPlace : public Place {
 public:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) override {
    return database_.open(access);
  }
  std::unique_ptr<warehouse::Session> open_impatient(warehouse::Access access) override {
    return database_.open(access, 1);
  }

 private:
  MariadbDatabase database_;
};

// 4 billion rows.
constexpr const char* kManyRows =
    "information_schema.collations AS a, information_schema.collations AS b, "
    "information_schema.collations AS c, information_schema.collations AS d";

Quirks mariadb_quirks() {
  Quirks quirks;
  quirks.name = "mariadb by MariaDB Connector/ODBC";
  quirks.fresh = [] { return std::make_unique<MariadbPlace>(); };
  quirks.endless_query = fmt::format("SELECT count(*) FROM {} WHERE a.id + d.id > 1", kManyRows);
  quirks.endless_write = fmt::format("INSERT INTO numbers (n) SELECT a.id FROM {}", kManyRows);
  quirks.rollback_of_ddl = false;
  quirks.negative_zero = false;
  quirks.unbounded_decimal = false;
  quirks.not_names = {"🚀", " x "};
  for (const auto& [precision, scale] : {std::pair{38, 38}, {76, 0}, {76, 76}, {76, 20}}) {
    quirks.not_stored.push_back({rows::Logical::decimal, precision, scale});
  }
  quirks.reading = {
      "SELECT name FROM t",
      "select name from t;",
      "  SELECT name FROM t -- ; DELETE FROM t",
      "SELECT name FROM t # ; DELETE FROM t",
      "/* DELETE FROM t */ SELECT name FROM t",
      "SELECT 'DELETE FROM t; DROP TABLE t'",
      "SELECT 'it\\'s; DELETE FROM t'",
      "SELECT \"; DELETE FROM t\"",
      "WITH x AS (SELECT name FROM t) SELECT * FROM x",
      "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 3) "
      "SELECT CAST(n AS CHAR) FROM x",
      "(SELECT name FROM t)",
      "SELECT name FROM t UNION ALL SELECT name FROM t ORDER BY 1 LIMIT 2",
      "SELECT CONCAT(UPPER(name), REPLACE(name, 'o', 'delete')) FROM t",
      "SELECT CAST(COUNT(*) OVER () AS CHAR) FROM t",
      "SELECT JSON_VALUE('{\"a\": \"update\"}', '$.a')",
      "SELECT DATE_FORMAT(NOW(), '%Y')",
      "SELECT (SELECT MAX(name) FROM t) FROM t WHERE EXISTS (SELECT 1 FROM t)",
      "SELECT `name` FROM `t` AS `delete`",
      "SELECT GROUP_CONCAT(name) FROM t GROUP BY id % 2 HAVING COUNT(*) > 0",
      "SELECT name FROM t WHERE id BETWEEN 1 AND 2 OR name IN ('a', 'b')",
  };
  quirks.not_reading = {
      "DELETE FROM t",
      "UPDATE t SET name = 'x'",
      "INSERT INTO t VALUES (9, 'x')",
      "INSERT INTO t VALUES (9, 'x') RETURNING name",
      "DELETE FROM t RETURNING name",
      "REPLACE INTO t VALUES (1, 'x')",
      "INSERT INTO t VALUES (1, 'x') ON DUPLICATE KEY UPDATE name = 'x'",
      "SELECT name INTO @x FROM t",
      "SELECT name FROM t INTO OUTFILE '/tmp/waybill-attack'",
      "SELECT name FROM t INTO DUMPFILE '/tmp/waybill-attack'",
      "SELECT name FROM t FOR UPDATE",
      "SELECT name FROM t LOCK IN SHARE MODE",
      "SELECT @x := 1",
      "SELECT LOAD_FILE('/etc/passwd')",
      "SELECT SLEEP(10)",
      "SELECT GET_LOCK('x', 10)",
      "SELECT BENCHMARK(1000000000, MD5('x'))",
      "CREATE TABLE x (a int)",
      "CREATE TEMPORARY TABLE x (a int)",
      "CREATE TABLE x AS SELECT name FROM t",
      "CREATE VIEW v AS SELECT name FROM t",
      "CREATE INDEX i ON t(id)",
      "CREATE FUNCTION f() RETURNS int RETURN 1",
      "ALTER TABLE t RENAME TO u",
      "ALTER TABLE t ADD COLUMN x int",
      "DROP TABLE t",
      "DROP TABLE IF EXISTS t",
      "TRUNCATE t",
      "RENAME TABLE t TO u",
      "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t",
      "CALL x()",
      "DO 1",
      "BEGIN",
      "START TRANSACTION",
      "COMMIT",
      "ROLLBACK",
      "SAVEPOINT x",
      "RELEASE SAVEPOINT x",
      "PREPARE x FROM 'DELETE FROM t'",
      "EXECUTE x",
      "EXECUTE IMMEDIATE 'DELETE FROM t'",
      "HANDLER t OPEN",
      "LOCK TABLES t WRITE",
      "UNLOCK TABLES",
      "SET @@session.tx_read_only = 0",
      "SET SESSION TRANSACTION READ WRITE",
      "SET GLOBAL max_connections = 5",
      "USE mysql",
      "XA START 'x'",
      "KILL 1",
      "FLUSH TABLES",
      "OPTIMIZE TABLE t",
      "ANALYZE TABLE t",
      "GRANT ALL ON *.* TO x",
      "EXPLAIN SELECT name FROM t",
      "SHOW TABLES",
      "SELECT name FROM t; DELETE FROM t",
      "SELECT name FROM t;DELETE FROM t;",
      "SELECT name FROM t; COMMIT; DELETE FROM t",
      "SELECT name FROM t;\n-- innocent\nDELETE FROM t",
      "; DELETE FROM t",
      "/* SELECT */ DELETE FROM t",
      "/*! DELETE FROM t */",
      "SELECT name FROM t /*! INTO OUTFILE '/tmp/waybill-attack' */",
      "/*M! DELETE FROM t */",
      "-- SELECT\nDELETE FROM t",
      "# SELECT\nDELETE FROM t",
      "rollback; insert into t values (9, 'x'); commit",
      "SELECT name FROM t) AS m; DELETE FROM t; -- ",
      "",
      " ",
      "-- nothing",
      ";",
  };
  quirks.skips = {
      {"waiting for a lock is cancelled", "a transaction of MariaDB waits for no other to begin"},
      {"a second writer waits, then says busy", "MariaDB has many writers at a time"},
      {"a failure in the middle of a result throws",
       "the driver has read the whole result before its first row is answered"},
  };
  return quirks;
}

class SqliteOdbcPlace : public Place {
 public:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access) override {
    return open(access, 30);
  }
  std::unique_ptr<warehouse::Session> open_impatient(warehouse::Access access) override {
    return open(access, 1);
  }

 private:
  std::unique_ptr<warehouse::Session> open(warehouse::Access access, std::int64_t lock_s) {
    return warehouse::open_session({.name = "test",
                                    .vendor = "sqlite",
                                    .via = "odbc",
                                    .driver = kSqlite,
                                    .options = {{"path", dir_.file("w.db")}},
                                    .lock_s = lock_s},
                                   access);
  }
  TempDir dir_;
};

Quirks sqlite_odbc_quirks() {
  Quirks quirks =
      sqlite_quirks("sqlite by SQLite ODBC", [] { return std::make_unique<SqliteOdbcPlace>(); });
  quirks.not_reading.insert(quirks.not_reading.end(),
                            {
                                "SELECT blob_export(x'00', '/tmp/waybill-attack')",
                                "SELECT blob_import('/etc/passwd')",
                                "SELECT \"blob_export\" (x'00', '/tmp/waybill-attack')",
                                "SELECT [blob_import]/**/('/etc/passwd')",
                            });
  return quirks;
}

bool without_psql(const char* driver) {
  return without_postgres() || without_driver(driver);
}

}  // namespace

TEST_CASE("conformance: postgres by psqlODBC Unicode" * doctest::skip(without_psql(kPsqlUnicode))) {
  run_conformance(psql_unicode());
}
TEST_CASE("conformance: postgres by psqlODBC Unicode, what was run" *
          doctest::skip(without_psql(kPsqlUnicode))) {
  report_conformance(psql_unicode());
}
TEST_CASE("conformance: mariadb by ODBC" *
          doctest::skip(without_mariadb() || without_driver(kMariadb))) {
  run_conformance(mariadb_quirks());
}
TEST_CASE("conformance: mariadb by ODBC, what was run" *
          doctest::skip(without_mariadb() || without_driver(kMariadb))) {
  report_conformance(mariadb_quirks());
}
TEST_CASE("conformance: postgres by psqlODBC ANSI" * doctest::skip(without_psql(kPsqlAnsi))) {
  run_conformance(psql_ansi());
}
TEST_CASE("conformance: postgres by psqlODBC ANSI, what was run" *
          doctest::skip(without_psql(kPsqlAnsi))) {
  report_conformance(psql_ansi());
}

TEST_CASE("conformance: sqlite by ODBC" * doctest::skip(without_driver(kSqlite))) {
  run_conformance(sqlite_odbc_quirks());
}
TEST_CASE("conformance: sqlite by ODBC, what was run" * doctest::skip(without_driver(kSqlite))) {
  report_conformance(sqlite_odbc_quirks());
}

}  // namespace waybill::tests

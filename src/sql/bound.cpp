// Of PostgreSQL: every transaction holds a lock on its virtual transaction id, which any user may
// see, from before its start is published until after its rows are visible.
#include "sql/bound.hpp"

namespace waybill::sql {

const BoundStatements& postgres_bound() {
  static constexpr BoundStatements statements{
      .clock = "SELECT CAST(EXTRACT(epoch FROM pg_catalog.clock_timestamp()) * 1000000 AS bigint)",
      // Tables that inherit from it, and partitions, are read with it.
      .fitness =
          "WITH RECURSIVE tree(oid) AS ("
          "SELECT CAST(pg_catalog.to_regclass(?) AS oid) "
          "UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i "
          "JOIN tree ON i.inhparent = tree.oid), "
          "cursor_column AS ("
          "SELECT a.atttypid, a.atttypmod, a.attgenerated FROM pg_catalog.pg_attribute a "
          "WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attname = ? AND NOT a.attisdropped) "
          "SELECT CASE "
          "WHEN pg_catalog.version() !~ '^PostgreSQL [0-9.]+ ' "
          "OR pg_catalog.version() LIKE '%Greenplum%' "
          "THEN 'the server is kin of PostgreSQL, not PostgreSQL itself' "
          "WHEN pg_catalog.to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL "
          "THEN 'its tables may stand on several servers' "
          "WHEN pg_catalog.pg_is_in_recovery() THEN 'the server is a standby' "
          "WHEN EXISTS (SELECT 1 FROM tree JOIN pg_catalog.pg_class c ON c.oid = tree.oid "
          "WHERE c.relkind NOT IN ('r', 'p')) "
          "THEN 'what is read is no table of the server''s own' "
          "WHEN EXISTS (SELECT 1 FROM tree "
          "JOIN pg_catalog.pg_subscription_rel s ON s.srrelid = tree.oid) "
          "THEN 'logical replication writes the table' "
          "WHEN NOT EXISTS (SELECT 1 FROM cursor_column c WHERE c.attgenerated = '' "
          "AND c.atttypid = CAST('pg_catalog.timestamptz' AS pg_catalog.regtype)) "
          "THEN 'the last-modified column is no stored timestamp with time zone' "
          "END, "
          // A column timestamptz(3) rounds to the nearest millisecond.
          "(SELECT CASE WHEN c.atttypmod BETWEEN 0 AND 6 "
          "THEN CAST(pg_catalog.power(10, 6 - c.atttypmod) AS bigint) ELSE 1 END "
          "FROM cursor_column c)",
      // Who may not see what others do still sees user, database and locks. A process of a
      // database without a user is autovacuum, which writes no rows.
      .in_flight =
          "SELECT COALESCE(l.virtualxid, ''), "
          "CAST(EXTRACT(epoch FROM a.xact_start) * 1000000 AS bigint) "
          "FROM (SELECT pid, virtualxid FROM pg_catalog.pg_locks WHERE locktype = 'virtualxid' "
          "AND mode = 'ExclusiveLock' AND granted) l "
          "FULL JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid "
          "WHERE COALESCE(l.pid, a.pid) <> pg_catalog.pg_backend_pid() "
          "AND (l.pid IS NOT NULL OR a.xact_start IS NOT NULL) "
          "AND (a.datid IS NULL OR (a.usesysid IS NOT NULL AND a.datid = ("
          "SELECT oid FROM pg_catalog.pg_database "
          "WHERE datname = pg_catalog.current_database())))",
      // When such a transaction began is not kept.
      .prepared =
          "SELECT CAST(EXTRACT(epoch FROM pg_catalog.min(prepared)) * 1000000 AS bigint) "
          "FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database()",
  };
  return statements;
}

}  // namespace waybill::sql

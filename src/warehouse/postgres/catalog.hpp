// Questions to the server's catalog, however it is reached. {} stands for what is asked about: a
// parameter or a literal for names, digits for an oid.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_CATALOG_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_CATALOG_HPP

namespace waybill::warehouse::postgres::catalog {

// Those the user may use, the session's own first.
inline constexpr const char* kSchemas =
    "SELECT nspname FROM pg_catalog.pg_namespace "
    "WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' "
    "AND pg_catalog.has_schema_privilege(oid, 'USAGE') "
    "ORDER BY nspname IS DISTINCT FROM pg_catalog.current_schema(), nspname";

inline constexpr const char* kTables =
    "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = {} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
    "ORDER BY c.relname";

// By its quoted name: of an unqualified one the search path decides, temporary tables first.
inline constexpr const char* kFindTable =
    "SELECT c.oid FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass({}) "
    "AND c.relkind IN ('r', 'p', 'v', 'm', 'f')";

// Name, type, NOT NULL. A collation that takes different texts for equal is part of the type:
// values would be lost.
inline constexpr const char* kColumns =
    "SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) "
    "|| CASE WHEN coalesce(l.collisdeterministic, true) THEN '' "
    "   ELSE ' COLLATE ' || pg_catalog.quote_ident(l.collname) END, "
    "a.attnotnull "
    "FROM pg_catalog.pg_attribute a "
    "LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation "
    "WHERE a.attrelid = {} AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

// Unique indexes, a row a column: index, name, primary, why it cannot be named in ON CONFLICT
// (columns), column.
inline constexpr const char* kKeys =
    "SELECT i.indexrelid, c.relname, i.indisprimary, "
    "CASE WHEN NOT i.indisvalid THEN 'is not valid' "
    "     WHEN NOT i.indimmediate THEN 'is checked at the end of a transaction' "
    "     WHEN i.indpred IS NOT NULL THEN 'holds only some of the rows' "
    "     WHEN i.indexprs IS NOT NULL THEN 'is on an expression' "
    "     WHEN EXISTS (SELECT 1 FROM pg_catalog.unnest(i.indcollation) AS u(oid) "
    "       JOIN pg_catalog.pg_collation l ON l.oid = u.oid WHERE NOT l.collisdeterministic) "
    "       THEN 'takes different texts for equal' "
    "     ELSE '' END, a.attname "
    "FROM pg_catalog.pg_index i "
    "JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
    "CROSS JOIN LATERAL pg_catalog.generate_series(0, i.indnkeyatts - 1) AS k(n) "
    "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.n] "
    "WHERE i.indrelid = {} AND i.indisunique "
    "ORDER BY NOT i.indisprimary, i.indexrelid, k.n";

inline constexpr const char* kServer =
    "SELECT system_identifier FROM pg_catalog.pg_control_system()";
inline constexpr const char* kDatabase =
    "SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()";
// Of kin of PostgreSQL that keep the other to themselves: as far as the address tells.
inline constexpr const char* kAddress =
    "SELECT coalesce(host(pg_catalog.inet_server_addr()), ''), "
    "coalesce(pg_catalog.inet_server_port(), 0)";

// 1 where texts are stored as the bytes of their UTF-8: so, or as whatever was sent.
inline constexpr const char* kStoresUtf8 =
    "SELECT (pg_catalog.current_setting('server_encoding') IN ('UTF8', 'SQL_ASCII'))::int";

// Version, user, protocol and cipher.
inline constexpr const char* kAbout =
    "SELECT pg_catalog.current_setting('server_version'), current_user, "
    "(SELECT version || ' ' || cipher FROM pg_catalog.pg_stat_ssl "
    "WHERE pid = pg_catalog.pg_backend_pid() AND ssl)";

inline constexpr const char* kNow =
    "SELECT (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000000)::bigint";

}  // namespace waybill::warehouse::postgres::catalog

#endif

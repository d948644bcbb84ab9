// Functions a query of a model must not call, by vendor. Sorted by name; "x_*" stands for every
// name that begins with x_.
#ifndef WAYBILL_SQL_DENIED_HPP
#define WAYBILL_SQL_DENIED_HPP

#include <algorithm>
#include <array>

#include "sql/syntax.hpp"

namespace waybill::sql::denied {

using enum Effect;

template <std::size_t N>
constexpr bool ordered(const std::array<DeniedFunction, N>& list) {
  return std::ranges::is_sorted(list, {}, &DeniedFunction::name);
}

// https://www.postgresql.org/docs/current/functions-admin.html and the contrib modules
inline constexpr auto kPostgres = std::to_array<DeniedFunction>({
    {"binary_upgrade_*", administers},
    {"brin_desummarize_range", writes},
    {"brin_summarize_*", writes},
    {"crosstab*", runs_text},
    {"cursor_to_xml*", runs_text},
    {"database_to_xml*", runs_text},
    {"dblink*", connects},
    {"file_fdw_handler", reads_files},
    {"gin_clean_pending_list", writes},
    {"http", connects},
    {"http_*", connects},
    {"lo_*", writes},
    {"loread", reads_files},
    {"lowrite", writes},
    {"nextval", advances_sequence},
    {"pg_advisory_*", locks},
    {"pg_backup_*", administers},
    {"pg_cancel_backend", stops_sessions},
    {"pg_copy_*", administers},
    {"pg_create_*", administers},
    {"pg_current_xact_id", writes},
    {"pg_drop_*", administers},
    {"pg_execute_server_program", runs_programs},
    {"pg_export_snapshot", writes},
    {"pg_extension_config_dump", writes},
    {"pg_file_*", writes_files},
    {"pg_hba_file_rules", reads_files},
    {"pg_ident_file_mappings", reads_files},
    {"pg_import_system_collations", writes},
    {"pg_log_*", administers},
    {"pg_logdir_ls", reads_files},
    {"pg_logical_*", administers},
    {"pg_ls_*", reads_files},
    {"pg_nextoid", advances_sequence},
    {"pg_notify", writes},
    {"pg_prewarm", administers},
    {"pg_promote", administers},
    {"pg_read_*", reads_files},
    {"pg_reload_conf", changes_settings},
    {"pg_replication_*", administers},
    {"pg_restore_*", writes},
    {"pg_rotate_logfile*", administers},
    {"pg_show_all_file_settings", reads_files},
    {"pg_sleep*", sleeps},
    {"pg_start_backup", administers},
    {"pg_stat_file", reads_files},
    {"pg_stat_reset*", writes},
    {"pg_stat_statements_reset", writes},
    {"pg_stop_backup", administers},
    {"pg_switch_*", administers},
    {"pg_sync_replication_slots", administers},
    {"pg_terminate_backend", stops_sessions},
    {"pg_truncate_*", writes},
    {"pg_try_advisory_*", locks},
    {"pg_wal_replay_*", administers},
    {"plpgsql_*", runs_text},
    {"plpy_*", runs_programs},
    {"postgres_fdw_disconnect*", administers},
    {"query_export_to_s3", writes_files},
    {"query_to_xml*", runs_text},
    {"run_command_on_*", runs_text},
    {"schema_to_xml*", runs_text},
    {"set_config", changes_settings},
    {"setval", advances_sequence},
    {"table_import_from_s3", writes},
    {"table_to_xml*", runs_text},
    {"ts_rewrite", runs_text},
    {"ts_stat", runs_text},
    {"txid_current", writes},
    {"xpath_table", runs_text},
});
static_assert(ordered(kPostgres));

// https://docs.aws.amazon.com/redshift/latest/dg/r_System_administration_functions.html
inline constexpr auto kRedshift = std::to_array<DeniedFunction>({
    {"dblink*", connects},
    {"lo_*", writes},
    {"nextval", advances_sequence},
    {"pg_advisory_*", locks},
    {"pg_cancel_backend", stops_sessions},
    {"pg_file_*", writes_files},
    {"pg_ls_*", reads_files},
    {"pg_read_*", reads_files},
    {"pg_reload_conf", changes_settings},
    {"pg_sleep*", sleeps},
    {"pg_stat_file", reads_files},
    {"pg_terminate_backend", stops_sessions},
    {"pg_try_advisory_*", locks},
    {"set_config", changes_settings},
    {"setval", advances_sequence},
});
static_assert(ordered(kRedshift));

// https://dev.mysql.com/doc/refman/8.4/en/built-in-function-reference.html and MariaDB's list;
// sys_* and lib_mysqludf_* are the well-known user-defined functions that run programs.
inline constexpr auto kMysql = std::to_array<DeniedFunction>({
    {"benchmark", sleeps},
    {"get_lock", locks},
    {"http_*", connects},
    {"is_used_lock", locks},
    {"keyring_*", administers},
    {"lastval", advances_sequence},
    {"lib_mysqludf_*", runs_programs},
    {"load_file", reads_files},
    {"master_gtid_wait", sleeps},
    {"master_pos_wait", sleeps},
    {"nextval", advances_sequence},
    {"ps_setup_*", changes_settings},
    {"release_all_locks", locks},
    {"release_lock", locks},
    {"service_get_*", locks},
    {"service_release_locks", locks},
    {"setval", advances_sequence},
    {"sleep", sleeps},
    {"source_pos_wait", sleeps},
    {"spider_*", connects},
    {"sys_bineval", runs_programs},
    {"sys_eval", runs_programs},
    {"sys_exec", runs_programs},
    {"sys_get", reads_files},
    {"sys_set", changes_settings},
    {"version_tokens_*", administers},
    {"wait_for_executed_gtid_set", sleeps},
    {"wait_until_sql_thread_after_gtids", sleeps},
    {"wsrep_*", administers},
});
static_assert(ordered(kMysql));

// https://www.sqlite.org/lang_corefunc.html, the shell's functions and common extensions
inline constexpr auto kSqlite = std::to_array<DeniedFunction>({
    {"csv", reads_files},
    {"edit", runs_programs},
    {"eval", runs_text},
    {"fileio_*", reads_files},
    {"fsdir", reads_files},
    {"fts3_tokenizer", loads_code},
    {"load_extension", loads_code},
    {"lsdir", reads_files},
    {"readfile", reads_files},
    {"shell_*", runs_programs},
    {"sqlite3_*", administers},
    {"sqlite_log", administers},
    {"statement_vtab", runs_text},
    {"writefile", writes_files},
    {"zipfile", reads_files},
});
static_assert(ordered(kSqlite));

// https://learn.microsoft.com/sql/t-sql/functions/rowset-functions-transact-sql
inline constexpr auto kSqlserver = std::to_array<DeniedFunction>({
    {"ai_generate_*", connects},
    {"fn_dblog", reads_files},
    {"fn_dump_dblog", reads_files},
    {"fn_get_audit_file", reads_files},
    {"fn_trace_*", reads_files},
    {"fn_xe_*", reads_files},
    {"opendatasource", connects},
    {"openquery", connects},
    {"openrowset", reads_files},
    {"sp_*", runs_programs},
    {"xp_*", runs_programs},
});
static_assert(ordered(kSqlserver));

// https://duckdb.org/docs/stable/sql/functions/overview and the core extensions
inline constexpr auto kDuckdb = std::to_array<DeniedFunction>({
    {"arrow_scan*", reads_files},
    {"checkpoint", administers},
    {"copy_database", writes},
    {"delta_scan", reads_files},
    {"duckdb_secrets", reads_files},
    {"ducklake_*", writes},
    {"force_checkpoint", administers},
    {"from_substrait*", runs_text},
    {"getenv", reads_files},
    {"glob", reads_files},
    {"http_*", connects},
    {"iceberg_*", reads_files},
    {"json_execute_serialized_sql", runs_text},
    {"load_aws_credentials", changes_settings},
    {"mysql_*", connects},
    {"nextval", advances_sequence},
    {"parquet_*", reads_files},
    {"postgres_*", connects},
    {"query", runs_text},
    {"query_table", runs_text},
    {"read_*", reads_files},
    {"set_config", changes_settings},
    {"shellfs_*", runs_programs},
    {"sniff_csv", reads_files},
    {"sql_auto_complete", runs_text},
    {"sqlite_*", reads_files},
    {"st_drivers", reads_files},
    {"st_read*", reads_files},
    {"which_secret", reads_files},
    {"write_log", writes},
});
static_assert(ordered(kDuckdb));

// https://clickhouse.com/docs/sql-reference/table-functions and .../functions/other-functions
inline constexpr auto kClickhouse = std::to_array<DeniedFunction>({
    {"arrowflight", connects},
    {"azureblobstorage*", connects},
    {"catboostevaluate", loads_code},
    {"cluster", connects},
    {"clusterallreplicas", connects},
    {"deltalake*", connects},
    {"dictionary_reload", administers},
    {"executable", runs_programs},
    {"file", reads_files},
    {"filecluster", reads_files},
    {"filesystem*", reads_files},
    {"gcs", connects},
    {"hdfs", connects},
    {"hdfscluster", connects},
    {"hive", connects},
    {"hudi*", connects},
    {"iceberg*", connects},
    {"input", reads_files},
    {"jdbc", connects},
    {"mergetreeindex", reads_files},
    {"mongodb", connects},
    {"mysql", connects},
    {"odbc", connects},
    {"oss", connects},
    {"paimon*", connects},
    {"postgresql", connects},
    {"prometheus*", connects},
    {"redis", connects},
    {"remote", connects},
    {"remotesecure", connects},
    {"s3", connects},
    {"s3cluster", connects},
    {"showcertificate", reads_files},
    {"sleep", sleeps},
    {"sleepeachrow", sleeps},
    {"sqlite", reads_files},
    {"url", connects},
    {"urlcluster", connects},
    {"ytsaurus", connects},
});
static_assert(ordered(kClickhouse));

// https://docs.snowflake.com/en/sql-reference/functions-system
inline constexpr auto kSnowflake = std::to_array<DeniedFunction>({
    {"build_scoped_file_url", reads_files},
    {"build_stage_file_url", reads_files},
    {"get_presigned_url", reads_files},
    {"identifier", runs_text},
    {"system$*", administers},
});
static_assert(ordered(kSnowflake));
inline constexpr auto kSnowflakeAllowed = std::to_array<std::string_view>({"system$typeof"});

// https://cloud.google.com/bigquery/docs/reference/standard-sql/federated_query_functions
inline constexpr auto kBigquery = std::to_array<DeniedFunction>({
    {"external_query", connects},
});

// https://docs.databricks.com/sql/language-manual/sql-ref-functions-builtin-alpha.html
inline constexpr auto kDatabricks = std::to_array<DeniedFunction>({
    {"ai_*", connects},
    {"cloud_files*", reads_files},
    {"from_remote", connects},
    {"http_request", connects},
    {"identifier", runs_text},
    {"java_method", loads_code},
    {"list_secrets", reads_files},
    {"read_files", reads_files},
    {"read_kafka", connects},
    {"read_kinesis", connects},
    {"read_pubsub", connects},
    {"read_pulsar", connects},
    {"reflect", loads_code},
    {"remote_query", connects},
    {"secret", reads_files},
    {"try_reflect", loads_code},
    {"try_secret", reads_files},
});
static_assert(ordered(kDatabricks));

// Packages of https://docs.oracle.com/en/database/oracle/oracle-database/23/arpls/
inline constexpr auto kOracle = std::to_array<DeniedFunction>({
    {"apex_*", connects},
    {"bfilename", reads_files},
    {"ctx_ddl", writes},
    {"ctxsys", administers},
    {"dbms_*", administers},
    {"dburitype", connects},
    {"externalpart", reads_files},
    {"ftpuritype", connects},
    {"htf", connects},
    {"htp", connects},
    {"httpuritype", connects},
    {"kupp*", administers},
    {"ordsys", connects},
    {"owa_*", connects},
    {"sys_dburigen", connects},
    {"urifactory", connects},
    {"uritype", connects},
    {"utl_*", connects},
});
static_assert(ordered(kOracle));
inline constexpr auto kOracleAllowed = std::to_array<std::string_view>(
    {"dbms_crypto", "dbms_lob", "dbms_random", "dbms_rowid", "dbms_utility", "utl_encode",
     "utl_i18n", "utl_match", "utl_raw", "utl_url"});
static_assert(std::ranges::is_sorted(kOracleAllowed));

// Trino's table function that hands a text to a connector's database: catalog.system.query(...).
inline constexpr auto kTrino = std::to_array<DeniedFunction>({
    {"external_query", runs_text},
    {"query", runs_text},
    {"raw_query", runs_text},
});
static_assert(ordered(kTrino));

// A vendor that is not known: what any of them has, unless the word is common elsewhere.
inline constexpr auto kGeneric = std::to_array<DeniedFunction>({
    {"benchmark", sleeps},
    {"bfilename", reads_files},
    {"dblink*", connects},
    {"dbms_*", administers},
    {"external_query", connects},
    {"get_lock", locks},
    {"httpuritype", connects},
    {"java_method", loads_code},
    {"lo_export", writes_files},
    {"lo_import", reads_files},
    {"load_extension", loads_code},
    {"load_file", reads_files},
    {"nextval", advances_sequence},
    {"opendatasource", connects},
    {"openquery", connects},
    {"openrowset", reads_files},
    {"pg_advisory_*", locks},
    {"pg_cancel_backend", stops_sessions},
    {"pg_file_*", writes_files},
    {"pg_ls_*", reads_files},
    {"pg_read_*", reads_files},
    {"pg_sleep*", sleeps},
    {"pg_terminate_backend", stops_sessions},
    {"pg_try_advisory_*", locks},
    {"query_to_xml*", runs_text},
    {"read_csv*", reads_files},
    {"read_files", reads_files},
    {"read_json*", reads_files},
    {"read_parquet", reads_files},
    {"read_text", reads_files},
    {"readfile", reads_files},
    {"release_lock", locks},
    {"set_config", changes_settings},
    {"setval", advances_sequence},
    {"sleep", sleeps},
    {"sp_*", runs_programs},
    {"sys_eval", runs_programs},
    {"sys_exec", runs_programs},
    {"system$*", administers},
    {"utl_*", connects},
    {"writefile", writes_files},
    {"xp_*", runs_programs},
});
static_assert(ordered(kGeneric));

// Words of Transact-SQL that are reserved and begin a statement, which no ; has to part:
// https://learn.microsoft.com/sql/t-sql/language-elements/reserved-keywords-transact-sql
inline constexpr auto kSqlserverStatements = std::to_array<std::string_view>({
    "alter",    "backup",    "begin",      "break",       "bulk",       "checkpoint", "close",
    "commit",   "continue",  "create",     "dbcc",        "deallocate", "declare",    "delete",
    "deny",     "drop",      "dump",       "exec",        "execute",    "exit",       "goto",
    "grant",    "if",        "insert",     "kill",        "load",       "merge",      "open",
    "print",    "raiserror", "readtext",   "reconfigure", "restore",    "return",     "revert",
    "revoke",   "rollback",  "save",       "set",         "shutdown",   "tran",       "transaction",
    "truncate", "update",    "updatetext", "use",         "waitfor",    "while",      "writetext",
});
static_assert(std::ranges::is_sorted(kSqlserverStatements));

}  // namespace waybill::sql::denied

#endif

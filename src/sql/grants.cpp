#include "sql/grants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/error.hpp"
#include "sql/names.hpp"

namespace waybill::sql {
namespace {

// A line with {schema}, {schema_pattern} or {schema_text} stands once for every schema. The others:
// {user} and {user_text}, {database} and {database_text}, {control} for Waybill's own schema,
// {warehouse}. Of names the quoted form, of texts a literal. {create_schema} and {create_control}
// are statements as literals.
using Lines = std::span<const std::string_view>;

// ---- PostgreSQL and Redshift

constexpr auto kPostgresSource = std::to_array<std::string_view>({
    "-- run in the database {database}, as the owner of its tables",
    "CREATE ROLE {user} LOGIN PASSWORD '<password>' NOSUPERUSER NOCREATEDB NOCREATEROLE;",
    "ALTER ROLE {user} SET default_transaction_read_only = on;",
    "GRANT CONNECT ON DATABASE {database} TO {user};",
    "GRANT USAGE ON SCHEMA {schema} TO {user};",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {user};",
    "-- tables that whoever runs this makes from now on",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {user};",
});
constexpr auto kPostgresDestination = std::to_array<std::string_view>({
    "-- run in the database {database}, as its owner or a superuser",
    "CREATE ROLE {user} LOGIN PASSWORD '<password>' NOSUPERUSER NOCREATEDB NOCREATEROLE;",
    "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {user};",
    "CREATE SCHEMA IF NOT EXISTS {schema};",
    "GRANT USAGE, CREATE ON SCHEMA {schema} TO {user};",
    "-- Waybill's own schema",
    "CREATE SCHEMA IF NOT EXISTS {control};",
    "GRANT USAGE, CREATE ON SCHEMA {control} TO {user};",
});
constexpr auto kRedshiftSource = std::to_array<std::string_view>({
    "-- run in the database {database}, as the owner of its tables",
    "CREATE USER {user} PASSWORD '<password>' NOCREATEDB NOCREATEUSER;",
    "GRANT USAGE ON SCHEMA {schema} TO {user};",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {user};",
    "-- tables that whoever runs this makes from now on",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {user};",
});
constexpr auto kRedshiftDestination = std::to_array<std::string_view>({
    "-- run in the database {database}, as its owner or a superuser",
    "CREATE USER {user} PASSWORD '<password>' NOCREATEDB NOCREATEUSER;",
    "GRANT TEMPORARY ON DATABASE {database} TO {user};",
    "CREATE SCHEMA IF NOT EXISTS {schema};",
    "GRANT USAGE, CREATE ON SCHEMA {schema} TO {user};",
    "-- Waybill's own schema",
    "CREATE SCHEMA IF NOT EXISTS {control};",
    "GRANT USAGE, CREATE ON SCHEMA {control} TO {user};",
});

// ---- MySQL and MariaDB, where a schema is a database and its name in a GRANT is a pattern

constexpr auto kMysqlSource = std::to_array<std::string_view>({
    "CREATE USER {user_text}@'%' IDENTIFIED BY '<password>';",
    "-- its present and its future tables",
    "GRANT SELECT, SHOW VIEW ON {schema_pattern}.* TO {user_text}@'%';",
});
constexpr auto kMysqlDestination = std::to_array<std::string_view>({
    "CREATE USER {user_text}@'%' IDENTIFIED BY '<password>';",
    "CREATE DATABASE IF NOT EXISTS {schema};",
    "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX, CREATE TEMPORARY TABLES "
    "ON {schema_pattern}.* TO {user_text}@'%';",
    "-- Waybill's own schema",
    "CREATE DATABASE IF NOT EXISTS {control};",
    "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, DROP, ALTER, INDEX "
    "ON {control_pattern}.* TO {user_text}@'%';",
});

// ---- Snowflake: the role has the user's name

constexpr auto kSnowflakeSource = std::to_array<std::string_view>({
    "-- run as ACCOUNTADMIN, or as SECURITYADMIN and the database's owner",
    "CREATE ROLE IF NOT EXISTS {user};",
    "CREATE USER IF NOT EXISTS {user} PASSWORD = '<password>' DEFAULT_ROLE = {user} "
    "DEFAULT_WAREHOUSE = {warehouse};",
    "GRANT ROLE {user} TO USER {user};",
    "GRANT USAGE ON WAREHOUSE {warehouse} TO ROLE {user};",
    "GRANT USAGE ON DATABASE {database} TO ROLE {user};",
    "GRANT USAGE ON SCHEMA {database}.{schema} TO ROLE {user};",
    "GRANT SELECT ON ALL TABLES IN SCHEMA {database}.{schema} TO ROLE {user};",
    "GRANT SELECT ON FUTURE TABLES IN SCHEMA {database}.{schema} TO ROLE {user};",
    "GRANT SELECT ON ALL VIEWS IN SCHEMA {database}.{schema} TO ROLE {user};",
    "GRANT SELECT ON FUTURE VIEWS IN SCHEMA {database}.{schema} TO ROLE {user};",
});
constexpr auto kSnowflakeDestination = std::to_array<std::string_view>({
    "-- run as ACCOUNTADMIN, or as SECURITYADMIN and the database's owner",
    "CREATE ROLE IF NOT EXISTS {user};",
    "CREATE USER IF NOT EXISTS {user} PASSWORD = '<password>' DEFAULT_ROLE = {user} "
    "DEFAULT_WAREHOUSE = {warehouse};",
    "GRANT ROLE {user} TO USER {user};",
    "GRANT USAGE ON WAREHOUSE {warehouse} TO ROLE {user};",
    "GRANT USAGE ON DATABASE {database} TO ROLE {user};",
    "CREATE SCHEMA IF NOT EXISTS {database}.{schema};",
    "GRANT USAGE, CREATE TABLE, CREATE TEMPORARY TABLE ON SCHEMA {database}.{schema} "
    "TO ROLE {user};",
    "-- Waybill's own schema",
    "CREATE SCHEMA IF NOT EXISTS {database}.{control};",
    "GRANT USAGE, CREATE TABLE ON SCHEMA {database}.{control} TO ROLE {user};",
});

// ---- BigQuery: a database is a project, a schema a dataset, a user a service account

constexpr auto kBigquerySource = std::to_array<std::string_view>({
    "-- running queries is a right on the project, which SQL does not give: gcloud projects "
    "add-iam-policy-binding PROJECT --member=MEMBER --role=roles/bigquery.jobUser",
    "GRANT `roles/bigquery.dataViewer` ON SCHEMA {database}.{schema} TO {user_text};",
});
constexpr auto kBigqueryDestination = std::to_array<std::string_view>({
    "-- running queries is a right on the project, which SQL does not give: gcloud projects "
    "add-iam-policy-binding PROJECT --member=MEMBER --role=roles/bigquery.jobUser",
    "CREATE SCHEMA IF NOT EXISTS {database}.{schema};",
    "GRANT `roles/bigquery.dataEditor` ON SCHEMA {database}.{schema} TO {user_text};",
    "-- Waybill's own schema",
    "CREATE SCHEMA IF NOT EXISTS {database}.{control};",
    "GRANT `roles/bigquery.dataEditor` ON SCHEMA {database}.{control} TO {user_text};",
});

// ---- Databricks: a database is a catalog, a user a service principal's application id

constexpr auto kDatabricksSource = std::to_array<std::string_view>({
    "GRANT USE CATALOG ON CATALOG {database} TO {user};",
    "GRANT USE SCHEMA, SELECT ON SCHEMA {database}.{schema} TO {user};",
});
constexpr auto kDatabricksDestination = std::to_array<std::string_view>({
    "GRANT USE CATALOG ON CATALOG {database} TO {user};",
    "CREATE SCHEMA IF NOT EXISTS {database}.{schema};",
    "GRANT USE SCHEMA, SELECT, MODIFY, CREATE TABLE ON SCHEMA {database}.{schema} TO {user};",
    "-- Waybill's own schema",
    "CREATE SCHEMA IF NOT EXISTS {database}.{control};",
    "GRANT USE SCHEMA, SELECT, MODIFY, CREATE TABLE ON SCHEMA {database}.{control} TO {user};",
});

// ---- Trino: users come from its authentication

constexpr auto kTrinoSource = std::to_array<std::string_view>({
    "-- for catalogs that keep rights by SQL; the user is one that Trino's authentication knows",
    "GRANT SELECT ON SCHEMA {database}.{schema} TO USER {user};",
});
constexpr auto kTrinoDestination = std::to_array<std::string_view>({
    "-- for catalogs that keep rights by SQL; the user is one that Trino's authentication knows",
    "CREATE SCHEMA IF NOT EXISTS {database}.{schema};",
    "GRANT ALL PRIVILEGES ON SCHEMA {database}.{schema} TO USER {user};",
    "-- Waybill's own schema",
    "CREATE SCHEMA IF NOT EXISTS {database}.{control};",
    "GRANT ALL PRIVILEGES ON SCHEMA {database}.{control} TO USER {user};",
});

// ---- ClickHouse: a schema is a database

constexpr auto kClickhouseSource = std::to_array<std::string_view>({
    "CREATE USER IF NOT EXISTS {user} IDENTIFIED BY '<password>';",
    "GRANT SELECT, SHOW TABLES, SHOW COLUMNS ON {schema}.* TO {user};",
});
constexpr auto kClickhouseDestination = std::to_array<std::string_view>({
    "CREATE USER IF NOT EXISTS {user} IDENTIFIED BY '<password>';",
    "CREATE DATABASE IF NOT EXISTS {schema};",
    "GRANT SELECT, INSERT, ALTER, CREATE TABLE, DROP TABLE, TRUNCATE, SHOW ON {schema}.* TO "
    "{user};",
    "-- Waybill's own schema",
    "CREATE DATABASE IF NOT EXISTS {control};",
    "GRANT SELECT, INSERT, ALTER, CREATE TABLE, DROP TABLE, TRUNCATE, SHOW ON {control}.* TO "
    "{user};",
});

// ---- SQL Server

constexpr auto kSqlserverSource = std::to_array<std::string_view>({
    "CREATE LOGIN {user} WITH PASSWORD = '<password>';",
    "USE {database};",
    "CREATE USER {user} FOR LOGIN {user};",
    "-- the present and the future tables of a schema",
    "GRANT SELECT, VIEW DEFINITION ON SCHEMA::{schema} TO {user};",
});
constexpr auto kSqlserverDestination = std::to_array<std::string_view>({
    "CREATE LOGIN {user} WITH PASSWORD = '<password>';",
    "USE {database};",
    "CREATE USER {user} FOR LOGIN {user};",
    "GRANT CREATE TABLE TO {user};",
    "IF SCHEMA_ID({schema_text}) IS NULL EXEC({create_schema});",
    "GRANT SELECT, INSERT, UPDATE, DELETE, ALTER ON SCHEMA::{schema} TO {user};",
    "-- Waybill's own schema",
    "IF SCHEMA_ID({control_text}) IS NULL EXEC({create_control});",
    "GRANT SELECT, INSERT, UPDATE, DELETE, ALTER ON SCHEMA::{control} TO {user};",
});

// ---- Oracle: a schema is a user

constexpr auto kOracleSource = std::to_array<std::string_view>({
    "CREATE USER {user} IDENTIFIED BY \"<password>\";",
    "GRANT CREATE SESSION TO {user};",
    "-- from version 23 on, present and future tables; before, GRANT SELECT table by table",
    "GRANT SELECT ANY TABLE ON SCHEMA {schema} TO {user};",
});
constexpr auto kOracleDestination = std::to_array<std::string_view>({
    "-- rows, and Waybill's own tables, stand in the user's own schema",
    "CREATE USER {user} IDENTIFIED BY \"<password>\" QUOTA UNLIMITED ON USERS;",
    "GRANT CREATE SESSION, CREATE TABLE TO {user};",
});

struct Script {
  std::string_view vendor;
  Lines source;
  Lines destination;
  std::string_view database;  // where none is given
  std::string_view schema;
};
constexpr auto kScripts = std::to_array<Script>({
    {"bigquery", kBigquerySource, kBigqueryDestination, "my-project", "my_dataset"},
    {"clickhouse", kClickhouseSource, kClickhouseDestination, "default", "default"},
    {"databricks", kDatabricksSource, kDatabricksDestination, "main", "default"},
    {"mariadb", kMysqlSource, kMysqlDestination, "my_database", "my_database"},
    {"mysql", kMysqlSource, kMysqlDestination, "my_database", "my_database"},
    {"oracle", kOracleSource, kOracleDestination, "ORCL", "MY_SCHEMA"},
    {"postgres", kPostgresSource, kPostgresDestination, "postgres", "public"},
    {"redshift", kRedshiftSource, kRedshiftDestination, "dev", "public"},
    {"snowflake", kSnowflakeSource, kSnowflakeDestination, "MY_DATABASE", "PUBLIC"},
    {"sqlserver", kSqlserverSource, kSqlserverDestination, "master", "dbo"},
    {"trino", kTrinoSource, kTrinoDestination, "hive", "default"},
});
static_assert(std::ranges::is_sorted(kScripts, {}, &Script::vendor));

struct Without {
  std::string_view vendor;
  std::string_view why;
};
constexpr auto kWithout = std::to_array<Without>({
    {"athena", "its rights are those of AWS IAM and Lake Formation, not of SQL"},
    {"duckdb", "a file has no users: its rights are those of the file"},
    {"generic", "how rights are given depends on the vendor"},
    {"sqlite", "a file has no users: its rights are those of the file"},
});

constexpr std::string_view kControl = "_waybill";

const Script* find_script(std::string_view vendor) {
  const auto found = std::ranges::find(kScripts, vendor, &Script::vendor);
  return found == kScripts.end() ? nullptr : &*found;
}

// The database part of a GRANT is a pattern there: _ and % stand for themselves after a backslash.
std::string as_pattern(std::string_view name) {
  std::string pattern;
  for (const char c : name) {
    if (c == '_' || c == '%' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern;
}

struct Word {
  std::string_view placeholder;
  std::string text;
};

// One pass: what was put in is not looked at again.
std::string filled(std::string_view line, std::span<const Word> words) {
  std::string text;
  while (!line.empty()) {
    const auto word = std::ranges::find_if(
        words, [&](const Word& candidate) { return line.starts_with(candidate.placeholder); });
    if (word != words.end()) {
      text += word->text;
      line.remove_prefix(word->placeholder.size());
    } else {
      text += line.front();
      line.remove_prefix(1);
    }
  }
  return text + "\n";
}

}  // namespace

std::string_view why_no_grants(std::string_view vendor) {
  if (find_script(vendor) != nullptr) return {};
  const auto found = std::ranges::find(kWithout, vendor, &Without::vendor);
  return found == kWithout.end() ? "there is no such vendor" : found->why;
}

std::string grants_script(std::string_view vendor, const GrantRequest& request) {
  const Script* const script = find_script(vendor);
  if (script == nullptr) {
    throw Error(codes::unsupported,
                fmt::format("{} has no script of grants: {}", vendor, why_no_grants(vendor)));
  }
  const Syntax& syntax = *find_syntax(vendor);
  const auto named = [&](std::string_view name) { return quote(syntax, name, NameKind::table); };
  const auto text = [&](std::string_view name) { return literal(syntax, name); };
  const auto pattern = [&](std::string_view name) { return as_pattern(named(name)); };
  const auto creation = [&](std::string_view name) { return text("CREATE SCHEMA " + named(name)); };
  const std::string user =
      !request.user.empty()
          ? request.user
          : std::string(request.destination ? "waybill_writer" : "waybill_reader");
  const std::string database =
      request.database.empty() ? std::string(script->database) : request.database;
  std::vector<std::string> schemas = request.schemas;
  if (schemas.empty()) schemas.emplace_back(script->schema);
  const Lines lines = request.destination ? script->destination : script->source;
  std::vector<Word> words{
      {"{user_text}", text(user)},
      {"{database}", named(database)},
      {"{control}", named(kControl)},
      {"{control_text}", text(kControl)},
      {"{control_pattern}", pattern(kControl)},
      {"{create_control}", creation(kControl)},
      {"{warehouse}", named(request.warehouse.empty() ? "COMPUTE_WH" : request.warehouse)},
  };
  const auto holds = [&](std::string_view part) {
    return std::ranges::any_of(
        lines, [&](std::string_view line) { return line.find(part) != std::string_view::npos; });
  };
  // A user that is only ever a text need not be a name, such as serviceAccount:a@b.
  if (holds("{user}")) words.push_back({"{user}", named(user)});
  std::string result;
  for (const std::string_view line : lines) {
    if (line.find("{schema") == std::string_view::npos) {
      result += filled(line, words);
      continue;
    }
    for (const std::string& schema : schemas) {
      std::vector<Word> with_schema = words;
      with_schema.push_back({"{schema}", named(schema)});
      with_schema.push_back({"{schema_text}", text(schema)});
      with_schema.push_back({"{schema_pattern}", pattern(schema)});
      with_schema.push_back({"{create_schema}", creation(schema)});
      result += filled(line, with_schema);
    }
  }
  return result;
}

}  // namespace waybill::sql

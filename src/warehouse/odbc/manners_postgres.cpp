// PostgreSQL over psqlODBC: the same questions that the native session asks.
#include <fmt/format.h>

#include "sql/statements.hpp"
#include "warehouse/odbc/connect.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/manners_rows.hpp"
#include "warehouse/place.hpp"
#include "warehouse/postgres/catalog.hpp"
#include "warehouse/postgres/settings.hpp"

namespace waybill::warehouse::odbc {
namespace {

namespace catalog = postgres::catalog;

std::string literal(std::string_view text) {
  return sql::literal(sql::postgres(), text);
}

// The driver writes a boolean as 1 or as t, by its settings.
bool is_true(const std::string& text) {
  return text == "1" || text == "t" || text == "true";
}

// Texts reach the server and come back as they are, whatever the driver makes of the locale.
bool keeps_texts(Connection& connection) {
  constexpr std::string_view kText = "\u00e4\u20ac\U0001F600";
  // Where they are stored in another encoding, it may lack these characters.
  if (text_at(connection.run(catalog::kStoresUtf8), 0, 0) != "1") {
    return text_at(connection.run("SELECT pg_catalog.pg_client_encoding()"), 0, 0) == "UTF8";
  }
  const Texts answer =
      connection.run(fmt::format("SELECT {0}, pg_catalog.octet_length({0})", literal(kText)));
  return text_at(answer, 0, 0) == kText && text_at(answer, 0, 1) == std::to_string(kText.size());
}

void check_texts(Connection& connection, const ConnectSpec& spec) {
  if (keeps_texts(connection)) return;
  throw Error(
      codes::connect_failed,
      fmt::format("connection '{}': the driver changes texts that are not ASCII", spec.name))
      .with_hint("use the driver 'PostgreSQL Unicode', or run in a UTF-8 locale");
}

void set_up(Connection& connection, const ConnectSpec& spec, Access access) {
  postgres::replace_statement_timeout(spec, [&](const std::string& text) { connection.run(text); });
  if (tls_mode(spec) != "disable" && text_at(connection.run(postgres::kIsEncrypted), 0, 0) != "1") {
    postgres::refuse_plaintext(spec, target_of(spec, connection.manners()));
  }
  const auto settings = postgres::wanted_settings(spec, access);
  connection.run(postgres::set_all(settings));
  const Texts answered = connection.run(postgres::current_values(settings));
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (text_at(answered, 0, i) != settings[i].value) postgres::refuse_setting(spec, settings[i]);
  }
  const auto schema = spec.options.find("schema");
  if (schema != spec.options.end() && !schema->second.empty() &&
      text_at(connection.run("SELECT (pg_catalog.current_schema() IS NULL)::int"), 0, 0) != "0") {
    postgres::refuse_schema(spec);
  }
  check_texts(connection, spec);
  connection.run(postgres::kCheckConnection);
}

std::string location(Connection& connection, const ConnectSpec&) {
  const std::string database = text_at(connection.run(catalog::kDatabase), 0, 0);
  try {
    return fmt::format("postgres:{}:{}", text_at(connection.run(catalog::kServer), 0, 0), database);
  } catch (const Error& error) {
    if (error.sqlstate().empty() || error.code().id == codes::connection_lost.id) throw;
    connection.run_quietly("ROLLBACK");
  }
  const Texts address = connection.run(catalog::kAddress);
  return fmt::format("postgres:{}:{}:{}", text_at(address, 0, 0), text_at(address, 0, 1), database);
}

std::vector<std::string> schemas(Connection& connection) {
  std::vector<std::string> names;
  const Texts rows = connection.run(catalog::kSchemas);
  for (std::size_t row = 0; row < rows.size(); ++row) names.push_back(text_at(rows, row, 0));
  return names;
}

std::vector<TableName> tables(Connection& connection, const std::string& schema) {
  std::vector<TableName> names;
  const Texts rows = connection.run(fmt::format(catalog::kTables, literal(schema)));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    names.push_back({text_at(rows, row, 0), text_at(rows, row, 1)});
  }
  return names;
}

void read_keys(Connection& connection, const std::string& oid, TableInfo& info) {
  const Texts rows = connection.run(fmt::format(catalog::kKeys, oid));
  for (std::size_t row = 0; row < rows.size();) {
    const std::string index = text_at(rows, row, 0);
    const std::string name = text_at(rows, row, 1);
    const std::string why_not = text_at(rows, row, 3);
    info.has_primary_key = info.has_primary_key || is_true(text_at(rows, row, 2));
    std::vector<std::string> columns;
    for (; row < rows.size() && text_at(rows, row, 0) == index; ++row) {
      columns.push_back(text_at(rows, row, 4));
    }
    add_key(info, name, why_not, std::move(columns));
  }
}

std::optional<TableInfo> table(Connection& connection, const sql::Table& table) {
  if (table.name.find('\0') != std::string::npos || table.schema.find('\0') != std::string::npos) {
    return std::nullopt;
  }
  const std::string name = sql::qualified(sql::postgres(), table);
  const std::string oid =
      text_at(connection.run(fmt::format(catalog::kFindTable, literal(name))), 0, 0);
  if (oid.empty()) return std::nullopt;
  TableInfo info;
  const Texts columns = connection.run(fmt::format(catalog::kColumns, oid));
  for (std::size_t row = 0; row < columns.size(); ++row) {
    info.columns.push_back(
        {text_at(columns, row, 0), text_at(columns, row, 1), !is_true(text_at(columns, row, 2))});
  }
  read_keys(connection, oid, info);
  info.empty = connection.run(fmt::format("SELECT 1 FROM {} LIMIT 1", name)).empty();
  return info;
}

}  // namespace

const Manners& postgres_manners() {
  static constexpr std::string_view kUndo =
      "ROLLBACK TO SAVEPOINT waybill; RELEASE SAVEPOINT waybill";
  static constexpr Manners manners{
      .vendor = "postgres",
      .title = "PostgreSQL",
      .dialect = sql::postgres,
      .family = Family::psqlodbc,
      .reading_inside = {"SAVEPOINT waybill; SET TRANSACTION READ ONLY", kUndo, kUndo},
      .reading_outside = {"BEGIN READ ONLY", "ROLLBACK", "ROLLBACK"},
      .writing_inside = {"SAVEPOINT waybill", kUndo, "RELEASE SAVEPOINT waybill"},
      // The driver begins a transaction for each cursor, and leaves it as it is when that fails.
      .writing_outside = {{}, "ROLLBACK", {}},
      .before_commit = "SELECT 1",
      .now = catalog::kNow,
      .about = catalog::kAbout,
      .set_up = set_up,
      .location = location,
      .schemas = schemas,
      .tables = tables,
      .table = table,
  };
  return manners;
}

}  // namespace waybill::warehouse::odbc

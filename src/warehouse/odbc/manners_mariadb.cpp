// MariaDB over its own driver. Every statement of it is atomic by itself, but DDL ends a
// transaction, and a deadlock does.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "sql/statements.hpp"
#include "warehouse/odbc/connect.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/manners_rows.hpp"
#include "warehouse/place.hpp"

namespace waybill::warehouse::odbc {
namespace {

std::string literal(std::string_view text) {
  return sql::literal(sql::mariadb(), text);
}

constexpr auto kModes =
    std::to_array<std::string_view>({"STRICT_ALL_TABLES", "NO_ZERO_IN_DATE", "NO_ZERO_DATE",
                                     "ERROR_FOR_DIVISION_BY_ZERO", "NO_ENGINE_SUBSTITUTION"});

std::string modes() {
  std::string text;
  for (const std::string_view mode : kModes) {
    text += fmt::format("{}{}", text.empty() ? "" : ",", mode);
  }
  return text;
}

// A variable of the session, as it is set and as the server answers it.
struct Variable {
  std::string name;
  std::string value;   // SQL
  std::string answer;  // of a number, its digits
  bool is_text = false;
};

std::vector<Variable> wanted_variables(const ConnectSpec& spec, Access access) {
  const auto lock = std::to_string(std::max<std::int64_t>(1, spec.lock_s));
  const auto statement = std::to_string(spec.statement_s);
  const std::string reading = access == Access::read_only ? "1" : "0";
  return {
      {"time_zone", "'+00:00'", "+00:00", true},
      {"tx_isolation", "'REPEATABLE-READ'", "REPEATABLE-READ", true},
      {"tx_read_only", reading, reading},
      {"autocommit", "1", "1"},
      {"sql_auto_is_null", "0", "0"},
      {"sql_select_limit", "18446744073709551615", "18446744073709551615"},
      {"lock_wait_timeout", lock, lock},
      {"innodb_lock_wait_timeout", lock, lock},
      {"max_statement_time", statement, statement},
  };
}

[[noreturn]] void refuse_variable(const ConnectSpec& spec, std::string_view name,
                                  std::string_view value) {
  throw Error(codes::connect_failed,
              fmt::format("connection '{}': the server did not take the setting {} = {}", spec.name,
                          name, value))
      .with_hint("connect to a MariaDB of version 10.6 or later, not by way of a proxy");
}

void set_modes(Connection& connection, const ConnectSpec& spec) {
  connection.run(fmt::format("SET SESSION sql_mode = {}", literal(modes())));
  const std::string answer = "," + text_at(connection.run("SELECT @@session.sql_mode"), 0, 0) + ",";
  for (const std::string_view mode : kModes) {
    if (answer.find(fmt::format(",{},", mode)) == std::string::npos) {
      refuse_variable(spec, "sql_mode", mode);
    }
  }
}

void set_variables(Connection& connection, const ConnectSpec& spec, Access access) {
  std::string set = "SET ";
  std::string ask = "SELECT ";
  const std::vector<Variable> variables = wanted_variables(spec, access);
  for (const Variable& variable : variables) {
    const std::string_view comma = &variable == variables.data() ? "" : ", ";
    set += fmt::format("{}@@session.{} = {}", comma, variable.name, variable.value);
    const std::string asked = fmt::format("@@session.{}", variable.name);
    ask += comma;
    ask += variable.is_text ? asked : fmt::format("CAST({} + 0 AS UNSIGNED)", asked);
  }
  connection.run(set);
  const Texts answered = connection.run(ask);
  for (std::size_t i = 0; i < variables.size(); ++i) {
    if (text_at(answered, 0, i) != variables[i].answer) {
      refuse_variable(spec, variables[i].name, variables[i].value);
    }
  }
}

// Texts reach the server and come back as they are.
void check_texts(Connection& connection, const ConnectSpec& spec) {
  constexpr std::string_view kText = "\u00e4\u20ac\U0001F600";
  const Texts answer = connection.run(
      fmt::format("SELECT {0}, LENGTH({0}), @@character_set_client, @@character_set_results, "
                  "@@character_set_connection",
                  literal(kText)));
  for (std::size_t i = 2; i < 5; ++i) {
    if (text_at(answer, 0, i) != "utf8mb4") refuse_variable(spec, "character_set", "utf8mb4");
  }
  if (text_at(answer, 0, 0) == kText && text_at(answer, 0, 1) == std::to_string(kText.size())) {
    return;
  }
  throw Error(
      codes::connect_failed,
      fmt::format("connection '{}': the driver changes texts that are not ASCII", spec.name))
      .with_hint("use MariaDB Connector/ODBC 3.1 or later");
}

void set_up(Connection& connection, const ConnectSpec& spec, Access access) {
  const std::string version = text_at(connection.run("SELECT VERSION()"), 0, 0);
  if (base::ascii_lower(version).find("mariadb") == std::string::npos) {
    throw Error(
        codes::connect_failed,
        fmt::format("connection '{}': the server is no MariaDB: version {}", spec.name, version))
        .with_hint("correct options.host and options.port");
  }
  check_encrypted(connection, spec);
  set_modes(connection, spec);
  set_variables(connection, spec, access);
  check_texts(connection, spec);
}

std::string location(Connection& connection, const ConnectSpec&) {
  const Texts rows = connection.run(
      "SELECT CONCAT_WS(':', @@hostname, @@port, @@datadir), COALESCE(DATABASE(), '')");
  return fmt::format("mariadb:{}:{}", text_at(rows, 0, 0), text_at(rows, 0, 1));
}

std::vector<std::string> schemas(Connection& connection) {
  std::vector<std::string> names;
  const Texts rows = connection.run(
      "SELECT schema_name FROM information_schema.schemata "
      "WHERE schema_name NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys') "
      "ORDER BY schema_name <> COALESCE(DATABASE(), ''), CAST(schema_name AS BINARY)");
  for (std::size_t row = 0; row < rows.size(); ++row) names.push_back(text_at(rows, row, 0));
  return names;
}

std::vector<TableName> tables(Connection& connection, const std::string& schema) {
  std::vector<TableName> names;
  const Texts rows = connection.run(
      fmt::format("SELECT table_schema, table_name FROM information_schema.tables "
                  "WHERE table_schema = {} AND table_type NOT IN ('SEQUENCE', 'TEMPORARY') "
                  "ORDER BY CAST(table_name AS BINARY)",
                  literal(schema)));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    names.push_back({text_at(rows, row, 0), text_at(rows, row, 1)});
  }
  return names;
}

using Collations = std::map<std::string, std::string>;

// Positions of SHOW INDEX: https://mariadb.com/kb/en/show-index/
struct IndexPart {
  bool unique = false;
  std::string index;
  std::string column;
  bool prefix = false;  // only the beginning of its values
};

std::vector<IndexPart> index_parts(Connection& connection, const std::string& table) {
  std::vector<IndexPart> parts;
  const Texts rows = connection.run(fmt::format("SHOW INDEX FROM {}", table));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    parts.push_back({text_at(rows, row, 1) == "0", text_at(rows, row, 2), text_at(rows, row, 4),
                     !text_at(rows, row, 7).empty()});
  }
  return parts;
}

void read_keys(const std::vector<IndexPart>& parts, const Collations& collations, TableInfo& info) {
  for (std::size_t at = 0; at < parts.size();) {
    const std::string index = parts[at].index;
    const bool unique = parts[at].unique;
    std::vector<std::string> columns;
    std::string why_not;
    bool is_coarse = false;
    for (; at < parts.size() && parts[at].index == index; ++at) {
      const IndexPart& part = parts[at];
      columns.push_back(part.column);
      const auto collation = collations.find(part.column);
      if (part.prefix) {
        why_not = "holds only the beginning of a text";
      } else if (collation == collations.end()) {
        why_not = "is on an expression";
      } else {
        is_coarse = is_coarse || !is_exact_collation(collation->second);
      }
    }
    if (!unique) continue;
    if (is_coarse && why_not.empty()) {
      why_not = "takes different texts for equal";
      info.coarse_keys.push_back(columns);
    }
    info.has_primary_key = info.has_primary_key || index == "PRIMARY";
    add_key(info, index, why_not, std::move(columns));
  }
}

constexpr int kNoSuchTable = 1146;
constexpr int kNoSuchDatabase = 1049;
constexpr int kNoDatabase = 1046;

// A temporary table is in no list of the server's: only its name finds it.
std::optional<Texts> show_columns(Connection& connection, const std::string& table) {
  try {
    return connection.run(fmt::format("SHOW FULL COLUMNS FROM {}", table));
  } catch (const Error& error) {
    const int native = error.native_code();
    if (native != kNoSuchTable && native != kNoSuchDatabase && native != kNoDatabase) throw;
    return std::nullopt;
  }
}

std::optional<TableInfo> table(Connection& connection, const sql::Table& table) {
  if (table.name.find('\0') != std::string::npos || table.schema.find('\0') != std::string::npos) {
    return std::nullopt;
  }
  const std::string name = sql::qualified(sql::mariadb(), table);
  const auto columns = show_columns(connection, name);
  if (!columns) return std::nullopt;
  TableInfo info;
  Collations collations;
  for (std::size_t row = 0; row < columns->size(); ++row) {
    info.columns.push_back(
        {text_at(*columns, row, 0), text_at(*columns, row, 1), text_at(*columns, row, 3) == "YES"});
    collations[text_at(*columns, row, 0)] = text_at(*columns, row, 2);
  }
  read_keys(index_parts(connection, name), collations, info);
  info.empty = connection.run(fmt::format("SELECT 1 FROM {} LIMIT 1", name)).empty();
  return info;
}

}  // namespace

// Of numbers and the like there is none.
bool is_exact_collation(const std::string& collation) {
  return collation.empty() || collation == "binary" || collation.ends_with("_nopad_bin") ||
         collation.ends_with("_0900_bin");
}

const Manners& mariadb_manners() {
  static constexpr std::string_view kUndo = "ROLLBACK TO SAVEPOINT waybill";
  static constexpr Manners manners{
      .vendor = "mariadb",
      .title = "MariaDB",
      .dialect = sql::mariadb,
      .family = Family::mariadb,
      .reading_inside = {"SAVEPOINT waybill", kUndo, kUndo},
      .reading_outside = {"START TRANSACTION READ ONLY", "ROLLBACK", "ROLLBACK"},
      .writing_inside = {"SAVEPOINT waybill", kUndo, "RELEASE SAVEPOINT waybill"},
      .writing_outside = {},
      .before_commit = "SELECT @@in_transaction",
      .now = "SELECT CAST(UNIX_TIMESTAMP(SYSDATE(6)) * 1000000 AS SIGNED)",
      .about =
          "SELECT VERSION(), CURRENT_USER(), TRIM(CONCAT_WS(' ', "
          "(SELECT variable_value FROM information_schema.session_status "
          "WHERE variable_name = 'SSL_VERSION'), "
          "(SELECT variable_value FROM information_schema.session_status "
          "WHERE variable_name = 'SSL_CIPHER')))",
      .set_up = set_up,
      .location = location,
      .schemas = schemas,
      .tables = tables,
      .table = table,
  };
  return manners;
}

}  // namespace waybill::warehouse::odbc

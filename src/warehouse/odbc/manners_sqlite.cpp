// A SQLite file over Debian's SQLite ODBC driver. The driver loads what it is asked to, runs with
// rights to write files, and knows fewer settings than SQLite's own interface: what it leaves open
// is closed here, by the text of statements (sqlite_text) and by how the file is opened (connect).
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "sql/statements.hpp"
#include "warehouse/odbc/connection.hpp"
#include "warehouse/odbc/manners_rows.hpp"
#include "warehouse/odbc/sqlite_text.hpp"
#include "warehouse/sqlite/error.hpp"

namespace waybill::warehouse::odbc {
namespace {

std::string literal(std::string_view text) {
  return sql::literal(sql::sqlite(), text);
}

struct Pragma {
  std::string_view name;
  std::string value;
  std::string answer;
};

std::vector<Pragma> wanted_pragmas(const ConnectSpec& spec) {
  const std::int64_t cache_kib = std::clamp<std::int64_t>(spec.cache_mib, 1, 1 << 20) * 1024;
  return {
      {"trusted_schema", "OFF", "0"},
      {"synchronous", "FULL", "2"},  // the driver sets NORMAL
      {"foreign_keys", "OFF", "0"},
      {"temp_store", "FILE", "1"},
      {"cache_size", std::to_string(-cache_kib), std::to_string(-cache_kib)},
  };
}

void set_pragmas(Connection& connection, const ConnectSpec& spec) {
  for (const Pragma& pragma : wanted_pragmas(spec)) {
    connection.run(fmt::format("PRAGMA {} = {}", pragma.name, pragma.value));
    if (text_at(connection.run(fmt::format("PRAGMA {}", pragma.name)), 0, 0) == pragma.answer) {
      continue;
    }
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': SQLite did not take the setting {} = {}", spec.name,
                            pragma.name, pragma.value))
        .with_hint("use the driver with SQLite 3.37 or later, or connect with via: native");
  }
}

void refuse_catalog(Connection& connection, const ConnectSpec& spec) {
  constexpr std::string_view kCatalogApplicationId = "1463962691";  // "WBLC"
  if (text_at(connection.run("PRAGMA application_id"), 0, 0) != kCatalogApplicationId) return;
  throw Error(codes::connect_failed,
              fmt::format("connection '{}': '{}' is a Waybill catalog, not a warehouse", spec.name,
                          spec.options.at("path")))
      .with_hint("name another file: rows never go into, or come from, a catalog");
}

// What pack_for_sqlite() builds on, of the driver and of the SQLite it was linked to.
void check_values(Connection& connection, const ConnectSpec& spec) {
  if (connection.run("SELECT 1 FROM pragma_function_list WHERE name = 'json_array'").empty()) {
    throw Error(
        codes::connect_failed,
        fmt::format("connection '{}': the driver's SQLite is built without JSON", spec.name))
        .with_hint("connect with via: native");
  }
  constexpr std::string_view kText = "\u00e4\u20ac\U0001F600";
  const Texts answer = connection.run(fmt::format(
      "SELECT {0}, length({0}), printf('%!.20e', 0.1), "
      "json_array('a' || char(0, 31, 34, 92), CAST(CAST(json('\"b\"') AS BLOB) AS TEXT), NULL, "
      "9007199254740993)",
      literal(kText)));
  if (text_at(answer, 0, 0) == kText && text_at(answer, 0, 1) == "3" &&
      text_at(answer, 0, 2).starts_with("1.000000000000000055") &&
      text_at(answer, 0, 3) == R"(["a\u0000\u001f\"\\","\"b\"",null,9007199254740993])") {
    return;
  }
  throw Error(codes::connect_failed,
              fmt::format("connection '{}': the driver changes values on their way", spec.name))
      .with_hint("connect with via: native");
}

void set_up(Connection& connection, const ConnectSpec& spec, Access access) {
  connection.run("SELECT 1 FROM sqlite_schema LIMIT 1");  // a damaged file is found here
  set_pragmas(connection, spec);
  check_values(connection, spec);
  refuse_catalog(connection, spec);
  // A file that may not be written is opened for reading without a word.
  const std::string& path = spec.options.at("path");
  if (access == Access::read_write && ::access(path.c_str(), W_OK) != 0) {
    constexpr int kReadOnly = 8;
    throw sqlite::make_error(kReadOnly, fmt::format("'{}' is not writable", path), spec.name);
  }
}

std::string location(Connection&, const ConnectSpec& spec) {
  const std::string& path = spec.options.at("path");
  struct stat file {};
  if (::stat(path.c_str(), &file) != 0) return path;
  return fmt::format("sqlite:{}:{}", file.st_dev, file.st_ino);
}

std::vector<std::string> schemas(Connection&) {
  return {"main"};
}

std::vector<TableName> tables(Connection& connection, const std::string& schema) {
  std::vector<TableName> names;
  const Texts rows = connection.run(fmt::format(
      "SELECT schema, name FROM pragma_table_list WHERE schema = {} COLLATE NOCASE "
      "AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
      "ORDER BY name",
      literal(schema)));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    names.push_back({text_at(rows, row, 0), text_at(rows, row, 1)});
  }
  return names;
}

// The primary key's columns in its order.
std::vector<std::string> read_columns(Connection& connection, const std::string& of,
                                      TableInfo& info) {
  const Texts rows =
      connection.run(fmt::format("SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo({}) "
                                 "WHERE hidden <> 1 ORDER BY cid",
                                 of));
  std::map<std::string, std::string> key;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const std::string name = text_at(rows, row, 0);
    const std::string position = text_at(rows, row, 3);
    if (position != "0") key.emplace(fmt::format("{:>9}", position), name);
    info.columns.push_back({name, text_at(rows, row, 1), text_at(rows, row, 2) == "0"});
  }
  std::vector<std::string> names;
  for (const auto& [position, name] : key) names.push_back(name);
  return names;
}

void read_index(Connection& connection, const std::string& index, const std::string& schema,
                TableInfo& info) {
  const Texts rows = connection.run(
      fmt::format("SELECT name, coll FROM pragma_index_xinfo({}, {}) WHERE key = 1 ORDER BY seqno",
                  literal(index), literal(schema)));
  std::vector<std::string> columns;
  std::string why_not;
  for (std::size_t row = 0; row < rows.size() && why_not.empty(); ++row) {
    if (!rows[row][0]) return;  // rowid or expression
    columns.push_back(text_at(rows, row, 0));
    const std::string collation = text_at(rows, row, 1);
    if (base::ascii_iequals(collation, "BINARY")) continue;
    why_not = fmt::format("compares '{}' by the collation {}: different keys would become one",
                          columns.back(), collation);
  }
  add_key(info, index, why_not, std::move(columns));
}

std::optional<TableInfo> table(Connection& connection, const sql::Table& table) {
  if (table.name.find('\0') != std::string::npos || table.schema.find('\0') != std::string::npos) {
    return std::nullopt;
  }
  // Of an unqualified name the temporary table comes first, as in SQL.
  const Texts found = connection.run(
      fmt::format("SELECT schema, name FROM pragma_table_list WHERE name = {0} COLLATE NOCASE "
                  "AND ({1} = '' OR schema = {1} COLLATE NOCASE) ORDER BY schema <> 'temp' LIMIT 1",
                  literal(table.name), literal(table.schema)));
  if (found.empty()) return std::nullopt;
  const std::string schema = text_at(found, 0, 0);
  const std::string name = text_at(found, 0, 1);
  const std::string of = fmt::format("{}, {}", literal(name), literal(schema));
  TableInfo info;
  std::vector<std::string> key = read_columns(connection, of, info);
  const Texts indexes = connection.run(
      fmt::format("SELECT name, origin FROM pragma_index_list({}) WHERE \"unique\" = 1 "
                  "AND partial = 0 ORDER BY origin <> 'pk', seq DESC",
                  of));
  info.has_primary_key = !key.empty();
  const bool key_has_index =
      std::ranges::any_of(indexes, [](const auto& row) { return row.at(1) == "pk"; });
  // INTEGER PRIMARY KEY is the rowid itself.
  if (!key.empty() && !key_has_index) info.unique_keys.push_back(std::move(key));
  for (std::size_t row = 0; row < indexes.size(); ++row) {
    read_index(connection, text_at(indexes, row, 0), schema, info);
  }
  info.empty = connection
                   .run(fmt::format("SELECT 1 FROM {} LIMIT 1",
                                    sql::qualified(sql::sqlite(), {schema, name})))
                   .empty();
  return info;
}

}  // namespace

const Manners& sqlite_manners() {
  static constexpr std::string_view kUndo = "ROLLBACK TO waybill";
  static constexpr std::string_view kMayWrite = "PRAGMA query_only = OFF";
  static constexpr Manners manners{
      .vendor = "sqlite",
      .title = "SQLite",
      .dialect = sql::sqlite,
      .family = Family::sqlite,
      .reading_inside = {"PRAGMA query_only = ON", kMayWrite, kMayWrite},
      .reading_outside = {"BEGIN", "ROLLBACK", "ROLLBACK"},
      .writing_inside = {"SAVEPOINT waybill", kUndo, "RELEASE waybill"},
      .writing_outside = {},
      .before_commit = {},
      .now =
          "SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000000 "
          "+ CAST(substr(strftime('%f', 'now'), 4) AS INTEGER) * 1000",
      .about = "SELECT sqlite_version(), '', ''",
      .before_stream = "SELECT 1 FROM sqlite_schema LIMIT 1",
      .changes = "SELECT total_changes(), changes()",
      .refuse = refuse_sqlite_functions,
      .set_up = set_up,
      .location = location,
      .schemas = schemas,
      .tables = tables,
      .table = table,
  };
  return manners;
}

}  // namespace waybill::warehouse::odbc

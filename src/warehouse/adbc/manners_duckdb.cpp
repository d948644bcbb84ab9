// DuckDB, a library that is a database: one of its own a file, whose settings are locked.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <mutex>
#include <sstream>

#include "base/time.hpp"
#include "base/uuid.hpp"
#include "rows/type.hpp"
#include "sql/statements.hpp"
#include "warehouse/adbc/duckdb_catalog.hpp"
#include "warehouse/adbc/duckdb_load.hpp"
#include "warehouse/adbc/file_id.hpp"
#include "warehouse/adbc/manners_rows.hpp"
#include "warehouse/adbc/source.hpp"
#include "warehouse/adbc/texts.hpp"
#include "warehouse/place.hpp"

namespace waybill::warehouse::adbc {
namespace {

constexpr auto kControl = std::to_array<std::string_view>(
    {"abort",   "attach",   "begin", "checkpoint", "commit",  "deallocate", "detach", "end",
     "execute", "export",   "force", "import",     "install", "load",       "pragma", "prepare",
     "reset",   "rollback", "set",   "start",      "use",     "vacuum"});
static_assert(std::ranges::is_sorted(kControl));

void check_path(const std::string& path, Access access, const std::string& connection) {
  const auto refuse = [&](std::string why, std::string hint) {
    return Error(codes::connect_failed,
                 fmt::format("connection '{}': the path '{}' {}", connection, path, why))
        .with_hint(std::move(hint));
  };
  if (path.find('\0') != std::string::npos) {
    throw refuse("has a NUL character in it", "correct options.path");
  }
  if (path.front() != '/') throw refuse("is not absolute", "set options.path from the root on");
  struct stat file {};
  const bool exists = ::stat(path.c_str(), &file) == 0;
  if (exists && !S_ISREG(file.st_mode)) {
    throw refuse("is no file", "set options.path to the database file");
  }
  if (!exists && access == Access::read_only) {
    throw refuse("does not exist", "correct options.path, or create the database first");
  }
  if (!exists) {
    const std::string folder = path.substr(0, std::max<std::size_t>(path.rfind('/'), 1));
    if (::stat(folder.c_str(), &file) != 0 || !S_ISDIR(file.st_mode)) {
      throw refuse("is in no folder that exists", "correct options.path, or create the folder");
    }
  } else if (access == Access::read_write && ::access(path.c_str(), W_OK) != 0) {
    throw Error(codes::database_read_only,
                fmt::format("connection '{}': '{}' is not writable", connection, path))
        .with_hint("give the user rights on the file and its folder");
  }
}

// Another copy of DuckDB in this process, the host program's own: the kernel would let both in.
// https://man7.org/linux/man-pages/man5/proc_locks.5.html
bool held_by_this_process(const FileId& file) {
  std::ifstream locks("/proc/locks");
  std::string line;
  const std::string inode = ":" + std::to_string(file.second);
  const std::string self = std::to_string(::getpid());
  while (std::getline(locks, line)) {
    std::istringstream words(line);
    std::string number, kind, advisory, mode, pid, place, from, to;
    words >> number >> kind >> advisory >> mode >> pid >> place >> from >> to;
    if (kind == "POSIX" && pid == self && place.ends_with(inode) && from == "0" && to == "EOF") {
      return true;
    }
  }
  return false;
}

void check_place(const ConnectSpec& spec, Access access) {
  const std::string path = option(spec.options, "path");
  if (!path.empty()) check_path(path, access, spec.name);
  const auto before = file_id(path);
  if (before && held_by_this_process(*before)) {
    throw Error(codes::database_busy,
                fmt::format("connection '{}': this process has '{}' open by other means than "
                            "Waybill",
                            spec.name, path))
        .with_hint("close it there first: two copies of DuckDB in one process destroy the file");
  }
}

std::string target(const ConnectSpec& spec) {
  return option(spec.options, "path", ":memory:");
}

std::vector<Option> options(const ConnectSpec& spec, Access access) {
  return {
      {"path", option(spec.options, "path")},
      {"access_mode", access == Access::read_only ? "READ_ONLY" : "READ_WRITE"},
      {"threads", option(spec.options, "threads", "2")},
      {"memory_limit", option(spec.options, "memory_limit", "1GiB")},
      // A model reads tables, never files or addresses.
      {"enable_external_access", "false"},
      {"autoinstall_known_extensions", "false"},
      {"autoload_known_extensions", "false"},
  };
}

Error open_error(const Failure& failure, const ConnectSpec& spec, std::string_view target) {
  return duckdb_open_error(failure, target, spec.name);
}

// Of the session's own database, so that no name of a database is taken for it.
void use_schema(Connection& connection, const ConnectSpec& spec) {
  const std::string schema = option(spec.options, "schema");
  std::string database;
  {
    Result result(connection, "SELECT current_database()", {});
    const Array row = result.next();
    View view;
    if (row.filled() && row->length == 1 && row->n_children == 1 &&
        make_view(*row->children[0], Kind::text, 1, view).empty()) {
      database = cell_bytes(Kind::text, view, view.offset);
    }
  }
  try {
    connection.run_whole(fmt::format("USE {}.{}", sql::quote(sql::duckdb(), database),
                                     sql::quote(sql::duckdb(), schema)));
  } catch (const Error& error) {
    if (error.code().id != codes::sql_rejected.id) throw;
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': there is no schema '{}'", connection.name(), schema))
        .with_hint("correct options.schema, or create it")
        .with_native(error.native_code());
  }
}

void set_up(Connection& connection, const ConnectSpec& spec, Access access) {
  // Once a database, before its settings are locked for good: a locked one takes none of a
  // session's either.
  const std::unique_lock lock(connection.database().settings_mutex);
  if (!connection.database().settings_locked) {
    // What a killed process left in the write-ahead log: DuckDB 1.4 loses updates of it, and has
    // its inserts twice, where the next process writes before it is in the file.
    if (access == Access::read_write) connection.run_whole("CHECKPOINT");
    connection.run_whole("SET GLOBAL TimeZone = 'UTC'");
    connection.run_whole("SET GLOBAL arrow_lossless_conversion = true");
    connection.run_whole("SET GLOBAL enable_external_access = false");
    connection.run_whole("SET GLOBAL lock_configuration = true");
    connection.database().settings_locked = true;
  }
  const auto setting = [&](const std::string& name, std::string_view wanted) {
    Result result(connection,
                  fmt::format("SELECT CAST(current_setting('{}') AS VARCHAR) = '{}'", name, wanted),
                  {});
    const Array row = result.next();
    const bool is = row.filled() && row->length == 1 && row->n_children == 1 &&
                    row->children[0]->n_buffers == 2 && row->children[0]->buffers[1] != nullptr &&
                    *static_cast<const std::uint8_t*>(row->children[0]->buffers[1]) == 1;
    if (is) return;
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': DuckDB did not take the setting {} = {}",
                            connection.name(), name, wanted))
        .with_hint("use another version of DuckDB's library");
  };
  setting("TimeZone", "UTC");
  setting("arrow_lossless_conversion", "true");
  setting("enable_external_access", "false");
  setting("lock_configuration", "true");
  if (!option(spec.options, "schema").empty()) use_schema(connection, spec);
}

std::string location(Connection&, const ConnectSpec& spec) {
  const auto file = file_id(option(spec.options, "path"));
  return file ? fmt::format("duckdb:{}:{}", file->first, file->second)
              : "duckdb:memory:" + base::new_uuid(base::system_now());
}

struct Suggestion {
  std::string_view name;
  rows::Logical logical;
};
// https://duckdb.org/docs/stable/sql/data_types/overview
constexpr auto kSuggestions = std::to_array<Suggestion>({
    {"BIGINT", rows::Logical::bigint},
    {"BLOB", rows::Logical::bytes},
    {"BOOLEAN", rows::Logical::boolean},
    {"DATE", rows::Logical::date},
    {"DOUBLE", rows::Logical::floating},
    {"FLOAT", rows::Logical::floating},
    {"INTEGER", rows::Logical::integer},
    {"JSON", rows::Logical::json},
    {"SMALLINT", rows::Logical::integer},
    {"TIME", rows::Logical::time},
    {"TIMESTAMP", rows::Logical::datetime},
    {"TIMESTAMP WITH TIME ZONE", rows::Logical::timestamp},
    {"TIMESTAMP_MS", rows::Logical::datetime},
    {"TIMESTAMP_NS", rows::Logical::datetime},
    {"TIMESTAMP_S", rows::Logical::datetime},
    {"TINYINT", rows::Logical::integer},
    {"UINTEGER", rows::Logical::bigint},
    {"USMALLINT", rows::Logical::integer},
    {"UTINYINT", rows::Logical::integer},
    {"UUID", rows::Logical::uuid},
});

// What DESCRIBE calls a type, which is what a column is declared as.
rows::Type suggest_by_name(std::string_view name) {
  for (const Suggestion& row : kSuggestions) {
    if (row.name == name) return {row.logical};
  }
  if (name == "HUGEINT" || name == "UHUGEINT") return {rows::Logical::decimal, 39, 0};
  if (name == "UBIGINT") return {rows::Logical::decimal, 20, 0};
  if (name.starts_with("DECIMAL(")) {
    const rows::ParsedType parsed = rows::parse_type(name);
    if (!parsed.problem) return parsed.type;
  }
  return {rows::Logical::text};
}

std::vector<ResultColumn> describe(Connection& connection, const Call& call) {
  std::vector<ResultColumn> columns;
  for (const auto& row : read_texts(
           connection, fmt::format("SELECT column_name, column_type FROM (DESCRIBE {})", call.text),
           call.parameters)) {
    ResultColumn column;
    column.name = row.at(0).value_or("");
    column.source_type = row.at(1).value_or("");
    column.suggested = suggest_by_name(column.source_type);
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace

const Manners& duckdb_manners() {
  static constexpr auto kAlike = std::to_array<std::string_view>({"threads", "memory_limit"});
  static constexpr Manners manners{
      .vendor = "duckdb",
      .title = "DuckDB",
      .dialect = sql::duckdb,
      .library = "libduckdb.so",
      .entry_point = "duckdb_adbc_init",
      .where =
          "set driver to the path of libduckdb.so, version 1.2 or later: it is part of DuckDB's "
          "C/C++ release for this machine",
      .one_a_file = true,
      .alike = kAlike,
      .reconnects = true,
      .reading_outside = {"BEGIN TRANSACTION READ ONLY", "ROLLBACK", "ROLLBACK"},
      .before_commit = "SELECT 1",
      .now = "SELECT epoch_us(get_current_timestamp())",
      .about = "SELECT version(), '', ''",
      .control = kControl,
      .target = target,
      .check_place = check_place,
      .options = options,
      .open_error = open_error,
      .error = duckdb_error,
      .set_up = set_up,
      .location = location,
      .schemas = list_schemas,
      .tables = list_tables,
      .table = inspect_table,
      .describe = describe,
      .load = load_batch,
  };
  return manners;
}

}  // namespace waybill::warehouse::adbc

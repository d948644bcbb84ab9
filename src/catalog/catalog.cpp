// The handle itself: opening, checking, transactions, and what the other parts share.
#include "catalog/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/error.hpp"
#include "base/text.hpp"
#include "catalog/open.hpp"
#include "catalog/sqlite_error.hpp"
#include "catalog/store.hpp"
#include "catalog/transaction.hpp"

namespace waybill::catalog {

namespace {

constexpr base::ParseLimits stored_limits{.bytes = std::size_t{1} << 30, .depth = 128};

// "a/../b" is not "b" where a is a link: only the file system knows.
std::filesystem::path without_dots(const std::filesystem::path& path, std::error_code& failed) {
  if (std::ranges::find(path, "..") == path.end()) return path.lexically_normal();
  return std::filesystem::canonical(path.parent_path(), failed) / path.filename();
}

std::string read_id(Database& database) {
  Query query(database, "SELECT id FROM catalog");
  if (!query.next()) {
    throw Error(codes::catalog_damaged,
                fmt::format("The catalog {} is damaged: it has no id", shown(database.path())))
        .with_hint("restore the file from a backup, or move it away to start a new catalog");
  }
  return query.text(0);
}

// Text columns that hold JSON: table, column, and what tells a row apart.
struct JsonColumn {
  std::string_view table, column, row;
};
constexpr JsonColumn json_columns[] = {
    {"objects", "body", "id"},
    {"versions", "body", "object_id || ', ' || number"},
    {"runs", "report", "id"},
    {"runs", "tags", "id"},
    {"run_events", "fields", "run_id || ', ' || number"},
    {"rejects", "\"key\"", "id"},
    {"rejects", "payload", "id"},
};

using Problems = std::vector<std::string>;

void check_structure(Database& database, Problems& problems) {
  Query integrity(database, "PRAGMA integrity_check");
  while (integrity.next()) {
    if (integrity.view(0) != "ok") problems.push_back(shown(integrity.text(0)));
  }
}

void check_references(Database& database, Problems& problems) {
  Query references(database, "PRAGMA foreign_key_check");
  while (references.next()) {
    problems.push_back(fmt::format("row {} of {} refers to a missing row of {}",
                                   references.integer(1), references.text(0), references.text(2)));
  }
  Query newest(database,
               "SELECT id FROM objects o WHERE version <> "
               "(SELECT max(number) FROM versions v WHERE v.object_id = o.id)");
  while (newest.next()) {
    problems.push_back(fmt::format("object {} is not at its newest version", newest.text(0)));
  }
}

void check_bodies(Database& database, Problems& problems) {
  for (const JsonColumn& part : json_columns) {
    Query bodies(database, fmt::format("SELECT {}, {} FROM {} WHERE {} IS NOT NULL", part.row,
                                       part.column, part.table, part.column));
    while (bodies.next()) {
      if (is_readable(bodies.view(1))) continue;
      problems.push_back(
          fmt::format("{} of {} in {} is no JSON", part.column, bodies.text(0), part.table));
    }
  }
}

}  // namespace

std::string absolute_path(const std::string& path) {
  if (path.empty() || path.find('\0') != std::string::npos) {
    throw Error(codes::catalog_unopened, path.empty() ? "The catalog's path is empty"
                                                      : "The catalog's path has a NUL character")
        .with_hint("name a file, for example waybill.db");
  }
  std::error_code failed;
  std::filesystem::path absolute = std::filesystem::absolute(path, failed);
  if (!failed) absolute = without_dots(absolute, failed);
  if (failed) {
    throw Error(codes::catalog_unopened,
                fmt::format("The catalog {} cannot be opened: {}", shown(path), failed.message()))
        .with_hint("correct the path");
  }
  return absolute.string();
}

std::string write_stored(const base::Json& value, std::string_view what) {
  std::string text = base::write_json(value);
  if (!is_readable(text)) {
    throw Error(codes::bad_parameter,
                fmt::format("The {} cannot be kept: it is nested too deeply", what));
  }
  return text;
}

base::Json read_stored(const Database& database, std::string_view text, std::string_view what) {
  auto parsed = base::parse_json(text, stored_limits);
  if (!parsed.error) return std::move(parsed.value);
  throw Error(codes::catalog_damaged, fmt::format("The catalog {} is damaged: the {} is no JSON",
                                                  shown(database.path()), what))
      .with_hint("restore the file from a backup");
}

bool is_readable(std::string_view text) {
  return !base::parse_json(text, stored_limits).error;
}

void unknown_value(const Database& database, std::string_view what) {
  throw Error(
      codes::catalog_damaged,
      fmt::format("The catalog {} is damaged: a {} has a value that this Waybill does not know",
                  shown(database.path()), what))
      .with_hint("restore the file from a backup");
}

void Conditions::add(std::string_view condition, std::vector<Parameter> values) {
  sql += fmt::format(" {} {}", sql.empty() ? "WHERE" : "AND", condition);
  for (Parameter& value : values) parameters.push_back(std::move(value));
}

Catalog::Catalog() = default;
Catalog::~Catalog() = default;

std::unique_ptr<Catalog> Catalog::open(const std::string& path, base::Clock clock) {
  Database database = open_database(absolute_path(path), clock());
  std::string id = read_id(database);
  std::unique_ptr<Catalog> catalog(new Catalog);
  catalog->impl_ = std::make_unique<Impl>(
      Impl{std::move(database), std::move(clock), std::move(id), newest_version(migrations())});
  return catalog;
}

const std::string& Catalog::id() const {
  return impl_->id;
}

const std::string& Catalog::path() const {
  return impl_->database.path();
}

std::string Catalog::directory() const {
  return std::filesystem::path(path()).parent_path().string();
}

std::int64_t Catalog::schema_version() const {
  return impl_->schema_version;
}

CheckResult Catalog::check() {
  CheckResult result;
  result.schema_version = schema_version();
  for (auto* part : {check_structure, check_references, check_bodies}) {
    try {
      part(impl_->database, result.problems);
    } catch (const Error& error) {
      if (!is_damage(error)) throw;
      result.problems.push_back(error.message());
    }
  }
  result.ok = result.problems.empty();
  return result;
}

void Catalog::in_transaction(const std::function<void()>& work) {
  catalog::in_transaction(impl_->database, work);
}

}  // namespace waybill::catalog

#include "catalog/migrate.hpp"

#include <fmt/format.h>

#include <string>

#include "base/uuid.hpp"
#include "catalog/sqlite_error.hpp"
#include "catalog/transaction.hpp"

namespace waybill::catalog {

namespace {

std::int64_t single_integer(Database& database, std::string_view sql) {
  Query query(database, sql);
  return query.next() ? query.integer(0) : 0;
}

void require_references(Database& database) {
  Query query(database, "PRAGMA foreign_key_check");
  if (query.next()) {
    throw Error(
        codes::catalog_damaged,
        fmt::format(
            "The catalog {} cannot be upgraded: a row of table {} refers to one that is missing",
            shown(database.path()), query.text(0)))
        .with_hint("restore the file from a backup; it was left as it is");
  }
}

void apply(Database& database, std::span<const Migration> steps, base::Micros now) {
  const Identity present = read_identity(database);
  require_catalog(database, present, steps);
  const std::int64_t newest = newest_version(steps);
  if (present.version == newest) return;  // another process was faster
  for (const Migration& step : steps) {
    if (step.version > present.version) database.execute(std::string(step.sql));
  }
  if (present.version == 0) {
    Query(database, "INSERT INTO catalog (only_row, id, created_at) VALUES (1, ?, ?)",
          base::new_uuid(now), now)
        .run();
  }
  require_references(database);
  database.execute(
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", application_id, newest));
}

}  // namespace

std::int64_t newest_version(std::span<const Migration> steps) {
  return steps.empty() ? 0 : steps.back().version;
}

Identity read_identity(Database& database) {
  Identity identity;
  identity.application = single_integer(database, "PRAGMA application_id");
  identity.version = single_integer(database, "PRAGMA user_version");
  identity.has_tables = single_integer(database, "SELECT count(*) FROM sqlite_schema") > 0;
  return identity;
}

void require_catalog(const Database& database, const Identity& identity,
                     std::span<const Migration> steps) {
  const bool ours = identity.application == application_id;
  const bool empty = identity.application == 0 && identity.version == 0 && !identity.has_tables;
  const std::string where = shown(database.path());
  if (!ours && !empty) {
    throw Error(codes::catalog_foreign,
                fmt::format("The file {} is a SQLite database of another program", where))
        .with_hint("name another file: Waybill keeps its catalog in a file of its own");
  }
  if (ours && identity.version > newest_version(steps)) {
    throw Error(
        codes::catalog_newer,
        fmt::format("The catalog {} has schema version {}; this Waybill knows versions up to {}",
                    where, identity.version, newest_version(steps)))
        .with_hint("use the newer Waybill that wrote it; the file was left as it is");
  }
  if (ours && (identity.version < 1 || !identity.has_tables)) {
    throw Error(codes::catalog_damaged,
                fmt::format("The catalog {} is damaged: its schema version is {}{}", where,
                            identity.version, identity.has_tables ? "" : " and it has no tables"))
        .with_hint("restore the file from a backup, or move it away to start a new catalog");
  }
}

void migrate(Database& database, std::span<const Migration> steps, base::Micros now) {
  if (read_identity(database).version != newest_version(steps)) {
    // Rebuilding a table that others refer to needs this, and it cannot change in a transaction.
    database.execute("PRAGMA foreign_keys = OFF");
    in_transaction(database, [&] { apply(database, steps, now); });
  }
  database.execute("PRAGMA foreign_keys = ON");
}

}  // namespace waybill::catalog

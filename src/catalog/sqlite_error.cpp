#include "catalog/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

namespace waybill::catalog {

namespace {

struct Row {
  int code;  // extended or primary
  const Code* error;
  std::string_view what;  // follows "The catalog <path> "
  std::string_view hint;
};

constexpr std::string_view repeat_hint =
    "repeat the operation when the file system works again: it was kept whole or not at all";
constexpr std::string_view damage_hint =
    "restore the file from a backup, or move it away to start a new catalog";

constexpr Row rows[] = {
    {SQLITE_FULL, &codes::catalog_full, "cannot grow: no space is left",
     "free space on its file system and repeat the operation: it was kept whole or not at all"},
    {SQLITE_IOERR_NOMEM, &codes::out_of_memory, "cannot be used: out of memory",
     "free memory and repeat the operation"},
    {SQLITE_IOERR_CORRUPTFS, &codes::catalog_damaged, "is damaged by its file system", damage_hint},
    {SQLITE_IOERR, &codes::catalog_io, "could not be read or written", repeat_hint},
    {SQLITE_PROTOCOL, &codes::catalog_busy, "is held by other processes",
     "repeat the operation when they are done"},
    {SQLITE_BUSY, &codes::catalog_busy, "is held by another process",
     "repeat the operation when the other process is done"},
    {SQLITE_LOCKED, &codes::catalog_busy, "is held by another handle",
     "repeat the operation when the other handle is done"},
    {SQLITE_CORRUPT, &codes::catalog_damaged, "is damaged", damage_hint},
    {SQLITE_NOTADB, &codes::catalog_damaged, "is damaged", damage_hint},
    {SQLITE_READONLY_DBMOVED, &codes::catalog_unopened, "was moved or deleted while it was open",
     "open the catalog again at the place where it is now"},
    {SQLITE_READONLY, &codes::catalog_read_only, "may not be written",
     "give write permission on the file and on its folder, where SQLite keeps a log beside it"},
    {SQLITE_PERM, &codes::catalog_read_only, "may not be written",
     "give write permission on the file and on its folder"},
    {SQLITE_CANTOPEN, &codes::catalog_unopened, "cannot be opened",
     "check the path, and the permissions of the file and its folder"},
    {SQLITE_NOLFS, &codes::catalog_full, "is too large for its file system",
     "move it to a file system without that limit"},
    {SQLITE_NOMEM, &codes::out_of_memory, "cannot be used: out of memory",
     "free memory and repeat the operation"},
    {SQLITE_INTERRUPT, &codes::cancelled, "was left: the operation was cancelled", ""},
    {SQLITE_TOOBIG, &codes::bad_parameter, "cannot hold a value as long as this",
     "make it shorter"},
    {SQLITE_CONSTRAINT_PRIMARYKEY, &codes::catalog_conflict, "has a row of this id already", ""},
    {SQLITE_CONSTRAINT_UNIQUE, &codes::catalog_conflict,
     "has an object of this kind and name already", "choose another name"},
    {SQLITE_CONSTRAINT, &codes::internal, "refused a change that breaks its rules", ""},
    // Our own statements are right: if they do not fit, the tables are not what they were.
    {SQLITE_ERROR, &codes::catalog_damaged, "lacks tables or columns of its version", damage_hint},
};

const Row* find_row(int extended_code) {
  for (int code : {extended_code, extended_code & 0xff}) {
    for (const Row& row : rows) {
      if (row.code == code) return &row;
    }
  }
  return nullptr;
}

// No space, no quota, or a limit on a file's size.
bool out_of_space(int primary, int system_errno) {
  return (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN) &&
         (system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG);
}

}  // namespace

std::string shown(std::string_view path) {
  std::string line(path);
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return line;
}

Error sqlite_error(std::string_view path, int extended_code, int system_errno,
                   std::string_view detail) {
  const bool full = out_of_space(extended_code & 0xff, system_errno);
  const Row* row = find_row(full ? SQLITE_FULL : extended_code);
  const std::string where = shown(path);
  if (row == nullptr) {
    return Error(codes::internal, fmt::format("The catalog {} failed: {}", where, shown(detail)))
        .with_native(extended_code);
  }
  std::string message = fmt::format("The catalog {} {}", where, row->what);
  if (!detail.empty()) message += fmt::format(" ({})", shown(detail));
  return Error(*row->error, std::move(message))
      .with_hint(std::string(row->hint))
      .with_native(extended_code);
}

bool is_busy(const Error& error) {
  return error.code().id == codes::catalog_busy.id;
}

bool is_damage(const Error& error) {
  return error.code().id == codes::catalog_damaged.id;
}

}  // namespace waybill::catalog

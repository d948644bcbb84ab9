// SQLite's result codes as Waybill's errors.
#include "warehouse/sqlite/error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/text.hpp"

namespace waybill::warehouse::sqlite {
namespace {

struct Row {
  int result;  // extended codes first, then primary ones
  const Code* code;
  std::string_view hint;
};

// https://www.sqlite.org/rescode.html
constexpr Row kTable[] = {
    {SQLITE_READONLY_ROLLBACK, &codes::database_read_only,
     "a writer of the file died in a transaction: open it once with write rights, which undoes it"},
    {SQLITE_READONLY_RECOVERY, &codes::database_read_only,
     "a writer of the file died: open it once with write rights, which recovers it"},
    {SQLITE_READONLY_CANTINIT, &codes::database_read_only,
     "the file is in WAL mode: its -shm file and its folder must be writable to read it"},
    {SQLITE_READONLY_DIRECTORY, &codes::database_read_only,
     "the journal is written beside the file: make the folder writable"},
    {SQLITE_IOERR_NOMEM, &codes::out_of_memory, "free memory, then run again"},
    {SQLITE_BUSY, &codes::database_busy, "run again when the other process has finished"},
    {SQLITE_LOCKED, &codes::database_busy, "run again when the other process has finished"},
    {SQLITE_PROTOCOL, &codes::database_busy, "run again when the other process has finished"},
    {SQLITE_FULL, &codes::database_full,
     "free space on the disk of the file and of the folder for temporary files, then run again"},
    {SQLITE_READONLY, &codes::database_read_only, "make the file and its folder writable"},
    {SQLITE_PERM, &codes::database_read_only, "make the file and its folder writable"},
    {SQLITE_CORRUPT, &codes::database_corrupt,
     "see what PRAGMA integrity_check says; restore the file from a backup"},
    {SQLITE_NOTADB, &codes::not_a_database,
     "check the path: the file is no SQLite database, or it is encrypted"},
    {SQLITE_IOERR, &codes::database_io, "check the disk and the system log, then run again"},
    {SQLITE_CANTOPEN, &codes::connect_failed,
     "check that the file's folder exists and that this user may read and write there"},
    {SQLITE_CONSTRAINT, &codes::constraint_violated, "fix the row, or the table's constraint"},
    {SQLITE_MISMATCH, &codes::constraint_violated,
     "a primary key of type INTEGER takes integers only"},
    {SQLITE_INTERRUPT, &codes::cancelled, ""},
    {SQLITE_SCHEMA, &codes::database_busy, "run again when nobody changes the tables"},
    {SQLITE_NOMEM, &codes::out_of_memory, "free memory, then run again"},
    {SQLITE_TOOBIG, &codes::unsupported, "SQLite keeps at most 1,000,000,000 bytes in a row"},
    {SQLITE_AUTH, &codes::not_read_only, "write one SELECT or WITH statement that only reads"},
    {SQLITE_ERROR, &codes::sql_rejected,
     "check the statement against the tables and columns; a text stands in single quotes"},
};

// One line, whatever the database or a trigger of the user's says.
std::string one_line(std::string_view text) {
  return base::one_line(text, 400);
}

}  // namespace

Error make_error(int result, std::string_view native, std::string_view connection) {
  const Row* row = nullptr;
  for (const Row& candidate : kTable) {
    if (candidate.result == result || candidate.result == (result & 0xFF)) {
      row = &candidate;
      break;
    }
  }
  if (row != nullptr && row->code == &codes::cancelled) {
    return Error(codes::cancelled, fmt::format("connection '{}': cancelled", connection))
        .with_native(result);
  }
  const Code& code = row != nullptr ? *row->code : codes::internal;
  return Error(code,
               fmt::format("connection '{}': {}: {}", connection, code.title, one_line(native)))
      .with_hint(std::string(row != nullptr ? row->hint : "report this as an error in Waybill"))
      .with_native(result);
}

void check_path(const std::string& path, bool must_exist, std::string_view connection) {
  namespace fs = std::filesystem;
  const auto refuse = [&](std::string_view why, std::string hint) {
    return Error(codes::connect_failed, fmt::format("connection '{}': cannot open '{}': {}",
                                                    connection, one_line(path), why))
        .with_hint(std::move(hint));
  };
  if (path.empty() || path.find('\0') != std::string::npos || !fs::path(path).is_absolute()) {
    throw refuse("the path is not absolute", "write the full path of the file");
  }
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  switch (status.type()) {
    case fs::file_type::regular:
      return;
    case fs::file_type::not_found:
      break;
    case fs::file_type::directory:
      throw refuse("it is a directory", "name a file in it");
    case fs::file_type::none:
      throw refuse(failure.message(), "check the path and the rights of this user");
    default:
      throw refuse("it is not a regular file", "name a file");
  }
  const fs::path folder = fs::path(path).parent_path();
  if (!fs::is_directory(folder, failure)) {
    throw refuse(fmt::format("its folder '{}' does not exist", one_line(folder.string())),
                 "create the folder, or correct the path");
  }
  if (must_exist) throw refuse("there is no such file", "check the path");
}

}  // namespace waybill::warehouse::sqlite

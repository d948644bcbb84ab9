#include "warehouse/adbc/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/text.hpp"

namespace waybill::warehouse::adbc {
namespace {

struct Row {
  std::string_view prefix;
  std::string_view part;  // of the message; empty: any
  const Code* code;
  std::string_view hint;
  bool names_values = false;  // the message may quote what stands in a row
};

// https://github.com/duckdb/duckdb/blob/main/src/common/exception.cpp names the prefixes. The
// first row that fits counts.
constexpr auto kTable = std::to_array<Row>({
    {"Binder Error:", "", &codes::sql_rejected,
     "check the statement against the tables and columns"},
    {"Catalog Error:", "already exists", &codes::sql_rejected, "name another, or drop it first"},
    {"Catalog Error:", "", &codes::sql_rejected,
     "check the statement against the tables and columns"},
    {"Connection Error:", "", &codes::connection_lost, "run again"},
    {"Constraint Error:", "", &codes::constraint_violated, "fix the row, or the table's constraint",
     true},
    {"Conversion Error:", "", &codes::constraint_violated, "fix the value, or the column's type",
     true},
    {"Decimal Error:", "", &codes::constraint_violated, "fix the value, or the column's type",
     true},
    {"Dependency Error:", "", &codes::sql_rejected, "drop what depends on it first"},
    {"FATAL Error:", "", &codes::connection_lost,
     "DuckDB gave the database up: run again; if it stays so, restore it from a backup"},
    {"INTERNAL Error:", "", &codes::connection_lost,
     "an error inside DuckDB: run again, or with another version of its library"},
    {"INTERRUPT Error:", "", &codes::cancelled, ""},
    {"IO Error:", "No space left", &codes::database_full, "free space on the disk, then run again"},
    {"IO Error:", "Could not set lock", &codes::database_busy,
     "run again when the other process has closed the file, or raise timeouts.lock_s"},
    {"IO Error:", "", &codes::database_io, "check the disk and the rights of the file"},
    {"Invalid Error:", "No space left", &codes::database_full,
     "free space on the disk, then run again"},
    {"Invalid Input Error:", "read-only mode", &codes::database_read_only,
     "open the connection for writing"},
    {"Invalid Input Error:", "", &codes::sql_rejected,
     "check the statement, and the values it works on", true},
    {"Mismatch Type Error:", "", &codes::constraint_violated, "fix the value, or the column's type",
     true},
    {"Missing Extension Error:", "", &codes::unsupported,
     "extensions of DuckDB are not loaded: do it without one"},
    {"Out of Memory Error:", "", &codes::out_of_memory,
     "raise options.memory_limit, or free space where DuckDB puts temporary files"},
    {"Out of Range Error:", "", &codes::constraint_violated, "fix the value, or the column's type",
     true},
    {"Parser Error:", "", &codes::sql_rejected, "correct the statement's syntax"},
    {"Permission Error:", "", &codes::denied_by_database,
     "files and extensions are out of a statement's reach: bring the data into the database"},
    {"TransactionContext Error:", "Current transaction is aborted", &codes::sql_rejected,
     "an earlier statement of the transaction failed: roll it back"},
    {"TransactionContext Error:", "onstraint", &codes::constraint_violated,
     "fix the row, or the table's constraint", true},
    {"TransactionContext Error:", "read-only", &codes::database_read_only,
     "open the connection for writing"},
    {"TransactionContext Error:", "onflict", &codes::database_busy,
     "run again: another transaction changed the same rows", true},
    {"TransactionContext Error:", "", &codes::sql_rejected, "roll the transaction back", true},
});

// A connection that cannot be opened, most telling first.
struct Opening {
  std::string_view part;
  const Code* code;
  std::string_view why;
  std::string_view hint;
};
constexpr auto kOpenings = std::to_array<Opening>({
    {"Could not set lock", &codes::database_busy, "another process has the file open",
     "close it there, or raise timeouts.lock_s; of several processes none may write"},
    {"not a valid DuckDB database file", &codes::not_a_database, "the file is no DuckDB database",
     "correct options.path"},
    // What it would read the file of another vendor with.
    {"extensions is disabled", &codes::not_a_database, "the file is no DuckDB database",
     "correct options.path; a SQLite file wants vendor sqlite"},
    {"read a database file with version number", &codes::connect_failed,
     "another version of DuckDB wrote the file",
     "set driver to a library of that version, or export and import the database"},
    {"Serialization Error", &codes::database_corrupt, "the file is damaged, or of a newer DuckDB",
     "open it with DuckDB itself; restore it from a backup"},
    {"Could not read enough bytes", &codes::database_corrupt,
     "the file is damaged: it ends too soon", "restore it from a backup"},
    {"Corrupt database file", &codes::database_corrupt, "the file is damaged",
     "restore it from a backup"},
    {"Permission denied", &codes::connect_failed, "the file may not be opened",
     "give the user rights on the file and its folder"},
    {"does not exist", &codes::connect_failed, "there is no such file", "correct options.path"},
    {"No such file", &codes::connect_failed, "there is no such file", "correct options.path"},
    {"memory_limit", &codes::connect_failed, "DuckDB does not take options.memory_limit",
     "write it as a number and a unit, such as 512MiB or 4GiB"},
    {"threads", &codes::connect_failed, "DuckDB does not take options.threads",
     "write a whole number from 1 on"},
});

// libpq's name of the message without detail, hint and place:
// https://www.postgresql.org/docs/current/libpq-exec.html#LIBPQ-PQRESULTERRORFIELD
constexpr std::string_view kPrimary = "PG_DIAG_MESSAGE_PRIMARY";

constexpr std::size_t kLongestMessage = 400;

std::string one_line(std::string_view text) {
  // What follows the first line is the statement itself.
  return base::one_line(base::trim(text.substr(0, text.find("\n\n"))), kLongestMessage);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

Failure ErrorSlot::describe(const AdbcError& error, Status status, const AdbcDriver* table) {
  Failure failure;
  failure.status = status;
  if (error.message != nullptr) failure.message = error.message;
  for (const char c : error.sqlstate) {
    if (is_word(c) && c != '_') failure.sqlstate += c;
  }
  if (failure.sqlstate.size() != 5 || failure.sqlstate == "00000") failure.sqlstate.clear();
  const bool has_code = error.vendor_code != kHasPrivateData && error.vendor_code > 0;
  failure.native = has_code ? error.vendor_code : status;
  const bool has_details =
      table != nullptr && error.release != nullptr && error.vendor_code == kHasPrivateData &&
      table->ErrorGetDetailCount != nullptr && table->ErrorGetDetail != nullptr;
  const int details = has_details ? table->ErrorGetDetailCount(&error) : 0;
  for (int i = 0; i < details; ++i) {
    const AdbcErrorDetail detail = table->ErrorGetDetail(&error, i);
    if (detail.key == nullptr || detail.value == nullptr || detail.key != kPrimary) continue;
    failure.primary.assign(reinterpret_cast<const char*>(detail.value), detail.value_length);
    failure.primary.resize(std::min(failure.primary.find('\0'), failure.primary.size()));
  }
  return failure;
}

std::string without_values(std::string_view message) {
  std::string line = one_line(message);
  // From the first quote to the last: a value may hold quotes of its own.
  const std::size_t first = line.find_first_of("'\"");
  if (first != std::string::npos) {
    const std::size_t last = line.find_last_of("'\"");
    line = last > first ? line.substr(0, first) + "..." + line.substr(last + 1)
                        : line.substr(0, first) + "...";
  }
  // Numbers that stand alone; those in names such as INT64 say something about types.
  std::string kept;
  for (std::size_t i = 0; i < line.size();) {
    const bool starts = is_digit(line[i]) && (i == 0 || !is_word(line[i - 1]));
    if (!starts) {
      kept += line[i++];
      continue;
    }
    while (i < line.size() && (is_word(line[i]) || line[i] == '.' || line[i] == ':')) ++i;
    kept += "...";
  }
  return kept;
}

Error duckdb_error(const Failure& failure, std::string_view connection) {
  const Row* row = nullptr;
  for (const Row& candidate : kTable) {
    if (failure.message.starts_with(candidate.prefix) &&
        failure.message.find(candidate.part) != std::string::npos) {
      row = &candidate;
      break;
    }
  }
  const Code& code = row != nullptr                         ? *row->code
                     : failure.status == status::kCancelled ? codes::cancelled
                                                            : codes::sql_rejected;
  if (code.id == codes::cancelled.id) return cancelled_error(connection);
  // A driver that is not in the table may quote anything.
  const bool names_values = row == nullptr || row->names_values;
  const std::string message =
      names_values ? without_values(failure.message) : one_line(failure.message);
  return Error(code, fmt::format("connection '{}': {}{}{}", connection, code.title,
                                 message.empty() ? "" : ": ", message))
      .with_hint(std::string(row != nullptr ? row->hint
                                            : "check the statement against the tables and columns"))
      .with_sqlstate(failure.sqlstate)
      .with_native(failure.native);
}

Error cancelled_error(std::string_view connection) {
  return Error(codes::cancelled, fmt::format("connection '{}': cancelled", connection));
}

Error timed_out_error(std::string_view connection) {
  return Error(codes::sql_rejected,
               fmt::format("connection '{}': the statement took longer than timeouts.statement_s",
                           connection))
      .with_hint("raise timeouts.statement_s, or read less at a time");
}

Error lost_error(std::string_view connection) {
  return Error(codes::connection_lost,
               fmt::format("connection '{}': {}", connection, codes::connection_lost.title))
      .with_hint("run again");
}

Error duckdb_open_error(const Failure& failure, std::string_view path,
                        std::string_view connection) {
  const Opening* found = nullptr;
  for (const Opening& candidate : kOpenings) {
    if (failure.message.find(candidate.part) != std::string::npos) {
      found = &candidate;
      break;
    }
  }
  const Code& code = found != nullptr ? *found->code : codes::connect_failed;
  const std::string message = one_line(failure.message);
  return Error(code, fmt::format("connection '{}': cannot open '{}': {}{}{}", connection, path,
                                 found != nullptr ? found->why : "",
                                 found != nullptr && !message.empty() ? ": " : "", message))
      .with_hint(std::string(found != nullptr ? found->hint
                                              : "check options.path and the driver's version"))
      .with_sqlstate(failure.sqlstate)
      .with_native(failure.native);
}

}  // namespace waybill::warehouse::adbc

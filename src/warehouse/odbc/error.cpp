#include "warehouse/odbc/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "warehouse/postgres/error.hpp"
#include "warehouse/sqlite/error.hpp"

namespace waybill::warehouse::odbc {
namespace {

struct Row {
  int native;  // 0: any
  std::string_view state;
  const Code* code;
  std::string_view hint;
  std::string_view said = {};  // in place of the code's title
};

constexpr std::string_view kRunAgain = "run again; see the server's log";
constexpr std::string_view kLocked =
    "run again when the other session has finished, or raise timeouts.lock_s";
constexpr std::string_view kNoAnswer = "the database did not answer in time";
// What the user sets as timeouts.statement_s the servers report in codes of their own (57014,
// 1969), and those are not tried again: this is the driver's, or the wait for a lock.
constexpr std::string_view kTimedOut =
    "run again; if it stays so, raise the timeout of queries or locks in the driver's data source";
constexpr std::string_view kUnreachable =
    "run again; check the network, or raise the timeout in the driver's data source";
constexpr std::string_view kGrant =
    "grant the user the rights it needs on the table and its schema";

// https://mariadb.com/kb/en/mariadb-error-code-reference/ native codes first, then states
constexpr auto kMariadb = std::to_array<Row>({
    {1021, "", &codes::database_full, "free space on the server's disk, then run again"},
    {1040, "", &codes::database_busy,
     "too many connections: run again, or raise the server's max_connections"},
    {1044, "", &codes::denied_by_database, kGrant},
    {1114, "", &codes::database_full, "free space on the server's disk, then run again"},
    {1142, "", &codes::denied_by_database, kGrant},
    {1143, "", &codes::denied_by_database, kGrant},
    {1153, "", &codes::unsupported, "raise the server's max_allowed_packet"},
    {1205, "", &codes::database_busy, kLocked},
    {1213, "", &codes::database_busy, "run again: two transactions waited for each other"},
    {1020, "", &codes::database_busy, "run again: another transaction changed the same rows"},
    {1227, "", &codes::denied_by_database, "grant the user the right that the message names"},
    {1264, "", &codes::constraint_violated, "fix the value, or the column's type"},
    {1265, "", &codes::constraint_violated, "fix the value, or the column's type"},
    {1290, "", &codes::database_read_only, "the server runs read-only: connect to its primary"},
    {1317, "", &codes::sql_rejected, "somebody cancelled the statement: run again"},
    {1364, "", &codes::constraint_violated, "fix the row, or give the column a default"},
    {1366, "", &codes::constraint_violated, "fix the value, or the column's type"},
    {1370, "", &codes::denied_by_database, kGrant},
    {1406, "", &codes::constraint_violated, "fix the value, or make the column wider"},
    {1641, "", &codes::database_busy, kRunAgain},
    {1792, "", &codes::not_read_only, "write one SELECT or WITH statement that only reads"},
    {1836, "", &codes::database_read_only, "the server runs read-only: connect to its primary"},
    {1969, "", &codes::sql_rejected, "the statement took longer than timeouts.statement_s"},
    {2006, "", &codes::connection_lost, kRunAgain},
    {2013, "", &codes::connection_lost, kRunAgain},
    {2055, "", &codes::connection_lost, kRunAgain},
    {4025, "", &codes::constraint_violated, "fix the row, or the table's constraint"},
    {1927, "", &codes::connection_lost, kRunAgain},
    {1053, "", &codes::connection_lost, "run again when the server is up"},
    {0, "08", &codes::connection_lost, kRunAgain},
    {0, "21", &codes::constraint_violated, "fix the rows that share a key"},
    {0, "22", &codes::constraint_violated, "fix the value, or the column's type"},
    {0, "23", &codes::constraint_violated, "fix the row, or the table's constraint"},
    {0, "40", &codes::database_busy, "run again: another transaction was in the way"},
    {0, "HYT00", &codes::database_busy, kTimedOut, kNoAnswer},
    {0, "HYT01", &codes::connection_lost, kUnreachable, kNoAnswer},
});

// Of any driver: ODBC's own states and the SQL standard's classes.
constexpr auto kAny = std::to_array<Row>({
    {0, "08", &codes::connection_lost, kRunAgain},
    {0, "21", &codes::constraint_violated, "fix the rows that share a key"},
    {0, "22", &codes::constraint_violated, "fix the value, or the column's type"},
    {0, "23", &codes::constraint_violated, "fix the row, or the table's constraint"},
    {0, "25006", &codes::not_read_only, "write one SELECT or WITH statement that only reads"},
    {0, "40", &codes::database_busy, "run again: another transaction was in the way"},
    {0, "42501", &codes::denied_by_database, kGrant},
    {0, "HY001", &codes::out_of_memory, "free memory, then run again"},
    {0, "HY008", &codes::sql_rejected, "somebody cancelled the statement: run again"},
    {0, "HYC00", &codes::unsupported, "the driver cannot do this"},
    {0, "HYT00", &codes::database_busy, kTimedOut, kNoAnswer},
    {0, "HYT01", &codes::connection_lost, kUnreachable, kNoAnswer},
    {0, "IM001", &codes::unsupported, "the driver cannot do this"},
});

const Row* find_row(std::span<const Row> table, const Diagnostic& record) {
  for (const Row& row : table) {
    if (row.native != 0 ? row.native == record.native : record.sqlstate.starts_with(row.state)) {
      return &row;
    }
  }
  return nullptr;
}

// The driver's last words, each once.
std::string all_messages(const std::vector<Diagnostic>& records) {
  std::vector<std::string> messages;
  for (const Diagnostic& record : records) {
    if (record.message.empty()) continue;
    if (std::ranges::find(messages, record.message) == messages.end()) {
      messages.push_back(record.message);
    }
  }
  return base::join(messages, "; ");
}

Error by_table(const Context& context, std::span<const Row> table, const Diagnostic& first,
               const std::string& message) {
  const Row* row = find_row(table, first);
  const Code& code = row != nullptr ? *row->code : codes::sql_rejected;
  const std::string_view said = row != nullptr && !row->said.empty() ? row->said : code.title;
  return Error(code, fmt::format("connection '{}': {}{}{}", context.connection, said,
                                 message.empty() ? "" : ": ", message))
      .with_hint(std::string(
          row != nullptr ? row->hint : "check the statement against the tables and columns"));
}

// Messages of MariaDB that quote a value of a row before they name the key or column.
constexpr auto kQuotesValues = std::to_array<int>({1062, 1292, 1366, 1411, 1525, 1526, 1690});

std::string without_value(const std::string& message) {
  const std::size_t begin = message.find('\'');
  const std::size_t end = message.rfind(" for ");
  if (begin == std::string::npos) return message;
  return message.substr(0, begin) +
         (end == std::string::npos || end < begin ? "..." : "..." + message.substr(end));
}

// SQLite's primary result codes end at 101.
bool is_sqlite_code(int native) {
  constexpr int kDone = 101;
  return native > 0 && (native & 0xFF) < kDone;
}

// The driver appends the code: "no such table: t (1)".
std::string without_code(const std::string& message, int native) {
  const std::string code = fmt::format(" ({})", native);
  return message.ends_with(code) ? message.substr(0, message.size() - code.size()) : message;
}

// Of libpq, when the server goes: psqlODBC then has a state of its own, or none.
bool says_lost(const Diagnostic& record) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"server closed the connection", "terminating connection", "connection to server was lost",
       "could not send", "could not receive", "no connection to the server",
       "SSL connection has been", "SSL SYSCALL error", "Could not send Query",
       "Communication link failure"});
  return record.sqlstate.starts_with("08") || record.sqlstate.starts_with("57P") ||
         std::ranges::any_of(kWords, [&](std::string_view word) {
           return record.message.find(word) != std::string::npos;
         });
}

Error plain_error(const Context& context, SQLRETURN result,
                  const std::vector<Diagnostic>& records) {
  if (records.empty()) {
    const std::string_view why = result == SQL_INVALID_HANDLE ? "a handle is no longer valid"
                                 : result == SQL_STILL_EXECUTING
                                     ? "the driver answers before the statement has ended"
                                     : "the driver failed and did not say why";
    return Error(codes::internal, fmt::format("connection '{}': {}", context.connection, why))
        .with_hint("report this, with the name and the version of the driver");
  }
  const Diagnostic& first = records.front();
  const std::string message = all_messages(records);
  switch (context.driver->family) {
    case Family::psqlodbc:
      if (std::ranges::any_of(records, says_lost)) return lost_error(message, context.connection);
      if (const Row* row = find_row(kAny, first); row != nullptr && first.sqlstate[0] == 'H') {
        return by_table(context, kAny, first, message);
      }
      return postgres::make_error(first.sqlstate, message, context.connection);
    case Family::mariadb:
      return by_table(context, kMariadb, first,
                      std::ranges::find(kQuotesValues, first.native) == kQuotesValues.end()
                          ? message
                          : without_value(first.message));
    case Family::sqlite:
      if (!is_sqlite_code(first.native)) break;
      return sqlite::make_error(first.native, without_code(first.message, first.native),
                                context.connection);
    case Family::generic:
      break;
  }
  return by_table(context, kAny, first, message);
}

struct Failure {
  int native;             // 0: any
  std::string_view part;  // of a message; empty: any
  std::string_view why;
  std::string_view hint;
  bool passes = false;  // it may go well a moment later
};
constexpr auto kMariadbFailures = std::to_array<Failure>({
    {1045, "", "the password or the user is wrong",
     "correct options.user, or what secrets.password points to"},
    {1698, "", "the server proves this user in another way",
     "see the user's plugin in the server's mysql.global_priv"},
    {1044, "", "the user may not use the database",
     "correct options.database, or grant rights on it"},
    {1049, "", "there is no such database", "correct options.database"},
    {1130, "", "the server lets nobody in from this host",
     "create the user for this host, or connect from another"},
    {1040, "", "the server has no connection left",
     "run again later, or raise the server's max_connections", true},
    {2002, "timed out", "the server did not answer in time",
     "check options.host, options.port and the network, or raise timeouts.connect_s", true},
    {2002, "socket", "no server has its socket there",
     "correct options.socket, or start the server", true},
    {2002, "111", "nothing listens there",
     "correct options.host or options.port, or start the server", true},
    // What the driver says of a port that is closed and of a host that is silent.
    {2002, "115", "nothing answers there",
     "correct options.host or options.port, start the server, or raise timeouts.connect_s", true},
    {2002, "110", "the server did not answer in time",
     "check options.host, options.port and the network", true},
    {2002, "113", "the host cannot be reached", "check options.host and the network", true},
    {2002, "", "the server cannot be reached",
     "correct options.host or options.port, or start the server", true},
    {2003, "", "nothing listens there", "correct options.host or options.port, or start the server",
     true},
    {2005, "", "the host is unknown", "correct options.host"},
    {2012, "", "what listens there is no MariaDB", "correct options.port"},
    {2013, "", "the server did not answer in time",
     "check options.host, options.port and the network, or raise timeouts.connect_s", true},
    {2026, "", "TLS could not be set up",
     "check ssl_mode and the ssl settings against the server's certificate"},
    {2059, "", "the driver lacks a plugin that the user is proved with",
     "install the client's plugin, or prove the user in another way"},
    {1524, "", "the server lacks a plugin that the user is proved with",
     "see the user's plugin in the server's mysql.global_priv"},
});
// The driver manager's own: SQLSTATE IMxxx and 01000.
constexpr auto kManagerFailures = std::to_array<Failure>({
    {0, "Can't open lib", "the driver's library cannot be loaded",
     "install the driver's package, or correct its path in odbcinst.ini or in driver"},
    {0, "Data source name not found", "the driver manager knows no such data source or driver",
     "correct dsn or driver; odbcinst -q -d and odbcinst -q -s list what there is"},
});

// https://learn.microsoft.com/sql/odbc/reference/appendixes/appendix-a-odbc-error-codes: the login,
// or the network below it, took longer than it may. A moment later it may not.
constexpr Failure kLoginTimedOut{
    0, "", "the server did not answer in time",
    "run again; check options.host, options.port and the network, or raise timeouts.connect_s",
    true};

bool timed_out(const Diagnostic& record) {
  return record.sqlstate == "HYT00" || record.sqlstate == "HYT01";
}

const Failure* find_failure(std::span<const Failure> table,
                            const std::vector<Diagnostic>& records) {
  for (const Diagnostic& record : records) {
    for (const Failure& row : table) {
      if (row.native != 0 && row.native != record.native) continue;
      if (record.message.find(row.part) != std::string::npos) return &row;
    }
  }
  return nullptr;
}

DiagnosedError diagnosed(Error error, std::vector<Diagnostic> records) {
  if (records.empty()) return {std::move(error), {}};
  const Diagnostic& first = records.front();
  return {std::move(error).with_sqlstate(first.sqlstate).with_native(first.native),
          std::move(records)};
}

}  // namespace

std::string clean_message(std::string_view message) {
  std::string_view text = base::trim(message);
  while (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) break;
    text = base::trim(text.substr(end + 1));
  }
  // psqlODBC's: behind the message itself stand details, with values of rows in them.
  if (text.starts_with("ERROR: ")) text.remove_prefix(7);
  if (const std::size_t tail = text.find(";\n"); tail != std::string_view::npos) {
    text = text.substr(0, tail);
  }
  if (const std::size_t tail = text.find("\nDETAIL:"); tail != std::string_view::npos) {
    text = text.substr(0, tail);
  }
  return base::one_line(text, 400);
}

DiagnosedError make_error(const Context& context, SQLRETURN result,
                          std::vector<Diagnostic> records) {
  Error error = plain_error(context, result, records);
  return diagnosed(std::move(error), std::move(records));
}

DiagnosedError make_connect_error(const Context& context, const ConnectSpec& spec,
                                  std::string_view target, std::vector<Diagnostic> records) {
  const std::string message = all_messages(records);
  const Failure* failure = find_failure(kManagerFailures, records);
  const bool managers = failure != nullptr;
  if (!managers && context.driver->family == Family::mariadb) {
    failure = find_failure(kMariadbFailures, records);
  }
  const bool late = !managers && std::ranges::any_of(records, timed_out);
  if (late) failure = &kLoginTimedOut;
  Error error = [&] {
    if (!managers && !late && context.driver->family == Family::psqlodbc) {
      return postgres::connect_error(message, spec, target, false);
    }
    if (!managers && !late && context.driver->family == Family::sqlite && !records.empty() &&
        is_sqlite_code(records.front().native)) {
      return sqlite::make_error(records.front().native, fmt::format("'{}': {}", target, message),
                                spec.name);
    }
    const std::string_view why = failure != nullptr ? failure->why : "";
    return Error(failure != nullptr && failure->passes ? codes::unreachable : codes::connect_failed,
                 fmt::format("connection '{}': cannot connect to {}: {}{}{}", spec.name, target,
                             why, why.empty() ? "" : ": ", message))
        .with_hint(std::string(failure != nullptr
                                   ? failure->hint
                                   : "check the connection's options against the server's log"));
  }();
  return diagnosed(std::move(error), std::move(records));
}

bool says_locked(const Context& context, const Diagnostic& record) {
  constexpr int kBusy = 5;
  return context.driver->family == Family::sqlite && (record.native & 0xFF) == kBusy;
}

Error cancelled_error(std::string_view connection) {
  return Error(codes::cancelled, fmt::format("connection '{}': cancelled", connection))
      .with_sqlstate("HY008");
}

Error lost_error(std::string_view message, std::string_view connection) {
  return Error(codes::connection_lost,
               fmt::format("connection '{}': {}{}{}", connection, codes::connection_lost.title,
                           message.empty() ? "" : ": ", message))
      .with_hint(std::string(kRunAgain));
}

}  // namespace waybill::warehouse::odbc

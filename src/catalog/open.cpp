#include "catalog/open.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <optional>
#include <thread>

#include "catalog/probe.hpp"
#include "catalog/sqlite_error.hpp"

namespace waybill::catalog {

namespace {

using SteadyClock = std::chrono::steady_clock;

std::chrono::milliseconds remaining(SteadyClock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - SteadyClock::now());
  return std::max(left, std::chrono::milliseconds(1));
}

// Closing the last connection folds the log into the file and removes it. Not in a file that may
// still be refused; but an empty log that our own reading created is to go.
void keep_log_on_close(const Database& database, bool keep) {
  sqlite3_db_config(database.raw(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

void switch_to_log(Database& database) {
  Query query(database, "PRAGMA journal_mode = WAL");
  const std::string mode = query.next() ? query.text(0) : "";
  if (mode == "wal") return;
  throw Error(codes::catalog_unopened,
              fmt::format("The catalog {} cannot be opened: its file system does not let SQLite "
                          "keep a write-ahead log",
                          shown(database.path())))
      .with_hint("keep the catalog on a local file system");
}

Database open_once(const std::string& path, base::Micros now, const OpenOptions& options,
                   SteadyClock::time_point deadline) {
  probe_path(path);
  const bool had_log = has_log(path);
  Database database(path, options.vfs);
  keep_log_on_close(database, had_log);
  if (sqlite3_db_readonly(database.raw(), "main") == 1) {
    throw sqlite_error(path, SQLITE_READONLY, 0, "");
  }
  database.set_busy_timeout(remaining(deadline));
  probe_header(database, options.steps);
  database.execute("PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL; BEGIN");
  const Identity identity = read_identity(database);
  database.execute("COMMIT");
  require_catalog(database, identity, options.steps);

  switch_to_log(database);
  if (options.upgrades || identity.version == 0) migrate(database, options.steps, now);
  keep_log_on_close(database, false);
  database.set_busy_timeout(options.patience);
  return database;
}

}  // namespace

Database open_database(const std::string& path, base::Micros now, const OpenOptions& options) {
  // SQLite's own waiting does not cover every collision of first opens: the switch to a log gives
  // up at once where waiting could deadlock.
  const auto deadline = SteadyClock::now() + options.patience;
  for (;;) {
    try {
      return open_once(path, now, options, deadline);
    } catch (const Error& error) {
      if (!is_busy(error) || SteadyClock::now() >= deadline) throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

}  // namespace waybill::catalog

// Two SQLite files and a model between them: what every engine test starts from.
#ifndef WAYBILL_TESTS_SYNC_BENCH_OF_SYNCS_HPP
#define WAYBILL_TESTS_SYNC_BENCH_OF_SYNCS_HPP

#include <memory>
#include <string>
#include <vector>

#include "base/cancel.hpp"
#include "base/error.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "support/sqlite_file.hpp"
#include "support/temp_dir.hpp"
#include "sync/control.hpp"
#include "sync/look.hpp"
#include "sync/run.hpp"
#include "warehouse/open.hpp"

namespace waybill::tests {

inline model::Column column(const std::string& name, const std::string& type, bool key = false,
                            bool cursor = false) {
  model::Column result;
  result.name_in_source = name;
  result.name_in_destination = name;
  result.type = rows::parse_type(type).type;
  result.is_primary_key = key;
  result.is_last_modified = cursor;
  return result;
}

inline std::unique_ptr<warehouse::Session> open(const std::string& path, warehouse::Access access) {
  warehouse::ConnectSpec spec;
  spec.name = "test";
  spec.vendor = "sqlite";
  spec.options["path"] = path;
  spec.lock_s = 5;
  return warehouse::open_session(spec, access);
}

// Of the error that the work ends with; "" when it does not fail.
template <class Work>
std::string code_of_failure(Work&& work) {
  try {
    work();
    return "";
  } catch (const Error& error) {
    return std::string(error.code().id);
  }
}

struct BenchOfSyncs {
  TempDir folder;
  SqliteFile source{folder.file("source.db")};
  SqliteFile destination{folder.file("destination.db")};
  base::Micros now = *base::parse_instant("2026-03-01T12:00:00Z");
  sync::Job job;

  BenchOfSyncs() {
    source.run("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT, updated_at TEXT)");
    source.run("CREATE INDEX items_updated ON items (updated_at)");
    job.state = {"catalog", "sync", ""};
    job.sync_name = "items";
    job.table = "items";
    job.lookback_seconds = 300;
    job.model.name = "items";
    job.model.source_table = "items";
    job.model.columns = {column("id", "bigint", true), column("name", "text"),
                         column("updated_at", "timestamp", false, true)};
  }

  sync::Report run(const base::CancelToken& cancel = {}, const sync::ProgressFn& progress = {}) {
    job.run_id = base::new_uuid(now);
    const auto from = open(source.path(), warehouse::Access::read_only);
    const auto to = open(destination.path(), warehouse::Access::read_write);
    return sync::run(
        job, *from, *to, [this] { return now; }, cancel, progress);
  }
  std::string failure(const base::CancelToken& cancel = {}, const sync::ProgressFn& progress = {}) {
    return code_of_failure([&] { run(cancel, progress); });
  }
  std::vector<std::string> delivered() {
    return destination.rows("SELECT id, name, updated_at FROM items ORDER BY id");
  }
  std::int64_t tables() {
    return destination.number("SELECT count(*) FROM sqlite_master WHERE type = 'table'");
  }
  std::vector<sync::OutboxItem> dead_letters() {
    const auto session = open(destination.path(), warehouse::Access::read_write);
    return sync::Control(*session, job.state).outbox(100000);
  }
};

}  // namespace waybill::tests

#endif

// The engine as a process of its own, between two databases of any kind, for tests that kill it.
// Usage: engine_process JOB   (JSON: from, to, way, state, source, table, steps)
//   steps: {"at": "from"|"to", "sql": TEXT}   a statement
//          {"run": RUN_ID}                    a run; its report is printed
//          {"rows": NAME}                     every row of a table at the destination, by key
//          {"tables": true}                   names of the tables at the destination
//          {"drain": true}                    number of dead letters, which are cleared
// Each answer is a line of JSON. WAYBILL_CRASH_AT=name[:nth] ends it with SIGKILL there,
// WAYBILL_CRASH_LIST=FILE lists the points that were passed.
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/time.hpp"
#include "sync/control.hpp"
#include "sync/run.hpp"
#include "sync/switches.hpp"
#include "warehouse/open.hpp"

using namespace waybill;
using base::Json;

namespace {

std::string text(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found == nullptr || !found->is_string() ? std::string() : found->as_string();
}

std::unique_ptr<warehouse::Session> open(const Json& job, const char* end,
                                         warehouse::Access access) {
  const Json& place = *job.find(end);
  warehouse::ConnectSpec spec;
  spec.name = end;
  spec.vendor = text(place, "vendor");
  spec.driver = text(place, "driver");
  for (const Json::Member& option : place.find("options")->as_object()) {
    spec.options[option.key] = option.value.as_string();
  }
  spec.lock_s = 10;
  return warehouse::open_session(spec, access);
}

model::Mode mode_of(const std::string& name) {
  for (const model::Mode mode : {model::Mode::upsert, model::Mode::insert, model::Mode::update,
                                 model::Mode::remove, model::Mode::mirror}) {
    if (model::to_string(mode) == name) return mode;
  }
  throw std::runtime_error("no mode " + name);
}

sync::Job job_of(const Json& given) {
  const auto column = [](const char* name, rows::Logical logical) {
    model::Column result;
    result.name_in_source = result.name_in_destination = name;
    result.type = {logical};
    return result;
  };
  sync::Job job;
  job.state = {"catalog", text(given, "state"), ""};
  job.sync_name = "items";
  job.table = text(given, "table");
  job.mode = mode_of(text(given, "mode"));
  job.lookback_seconds = 0;
  job.delete_guard.reset();
  job.on_existing = model::OnExisting::skip;
  job.memory_mib = 8;
  job.load_connections = given.find("load_connections")->as_int64().value();
  job.on_reject.max_ratio = 1;
  job.model.name = "items";
  job.model.source_table = text(given, "source");
  const std::string detection = text(given, "detection");
  job.model.change_detection = detection == "snapshot" ? model::ChangeDetection::snapshot
                               : detection == "none"   ? model::ChangeDetection::none
                                                       : model::ChangeDetection::last_modified;
  job.model.columns = {column("id", rows::Logical::bigint), column("name", rows::Logical::text),
                       column("updated_at", rows::Logical::timestamp)};
  job.model.columns[0].is_primary_key = true;
  job.model.columns[2].is_last_modified = true;
  return job;
}

void tell(const Json& answer) {
  std::printf("%s\n", base::write_json(answer).c_str());
  std::fflush(stdout);
}

Json rows_of(const Json& job, const std::string& table) {
  const auto session = open(job, "to", warehouse::Access::read_only);
  const rows::Schema schema = {{"id", {rows::Logical::bigint}, true},
                               {"name", {rows::Logical::text}, true},
                               {"updated_at", {rows::Logical::timestamp}, true}};
  const auto stream = session->query(
      {"SELECT id, name, updated_at FROM " + table + " ORDER BY id, name", {}}, schema, {});
  Json all = Json::array();
  rows::Batch batch(schema);
  std::vector<warehouse::CellMisfit> misfits;
  while (stream->next(batch, misfits)) {
    for (std::int64_t row = 0; row < batch.length; ++row) {
      Json one = Json::array();
      for (const rows::Column& column : batch.columns) {
        one.push(column.is_null(row) ? Json(nullptr) : Json(rows::value_text(column.value(row))));
      }
      all.push(std::move(one));
    }
  }
  return all;
}

void crash_where_told() {
  std::string at;
  long nth = 1;
  if (const char* told = std::getenv("WAYBILL_CRASH_AT")) {
    at = told;
    if (const std::size_t colon = at.rfind(':'); colon != std::string::npos) {
      nth = std::stol(at.substr(colon + 1));
      at.resize(colon);
    }
  }
  const char* list = std::getenv("WAYBILL_CRASH_LIST");
  tests::at_crash_point() = [at, nth, list,
                             passed = std::make_shared<std::atomic<long>>(0)](const char* name) {
    if (list != nullptr) {
      if (FILE* file = std::fopen(list, "ae")) {
        std::fprintf(file, "%s\n", name);
        std::fclose(file);
      }
    }
    if (at == name && ++*passed == nth) {
      ::kill(::getpid(), SIGKILL);
      ::pause();
    }
  };
}

void step(const Json& job, const Json& one) {
  if (one.find("sql") != nullptr) {
    open(job, text(one, "at").c_str(), warehouse::Access::read_write)
        ->execute({text(one, "sql"), {}});
  } else if (one.find("run") != nullptr) {
    sync::Job wanted = job_of(job);
    wanted.run_id = text(one, "run");
    const auto from = open(job, "from", warehouse::Access::read_only);
    const auto to = open(job, "to", warehouse::Access::read_write);
    tell(to_json(sync::run(wanted, *from, *to, base::system_now, {}, {},
                           [&] { return open(job, "to", warehouse::Access::read_write); })));
  } else if (one.find("rows") != nullptr) {
    tell(rows_of(job, text(one, "rows")));
  } else if (one.find("tables") != nullptr) {
    Json names = Json::array();
    for (const warehouse::TableName& table :
         open(job, "to", warehouse::Access::read_only)->tables("")) {
      names.push(table.name);
    }
    tell(names);
  } else {
    const auto session = open(job, "to", warehouse::Access::read_write);
    sync::Control control(*session, job_of(job).state);
    const auto items = control.outbox(100000);
    control.clear_outbox(items);
    tell(static_cast<std::int64_t>(items.size()));
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 2;
  try {
    const Json job = base::parse_json_or_throw(words[1], "the job");
    crash_where_told();
    for (const Json& one : job.find("steps")->as_array()) step(job, one);
    return 0;
  } catch (const Error& error) {
    std::fprintf(stderr, "%s %s\n", std::string(error.code().id).c_str(), error.message().c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
  }
  return 1;
}

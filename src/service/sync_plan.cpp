#include "service/sync_plan.hpp"

#include <stdlib.h>

#include <filesystem>

#include "base/error.hpp"
#include "model/words.hpp"
#include "service/sinks.hpp"
#include "sync/deliver.hpp"
#include "sync/look.hpp"
#include "sync/plan.hpp"
#include "sync/run.hpp"

namespace waybill::service {

using base::Json;
using model::Mode;

namespace {

namespace fs = std::filesystem;

// In place of a database file that the run would make: an empty one elsewhere, for so long.
class StandIn {
 public:
  StandIn() = default;
  StandIn(const StandIn&) = delete;
  StandIn& operator=(const StandIn&) = delete;
  ~StandIn() {
    if (folder_.empty()) return;
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  // Answers whether it stands in.
  bool take_the_place(warehouse::ConnectSpec& spec) {
    const auto path = spec.options.find("path");
    if (!model::words::is_one_file(spec.vendor) || path == spec.options.end()) return false;
    const fs::path file = path->second;
    std::error_code failure;
    if (fs::status(file, failure).type() != fs::file_type::not_found ||
        !fs::is_directory(file.parent_path(), failure)) {
      return false;
    }
    std::string folder = (fs::temp_directory_path() / "waybill-plan-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) {
      throw Error(codes::unwritable_file,
                  "no folder can be made in '" + fs::temp_directory_path().string() + "'")
          .with_hint("free space there, or set TMPDIR");
    }
    folder_ = folder;
    path->second = (folder_ / "empty.db").string();
    return true;
  }

 private:
  fs::path folder_;
};

Json optional_text(const std::optional<rows::Value>& value) {
  return value ? Json(rows::value_text(*value)) : Json(nullptr);
}

std::int64_t sum(warehouse::Session& session, const sql::Statement& numbers) {
  const rows::Schema schema{{"n", {rows::Logical::bigint}, true}};
  const auto stream = session.query(numbers, schema, {});
  rows::Batch batch(schema);
  std::vector<warehouse::CellMisfit> misfits;
  std::int64_t total = 0;
  while (stream->next(batch, misfits)) {
    for (std::int64_t row = 0; row < batch.length; ++row) total += batch.columns[0].int64(row);
  }
  return total;
}

Json expected_json(bool exact, const std::string& why, Json read, Json present) {
  return Json::object({{"exact", exact},
                       {"why_not", why.empty() ? Json(nullptr) : Json(why)},
                       {"read", std::move(read)},
                       {"present", std::move(present)},
                       {"created", nullptr},
                       {"updated", nullptr},
                       {"unchanged", nullptr},
                       {"deleted", nullptr},
                       {"withheld", nullptr},
                       {"unmatched", nullptr},
                       {"skipped", nullptr},
                       {"refused", nullptr}});
}

// By a count at either end: what then follows from the mode alone.
Json counted(const Ends& ends, const sync::Present& present, const sync::Plan& plan,
             const std::string& why) {
  sql::ReadSpec spec = plan.read;
  spec.counts = true;
  const std::int64_t read = sum(*ends.source, sql::read(ends.source->dialect(), spec));
  std::optional<std::int64_t> there;
  if (present.table) {
    there = present.table->empty
                ? 0
                : sum(*ends.destination,
                      sql::count_rows(ends.destination->dialect(), plan.target.table));
  }
  Json expected = expected_json(false, why, read, there ? Json(*there) : Json(nullptr));
  const Mode mode = ends.job.mode;
  const bool appends = plan.key.empty();
  const bool to_nothing = !ends.job.to_sink && there.value_or(0) == 0;
  const bool puts = mode == Mode::upsert || mode == Mode::insert || mode == Mode::mirror;
  if (!puts) expected.set("created", 0);
  if (mode == Mode::remove || mode == Mode::insert || to_nothing) expected.set("updated", 0);
  if (puts && !plan.soft_delete && (appends || (to_nothing && !plan.narrows)))
    expected.set("created", read);
  if (to_nothing || (mode != Mode::remove && mode != Mode::mirror && !plan.soft_delete)) {
    expected.set("deleted", 0);
  }
  return expected;
}

Json tried(const Call& call, const Ends& ends, const sync::Present& present,
           const sync::Plan& plan) {
  const sync::Report report = sync::try_run(ends.job, present, plan, *ends.source,
                                            *ends.destination, call.environment.clock, call.cancel);
  Json there = nullptr;
  if (present.table) {
    there = sum(*ends.destination, sql::count_rows(ends.destination->dialect(), plan.target.table));
  }
  const sync::Counts& counts = report.counts;
  const sync::Vanished vanished = report.vanished.value_or(sync::Vanished{});
  Json expected = expected_json(true, "", counts.read, std::move(there));
  expected.set("created", counts.inserted);
  expected.set("updated", counts.updated);
  expected.set("unchanged", counts.unchanged);
  expected.set("deleted", counts.deleted + vanished.deleted);
  expected.set("withheld", counts.withheld + vanished.withheld);
  expected.set("unmatched", counts.unmatched);
  expected.set("skipped", counts.skipped);
  expected.set("refused", counts.invalid + counts.rejected);
  return expected;
}

Json expect(const Call& call, const Ends& ends, const sync::Present& present,
            const sync::Plan& plan, Expecting expecting) {
  if (expecting == Expecting::none) return nullptr;
  std::string why;
  if (expecting == Expecting::exact) {
    why = sync::why_not_tried(ends.job, plan, ends.destination->dialect());
    if (why.empty()) return tried(call, ends, present, plan);
  }
  return counted(ends, present, plan, why);
}

}  // namespace

Json plan_sync(Call& call, const ResolvedSync& sync, const RunRequest& request,
               Expecting expecting) {
  StandIn stand_in;
  warehouse::ConnectSpec destination = destination_spec_of(call, sync);
  const bool makes_file = stand_in.take_the_place(destination);
  const auto access = makes_file || expecting == Expecting::exact ? warehouse::Access::read_write
                                                                  : warehouse::Access::read_only;
  Ends ends = open_ends(call, sync, request, destination, access);
  ends.job.counts = model::Counting::exact;  // what is created and what is updated is the question
  add_retried_rows(*call.catalog, sync, request, ends.job);
  const auto interrupt_source = call.cancel.on_cancel([&] { ends.source->cancel(); });
  const auto interrupt_destination = call.cancel.on_cancel([&] { ends.destination->cancel(); });
  const sync::Present present = sync::look(ends.job, *ends.source, *ends.destination);
  const sync::Plan plan = sync::make_plan(ends.job, present);
  if (ends.job.to_sink) {
    open_sink(call, sync.destination)->check(sync::sink_target(ends.job, plan, ""));
  }
  Json columns = Json::array();
  for (const rows::Field& field : plan.target.columns) {
    columns.push(Json::object({{"name", field.name}, {"data_type", rows::to_string(field.type)}}));
  }
  Json ddl = Json::array();
  for (const std::string& statement : plan.ddl) ddl.push(statement);
  Json key = Json::array();
  for (const std::string& name : plan.key_names) key.push(name);
  const sql::Statement read = sql::read(ends.source->dialect(), plan.read);
  Json parameters = Json::array();
  for (const rows::Value& value : read.parameters) {
    parameters.push(value.is_null() ? Json(nullptr) : Json(rows::value_text(value)));
  }
  return Json::object(
      {{"sync", sync.name},
       {"mode", model::to_string(ends.job.mode)},
       {"table", sql::qualified(ends.destination->dialect(), plan.target.table)},
       {"columns", std::move(columns)},
       {"key", std::move(key)},
       {"full_run_reason", plan.full_reason.empty() ? Json(nullptr) : Json(plan.full_reason)},
       {"window",
        Json::object({{"from", optional_text(plan.from)}, {"until", optional_text(plan.until)}})},
       {"watermark", optional_text(plan.watermark)},
       {"guarantee", plan.guarantee},
       {"load", sync::load_text(plan)},
       {"makes_file", makes_file},
       {"ddl", std::move(ddl)},
       {"read", Json::object({{"sql", read.text}, {"parameters", std::move(parameters)}})},
       {"expected", expect(call, ends, present, plan, expecting)}});
}

}  // namespace waybill::service

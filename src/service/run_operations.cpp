// Syncs, transfers, and the runs they left behind.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "base/uuid.hpp"
#include "service/crew.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/params.hpp"
#include "service/resolve.hpp"
#include "service/runner.hpp"
#include "service/schedules.hpp"
#include "service/sync_plan.hpp"

namespace waybill::service {

using base::Json;

namespace {

Json sync_json(const ResolvedSync& sync) {
  return Json::object(
      {{"id", sync.id},
       {"name", sync.name},
       {"implicit", sync.implicit},
       {"model", sync.model_name()},
       {"destination", sync.destination.name},
       {"object", sync.settings.object.empty() ? sync.model.table() : sync.settings.object},
       {"mode", model::to_string(sync.settings.mode)},
       {"paused", sync.settings.paused}});
}

RunRequest run_request(const Json& params, std::string trigger) {
  RunRequest request;
  request.full_refresh = flag_param(params, "full_refresh");
  request.allow_deletes = flag_param(params, "allow_deletes");
  request.from = instant_param(params, "from");
  request.until = instant_param(params, "to");
  request.tags = map_param(params, "tags");
  request.trigger = std::move(trigger);
  if (request.from && request.until && *request.from >= *request.until) {
    throw Error(codes::bad_parameter, "the window is empty: 'from' is not before 'to'")
        .with_hint("'from' is inclusive, 'to' exclusive")
        .with_path("/to");
  }
  if (request.full_refresh && (request.from || request.until)) {
    throw Error(codes::bad_parameter, "a full refresh has no window")
        .with_hint("leave out full_refresh, or from and to")
        .with_path("/full_refresh");
  }
  return request;
}

Json run_json(const catalog::Run& run) {
  Json tags = Json::object();
  for (const auto& [key, value] : run.tags) tags.set(key, value);
  return Json::object(
      {{"run_id", run.id},
       {"sync", run.sync_name},
       {"destination", run.destination},
       {"model", run.model.empty() ? Json(nullptr) : Json(run.model)},
       {"tenant", run.tenant},
       {"transfer_id", run.transfer_id.empty() ? Json(nullptr) : Json(run.transfer_id)},
       {"trigger", run.trigger},
       {"actor", run.actor},
       {"status", to_string(run.status)},
       {"started_at", base::format_instant(run.started_at)},
       {"ended_at", optional_instant(run.ended_at)},
       {"tags", std::move(tags)},
       {"report", run.report}});
}

Error no_run(const std::string& id) {
  return Error(codes::not_found, fmt::format("there is no run '{}'", id))
      .with_hint("waybill run list shows what there is")
      .with_path("/run");
}

// The models asked for, by the names they have; all when none is.
std::vector<ResolvedSync> wanted_syncs(Call& call, const std::string& destination) {
  std::vector<ResolvedSync> syncs = syncs_of(*call.catalog, destination);
  const std::vector<std::string> models = list_param(call.params, "models");
  if (models.empty()) return syncs;
  std::vector<std::string> known;
  for (const ResolvedSync& sync : syncs) known.push_back(sync.model.name);
  for (const std::string& model : models) {
    const auto same = [&](const std::string& name) { return base::ascii_iequals(name, model); };
    if (std::ranges::none_of(known, same)) {
      throw not_found(fmt::format("model enabled in destination '{}' called", destination), model,
                      known);
    }
  }
  std::erase_if(syncs, [&](const ResolvedSync& sync) {
    return std::ranges::none_of(models, [&](const std::string& model) {
      return base::ascii_iequals(sync.model.name, model);
    });
  });
  return syncs;
}

// One model's failure does not stop the others; a cancel of one run from elsewhere neither.
Json run_of_transfer(Call& call, const ResolvedSync& sync, const RunRequest& request) {
  call.cancel.throw_if_cancelled();
  if (sync.settings.paused) {  // on purpose: no failure
    return Json::object({{"run_id", nullptr},
                         {"sync", sync.name},
                         {"model", sync.model_name()},
                         {"status", "paused"}});
  }
  return run_or_failure(call, sync, request);
}

std::vector<Json> run_all(Call& call, const std::vector<ResolvedSync>& syncs,
                          const RunRequest& request) {
  std::vector<Json> runs(syncs.size());
  const std::size_t most =
      std::min(most_at_once(*call.catalog, syncs.front().destination.name), syncs.size());
  if (most == 1) {
    for (std::size_t i = 0; i < syncs.size(); ++i)
      runs[i] = run_of_transfer(call, syncs[i], request);
    return runs;
  }
  Crew crew(call, most);
  for (std::size_t i = 0; i < syncs.size(); ++i) {
    crew.add([&, i](Call& own) { runs[i] = run_of_transfer(own, syncs[i], request); });
  }
  crew.wait_for_all();
  return runs;
}

}  // namespace

Json sync_list(Call& call) {
  Json items = Json::array();
  for (const ResolvedSync& sync : all_syncs(*call.catalog)) items.push(sync_json(sync));
  return Json::object({{"items", std::move(items)}, {"next", nullptr}});
}

Json sync_get(Call& call) {
  const std::string name = text_param(call.params, "name");
  if (const auto object = call.catalog->find(model::Kind::sync, name)) {
    Json result = object_json(*object);
    result.set("implicit", false);
    return result;
  }
  return sync_json(find_sync(*call.catalog, name));
}

Json sync_run(Call& call) {
  RunRequest request = run_request(call.params, "manual");
  if (call.params.find("memory_mib") != nullptr) {
    request.memory_mib = integer_param(call.params, "memory_mib", 64, 8, 4096);
  }
  return run_sync(call, find_sync(*call.catalog, text_param(call.params, "sync")), request);
}

Json sync_compare(Call& call) {
  const auto keys = integer_param(call.params, "keys", 20, 0, 1000);
  return compare_sync(call, find_sync(*call.catalog, text_param(call.params, "sync")),
                      run_request(call.params, "compare"), static_cast<std::size_t>(keys));
}

Json sync_plan(Call& call) {
  const std::string counts = text_param(call.params, "counts");
  const Expecting expecting = counts == "exact"  ? Expecting::exact
                              : counts == "none" ? Expecting::none
                                                 : Expecting::quick;
  return plan_sync(call, find_sync(*call.catalog, text_param(call.params, "sync")),
                   run_request(call.params, "plan"), expecting);
}

Json sync_reset(Call& call) {
  const ResolvedSync sync = find_sync(*call.catalog, text_param(call.params, "sync"));
  if (sync.settings.mode == model::Mode::insert && !flag_param(call.params, "yes")) {
    throw Error(
        codes::bad_parameter,
        fmt::format("sync '{}' inserts: its next run would send every row again", sync.name))
        .with_hint("empty the destination's table first, then reset with yes")
        .with_path("/yes");
  }
  return reset_sync(call, sync);
}

Json destination_transfer(Call& call) {
  const std::string destination = text_param(call.params, "destination");
  RunRequest request = run_request(call.params, "transfer");
  const std::vector<ResolvedSync> syncs = wanted_syncs(call, destination);
  if (syncs.empty()) {
    throw Error(codes::not_found,
                fmt::format("destination '{}' enables no model of this catalog", destination))
        .with_hint("apply a model, or check enabled_models");
  }
  if (std::ranges::all_of(syncs, [](const auto& sync) { return sync.settings.paused; })) {
    throw Error(codes::paused, fmt::format("every sync of destination '{}' that is asked for is "
                                           "paused",
                                           destination))
        .with_hint("waybill sync resume lets one run again");
  }
  request.transfer_id = base::new_uuid(call.environment.clock());
  Json runs = Json::array();
  std::size_t paused = 0;
  std::size_t good = 0;
  std::size_t failed = 0;
  for (Json& run : run_all(call, syncs, request)) {
    const std::string& status = run.find("status")->as_string();
    if (status == "success") ++good;
    if (status == "paused") ++paused;
    if (run.find("error") != nullptr) ++failed;
    runs.push(std::move(run));
  }
  const std::string_view status = good + paused == syncs.size()     ? "success"
                                  : failed + paused == syncs.size() ? "error"
                                                                    : "partial_failure";
  return Json::object({{"status", status},
                       {"transfer_id", request.transfer_id},
                       {"destination", syncs.front().destination.name},
                       {"runs", std::move(runs)}});
}

Json run_get(Call& call) {
  const std::string id = text_param(call.params, "run");
  if (const auto run = call.catalog->run(id)) return run_json(*run);
  throw no_run(id);
}

namespace {

bool is_held(catalog::Catalog& catalog, const std::string& sync_id) {
  return std::ranges::any_of(catalog.leases(), [&](const catalog::Lease& lease) {
    return lease.sync_id == sync_id && base::liveness(lease.owner) != base::Liveness::dead;
  });
}

}  // namespace

Json run_cancel(Call& call) {
  const std::string id = text_param(call.params, "run");
  const bool asked = call.catalog->ask_cancel(id, call.actor.name);
  auto run = call.catalog->run(id);
  if (!run) throw no_run(id);
  if (asked && !is_held(*call.catalog, run->sync_id)) {  // its process is there no more
    close_dead_runs(call, find_sync(*call.catalog, run->sync_name));
    run = call.catalog->run(id);
  }
  return Json::object({{"run_id", id}, {"status", to_string(run->status)}, {"asked", asked}});
}

Json run_events(Call& call) {
  const std::string id = text_param(call.params, "run");
  if (!call.catalog->run(id)) throw no_run(id);
  return listing_json(call.catalog->events(id, page_param(call.params)),
                      [](const catalog::RunEvent& event) {
                        return Json::object({{"number", event.number},
                                             {"at", base::format_instant(event.at)},
                                             {"event", event.event},
                                             {"fields", event.fields}});
                      });
}

Json run_list(Call& call) {
  catalog::RunFilter filter;
  filter.sync = text_param(call.params, "sync");
  if (!filter.sync.empty()) filter.sync_id = id_of_sync(*call.catalog, filter.sync);
  filter.destination = text_param(call.params, "destination");
  if (const std::string status = text_param(call.params, "status"); !status.empty()) {
    filter.status = catalog::parse_run_status(status);
  }
  filter.ended_before = instant_param(call.params, "ended_before");
  filter.ended_after = instant_param(call.params, "ended_after");
  filter.tags = map_param(call.params, "tags");
  filter.oldest_first = text_param(call.params, "order") == "oldest_first";
  return listing_json(call.catalog->runs(filter, page_param(call.params)), run_json);
}

}  // namespace waybill::service

#include "service/schedules.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "model/words.hpp"
#include "service/listing.hpp"
#include "service/references.hpp"
#include "service/time_zones.hpp"

namespace waybill::service {

using model::Kind;

namespace {

constexpr base::Micros kSecond = 1'000'000;

std::string why_stopped(catalog::Catalog& catalog, const model::Document& document) {
  std::string destination = document.name;
  if (document.kind == Kind::sync) {
    const model::Sync sync = model::read_sync(document);
    if (sync.paused) return "paused";
    destination = sync.destination;
  }
  const auto place = catalog.find(Kind::destination, destination);
  if (place && !model::read_destination(document_of(*place)).is_enabled) return "disabled";
  return "";
}

std::optional<Scheduled> scheduled_of(catalog::Catalog& catalog, const catalog::Object& object) {
  const model::Document document = document_of(object);
  auto schedule = model::read_schedule(document);
  if (!schedule) return std::nullopt;
  Scheduled scheduled;
  scheduled.id = object.id;
  scheduled.kind = object.kind;
  scheduled.name = object.name;
  scheduled.schedule = std::move(*schedule);
  scheduled.later = spread(scheduled.schedule, object.id);
  scheduled.since = object.updated_at;
  scheduled.stopped = why_stopped(catalog, document);
  try {
    scheduled.zone = load_time_zone(scheduled.schedule.time_zone);
  } catch (const Error& error) {
    scheduled.problem = error;
  }
  return scheduled;
}

}  // namespace

std::vector<Scheduled> all_scheduled(catalog::Catalog& catalog) {
  std::vector<Scheduled> all;
  for (const Kind kind : {Kind::sync, Kind::destination}) {
    for (const catalog::Object& object : catalog.all(kind)) {
      if (auto scheduled = scheduled_of(catalog, object)) all.push_back(std::move(*scheduled));
    }
  }
  return all;
}

catalog::ScheduleState state_of(catalog::Catalog& catalog, const Scheduled& scheduled) {
  auto state = catalog.schedule_state(scheduled.id);
  if (state && state->schedule == scheduled.schedule.text) return *state;
  catalog::ScheduleState fresh{scheduled.id, scheduled.schedule.text, scheduled.since, {}};
  if (state) fresh.claim = state->claim;  // what a process that died left is still to be settled
  return fresh;
}

std::optional<base::Micros> due_at(const Scheduled& scheduled,
                                   const catalog::ScheduleState& state) {
  if (scheduled.problem) return std::nullopt;
  if (state.claim) return state.claim->tick;
  return next_due(scheduled.schedule, scheduled.zone, scheduled.later, state.handled_to);
}

std::int64_t seconds_behind(const Scheduled& scheduled, std::optional<base::Micros> due,
                            base::Micros now) {
  if (!due || !scheduled.stopped.empty()) return 0;
  return std::max<std::int64_t>(0, (now - *due) / kSecond);
}

std::vector<ResolvedSync> syncs_of_schedule(catalog::Catalog& catalog,
                                            const std::string& destination) {
  std::vector<ResolvedSync> syncs = syncs_of(catalog, destination);
  std::erase_if(syncs, [&](const ResolvedSync& sync) {
    if (sync.settings.paused) return true;
    const auto object = sync.implicit ? std::nullopt : catalog.find_by_id(sync.id);
    return object && model::read_schedule(document_of(*object)).has_value();
  });
  return syncs;
}

std::size_t most_at_once(catalog::Catalog& catalog, const std::string& destination) {
  const catalog::Object place = find_object(catalog, Kind::destination, destination);
  const model::Destination settings = model::read_destination(document_of(place));
  const auto connection = catalog.find(Kind::connection, settings.connection);
  if (!connection) return 1;  // a sink: what it keeps stands in one file
  if (model::words::is_one_file(model::read_connection(document_of(*connection)).vendor)) return 1;
  return static_cast<std::size_t>(settings.max_concurrent_transfers);
}

}  // namespace waybill::service

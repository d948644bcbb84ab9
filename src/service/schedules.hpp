// What a catalog's documents say about when their syncs and transfers start, and how far that was
// carried out.
#ifndef WAYBILL_SERVICE_SCHEDULES_HPP
#define WAYBILL_SERVICE_SCHEDULES_HPP

#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "model/schedule.hpp"
#include "service/resolve.hpp"

namespace waybill::service {

// A sync or a destination with a schedule.
struct Scheduled {
  std::string id;
  model::Kind kind = model::Kind::sync;
  std::string name;
  model::Schedule schedule;
  model::TimeZone zone;
  base::Micros later = 0;        // its jitter
  base::Micros since = 0;        // when its document was saved last
  std::string stopped;           // why it does not run: "paused", "disabled"; empty: it does
  std::optional<Error> problem;  // it cannot be known when it is due
};

std::vector<Scheduled> all_scheduled(catalog::Catalog& catalog);  // syncs first, by name

// A schedule that was changed, or is new, begins when its document was saved.
catalog::ScheduleState state_of(catalog::Catalog& catalog, const Scheduled& scheduled);
// The first start that is not handled. nullopt: there is none to come.
std::optional<base::Micros> due_at(const Scheduled& scheduled, const catalog::ScheduleState& state);
// How long after its last start, in seconds, work that is due has waited.
std::int64_t seconds_behind(const Scheduled& scheduled, std::optional<base::Micros> due,
                            base::Micros now);

// What a destination's own schedule starts: its syncs but those that have a schedule themselves.
std::vector<ResolvedSync> syncs_of_schedule(catalog::Catalog& catalog,
                                            const std::string& destination);

// Most syncs of a destination at once: its max_concurrent_transfers; one where a second would only
// wait for the first (a file of one writer).
std::size_t most_at_once(catalog::Catalog& catalog, const std::string& destination);

}  // namespace waybill::service

#endif

// Starts what is due, once: under a lease of its schedule, with a claim in the catalog that says by
// which run or transfer a start is carried out.
#ifndef WAYBILL_SERVICE_SCHEDULE_RUN_HPP
#define WAYBILL_SERVICE_SCHEDULE_RUN_HPP

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "service/crew.hpp"
#include "service/schedules.hpp"

namespace waybill::service {

// Of one context's loop; its tasks share the limits of destinations.
class ScheduleRunner {
 public:
  explicit ScheduleRunner(Call& call);

  // Starts what is due and not under way. When to look again; nullopt: nothing is scheduled.
  std::optional<base::Micros> start_due();
  // The same, and starts nothing; what is stopped does not count.
  std::optional<base::Micros> next_call();
  // What ended since this was asked last: {kind, name, due_at, status, runs}.
  base::Json take_ended();
  Crew& crew() { return crew_; }

 private:
  struct Turn;  // one of the places a destination has
  void close_orphans();
  void carry_out(Call& loop, const Scheduled& scheduled);
  struct Outcome {
    bool waits = false;           // for a run that is not over
    base::Micros handled_to = 0;  // else
  };
  base::Json run_one(Call& call, const ResolvedSync& sync, catalog::ScheduleState& state,
                     bool is_transfer, bool left_by_another, Outcome& outcome);
  base::Json run_claimed(Call& call, const Scheduled& scheduled, catalog::ScheduleState& state,
                         bool left_by_another, Outcome& outcome);
  bool waited_before(const Scheduled& scheduled);
  void ended(const Scheduled& scheduled, base::Json entry, bool waits);

  Call& call_;
  std::mutex mutex_;
  std::condition_variable turn_;
  std::map<std::string, std::size_t> running_;      // by destination
  std::set<std::string> under_way_;                 // ids of schedules
  std::map<std::string, base::Micros> not_before_;  // those another process is at
  std::set<std::string> waited_;                    // the same, until it was carried out
  bool looked_for_orphans_ = false;
  base::Json ended_ = base::Json::array();
  Crew crew_;  // last: its threads use all of the above
};

}  // namespace waybill::service

#endif

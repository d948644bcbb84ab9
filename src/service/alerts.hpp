// Rules over runs, judged as they end, and told once when they begin to hold and once when they do
// not any more: at least once, under an id that stays.
#ifndef WAYBILL_SERVICE_ALERTS_HPP
#define WAYBILL_SERVICE_ALERTS_HPP

#include <cstdint>

#include "service/operation.hpp"
#include "service/resolve.hpp"

namespace waybill::service {

// Records that a run is over, and what follows for its sync's rules, in one write.
void end_run(Call& call, const ResolvedSync& sync, const catalog::Run& run);
// The same of one that was over when it began.
void add_ended_run(Call& call, const ResolvedSync& sync, const catalog::Run& run);

// Judges every sync's overdue_s.
void check_overdue(Call& call);

// Hands what is to be told to the host, outside of any transaction; how many it took. What it does
// not take now is handed to it again later. Ends nothing: what fails is logged.
std::int64_t tell_alerts(Call& call);

// Both, for who has other work to do: what fails is logged.
void look_after_alerts(Call& call);

}  // namespace waybill::service

#endif

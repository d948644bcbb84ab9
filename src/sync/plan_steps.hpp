// The parts of a plan, in the order in which they are made.
#ifndef WAYBILL_SYNC_PLAN_STEPS_HPP
#define WAYBILL_SYNC_PLAN_STEPS_HPP

#include "sync/plan.hpp"

namespace waybill::sync {

// Which columns are read, and which of them are sent, under which names.
void plan_columns(const Job& job, const Present& present, Plan& plan);
// Where they go: the table and what has to happen to it, the ledger, the way there.
void plan_table(const Job& job, const Present& present, Plan& plan);

}  // namespace waybill::sync

#endif

// Staged rows on their way to a sink, by the mode of the sync.
#ifndef WAYBILL_SYNC_DELIVER_HPP
#define WAYBILL_SYNC_DELIVER_HPP

#include <cstdint>
#include <memory>
#include <string>

#include "sink/sink.hpp"
#include "sync/check.hpp"
#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "sync/report.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// One run of a sink. Rows come from tables of `staging`.
class Delivery {
 public:
  // `since`: what the run starts from, the same until a run is recorded.
  Delivery(const Job& job, const Plan& plan, warehouse::Session& staging, sink::Sink& sink,
           std::string since, DeadLetters& dead_letters);

  // All rows of the table; those that the sink refuses are dead letters. `refused`: a table to be
  // made, which gets their keys.
  Counts put(const sql::Table& staged, const sql::TableDef& refused);
  // Deletes of the keys in the table; how many.
  std::int64_t remove(const sql::Table& keys);
  // When it returns, all has arrived.
  sink::Receipt finish();

 private:
  sink::Target target_;
  const Job& job_;
  const Plan& plan_;
  warehouse::Session& session_;
  DeadLetters& dead_letters_;
  std::unique_ptr<sink::Run> run_;
};

}  // namespace waybill::sync

#endif

// Staged rows on their way to a sink, by the mode of the sync.
#ifndef WAYBILL_SYNC_DELIVER_HPP
#define WAYBILL_SYNC_DELIVER_HPP

#include <cstdint>
#include <memory>
#include <string>

#include "base/cancel.hpp"
#include "sink/sender.hpp"
#include "sink/sink.hpp"
#include "sync/check.hpp"
#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "sync/report.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// `since`: what the run starts from, the same until a run is recorded.
sink::Target sink_target(const Job& job, const Plan& plan, std::string since);

// One run of a sink. Rows come from tables of `staging`.
class Delivery {
 public:
  Delivery(const Job& job, const Plan& plan, warehouse::Session& staging, sink::Sink& sink,
           std::string since, const base::CancelToken& cancel, DeadLetters& dead_letters);

  // All rows of the table; those that the sink refuses are dead letters. `refused`: a table to be
  // made, into which their keys go, and out of `staged`.
  Counts put(const sql::Table& staged, const sql::TableDef& refused);
  struct Removed {
    std::int64_t sent = 0;
    std::int64_t refused = 0;
    std::string why;  // of one that was refused
  };
  // Deletes of the keys in the table; those that the sink refuses are taken out of it, and are dead
  // letters where a run finds them again by their letters.
  enum class Letters { no, yes };
  Removed remove(const sql::Table& keys, const sql::TableDef& refused, Letters letters);
  // When it returns, all has arrived.
  sink::Receipt finish();

 private:
  std::int64_t send(const sql::Table& table, const rows::Schema& schema, sink::Operation operation,
                    const sink::Sender::Refused& refused);
  void take_out(const sql::Table& from, const sql::TableDef& refused, const rows::Batch& keys);

  sink::Target target_;
  const Job& job_;
  const Plan& plan_;
  warehouse::Session& session_;
  DeadLetters& dead_letters_;
  const sink::Terms terms_;
  const sink::Patience patience_;
  std::unique_ptr<sink::Run> run_;
};

}  // namespace waybill::sync

#endif

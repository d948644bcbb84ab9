// A sync as the engine takes it: the job, and its two ends.
#ifndef WAYBILL_SERVICE_SYNC_JOB_HPP
#define WAYBILL_SERVICE_SYNC_JOB_HPP

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/operation.hpp"
#include "service/resolve.hpp"
#include "sync/job.hpp"
#include "warehouse/open.hpp"

namespace waybill::service {

struct RunRequest {
  bool full_refresh = false;
  bool allow_deletes = false;  // this run passes delete_guard
  std::optional<base::Micros> from;
  std::optional<base::Micros> until;
  std::optional<std::int64_t> memory_mib;
  std::optional<std::vector<std::string>> retry;  // only these dead letters
  std::string trigger;                            // "manual", "transfer", "schedule", "retry"
  std::string run_id;                             // empty: a new one
  std::string transfer_id;                        // empty: none
  std::map<std::string, std::string> tags;
};

// How to open the ends. What a sink cannot keep stands in a file beside the catalog's.
warehouse::ConnectSpec source_spec_of(const Call& call, const ResolvedSync& sync,
                                      const model::Source& source);
warehouse::ConnectSpec destination_spec_of(const Call& call, const ResolvedSync& sync);

sync::Job make_job(Call& call, const ResolvedSync& sync, const RunRequest& request,
                   const std::string& run_id, const model::Source& source, const Tenant& tenant,
                   std::int64_t default_lookback);

// The dead letters that wait for what a run delivers, and whose rows it reads again. Puts what a
// retry needs into the job.
void add_retried_rows(catalog::Catalog& catalog, const ResolvedSync& sync,
                      const RunRequest& request, sync::Job& job);

// Both ends of a sync, open for a look.
struct Ends {
  sync::Job job;
  std::unique_ptr<warehouse::Session> source;
  std::unique_ptr<warehouse::Session> destination;
};
Ends open_ends(Call& call, const ResolvedSync& sync, const RunRequest& request,
               const warehouse::ConnectSpec& destination, warehouse::Access access);

}  // namespace waybill::service

#endif

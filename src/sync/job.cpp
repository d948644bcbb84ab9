#include "sync/job.hpp"

#include <algorithm>

namespace waybill::sync {

std::string StateKey::text() const {
  return catalog_id + "/" + sync_id + "/" + tenant;
}

const std::string& control_schema(const Job& job) {
  return job.control_schema.empty() ? job.schema : job.control_schema;
}

std::string owned_name(const Job& job) {
  // Beside the rows the schema goes without saying.
  const bool beside = control_schema(job) == job.schema;
  return beside || job.schema.empty() ? job.table : job.schema + "." + job.table;
}

bool reads_changes(const Job& job) {
  return job.model.change_detection == model::ChangeDetection::last_modified &&
         job.mode != model::Mode::mirror;
}

bool counts_in_total(const Job& job) {
  return job.counts == model::Counting::total &&
         (job.mode == model::Mode::upsert || job.mode == model::Mode::mirror);
}

std::int64_t destination_cache_mib(const Job& job) {
  return std::max<std::int64_t>(2, job.memory_mib / 2);
}

std::size_t batch_bytes(const Job& job) {
  return static_cast<std::size_t>(job.memory_mib) * (std::size_t{1} << 20) / 32;
}

std::int64_t sent_rows_in_memory(const Job& job) {
  constexpr std::int64_t kBytesARow = 16;
  return job.compares_in_memory ? (job.memory_mib << 20) / 2 / kBytesARow : 0;
}

}  // namespace waybill::sync

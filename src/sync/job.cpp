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

rows::ReadHints hints_of(const Job& job, const sql::ReadSpec& spec) {
  rows::ReadHints hints{job.state.tenant, std::nullopt};
  if (!spec.from || !spec.keys.empty()) return hints;
  const rows::Logical logical = spec.cursor_type.logical;
  constexpr std::int64_t kDay = 86'400'000'000;
  if (logical == rows::Logical::timestamp || logical == rows::Logical::datetime) {
    hints.from = std::get<std::int64_t>(spec.from->data);
  } else if (logical == rows::Logical::date) {
    hints.from = std::get<std::int64_t>(spec.from->data) * kDay;
  }
  return hints;
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

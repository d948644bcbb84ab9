// The first rows of a model as they would arrive: same resolution, same tenant check as a run, no
// state read or written.
#ifndef WAYBILL_SYNC_PREVIEW_HPP
#define WAYBILL_SYNC_PREVIEW_HPP

#include <memory>

#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

class Preview {
 public:
  // Reads at most `limit` rows. The session must outlive the preview.
  Preview(const Job& job, warehouse::Session& source, std::int64_t limit);

  const rows::Schema& schema() const { return schema_; }  // the model's columns
  const std::vector<std::string>& source_names() const { return plan_.read.columns; }
  bool next(rows::Batch& batch);
  std::int64_t misfits() const { return misfit_count_; }  // values shown as NULL

 private:
  Job job_;
  Plan plan_;
  rows::Schema schema_;
  std::unique_ptr<warehouse::RowStream> stream_;
  std::vector<warehouse::CellMisfit> misfits_;
  std::int64_t misfit_count_ = 0;
};

}  // namespace waybill::sync

#endif

#include "sync/preview.hpp"

#include "sync/blame.hpp"
#include "sync/check.hpp"
#include "sync/run.hpp"

namespace waybill::sync {

Preview::Preview(const Job& job, warehouse::Session& source, std::int64_t limit) : job_(job) {
  plan_ = make_plan(job_, look_at_source(job_, source));
  plan_.read.limit = limit;
  schema_.assign(plan_.read_schema.begin(),
                 plan_.read_schema.begin() + static_cast<std::ptrdiff_t>(plan_.model_columns));
  warehouse::ReadOptions options;
  options.truncate = plan_.truncate;
  stream_ = blaming(Blame::source, [&] {
    return source.query(sql::read(source.dialect(), plan_.read), plan_.read_schema, options);
  });
}

bool Preview::next(rows::Batch& batch) {
  if (batch.schema != plan_.read_schema) batch = rows::Batch(plan_.read_schema);
  if (!blaming(Blame::source, [&] { return stream_->next(batch, misfits_); })) return false;
  check_tenant(job_, plan_, batch);
  misfit_count_ += static_cast<std::int64_t>(misfits_.size());
  batch.drop_columns_from(plan_.model_columns);
  return true;
}

}  // namespace waybill::sync

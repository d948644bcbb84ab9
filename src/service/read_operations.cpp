// All rows of a model, for one tenant and window, as batches: read, checked and refused as a run
// would, and delivered to nobody but the caller. A batch at a time is in memory.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/documents.hpp"
#include "service/handlers.hpp"
#include "service/model_job.hpp"
#include "service/params.hpp"
#include "service/resolve.hpp"
#include "sync/blame.hpp"
#include "sync/checked_rows.hpp"

namespace waybill::service {

using base::Json;

namespace {

constexpr std::int64_t kMostRejects = 100'000;

sync::Job job_of(const Call& call, sync::Job job) {
  job.from = instant_param(call.params, "from");
  job.until = instant_param(call.params, "to");
  if (job.from && job.until && *job.from >= *job.until) {
    throw Error(codes::bad_parameter, "the window is empty: 'from' is not before 'to'")
        .with_hint("'from' is inclusive, 'to' exclusive")
        .with_path("/to");
  }
  // No window holds a row that has no last-modified value: such a row is told, not left out.
  job.on_null_cursor =
      job.from || job.until ? model::NullCursor::error : model::NullCursor::include;
  job.on_reject.max_rows = integer_param(call.params, "max_rejects", 0, 0, kMostRejects);
  job.on_reject.payload = model::RejectPayload::none;
  return job;
}

class ModelRows final : public RowSource {
 public:
  ModelRows(const Call& call, ModelJob found)
      : environment_(call.environment),
        cancel_(call.cancel),
        model_(found.job.model.name),
        job_(job_of(call, std::move(found.job))),
        session_(open(call, found.connection)),
        interrupt_(cancel_.on_cancel([this] { session_->cancel(); })),
        rows_(asking([&] { return std::make_unique<sync::CheckedRows>(job_, *session_); })) {}

  const rows::Schema& schema() const override { return rows_->schema(); }

  bool next(rows::Batch& batch) override {
    return asking([&] {
      if (ended_) return false;
      cancel_.throw_if_cancelled();
      if (rows_->next(batch)) {
        handed_out_ += batch.length;
        return true;
      }
      finish();
      return false;
    });
  }

 private:
  static std::unique_ptr<warehouse::Session> open(const Call& call,
                                                  const model::Connection& connection) {
    return warehouse::open_session(connect_spec(call, connection), warehouse::Access::read_only);
  }

  // Work with the source: its errors are the source's, and one that a cancel brought about is that.
  template <class Work>
  std::invoke_result_t<Work&> asking(Work&& work) {
    try {
      return sync::blaming(Blame::source, work);
    } catch (const Error& error) {
      cancel_.throw_if_cancelled();
      if (error.code().id != codes::too_many_rejects.id) throw;
      throw Error(error.code(), error.message())
          .with_hint(
              "fix the row or the model's type; max_rejects leaves out as many such rows as it "
              "says")
          .with_blame(error.blame());
    }
  }

  void finish() {
    ended_ = true;
    if (!environment_.log) return;
    const sync::Counts& counts = rows_->counts();
    environment_.log(base::LogLevel::info, "read.finished",
                     Json::object({{"model", model_},
                                   {"rows", handed_out_},
                                   {"rejected", counts.rejected},
                                   {"invalid", counts.invalid},
                                   {"truncated_values", rows_->truncated_values()}}));
  }

  const Environment& environment_;
  base::CancelToken cancel_;
  std::string model_;
  const sync::Job job_;
  std::unique_ptr<warehouse::Session> session_;
  base::CancelToken::Registration interrupt_;
  const std::unique_ptr<sync::CheckedRows> rows_;
  std::int64_t handed_out_ = 0;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<RowSource> model_read_rows(Call& call) {
  const Documents documents(call.catalog, given_documents(call));
  return std::make_unique<ModelRows>(call, model_job(documents, text_param(call.params, "model"),
                                                     text_param(call.params, "recipient"), "read"));
}

}  // namespace waybill::service

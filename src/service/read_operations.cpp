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
#include "sync/check.hpp"
#include "sync/preview.hpp"

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

// Arrow takes every value that a source can have.
sync::RowChecks checks_of(const sync::Job& job, const sync::Plan& plan, const sql::Dialect& dialect,
                          sync::DeadLetters& refused, sync::Settling& settling) {
  sql::Dialect taker = dialect;
  taker.finite_floats_only = false;
  taker.nul_in_text = true;
  return {job, plan, taker, refused, settling};
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
        plan_(asking([&] { return sync::plan_preview(job_, *session_).plan; })),
        schema_(plan_.read_schema.begin(),
                plan_.read_schema.begin() + static_cast<std::ptrdiff_t>(plan_.sent_columns)),
        refused_(job_),
        settling_(job_, plan_),
        checks_(checks_of(job_, plan_, session_->dialect(), refused_, settling_)) {}

  const rows::Schema& schema() const override { return schema_; }

  bool next(rows::Batch& batch) override {
    return asking([&] {
      if (ended_) return false;
      if (!stream_) start();
      do {
        cancel_.throw_if_cancelled();
        sync::Parcel parcel;
        parcel.rows = rows::Batch(plan_.read_schema);
        if (!stream_->next(parcel.rows, misfits_)) {
          finish();
          return false;
        }
        checks_.apply(parcel, misfits_, sync::Pass::window);
        batch = std::move(parcel.rows);
      } while (batch.length == 0);
      rows_ += batch.length;
      return true;
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

  void start() {
    warehouse::ReadOptions options;
    options.truncate = plan_.truncate;
    // Pages go on after the last key: one that could not be read would end them.
    if (job_.on_reject.max_rows == 0 && plan_.reads_by_key) {
      options.key = plan_.key;
      options.key_is_indexed = true;
    }
    if (session_->dialect().transactions) session_->begin(warehouse::Access::read_only);
    stream_ =
        session_->query(sql::read(session_->dialect(), plan_.read), plan_.read_schema, options);
  }

  void finish() {
    ended_ = true;
    const std::int64_t truncated = stream_->truncated_values();
    stream_.reset();
    session_->rollback();  // it only read
    if (!environment_.log) return;
    const sync::Counts& counts = checks_.counts();
    environment_.log(base::LogLevel::info, "read.finished",
                     Json::object({{"model", model_},
                                   {"rows", rows_},
                                   {"rejected", counts.rejected},
                                   {"invalid", counts.invalid},
                                   {"truncated_values", truncated}}));
  }

  const Environment& environment_;
  base::CancelToken cancel_;
  std::string model_;
  const sync::Job job_;
  std::unique_ptr<warehouse::Session> session_;
  base::CancelToken::Registration interrupt_;
  const sync::Plan plan_;
  const rows::Schema schema_;
  sync::DeadLetters refused_;
  sync::Settling settling_;  // nothing waits
  sync::RowChecks checks_;
  std::unique_ptr<warehouse::RowStream> stream_;
  std::vector<warehouse::CellMisfit> misfits_;
  std::int64_t rows_ = 0;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<RowSource> model_read_rows(Call& call) {
  const Documents documents(call.catalog, given_documents(call));
  return std::make_unique<ModelRows>(call, model_job(documents, text_param(call.params, "model"),
                                                     text_param(call.params, "recipient"), "read"));
}

}  // namespace waybill::service

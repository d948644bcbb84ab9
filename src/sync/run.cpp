#include "sync/run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <future>

#include "base/crash_point.hpp"
#include "base/error.hpp"
#include "sync/blame.hpp"
#include "sync/check.hpp"
#include "sync/load.hpp"
#include "sync/query.hpp"
#include "sync/queue.hpp"

namespace waybill::sync {

namespace {

constexpr std::size_t kQueuedBatches = 3;
constexpr std::int64_t kBatchRows = 8192;
constexpr double kProgressEvery = 0.1;  // seconds

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Names and nearest types of what the model reads.
void look_at_columns(const Job& job, warehouse::Session& source, Present& present) {
  const sql::Dialect& dialect = source.dialect();
  std::string query = "SELECT * FROM ";
  if (!job.model.source_query.empty()) {
    query = query_for(job, *dialect.syntax, std::nullopt, std::nullopt);
  } else {
    const sql::Table table = sql::parse_table(job.model.source_table);
    if (!source.table(table)) {
      throw Error(codes::no_such_table, fmt::format("model '{}': the source has no table '{}'",
                                                    job.model.name, job.model.source_table))
          .with_hint("check source_table, and which database the source's connection opens")
          .with_blame(Blame::source);
    }
    query += sql::qualified(dialect, table);
  }
  for (warehouse::ResultColumn& column : source.describe({query, {}})) {
    present.source_columns.push_back(std::move(column.name));
    present.source_types.push_back(column.suggested);
    present.source_type_names.push_back(std::move(column.source_type));
  }
}

struct ReadOutcome {
  Counts counts;
  std::optional<rows::Value> greatest;
  std::int64_t truncated_values = 0;
};

// Runs on its own thread, so that reading and checking overlap with loading.
ReadOutcome read_rows(const Job& job, const Plan& plan, warehouse::Session& source,
                      const sql::Dialect& destination, DeadLetters& dead_letters,
                      BatchQueue& queue) {
  struct CloseAtEnd {
    BatchQueue& queue;
    ~CloseAtEnd() { queue.close(); }
  } const close_at_end{queue};
  return blaming(Blame::source, [&] {
    warehouse::ReadOptions options;
    options.batch_rows = kBatchRows;
    options.batch_bytes = batch_bytes(job);
    options.truncate = plan.truncate;
    const auto stream =
        source.query(sql::read(source.dialect(), plan.read), plan.read_schema, options);
    RowChecks checks(job, plan, destination, dead_letters);
    std::vector<warehouse::CellMisfit> misfits;
    for (;;) {
      rows::Batch batch = queue.spare().value_or(rows::Batch(plan.read_schema));
      for (std::size_t i = batch.columns.size(); i < plan.read_schema.size(); ++i) {
        batch.columns.emplace_back(plan.read_schema[i].type);
      }
      batch.schema = plan.read_schema;
      if (!stream->next(batch, misfits)) break;
      checks.apply(batch, misfits);
      if (batch.length > 0 && !queue.push(std::move(batch))) break;
    }
    return ReadOutcome{checks.counts(), checks.greatest(), stream->truncated_values()};
  });
}

std::optional<std::string> text_of(const std::optional<rows::Value>& value) {
  if (!value) return std::nullopt;
  return rows::value_text(*value);
}

// min(greatest seen, B): a row dated 9999 must not hide later changes. An incremental run never
// moves it back.
std::optional<rows::Value> next_watermark(const Plan& plan,
                                          const std::optional<rows::Value>& greatest) {
  if (!plan.moves_watermark || !greatest) return plan.watermark;
  rows::Value next = *greatest;
  if (plan.bound && cursor_less(*plan.bound, next)) next = *plan.bound;
  if (plan.full_reason.empty() && plan.watermark && cursor_less(next, *plan.watermark)) {
    return plan.watermark;
  }
  return next;
}

}  // namespace

Present look_at_source(const Job& job, warehouse::Session& source) {
  Present present;
  present.source_dialect = &source.dialect();
  present.destination_dialect = &source.dialect();
  blaming(Blame::source, [&] {
    look_at_columns(job, source, present);
    present.source_now = source.now();
  });
  return present;
}

Present look(const Job& job, warehouse::Session& source, warehouse::Session& destination) {
  Present present = look_at_source(job, source);
  present.destination_dialect = &destination.dialect();
  blaming(Blame::destination, [&] {
    Control control(destination, job.state);
    present.table = destination.table({"", job.table});
    present.table_owner = control.owner(job.table);
    present.last_commit = control.last_commit();
    present.same_database = source.location() == destination.location();
  });
  blaming(Blame::source, [&] {
    base::Json previous = present.last_commit ? present.last_commit->bound : base::Json();
    present.bound =
        sample_bound(source, bound_options(job, present.source_columns, std::move(previous)));
  });
  return present;
}

Report run(const Job& job, warehouse::Session& source, warehouse::Session& destination,
           const base::Clock& clock, const base::CancelToken& cancel, const ProgressFn& progress) {
  const auto source_interrupt = cancel.on_cancel([&source] { source.cancel(); });
  auto destination_interrupt = cancel.on_cancel([&destination] { destination.cancel(); });
  const Stopwatch total;
  Stopwatch phase;
  Report report;
  std::int64_t rows = 0;
  double last_progress = -1;
  const auto tell = [&](std::string_view name, bool always) {
    if (!progress || (!always && total.seconds() - last_progress < kProgressEvery)) return;
    last_progress = total.seconds();
    progress({name, rows, report.bytes, last_progress});
  };
  const auto end_phase = [&](std::string_view name) {
    report.phases.push_back({name, phase.seconds()});
    phase = Stopwatch();
    cancel.throw_if_cancelled();
  };

  tell("plan", true);
  base::crash_point("plan.before");
  const Present present = look(job, source, destination);
  const Plan plan = make_plan(job, present);
  base::crash_point("plan.after");
  report.delivery = destination.dialect().transactions ? "exactly_once" : "effectively_once";
  report.guarantee = plan.guarantee;
  report.guarantee_why = plan.guarantee_why;
  report.full_reason = plan.full_reason;
  report.load = plan.load == Load::direct ? "direct" : "staged";
  report.window_from = text_of(plan.from);
  report.window_until = text_of(plan.until);
  report.watermark_before = text_of(plan.watermark);
  report.ddl = plan.ddl;
  end_phase("plan");

  return blaming(Blame::destination, [&] {
    Control control(destination, job.state);
    base::crash_point("epoch.before");
    const std::int64_t epoch = control.begin_run(job.run_id, plan_hash(plan), clock());
    base::crash_point("epoch.after");

    DeadLetters dead_letters(job);  // the reader's until it has ended, then the loader's
    Loader loader(job, plan, destination, dead_letters);
    base::crash_point("prepare.before");
    loader.prepare();
    base::crash_point("prepare.after");

    BatchQueue queue(kQueuedBatches);
    std::future<ReadOutcome> reader = std::async(std::launch::async, [&] {
      return read_rows(job, plan, source, destination.dialect(), dead_letters, queue);
    });
    struct CloseQueue {  // a failing writer must not leave the reader waiting for room
      BatchQueue& queue;
      ~CloseQueue() { queue.close(); }
    } close_queue{queue};
    while (auto batch = queue.pop()) {
      loader.add(*batch);
      rows += batch->length;
      ++report.batches;
      report.bytes += static_cast<std::int64_t>(batch->bytes());
      queue.give_back(std::move(*batch));
      tell("read", report.batches == 1);
    }
    const ReadOutcome outcome = reader.get();
    report.counts = outcome.counts;
    report.truncated_values = outcome.truncated_values;
    end_phase("read");

    tell("merge", true);
    const LoadCounts loaded = loader.merge();
    report.counts.inserted = loaded.inserted;
    report.counts.updated = loaded.updated;
    report.counts.unchanged = loaded.unchanged;
    report.counts.invalid += loaded.invalid;
    dead_letters.check_ratio(report.counts.read);
    if (!report.counts.add_up()) {
      throw Error(codes::counts_differ,
                  fmt::format("sync '{}': the counts do not add up: {}; nothing was committed",
                              job.sync_name, base::write_json(to_json(report.counts))))
          .with_hint("the destination table may have a trigger that changes rows")
          .with_blame(Blame::destination);
    }
    end_phase("merge");

    tell("commit", true);
    const auto watermark = next_watermark(plan, outcome.greatest);
    report.watermark_after = text_of(watermark);
    const base::Micros now = clock();
    base::crash_point("control.before");
    control.check_epoch(epoch);
    control.claim_table(job.table, job.run_id);
    control.write_rejects(job.run_id, dead_letters.letters(), now);
    control.write_commit(
        {job.run_id, epoch, report.watermark_after, rows::to_string(plan.read.cursor_type),
         to_json(report),
         bound_state(*present.bound, {plan.guarantee, plan.guarantee_why}, plan.moves_watermark)},
        job.table, now);
    base::crash_point("control.after");
    cancel.throw_if_cancelled();
    base::crash_point("commit.before");
    destination_interrupt = {};  // from here on the run is delivered, or the commit itself failed
    try {
      loader.commit();
    } catch (const Error&) {
      // The outcome of a failed COMMIT is what the destination says it is.
      loader.abandon();
      destination.clear_cancel();
      if (!control.find_commit(job.run_id)) throw;
    }
    base::crash_point("commit.after");
    report.phases.push_back({"commit", phase.seconds()});
    return report;
  });
}

}  // namespace waybill::sync

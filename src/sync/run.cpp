#include "sync/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>

#include "base/crash_point.hpp"
#include "base/error.hpp"
#include "base/seeded_bug.hpp"
#include "sync/blame.hpp"
#include "sync/cursor.hpp"
#include "sync/isolate.hpp"
#include "sync/key_order.hpp"
#include "sync/load.hpp"
#include "sync/look.hpp"
#include "sync/queue.hpp"
#include "sync/reader.hpp"

namespace waybill::sync {

namespace {

constexpr std::size_t kQueuedParcels = 3;
constexpr double kProgressEvery = 0.1;  // seconds

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

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
  if (plan.bound && cursor_less(*plan.bound, next) && !base::seeded_bug("watermark_past_the_clock"))
    next = *plan.bound;
  if (plan.full_reason.empty() && plan.watermark && cursor_less(next, *plan.watermark) &&
      !base::seeded_bug("watermark_goes_back")) {
    return plan.watermark;
  }
  return next;
}

// One run on its way.
class Run {
 public:
  Run(const Job& job, warehouse::Session& source, warehouse::Session& destination, sink::Sink* sink,
      const base::Clock& clock, const base::CancelToken& cancel, const ProgressFn& progress,
      const OpenSession& others = {})
      : job_(job),
        source_(source),
        destination_(destination),
        sink_(sink),
        clock_(clock),
        cancel_(cancel),
        progress_(progress),
        others_(others),
        source_interrupt_(cancel.on_cancel([&source] { source.cancel(); })),
        destination_interrupt_(cancel.on_cancel([&destination] { destination.cancel(); })) {}

  Report run() {
    Present present;
    Plan plan;
    look_and_plan(present, plan);
    Control control(destination_, job_);
    std::int64_t epoch = 0;
    const bool stale = blaming(Blame::destination, [&] {
      make_schemas(present);
      base::crash_point("epoch.before");
      epoch = control.begin_run(job_.run_id, plan_hash(plan), clock_());
      base::crash_point("epoch.after");
      if (sink_ == nullptr) take_away_units(job_, destination_, cancel_);
      return is_stale(present, control);
    });
    // Nobody who began earlier commits any more: this plan holds.
    if (stale) look_and_plan(present, plan);
    carry_as_can_be(present, plan, [&](const Carried& carried) {
      commit(present, plan, carried, control, epoch);
    });
    return std::move(report_);
  }

  Report try_out(const Present& present, Plan plan) {
    describe(plan);
    carry_as_can_be(present, plan, [](const Carried& carried) { carried.loader.abandon(); });
    return std::move(report_);
  }

 private:
  void look_and_plan(Present& present, Plan& plan) {
    tell("plan", true);
    base::crash_point("plan.before");
    present = look(job_, source_, destination_);
    plan = make_plan(job_, present);
    if (sink_ != nullptr) sink_->check(sink_target(job_, plan, ""));
    base::crash_point("plan.after");
    describe(plan);
    end_phase("plan");
  }

  // Whether another run has committed since the plan.
  static bool is_stale(const Present& planned_for, Control& control) {
    if (base::seeded_bug("stale_plan_kept")) return false;
    const auto run_of = [](const std::optional<Commit>& commit) {
      return commit ? commit->run_id : std::string();
    };
    return run_of(control.last_commit()) != run_of(planned_for.last_commit);
  }

  void describe(const Plan& plan) {
    report_ = Report{};
    report_.mode = model::to_string(job_.mode);
    report_.delivery = sink_ != nullptr                      ? "at_least_once"
                       : destination_.dialect().transactions ? "exactly_once"
                                                             : "effectively_once";
    report_.guarantee = plan.guarantee;
    report_.guarantee_why = plan.guarantee_why;
    report_.full_reason = plan.full_reason;
    report_.load = load_text(plan);
    report_.window_from = text_of(plan.from);
    report_.window_until = text_of(plan.until);
    report_.watermark_before = text_of(plan.watermark);
    report_.ddl = plan.ddl;
    rows_ = 0;
  }

  // Waybill's own tables stand in it as well, and come first.
  void make_schemas(const Present& present) {
    const auto make = [&](const std::string& schema) {
      const auto create = sql::create_schema(destination_.dialect(), schema);
      if (!create) return;
      try {
        destination_.execute({*create, {}});
      } catch (const Error&) {
        // IF NOT EXISTS is not enough where another run makes it at the same time.
        const std::vector<std::string> there = destination_.schemas();
        if (std::ranges::find(there, schema) == there.end()) throw;
      }
    };
    if (present.schema_missing) make(job_.schema);
    if (present.control_schema_missing) make(job_.control_schema);
  }

  // What has been merged, in a transaction that is open.
  struct Carried {
    Loader& loader;
    const ReadOutcome& outcome;
    const DeadLetters& dead_letters;
  };
  using Finish = std::function<void(const Carried&)>;

  void carry_as_can_be(const Present& present, Plan& plan, const Finish& finish) {
    blaming(Blame::destination, [&] {
      try {
        carry(present, plan, SentRows::read(job_, plan, destination_), finish);
      } catch (const NeedsStaging&) {
        describe(plan);
        carry(present, plan, nullptr, finish);
      } catch (const Error& error) {
        if (plan.load == Load::staged || !is_about_rows(error) ||
            base::seeded_bug("direct_load_gives_up")) {
          throw;
        }
        // The table refuses rows: by way of staging they are told from the others.
        stage_rows(job_, present, plan);
        describe(plan);
        carry(present, plan, nullptr, finish);
      }
    });
  }

  void carry(const Present& present, const Plan& plan, std::unique_ptr<SentRows> sent,
             const Finish& finish) {
    DeadLetters dead_letters(job_);  // the reader's until it has ended, then the loader's
    if (plan.only_retried) dead_letters.begin_retry(job_.retried);
    std::optional<Delivery> delivery;
    if (sink_ != nullptr) {
      delivery.emplace(job_, plan, destination_, *sink_,
                       present.last_commit ? present.last_commit->run_id : "", cancel_,
                       dead_letters);
    }
    Loader loader(job_, plan, destination_, dead_letters, delivery ? &*delivery : nullptr,
                  sent.get(), others_, cancel_);
    base::crash_point("prepare.before");
    loader.prepare();
    base::crash_point("prepare.after");
    Settling settling(job_, plan);  // the reader's until it has ended
    ReadOutcome outcome;
    try {
      outcome = read_and_load(plan, loader, dead_letters, settling, sent.get());
      if (sent && plan.finds_vanished) sent->find_vanished(destination_);
    } catch (const NeedsStaging&) {
      loader.discard();
      throw;
    }
    end_phase("read");

    tell("merge", true);
    const Merged merged =
        loader.merge({outcome.counts.read, outcome.keys_known, outcome.keys_distinct});
    count(plan, outcome, merged);
    dead_letters.check_ratio(report_.counts.read);
    // A window that was asked for reads what is in it, whatever waits.
    const bool all_read = !job_.from && !job_.until;
    report_.settled = settling.result(dead_letters.letters(), all_read);
    end_phase("merge");
    finish({loader, outcome, dead_letters});
  }

  ReadOutcome read_and_load(const Plan& plan, Loader& loader, DeadLetters& dead_letters,
                            Settling& settling, SentRows* sent) {
    ParcelQueue queue(std::max(kQueuedParcels, KeyOrder::parcels_of(job_, plan)));
    std::future<ReadOutcome> reader = std::async(std::launch::async, [&] {
      const CloseAtEnd close_for_writer{queue};
      return Reader(job_, plan, source_, destination_.dialect(), dead_letters, settling, sent,
                    queue)
          .run();
    });
    const CloseAtEnd close_for_reader{queue};
    while (auto parcel = queue.pop()) {
      rows_ += parcel->came;
      ++report_.batches;
      report_.bytes += static_cast<std::int64_t>(parcel->rows.bytes());
      loader.add(*parcel);
      queue.give_back(std::move(*parcel));
      tell("read", report_.batches == 1);
    }
    if (base::seeded_bug("read_error_swallowed")) {
      ReadOutcome outcome;
      outcome.counts.read = rows_;
      return outcome;
    }
    return reader.get();
  }

  void count(const Plan& plan, const ReadOutcome& outcome, const Merged& merged) {
    Counts& counts = report_.counts;
    counts = merged.counts;
    counts.total = counts_in_total(job_);
    counts.read = outcome.counts.read;
    counts.unchanged += outcome.counts.unchanged;
    counts.skipped += outcome.counts.skipped;
    counts.invalid += outcome.counts.invalid;
    counts.rejected += outcome.counts.rejected;
    report_.truncated_values = outcome.truncated_values;
    report_.withheld_why = merged.withheld_why;
    report_.parts = merged.receipt.parts;
    if (plan.finds_vanished) report_.vanished = merged.vanished;
    if ((counts.add_up() && merged.vanished.add_up()) || base::seeded_bug("counts_not_checked"))
      return;
    throw Error(codes::counts_differ,
                fmt::format("sync '{}': the counts do not add up: {}, {}; nothing was committed",
                            job_.sync_name, base::write_json(to_json(counts)),
                            base::write_json(to_json(merged.vanished))))
        .with_hint("the destination table may have a trigger that changes rows")
        .with_blame(Blame::destination);
  }

  void commit(const Present& present, const Plan& plan, const Carried& carried, Control& control,
              std::int64_t epoch) {
    const auto& [loader, outcome, dead_letters] = carried;
    tell("commit", true);
    // What was withheld has to come again.
    const auto watermark =
        report_.counts.withheld > 0 && !base::seeded_bug("watermark_past_withheld_rows")
            ? plan.watermark
            : next_watermark(plan, outcome.greatest);
    report_.watermark_after = text_of(watermark);
    const base::Micros now = clock_();
    base::crash_point("control.before");
    if (base::seeded_bug("rows_committed_before_control")) loader.commit();
    if (!base::seeded_bug("epoch_not_checked")) control.check_epoch(epoch);
    if (!job_.to_sink && !base::seeded_bug("table_not_claimed")) {
      control.claim_table(owned_name(job_), job_.run_id);
    }
    if (!base::seeded_bug("dead_letters_not_written")) {
      control.write_rejects(job_.run_id, dead_letters.letters(), now);
    }
    base::Json state = plan.state;
    if (present.bound) {
      const bool moved = plan.moves_watermark && report_.counts.withheld == 0;
      state.set("bound", bound_state(*present.bound, {plan.guarantee, plan.guarantee_why}, moved));
    }
    control.write_commit(
        {job_.run_id, epoch, report_.watermark_after,
         plan.cursor ? rows::to_string(plan.read.cursor_type) : "", state, to_json(report_)},
        job_.table, now);
    base::crash_point("control.after");
    if (!base::seeded_bug("cancel_before_commit_ignored")) cancel_.throw_if_cancelled();
    base::crash_point("commit.before");
    destination_interrupt_ = {};  // from here on the run is delivered, or the commit itself failed
    try {
      loader.commit();
    } catch (const Error&) {
      // The outcome of a failed COMMIT is what the destination says it is.
      loader.abandon();
      destination_.clear_cancel();
      if (base::seeded_bug("failed_commit_taken_for_done")) return;
      if (!control.find_commit(job_.run_id) || base::seeded_bug("lost_answer_taken_for_failure"))
        throw;
    }
    base::crash_point("commit.after");
    report_.phases.push_back({"commit", phase_.seconds()});
  }

  void tell(std::string_view name, bool always) {
    if (!progress_ || (!always && total_.seconds() - last_progress_ < kProgressEvery)) return;
    last_progress_ = total_.seconds();
    progress_({name, rows_, report_.bytes, last_progress_});
  }
  void end_phase(std::string_view name) {
    report_.phases.push_back({name, phase_.seconds()});
    phase_ = Stopwatch();
    cancel_.throw_if_cancelled();
  }

  const Job& job_;
  warehouse::Session& source_;
  warehouse::Session& destination_;
  sink::Sink* sink_;  // nullptr: the destination itself takes the rows
  const base::Clock& clock_;
  const base::CancelToken& cancel_;
  const ProgressFn& progress_;
  OpenSession others_;
  base::CancelToken::Registration source_interrupt_;
  base::CancelToken::Registration destination_interrupt_;
  Stopwatch total_;
  Stopwatch phase_;
  Report report_;
  std::int64_t rows_ = 0;
  double last_progress_ = -1;
};

}  // namespace

Report run(const Job& job, warehouse::Session& source, warehouse::Session& destination,
           const base::Clock& clock, const base::CancelToken& cancel, const ProgressFn& progress,
           const OpenSession& others) {
  return Run(job, source, destination, nullptr, clock, cancel, progress, others).run();
}

std::string why_not_tried(const Job& job, const Plan& plan, const sql::Dialect& destination) {
  if (job.to_sink) return "a sink takes nothing back";
  if (!destination.transactions) return "the destination has no transactions";
  if (!destination.transactional_ddl && (!plan.ddl.empty() || plan.makes_ledger)) {
    return "the run makes or changes a table, which the destination could not take back";
  }
  return "";
}

Report try_run(const Job& job, const Present& present, const Plan& plan, warehouse::Session& source,
               warehouse::Session& destination, const base::Clock& clock,
               const base::CancelToken& cancel) {
  const ProgressFn nobody;
  return Run(job, source, destination, nullptr, clock, cancel, nobody).try_out(present, plan);
}

Report run_to_sink(const Job& job, warehouse::Session& source, warehouse::Session& state,
                   sink::Sink& sink, const base::Clock& clock, const base::CancelToken& cancel,
                   const ProgressFn& progress) {
  return Run(job, source, state, &sink, clock, cancel, progress).run();
}

}  // namespace waybill::sync

#include "sync/merge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/seeded_bug.hpp"
#include "sync/ledger.hpp"

namespace waybill::sync {
namespace {

using model::Mode;

constexpr std::string_view kUnmatched = "WB8512";
constexpr std::string_view kExisting = "WB8513";

std::vector<std::string> names_with(const rows::Schema& schema, rows::Logical logical) {
  std::vector<std::string> result;
  for (const rows::Field& field : schema) {
    if (field.type.logical == logical) result.push_back(field.name);
  }
  return result;
}

}  // namespace

void Merged::add(const Merged& part) {
  counts.inserted += part.counts.inserted;
  counts.updated += part.counts.updated;
  counts.upserted += part.counts.upserted;
  counts.unchanged += part.counts.unchanged;
  counts.unmatched += part.counts.unmatched;
  counts.deleted += part.counts.deleted;
  counts.withheld += part.counts.withheld;
  counts.skipped += part.counts.skipped;
  counts.invalid += part.counts.invalid;
  counts.rejected += part.counts.rejected;
  if (!part.withheld_why.empty()) withheld_why = part.withheld_why;
}

Merger::Merger(const Job& job, const Plan& plan, warehouse::Session& destination,
               DeadLetters& dead_letters)
    : job_(job), plan_(plan), session_(destination), dead_letters_(dead_letters) {}

sql::MergeSpec Merger::spec(const sql::Table& staged) const {
  return {plan_.target.table,
          staged,
          rows::names_of(plan_.target.columns),
          plan_.key_names,
          names_with(plan_.target.columns, rows::Logical::json),
          names_with(plan_.target.columns, rows::Logical::bytes),
          job_.model.is_append_only,
          plan_.merges_many()};
}

sql::MergeSpec Merger::keys(const sql::Table& target, const sql::Table& staged) const {
  sql::MergeSpec spec;
  spec.target = target;
  spec.staging = staged;
  spec.columns = spec.key = plan_.key_names;
  return spec;
}

std::int64_t Merger::count(const sql::Statement& statement) {
  const auto value = session_.scalar(statement);
  return value ? std::get<std::int64_t>(value->data) : 0;
}

void Merger::choose_pass(sql::MergeSpec& spec) {
  const auto probe = sql::one_pass_probe(session_.dialect(), spec.target);
  spec.one_pass = spec.many && probe && count(*probe) > 0;
}

void Merger::letters_of(const sql::MergeSpec& spec, sql::Found found, std::string_view code,
                        std::string_view message) {
  const auto stream =
      session_.query(sql::read_staged(session_.dialect(), spec, found), plan_.target.columns, {});
  rows::Batch batch(plan_.target.columns);
  std::vector<warehouse::CellMisfit> misfits;
  while (stream->next(batch, misfits)) {
    for (std::int64_t row = 0; row < batch.length; ++row) {
      dead_letters_.add(code, std::string(message), key_json(plan_, batch, row),
                        payload_json(job_, plan_, batch, row));
    }
  }
}

// Rows whose key the destination lacks leave the staged ones.
std::int64_t Merger::set_aside_unmatched(const sql::Table& staged) {
  if (base::seeded_bug("update_inserts")) return 0;
  if (job_.on_unmatched == model::OnUnmatched::dead_letter) {
    letters_of(spec(staged), sql::Found::no, kUnmatched, "the destination has no row with its key");
  }
  const std::int64_t rows =
      session_.execute(sql::delete_unmatched(session_.dialect(), keys(staged, plan_.target.table)));
  if (rows > 0 && job_.on_unmatched == model::OnUnmatched::error &&
      !base::seeded_bug("unmatched_is_no_error")) {
    throw Error(
        codes::row_unmatched,
        fmt::format("sync '{}': the destination has no row with the key of {} rows; nothing "
                    "was committed",
                    job_.sync_name, rows))
        .with_hint("set on_unmatched to skip or dead_letter, or fill the table first")
        .with_blame(Blame::destination);
  }
  return rows;
}

std::int64_t Merger::set_aside_sent(const sql::Table& staged) {
  if (!plan_.uses_ledger || base::seeded_bug("insert_sends_again")) return 0;
  return session_.execute(
      sql::delete_matched(session_.dialect(), keys(staged, plan_.ledger.table)));
}

// Rows that were sent before, and those whose key others put there, leave the staged ones.
void Merger::set_aside_existing(const sql::Table& staged, Counts& counts) {
  counts.skipped += set_aside_sent(staged);
  if (base::seeded_bug("insert_overwrites")) return;
  if (job_.on_existing == model::OnExisting::dead_letter) {
    letters_of(spec(staged), sql::Found::yes, kExisting,
               "the destination has a row with its key that this sync did not send");
  }
  const std::int64_t rows =
      session_.execute(sql::delete_matched(session_.dialect(), keys(staged, plan_.target.table)));
  if (rows > 0 && job_.on_existing == model::OnExisting::error &&
      !base::seeded_bug("existing_is_no_error")) {
    throw Error(
        codes::row_exists,
        fmt::format("sync '{}': the destination has rows with the keys of {} rows that this "
                    "sync did not send; nothing was committed",
                    job_.sync_name, rows))
        .with_hint("set on_existing to skip or dead_letter, or send the sync to a table of its own")
        .with_blame(Blame::destination);
  }
  (job_.on_existing == model::OnExisting::skip ? counts.skipped : counts.rejected) += rows;
}

std::string Merger::guarded(std::int64_t deletes, std::int64_t of, std::string_view what) const {
  if (!job_.delete_guard || job_.allow_deletes || base::seeded_bug("guard_not_applied") ||
      deletes <= job_.delete_guard->max_rows ||
      static_cast<double>(deletes) <= job_.delete_guard->max_ratio * static_cast<double>(of)) {
    return "";
  }
  return fmt::format(
      "{} of {} {} would be deleted, more than delete_guard allows ({} rows and a "
      "ratio of {}); allow_deletes lets one run do it",
      deletes, of, what, job_.delete_guard->max_rows, job_.delete_guard->max_ratio);
}

Merged Merger::remove(const sql::Table& staged, std::int64_t rows) {
  const sql::Dialect& dialect = session_.dialect();
  const sql::MergeSpec from_table = keys(plan_.target.table, staged);
  Merged merged;
  merged.counts.unmatched = set_aside_unmatched(staged);
  const std::int64_t there = rows - merged.counts.unmatched;
  merged.withheld_why =
      guarded(there, count(sql::count_rows(dialect, plan_.target.table)), "rows of the table");
  if (!merged.withheld_why.empty()) {
    merged.counts.withheld = there;
  } else {
    // A table without a key may hold one more than once.
    const std::int64_t deleted = session_.execute(sql::delete_matched(dialect, from_table));
    merged.counts.deleted = std::min(there, deleted);
    merged.counts.unmatched += there - merged.counts.deleted;
  }
  return merged;
}

Merged Merger::merge(const sql::Table& staged, std::int64_t rows) {
  const sql::Dialect& dialect = session_.dialect();
  if (job_.mode == Mode::remove) return remove(staged, rows);
  Merged merged;
  if (plan_.key.empty()) {
    merged.counts.inserted = session_.execute(sql::copy_rows(
        dialect, {plan_.target.table, staged, rows::names_of(plan_.target.columns), {}, {}}));
    return merged;
  }
  Counts& counts = merged.counts;
  if (job_.mode == Mode::update) counts.unmatched = set_aside_unmatched(staged);
  if (base::seeded_bug("unmatched_counted_as_unchanged")) counts.unmatched = 0;
  if (job_.mode == Mode::insert) set_aside_existing(staged, counts);
  rows -= counts.unmatched + counts.skipped + counts.rejected;
  sql::MergeSpec rows_to_table = spec(staged);
  choose_pass(rows_to_table);
  const bool counts_apart = sql::merge_counts_apart(dialect, rows_to_table);
  std::optional<std::int64_t> matched;
  if (job_.mode == Mode::update) matched = rows;
  if (job_.mode == Mode::insert) matched = 0;
  // Of many rows most are not there as they are: if all were changed or added, that says it.
  const bool total = counts_in_total(job_);
  if (!matched && !total && !(counts_apart && rows_to_table.many)) {
    matched = count(sql::count_matched(dialect, rows_to_table));
  }
  std::int64_t affected = 0;
  std::int64_t last = 0;
  for (const sql::Statement& statement : sql::merge(dialect, rows_to_table)) {
    last = session_.execute(statement);
    if (statement.counted) affected += last;
  }
  if (total) {
    counts.upserted = base::seeded_bug("unchanged_counted_as_upserted") ? rows : affected;
    counts.unchanged = rows - counts.upserted;
    remember(staged);
    return merged;
  }
  // What both ways of counting do not agree in does not add up.
  counts.inserted = base::seeded_bug("updated_counted_as_inserted") ? affected
                    : counts_apart                                  ? last
                                                                    : rows - *matched;
  counts.updated = affected - counts.inserted;
  // Whatever was neither is there all the same, or was dropped by a trigger.
  if (!matched && affected < rows) {
    matched = count(sql::count_matched(dialect, rows_to_table)) - counts.inserted;
  }
  counts.unchanged = matched.value_or(counts.updated) - counts.updated;
  remember(staged);
  return merged;
}

void Merger::remove_marked(const sql::Table& marked, std::int64_t rows, Merged& merged) {
  if (rows == 0) return;
  const sql::Dialect& dialect = session_.dialect();
  sql::MergeSpec from_table = keys(plan_.target.table, marked);
  from_table.many = true;  // they may be: how to look them up is the server's choice
  const std::int64_t there = count(sql::count_matched(dialect, from_table));
  const sql::Table& all = plan_.uses_ledger ? plan_.ledger.table : plan_.target.table;
  std::string why = guarded(there, count(sql::count_rows(dialect, all)), "rows");
  merged.counts.unchanged += rows - there;
  if (!why.empty()) {
    merged.withheld_why = std::move(why);
    merged.counts.withheld += there;
    return;
  }
  merged.counts.deleted += session_.execute(sql::delete_matched(dialect, from_table));
  if (!base::seeded_bug("deleted_row_left_in_ledger")) forget(marked);
}

// A sink does not say what it holds. Where there is a ledger, that is what was sent.
std::int64_t Merger::to_delete_at_sink(const sql::Table& keys_of, std::int64_t rows,
                                       const Arrived& arrived, Merged& merged) {
  if (rows == 0) return 0;
  const sql::Dialect& dialect = session_.dialect();
  std::int64_t there = rows;
  std::string why;
  if (!plan_.uses_ledger) {
    why = guarded(rows, arrived.rows, "rows of the run");
  } else if (plan_.makes_ledger) {
    there = 0;
  } else {
    const std::int64_t sent = count(sql::count_rows(dialect, plan_.ledger.table));
    there -= session_.execute(sql::delete_unmatched(dialect, keys(keys_of, plan_.ledger.table)));
    why = guarded(there, sent, "rows sent before");
  }
  merged.counts.unchanged += rows - there;
  if (why.empty() || base::seeded_bug("sink_deletes_unguarded")) return there;
  merged.withheld_why = std::move(why);
  merged.counts.withheld += there;
  return 0;
}

void Merger::remember(const sql::Table& staged) {
  if (!plan_.uses_ledger || base::seeded_bug("ledger_not_written")) return;
  sql::MergeSpec sent = keys(plan_.ledger.table, staged);
  sent.columns.emplace_back(kHashColumn);
  if (plan_.makes_ledger || plan_.forgets) {  // it holds nothing yet
    session_.execute(
        sql::copy_rows(session_.dialect(), {plan_.ledger.table, staged, sent.columns, {}, {}}));
    return;
  }
  sent.many = plan_.merges_many();
  choose_pass(sent);
  for (const sql::Statement& statement : sql::merge(session_.dialect(), sent)) {
    session_.execute(statement);
  }
}

void Merger::forget(const sql::Table& gone) {
  if (!plan_.uses_ledger) return;
  session_.execute(sql::delete_matched(session_.dialect(), keys(plan_.ledger.table, gone)));
}

bool Merger::may_remove(const Arrived& arrived, Merged& merged) {
  Vanished& vanished = merged.vanished;
  if (vanished.vanished == 0) return false;
  std::string why =
      guarded(vanished.vanished, count(sql::count_rows(session_.dialect(), plan_.ledger.table)),
              "rows sent before");
  if (arrived.rows == 0 && !base::seeded_bug("empty_source_deletes_all") && job_.delete_guard &&
      !job_.allow_deletes) {
    why = "the source has no rows at all; allow_deletes lets one run delete what was sent";
  }
  if (!arrived.keys_known && !base::seeded_bug("unreadable_keys_delete")) {
    why = "rows came from the source whose key cannot be read: they may be those that are missing";
  }
  if (why.empty()) return true;
  merged.withheld_why = std::move(why);
  vanished.withheld = vanished.vanished;
  return false;
}

void Merger::remove_vanished(const sql::Table& gone, const Arrived& arrived, Merged& merged) {
  if (!may_remove(arrived, merged)) return;
  Vanished& vanished = merged.vanished;
  vanished.deleted =
      session_.execute(sql::delete_matched(session_.dialect(), keys(plan_.target.table, gone)));
  vanished.already_gone = vanished.vanished - vanished.deleted;
  if (!base::seeded_bug("vanished_row_left_in_ledger")) forget(gone);
}

}  // namespace waybill::sync

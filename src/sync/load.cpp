#include "sync/load.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/crash_point.hpp"
#include "base/error.hpp"
#include "base/seeded_bug.hpp"
#include "rows/json.hpp"
#include "sync/isolate.hpp"
#include "sync/ledger.hpp"

namespace waybill::sync {

namespace {

constexpr std::string_view kRepeatedKey = "WB8511";
constexpr std::string_view kRefused = "WB8514";

}  // namespace

Loader::Loader(const Job& job, const Plan& plan, warehouse::Session& destination,
               DeadLetters& dead_letters, Delivery* delivery, const SentRows* sent,
               const OpenSession& others, const base::CancelToken& cancel)
    : job_(job),
      plan_(plan),
      session_(destination),
      dead_letters_(dead_letters),
      landing_(plan.target),
      merger_(job, plan, destination, dead_letters),
      delivery_(delivery),
      sent_(sent),
      others_(others),
      cancel_(cancel) {
  if (plan_.load != Load::staged) return;
  rows::Schema columns = plan_.target.columns;
  if (plan_.uses_ledger) columns.push_back(hash_field());
  landing_ = scratch("stg", columns);
  gone_ = scratch("gone", key_columns(plan_));
  seen_ = scratch("seen", key_columns(plan_));
  vanished_ = scratch("van", key_columns(plan_));
}

// Tables of this run alone carry its id, so that an orphan can be told from a live one.
sql::TableDef Loader::scratch(std::string_view name, const rows::Schema& columns) const {
  std::string full = fmt::format("_waybill_{}_{}", name, job_.run_id);
  std::erase(full, '-');
  sql::TableDef table;
  table.table = {"", sql::staging_name(session_.dialect(), full)};
  table.columns = columns;
  table.key = plan_.key_names;
  table.with_key = false;
  return table;
}

void Loader::create(const sql::TableDef& table) {
  session_.execute({sql::create_staging(session_.dialect(), table), {}});
}

void Loader::prepare() {
  if (plan_.in_units && others_) load_in_units();
  if (plan_.load == Load::staged) {
    if (!units_) create(landing_);
    if (plan_.soft_delete) create(gone_);
    if (plan_.finds_vanished) create(seen_);
    return;
  }
  if (units_) return;
  const bool within = session_.dialect().transactional_ddl;
  if (!within) change_table(false);
  transaction_.emplace(session_, warehouse::Access::read_write);
  if (within) change_table(false);
  appender_ = session_.append(landing_.table);
}

void Loader::load_in_units() {
  const bool staged = plan_.load == Load::staged;
  sql::TableDef wanted = landing_;
  wanted.table.schema = plan_.target.table.schema;
  units_.emplace(job_, session_, others_, cancel_,
                 staged ? Units::Into::staging : Units::Into::new_table, wanted,
                 [this, staged](const rows::Batch& rows, const Error& error) {
                   if (!staged) throw Error(error);
                   added_ -= rows.length;
                   add_halves(rows);
                 });
  if (staged) landing_ = units_->table();
}

// But for the key of a new table, which is made when the rows are there.
void Loader::change_table(bool is_there) {
  const sql::Dialect& dialect = session_.dialect();
  for (const std::string& statement : plan_.ddl) {
    if (plan_.load == Load::create && statement == sql::add_key(dialect, landing_)) continue;
    if (is_there && statement == sql::create_table(dialect, landing_)) continue;
    session_.execute({statement, {}});
  }
}

void Loader::add(Parcel& parcel) {
  base::crash_point("load.batch.before");
  if (parcel.rows.length > 0) add_rows(parcel.rows);
  gone_rows_ += parcel.gone.length;
  if (plan_.load == Load::staged) {
    if (parcel.gone.length > 0) session_.ingest(gone_.table, parcel.gone);
    if (parcel.seen.length > 0) session_.ingest(seen_.table, parcel.seen);
  }
  base::crash_point("load.batch.after");
}

void Loader::add_rows(rows::Batch& batch) {
  if (units_) {
    added_ += batch.length;
    units_->add(batch);
    return;
  }
  if (appender_) {
    appender_->add(batch);
    added_ += batch.length;
    return;
  }
  try {
    session_.ingest(landing_.table, batch);
    added_ += batch.length;
  } catch (const Error& error) {
    if (!is_about_rows(error)) throw;
    add_halves(batch);
  }
}

// A staging table has no constraints, but types.
void Loader::add_halves(const rows::Batch& batch) {
  std::vector<std::uint8_t> keep(static_cast<std::size_t>(batch.length));
  const auto try_range = [&](const auto& self, std::int64_t first, std::int64_t end) -> void {
    rows::Batch part(batch.schema);
    rows::append_rows(part, batch, first, end);
    try {
      session_.ingest(landing_.table, part);
      added_ += part.length;
    } catch (const Error& error) {
      if (!is_about_rows(error)) throw;
      if (part.length == 1) {
        dead_letters_.add(kRefused, refusal_text(error), key_json(plan_, part, 0),
                          payload_json(job_, plan_, part, 0));
        ++rejected_;
        if (!plan_.finds_vanished) return;
        rows::Batch key(key_columns(plan_));
        for (std::size_t i = 0; i < plan_.key.size(); ++i) {
          key.columns[i].append_from(part.columns[plan_.key[i]], 0);
        }
        key.length = 1;
        session_.ingest(seen_.table, key);
        return;
      }
      const std::int64_t middle = first + (end - first) / 2;
      self(self, first, middle);
      self(self, middle, end);
    }
  };
  try_range(try_range, 0, batch.length);
}

// Rows that share a key with another row of the run; their keys.
std::int64_t Loader::letters_of_repeated(const sql::Statement& rows, const rows::Schema& columns,
                                         rows::Batch& keys) {
  const auto stream = session_.query(rows, columns, {});
  rows::Batch batch(columns);
  std::vector<warehouse::CellMisfit> misfits;
  std::int64_t repeated = 0;
  // Of keys alone the columns are the key's, in its order.
  const bool only_keys = columns.size() == plan_.key.size();
  while (stream->next(batch, misfits)) {
    for (std::int64_t row = 0; row < batch.length; ++row, ++repeated) {
      base::Json key = base::Json::object();
      for (std::size_t i = 0; i < plan_.key.size(); ++i) {
        const std::size_t column = only_keys ? i : plan_.key[i];
        keys.columns[i].append_from(batch.columns[column], row);
        key.set(columns[column].name, rows::cell_json(batch.columns[column], row));
      }
      ++keys.length;
      base::Json payload = only_keys ? key : payload_json(job_, plan_, batch, row);
      dead_letters_.add(kRepeatedKey, "another row of the same run has the same primary key",
                        std::move(key), std::move(payload));
    }
  }
  return repeated;
}

// Rows that are marked as deleted, twice, or beside one of the same key that is not.
std::int64_t Loader::make_gone_unique() {
  if (gone_rows_ == 0) return 0;
  const sql::Dialect& dialect = session_.dialect();
  const rows::Schema columns = key_columns(plan_);
  sql::MergeSpec beside;
  beside.target = landing_.table;
  beside.staging = gone_.table;
  beside.columns = beside.key = plan_.key_names;
  rows::Batch keys(columns);
  std::int64_t repeated = letters_of_repeated(
      sql::read_duplicates(dialect, gone_.table, plan_.key_names, gone_.key), columns, keys);
  for (const sql::Statement& statement : sql::delete_duplicates(dialect, gone_.table, gone_.key)) {
    session_.execute(statement);
  }
  // Their keys are no live rows' either.
  const std::int64_t marked =
      letters_of_repeated(sql::read_staged(dialect, beside, sql::Found::yes), columns, keys);
  gone_rows_ -= repeated + marked;
  repeated += marked;
  if (repeated == 0) return 0;
  const sql::TableDef twice = scratch("twice", columns);
  create(twice);
  session_.ingest(twice.table, keys);
  beside.staging = twice.table;
  rows::Batch live(columns);
  sql::MergeSpec others = beside;
  others.target = twice.table;
  others.staging = landing_.table;
  others.columns = rows::names_of(plan_.target.columns);
  const std::int64_t rows = letters_of_repeated(sql::read_staged(dialect, others, sql::Found::yes),
                                                plan_.target.columns, live);
  session_.execute(sql::delete_matched(dialect, beside));
  sql::MergeSpec marks = beside;
  marks.target = gone_.table;
  session_.execute(sql::delete_matched(dialect, marks));
  added_ -= rows;
  if (plan_.finds_vanished) session_.ingest(seen_.table, keys);
  return repeated + rows;
}

// The key itself finds repeated ones: their rows are looked for only when it cannot be made.
std::int64_t Loader::make_keys_unique(const sql::TableDef& table) {
  const sql::Dialect& dialect = session_.dialect();
  if (plan_.key.empty() || base::seeded_bug("repeated_keys_not_found")) return 0;
  const sql::Statement add_key{sql::add_key(dialect, table), {}};
  const auto add_the_key = [&] {
    if (!add_key.text.empty()) session_.execute(add_key);
  };
  if (dialect.add_key_checks) {
    try {
      add_the_key();
      return 0;
    } catch (const Error& error) {
      if (error.code().id != codes::constraint_violated.id) throw;
    }
  } else {
    const auto found = session_.scalar(sql::count_duplicates(dialect, table.table, table.key));
    if (found && std::get<std::int64_t>(found->data) == 0) {
      add_the_key();
      return 0;
    }
  }
  rows::Batch keys(key_columns(plan_));
  const std::int64_t repeated = letters_of_repeated(
      sql::read_duplicates(dialect, table.table, rows::names_of(plan_.target.columns), table.key),
      plan_.target.columns, keys);
  if (plan_.finds_vanished && keys.length > 0) session_.ingest(seen_.table, keys);
  for (const sql::Statement& statement : sql::delete_duplicates(dialect, table.table, table.key)) {
    session_.execute(statement);
  }
  add_the_key();
  return repeated;
}

std::int64_t Loader::make_unique() {
  return make_keys_unique(landing_);
}

void Loader::make_ledger() {
  const sql::Dialect& dialect = session_.dialect();
  if (plan_.drops_ledger) {
    session_.execute({sql::drop_table(dialect, plan_.ledger.table), {}});
  }
  if (plan_.makes_ledger) session_.execute({sql::create_table(dialect, plan_.ledger), {}});
}

// The transaction of everything that is visible, and what precedes the rows in it.
void Loader::begin() {
  const sql::Dialect& dialect = session_.dialect();
  transaction_.emplace(session_, warehouse::Access::read_write);
  if (const auto now = sql::check_constraints_now(dialect)) session_.execute(*now);
  if (dialect.transactional_ddl) {
    for (const std::string& statement : plan_.ddl) session_.execute({statement, {}});
    make_ledger();
  }
  if (plan_.forgets && !base::seeded_bug("ledger_not_cleared"))
    session_.execute(sql::delete_rows(dialect, plan_.ledger.table));
}

// Those of the staged rows that are not at the destination as they are now.
sql::TableDef Loader::changed_rows(std::int64_t& rows, Merged& merged) {
  if (!plan_.narrows || sent_ != nullptr) return landing_;
  sql::TableDef changed = scratch("chg", landing_.columns);
  create(changed);
  sql::CopySpec copy{changed.table,
                     landing_.table,
                     rows::names_of(landing_.columns),
                     plan_.key_names,
                     {plan_.ledger.table}};
  if (!base::seeded_bug("changes_not_compared")) copy.match.emplace_back(kHashColumn);
  const std::int64_t copied = session_.execute(sql::copy_rows(session_.dialect(), copy));
  merged.counts.unchanged += rows - copied;
  rows = copied;
  return changed;
}

void Loader::find_vanished(Merged& merged) {
  if (!plan_.finds_vanished || plan_.makes_ledger ||
      (plan_.forgets && !base::seeded_bug("refilled_mirror_deletes"))) {
    return;
  }
  create(vanished_);
  if (sent_ != nullptr) {
    merged.vanished.vanished = sent_->vanished().length;
    if (merged.vanished.vanished > 0) session_.ingest(vanished_.table, sent_->vanished());
    return;
  }
  const sql::Dialect& dialect = session_.dialect();
  std::vector<sql::Table> there{landing_.table, seen_.table};
  if (plan_.soft_delete && !base::seeded_bug("deleted_row_taken_for_vanished"))
    there.push_back(gone_.table);
  const std::int64_t rows = session_.execute(sql::copy_rows(
      dialect, {vanished_.table, plan_.ledger.table, plan_.key_names, plan_.key_names, there}));
  merged.vanished.vanished = rows;
}

Merged Loader::merge(const Arrived& arrived) {
  Merged merged;
  base::crash_point("merge.before");
  if (plan_.load != Load::staged) {
    if (units_) {
      units_->finish();
      transaction_.emplace(session_, warehouse::Access::read_write);
      units_->show(landing_.table.name);
      change_table(true);
    } else {
      appender_->finish();
    }
    if (plan_.load == Load::create && !base::seeded_bug("direct_load_without_key"))
      merged.counts.invalid = make_keys_unique(landing_);
    (counts_in_total(job_) ? merged.counts.upserted : merged.counts.inserted) =
        added_ - merged.counts.invalid;
    merged.counts.unchanged = gone_rows_;
    base::crash_point("merge.after");
    return merged;
  }
  if (units_) units_->finish();
  const sql::Dialect& dialect = session_.dialect();
  std::int64_t rows = added_;
  merged.counts.rejected = rejected_;
  if (!arrived.keys_distinct) {
    if (job_.on_duplicate_key == model::OnDuplicateKey::last_by_cursor && plan_.cursor &&
        !base::seeded_bug("older_row_of_a_key_kept")) {
      for (const sql::Statement& statement : sql::delete_superseded(
               dialect, landing_.table, plan_.key_names, plan_.read_schema[*plan_.cursor].name)) {
        const std::int64_t affected = session_.execute(statement);
        if (statement.counted) merged.counts.skipped += affected;
      }
    }
    merged.counts.invalid = make_keys_unique(landing_);
  }
  rows -= merged.counts.skipped + merged.counts.invalid;
  const std::int64_t before = added_;
  merged.counts.invalid += make_gone_unique();
  rows -= before - added_;
  if (const auto analyze = sql::analyze(dialect, landing_)) session_.execute({*analyze, {}});
  // Where it commits, it would end the transaction.
  if (!dialect.transactional_ddl) {
    for (const std::string& statement : plan_.ddl) session_.execute({statement, {}});
    make_ledger();
  }
  const sql::TableDef staged = changed_rows(rows, merged);
  find_vanished(merged);
  if (delivery_ != nullptr) {
    deliver(staged, rows, arrived, merged);
    base::crash_point("merge.after");
    return merged;
  }
  const std::size_t letters = dead_letters_.letters().size();
  try {
    begin();
    merged.add(merger_.merge(staged.table, rows));
  } catch (const Error& error) {
    if (!is_about_rows(error)) throw;
    abandon();
    if (!base::seeded_bug("letters_of_failed_merge_kept")) dead_letters_.shorten(letters);
    rows::Schema numbered{{std::string(sql::kRowNumber), {rows::Logical::bigint}, false}};
    numbered.insert(numbered.end(), staged.columns.begin(), staged.columns.end());
    merged.add(merge_without_culprits({job_, plan_, session_, dead_letters_, merger_, staged,
                                       scratch("num", numbered), scratch("part", staged.columns),
                                       rows, [this] { begin(); }, [this] { abandon(); }}));
  }
  merger_.remove_marked(gone_.table, gone_rows_, merged);
  merger_.remove_vanished(vanished_.table, arrived, merged);
  base::crash_point("merge.after");
  return merged;
}

// What a sink has taken is there: the transaction that records it comes after it, so that a crash
// between the two sends it again under the same ids.
void Loader::deliver(const sql::TableDef& staged, std::int64_t rows, const Arrived& arrived,
                     Merged& merged) {
  if (job_.mode == model::Mode::insert && !plan_.makes_ledger &&
      !base::seeded_bug("insert_sends_again_to_sink")) {
    merged.counts.skipped += merger_.set_aside_sent(staged.table);
  }
  if (job_.mode != model::Mode::remove ||
      merger_.to_delete_at_sink(staged.table, rows, arrived, merged) > 0) {
    Merged sent;
    sent.counts = delivery_->put(staged.table, scratch("ref", key_columns(plan_)));
    merged.add(sent);
  }
  const bool removes = merger_.may_remove(arrived, merged);
  if (removes) {
    // What the sink does not delete stays in the ledger, and is found again by the next run.
    const Delivery::Removed gone = delivery_->remove(
        vanished_.table, scratch("stay", key_columns(plan_)), Delivery::Letters::no);
    merged.vanished.deleted = gone.sent;
    merged.vanished.withheld = gone.refused;
    if (gone.refused > 0) merged.withheld_why = "the sink refused deletes: " + gone.why;
  }
  const bool removes_marked =
      merger_.to_delete_at_sink(gone_.table, gone_rows_, arrived, merged) > 0;
  if (removes_marked) {
    const Delivery::Removed gone =
        delivery_->remove(gone_.table, scratch("kept", key_columns(plan_)), Delivery::Letters::yes);
    merged.counts.deleted += gone.sent;
    merged.counts.rejected += gone.refused;
  }
  merged.receipt = delivery_->finish();
  base::crash_point("sink.after");
  begin();
  merger_.remember(staged.table);
  if (removes) merger_.forget(vanished_.table);
  if (removes_marked) merger_.forget(gone_.table);
}

void Loader::commit() {
  if (units_ && plan_.load == Load::staged) units_->take_away();
  transaction_->commit();
  if (units_) units_->committed();
}

void Loader::abandon() {
  appender_.reset();
  transaction_.reset();
}

void Loader::discard() {
  const auto drop = [&](const sql::TableDef& table) {
    session_.execute({sql::drop_staging(session_.dialect(), table.table), {}});
  };
  drop(landing_);
  if (plan_.soft_delete) drop(gone_);
  if (plan_.finds_vanished) drop(seen_);
}

}  // namespace waybill::sync

#include "sync/control.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/seeded_bug.hpp"
#include "sync/transaction.hpp"

namespace waybill::sync {

using rows::Logical;
using rows::Value;
using sql::Statement;

namespace {

// Runs and commits of a state kept behind its newest epoch.
constexpr std::int64_t kHistory = 100;

constexpr const char* kRuns = "_waybill_runs";
constexpr const char* kCommits = "_waybill_commits";
constexpr const char* kOwners = "_waybill_owners";
constexpr const char* kRejects = "_waybill_rejects";
constexpr const char* kTransferStatus = "_waybill_transfer_status";
constexpr const char* kUnits = "_waybill_units";  // made by the first run that has any

rows::Field text(const char* name) {
  return {name, {Logical::text}, true};
}
rows::Field bigint(const char* name) {
  return {name, {Logical::bigint}, true};
}
rows::Field instant(const char* name) {
  return {name, {Logical::timestamp}, true};
}

std::vector<sql::TableDef> tables() {
  return {
      {{"", kRuns},
       {text("run_id"), text("state_key"), bigint("epoch"), text("plan_hash"),
        instant("started_at")},
       {"run_id"}},
      {{"", kCommits},
       {text("run_id"), text("state_key"), bigint("epoch"), text("watermark"),
        text("watermark_type"), text("run_state"), text("report"), instant("committed_at")},
       {"run_id"}},
      {{"", kOwners}, {text("table_name"), text("tenant"), text("run_id")}, {"table_name"}},
      {{"", kRejects},
       {text("reject_id"), text("state_key"), text("run_id"), text("code"), text("message"),
        text("row_key"), text("payload"), instant("refused_at")},
       {"reject_id", "run_id"}},
      {{"", kTransferStatus},
       {text("table_name"), text("complete_until"), text("run_id"), instant("finished_at")},
       {"table_name"}},
  };
}

sql::TableDef units_table() {
  return {
      {"", kUnits},
      {text("table_name"), bigint("unit"), text("state_key"), text("run_id"), bigint("row_count")},
      {"table_name", "unit"}};
}

std::vector<std::vector<Value>> rows_of(warehouse::Session& session, const Statement& statement,
                                        const rows::Schema& schema) {
  auto stream = session.query(statement, schema, {});
  rows::Batch batch(schema);
  std::vector<warehouse::CellMisfit> misfits;
  std::vector<std::vector<Value>> result;
  while (stream->next(batch, misfits)) {
    for (std::int64_t row = 0; row < batch.length; ++row) {
      auto& values = result.emplace_back();
      for (const rows::Column& column : batch.columns) values.push_back(column.value(row));
    }
  }
  return result;
}

std::string text_of(const Value& value) {
  return value.is_null() ? std::string() : std::get<std::string>(value.data);
}

std::int64_t number_of(const Value& value) {
  return value.is_null() ? 0 : std::get<std::int64_t>(value.data);
}

}  // namespace

Control::Control(warehouse::Session& destination, const Job& job)
    : session_(destination),
      state_(job.state),
      schema_(control_schema(job)),
      rows_schema_(job.schema) {}

Control::Control(warehouse::Session& destination, const StateKey& state)
    : session_(destination), state_(state) {}

sql::Table Control::table(std::string_view name) const {
  return {name == kTransferStatus ? rows_schema_ : schema_, std::string(name)};
}

std::string Control::at(std::string_view name) const {
  return sql::qualified(session_.dialect(), table(name));
}

bool Control::present() {
  // Once there they stay; until then another process, or this run, may make them.
  if (!present_) {
    present_ = session_.table(table(kTransferStatus)).has_value() &&
               (schema_ == rows_schema_ || session_.table(table(kRejects)).has_value());
  }
  return present_;
}

std::optional<Commit> Control::read_commit(const std::string& where,
                                           const std::vector<Value>& parameters) {
  if (!present()) return std::nullopt;
  const auto found = rows_of(
      session_,
      {fmt::format("SELECT run_id, epoch, watermark, watermark_type, run_state, report FROM {} "
                   "WHERE {}",
                   at(kCommits), where),
       parameters},
      {text("run_id"), bigint("epoch"), text("watermark"), text("watermark_type"),
       text("run_state"), text("report")});
  if (found.empty()) return std::nullopt;
  const auto& row = found.front();
  Commit commit;
  commit.run_id = text_of(row[0]);
  commit.epoch = number_of(row[1]);
  if (!row[2].is_null()) commit.watermark = text_of(row[2]);
  commit.watermark_type = text_of(row[3]);
  commit.state = base::parse_json_or_throw(text_of(row[4]), "the state of a committed run");
  commit.report = base::parse_json_or_throw(text_of(row[5]), "the report of a committed run");
  return commit;
}

std::optional<Commit> Control::last_commit() {
  return read_commit(base::seeded_bug("state_of_the_oldest_run")
                         ? "state_key = ? ORDER BY epoch"
                         : "state_key = ? ORDER BY epoch DESC",
                     {Value::text(state_.text())});
}

std::optional<Commit> Control::find_commit(const std::string& run_id) {
  return read_commit("run_id = ?", {Value::text(run_id)});
}

std::optional<std::string> Control::owner(const std::string& table) {
  if (!present()) return std::nullopt;
  const auto found =
      rows_of(session_,
              {fmt::format("SELECT tenant FROM {} WHERE table_name = ?", at(kOwners)),
               {Value::text(table)}},
              {text("tenant")});
  if (found.empty()) return std::nullopt;
  return text_of(found.front()[0]);
}

std::vector<OutboxItem> Control::outbox(std::size_t limit) {
  std::vector<OutboxItem> items;
  if (!present()) return items;
  const auto found = rows_of(
      session_,
      {fmt::format("SELECT reject_id, run_id, code, message, row_key, payload, refused_at FROM {} "
                   "WHERE state_key = ? ORDER BY run_id, reject_id",
                   at(kRejects)),
       {Value::text(state_.text())}},
      {text("reject_id"), text("run_id"), text("code"), text("message"), text("row_key"),
       text("payload"), instant("refused_at")});
  for (const auto& row : found) {
    if (items.size() == limit) break;
    OutboxItem item;
    item.run_id = text_of(row[1]);
    item.letter.id = text_of(row[0]);
    item.letter.code = text_of(row[2]);
    item.letter.message = text_of(row[3]);
    item.letter.key = base::parse_json_or_throw(text_of(row[4]), "the key of a dead letter");
    item.letter.payload = base::parse_json_or_throw(text_of(row[5]), "a dead letter's payload");
    item.at = number_of(row[6]);
    items.push_back(std::move(item));
  }
  return items;
}

std::int64_t Control::begin_run(const std::string& run_id, const std::string& plan_hash,
                                base::Micros now) {
  // Where CREATE TABLE commits, it would end the transaction and its lock.
  const bool within = session_.dialect().transactional_ddl;
  if (!within) make_tables();
  Transaction transaction(session_, warehouse::Access::read_write);
  hold_others_off();
  if (within) make_tables();
  const auto newest =
      session_.scalar({fmt::format("SELECT max(epoch) FROM {} WHERE state_key = ?", at(kRuns)),
                       {Value::text(state_.text())}});
  const std::int64_t epoch =
      (newest ? number_of(*newest) : 0) + (base::seeded_bug("epoch_not_raised") && newest ? 0 : 1);
  // Another attempt of the same run takes the place of the one before.
  session_.execute(
      {fmt::format("DELETE FROM {} WHERE run_id = ?", at(kRuns)), {Value::text(run_id)}});
  session_.execute({fmt::format("INSERT INTO {} (run_id, state_key, epoch, plan_hash, started_at) "
                                "VALUES (?, ?, ?, ?, ?)",
                                at(kRuns)),
                    {Value::text(run_id), Value::text(state_.text()), Value::bigint(epoch),
                     Value::text(plan_hash), Value::timestamp(now)}});
  transaction.commit();
  return epoch;
}

void Control::clear_outbox(const std::vector<OutboxItem>& items) {
  if (items.empty()) return;
  Transaction transaction(session_, warehouse::Access::read_write);
  for (const OutboxItem& item : items) {
    session_.execute(
        {fmt::format("DELETE FROM {} WHERE reject_id = ? AND run_id = ?", at(kRejects)),
         {Value::text(item.letter.id), Value::text(item.run_id)}});
  }
  transaction.commit();
}

void Control::hold_others_off() {
  const auto lock = sql::lock_control(session_.dialect(), table(kOwners), "table_name");
  if (lock) session_.execute(*lock);
}

void Control::make_tables() {
  if (present()) return;
  for (sql::TableDef& definition : tables()) {
    definition.table = table(definition.table.name);
    if (session_.table(definition.table)) continue;
    try {
      session_.execute({sql::create_table(session_.dialect(), definition), {}});
    } catch (const Error&) {
      // Nobody is held off where it is not part of a transaction: another may have been first.
      if (session_.dialect().transactional_ddl || !session_.table(definition.table)) throw;
    }
  }
  present_ = true;
}

void Control::check_epoch(std::int64_t epoch) {
  hold_others_off();  // or another could take the sync over between here and the commit
  const auto newest =
      session_.scalar({fmt::format("SELECT max(epoch) FROM {} WHERE state_key = ?", at(kRuns)),
                       {Value::text(state_.text())}});
  if (newest && number_of(*newest) == epoch) return;
  throw taken_over();
}

Error Control::taken_over() const {
  return Error(codes::fenced,
               "another process took this sync over while this run was under way; this run "
               "committed nothing")
      .with_hint("nothing to do: the other run delivers the rows")
      .with_blame(Blame::host);
}

void Control::expect_units(const std::string& table_of_units, const std::string& run_id) {
  sql::TableDef units = units_table();
  units.table = table(kUnits);
  if (!session_.table(units.table)) {
    try {
      session_.execute({sql::create_table(session_.dialect(), units), {}});
    } catch (const Error&) {
      if (!session_.table(units.table)) throw;  // else another run was first
    }
  }
  session_.execute(
      {fmt::format("INSERT INTO {} (table_name, unit, state_key, run_id, row_count) "
                   "VALUES (?, 0, ?, ?, 0)",
                   at(kUnits)),
       {Value::text(table_of_units), Value::text(state_.text()), Value::text(run_id)}});
}

void Control::write_unit(const std::string& table_of_units, std::int64_t unit, std::int64_t rows) {
  const std::int64_t written = session_.execute(
      {fmt::format("INSERT INTO {0} (table_name, unit, state_key, run_id, row_count) "
                   "SELECT table_name, {1}, state_key, run_id, {2} FROM {0} "
                   "WHERE table_name = ? AND unit = 0",
                   at(kUnits), unit, rows),
       {Value::text(table_of_units)}});
  if (written == 0) throw taken_over();
}

bool Control::has_unit(const std::string& table_of_units, std::int64_t unit) {
  return session_
      .scalar({fmt::format("SELECT row_count FROM {} WHERE table_name = ? AND unit = {}",
                           at(kUnits), unit),
               {Value::text(table_of_units)}})
      .has_value();
}

void Control::forget_units(const std::string& table_of_units) {
  session_.execute({fmt::format("DELETE FROM {} WHERE table_name = ?", at(kUnits)),
                    {Value::text(table_of_units)}});
}

std::vector<std::string> Control::tables_of_units() {
  std::vector<std::string> names;
  if (!session_.table(table(kUnits))) return names;
  for (const auto& row : rows_of(
           session_,
           {fmt::format("SELECT table_name FROM {} WHERE state_key = ? AND unit = 0", at(kUnits)),
            {Value::text(state_.text())}},
           {text("table_name")})) {
    names.push_back(text_of(row[0]));
  }
  return names;
}

void Control::claim_table(const std::string& table, const std::string& run_id) {
  if (const auto tenant = owner(table)) {
    // Since the plan, a run of another recipient may have been first.
    if (*tenant == state_.tenant || base::seeded_bug("owner_not_checked_at_commit")) return;
    throw Error(codes::table_owned,
                fmt::format("table '{}' holds the rows of another recipient", table))
        .with_hint("give each recipient a destination of its own")
        .with_blame(Blame::host);
  }
  session_.execute(
      {fmt::format("INSERT INTO {} (table_name, tenant, run_id) VALUES (?, ?, ?)", at(kOwners)),
       {Value::text(table), Value::text(state_.tenant), Value::text(run_id)}});
}

void Control::write_rejects(const std::string& run_id, const std::vector<DeadLetter>& letters,
                            base::Micros now) {
  const std::string insert = fmt::format(
      "INSERT INTO {} (reject_id, state_key, run_id, code, message, row_key, payload, refused_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      at(kRejects));
  for (const DeadLetter& letter : letters) {
    session_.execute({insert,
                      {Value::text(letter.id), Value::text(state_.text()), Value::text(run_id),
                       Value::text(letter.code), Value::text(letter.message),
                       Value::text(base::write_json(letter.key)),
                       Value::text(base::write_json(letter.payload)), Value::timestamp(now)}});
  }
}

void Control::write_commit(const Commit& commit, const std::string& table, base::Micros now) {
  if (base::seeded_bug("commit_record_left_out")) return;
  const Value watermark = commit.watermark && !base::seeded_bug("watermark_not_written")
                              ? Value::text(*commit.watermark)
                              : Value::null();
  session_.execute(
      {fmt::format("INSERT INTO {} (run_id, state_key, epoch, watermark, "
                   "watermark_type, run_state, report, committed_at) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                   at(kCommits)),
       {Value::text(commit.run_id), Value::text(state_.text()), Value::bigint(commit.epoch),
        watermark, Value::text(commit.watermark_type), Value::text(base::write_json(commit.state)),
        Value::text(base::write_json(commit.report)), Value::timestamp(now)}});
  session_.execute({fmt::format("DELETE FROM {} WHERE table_name = ?", at(kTransferStatus)),
                    {Value::text(table)}});
  session_.execute(
      {fmt::format("INSERT INTO {} (table_name, complete_until, run_id, finished_at) "
                   "VALUES (?, ?, ?, ?)",
                   at(kTransferStatus)),
       {Value::text(table), watermark, Value::text(commit.run_id), Value::timestamp(now)}});
  for (const char* history : {kRuns, kCommits}) {
    session_.execute(
        {fmt::format("DELETE FROM {} WHERE state_key = ? AND epoch <= ?", at(history)),
         {Value::text(state_.text()),
          Value::bigint(commit.epoch -
                        (base::seeded_bug("history_grows") ? 10 * kHistory : kHistory))}});
  }
}

bool has_state_beside_rows(const Job& job, warehouse::Session& destination) {
  if (!destination.table({job.schema, kCommits})) return false;
  Job beside = job;
  beside.control_schema.clear();
  return Control(destination, beside).last_commit().has_value();
}

void Control::reset(const sql::Table& ledger) {
  if (!present()) return;
  const bool has_ledger = session_.table(ledger).has_value();
  Transaction transaction(session_, warehouse::Access::read_write);
  hold_others_off();
  session_.execute({fmt::format("DELETE FROM {} WHERE state_key = ?", at(kCommits)),
                    {Value::text(state_.text())}});
  if (has_ledger && !base::seeded_bug("reset_keeps_ledger"))
    session_.execute(sql::delete_rows(session_.dialect(), ledger));
  transaction.commit();
}

}  // namespace waybill::sync

#include "sync/load.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/crash_point.hpp"
#include "base/error.hpp"

namespace waybill::sync {

namespace {

constexpr std::string_view kRepeatedKey = "WB8511";

// Staging tables carry the run's id, so that an orphan can be told from a live one.
std::string staging_name(const sql::Dialect& dialect, const std::string& run_id) {
  std::string name = "_waybill_stg_" + run_id;
  std::erase(name, '-');
  return sql::staging_name(dialect, name);
}

std::vector<std::string> names(const rows::Schema& schema) {
  std::vector<std::string> result;
  for (const rows::Field& field : schema) result.push_back(field.name);
  return result;
}

std::vector<std::string> names_of(const rows::Schema& schema, rows::Logical logical) {
  std::vector<std::string> result;
  for (const rows::Field& field : schema) {
    if (field.type.logical == logical) result.push_back(field.name);
  }
  return result;
}

}  // namespace

Loader::Loader(const Job& job, const Plan& plan, warehouse::Session& destination,
               DeadLetters& dead_letters)
    : job_(job),
      plan_(plan),
      session_(destination),
      dead_letters_(dead_letters),
      landing_(plan.target) {
  if (plan_.load == Load::staged) {
    landing_.table = {"", staging_name(session_.dialect(), job.run_id)};
    landing_.with_key = false;
  }
}

void Loader::prepare() {
  if (plan_.load == Load::direct) {
    transaction_.emplace(session_, warehouse::Access::read_write);
    session_.execute({sql::create_table(session_.dialect(), landing_), {}});
  } else {
    session_.execute({sql::create_staging(session_.dialect(), landing_), {}});
  }
}

void Loader::add(const rows::Batch& batch) {
  base::crash_point("load.batch.before");
  session_.ingest(landing_.table, batch);
  added_ += batch.length;
  base::crash_point("load.batch.after");
}

// The key itself finds repeated ones: their rows are looked for only when it cannot be made.
std::int64_t Loader::make_keys_unique(const sql::TableDef& table) {
  const sql::Dialect& dialect = session_.dialect();
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
  const std::vector<std::string> columns = names(table.columns);
  std::int64_t repeated = 0;
  {
    auto stream =
        session_.query(sql::read_duplicates(session_.dialect(), table.table, columns, table.key),
                       table.columns, {});
    rows::Batch batch(table.columns);
    std::vector<warehouse::CellMisfit> misfits;
    while (stream->next(batch, misfits)) {
      for (std::int64_t row = 0; row < batch.length; ++row, ++repeated) {
        dead_letters_.add(kRepeatedKey, "another row of the same run has the same primary key",
                          key_json(plan_, batch, row), payload_json(job_, plan_, batch, row));
      }
    }
  }
  for (const sql::Statement& statement :
       sql::delete_duplicates(session_.dialect(), table.table, table.key)) {
    session_.execute(statement);
  }
  add_the_key();
  return repeated;
}

LoadCounts Loader::merge() {
  LoadCounts counts;
  base::crash_point("merge.before");
  if (plan_.load == Load::direct) {
    counts.invalid = make_keys_unique(landing_);
    counts.inserted = added_ - counts.invalid;
    base::crash_point("merge.after");
    return counts;
  }
  const sql::Dialect& dialect = session_.dialect();
  counts.invalid = make_keys_unique(landing_);
  const auto change_table = [&] {
    for (const std::string& statement : plan_.ddl) session_.execute({statement, {}});
  };
  // Where it commits, it would end the transaction.
  if (!dialect.transactional_ddl) change_table();
  transaction_.emplace(session_, warehouse::Access::read_write);
  if (dialect.transactional_ddl) change_table();
  const sql::MergeSpec spec{plan_.target.table,
                            landing_.table,
                            names(plan_.target.columns),
                            plan_.key_names,
                            names_of(plan_.target.columns, rows::Logical::json),
                            names_of(plan_.target.columns, rows::Logical::bytes)};
  const auto matched_value = session_.scalar(sql::count_matched(dialect, spec));
  const std::int64_t matched = matched_value ? std::get<std::int64_t>(matched_value->data) : 0;
  std::int64_t affected = 0;
  for (const sql::Statement& statement : sql::merge(dialect, spec)) {
    const std::int64_t rows = session_.execute(statement);
    if (statement.counted) affected += rows;
  }
  counts.inserted = added_ - counts.invalid - matched;
  counts.updated = affected - counts.inserted;
  counts.unchanged = matched - counts.updated;
  base::crash_point("merge.after");
  return counts;
}

void Loader::commit() {
  transaction_->commit();
}

void Loader::abandon() {
  transaction_.reset();
}

}  // namespace waybill::sync

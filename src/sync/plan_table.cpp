// Where rows go: the table and what has to happen to it, the ledger, the way there.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/seeded_bug.hpp"
#include "base/text.hpp"
#include "sql/stored_type.hpp"
#include "sync/comments.hpp"
#include "sync/ledger.hpp"
#include "sync/plan_steps.hpp"

namespace waybill::sync {
namespace {

using model::Mode;

Error mismatch(std::string message, std::string hint) {
  return Error(codes::table_mismatch, std::move(message))
      .with_hint(std::move(hint))
      .with_blame(Blame::destination);
}

bool in_key(const Plan& plan, const rows::Field& field) {
  return std::ranges::find(plan.key_names, field.name) != plan.key_names.end();
}

// Of a column of a table that this sync made.
std::string comment_of(const Job& job, const Present& present, const Plan& plan,
                       const std::string& column) {
  const auto found = plan.target.comments.find(column);
  if (found == plan.target.comments.end() || !left_comments(job, present.last_commit)) return "";
  return found->second;
}

void check_column(const Job& job, const Present& present, const rows::Field& field, Plan& plan) {
  const sql::Dialect& dialect = *present.destination_dialect;
  const auto found = std::ranges::find_if(present.table->columns, [&](const auto& column) {
    return base::ascii_iequals(column.name, field.name);
  });
  const bool key = in_key(plan, field);
  if (found == present.table->columns.end()) {
    if (key) {
      throw mismatch(fmt::format("table '{}' has no column '{}', the model's primary key",
                                 job.table, field.name),
                     "set destination_table_name to a new table, or add the column and its key");
    }
    plan.add_columns.push_back({field.name, field.type, true});
    return;
  }
  const std::string wanted = sql::created_type(dialect, field.type, key);
  if (sql::same_stored_type(dialect, found->source_type, wanted)) return;
  if (sql::widens(dialect, found->source_type, field.type, key)) {
    if (const auto widen = sql::widen_column(dialect, plan.target.table, field, key,
                                             comment_of(job, present, plan, field.name))) {
      plan.ddl.push_back(*widen);
      return;
    }
  }
  throw mismatch(
      fmt::format("column '{}' of table '{}' is of type '{}', the model needs '{}' for "
                  "{}",
                  field.name, job.table, found->source_type, wanted, rows::to_string(field.type)),
      "change data_type in the model, or the column at the destination");
}

void check_key(const Job& job, const Present& present, const Plan& plan) {
  const auto same_key = [&](const std::vector<std::string>& unique) {
    return unique.size() == plan.key_names.size() &&
           std::ranges::all_of(unique, [&](const std::string& column) {
             return std::ranges::any_of(plan.key_names, [&](const std::string& name) {
               return base::ascii_iequals(name, column);
             });
           });
  };
  if (plan.key.empty() || job.mode == Mode::remove) return;
  if (present.destination_dialect->keys_enforced &&
      std::ranges::none_of(present.table->unique_keys, same_key)) {
    const std::string notes = base::join(present.table->notes, ", ");
    throw mismatch(fmt::format("table '{}' has no primary key or unique index on ({}){}{}",
                               job.table, base::join(plan.key_names, ", "),
                               notes.empty() ? "" : " that can tell its rows apart: ", notes),
                   sql::add_key(*present.destination_dialect, plan.target));
  }
}

// Without transactions a run that died is repeated over what it left.
void check_repeatable(const Job& job, const Present& present, const Plan& plan) {
  if (present.destination_dialect->transactions || job.mode != Mode::insert) return;
  const auto refuse = [&](std::string_view why, std::string_view hint) {
    throw Error(
        codes::unsupported,
        fmt::format("sync '{}': the destination has no transactions, and {}", job.sync_name, why))
        .with_hint(std::string(hint))
        .with_blame(Blame::host);
  };
  if (plan.key.empty()) {
    refuse("rows without a key would be inserted twice after a crash", "give the model a key");
  }
  if (job.on_existing != model::OnExisting::skip) {
    refuse("after a crash its own rows look like those of others", "set on_existing to skip");
  }
}

void plan_ledger(const Job& job, const Present& present, Plan& plan) {
  plan.uses_ledger = uses_ledger(job);
  if (!plan.uses_ledger) return;
  plan.finds_vanished =
      job.mode == Mode::mirror && !plan.only_retried && !base::seeded_bug("mirror_deletes_nothing");
  plan.ledger = ledger_table(job, plan);
  plan.drops_ledger = present.ledger && !is_ledger(*present.ledger, plan.ledger) &&
                      !base::seeded_bug("ledger_of_another_shape_kept");
  plan.makes_ledger = !present.ledger || plan.drops_ledger;
  // Rows that are gone from the table have to be sent again.
  plan.forgets = !job.to_sink && !plan.makes_ledger && (!present.table || present.table->empty) &&
                 !plan.full_reason.empty();
  const bool known = !plan.makes_ledger && !plan.forgets;
  plan.narrows =
      known && (plan.full_reason.empty() || base::seeded_bug("full_run_sends_changes_only") ||
                job.mode == Mode::insert);
}

// Nothing is there to compare with, so that rows can go straight into the table.
Load load_of(const Job& job, const Present& present, const Plan& plan) {
  const sql::Dialect& dialect = *present.destination_dialect;
  if (present.same_database || plan.uses_ledger || plan.soft_delete || job.mode == Mode::update ||
      job.mode == Mode::remove || !dialect.transactions ||
      job.on_duplicate_key == model::OnDuplicateKey::last_by_cursor) {
    return Load::staged;
  }
  if (!present.table && dialect.transactional_ddl) return Load::create;
  if (plan.key.empty()) return present.table ? Load::append : Load::staged;
  const bool nothing_there = (!present.table || present.table->empty) && dialect.loads_are_checked;
  return nothing_there ? Load::append : Load::staged;
}

// Where all rows of a table are on their way.
bool can_load_in_units(const sql::Dialect& dialect, const Plan& plan) {
  if (plan.load == Load::create) {
    return sql::rename_table(dialect, plan.target.table, plan.target.table.name).has_value();
  }
  return plan.merges_many() && sql::create_shared_staging(dialect, plan.target).has_value();
}

}  // namespace

void plan_table(const Job& job, const Present& present, Plan& plan) {
  const sql::Dialect& dialect = *present.destination_dialect;
  plan.target.table = {job.schema, job.table};
  plan.target.columns.assign(
      plan.read_schema.begin(),
      plan.read_schema.begin() + static_cast<std::ptrdiff_t>(plan.sent_columns));
  for (const Constant& constant : plan.constants) plan.target.columns.push_back(constant.field);
  plan.target.key = plan.key_names;
  if (job.to_sink) {
    plan_ledger(job, present, plan);
    return;
  }
  plan.target.comments = wanted_comments(job, dialect);
  check_repeatable(job, present, plan);
  if (!present.table && (job.mode == Mode::update || job.mode == Mode::remove)) {
    throw Error(
        codes::no_such_table,
        fmt::format("sync '{}': the destination has no table '{}', so there is nothing to "
                    "{}",
                    job.sync_name, job.table, job.mode == Mode::update ? "update" : "delete"))
        .with_hint("check object, or create and fill the table first")
        .with_blame(Blame::destination);
  }
  const auto make_schema = [&](const std::string& schema) {
    const auto create = sql::create_schema(dialect, schema);
    if (!create) {
      throw mismatch(fmt::format("the destination has no schema '{}'", schema), "create it");
    }
    plan.ddl.push_back(*create);
  };
  if (present.schema_missing) make_schema(job.schema);
  if (present.control_schema_missing) make_schema(job.control_schema);
  if (present.table) {
    for (const rows::Field& field : plan.target.columns) check_column(job, present, field, plan);
    check_key(job, present, plan);
    for (const rows::Field& column : plan.add_columns) {
      plan.ddl.push_back(sql::add_column(dialect, plan.target.table, column,
                                         comment_of(job, present, plan, column.name)));
    }
  }
  plan_ledger(job, present, plan);
  plan.load = load_of(job, present, plan);
  plan.in_units = job.load_connections > 1 && can_load_in_units(dialect, plan);
  if (!present.table) {
    plan.target.with_key = plan.load != Load::create;
    plan.ddl.push_back(sql::create_table(dialect, plan.target));
    const std::string add_key = plan.key.empty() ? "" : sql::add_key(dialect, plan.target);
    if (plan.load == Load::create && !add_key.empty()) plan.ddl.push_back(add_key);
    comment_on_new(dialect, plan);
  }
  plan_comments(job, present, plan);
}

void stage_rows(const Job& job, const Present& present, Plan& plan) {
  const bool creates = plan.load == Load::create;
  plan.load = Load::staged;
  plan.in_units = false;
  // It was committed by the run that went straight into the table.
  if (!present.destination_dialect->transactional_ddl) plan.ddl.clear();
  if (!creates) return;
  plan.target.with_key = true;
  plan.ddl.clear();
  if (present.schema_missing) {
    plan.ddl.push_back(sql::create_schema(*present.destination_dialect, job.schema).value());
  }
  plan.ddl.push_back(sql::create_table(*present.destination_dialect, plan.target));
  comment_on_new(*present.destination_dialect, plan);
}

}  // namespace waybill::sync

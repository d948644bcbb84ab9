#include "sync/look.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "sync/blame.hpp"
#include "sync/comments.hpp"
#include "sync/control.hpp"
#include "sync/ledger.hpp"
#include "sync/query.hpp"
#include "sync/result_columns.hpp"

namespace waybill::sync {

namespace {

// Names and nearest types of what the model reads.
void look_at_columns(const Job& job, warehouse::Session& source, Present& present) {
  const sql::Dialect& dialect = source.dialect();
  std::string query = "SELECT * FROM ";
  if (!job.model.source_query.empty()) {
    query = query_for(job, *dialect.syntax, std::nullopt, std::nullopt);
  } else {
    const sql::Table table = sql::parse_table(job.model.source_table);
    const auto found = source.table(table);
    if (!found) {
      throw Error(codes::no_such_table, fmt::format("model '{}': the source has no table '{}'",
                                                    job.model.name, job.model.source_table))
          .with_hint("check source_table, and which database the source's connection opens")
          .with_blame(Blame::source);
    }
    query += sql::qualified(dialect, table);
    const auto is_set = [&](const std::string& name) {
      const auto at = std::ranges::find(found->columns, name, &warehouse::TableColumn::name);
      return at != found->columns.end() && !at->nullable;
    };
    for (const auto* keys : {&found->unique_keys, &found->coarse_keys}) {
      std::ranges::copy_if(*keys, std::back_inserter(present.source_keys),
                           [&](const auto& unique) { return std::ranges::all_of(unique, is_set); });
    }
  }
  const bool undeclared = takes_result_columns(job.model);
  for (warehouse::ResultColumn& column :
       undeclared ? result_columns(source, {query, {}}) : source.describe({query, {}})) {
    present.source_columns.push_back(std::move(column.name));
    present.source_types.push_back(column.suggested);
    present.source_type_names.push_back(std::move(column.source_type));
  }
}

// A first run would follow, and a sync that inserts would send every row again.
void check_moved_state(const Job& job, warehouse::Session& destination) {
  if (control_schema(job) == job.schema || !has_state_beside_rows(job, destination)) return;
  throw Error(
      codes::table_mismatch,
      fmt::format("sync '{}': what it has sent is on record beside its table, not in schema "
                  "'{}'",
                  job.sync_name, job.control_schema))
      .with_hint(
          "move the tables _waybill_* there, all but _waybill_transfer_status, or take "
          "control_schema out of the destination")
      .with_blame(Blame::host);
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
    present.same_database = source.location() == destination.location();
    const std::string& own = control_schema(job);
    if (!job.schema.empty() || !own.empty()) {
      const std::vector<std::string> schemas = destination.schemas();
      const auto lacks = [&](const std::string& schema) {
        return !schema.empty() && std::ranges::find(schemas, schema) == schemas.end();
      };
      present.schema_missing = lacks(job.schema);
      present.control_schema_missing = own != job.schema && lacks(own);
    }
    if (!job.to_sink && !present.schema_missing) {
      present.table = destination.table({job.schema, job.table});
    }
    if (own == job.schema ? present.schema_missing : present.control_schema_missing) {
      return check_moved_state(job, destination);
    }
    Control control(destination, job);
    if (uses_ledger(job)) present.ledger = destination.table(ledger_name(job));
    if (!job.to_sink) present.table_owner = control.owner(owned_name(job));
    present.last_commit = control.last_commit();
    if (!present.last_commit) check_moved_state(job, destination);
    const auto left = left_comments(job, present.last_commit);
    if (present.table && left && *left != wanted_comments(job, destination.dialect())) {
      present.comments = read_comments(destination, {job.schema, job.table});
    }
  });
  if (!reads_changes(job)) return present;
  blaming(Blame::source, [&] {
    base::Json previous;
    if (present.last_commit) {
      if (const base::Json* bound = present.last_commit->state.find("bound")) previous = *bound;
    }
    present.bound =
        sample_bound(source, bound_options(job, present.source_columns, std::move(previous)));
  });
  return present;
}

}  // namespace waybill::sync

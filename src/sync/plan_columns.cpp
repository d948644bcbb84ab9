// Which columns a run reads, and which of them it sends, under which names.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/seeded_bug.hpp"
#include "base/text.hpp"
#include "sql/tenant.hpp"
#include "sync/cursor.hpp"
#include "sync/plan_steps.hpp"

namespace waybill::sync {

using base::Json;
using rows::Logical;
using rows::Value;

namespace {

// The source's own spelling of a column: exact, else the one case-insensitive match.
std::string resolve(const Job& job, const Present& present, const std::string& name,
                    std::string_view role) {
  const auto& columns = present.source_columns;
  if (std::ranges::find(columns, name) != columns.end()) return name;
  std::vector<std::string> matches;
  for (const std::string& column : columns) {
    if (base::ascii_iequals(column, name)) matches.push_back(column);
  }
  if (matches.size() == 1) return matches.front();
  const std::vector<std::string_view> candidates(columns.begin(), columns.end());
  const auto nearest = base::nearest(name, candidates);
  throw Error(codes::no_such_column,
              fmt::format("model '{}': the source has no column '{}' ({})", job.model.name, name,
                          matches.empty() ? role : "and more than one differs only by case"))
      .with_hint(nearest ? fmt::format("did you mean '{}'?", *nearest)
                         : "check name_in_source against the source's columns")
      .with_blame(Blame::source);
}

rows::Type source_type(const Present& present, const std::string& resolved) {
  const auto at = std::ranges::find(present.source_columns, resolved);
  return present.source_types.at(static_cast<std::size_t>(at - present.source_columns.begin()));
}

Error cannot_send(const Job& job, std::string message, std::string hint) {
  return Error(codes::table_mismatch, fmt::format("sync '{}': {}", job.sync_name, message))
      .with_hint(std::move(hint))
      .with_blame(Blame::host);
}

Constant constant_of(const Job& job, const model::Mapping& mapping) {
  const Json& json = mapping.value;
  Value value;
  if (json.is_string()) {
    value = Value::text(json.as_string());
  } else if (json.is_bool()) {
    value = {{Logical::boolean}, static_cast<std::int64_t>(json.as_bool() ? 1 : 0)};
  } else if (const auto whole = json.as_int64()) {
    value = Value::bigint(*whole);
  } else if (const auto number = json.as_double()) {
    value = {{Logical::floating}, *number};
  } else {
    throw cannot_send(job,
                      fmt::format("the value that is sent to '{}' is no single value", mapping.to),
                      "give a text, a number, true or false");
  }
  return {{mapping.to, value.type, true}, value};
}

// One column of the model that is sent.
struct Sent {
  std::size_t column = 0;  // of the model
  std::string to;
};

std::vector<Sent> sent_columns(const Job& job, Plan& plan) {
  const std::vector<model::Column>& columns = job.model.columns;
  const std::vector<std::size_t> key = job.model.key_columns();
  std::vector<Sent> sent;
  if (job.mapping.empty()) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      sent.push_back({i, columns[i].name_in_destination});
    }
  }
  for (const model::Mapping& mapping : job.mapping) {
    if (mapping.from.empty()) {
      plan.constants.push_back(constant_of(job, mapping));
      continue;
    }
    const auto found = std::ranges::find_if(columns, [&](const model::Column& column) {
      return base::ascii_iequals(column.name_in_destination, mapping.from);
    });
    if (found == columns.end()) {
      throw cannot_send(job,
                        fmt::format("its mapping is from '{}', which model '{}' does not have",
                                    mapping.from, job.model.name),
                        "name a column by its name_in_destination");
    }
    sent.push_back({static_cast<std::size_t>(found - columns.begin()), mapping.to});
  }
  if (job.mode == model::Mode::remove) {  // nothing but keys is of use
    std::erase_if(sent,
                  [&](const Sent& one) { return std::ranges::find(key, one.column) == key.end(); });
    plan.constants.clear();
  }
  return sent;
}

void add_column(Plan& plan, std::string source, rows::Field field, bool truncate) {
  plan.read.columns.push_back(std::move(source));
  plan.read_schema.push_back(std::move(field));
  plan.truncate.push_back(truncate);
}

void plan_key(const Job& job, const std::vector<Sent>& sent, Plan& plan) {
  const model::Model& model = job.model;
  const bool marked = std::ranges::any_of(model.columns, &model::Column::is_primary_key);
  for (const std::string& name : model.primary_key) {
    if (marked || model.find_column(name)) continue;
    throw Error(codes::no_such_column,
                fmt::format("model '{}': its primary_key names '{}', which is none of its columns",
                            model.name, name))
        .with_hint("correct primary_key: a part of a key does not tell rows apart")
        .with_blame(Blame::host);
  }
  for (const std::size_t column : job.model.key_columns()) {
    const auto at = std::ranges::find(sent, column, &Sent::column);
    if (at == sent.end()) {
      throw cannot_send(job,
                        fmt::format("its mapping leaves out '{}', which is of the primary key",
                                    job.model.columns[column].name_in_destination),
                        "map every column of the key");
    }
    const auto position = static_cast<std::size_t>(at - sent.begin());
    plan.key.push_back(position);
    plan.key_names.push_back(at->to);
    plan.read_schema[position].nullable = false;
  }
  const bool keyless =
      job.mode == model::Mode::insert && job.model.change_detection == model::ChangeDetection::none;
  if (plan.key.empty() && !keyless) {
    throw Error(
        codes::table_mismatch,
        fmt::format("model '{}': the primary key must be among its columns", job.model.name))
        .with_hint("add it to columns")
        .with_blame(Blame::host);
  }
  if (keyless) {
    for (const std::size_t position : plan.key) plan.read_schema[position].nullable = true;
    plan.key.clear();
    plan.key_names.clear();
  }
}

void plan_cursor(const Job& job, const Present& present, const std::vector<Sent>& sent,
                 Plan& plan) {
  if (!reads_changes(job)) {
    if (job.on_duplicate_key == model::OnDuplicateKey::last_by_cursor) {
      throw cannot_send(job, "on_duplicate_key last_by_cursor needs change_detection last_modified",
                        "leave it out, or give the model a last-modified column");
    }
    return;
  }
  const auto column = job.model.find_column(job.model.cursor_name());
  if (!column) {
    throw Error(codes::table_mismatch,
                fmt::format("model '{}': the last-modified column must be among its columns",
                            job.model.name))
        .with_hint("add it to columns")
        .with_blame(Blame::host);
  }
  const rows::Type type = job.model.columns[*column].type;
  if (!is_cursor(type)) {
    throw Error(codes::bad_watermark,
                fmt::format("model '{}': a last-modified column of type {} cannot tell which rows "
                            "changed",
                            job.model.name, rows::to_string(type)))
        .with_hint("use a timestamp, datetime, date, integer, bigint or decimal column");
  }
  if (const auto at = std::ranges::find(sent, *column, &Sent::column); at != sent.end()) {
    plan.cursor = static_cast<std::size_t>(at - sent.begin());
  } else {
    plan.cursor = plan.read_schema.size();
    const model::Column& cursor = job.model.columns[*column];
    add_column(plan, resolve(job, present, cursor.name_in_source, "a column"),
               {"last_modified", type, true},
               cursor.on_precision_loss == model::PrecisionLoss::truncate);
  }
  if (job.on_duplicate_key == model::OnDuplicateKey::last_by_cursor &&
      type.logical == Logical::decimal && present.destination_dialect->types_are_affinities) {
    throw cannot_send(job,
                      "on_duplicate_key last_by_cursor needs a destination that compares decimals "
                      "as numbers, which keeps them as text",
                      "use a timestamp or bigint column as the last-modified one");
  }
  if (job.on_duplicate_key == model::OnDuplicateKey::last_by_cursor &&
      *plan.cursor >= plan.sent_columns) {
    throw cannot_send(job,
                      "on_duplicate_key last_by_cursor compares the last-modified column, which "
                      "its mapping leaves out",
                      "map that column too");
  }
  plan.read.cursor_column = plan.read.columns[*plan.cursor];
  plan.read.cursor_type = type;
}

void plan_tenant(const Job& job, const Present& present, Plan& plan) {
  if (!job.tenanted) return;
  const std::string column =
      resolve(job, present, job.model.organization_column, "the organization column");
  const rows::Type type =
      sql::tenant_type(*present.source_dialect, source_type(present, column), job.state.tenant);
  plan.tenant = plan.read_schema.size();
  plan.tenant_value = sql::tenant_value(type, job.state.tenant);
  add_column(plan, column, {"organization", type, true}, false);
  if (!base::seeded_bug("tenant_predicate_left_out")) plan.read.tenant_column = column;
  plan.read.tenant = job.state.tenant;
  plan.read.tenant_type = type;
}

void plan_soft_delete(const Job& job, const Present& present, Plan& plan) {
  if (job.model.soft_delete_column.empty()) return;
  const std::string column =
      resolve(job, present, job.model.soft_delete_column, "the soft-delete column");
  rows::Type type = source_type(present, column);
  if (const auto declared = job.model.find_column(job.model.soft_delete_column)) {
    type = job.model.columns[*declared].type;
  }
  switch (type.logical) {
    case Logical::boolean:
    case Logical::integer:
    case Logical::bigint:
    case Logical::timestamp:
    case Logical::datetime:
    case Logical::date:
      break;
    default:
      // A time that the source keeps as text is one when it is there.
      if (present.source_dialect->instants_are_text && type.logical == Logical::text) break;
      throw Error(
          codes::table_mismatch,
          fmt::format("model '{}': a soft_delete_column of type {} cannot tell whether a row "
                      "is deleted",
                      job.model.name, rows::to_string(type)))
          .with_hint("use a boolean, integer or timestamp column")
          .with_blame(Blame::host);
  }
  plan.soft_delete = plan.read_schema.size();
  add_column(plan, column, {"soft_delete", type, true}, false);
}

// So that a driver that keeps whole results can be asked for a page after the other.
bool is_source_key(const Present& present, const Plan& plan) {
  // A key that is read as another type may not be readable, and no page could follow it. A text is
  // followed by its own bytes, whatever uuid they spell.
  const auto as_it_is = [&](std::size_t position) {
    const rows::Type is = source_type(present, plan.read.columns[position]);
    const rows::Type wanted = plan.read_schema[position].type;
    return is == wanted ||
           (is.logical == rows::Logical::text && wanted.logical == rows::Logical::uuid);
  };
  return !plan.key.empty() && std::ranges::all_of(plan.key, as_it_is) &&
         std::ranges::any_of(present.source_keys, [&](const auto& unique) {
           return unique.size() == plan.key.size() &&
                  std::ranges::all_of(plan.key, [&](std::size_t position) {
                    return std::ranges::find(unique, plan.read.columns[position]) != unique.end();
                  });
         });
}

}  // namespace

void plan_columns(const Job& job, const Present& present, Plan& plan) {
  plan.read.table = sql::parse_table(job.model.source_table);
  plan.query_template = job.model.source_query;
  const std::vector<Sent> sent = sent_columns(job, plan);
  for (const Sent& one : sent) {
    const model::Column& column = job.model.columns[one.column];
    add_column(plan, resolve(job, present, column.name_in_source, "a column"),
               {one.to, column.type, true},
               column.on_precision_loss == model::PrecisionLoss::truncate);
  }
  plan.sent_columns = sent.size();
  plan_key(job, sent, plan);
  plan_cursor(job, present, sent, plan);
  plan_tenant(job, present, plan);
  plan_soft_delete(job, present, plan);
  plan.reads_by_key = is_source_key(present, plan);
}

}  // namespace waybill::sync

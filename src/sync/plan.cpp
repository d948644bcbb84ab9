#include "sync/plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "sql/stored_type.hpp"
#include "sql/tenant.hpp"
#include "sync/query.hpp"

namespace waybill::sync {

using rows::Logical;
using rows::Value;

namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;
// A wall clock with no zone may lag UTC by this much: a bound taken from UTC must allow for it.
constexpr std::int64_t kZoneSpread = 12 * 3600 * kSecond;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

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

bool is_time(Logical logical) {
  return logical == Logical::timestamp || logical == Logical::datetime || logical == Logical::date;
}

// An instant as a value of the cursor's type, rounded down.
Value cursor_value(const rows::Type& type, base::Micros instant) {
  return {type, type.logical == Logical::date ? floor_div(instant, kDay) : instant};
}

struct Window {
  std::optional<Value> from;
  std::optional<Value> until;
  std::optional<Value> bound;
  std::string guarantee;
};

Window make_window(const Job& job, const Present& present, const rows::Type& type,
                   const std::optional<Value>& watermark) {
  Window window;
  window.guarantee = is_time(type.logical) ? "lookback" : "none";
  if (job.from) window.from = cursor_value(type, *job.from);
  if (job.until) window.until = cursor_value(type, *job.until);
  if (!is_time(type.logical)) {
    if (job.from || job.until) {
      throw Error(codes::bad_parameter,
                  fmt::format("model '{}' has a last-modified column of type {}: a window in time "
                              "does not apply to it",
                              job.model.name, rows::to_string(type)))
          .with_hint("leave out the window");
    }
    window.from = watermark;
    return window;
  }
  const bool zoned = type.logical == Logical::timestamp;
  const bool bounded = zoned && present.bound;
  const base::Micros bound = bounded ? present.bound->at : present.source_now;
  window.bound = cursor_value(type, bound - (zoned ? 0 : kZoneSpread));
  if (!job.from && watermark) {
    const std::int64_t mark = std::get<std::int64_t>(watermark->data);
    const bool complete = bounded && present.bound->follows_bounded;
    const std::int64_t lookback = complete ? 0 : job.lookback_seconds * kSecond;
    window.from =
        Value{type, type.logical == Logical::date ? floor_div(mark * kDay - lookback, kDay)
                                                  : mark - lookback};
  }
  return window;
}

void check_table(const Job& job, const Present& present, Plan& plan) {
  const sql::Dialect& dialect = *present.destination_dialect;
  const warehouse::TableInfo& table = *present.table;
  for (std::size_t i = 0; i < plan.model_columns; ++i) {
    const rows::Field& field = plan.target.columns[i];
    const auto found = std::ranges::find_if(table.columns, [&](const auto& column) {
      return base::ascii_iequals(column.name, field.name);
    });
    if (found == table.columns.end()) {
      if (std::ranges::find(plan.key, i) != plan.key.end()) {
        throw Error(codes::table_mismatch,
                    fmt::format("table '{}' has no column '{}', the model's primary key", job.table,
                                field.name))
            .with_hint("set destination_table_name to a new table, or add the column and its key")
            .with_blame(Blame::destination);
      }
      plan.add_columns.push_back({field.name, field.type, true});
      continue;
    }
    const bool in_key = std::ranges::find(plan.key, i) != plan.key.end();
    const std::string wanted = sql::created_type(dialect, field.type, in_key);
    if (!sql::same_stored_type(dialect, found->source_type, wanted)) {
      throw Error(codes::table_mismatch,
                  fmt::format("column '{}' of table '{}' is of type '{}', the model needs '{}' for "
                              "{}",
                              field.name, job.table, found->source_type, wanted,
                              rows::to_string(field.type)))
          .with_hint("change data_type in the model, or the column at the destination")
          .with_blame(Blame::destination);
    }
  }
  const auto same_key = [&](const std::vector<std::string>& unique) {
    return unique.size() == plan.key_names.size() &&
           std::ranges::all_of(unique, [&](const std::string& column) {
             return std::ranges::any_of(plan.key_names, [&](const std::string& name) {
               return base::ascii_iequals(name, column);
             });
           });
  };
  if (dialect.keys_enforced && std::ranges::none_of(table.unique_keys, same_key)) {
    throw Error(codes::table_mismatch,
                fmt::format("table '{}' has no primary key or unique index on ({})", job.table,
                            base::join(plan.key_names, ", ")))
        .with_hint(sql::add_key(dialect, plan.target))
        .with_blame(Blame::destination);
  }
}

std::optional<Value> read_watermark(const Job& job, const Present& present,
                                    const rows::Type& cursor_type) {
  if (!present.last_commit || !present.last_commit->watermark) return std::nullopt;
  const std::string wanted = rows::to_string(cursor_type);
  if (present.last_commit->watermark_type != wanted) {
    throw Error(codes::bad_watermark,
                fmt::format("the last run of sync '{}' left a watermark of type {}, the model's "
                            "last-modified column is now {}",
                            job.sync_name, present.last_commit->watermark_type, wanted))
        .with_hint("run once with --full-refresh to start over with the new column");
  }
  return rows::value_from_text(cursor_type, *present.last_commit->watermark);
}

}  // namespace

bool cursor_less(const Value& a, const Value& b) {
  return std::get<std::int64_t>(a.data) < std::get<std::int64_t>(b.data);
}

Plan make_plan(const Job& job, const Present& present) {
  Plan plan;
  const model::Model& model = job.model;
  if (present.table_owner && *present.table_owner != job.state.tenant) {
    throw Error(codes::table_owned,
                fmt::format("table '{}' holds the rows of another recipient", job.table))
        .with_hint("give each recipient a destination of its own")
        .with_blame(Blame::host);
  }

  // What is read: the model's columns, then what the engine needs beside them.
  plan.read.table = sql::parse_table(model.source_table);
  plan.query_template = model.source_query;
  for (const model::Column& column : model.columns) {
    plan.read.columns.push_back(resolve(job, present, column.name_in_source, "a column"));
    plan.read_schema.push_back({column.name_in_destination, column.type, true});
    plan.truncate.push_back(column.on_precision_loss == model::PrecisionLoss::truncate);
  }
  plan.model_columns = model.columns.size();
  plan.key = model.key_columns();
  for (const std::size_t position : plan.key) {
    plan.read_schema[position].nullable = false;
    plan.key_names.push_back(plan.read_schema[position].name);
  }
  const auto cursor = model.find_column(model.cursor_name());
  if (plan.key.empty() || !cursor) {
    throw Error(codes::table_mismatch,
                fmt::format("model '{}': {} must be among its columns", model.name,
                            plan.key.empty() ? "the primary key" : "the last-modified column"))
        .with_hint("add it to columns")
        .with_blame(Blame::host);
  }
  plan.cursor = *cursor;
  const rows::Type cursor_type = model.columns[plan.cursor].type;
  if (!is_time(cursor_type.logical) && cursor_type.logical != Logical::integer &&
      cursor_type.logical != Logical::bigint) {
    throw Error(codes::bad_watermark,
                fmt::format("model '{}': a last-modified column of type {} cannot tell which rows "
                            "changed",
                            model.name, rows::to_string(cursor_type)))
        .with_hint("use a timestamp, datetime, date, integer or bigint column");
  }
  plan.read.cursor_column = plan.read.columns[plan.cursor];
  plan.read.cursor_type = cursor_type;
  if (job.tenanted) {
    const std::string tenant_column =
        resolve(job, present, model.organization_column, "the organization column");
    plan.tenant = plan.read_schema.size();
    plan.read.columns.push_back(tenant_column);
    const auto at = std::ranges::find(present.source_columns, tenant_column);
    const auto position = static_cast<std::size_t>(at - present.source_columns.begin());
    const rows::Type type = sql::tenant_type(*present.source_dialect,
                                             present.source_types.at(position), job.state.tenant);
    plan.tenant_value = sql::tenant_value(type, job.state.tenant);
    plan.read_schema.push_back({"organization", type, true});
    plan.truncate.push_back(false);
    plan.read.tenant_column = tenant_column;
    plan.read.tenant = job.state.tenant;
    plan.read.tenant_type = type;
  }

  // What is there: a table without a watermark, or the other way round, makes a full run.
  if (job.full_refresh) {
    plan.full_reason = "full_refresh";
  } else if (job.from || job.until) {
    plan.full_reason = "";
  } else if (!present.last_commit) {
    plan.full_reason = "first_run";
  } else if (!present.table) {
    plan.full_reason = "destination_table_missing";
  } else if (present.table->empty) {
    plan.full_reason = "destination_table_empty";
  }
  const bool windowed = job.from || job.until;
  plan.moves_watermark = !windowed;
  if (!job.full_refresh) plan.watermark = read_watermark(job, present, cursor_type);
  const bool incremental = plan.full_reason.empty() && !windowed;
  const Window window =
      make_window(job, present, cursor_type, incremental ? plan.watermark : std::nullopt);
  plan.from = plan.read.from = window.from;
  plan.until = plan.read.until = window.until;
  if (!model.source_query.empty()) {
    plan.read.query = query_for(job, *present.source_dialect->syntax, window.from, window.until);
  }
  plan.bound = window.bound;
  plan.guarantee = window.guarantee;
  if (present.bound && plan.guarantee != "none") {
    const bool zoned = cursor_type.logical == Logical::timestamp;
    std::optional<base::Micros> mark;
    if (zoned && plan.watermark) mark = std::get<std::int64_t>(plan.watermark->data);
    const Claim claimed = claim(*present.bound, mark);
    plan.guarantee = claimed.guarantee;
    plan.guarantee_why = claimed.why;
  }
  if (incremental && !plan.watermark) plan.full_reason = "no_watermark";

  // Where it goes.
  plan.target.table = {"", job.table};
  plan.target.columns.assign(
      plan.read_schema.begin(),
      plan.read_schema.begin() + static_cast<std::ptrdiff_t>(plan.model_columns));
  plan.target.key = plan.key_names;
  const sql::Dialect& dialect = *present.destination_dialect;
  if (!present.table) {
    plan.load = present.same_database || !dialect.transactional_ddl ? Load::staged : Load::direct;
    plan.target.with_key = plan.load == Load::staged;
    plan.ddl.push_back(sql::create_table(dialect, plan.target));
    const std::string add_key = sql::add_key(dialect, plan.target);
    if (plan.load == Load::direct && !add_key.empty()) plan.ddl.push_back(add_key);
  } else {
    check_table(job, present, plan);
    for (const rows::Field& column : plan.add_columns) {
      plan.ddl.push_back(sql::add_column(dialect, plan.target.table, column));
    }
  }
  return plan;
}

std::string plan_hash(const Plan& plan) {
  std::string text = plan.target.table.schema + '\0' + plan.target.table.name + '\0' +
                     plan.read.table.schema + '\0' + plan.read.table.name + '\0' +
                     plan.query_template;
  for (std::size_t i = 0; i < plan.read_schema.size(); ++i) {
    text += fmt::format("\n{}\n{}\n{}", plan.read.columns[i], plan.read_schema[i].name,
                        rows::to_string(plan.read_schema[i].type));
  }
  return base::content_hash(text);
}

}  // namespace waybill::sync

#include "sync/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/seeded_bug.hpp"
#include "sync/cursor.hpp"
#include "sync/ledger.hpp"
#include "sync/plan_steps.hpp"
#include "sync/query.hpp"
#include "sync/result_columns.hpp"

namespace waybill::sync {

using base::Json;
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
    if (watermark) {
      window.from = cursor_minus(*watermark, base::seeded_bug("lookback_of_numbers_forgotten")
                                                 ? 0
                                                 : job.model.lookback_value);
    }
    return window;
  }
  const bool zoned = type.logical == Logical::timestamp;
  const bool bounded = zoned && present.bound;
  const base::Micros bound = bounded ? present.bound->at : present.source_now;
  window.bound = cursor_value(
      type, bound - (zoned || base::seeded_bug("bound_without_zones") ? 0 : kZoneSpread));
  if (!job.from && watermark) {
    const std::int64_t mark = std::get<std::int64_t>(watermark->data);
    const bool complete = bounded && present.bound->follows_bounded;
    const std::int64_t lookback =
        complete || base::seeded_bug("lookback_forgotten") ? 0 : job.lookback_seconds * kSecond;
    window.from =
        Value{type, type.logical == Logical::date ? floor_div(mark * kDay - lookback, kDay)
                                                  : mark - lookback};
  }
  return window;
}

std::optional<Value> read_watermark(const Job& job, const Present& present,
                                    const rows::Type& cursor_type) {
  if (!present.last_commit || !present.last_commit->watermark) return std::nullopt;
  const std::string wanted = rows::to_string(cursor_type);
  if (present.last_commit->watermark_type != wanted &&
      !base::seeded_bug("watermark_of_another_type_used")) {
    throw Error(codes::bad_watermark,
                fmt::format("the last run of sync '{}' left a watermark of type {}, the model's "
                            "last-modified column is now {}",
                            job.sync_name, present.last_commit->watermark_type, wanted))
        .with_hint("run once with --full-refresh to start over with the new column");
  }
  return rows::value_from_text(cursor_type, *present.last_commit->watermark);
}

// What the next run compares itself with, to know whether rows that did not change have to be sent
// again.
Json state_of(const Job& job, const Plan& plan) {
  Json fields = Json::array();
  for (std::size_t i = 0; i < plan.sent_columns; ++i) {
    fields.push(Json::object({{"to", plan.read_schema[i].name}, {"from", plan.read.columns[i]}}));
  }
  for (const Constant& constant : plan.constants) {
    fields.push(Json::object({{"to", constant.field.name},
                              {"value", base::content_hash(rows::value_text(constant.value))}}));
  }
  Json key = Json::array();
  for (const std::string& name : plan.key_names) key.push(name);
  return Json::object({{"fields", std::move(fields)},
                       {"key", std::move(key)},
                       {"table", job.model.source_table},
                       {"query", job.model.source_query.empty()
                                     ? Json(nullptr)
                                     : Json(base::content_hash(job.model.source_query))}});
}

// Why a run after that one is a full one. A field that is gone is no reason.
std::string changed_since(const Job& job, const Json& before, const Json& now) {
  const auto differs = [&](std::string_view name) {
    const Json* was = before.find(name);
    return was != nullptr && *was != *now.find(name);
  };
  if (base::seeded_bug("changed_mapping_not_noticed")) return "";
  if (differs("key")) return "key_changed";
  if (differs("table")) return "source_table_changed";
  if (differs("query") && !base::seeded_bug("changed_query_not_noticed")) return "query_changed";
  const Json* was = before.find("fields");
  if (was == nullptr) return "";
  bool added = false;
  for (const Json& field : now.find("fields")->as_array()) {
    const auto same_place = [&](const Json& other) {
      return *other.find("to") == *field.find("to");
    };
    const auto found = std::ranges::find_if(was->as_array(), same_place);
    if (found == was->as_array().end()) {
      added = true;
    } else if (*found != field) {
      return "mapping_changed";
    }
  }
  if (!added) return "";
  if (!job.mapping.empty()) return "mapping_changed";
  return job.backfill_added_columns ? "columns_added" : "";
}

std::string full_reason(const Job& job, const Present& present, const Plan& plan) {
  if (job.full_refresh) return "full_refresh";
  if (job.from || job.until) return "";
  if (!present.last_commit) return "first_run";
  if (job.to_sink) return changed_since(job, present.last_commit->state, plan.state);
  if (!present.table && !base::seeded_bug("missing_table_not_noticed"))
    return "destination_table_missing";
  // Of what a run without a key sent, others may take the rows away.
  if (present.table && present.table->empty && !base::seeded_bug("empty_table_not_noticed") &&
      !plan.key.empty() && job.mode != model::Mode::update && job.mode != model::Mode::remove) {
    return "destination_table_empty";
  }
  return changed_since(job, present.last_commit->state, plan.state);
}

// What such a run has to send again, a few rows in the table would hide from the next one.
bool needs_whole_run(std::string_view full_reason) {
  static constexpr auto kReasons = std::to_array<std::string_view>(
      {"first_run", "destination_table_missing", "destination_table_empty", "key_changed"});
  return std::ranges::find(kReasons, full_reason) != kReasons.end();
}

void check_window(const Job& job) {
  const bool windowed = job.from || job.until;
  if (!windowed) return;
  const auto refuse = [&](std::string_view why, std::string_view hint) {
    throw Error(codes::bad_parameter,
                fmt::format("sync '{}': a window in time does not apply: {}", job.sync_name, why))
        .with_hint(std::string(hint));
  };
  if (job.mode == model::Mode::mirror) {
    refuse("a mirror takes what a run does not read for deleted", "leave out the window");
  }
  if (job.model.change_detection != model::ChangeDetection::last_modified) {
    refuse("its model has no last-modified column", "leave out the window");
  }
}

}  // namespace

rows::Schema key_columns(const Plan& plan) {
  rows::Schema columns;
  for (const std::size_t position : plan.key) columns.push_back(plan.read_schema[position]);
  return columns;
}

Plan make_plan(const Job& job, const Present& present) {
  if (takes_result_columns(job.model)) {
    Job declared = job;
    declared.model.columns =
        columns_of_result(job.model, present.source_columns, present.source_types);
    return make_plan(declared, present);
  }
  Plan plan;
  if (present.table_owner && *present.table_owner != job.state.tenant &&
      !base::seeded_bug("owner_not_checked")) {
    throw Error(codes::table_owned,
                fmt::format("table '{}' holds the rows of another recipient", job.table))
        .with_hint("give each recipient a destination of its own")
        .with_blame(Blame::host);
  }
  if (!base::seeded_bug("window_for_mirror_allowed")) check_window(job);
  plan_columns(job, present, plan);
  plan.state = state_of(job, plan);
  plan.full_reason = full_reason(job, present, plan);

  plan.only_retried = job.only_retried && !needs_whole_run(plan.full_reason);
  if (plan.only_retried) plan.full_reason.clear();
  const bool windowed = job.from || job.until || plan.only_retried;
  if (windowed && present.last_commit && !base::seeded_bug("window_hides_changed_mapping"))
    plan.state = present.last_commit->state;
  plan.moves_watermark = plan.cursor && (!windowed || base::seeded_bug("window_moves_watermark"));
  // What compares every row with what was sent misses none.
  plan.guarantee = uses_ledger(job) ? "snapshot" : "none";
  if (plan.cursor) {
    const rows::Type type = plan.read.cursor_type;
    if (!job.full_refresh) plan.watermark = read_watermark(job, present, type);
    const bool incremental = plan.full_reason.empty() && !windowed;
    Window window = make_window(job, present, type, incremental ? plan.watermark : std::nullopt);
    if (plan.only_retried) window = {{}, {}, {}, "none"};
    plan.from = plan.read.from = window.from;
    plan.until = plan.read.until = window.until;
    plan.bound = window.bound;
    plan.guarantee = window.guarantee;
    if (present.bound && plan.guarantee != "none") {
      std::optional<base::Micros> mark;
      if (type.logical == Logical::timestamp && plan.watermark) {
        mark = std::get<std::int64_t>(plan.watermark->data);
      }
      const Claim claimed = claim(*present.bound, mark);
      plan.guarantee = claimed.guarantee;
      plan.guarantee_why = claimed.why;
    }
    if (incremental && !plan.watermark) plan.full_reason = "no_watermark";
  }
  if (!job.model.source_query.empty()) {
    plan.read.query = query_for(job, *present.source_dialect->syntax, plan.from, plan.until);
    plan.whole_query = query_for(job, *present.source_dialect->syntax, std::nullopt, std::nullopt);
  }
  plan_table(job, present, plan);
  return plan;
}

std::string_view load_text(const Plan& plan) {
  if (plan.load == Load::staged) return plan.in_units ? "staged in units" : "staged";
  return plan.in_units ? "direct in units" : "direct";
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

#include "sync/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/seeded_bug.hpp"
#include "rows/json.hpp"
#include "sql/tenant.hpp"
#include "sync/cursor.hpp"
#include "sync/ledger.hpp"

namespace waybill::sync {

namespace {

constexpr std::string_view kNullKey = "WB8510";

rows::Misfit not_finite(const rows::Column& column, std::int64_t row) {
  return std::isfinite(column.float64(row)) ? rows::Misfit::none : rows::Misfit::not_finite;
}

rows::Misfit nul_in_text(const rows::Column& column, std::int64_t row) {
  return column.variable(row).find('\0') == std::string_view::npos ? rows::Misfit::none
                                                                   : rows::Misfit::nul_character;
}

rows::Misfit nul_in_json(const rows::Column& column, std::int64_t row) {
  return rows::json_has_nul(column.variable(row)) ? rows::Misfit::nul_character
                                                  : rows::Misfit::none;
}

std::int64_t cursor_number(const rows::Column& column, std::int64_t row) {
  return column.layout() == rows::Layout::int32 ? column.int32(row) : column.int64(row);
}

}  // namespace

DeadLetters::DeadLetters(const Job& job) : job_(job) {}

std::string DeadLetters::content_of(const DeadLetter& letter) const {
  return job_.state.text() + '\n' + letter.code + '\n' + base::write_json(letter.key) + '\n' +
         base::write_json(letter.payload);
}

void DeadLetters::add(std::string_view code, std::string message, base::Json key,
                      base::Json payload) {
  DeadLetter letter{"", std::string(code), std::move(message), std::move(key), std::move(payload)};
  const std::string content = content_of(letter);
  const std::lock_guard lock(mutex_);
  const std::size_t times = ++seen_[content];
  const auto known = known_ids_.find(content);
  letter.id =
      known != known_ids_.end() && times <= known->second.size()
          ? known->second[times - 1]
          : base::content_hash(times == 1 ? content : fmt::format("{}\n{}", content, times));
  letters_.push_back(std::move(letter));
  if (limited_ && static_cast<std::int64_t>(letters_.size()) > job_.on_reject.max_rows &&
      !base::seeded_bug("number_of_refused_rows_not_checked")) {
    throw Error(codes::too_many_rejects,
                fmt::format("sync '{}': more than {} rows were refused; nothing was committed. The "
                            "last one: {} {}",
                            job_.sync_name, job_.on_reject.max_rows, letters_.back().code,
                            letters_.back().message))
        .with_hint("fix the rows or the model's types, or raise on_reject.max_rows")
        .with_blame(Blame::source);
  }
}

void DeadLetters::shorten(std::size_t count) {
  while (letters_.size() > count) {
    if (!base::seeded_bug("forgotten_letter_still_counted")) --seen_[content_of(letters_.back())];
    letters_.pop_back();
  }
}

void DeadLetters::begin_retry(const std::vector<Retried>& retried) {
  limited_ = false;
  for (const Retried& letter : retried) {
    if (letter.payload.is_null()) continue;
    known_ids_[content_of({letter.id, letter.code, "", letter.key, letter.payload})].push_back(
        letter.id);
  }
}

void DeadLetters::check_ratio(std::int64_t rows_read) const {
  constexpr std::int64_t kRatioFrom = 100;  // below this a ratio says little
  const auto refused = static_cast<double>(letters_.size());
  if (!limited_ || rows_read < kRatioFrom ||
      base::seeded_bug("ratio_of_refused_rows_not_checked") ||
      refused <= job_.on_reject.max_ratio * static_cast<double>(rows_read)) {
    return;
  }
  throw Error(codes::too_many_rejects,
              fmt::format("sync '{}': {} of {} rows were refused, more than the allowed ratio of "
                          "{}; nothing was committed. The first one: {} {}",
                          job_.sync_name, letters_.size(), rows_read, job_.on_reject.max_ratio,
                          letters_.front().code, letters_.front().message))
      .with_hint("fix the rows or the model's types, or raise on_reject.max_ratio")
      .with_blame(Blame::source);
}

void check_tenant(const Job& job, const Plan& plan, const rows::Batch& batch) {
  if (!plan.tenant || base::seeded_bug("tenant_not_checked_again")) return;
  const rows::Column& tenant = batch.columns[*plan.tenant];
  for (std::int64_t row = 0; row < batch.length; ++row) {
    if (sql::is_tenant(tenant, row, plan.tenant_value)) continue;
    throw Error(codes::foreign_tenant,
                fmt::format("sync '{}': the source answered with a row of another tenant; nothing "
                            "was committed",
                            job.sync_name))
        .with_hint("check the collation of the organization column, and the model's query")
        .with_blame(Blame::source);
  }
}

base::Json key_json(const Plan& plan, const rows::Batch& batch, std::int64_t row) {
  base::Json key = base::Json::object();
  for (const std::size_t column : plan.key) {
    key.set(plan.read_schema[column].name, rows::cell_json(batch.columns[column], row));
  }
  return key;
}

base::Json payload_json(const Job& job, const Plan& plan, const rows::Batch& batch,
                        std::int64_t row) {
  switch (job.on_reject.payload) {
    case model::RejectPayload::none:
      return nullptr;
    case model::RejectPayload::keys:
      return key_json(plan, batch, row);
    case model::RejectPayload::full:
      break;
  }
  base::Json payload = base::Json::object();
  for (std::size_t i = 0; i < plan.sent_columns; ++i) {
    payload.set(plan.read_schema[i].name, rows::cell_json(batch.columns[i], row));
  }
  return payload;
}

RowChecks::RowChecks(const Job& job, const Plan& plan, const sql::Dialect& destination,
                     DeadLetters& dead_letters, Settling& settling)
    : job_(job),
      plan_(plan),
      dead_letters_(dead_letters),
      settling_(settling),
      key_schema_(key_columns(plan)) {
  for (std::size_t i = 0; i < plan.sent_columns; ++i) {
    const rows::Logical logical = plan.read_schema[i].type.logical;
    if (destination.finite_floats_only && logical == rows::Logical::floating) {
      limited_.push_back({i, not_finite});
    }
    if (!destination.nul_in_text && logical == rows::Logical::text) {
      limited_.push_back({i, nul_in_text});
    }
    if (!destination.nul_in_text && logical == rows::Logical::json) {
      limited_.push_back({i, nul_in_json});
    }
  }
}

bool RowChecks::in_window(const rows::Value& at) const {
  return (!plan_.from || !cursor_less(at, *plan_.from)) &&
         (!plan_.until || cursor_less(at, *plan_.until));
}

bool RowChecks::in_window(const rows::Column& cursor, std::int64_t row) const {
  const std::int64_t at = cursor_number(cursor, row);
  if (base::seeded_bug("lower_bound_exclusive") && plan_.from &&
      at == std::get<std::int64_t>(plan_.from->data)) {
    return false;
  }
  if (base::seeded_bug("upper_bound_inclusive") && plan_.until &&
      at == std::get<std::int64_t>(plan_.until->data)) {
    return true;
  }
  return (!plan_.from || base::seeded_bug("lower_bound_by_sql_alone") ||
          at >= std::get<std::int64_t>(plan_.from->data)) &&
         (!plan_.until || base::seeded_bug("upper_bound_forgotten") ||
          at < std::get<std::int64_t>(plan_.until->data));
}

bool RowChecks::is_deleted(const rows::Batch& batch, std::int64_t row) const {
  if (!plan_.soft_delete || base::seeded_bug("deleted_row_sent")) return false;
  const rows::Column& mark = batch.columns[*plan_.soft_delete];
  if (mark.is_null(row)) return false;
  switch (mark.type().logical) {
    case rows::Logical::boolean:
      return mark.bit(row);
    case rows::Logical::integer:
      return mark.int32(row) != 0;
    case rows::Logical::bigint:
      return mark.int64(row) != 0;
    default:
      return true;
  }
}

void RowChecks::refuse(const rows::Batch& batch, std::int64_t row, std::size_t column,
                       rows::Misfit misfit) {
  ++counts_.rejected;
  if (base::seeded_bug("refused_row_without_dead_letter")) return;
  dead_letters_.add(
      rows::reject_code(misfit),
      fmt::format("column '{}' ({}) {}", plan_.read_schema[column].name,
                  rows::to_string(plan_.read_schema[column].type), rows::describe(misfit)),
      key_json(plan_, batch, row), payload_json(job_, plan_, batch, row));
}

void RowChecks::add_key(rows::Batch& keys, const rows::Batch& batch, std::int64_t row) const {
  if (keys.columns.empty()) keys = rows::Batch(key_schema_);
  for (std::size_t i = 0; i < plan_.key.size(); ++i) {
    keys.columns[i].append_from(batch.columns[plan_.key[i]], row);
  }
  ++keys.length;
}

void RowChecks::apply(Parcel& parcel, const std::vector<warehouse::CellMisfit>& misfits,
                      Pass pass) {
  rows::Batch& batch = parcel.rows;
  parcel.gone.clear();
  parcel.seen.clear();
  const rows::Column* cursor = plan_.cursor ? &batch.columns[*plan_.cursor] : nullptr;
  const bool exact = cursor != nullptr && cursor->type().logical == rows::Logical::decimal;
  check_tenant(job_, plan_, batch);
  keep_.assign(static_cast<std::size_t>(batch.length), 1);
  bool all = true;
  const bool windowed = pass == Pass::window || pass == Pass::retried;
  std::size_t next_misfit = 0;
  std::optional<std::int64_t> greatest;

  for (std::int64_t row = 0; row < batch.length; ++row) {
    const warehouse::CellMisfit* misfit = nullptr;
    bool unreadable_key = false;
    while (next_misfit < misfits.size() && misfits[next_misfit].row == row) {
      const warehouse::CellMisfit& found = misfits[next_misfit];
      if (misfit == nullptr) misfit = &found;
      if (std::ranges::find(plan_.key, found.column) != plan_.key.end()) unreadable_key = true;
      ++next_misfit;
    }
    const auto drop = [&] {
      keep_[static_cast<std::size_t>(row)] = 0;
      all = false;
    };
    const bool null_key = !base::seeded_bug("row_without_key_sent") &&
                          std::ranges::any_of(plan_.key, [&](std::size_t column) {
                            return batch.columns[column].is_null(row);
                          });
    // It is there, whatever becomes of it.
    const auto keep_back = [&] {
      drop();
      if (unreadable_key && !base::seeded_bug("unreadable_key_not_noticed")) {
        keys_unreadable_ = true;
      } else if (plan_.finds_vanished && !null_key && !base::seeded_bug("refused_row_not_seen")) {
        add_key(parcel.seen, batch, row);
      }
    };
    const bool no_cursor = cursor != nullptr && cursor->is_null(row);
    if ((pass == Pass::retried || pass == Pass::only_retried) && !settling_.awaits(batch, row)) {
      drop();  // a collation's twin
      continue;
    }
    if (exact && !no_cursor) {
      const rows::Value at = cursor->value(row);
      if (windowed && in_window(at) != (pass == Pass::window)) {
        drop();
        continue;
      }
      if (!greatest_ || cursor_less(*greatest_, at)) greatest_ = at;
    } else if (cursor != nullptr && !no_cursor) {
      if (windowed && in_window(*cursor, row) != (pass == Pass::window)) {
        drop();
        continue;
      }
      const std::int64_t at = cursor_number(*cursor, row);
      if (!greatest || at > *greatest || base::seeded_bug("watermark_is_the_last_seen"))
        greatest = at;
    }
    // Rows without a last-modified value come with every window.
    if (no_cursor && pass == Pass::retried) {
      drop();
      continue;
    }
    ++counts_.read;
    if (settling_.waits() && !null_key && !unreadable_key) {
      settling_.came(batch, row, misfit == nullptr);
    }
    if (misfit != nullptr) {
      refuse(batch, row, misfit->column, misfit->misfit);
      keep_back();
      continue;
    }
    if (no_cursor) {
      if (job_.on_null_cursor == model::NullCursor::error &&
          !base::seeded_bug("row_without_time_sent")) {
        throw Error(codes::null_last_modified,
                    fmt::format("sync '{}': a row has no value in its last-modified column '{}'; "
                                "nothing was committed",
                                job_.sync_name, plan_.read_schema[*plan_.cursor].name))
            .with_hint(
                "fill the column at the source, or set on_null_last_modified to include or skip in "
                "a sync document")
            .with_blame(Blame::source);
      }
      if (job_.on_null_cursor == model::NullCursor::skip) {
        drop();
        ++counts_.skipped;
        continue;
      }
    }
    if (null_key) {
      drop();
      ++counts_.invalid;
      dead_letters_.add(kNullKey, "the primary key is NULL", key_json(plan_, batch, row),
                        payload_json(job_, plan_, batch, row));
      continue;
    }
    if (is_deleted(batch, row)) {
      drop();
      add_key(parcel.gone, batch, row);
      continue;
    }
    for (const auto& [column, check] : limited_) {
      if (batch.columns[column].is_null(row)) continue;
      const rows::Misfit refused = check(batch.columns[column], row);
      if (refused == rows::Misfit::none) continue;
      refuse(batch, row, column, refused);
      keep_back();
      break;
    }
  }

  if (greatest) {
    const rows::Value seen{cursor->type(), *greatest};
    if (!greatest_ || cursor_less(*greatest_, seen)) greatest_ = seen;
  }
  batch.drop_columns_from(plan_.sent_columns);
  if (!all) batch.retain(keep_);
  for (const Constant& constant : plan_.constants) {
    rows::Column column(constant.field.type);
    for (std::int64_t row = 0; row < batch.length; ++row) column.append(constant.value);
    batch.schema.push_back(constant.field);
    batch.columns.push_back(std::move(column));
  }
  if (plan_.uses_ledger) append_hashes(batch, batch.columns.size());
}

}  // namespace waybill::sync

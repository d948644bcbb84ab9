// Rows of a model from both ends of its window: whether their values are what the model says.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "rows/codec.hpp"
#include "rows/json.hpp"
#include "sql/accepted_types.hpp"
#include "sql/live_checks.hpp"
#include "sql/tenant.hpp"
#include "validate/model_steps.hpp"
#include "validate/shape.hpp"

namespace waybill::validate {
namespace {

using rows::Logical;
using rows::Misfit;

constexpr std::size_t kMostBytes = std::size_t{64} << 20;  // of all rows looked at
constexpr std::int64_t kMinute = 60'000'000;
constexpr std::int64_t kDay = 86'400'000'000;
constexpr std::int64_t kZoneSpread = 14 * 3600 * std::int64_t{1'000'000};
constexpr std::size_t kMostShapes = 20;  // columns whose first misfit is looked at

struct MisfitCode {
  Misfit misfit;
  std::string_view code;
};
constexpr auto kMisfits = std::to_array<MisfitCode>({
    {Misfit::not_of_type, "WB8030"},
    {Misfit::out_of_range, "WB8031"},
    {Misfit::precision_loss, "WB8032"},
    {Misfit::has_zone, "WB8033"},
    {Misfit::invalid_utf8, "WB8034"},
    {Misfit::duplicate_key, "WB8035"},
    {Misfit::not_finite, "WB8036"},
    {Misfit::wrong_storage, "WB8037"},
    {Misfit::nul_character, "WB8039"},
});

std::string_view code_of(Misfit misfit) {
  const auto found = std::ranges::find(kMisfits, misfit, &MisfitCode::misfit);
  return found == kMisfits.end() ? "WB8030" : found->code;
}

// Where a value stood: which end of the window, which row of it.
struct Spot {
  bool descending = false;
  std::int64_t row = 0;
};
struct Seen {
  std::int64_t count = 0;
  Spot first;
  void add(Spot spot) {
    if (count++ == 0) first = spot;
  }
};

// The columns that can be read, as they stand in a page.
struct Sample {
  std::vector<std::size_t> columns;   // of the model
  std::vector<std::size_t> key;       // positions in the page
  std::optional<std::size_t> cursor;  // in the page
  std::optional<std::size_t> tenant;  // in the page, behind the model's columns
  std::vector<std::size_t> bounded;   // positions whose cells may be cut
  rows::Schema schema;                // the page, then its flags
  sql::PageSpec page;
  std::optional<rows::Value> tenant_value;
  std::int64_t now = 0;

  std::int64_t rows = 0;
  std::size_t bytes = 0;
  bool cut_short = false;
  std::map<std::pair<std::size_t, Misfit>, Seen> misfits;
  Seen null_key, same_key, null_cursor, future, foreign, nobody, large;
  std::map<std::size_t, Seen> not_finite, nul;
  std::unordered_map<std::string, std::string> keys;        // key -> last-modified, of this end
  std::unordered_map<std::string, std::string> other_keys;  // of the other end
};

// Cells that may be larger than what is looked at.
bool is_bounded(const Look& look, const warehouse::ResultColumn& column) {
  if (look.source.dialect().types_are_affinities) return true;
  const Logical logical = column.suggested.logical;
  if (logical != Logical::text && logical != Logical::json && logical != Logical::bytes) {
    return false;
  }
  constexpr std::int64_t kBytesEach = 4;
  const sql::SourceType type =
      sql::read_source_type(look.source.dialect().name, column.source_type);
  return !type.precision || *type.precision * kBytesEach > look.check.cell_bytes;
}

Sample plan_sample(const Look& look) {
  Sample sample;
  std::vector<std::string> read;
  const auto take = [&](std::size_t at) {
    const warehouse::ResultColumn& column = look.found[at];
    if (std::ranges::find(read, column.name) == read.end()) read.push_back(column.name);
    const bool bounded = is_bounded(look, column);
    if (bounded) sample.bounded.push_back(sample.page.columns.size());
    sample.page.columns.push_back({column.name, bounded});
  };
  const std::vector<std::size_t> key = look.model.key_columns();
  const auto cursor = look.model.find_column(look.model.cursor_name());
  std::size_t keys_there = 0;
  for (std::size_t i = 0; i < look.model.columns.size(); ++i) {
    if (!look.at[i] || !look.readable[i]) continue;
    const std::size_t position = sample.columns.size();
    sample.columns.push_back(i);
    take(*look.at[i]);
    sample.schema.push_back({look.model.columns[i].name_in_source, look.model.columns[i].type});
    if (std::ranges::find(key, i) != key.end()) {
      sample.key.push_back(position);
      ++keys_there;
    }
    if (cursor == i) sample.cursor = position;
  }
  if (keys_there != key.size()) sample.key.clear();  // a part of a key says nothing
  if (look.tenant_at) {
    sample.tenant = sample.columns.size();
    take(*look.tenant_at);
    sample.schema.push_back({"organization", look.tenant_type});
    if (look.check.tenant) {
      sample.tenant_value = sql::tenant_value(look.tenant_type, *look.check.tenant);
    }
  }
  sample.page.from = read_statement(look, read, true);
  sample.page.cell_bytes = look.check.cell_bytes;
  sample.page.limit = std::max<std::int64_t>(look.check.sample_rows / 2, 1);
  if (sample.cursor) {
    sample.page.order = {look.found[*look.at[sample.columns[*sample.cursor]]].name};
  } else {
    sample.page.limit = look.check.sample_rows;
  }
  for (std::size_t i = 0; i < sql::flag_columns(sample.page); ++i) {
    sample.schema.push_back({fmt::format("flags {}", i), {Logical::bigint}});
  }
  return sample;
}

std::string text_of(const rows::Column& column, std::int64_t row) {
  if (column.is_null(row)) return "~";
  const std::string text = rows::value_text(column.value(row));
  return fmt::format("{}:{}", text.size(), text);
}

bool in_future(const Sample& sample, const rows::Column& cursor, std::int64_t row) {
  switch (cursor.type().logical) {
    case Logical::timestamp:
      return cursor.int64(row) > sample.now + kMinute;
    case Logical::datetime:
      return cursor.int64(row) > sample.now + kZoneSpread + kMinute;
    case Logical::date:
      return cursor.int32(row) > (sample.now + kZoneSpread) / kDay;
    default:
      return false;
  }
}

void check_key(Sample& sample, const rows::Batch& batch, std::int64_t row, Spot spot) {
  std::string key;
  for (const std::size_t column : sample.key) {
    if (batch.columns[column].is_null(row)) {
      sample.null_key.add(spot);
      return;
    }
    key += text_of(batch.columns[column], row);
  }
  const std::string at =
      sample.cursor ? text_of(batch.columns[*sample.cursor], row) : std::string();
  // The two ends may overlap: there one row is met twice, with one last-modified value.
  const auto other = sample.other_keys.find(key);
  const bool twice = other != sample.other_keys.end() && other->second != at;
  if (!sample.keys.emplace(std::move(key), at).second || twice) sample.same_key.add(spot);
}

void check_row(Sample& sample, const rows::Batch& batch, std::int64_t row, Spot spot) {
  bool cut = false;
  const std::size_t flags = sample.columns.size() + (sample.tenant ? 1 : 0);
  for (std::size_t i = flags; i < batch.columns.size(); ++i) {
    cut = cut || (!batch.columns[i].is_null(row) && batch.columns[i].int64(row) != 0);
  }
  if (cut) sample.large.add(spot);
  if (!cut && !sample.key.empty()) check_key(sample, batch, row, spot);
  if (sample.cursor && !cut) {
    const rows::Column& cursor = batch.columns[*sample.cursor];
    if (cursor.is_null(row)) {
      sample.null_cursor.add(spot);
    } else if (in_future(sample, cursor, row)) {
      sample.future.add(spot);
    }
  }
  if (sample.tenant) {
    const rows::Column& tenant = batch.columns[*sample.tenant];
    if (sample.tenant_value) {
      if (!sql::is_tenant(tenant, row, *sample.tenant_value)) sample.foreign.add(spot);
    } else if (!cut && (tenant.is_null(row) || (tenant.layout() == rows::Layout::variable &&
                                                tenant.variable(row).empty()))) {
      sample.nobody.add(spot);
    }
  }
  for (std::size_t i = 0; i < sample.columns.size(); ++i) {
    const rows::Column& column = batch.columns[i];
    if (column.is_null(row)) continue;
    const Logical logical = column.type().logical;
    if (logical == Logical::floating && !std::isfinite(column.float64(row))) {
      sample.not_finite[i].add(spot);
    } else if (logical == Logical::text &&
               column.variable(row).find('\0') != std::string_view::npos) {
      sample.nul[i].add(spot);
    }
  }
}

// One end of the window; how many rows it has.
std::int64_t read_end(Look& look, Sample& sample, bool descending) {
  sample.page.descending = descending;
  warehouse::ReadOptions options;
  options.batch_rows = 512;
  for (const std::size_t column : sample.columns) {
    options.truncate.push_back(look.model.columns[column].on_precision_loss ==
                               model::PrecisionLoss::truncate);
  }
  options.truncate.resize(sample.schema.size());
  const auto stream =
      look.source.query(sql::page(look.source.dialect(), sample.page), sample.schema, options);
  rows::Batch batch(sample.schema);
  std::vector<warehouse::CellMisfit> misfits;
  std::int64_t rows = 0;
  while (!sample.cut_short && stream->next(batch, misfits)) {
    for (const warehouse::CellMisfit& misfit : misfits) {
      if (misfit.column >= sample.columns.size()) continue;
      sample.misfits[{misfit.column, misfit.misfit}].add({descending, rows + misfit.row});
    }
    std::size_t next = 0;
    for (std::int64_t row = 0; row < batch.length; ++row) {
      bool is_misfit = false;
      for (; next < misfits.size() && misfits[next].row == row; ++next) {
        const std::size_t column = misfits[next].column;
        is_misfit = is_misfit || column == sample.cursor || column == sample.tenant ||
                    std::ranges::find(sample.key, column) != sample.key.end();
      }
      // A key that could not be read is no NULL.
      if (!is_misfit) check_row(sample, batch, row, {descending, rows + row});
    }
    rows += batch.length;
    sample.bytes += batch.bytes();
    sample.cut_short = sample.bytes > kMostBytes;
  }
  sample.rows += rows;
  return rows;
}

// What the value at the spot looks like; empty when it cannot be had.
std::string look_of(Look& look, Sample& sample, std::size_t position, Spot spot) {
  std::string shape;
  const std::size_t column =
      position < sample.columns.size() ? *look.at[sample.columns[position]] : *look.tenant_at;
  sample.page.descending = spot.descending;
  attempt(look, "WB8005", "a look at a value", [&] {
    const rows::Schema schema{{"value", {Logical::text}}, {"storage", {Logical::text}}};
    const auto stream = look.source.query(
        sql::cells_as_text(look.source.dialect(), sample.page, look.found[column].name), schema,
        {});
    rows::Batch batch(schema);
    std::vector<warehouse::CellMisfit> misfits;
    std::int64_t before = 0;
    while (stream->next(batch, misfits)) {
      const std::int64_t row = spot.row - before;
      before += batch.length;
      if (row >= batch.length) continue;
      const bool has_storage = !batch.columns[1].is_null(row);
      const std::string storage =
          has_storage ? fmt::format("{} ", batch.columns[1].variable(row)) : std::string();
      if (batch.columns[0].is_null(row)) {
        shape = storage + "bytes that are no text";
      } else {
        const std::string_view value = batch.columns[0].variable(row);
        shape = storage + (look.check.show_values ? shown_value(value) : shape_of(value));
      }
      return;
    }
  });
  return shape;
}

std::string share(const Seen& seen, std::int64_t rows) {
  return fmt::format("{} of the {} row{} looked at", seen.count, rows, rows == 1 ? "" : "s");
}

void report_misfits(Look& look, Sample& sample) {
  std::size_t shapes = 0;
  for (const auto& [what, seen] : sample.misfits) {
    const auto& [position, misfit] = what;
    const std::size_t column = sample.columns[position];
    const model::Column& wanted = look.model.columns[column];
    const std::string shape =
        shapes++ < kMostShapes ? look_of(look, sample, position, seen.first) : std::string();
    look.add(
        finding(code_of(misfit),
                fmt::format("column '{}' ({}): in {} the value {}{}{}", wanted.name_in_source,
                            rows::to_string(wanted.type), share(seen, sample.rows),
                            rows::describe(misfit), shape.empty() ? "" : "; the first is ", shape)),
        column, "data_type");
  }
}

void report_column(Look& look, const Sample& sample, std::size_t position, const Seen& seen,
                   std::string_view code, std::string_view what, std::string_view key) {
  if (seen.count == 0) return;
  const std::size_t column = sample.columns[position];
  look.add(
      finding(code, fmt::format("column '{}' {} in {}", look.model.columns[column].name_in_source,
                                what, share(seen, sample.rows))),
      column, key);
}

void report_key(Look& look, const Sample& sample) {
  const auto names = [&] {
    std::string text;
    for (const std::size_t position : sample.key) {
      text += fmt::format("{}{}", text.empty() ? "" : ", ",
                          look.model.columns[sample.columns[position]].name_in_source);
    }
    return text;
  };
  const auto add = [&](const Seen& seen, std::string_view code, std::string_view what) {
    if (seen.count == 0) return;
    ModelFinding item = finding(code, fmt::format("the primary key ({}) {} in {}", names(), what,
                                                  share(seen, sample.rows)));
    const std::size_t column = sample.columns[sample.key.front()];
    item.column = look.model.columns[column].name_in_source;
    item.pointer = look.model.primary_key.empty() ? fmt::format("/columns/{}", column)
                                                  : std::string("/primary_key");
    look.add(std::move(item));
  };
  add(sample.null_key, "WB8040", "is NULL");
  add(sample.same_key, "WB8041", "stands more than once");
}

void report_tenant(Look& look, Sample& sample) {
  const auto add = [&](const Seen& seen, std::string_view code, std::string message) {
    if (seen.count == 0) return;
    ModelFinding item = finding(code, std::move(message));
    item.column = look.model.organization_column;
    item.pointer = "/organization_column";
    look.add(std::move(item));
  };
  add(sample.foreign, "WB8063",
      fmt::format("asked for one tenant, the source answered with another's in {}",
                  share(sample.foreign, sample.rows)));
  add(sample.nobody, "WB8064",
      fmt::format("the organization column is NULL or empty in {}",
                  share(sample.nobody, sample.rows)));
}

}  // namespace

void check_sample(Look& look) {
  if (look.check.tenanted && look.check.tenant && !look.tenant_at) {
    look.report.skipped.push_back({"values",
                                   "without the organization column, whose rows they are "
                                   "cannot be told"});
    return;
  }
  Sample sample = plan_sample(look);
  if (sample.columns.empty()) {
    look.report.skipped.push_back({"values", "no column of the model can be read"});
    return;
  }
  const bool read = attempt(look, "WB8005", "reading a sample", [&] {
    sample.now = look.source.now();
    const std::int64_t first = read_end(look, sample, false);
    if (!sample.cursor || first < sample.page.limit || sample.cut_short) return;
    sample.other_keys.swap(sample.keys);
    read_end(look, sample, true);
  });
  look.report.rows = sample.rows;
  if (sample.cut_short) {
    look.report.skipped.push_back(
        {"values", fmt::format("the rows are large: after {} of them, and {} MiB, no more were "
                               "looked at",
                               sample.rows, kMostBytes >> 20)});
  }
  if (sample.large.count > 0) {
    look.report.skipped.push_back(
        {"values", fmt::format("{} have cells of more than {} bytes, which did not arrive",
                               share(sample.large, sample.rows), look.check.cell_bytes)});
  }
  if (read && sample.rows == 0) {
    look.add(finding("WB8008", look.check.tenant ? "the tenant has no rows in the window"
                                                 : "there are no rows in the window"));
  }
  report_misfits(look, sample);
  for (const auto& [position, seen] : sample.not_finite) {
    report_column(look, sample, position, seen, "WB8038", "is NaN or infinite", "data_type");
  }
  for (const auto& [position, seen] : sample.nul) {
    report_column(look, sample, position, seen, "WB8039", "holds a NUL character", "data_type");
  }
  report_key(look, sample);
  if (sample.cursor) {
    report_column(look, sample, *sample.cursor, sample.null_cursor, "WB8050", "is NULL", "");
    report_column(look, sample, *sample.cursor, sample.future, "WB8051", "lies in the future", "");
  }
  report_tenant(look, sample);
}

}  // namespace waybill::validate

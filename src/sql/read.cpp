// SELECT of a model's rows within a window, for one tenant.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"
#include "sql/derived.hpp"
#include "sql/pieces.hpp"
#include "sql/statements.hpp"
#include "sql/tenant.hpp"

namespace waybill::sql {
namespace {

using rows::Logical;

struct Condition {
  std::string text;
  std::vector<rows::Value> parameters;
};

// What the cursor must satisfy. `within`: all of it holds. `stray`: or any of these, for values
// that compare with nothing in the window (NULL, another type, garbage): they are read and
// reported, never lost. Of all these no two hold for one row at once.
struct Window {
  std::vector<Condition> within;
  std::vector<Condition> stray;
};

constexpr std::int64_t kDay = 86'400'000'000;
constexpr std::int64_t kFirstDay = -719'162;  // 0001-01-01
constexpr std::int64_t kLastDay = 2'932'896;  // 9999-12-31

std::int64_t day_of(const rows::Value& bound) {
  const std::int64_t value = std::get<std::int64_t>(bound.data);
  if (bound.type.logical == Logical::date) return value;
  return value >= 0 ? value / kDay : -((kDay - 1 - value) / kDay);
}

Condition against_day(const std::string& cursor, std::string_view comparison, std::int64_t day) {
  char buffer[40];
  const char* end = rows::format_date(buffer, static_cast<std::int32_t>(day));
  return {fmt::format("{} {} ?", cursor, comparison),
          {rows::Value::text(std::string_view(buffer, static_cast<std::size_t>(end - buffer)))}};
}

// Instants written as text, in any ISO spelling and with any offset: the date in front is within a
// day of the instant's own. Below '0-' stand NULL, numbers and text that is no year, from ':' on
// other text and blobs; neither of the two reads as a number, so that no column turns it into one.
Window text_window(const ReadSpec& spec, const std::string& cursor) {
  Window window;
  if (spec.from) {
    const std::int64_t day = day_of(*spec.from) - 1;
    if (day > kFirstDay) {
      window.within.push_back(against_day(cursor, ">=", std::min(day, kLastDay)));
      window.stray.push_back({fmt::format("{} < '0-'", cursor), {}});
    }
  }
  if (spec.until) {
    const std::int64_t day = day_of(*spec.until) + 2;
    if (day <= kLastDay) {
      window.within.push_back(against_day(cursor, "<", std::max(day, kFirstDay)));
      window.stray.push_back({fmt::format("{} >= ':'", cursor), {}});
    }
  }
  if (!window.within.empty()) window.stray.push_back({fmt::format("{} IS NULL", cursor), {}});
  return window;
}

// Numbers in a column that may hold anything: text and blobs sort from '' on.
Window number_window(const ReadSpec& spec, const std::string& cursor) {
  Window window;
  if (spec.from) window.within.push_back({fmt::format("{} >= ?", cursor), {*spec.from}});
  if (spec.until) window.within.push_back({fmt::format("{} < ?", cursor), {*spec.until}});
  if (!window.within.empty()) {
    window.within.push_back({fmt::format("{} < ''", cursor), {}});
    window.stray.push_back({fmt::format("{} IS NULL", cursor), {}});
    window.stray.push_back({fmt::format("{} >= ''", cursor), {}});
  }
  return window;
}

Window typed_window(const ReadSpec& spec, const std::string& cursor) {
  Window window;
  const auto bound = [&](std::string_view comparison, const rows::Value& value) {
    window.within.push_back(
        {fmt::format("({0} {1} ? OR {0} IS NULL)", cursor, comparison), {value}});
  };
  if (spec.from) bound(">=", *spec.from);
  if (spec.until) bound("<", *spec.until);
  return window;
}

Window window_of(const Dialect& dialect, const ReadSpec& spec) {
  if (!spec.cursor_column) return {};
  const std::string cursor = quote(dialect, *spec.cursor_column);
  if (!dialect.types_are_affinities) return typed_window(spec, cursor);
  switch (spec.cursor_type.logical) {
    case Logical::timestamp:
    case Logical::datetime:
    case Logical::date:
      return text_window(spec, cursor);
    case Logical::integer:
    case Logical::bigint:
      return number_window(spec, cursor);
    default:
      return {};  // kept as text that does not sort as its values: the reader filters
  }
}

void add(Statement& statement, std::string_view separator, const Condition& condition) {
  statement.text += separator;
  statement.text += condition.text;
  statement.parameters.insert(statement.parameters.end(), condition.parameters.begin(),
                              condition.parameters.end());
}

Condition one_of_keys(const Dialect& dialect, const ReadSpec& spec) {
  Condition any;
  for (const std::vector<rows::Value>& key : spec.keys) {
    any.text += any.text.empty() ? "((" : ") OR (";
    for (std::size_t i = 0; i < key.size(); ++i) {
      any.text +=
          fmt::format("{}{} = ?", i == 0 ? "" : " AND ", quote(dialect, spec.key_columns[i]));
      any.parameters.push_back(key[i]);
    }
  }
  any.text += "))";
  return any;
}

void add_all(Statement& statement, const std::vector<Condition>& conditions) {
  std::string_view separator = "\nWHERE ";
  for (const Condition& condition : conditions) {
    add(statement, separator, condition);
    separator = "\n  AND ";
  }
}

}  // namespace

Statement read(const Dialect& dialect, const ReadSpec& spec) {
  std::optional<Condition> tenant;
  if (spec.tenant_column) {
    const std::string column = quote(dialect, *spec.tenant_column);
    if (spec.tenant_type.logical == Logical::text) {
      const auto marks = static_cast<std::size_t>(std::ranges::count(dialect.text_is, '?'));
      tenant = Condition{fill(dialect.text_is, {{"column", column}}),
                         std::vector(marks, rows::Value::text(spec.tenant))};
    } else {
      tenant =
          Condition{fmt::format("{} = ?", column), {tenant_value(spec.tenant_type, spec.tenant)}};
    }
  }
  const std::string first =
      spec.limit && !dialect.limit_first.empty()
          ? fmt::format("{} ", fill(dialect.limit_first, {{"n", std::to_string(*spec.limit)}}))
          : "";
  const DerivedTable from = spec.query.empty() ? DerivedTable{{}, qualified(dialect, spec.table)}
                                               : derived_table(dialect, spec.query);
  const std::string select =
      fmt::format("SELECT {}{}\nFROM {}", first,
                  spec.counts ? "count(*)" : column_list(dialect, spec.columns), from.from);
  Window window = window_of(dialect, spec);
  if (!spec.keys.empty()) window = {{one_of_keys(dialect, spec)}, {}};

  Statement statement{from.before + select, {}};
  if (!spec.query.empty() && !window.stray.empty()) {
    // A query may be dear: it stands here once, and a row has to pass one condition.
    add_all(statement, tenant ? std::vector{*tenant} : std::vector<Condition>{});
    std::string_view separator = tenant ? "\n  AND ((" : "\nWHERE ((";
    for (const Condition& condition : window.within) {
      add(statement, separator, condition);
      separator = " AND ";
    }
    statement.text += ")";
    for (const Condition& stray : window.stray) add(statement, "\n   OR ", stray);
    statement.text += ")";
  } else {
    // Disjoint selects stream, each by an index of its own condition; one with OR would have to
    // remember every row it has seen, and look at all where a column is never NULL.
    const auto add_where = [&](std::vector<Condition> all) {
      if (tenant) all.insert(all.begin(), *tenant);
      add_all(statement, all);
    };
    add_where(window.within);
    for (const Condition& stray : window.stray) {
      statement.text += "\nUNION ALL\n" + select;
      add_where({stray});
    }
  }
  if (spec.limit && !dialect.limit.empty()) {
    statement.text += "\n" + fill(dialect.limit, {{"n", std::to_string(*spec.limit)}});
  }
  return statement;
}

}  // namespace waybill::sql

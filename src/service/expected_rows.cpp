#include "service/expected_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"
#include "rows/json.hpp"

namespace waybill::service {

using base::Json;
using rows::Logical;

namespace {

constexpr std::size_t kMostShown = 50;

struct KindWords {
  std::string_view kind;
  std::string_view one;
  std::string_view many;
};
constexpr KindWords kKindWords[] = {
    {"column", "column does not arrive", "columns do not arrive"},
    {"finding", "finding differs", "findings differ"},
    {"missing", "row is missing", "rows are missing"},
    {"refused", "row was refused", "rows were refused"},
    {"unexpected", "row came unexpected", "rows came unexpected"},
    {"value", "value differs", "values differ"},
};

Error refused(std::string message, std::string hint) {
  return Error(codes::bad_parameter, std::move(message)).with_hint(std::move(hint));
}

std::string without_end_zeros(std::string digits) {
  if (digits.find('.') == std::string::npos) return digits;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

// JSON in one spelling: members ordered by name, numbers by their value.
Json ordered(const Json& json) {
  if (json.is_array()) {
    Json items = Json::array();
    for (const Json& item : json.as_array()) items.push(ordered(item));
    return items;
  }
  if (json.is_number()) {
    std::string digits;
    const auto misfit = rows::canonical_decimal(json.number_text(), digits);
    return misfit == rows::Misfit::none ? Json::number(without_end_zeros(std::move(digits))) : json;
  }
  if (!json.is_object()) return json;
  std::map<std::string, const Json*> members;
  for (const Json::Member& member : json.as_object()) members[member.key] = &member.value;
  Json object = Json::object();
  for (const auto& [key, value] : members) object.set(key, ordered(*value));
  return object;
}

// Equal texts are equal values.
std::string comparable(const rows::Value& value) {
  if (value.is_null()) return "";
  std::string text;
  if (const auto* number = std::get_if<double>(&value.data); number != nullptr && *number == 0) {
    text = "0";  // -0 too
  } else if (value.type.logical == Logical::json) {
    const base::ParsedJson parsed = base::parse_json(std::get<std::string>(value.data));
    text =
        parsed.error ? std::get<std::string>(value.data) : base::write_json(ordered(parsed.value));
  } else {
    text = rows::value_text(value);
  }
  if (value.type.logical == Logical::decimal) text = without_end_zeros(std::move(text));
  return fmt::format("={}", text);
}

// One expected row: by column of the result, nullopt where it does not say it.
struct ExpectedRow {
  const Json* json = nullptr;
  std::vector<const Json*> cells;
};

std::optional<std::size_t> find_column(const rows::Schema& schema, std::string_view name) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    if (schema[i].name == name) return i;
    if (!base::ascii_iequals(schema[i].name, name)) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

// What an expected cell is compared by; nullopt: no value of the column's type is like that.
std::optional<std::string> comparable(const rows::Type& type, const Json& cell) {
  const auto value = rows::value_as_written(type, cell);
  return value ? std::optional(comparable(*value)) : std::nullopt;
}

class Comparison {
 public:
  Comparison(const Arrived& arrived, Differences& differences)
      : schema_(arrived.schema), arrived_(arrived), differences_(differences) {}

  void run(const Json& expected) {
    for (const Json& row : expected.as_array()) read(row);
    const bool keyed =
        !arrived_.key.empty() && std::ranges::all_of(expected_, [&](const auto& row) {
          return std::ranges::all_of(arrived_.key, [&](std::size_t column) {
            return row.cells[column] != nullptr && !row.cells[column]->is_null();
          });
        });
    keyed ? by_key() : whole();
  }

 private:
  void read(const Json& row) {
    if (!row.is_object()) {
      throw refused("expect: a row is no object", "write [{\"column\": value}]");
    }
    ExpectedRow& read = expected_.emplace_back(
        ExpectedRow{&row, std::vector<const Json*>(schema_.size(), nullptr)});
    for (const Json::Member& member : row.as_object()) {
      const auto column = find_column(schema_, member.key);
      if (column) {
        read.cells[*column] = &member.value;
      } else if (unknown_.insert(member.key).second) {
        const std::vector<std::string> names = rows::names_of(schema_);
        differences_.add({"column", nullptr, member.key, member.key, base::join(names, ", ")});
      }
    }
  }

  template <class Use>
  void each_arrived(Use&& use) {
    for (const rows::Batch& batch : arrived_.batches) {
      for (std::int64_t row = 0; row < batch.length; ++row) use(batch, row);
    }
  }

  std::string cell_text(const rows::Batch& batch, std::int64_t row, std::size_t column) const {
    return comparable(batch.columns[column].value(row));
  }

  Json row_json(const rows::Batch& batch, std::int64_t row) const {
    Json json = Json::object();
    for (std::size_t i = 0; i < schema_.size(); ++i) {
      json.set(schema_[i].name, rows::cell_json(batch.columns[i], row));
    }
    return json;
  }

  static std::string joined(const std::vector<std::string>& cells) {
    std::string text;
    for (const std::string& cell : cells) text += fmt::format("{}:{}", cell.size(), cell);
    return text;
  }

  void by_key() {
    std::unordered_map<std::string, std::size_t> wanted;
    for (std::size_t i = 0; i < expected_.size(); ++i) {
      std::vector<std::string> key;
      for (const std::size_t column : arrived_.key) {
        const Json& cell = *expected_[i].cells[column];
        // What is no value of the type is no row's key.
        key.push_back(comparable(schema_[column].type, cell)
                          .value_or(fmt::format("?{}", base::write_json(cell))));
      }
      if (!wanted.emplace(joined(key), i).second) {
        throw refused(
            fmt::format("expect: two rows have the key {}", base::write_json(key_of(expected_[i]))),
            "a run refuses both: expect_findings [\"WB8511\"] tests that");
      }
    }
    std::vector<bool> came(expected_.size());
    each_arrived([&](const rows::Batch& batch, std::int64_t row) {
      std::vector<std::string> key;
      for (const std::size_t column : arrived_.key) key.push_back(cell_text(batch, row, column));
      const auto found = wanted.find(joined(key));
      if (found == wanted.end()) {
        const Json json = row_json(batch, row);
        differences_.add({"unexpected", json, "", nullptr, json});
        return;
      }
      came[found->second] = true;
      compare(expected_[found->second], batch, row);
    });
    for (std::size_t i = 0; i < expected_.size(); ++i) {
      if (came[i]) continue;
      differences_.add({"missing", key_of(expected_[i]), "", *expected_[i].json, nullptr});
    }
  }

  Json key_of(const ExpectedRow& row) const {
    Json key = Json::object();
    for (const std::size_t column : arrived_.key) {
      key.set(schema_[column].name, *row.cells[column]);
    }
    return key;
  }

  void compare(const ExpectedRow& row, const rows::Batch& batch, std::int64_t at) {
    for (std::size_t i = 0; i < schema_.size(); ++i) {
      if (row.cells[i] == nullptr) continue;
      const auto wanted = comparable(schema_[i].type, *row.cells[i]);
      if (wanted == cell_text(batch, at, i)) continue;
      differences_.add({"value", key_of(row), schema_[i].name, *row.cells[i],
                        rows::cell_json(batch.columns[i], at)});
    }
  }

  void whole() {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < schema_.size(); ++i) {
      const auto says = [&](const ExpectedRow& row) { return row.cells[i] != nullptr; };
      if (std::ranges::any_of(expected_, says)) columns.push_back(i);
      if (std::ranges::any_of(expected_, says) && !std::ranges::all_of(expected_, says)) {
        throw refused(
            fmt::format("expect: some rows say the column '{}' and some do not", schema_[i].name),
            arrived_.key.empty() ? "rows without a key are compared whole: say it in all or none"
                                 : "say the key in every row, or the same columns in all");
      }
    }
    std::unordered_map<std::string, std::vector<std::size_t>> wanted;
    for (std::size_t at = expected_.size(); at-- > 0;) {  // the first one is taken first
      std::vector<std::string> cells;
      for (const std::size_t column : columns) {
        const Json& cell = *expected_[at].cells[column];
        cells.push_back(comparable(schema_[column].type, cell)
                            .value_or(fmt::format("?{}", base::write_json(cell))));
      }
      wanted[joined(cells)].push_back(at);
    }
    each_arrived([&](const rows::Batch& batch, std::int64_t row) {
      std::vector<std::string> cells;
      for (const std::size_t column : columns) cells.push_back(cell_text(batch, row, column));
      const auto found = wanted.find(joined(cells));
      if (found == wanted.end() || found->second.empty()) {
        const Json json = row_json(batch, row);
        differences_.add({"unexpected", json, "", nullptr, json});
      } else {
        found->second.pop_back();
      }
    });
    std::vector<std::size_t> left;
    for (const auto& [text, rows] : wanted) std::ranges::copy(rows, std::back_inserter(left));
    std::ranges::sort(left);
    for (const std::size_t at : left) {
      differences_.add({"missing", *expected_[at].json, "", *expected_[at].json, nullptr});
    }
  }

  const rows::Schema& schema_;
  const Arrived& arrived_;
  Differences& differences_;
  std::vector<ExpectedRow> expected_;
  std::set<std::string> unknown_;
};

}  // namespace

Json to_json(const Difference& difference) {
  return Json::object(
      {{"kind", difference.kind},
       {"row", difference.row},
       {"column", difference.column.empty() ? Json(nullptr) : Json(difference.column)},
       {"expected", difference.expected},
       {"got", difference.got}});
}

void Differences::add(Difference difference) {
  ++count_;
  const auto known =
      std::ranges::find(kinds_, difference.kind, [](const auto& kind) { return kind.first; });
  if (known == kinds_.end()) {
    kinds_.emplace_back(difference.kind, 1);
  } else {
    ++known->second;
  }
  if (shown_.size() < kMostShown) shown_.push_back(std::move(difference));
}

std::string Differences::summary() const {
  std::vector<std::string> parts;
  for (const auto& [kind, count] : kinds_) {
    for (const KindWords& words : kKindWords) {
      if (words.kind == kind) {
        parts.push_back(fmt::format("{} {}", count, count == 1 ? words.one : words.many));
      }
    }
  }
  return base::join(parts, ", ");
}

std::vector<Json> take_repeated_keys(Arrived& arrived) {
  std::vector<Json> repeated;
  if (arrived.key.empty()) return repeated;
  std::unordered_map<std::string, std::int64_t> times;
  const auto key_text = [&](const rows::Batch& batch, std::int64_t row) {
    std::string text;
    for (const std::size_t column : arrived.key) {
      const std::string cell = comparable(batch.columns[column].value(row));
      text += fmt::format("{}:{}", cell.size(), cell);
    }
    return text;
  };
  for (const rows::Batch& batch : arrived.batches) {
    for (std::int64_t row = 0; row < batch.length; ++row) ++times[key_text(batch, row)];
  }
  for (rows::Batch& batch : arrived.batches) {
    std::vector<std::uint8_t> keep(static_cast<std::size_t>(batch.length), 1);
    for (std::int64_t row = 0; row < batch.length; ++row) {
      if (times[key_text(batch, row)] == 1) continue;
      keep[static_cast<std::size_t>(row)] = 0;
      Json& key = repeated.emplace_back(Json::object());
      for (const std::size_t column : arrived.key) {
        key.set(arrived.schema[column].name, rows::cell_json(batch.columns[column], row));
      }
    }
    batch.retain(keep);
  }
  return repeated;
}

void compare_rows(const Arrived& arrived, const Json& expected, Differences& differences) {
  if (!expected.is_array()) {
    throw refused("expect is no list of rows", "write [{\"column\": value}]");
  }
  Comparison(arrived, differences).run(expected);
}

}  // namespace waybill::service

#include "rows_of_every_type.hpp"

#include <array>
#include <limits>
#include <stdexcept>

#include "base/json.hpp"
#include "base/text.hpp"

namespace waybill::tests {
namespace {

using rows::Logical;

constexpr std::int64_t kDay = 86'400'000'000;
constexpr std::int64_t kFirst = -62'135'596'800'000'000;  // 0001-01-01
constexpr std::int64_t kLast = 253'402'300'799'999'999;   // 9999-12-31T23:59:59.999999

// The text that a reader must find, written down here and not by the library.
struct Cell {
  Logical logical;
  const char* low;
  const char* high;
};
constexpr auto kCells = std::to_array<Cell>({
    {Logical::boolean, "false", "true"},
    {Logical::integer, "-2147483648", "2147483647"},
    {Logical::bigint, "-9223372036854775808", "9223372036854775807"},
    {Logical::date, "0001-01-01", "9999-12-31"},
    {Logical::time, "00:00:00.000000", "23:59:59.999999"},
    {Logical::timestamp, "0001-01-01T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z"},
    {Logical::datetime, "0001-01-01T00:00:00.000000", "9999-12-31T23:59:59.999999"},
    {Logical::json, "{\"a\":[1,null]}", "\"\\u0000,\""},
    {Logical::uuid, "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"},
    {Logical::bytes, "", "AP8iLAo="},
    {Logical::floating, "-1.7976931348623157e+308", "NaN"},
});
constexpr std::string_view kBytes{"\0\xFF\",\n", 5};

const Cell& cell(Logical logical) {
  for (const Cell& each : kCells) {
    if (each.logical == logical) return each;
  }
  throw std::logic_error("no cell of this type");
}

void append_extreme(rows::Column& column, bool high) {
  using Int64 = std::numeric_limits<std::int64_t>;
  using Int32 = std::numeric_limits<std::int32_t>;
  std::array<std::uint8_t, 16> id{};
  switch (column.type().logical) {
    case Logical::boolean:
      return column.append_bit(high);
    case Logical::integer:
      return column.append_int32(high ? Int32::max() : Int32::min());
    case Logical::bigint:
      return column.append_int64(high ? Int64::max() : Int64::min());
    case Logical::date:
      return column.append_int32(
          static_cast<std::int32_t>(high ? (kLast + 1) / kDay - 1 : kFirst / kDay));
    case Logical::time:
      return column.append_int64(high ? kDay - 1 : 0);
    case Logical::timestamp:
    case Logical::datetime:
      return column.append_int64(high ? kLast : kFirst);
    case Logical::uuid:
      id.fill(high ? 0xFF : 0);
      return column.append_fixed16(id.data());
    case Logical::bytes:
      return column.append_variable(high ? kBytes : "");
    case Logical::floating:
      return column.append_float64(high ? std::numeric_limits<double>::quiet_NaN()
                                        : std::numeric_limits<double>::lowest());
    case Logical::json:
      return column.append_variable(high ? cell(Logical::json).high : cell(Logical::json).low);
    default:
      throw std::logic_error("appended by name");
  }
}

const std::vector<std::string> kTexts{"",
                                      " ",
                                      "a,b",
                                      "\"",
                                      "\"\"",
                                      "a\r\nb",
                                      "\n",
                                      "NULL",
                                      "\\N",
                                      "\xF0\x9F\x98\x80 \xC3\xA9",
                                      std::string("a\0b", 3),
                                      "=1+1",
                                      "'; DROP TABLE t; --",
                                      "\t",
                                      "\\",
                                      "{\"a\":1}",
                                      std::string(70'000, 'x')};

}  // namespace

rows::Schema schema_of_every_type() {
  rows::Schema schema{{"id", {Logical::bigint}, false}, {"a text, \"quoted\"", {Logical::text}}};
  for (const Cell& each : kCells) {
    schema.push_back({std::string(rows::name_of(each.logical)), {each.logical}});
  }
  schema.push_back({"amount", {Logical::decimal, 38, 9}});
  schema.push_back({"wide", {Logical::decimal, 76, 0}});
  schema.push_back({"plain", {Logical::decimal}});
  return schema;
}

rows::Batch rows_of_every_type(std::int64_t first) {
  rows::Batch batch(schema_of_every_type());
  for (std::size_t i = 0; i < kTexts.size() + 1; ++i) {
    const bool all_null = i == kTexts.size();
    for (std::size_t c = 0; c < batch.columns.size(); ++c) {
      rows::Column& column = batch.columns[c];
      const Logical logical = column.type().logical;
      if (c == 0) {
        column.append_int64(first + static_cast<std::int64_t>(i));
      } else if (all_null) {
        column.append_null();
      } else if (logical == Logical::text) {
        column.append_variable(kTexts[i]);
      } else if (logical == Logical::decimal) {
        rows::Decimal256 value{};
        const std::string digits(static_cast<std::size_t>(column.type().precision), '9');
        if (column.type().precision == 0) {
          column.append_variable(i % 2 == 0 ? "-0.5" : "123456789012345678901234567890.1");
          continue;
        }
        const std::string text = column.type().scale == 0
                                     ? (i % 2 == 0 ? "-" : "") + digits
                                     : std::string(i % 2 == 0 ? "-0.000000001" : "0.500000000");
        rows::parse_decimal(text, column.type().precision, column.type().scale, value);
        column.append_decimal(value);
      } else {
        append_extreme(column, i % 2 == 1);
      }
    }
    ++batch.length;
  }
  return batch;
}

std::vector<Row> wanted(const rows::Batch& batch, sink::Operation operation) {
  std::vector<Row> all;
  for (std::int64_t i = 0; i < batch.length; ++i) {
    Row row{{"", std::string(to_string(operation))}};
    for (std::size_t c = 0; c < batch.columns.size(); ++c) {
      const rows::Column& column = batch.columns[c];
      std::optional<std::string>& text = row[batch.schema[c].name];
      if (column.is_null(i)) continue;
      const Logical logical = column.type().logical;
      const bool high = i % 2 == 1;
      if (c == 0) {
        text = std::to_string(column.int64(i));
      } else if (logical == Logical::text) {
        text = std::string(column.variable(i));
      } else if (logical != Logical::decimal) {
        text = high ? cell(logical).high : cell(logical).low;
      } else if (column.type().precision == 0) {
        text = high ? "123456789012345678901234567890.1" : "-0.5";
      } else if (column.type().scale == 0) {
        text = (high ? "" : "-") + std::string(76, '9');
      } else {
        text = high ? "0.500000000" : "-0.000000001";
      }
    }
    all.push_back(std::move(row));
  }
  return all;
}

rows::Batch keys_alone(const std::vector<std::int64_t>& ids) {
  rows::Batch batch({{"id", {Logical::bigint}, false}});
  for (const std::int64_t id : ids) batch.columns[0].append_int64(id);
  batch.length = static_cast<std::int64_t>(ids.size());
  return batch;
}

rows::Schema schema_of_texts() {
  return {{"id", {Logical::bigint}, false}, {"value", {Logical::text}}};
}

rows::Batch texts(std::int64_t first, const std::vector<std::optional<std::string>>& values) {
  rows::Batch batch(schema_of_texts());
  for (const auto& value : values) {
    batch.columns[0].append_int64(first++);
    if (value) {
      batch.columns[1].append_variable(*value);
    } else {
      batch.columns[1].append_null();
    }
    ++batch.length;
  }
  return batch;
}

std::vector<Row> read_csv(const std::string& content, const std::string& null_text) {
  struct Field {
    std::string text;
    bool quoted = false;
  };
  std::vector<std::vector<Field>> records;
  for (std::size_t at = 0; at < content.size();) {
    auto& record = records.emplace_back();
    for (;;) {
      Field field;
      if (content[at] == '"') {
        field.quoted = true;
        for (++at;; ++at) {
          if (at >= content.size()) throw std::runtime_error("a quoted field does not end");
          if (content[at] == '"' && content[at + 1] != '"') break;
          if (content[at] == '"') ++at;
          field.text += content[at];
        }
        ++at;
      } else {
        while (at < content.size() && content[at] != ',' && content[at] != '\r') {
          if (content[at] == '"' || content[at] == '\n') throw std::runtime_error("not quoted");
          field.text += content[at++];
        }
      }
      record.push_back(field);
      if (at < content.size() && content[at] == ',') {
        ++at;
        continue;
      }
      if (content.compare(at, 2, "\r\n") != 0) throw std::runtime_error("no end of a record");
      at += 2;
      break;
    }
  }
  if (records.empty()) throw std::runtime_error("no line of names");
  std::vector<Row> rows;
  for (std::size_t i = 1; i < records.size(); ++i) {
    if (records[i].size() != records[0].size()) throw std::runtime_error("fields differ in number");
    Row& row = rows.emplace_back();
    for (std::size_t c = 0; c < records[i].size(); ++c) {
      const Field& field = records[i][c];
      const bool null = !field.quoted && field.text == null_text;
      const std::string& name = records[0][c].text;
      row[name == "_waybill_operation" ? "" : name] =
          null ? std::nullopt : std::optional(field.text);
    }
  }
  return rows;
}

std::vector<Row> read_jsonl(const std::string& content) {
  if (!content.empty() && content.back() != '\n') throw std::runtime_error("half a line");
  std::vector<Row> rows;
  for (const std::string_view line : base::split(content, '\n')) {
    if (line.empty()) continue;
    const base::Json object = base::parse_json_or_throw(line, "a line");
    Row& row = rows.emplace_back();
    for (const base::Json::Member& member : object.as_object()) {
      const base::Json& value = member.value;
      std::optional<std::string>& text = row[member.key == "_waybill_operation" ? "" : member.key];
      if (value.is_string()) text = value.as_string();
      if (value.is_number()) text = value.number_text();
      if (value.is_bool()) text = value.as_bool() ? "true" : "false";
    }
  }
  return rows;
}

}  // namespace waybill::tests

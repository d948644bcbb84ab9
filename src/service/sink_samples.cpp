#include "service/sink_samples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/error.hpp"
#include "rows/json.hpp"

namespace waybill::service {
namespace {

using rows::Logical;
using rows::Value;

constexpr std::int64_t kDay = 86'400'000'000;
constexpr std::int64_t kFirstInstant = -62'135'596'800'000'000;  // 0001-01-01T00:00:00
constexpr std::int64_t kLastInstant = 253'402'300'799'999'999;   // 9999-12-31T23:59:59.999999
constexpr std::size_t kLongText = 70'000;

// What a row holds: each column an extreme of its type, or nothing.
enum class Kind { plain, low, high, unicode, longest, null };
static_assert(static_cast<std::int64_t>(Kind::null) + 1 == kKindsOfRows);

std::string digits_of(const rows::Type& type, Kind kind) {
  if (type.precision == 0) return kind == Kind::low ? "-0.5" : "123456789012345678901234567890.1";
  const auto whole = static_cast<std::size_t>(type.precision - type.scale);
  std::string text = kind == Kind::low ? "-" : "";
  text += whole == 0 ? std::string("0") : std::string(whole, '9');
  if (type.scale > 0) text += "." + std::string(static_cast<std::size_t>(type.scale), '9');
  return text;
}

std::string text_of(Kind kind) {
  switch (kind) {
    case Kind::low:
      return "";
    case Kind::high:
      return "a \"quoted\", 'text'; with\ta tab,\r\ntwo lines, a \\ and a %s";
    case Kind::unicode:
      return "\u00c9t\u00e9 \u65e5\u672c\u8a9e \U0001F600 \u202etext e\u0301";
    case Kind::longest:
      return std::string(kLongText, 'x');
    default:
      return "text";
  }
}

Value value_of(const rows::Type& type, Kind kind) {
  using Int32 = std::numeric_limits<std::int32_t>;
  using Int64 = std::numeric_limits<std::int64_t>;
  const bool low = kind == Kind::low;
  const bool high = kind == Kind::high;
  const auto number = [&](std::int64_t least, std::int64_t most, std::int64_t plain) {
    return Value{type, low ? least : high ? most : plain};
  };
  switch (type.logical) {
    case Logical::boolean:
      return number(0, 1, 1);
    case Logical::integer:
      return number(Int32::min(), Int32::max(), 42);
    case Logical::bigint:
      return number(Int64::min(), Int64::max(), 42);
    case Logical::date:
      return number(kFirstInstant / kDay, kLastInstant / kDay, 20'000);
    case Logical::time:
      return number(0, kDay - 1, kDay / 2);
    case Logical::timestamp:
    case Logical::datetime:
      return number(kFirstInstant, kLastInstant, 20'000 * kDay + 1);
    case Logical::floating:
      return {type, low ? std::numeric_limits<double>::lowest() : high ? 1e-300 : 0.5};
    case Logical::decimal:
      return {type, digits_of(type, kind)};
    case Logical::text:
      return {type, text_of(kind)};
    case Logical::bytes:
      return {type, low ? std::string() : std::string("\0\xFF\n\"", 4)};
    case Logical::json:
      return {type, low ? std::string("null") : std::string(R"({"a":[1,null,"\u00e9"]})")};
    case Logical::uuid:
      return {type, std::string(high ? "ffffffff-ffff-ffff-ffff-ffffffffffff"
                                     : "00000000-0000-4000-8000-000000000000")};
  }
  return Value::null(type);
}

Value key_of(const rows::Type& type, std::int64_t number) {
  switch (type.logical) {
    case Logical::text:
      return {type, fmt::format("waybill-check-{}", number)};
    case Logical::bytes:
    case Logical::json:
    case Logical::decimal:
      return {type, fmt::format("{}", number)};
    case Logical::uuid:
      return {type, fmt::format("00000000-0000-4000-8000-{:012x}", number)};
    case Logical::floating:
      return {type, static_cast<double>(number)};
    case Logical::boolean:
      return {type, number % 2};
    default:
      return {type, number};
  }
}

bool identifies(const rows::Type& type) {
  return type.logical != Logical::floating && type.logical != Logical::json &&
         type.logical != Logical::boolean;
}

rows::Schema every_type() {
  rows::Schema schema{{"id", {Logical::bigint}, false}};
  for (int i = 0; i < rows::kLogicalCount; ++i) {
    const auto logical = static_cast<Logical>(i);
    schema.push_back({fmt::format("a_{}", rows::name_of(logical)), {logical}});
  }
  schema.push_back({"a_price", {Logical::decimal, 38, 9}});
  schema.push_back({"a_wide_number", {Logical::decimal, 76, 0}});
  return schema;
}

}  // namespace

SampleShape sample_shape(const sink::DescribedObject& object) {
  SampleShape shape;
  if (object.fields.empty()) {
    shape.schema = every_type();
    return shape;
  }
  for (const sink::DescribedField& field : object.fields) {
    const rows::Type type = field.types.empty() ? rows::Type{Logical::text} : field.types.front();
    shape.schema.push_back({field.name, type, !field.required});
  }
  // What is required identifies rows more often than what is not.
  const auto better = [](const rows::Field& field) {
    return !field.nullable && identifies(field.type);
  };
  auto key = std::ranges::find_if(shape.schema, better);
  if (key == shape.schema.end()) {
    key = std::ranges::find_if(shape.schema, identifies, &rows::Field::type);
  }
  if (key == shape.schema.end()) key = shape.schema.begin();
  key->nullable = false;
  shape.key = static_cast<std::size_t>(key - shape.schema.begin());
  return shape;
}

rows::Batch made_up(const SampleShape& shape, std::int64_t first, std::int64_t count) {
  rows::Batch batch(shape.schema);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto kind = static_cast<Kind>(i % kKindsOfRows);
    for (std::size_t c = 0; c < batch.columns.size(); ++c) {
      const rows::Field& field = shape.schema[c];
      if (c == shape.key) {
        batch.columns[c].append(key_of(field.type, first + i));
      } else if (kind == Kind::null && field.nullable) {
        batch.columns[c].append_null();
      } else {
        batch.columns[c].append(value_of(field.type, kind));
      }
    }
    ++batch.length;
  }
  return batch;
}

rows::Batch given(const SampleShape& shape, const std::vector<base::Json>& rows) {
  rows::Batch batch(shape.schema);
  const auto wrong = [](std::size_t row, std::string_view field, std::string_view what) {
    return Error(codes::bad_parameter, fmt::format("row {}: field '{}' {}", row, field, what))
        .with_hint("write it as `waybill preview --json` shows such a value")
        .with_path(base::pointer_join(fmt::format("/rows/{}", row), field));
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const base::Json row =
        rows[i].is_string() ? base::parse_json_or_throw(rows[i].as_string(), "a row") : rows[i];
    if (!row.is_object()) throw wrong(i, "", "is no object");
    for (const base::Json::Member& member : row.as_object()) {
      const auto known = std::ranges::find(shape.schema, member.key, &rows::Field::name);
      if (known == shape.schema.end()) throw wrong(i, member.key, "is none of the object's");
    }
    for (std::size_t c = 0; c < batch.columns.size(); ++c) {
      const rows::Field& field = shape.schema[c];
      const base::Json* json = row.find(field.name);
      if (json == nullptr || json->is_null()) {
        if (!field.nullable) throw wrong(i, field.name, "is required");
        batch.columns[c].append_null();
        continue;
      }
      auto value = rows::any_value_from_json(field.type, *json);
      // A large number may be written as one, too.
      if (!value && json->is_number()) {
        value = rows::any_value_from_json(field.type, base::Json(json->number_text()));
      }
      if (!value) throw wrong(i, field.name, "is not of its type, " + rows::to_string(field.type));
      batch.columns[c].append(*value);
    }
    ++batch.length;
  }
  return batch;
}

rows::Batch keys_of(const SampleShape& shape, const rows::Batch& batch) {
  rows::Batch keys({shape.schema[shape.key]});
  for (std::int64_t row = 0; row < batch.length; ++row) {
    keys.columns[0].append_from(batch.columns[shape.key], row);
  }
  keys.length = batch.length;
  return keys;
}

}  // namespace waybill::service

#include "sink/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <span>

#include "base/error.hpp"
#include "base/text.hpp"

namespace waybill::sink {
namespace {

using base::Json;

constexpr auto kModes =
    std::to_array<std::string_view>({"delete", "insert", "mirror", "update", "upsert"});
constexpr std::string_view kMirror = "mirror";
constexpr std::string_view kDelete = "delete";
constexpr std::string_view kUpsert = "upsert";
constexpr std::int64_t kMostBatchRows = 1'000'000;

// Reads one description, and knows whose it is.
class Reader {
 public:
  explicit Reader(std::string_view sink) : sink_(sink) {}

  Description read(const Json& json) const {
    check_members(json, "", {"batch_rows", "modes", "objects", "rate_limit"});
    Description description;
    description.modes = modes(json, "");
    if (const Json* objects = json.find("objects")) {
      for (const Json& object : array(*objects, "/objects")) {
        description.objects.push_back(
            read_object(object, fmt::format("/objects/{}", description.objects.size())));
      }
      check_names(description.objects, "/objects");
    }
    if (const Json* rows = json.find("batch_rows")) {
      const auto number = rows->as_int64();
      if (!number || *number < 1 || *number > kMostBatchRows) {
        throw wrong("/batch_rows", fmt::format("no number of rows from 1 to {}", kMostBatchRows));
      }
      description.batch_rows = *number;
    }
    if (const Json* limit = json.find("rate_limit")) {
      check_members(*limit, "/rate_limit", {"requests_per_second", "rows_per_second"});
      description.requests_per_second = rate(*limit, "requests_per_second");
      description.rows_per_second = rate(*limit, "rows_per_second");
    }
    return description;
  }

 private:
  Error wrong(std::string path, std::string_view what) const {
    return Error(codes::bad_parameter, fmt::format("the description of sink '{}': {} is {}", sink_,
                                                   path.empty() ? "it" : path.substr(1), what))
        .with_hint("correct what the host program registers the sink with")
        .with_path(std::move(path));
  }

  void check_members(const Json& json, const std::string& path,
                     std::initializer_list<std::string_view> known) const {
    if (!json.is_object()) throw wrong(path, "no object");
    const std::span<const std::string_view> keys(known.begin(), known.size());
    if (const Json::Member* const member = base::unknown_member(json, keys)) {
      const auto nearest = base::nearest(member->key, keys);
      throw wrong(base::pointer_join(path, member->key),
                  nearest ? fmt::format("no key it may have; \"{}\" is one", *nearest)
                          : std::string("no key it may have"));
    }
  }

  const std::vector<Json>& array(const Json& json, const std::string& path) const {
    if (!json.is_array()) throw wrong(path, "no array");
    return json.as_array();
  }

  std::string name(const Json& json, const std::string& path) const {
    const Json* text = json.find("name");
    if (text == nullptr || !text->is_string() || text->as_string().empty() ||
        base::has_control(text->as_string())) {
      throw wrong(path + "/name", "no name");
    }
    return text->as_string();
  }

  std::vector<std::string> modes(const Json& json, const std::string& path) const {
    std::vector<std::string> modes;
    const Json* list = json.find("modes");
    if (list == nullptr) return modes;
    for (const Json& mode : array(*list, path + "/modes")) {
      if (!mode.is_string() || std::ranges::find(kModes, mode.as_string()) == kModes.end()) {
        throw wrong(path + "/modes", "no list of upsert, insert, update, delete and mirror");
      }
      modes.push_back(mode.as_string());
    }
    if (modes.empty()) throw wrong(path + "/modes", "empty");
    return modes;
  }

  DescribedObject read_object(const Json& json, const std::string& path) const {
    check_members(json, path, {"fields", "modes", "name"});
    DescribedObject object;
    object.name = name(json, path);
    object.modes = modes(json, path);
    if (const Json* fields = json.find("fields")) {
      for (const Json& field : array(*fields, path + "/fields")) {
        object.fields.push_back(
            read_field(field, fmt::format("{}/fields/{}", path, object.fields.size())));
      }
      check_names(object.fields, path + "/fields");
    }
    return object;
  }

  DescribedField read_field(const Json& json, const std::string& path) const {
    check_members(json, path, {"name", "required", "type"});
    DescribedField field;
    field.name = name(json, path);
    if (const Json* required = json.find("required")) {
      if (!required->is_bool()) throw wrong(path + "/required", "neither true nor false");
      field.required = required->as_bool();
    }
    if (const Json* type = json.find("type")) {
      if (type->is_array()) {
        for (const Json& each : type->as_array()) field.types.push_back(read_type(each, path));
      } else {
        field.types.push_back(read_type(*type, path));
      }
    }
    return field;
  }

  rows::Type read_type(const Json& json, const std::string& path) const {
    const rows::ParsedType parsed =
        json.is_string() ? rows::parse_type(json.as_string())
                         : rows::ParsedType{{}, rows::TypeProblem::unknown, "not a text"};
    if (parsed.problem) {
      throw wrong(path + "/type", "no type that a column of a model may have, or a list of them");
    }
    return parsed.type;
  }

  template <class Named>
  void check_names(const std::vector<Named>& all, const std::string& path) const {
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        if (all[k].name == all[i].name) {
          throw wrong(fmt::format("{}/{}/name", path, i), "the name of another");
        }
      }
    }
  }

  double rate(const Json& limit, std::string_view key) const {
    const Json* value = limit.find(key);
    if (value == nullptr) return 0;
    const std::optional<double> number = value->is_number() ? value->as_double() : std::nullopt;
    if (!number || !std::isfinite(*number) || *number <= 0) {
      throw wrong(fmt::format("/rate_limit/{}", key), "no number above zero");
    }
    return *number;
  }

  std::string_view sink_;
};

template <class Named>
std::vector<std::string> names_of(const std::vector<Named>& all) {
  std::vector<std::string> names;
  for (const Named& each : all) names.push_back(each.name);
  return names;
}

std::string there_is(const std::vector<std::string>& names, std::string_view wanted) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  if (const auto nearest = base::nearest(wanted, views)) {
    return fmt::format("did you mean '{}'?", *nearest);
  }
  return fmt::format("there is {}", base::join(names, ", "));
}

Error mismatch(std::string_view sink, const Target& target, std::string what, std::string hint) {
  return Error(codes::sink_mismatch,
               fmt::format("sink '{}', object '{}': {}", sink, target.object, what))
      .with_hint(std::move(hint));
}

bool has(const std::vector<std::string>& modes, std::string_view mode) {
  return std::ranges::find(modes, mode) != modes.end();
}

void check_mode(std::string_view sink, const std::vector<std::string>& modes,
                const Target& target) {
  if (modes.empty()) return;
  const bool mirrors = has(modes, kMirror) || (has(modes, kUpsert) && has(modes, kDelete));
  const bool takes_mode = target.mode == kMirror ? mirrors : has(modes, target.mode);
  if (!takes_mode) {
    throw mismatch(sink, target, fmt::format("it takes no syncs of mode {}", target.mode),
                   fmt::format("set mode to one of {}", base::join(modes, ", ")));
  }
  if (target.deletes && !has(modes, kDelete) && !mirrors) {
    throw mismatch(sink, target, "it takes no deletes, and the model marks deleted rows",
                   "take soft_delete_column out of the model, or leave such rows out of its query");
  }
}

std::string words(const std::vector<rows::Type>& types) {
  std::vector<std::string> texts;
  for (const rows::Type& type : types) texts.push_back(rows::to_string(type));
  return base::join(texts, " or ");
}

}  // namespace

Description read_description(std::string_view sink, const Json& json) {
  return Reader(sink).read(json);
}

bool takes(const rows::Type& taken, const rows::Type& sent) {
  if (taken.logical != sent.logical) return false;
  if (taken.logical != rows::Logical::decimal || taken.precision == 0) return true;
  return sent.precision != 0 && sent.scale <= taken.scale &&
         sent.precision - sent.scale <= taken.precision - taken.scale;
}

const DescribedObject& object_of(std::string_view sink, const Description& description,
                                 std::string_view name) {
  static const DescribedObject kAny;
  if (description.objects.empty()) return kAny;
  const auto found = std::ranges::find(description.objects, name, &DescribedObject::name);
  if (found != description.objects.end()) return *found;
  throw Error(codes::sink_mismatch, fmt::format("sink '{}' has no object '{}'", sink, name))
      .with_hint(there_is(names_of(description.objects), name))
      .with_path("/object");
}

void check_target(std::string_view sink, const Description& description, const Target& target) {
  const DescribedObject& object = object_of(sink, description, target.object);
  check_mode(sink, object.modes.empty() ? description.modes : object.modes, target);
  if (object.fields.empty()) return;
  for (const rows::Field& sent : target.schema) {
    const auto field = std::ranges::find(object.fields, sent.name, &DescribedField::name);
    if (field == object.fields.end()) {
      throw mismatch(
          sink, target, fmt::format("it has no field '{}'", sent.name),
          fmt::format("correct the mapping: {}", there_is(names_of(object.fields), sent.name)));
    }
    const bool fits =
        field->types.empty() || std::ranges::any_of(field->types, [&](const rows::Type& type) {
          return takes(type, sent.type);
        });
    if (!fits) {
      throw mismatch(sink, target,
                     fmt::format("field '{}' is {}, and the sync sends {}", sent.name,
                                 words(field->types), rows::to_string(sent.type)),
                     fmt::format("declare the model's column as {}", words(field->types)));
    }
  }
  if (target.mode == kDelete) return;
  for (const DescribedField& field : object.fields) {
    if (!field.required ||
        std::ranges::find(target.schema, field.name, &rows::Field::name) != target.schema.end()) {
      continue;
    }
    throw mismatch(sink, target,
                   fmt::format("its field '{}' is required, and is not sent", field.name),
                   fmt::format("map a column or a value to '{}'", field.name));
  }
}

}  // namespace waybill::sink

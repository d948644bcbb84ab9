#include "service/given_document.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "service/config_files.hpp"

namespace waybill::service {

using base::Json;
using model::Kind;

namespace {

// The only member of an object, when its key says a kind.
const Json::Member* wrapped(const Json& json) {
  if (!json.is_object() || json.as_object().size() != 1) return nullptr;
  const Json::Member& only = json.as_object().front();
  return model::parse_kind(only.key) ? &only : nullptr;
}

}  // namespace

GivenDocument given_document(const Call& call, Kind kind) {
  const Json& value = *call.params.find("document");
  GivenDocument given;
  given.file =
      handed_in("document", value.is_string() ? value.as_string() : base::write_json_pretty(value));
  base::ParsedJson parsed = base::parse_json(given.file.content);
  if (parsed.error || given.file.too_large) return given;  // lint says where
  const std::string_view key = model::name_key(kind);
  if (wrapped(parsed.value) == nullptr && parsed.value.find(key) != nullptr) {
    // On one line with what it wraps, so that findings name the lines the caller sees; the line
    // break ends a comment.
    given.file.content = fmt::format("{{\"{}\": {}\n}}", to_string(kind), given.file.content);
    parsed = base::parse_json(given.file.content);
    if (parsed.error) return given;
  }
  const Json::Member* const only = wrapped(parsed.value);
  if (only == nullptr) return given;
  if (only->key != to_string(kind)) {
    throw Error(codes::bad_parameter,
                fmt::format("the document is a {}, not a {}", only->key, to_string(kind)))
        .with_hint(fmt::format("waybill {} has the same verbs", only->key))
        .with_path("/document");
  }
  if (!only->value.is_object()) return given;
  const Json* const name = only->value.find(key);
  if (name == nullptr) {
    throw Error(codes::bad_parameter, fmt::format("the {} has no name", to_string(kind)))
        .with_hint(fmt::format("set {}", key))
        .with_path(fmt::format("/{}/{}", to_string(kind), key));
  }
  if (name->is_string()) given.name = name->as_string();
  if (const Json* const id = only->value.find("id"); id != nullptr && id->is_string()) {
    given.id = id->as_string();
  }
  return given;
}

}  // namespace waybill::service

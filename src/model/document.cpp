// Kinds of documents, and the way between a file's JSON and a Document.
#include "model/document.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "model/words.hpp"

namespace waybill::model {
namespace {

constexpr std::array kKindOrder{Kind::connection, Kind::source,      Kind::model, Kind::product,
                                Kind::recipient,  Kind::destination, Kind::sync};
static_assert(kKindOrder.size() == words::kKinds.size());

std::string text_of(const base::Json& body, std::string_view key) {
  const base::Json* value = body.find(key);
  return value != nullptr && value->is_string() ? value->as_string() : std::string();
}

void remove_key(base::Json& body, std::string_view key) {
  std::erase_if(body.as_object(), [&](const base::Json::Member& m) { return m.key == key; });
}

// The object below the kind's key.
struct Body {
  Kind kind;
  const base::Json* value;
};

std::optional<Body> find_body(const base::Json& json, bool bare_is_model) {
  if (!json.is_object()) return std::nullopt;
  const base::Json::Object& members = json.as_object();
  if (members.size() == 1 && members.front().value.is_object()) {
    const std::optional<Kind> kind = parse_kind(members.front().key);
    // No key of a model holds an object: a lone object under another key is no bare model.
    if (!kind) return std::nullopt;
    return Body{*kind, &members.front().value};
  }
  const bool has_kind = std::ranges::any_of(
      members, [](const base::Json::Member& m) { return parse_kind(m.key).has_value(); });
  if (!bare_is_model || has_kind) return std::nullopt;
  return Body{Kind::model, &json};
}

}  // namespace

std::string_view to_string(Kind kind) {
  return words::kKinds[static_cast<std::size_t>(kind)];
}

std::string_view to_string(Mode mode) {
  return words::kModes[static_cast<std::size_t>(mode)];
}

std::optional<Kind> parse_kind(std::string_view text) {
  return words::parse<Kind>(words::kKinds, text);
}

KindAndName kind_and_name(Kind kind, std::string_view name) {
  return {kind, base::fold_name(name)};
}

std::span<const Kind> all_kinds() {
  return kKindOrder;
}

std::string_view name_key(Kind kind) {
  switch (kind) {
    case Kind::model:
      return "model_name";
    case Kind::product:
      return "product_name";
    default:
      return "name";
  }
}

std::optional<DocumentName> name_document(const base::Json& json, std::string_view file_stem,
                                          bool bare_is_model) {
  const std::optional<Body> body = find_body(json, bare_is_model);
  if (!body) return std::nullopt;
  const std::string_view key = name_key(body->kind);
  const bool by_file = body->kind == Kind::model && body->value->find(key) == nullptr;
  return DocumentName{body->kind, by_file ? std::string(file_stem) : text_of(*body->value, key),
                      text_of(*body->value, "id")};
}

std::optional<Document> read_document(base::Json json, std::string_view file_stem,
                                      bool bare_is_model) {
  std::optional<DocumentName> name = name_document(json, file_stem, bare_is_model);
  if (!name) return std::nullopt;
  const bool is_bare = find_body(json, bare_is_model)->value == &json;
  Document document{name->kind, std::move(name->name), std::move(name->id),
                    is_bare ? std::move(json) : std::move(json.as_object().front().value)};
  remove_key(document.body, "id");
  if (document.kind != Kind::model) return document;
  remove_key(document.body, "skip_model_validation");  // said to one save, never kept
  if (const std::string_view key = name_key(Kind::model); document.body.find(key) == nullptr) {
    base::Json::Object& members = document.body.as_object();
    members.insert(members.begin(), base::Json::Member{std::string(key), document.name, {}});
  }
  return document;
}

base::Json write_document(const Document& document) {
  base::Json body = document.body.is_object() ? document.body : base::Json::object();
  const std::string_view key = name_key(document.kind);
  base::Json::Object& members = body.as_object();
  if (body.find(key) == nullptr && !document.name.empty()) {
    members.insert(members.begin(), base::Json::Member{std::string(key), document.name, {}});
  }
  if (!document.id.empty()) {
    members.insert(members.begin() + (members.empty() ? 0 : 1),
                   base::Json::Member{"id", document.id, {}});
  }
  return base::Json::object({{to_string(document.kind), std::move(body)}});
}

}  // namespace waybill::model

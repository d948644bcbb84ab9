// From files to a report: each file by itself, then all documents beside each other.
#include "lint/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "lint/check.hpp"
#include "lint/locked_ids.hpp"
#include "lint/secrets.hpp"
#include "lint/show.hpp"
#include "lint/sync_rules.hpp"

namespace waybill::lint {
namespace {

using base::Json;
using model::Kind;

constexpr base::Place kStart{1, 1};
constexpr base::ParseLimits kLimits{};
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view stem(std::string_view path) {
  const std::string_view name = file_name(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

bool is_in_models_folder(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash != std::string_view::npos && file_name(path.substr(0, slash)) == "models";
}

// Lines end as the JSON reader's do: with LF, CR LF or CR.
base::Place place_after(std::string_view utf8) {
  if (utf8.starts_with(kByteOrderMark)) utf8.remove_prefix(kByteOrderMark.size());
  std::uint32_t line = 1;
  for (std::size_t end; (end = utf8.find_first_of("\r\n")) != std::string_view::npos; ++line) {
    utf8.remove_prefix(utf8.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
  }
  return {line, static_cast<std::uint32_t>(base::code_points(utf8) + 1)};
}

// The file's JSON, or nullopt after a finding of WB1001, WB1007 or WB1008.
std::optional<Json> parse(Findings& findings, const File& file) {
  if (file.too_large || file.content.size() > kLimits.bytes) {
    findings.add("WB1008", {file.path, kStart, ""},
                 fmt::format("the file is larger than {} MiB", kLimits.bytes >> 20),
                 "check that this is the file you meant");
    return std::nullopt;
  }
  if (const std::size_t valid = base::utf8_prefix(file.content); valid < file.content.size()) {
    findings.add("WB1007",
                 {file.path, place_after(std::string_view(file.content).substr(0, valid)), ""},
                 "invalid UTF-8", "save the file as UTF-8");
    return std::nullopt;
  }
  base::ParsedJson parsed = base::parse_json(file.content, kLimits);
  if (!parsed.error) return std::move(parsed.value);
  findings.add(parsed.too_large ? "WB1008" : "WB1001", {file.path, parsed.error->place, ""},
               std::move(parsed.error->message),
               parsed.too_large ? "no document needs that much: check that this is the file you "
                                  "meant"
                                : "");
  return std::nullopt;
}

std::vector<std::string_view> kind_names() {
  std::vector<std::string_view> names;
  for (const Kind kind : model::all_kinds()) names.push_back(to_string(kind));
  return names;
}

// Where a file's document stands in its JSON.
struct Body {
  Kind kind = Kind::model;
  const Json* value = nullptr;
  std::string pointer;
};

void report_top_key(Findings& findings, const File& file, const Json::Member& member,
                    bool looks_like_model) {
  std::string hint = did_you_mean(member.key, kind_names());
  if (looks_like_model) {
    hint = "write {\"model\": {...}} around it, or put the file in a folder named models";
  } else if (hint.empty()) {
    hint = fmt::format("the kinds are {}", fmt::join(kind_names(), ", "));
  }
  findings.add("WB1003", {file.path, member.key_place, base::pointer_join("", member.key)},
               fmt::format("the top key {} is no kind of document", shown(member.key)),
               std::move(hint));
}

bool has_model_keys_only(const Json::Object& members) {
  return std::ranges::all_of(members, [](const Json::Member& m) {
    return model::find_key(model::keys_of(Kind::model), m.key) != nullptr;
  });
}

// Finds the document, or says why there is none: WB1003 to WB1005.
std::optional<Body> find_body(Findings& findings, const File& file, const Json& root) {
  const Spot at{file.path, root.place(), ""};
  if (!root.is_object()) {
    findings.add(
        "WB1004", at, fmt::format("a document is an object, this is {}", shown_kind(root)),
        fmt::format("write {{\"kind\": {{...}}}}, with one of {}", fmt::join(kind_names(), ", ")));
    return std::nullopt;
  }
  const Json::Object& members = root.as_object();
  const bool is_wrapped = members.size() == 1 && members.front().value.is_object();
  const bool has_kind = std::ranges::any_of(
      members, [](const auto& m) { return model::parse_kind(m.key).has_value(); });
  if (is_in_models_folder(file.path) && !is_wrapped && !has_kind) {
    return Body{Kind::model, &root, ""};
  }
  if (members.empty()) {
    findings.add(
        "WB1005", at, "no top key says the kind of the document",
        fmt::format("write {{\"kind\": {{...}}}}, with one of {}", fmt::join(kind_names(), ", ")));
    return std::nullopt;
  }
  if (!has_kind) {
    report_top_key(findings, file, members.front(), has_model_keys_only(members));
    return std::nullopt;
  }
  std::optional<Body> body;
  for (const Json::Member& member : members) {
    const std::optional<Kind> kind = model::parse_kind(member.key);
    const std::string pointer = base::pointer_join("", member.key);
    if (!kind) {
      report_top_key(findings, file, member, false);
    } else if (body) {
      findings.add("WB1003", {file.path, member.key_place, pointer},
                   fmt::format("a second document, {}, in one file", shown(member.key)),
                   "put each document in a file of its own");
    } else {
      body = Body{*kind, &member.value, pointer};
    }
  }
  if (!body->value->is_object()) {
    findings.add("WB1004", {file.path, body->value->place(), body->pointer},
                 fmt::format("{} must be an object, this is {}", to_string(body->kind),
                             shown_kind(*body->value)),
                 "write an object");
    return std::nullopt;
  }
  return body;
}

// What outlives the reading of one file: the document and what its places point into.
struct Read {
  Json root;
  std::optional<Body> body;
  std::optional<model::DocumentName> name;
};

void read_file(Findings& findings, const File& file, Read& read) {
  std::optional<Json> root = parse(findings, file);
  if (!root) return;
  read.root = *std::move(root);
  check_duplicates(findings, read.root, {file.path, read.root.place(), ""});
  read.body = find_body(findings, file, read.root);
  if (!read.body) return;
  read.name = model::name_document(read.root, stem(file.path), is_in_models_folder(file.path));
  check_document_keys(findings, read.body->kind, *read.body->value,
                      {file.path, read.body->value->place(), read.body->pointer});
}

}  // namespace

Result lint(std::span<const File> files, const Known& known) {
  Findings findings;
  std::vector<Read> reads(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) read_file(findings, files[i], reads[i]);

  std::vector<Doc> documents;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const Read& read = reads[i];
    if (!read.body) continue;
    Doc doc{read.body->kind, "", "", read.body->value, read.body->pointer, &files[i].path};
    if (read.name) {
      doc.name = read.name->name;
      doc.id = read.name->id;
    }
    if (doc.kind == Kind::connection) check_connection(findings, doc);
    if (doc.kind == Kind::model) check_model(findings, doc);
    if (doc.kind == Kind::sync) check_sync(findings, doc);
    documents.push_back(std::move(doc));
  }
  adopt_ids(documents, known);

  Result result;
  std::vector<Doc> beside;
  const Pruning pruning(documents, known);
  for (const model::Document& document : known.documents) {
    if (pruning.takes(document)) {
      result.pruned.push_back(document);
    } else {
      beside.push_back({document.kind, document.name, document.id, &document.body, "", nullptr});
    }
  }
  result.report.unchecked = check_references(findings, documents, beside, known);
  result.report.findings = std::move(findings).take_sorted();
  auto doc = documents.begin();
  for (std::size_t i = 0; i < reads.size(); ++i) {
    if (!reads[i].body) continue;
    const std::string& id = std::exchange(doc, doc + 1)->id;
    auto document = model::read_document(std::move(reads[i].root), stem(files[i].path),
                                         is_in_models_folder(files[i].path));
    if (!document) continue;
    if (document->id.empty()) document->id = id;
    result.documents.push_back(*std::move(document));
    result.file_of.push_back(i);
  }
  return result;
}

}  // namespace waybill::lint

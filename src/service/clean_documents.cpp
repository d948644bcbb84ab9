#include "service/clean_documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/config_files.hpp"
#include "service/params.hpp"
#include "service/sinks.hpp"

namespace waybill::service {

using model::Document;

namespace {

// Lint accepts every key there is; what no run obeys would be kept and then ignored in silence.
void refuse_unobeyed(const lint::File& file, const Document& document,
                     const sink::Registry& sinks) {
  std::vector<model::Unobeyed> items = model::unobeyed(document);
  // Those of the host program are not in the table of keys.
  std::erase_if(items, [&](const model::Unobeyed& item) {
    return document.kind == model::Kind::destination && item.pointer == "/sink" &&
           sinks.contains(model::read_destination(document).sink);
  });
  if (items.empty()) return;
  std::vector<std::string> what;
  for (const model::Unobeyed& item : items) what.push_back(item.what);
  throw Error(
      codes::beyond_this_version,
      fmt::format("{}: {} '{}' asks for what this version checks but does not carry out: "
                  "{}",
                  file.path, to_string(document.kind), document.name, base::join(what, ", ")))
      .with_hint(items.front().pointer == "/sink"
                     ? "the host program has to register the sink first"
                     : "leave it out of what is applied; lint accepts it")
      .with_path(fmt::format("/{}{}", to_string(document.kind), items.front().pointer));
}

}  // namespace

lint::Known known_documents(const Call& call) {
  lint::Known known;
  known.whole = call.catalog != nullptr;
  for (const model::Kind kind : model::all_kinds()) {
    if (call.catalog == nullptr) break;
    for (catalog::Object& object : call.catalog->all(kind)) {
      known.documents.push_back({kind, object.name, object.id, std::move(object.body)});
    }
  }
  for (const auto& [name, sink] : registered_sinks(call.environment)) {
    lint::KnownSink& described = known.sinks.emplace_back(lint::KnownSink{name, {}});
    for (const sink::DescribedObject& object : sink->description().objects) {
      auto& required = described.objects.emplace_back(lint::KnownSink::Object{object.name, {}});
      for (const sink::DescribedField& field : object.fields) {
        if (field.required) required.required.push_back(field.name);
      }
    }
  }
  known.ids = locked_ids(call.params);
  known.prunes = flag_param(call.params, "prune");
  return known;
}

CleanConfig clean_config(const Call& call, const std::vector<lint::File>& files) {
  lint::Result result = lint::lint(files, known_documents(call));
  const std::size_t errors = result.report.errors();
  if (errors != 0) {
    const auto first =
        std::ranges::find(result.report.findings, lint::Severity::error, &lint::Finding::severity);
    throw Error(codes::lint_failed,
                fmt::format("{} error{} in the config, nothing was changed; the first: {}:{}:{} {} "
                            "{}",
                            errors, errors == 1 ? "" : "s", first->file, first->place.line,
                            first->place.column, first->code, first->message))
        .with_hint(first->hint.empty() ? "waybill lint shows them all" : first->hint)
        .with_path(first->pointer);
  }
  const sink::Registry sinks = registered_sinks(call.environment);
  for (std::size_t i = 0; i < result.documents.size(); ++i) {
    refuse_unobeyed(files[result.file_of[i]], result.documents[i], sinks);
    // A model in a file may take the file's name; one handed in has none to take.
    if (call.params.find("documents") == nullptr ||
        result.documents[i].name != fmt::format("documents[{}]", result.file_of[i])) {
      continue;
    }
    throw Error(codes::bad_parameter,
                fmt::format("documents[{}]: the model has no name", result.file_of[i]))
        .with_hint("set model_name")
        .with_path(fmt::format("/documents/{}", result.file_of[i]));
  }
  std::vector<std::size_t> order(result.documents.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return result.documents[i].kind; });
  CleanConfig config;
  for (const std::size_t i : order) {
    config.documents.push_back(std::move(result.documents[i]));
    config.file_of.push_back(result.file_of[i]);
  }
  config.pruned = std::move(result.pruned);
  std::ranges::stable_sort(config.pruned, std::greater(), &Document::kind);
  return config;
}

std::vector<Document> clean_documents(const Call& call) {
  return clean_documents(call, config_files(call.params));
}

std::vector<Document> clean_documents(const Call& call, const std::vector<lint::File>& files) {
  return clean_config(call, files).documents;
}

}  // namespace waybill::service

#include "service/live_models.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/model_users.hpp"
#include "service/resolve.hpp"
#include "validate/check.hpp"

namespace waybill::service {

using base::Json;
using model::Document;
using model::Kind;

namespace {

constexpr std::string_view kSkip = "skip_model_validation";
constexpr std::string_view kUnreachable = "WB8002";
constexpr std::string_view kBreaks = "WB8013";

// One session a connection, for all the models that are read through it.
class Sessions {
 public:
  explicit Sessions(const Call& call) : call_(call) {}

  warehouse::Session& open(const model::Connection& connection) {
    const auto known = sessions_.find(connection.name);
    if (known != sessions_.end()) return *known->second.session;
    auto session =
        warehouse::open_session(connect_spec(call_, connection), warehouse::Access::read_only);
    warehouse::Session* const at = session.get();
    Open& open = sessions_[connection.name];
    open.session = std::move(session);
    open.interrupt = call_.cancel.on_cancel([at] { at->cancel(); });
    return *at;
  }
  // A session whose connection is gone answers nobody else.
  void drop(const std::string& connection) { sessions_.erase(connection); }

 private:
  struct Open {
    std::unique_ptr<warehouse::Session> session;
    base::CancelToken::Registration interrupt;
  };
  const Call& call_;
  std::map<std::string, Open> sessions_;
};

// The column's name a pointer below "/model/columns/3" is about.
std::string column_at(const model::Model& model, std::string_view pointer) {
  constexpr std::string_view kColumns = "/columns/";
  if (!pointer.starts_with(kColumns)) return {};
  std::size_t position = 0;
  for (const char c : pointer.substr(kColumns.size())) {
    if (c < '0' || c > '9') break;
    position = position * 10 + static_cast<std::size_t>(c - '0');
    if (position >= model.columns.size()) return {};
  }
  return position < model.columns.size() ? model.columns[position].name_in_source : std::string();
}

void add_lint(const lint::Result& linted, const std::string& file, const model::Model& model,
              validate::ModelReport& report) {
  constexpr std::string_view kTop = "/model";
  for (const lint::Finding& found : linted.report.findings) {
    if (found.file != file) continue;
    validate::ModelFinding item;
    item.code = found.code;
    item.severity = found.severity;
    item.pointer =
        found.pointer.starts_with(kTop) ? found.pointer.substr(kTop.size()) : found.pointer;
    item.column = column_at(model, item.pointer);
    item.message = found.message;
    item.hint = found.hint;
    report.findings.push_back(std::move(item));
  }
}

std::vector<lint::File> files_of(std::span<const Document> models) {
  std::vector<lint::File> files;
  for (const Document& document : models) {
    files.push_back({fmt::format("{}.json", files.size()),
                     base::write_json(model::write_document(document)), false});
  }
  return files;
}

lint::Known beside(const Documents& documents) {
  lint::Known known;
  for (const Kind kind : model::all_kinds()) {
    for (Document& document : documents.all(kind)) known.documents.push_back(std::move(document));
  }
  return known;
}

void append(validate::ModelReport& to, validate::ModelReport from) {
  std::ranges::move(from.findings, std::back_inserter(to.findings));
  std::ranges::move(from.skipped, std::back_inserter(to.skipped));
  to.rows = from.rows;
}

// What can be read of a document that lint refuses: nothing live is asked for a model that names
// neither table nor query.
bool is_readable(const model::Model& model) {
  return !model.source_table.empty() || !model.source_query.empty();
}

void look_at(const Call& call, const Documents& documents, const Document& document,
             const LiveOptions& options, Sessions& sessions, validate::ModelReport& report) {
  validate::ModelCheck check;
  check.model = model::read_model(document);
  check.sample_rows = options.sample_rows;
  check.seconds = options.seconds;
  check.show_values = options.show_values;
  if (!is_readable(check.model)) return;
  std::string_view step = "WB8001";
  std::string connection_name;
  try {
    const model::Source source = documents.source_of(check.model);
    const model::Connection connection = documents.connection_of(source);
    connection_name = connection.name;
    check.tenanted = shares_table(check.model, source);
    const bool in_schemas = source.tenancy == model::Tenancy::schema_tenanted;
    std::optional<Tenant> tenant;
    if (in_schemas || check.tenanted) {
      tenant = tenant_to_look_with(documents, document, source, options.recipient);
    }
    if (check.tenanted && tenant) check.tenant = tenant->id;
    if (in_schemas && !tenant) {
      report.skipped.push_back({"model", "there is no recipient, in whose schema it would stand"});
      return;
    }
    if (tenant) place_in_schema(check.model, *tenant);
    const LookWindow window = validation_window(document);
    check.from = window.from;
    check.until = window.until;
    step = "WB8004";
    check.query = query_to_look_at(check.model, connection.vendor, tenant, window);
    step = "WB8002";
    warehouse::Session& session = sessions.open(connection);
    step = "WB8005";
    append(report, validate::validate_model(session, check));
    const bool lost = std::ranges::any_of(
        report.findings, [](const auto& item) { return item.code == kUnreachable; });
    if (lost) sessions.drop(connection_name);
  } catch (const Error& error) {
    call.cancel.throw_if_cancelled();
    if (validate::ends_the_call(error)) throw;
    report.findings.push_back(validate::finding_of(error, step));
    if (step == "WB8004") report.findings.back().pointer = "/source_query";
    if (step == "WB8005") sessions.drop(connection_name);
  }
}

// Columns of the model that its table or query has not, by their names in the source.
std::vector<std::string> lacking(const validate::ModelReport& report) {
  constexpr auto kLacks = std::to_array<std::string_view>({"WB8010", "WB8060"});
  std::vector<std::string> names;
  for (const validate::ModelFinding& item : report.findings) {
    if (std::ranges::find(kLacks, item.code) == kLacks.end() || item.column.empty()) continue;
    if (std::ranges::find(names, item.column) == names.end()) names.push_back(item.column);
  }
  return names;
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back(fmt::format("'{}'", name));
  return base::join(quoted, ", ");
}

// The mappings of a sync that have nothing to send without these columns.
std::string broken_mappings(const model::Model& model, const ModelUser& user,
                            const std::vector<std::string>& without) {
  std::vector<std::string> broken;
  for (const ModelUser::Mapping& mapping : user.mapping) {
    const bool gone = std::ranges::any_of(model.columns, [&](const model::Column& column) {
      return base::same_name(column.name_in_destination, mapping.from) &&
             std::ranges::find(without, column.name_in_source) != without.end();
    });
    if (gone) broken.push_back(fmt::format("'{}' to '{}'", mapping.from, mapping.to));
  }
  return base::join(broken, ", ");
}

// What fails on its next run because of what the model lacks, by name.
std::vector<std::string> add_broken_syncs(const Documents& documents, const Document& document,
                                          validate::ModelReport& report) {
  constexpr std::size_t kMost = 20;
  const std::vector<std::string> without = lacking(report);
  if (without.empty()) return {};
  const model::Model model = model::read_model(document);
  const std::vector<ModelUser> users = users_of_model(documents, document.name);
  for (const ModelUser& user : std::span(users).first(std::min(users.size(), kMost))) {
    const std::string mappings = broken_mappings(model, user, without);
    validate::ModelFinding item = validate::finding(
        kBreaks, fmt::format("sync '{}' ships this model and fails without {}{}{}", user.sync,
                             quoted_list(without), mappings.empty() ? "" : "; its mapping of ",
                             mappings + (mappings.empty() ? "" : " has nothing to send")));
    item.pointer = model.source_query.empty() ? "/source_table" : "/source_query";
    report.findings.push_back(std::move(item));
  }
  if (users.size() > kMost) {
    report.skipped.push_back(
        {"syncs", fmt::format("{} more syncs ship this model and fail", users.size() - kMost)});
  }
  std::vector<std::string> names;
  for (const ModelUser& user : users) names.push_back(user.sync);
  return names;
}

// For the end of a message; empty when nothing breaks.
std::string and_breaks(const std::vector<std::string>& syncs) {
  constexpr std::size_t kShown = 5;
  if (syncs.empty()) return "";
  const std::size_t shown = std::min(syncs.size(), kShown);
  return fmt::format("; it breaks the sync{} {}{}", syncs.size() == 1 ? "" : "s",
                     base::join(std::span(syncs).first(shown), ", "),
                     shown < syncs.size() ? fmt::format(" and {} more", syncs.size() - shown) : "");
}

}  // namespace

std::string_view LiveModel::status() const {
  if (report.errors() > 0) return "failed";
  if (!report.findings.empty()) return "warning";
  const bool nothing_read = std::ranges::any_of(
      report.skipped, [](const validate::Skipped& item) { return item.check == "query"; });
  return nothing_read ? "skipped" : "passed";
}

std::vector<LiveModel> validate_models(const Call& call, const Documents& documents,
                                       std::span<const Document> models,
                                       const LiveOptions& options) {
  lint::Result linted;
  if (options.lint) linted = lint::lint(files_of(models), beside(documents));
  Sessions sessions(call);
  std::vector<LiveModel> results;
  for (const Document& document : models) {
    call.cancel.throw_if_cancelled();
    const auto start = std::chrono::steady_clock::now();
    LiveModel result;
    result.model = document.name;
    add_lint(linted, fmt::format("{}.json", results.size()), model::read_model(document),
             result.report);
    look_at(call, documents, document, options, sessions, result.report);
    result.breaks = add_broken_syncs(documents, document, result.report);
    call.cancel.throw_if_cancelled();
    result.ms = std::chrono::duration_cast<std::chrono::milliseconds>(
                    std::chrono::steady_clock::now() - start)
                    .count();
    results.push_back(std::move(result));
  }
  return results;
}

Json live_json(std::span<const LiveModel> models) {
  Json findings = Json::array();
  Json items = Json::array();
  std::size_t errors = 0;
  std::size_t all = 0;
  for (const LiveModel& model : models) {
    for (const validate::ModelFinding& item : model.report.findings) {
      Json json = validate::to_json(item);
      json.set("model", model.model);
      findings.push(std::move(json));
      ++all;
    }
    errors += model.report.errors();
    Json skipped = Json::array();
    for (const validate::Skipped& item : model.report.skipped) {
      skipped.push(Json::object({{"check", item.check}, {"why", item.why}}));
    }
    Json breaks = Json::array();
    for (const std::string& sync : model.breaks) breaks.push(sync);
    items.push(Json::object({{"model", model.model},
                             {"status", model.status()},
                             {"rows", model.report.rows},
                             {"ms", model.ms},
                             {"breaks", std::move(breaks)},
                             {"skipped", std::move(skipped)}}));
  }
  return Json::object(
      {{"findings", std::move(findings)},
       {"counts", Json::object({{"error", static_cast<std::int64_t>(errors)},
                                {"warning", static_cast<std::int64_t>(all - errors)}})},
       {"models", std::move(items)}});
}

std::vector<std::string> take_skipped_validations(std::vector<Document>& documents) {
  std::vector<std::string> names;
  for (Document& document : documents) {
    if (document.kind != Kind::model || !document.body.is_object()) continue;
    if (const Json* skip = document.body.find(kSkip); skip != nullptr) {
      if (skip->is_bool() && skip->as_bool()) names.push_back(document.name);
      std::erase_if(document.body.as_object(),
                    [](const Json::Member& member) { return member.key == kSkip; });
    }
  }
  return names;
}

Json validate_changed(const Call& call, std::span<const Document> changed,
                      std::span<const Document> documents, std::span<const std::string> skipped,
                      bool must_reach) {
  std::vector<Document> models;
  for (const Document& document : changed) {
    if (document.kind == Kind::model &&
        std::ranges::find(skipped, document.name) == skipped.end()) {
      models.push_back(document);
    }
  }
  const Documents all(call.catalog, {documents.begin(), documents.end()});
  LiveOptions options;
  options.lint = false;  // the whole set was linted already
  std::vector<LiveModel> results = validate_models(call, all, models, options);
  std::size_t errors = 0;
  for (LiveModel& result : results) {
    for (validate::ModelFinding& item : result.report.findings) {
      if (!must_reach && item.code == kUnreachable) item.severity = lint::Severity::warning;
    }
  }
  const validate::ModelFinding* first = nullptr;
  std::string first_model;
  std::vector<std::string> broken;
  for (const LiveModel& result : results) {
    errors += result.report.errors();
    std::ranges::copy(result.breaks, std::back_inserter(broken));
    for (const validate::ModelFinding& item : result.report.findings) {
      if (first != nullptr || item.severity != lint::Severity::error) continue;
      first = &item;
      first_model = result.model;
    }
  }
  Json report = live_json(results);
  if (first == nullptr) return *report.find("findings");
  throw Error(
      codes::lint_failed,
      fmt::format("{} error{} found in the warehouse, nothing was changed; the first: model "
                  "'{}'{}: {} {}{}",
                  errors, errors == 1 ? "" : "s", first_model, first->pointer, first->code,
                  first->message, and_breaks(broken)))
      .with_hint(fmt::format("{}{}`waybill validate` shows them all; --no-validate applies the "
                             "documents unchecked, this once",
                             first->hint, first->hint.empty() ? "" : "; "))
      .with_path(first->pointer);
}

}  // namespace waybill::service

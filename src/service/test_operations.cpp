// model.test: the unit tests of models, run on the rows that they give.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/clean_documents.hpp"
#include "service/config_files.hpp"
#include "service/handlers.hpp"
#include "service/listing.hpp"
#include "service/model_test.hpp"
#include "service/params.hpp"

namespace waybill::service {

using base::Json;
using model::Document;
using model::Kind;

namespace {

constexpr std::int64_t kSeconds = 30;
constexpr std::string_view kListed = "listed";

// A model whose tests run.
struct Subject {
  Document document;
  std::string file;  // empty: of the catalog
  std::vector<TestFinding> findings;
};

using Findings = std::map<std::string, std::vector<TestFinding>>;  // by file

Findings findings_of(const lint::Report& report) {
  Findings findings;
  for (const lint::Finding& finding : report.findings) {
    findings[finding.file].push_back(
        {finding.code, finding.message, finding.severity == lint::Severity::error});
  }
  return findings;
}

// What stands in files, or was handed in.
struct Given {
  std::vector<lint::File> files;
  lint::Result linted;
};

Given read_given(const Call& call) {
  Given given;
  if (call.params.find("paths") == nullptr && call.params.find("documents") == nullptr) {
    return given;
  }
  given.files = config_files(call.params);
  given.linted = lint::lint(given.files, known_documents(call));
  return given;
}

std::vector<Subject> given_subjects(const Given& given) {
  std::vector<Subject> subjects;
  for (std::size_t i = 0; i < given.linted.documents.size(); ++i) {
    const Document& document = given.linted.documents[i];
    if (document.kind != Kind::model || document.body.find("tests") == nullptr) continue;
    const std::string& file = given.files[given.linted.file_of[i]].path;
    subjects.push_back({document, file, {}});
  }
  Findings findings = findings_of(given.linted.report);
  for (Subject& subject : subjects) subject.findings = findings[subject.file];
  return subjects;
}

std::vector<Subject> saved_subjects(const Call& call, const std::vector<Document>& models) {
  std::vector<Subject> subjects;
  std::vector<lint::File> files;
  for (const Document& document : models) {
    files.push_back(handed_in(fmt::format("{}.json", files.size()),
                              base::write_json(model::write_document(document))));
    subjects.push_back({document, "", {}});
  }
  Findings findings = findings_of(lint::lint(files, known_documents(call)).report);
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    subjects[i].findings = findings[files[i].path];
  }
  return subjects;
}

std::vector<Subject> subjects_of(const Call& call, const Given& given, const Documents& documents) {
  const std::vector<std::string> names = list_param(call.params, "models");
  std::vector<Subject> all = given_subjects(given);
  if (names.empty()) {
    if (!given.files.empty()) return all;
    if (call.catalog == nullptr) {
      throw Error(codes::bad_parameter, "no models are given, and no catalog is open")
          .with_hint("name files or folders with models, or open a catalog")
          .with_path("/paths");
    }
    return saved_subjects(call, documents.all(Kind::model));
  }
  std::vector<Subject> subjects;
  std::vector<Document> saved;
  for (const std::string& name : names) {
    const auto found = std::ranges::find_if(
        all, [&](const Subject& subject) { return base::same_name(subject.document.name, name); });
    if (found != all.end()) {
      subjects.push_back(*found);
    } else {
      saved.push_back(documents.get(Kind::model, name));
    }
  }
  std::ranges::move(saved_subjects(call, saved), std::back_inserter(subjects));
  return subjects;
}

Json result_json(const Subject& subject, const model::Test& test, const TestResult& result,
                 double seconds) {
  Json differences = Json::array();
  for (const Difference& difference : result.differences.shown()) {
    differences.push(to_json(difference));
  }
  Json warnings = Json::array();
  for (const std::string& warning : result.warnings) warnings.push(warning);
  Json json = Json::object({{"model", subject.document.name},
                            {"name", test.name},
                            {"status", to_string(result.verdict)},
                            {"seconds", seconds},
                            {"message", result.message},
                            {"hint", result.hint},
                            {"differences", std::move(differences)},
                            {"difference_count", result.differences.count()},
                            {"warnings", std::move(warnings)}});
  json.set("file", subject.file.empty() ? Json(nullptr) : Json(subject.file));
  json.set("line",
           subject.file.empty() ? Json(nullptr) : Json(static_cast<std::int64_t>(test.place.line)));
  return json;
}

// Files that may hold tests and are no documents.
Json unread_files(const Given& given) {
  lint::Report unread;
  const std::set<std::size_t> read(given.linted.file_of.begin(), given.linted.file_of.end());
  std::set<std::string> files;
  for (std::size_t i = 0; i < given.files.size(); ++i) {
    if (!read.contains(i)) files.insert(given.files[i].path);
  }
  for (const lint::Finding& finding : given.linted.report.findings) {
    if (files.contains(finding.file)) unread.findings.push_back(finding);
  }
  return *lint::json_report(unread).find("findings");
}

class Tests {
 public:
  Tests(const Call& call, const Documents& documents)
      : bench_{call, documents,
               std::chrono::seconds(integer_param(call.params, "seconds", kSeconds, 1, 3600)),
               flag_param(call.params, "live")},
        wanted_(list_param(call.params, "tests")),
        only_names_(flag_param(call.params, "names_only")) {}

  void run(const Subject& subject) {
    std::set<std::string> names;
    for (const model::Test& test : model::read_tests(subject.document)) {
      bench_.call.cancel.throw_if_cancelled();
      known_.push_back(test.name);
      const bool is_first = names.insert(test.name).second;
      if (!wanted_.empty() && std::ranges::find(wanted_, test.name) == wanted_.end()) continue;
      if (only_names_) {
        Json item = result_json(subject, test, {}, 0);
        items_.push(item.set("status", kListed));
        continue;
      }
      const auto start = std::chrono::steady_clock::now();
      TestResult result;
      if (is_first) {
        result = run_test(bench_, subject.document, test, subject.findings);
      } else {
        result.verdict = Verdict::error;
        result.message = "another test of the model has this name";
        result.hint = "name them apart: a report tells tests by their names";
      }
      const double seconds =
          std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      ++counts_[static_cast<std::size_t>(result.verdict)];
      items_.push(result_json(subject, test, result, seconds));
    }
  }

  void check_all_known() const {
    for (const std::string& name : wanted_) {
      if (std::ranges::find(known_, name) == known_.end()) throw not_found("test", name, known_);
    }
  }

  Json json() && {
    Json counts = Json::object();
    for (std::size_t i = 0; i < kVerdicts; ++i) {
      counts.set(to_string(static_cast<Verdict>(i)), counts_[i]);
    }
    return Json::object({{"tests", std::move(items_)}, {"counts", std::move(counts)}});
  }

 private:
  const TestBench bench_;
  const std::vector<std::string> wanted_;
  const bool only_names_;
  std::vector<std::string> known_;
  std::array<std::int64_t, kVerdicts> counts_{};
  Json items_ = Json::array();
};

}  // namespace

Json model_test(Call& call) {
  const Given given = read_given(call);
  const Documents documents(call.catalog, given.linted.documents);
  Tests tests(call, documents);
  for (const Subject& subject : subjects_of(call, given, documents)) tests.run(subject);
  tests.check_all_known();
  Json result = std::move(tests).json();
  result.set("findings", unread_files(given));
  return result;
}

}  // namespace waybill::service

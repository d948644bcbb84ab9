// The rules over config documents. Pure: files come in as texts, findings go out as values.
#ifndef WAYBILL_LINT_LINT_HPP
#define WAYBILL_LINT_LINT_HPP

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "model/document.hpp"

namespace waybill::lint {

enum class Severity { error, warning };
std::string_view to_string(Severity severity);

struct Finding {
  std::string code;  // "WB4001"
  Severity severity = Severity::error;
  std::string file;
  base::Place place;
  std::string pointer;  // JSON pointer; "" is the whole document
  std::string message;
  std::string hint;
};

struct Unchecked {
  std::string code;
  std::string why;
};

struct Report {
  std::vector<Finding> findings;  // ordered by file, place, code
  std::vector<Unchecked> unchecked;
  std::size_t errors() const;
  std::size_t warnings() const;
};

// One config file as the caller read it. `too_large`: longer than 16 MiB, content left out.
struct File {
  std::string path;  // as shown in findings; its stem and its folder's name matter
  std::string content;
  bool too_large = false;
};

// An id that a folder remembers for a document that says none.
struct LockedId {
  model::Kind kind = model::Kind::model;
  std::string name;
  std::string id;
};

// What a sink says of its objects: the fields that each has to be sent.
struct KnownSink {
  struct Object {
    std::string name;
    std::vector<std::string> required;
  };
  std::string name;
  std::vector<Object> objects;
};

// What is known beside the files: the catalog's documents, by kind and name.
struct Known {
  std::vector<model::Document> documents;
  bool whole = false;  // what is neither among them nor in the files does not exist
  // Documents of files take these ids, unless `documents` has their name already.
  std::vector<LockedId> ids;
  std::vector<KnownSink> sinks;
  bool prunes = false;  // those of `documents` that have one of `ids` and no file are to go
};

struct Result {
  Report report;
  // Of the files that could be read as documents, in the order of `files`.
  std::vector<model::Document> documents;
  std::vector<std::size_t> file_of;     // index into `files` of each document
  std::vector<model::Document> pruned;  // of what is known: those that are to go
};

Result lint(std::span<const File> files, const Known& known = {});

// One row of the rule table; lint, `explain` and the reference page read it.
struct Rule {
  std::string_view code;
  Severity severity;
  std::string_view title;
  std::string_view why;      // what the rule protects
  std::string_view example;  // a line that breaks it
  std::string_view fix;
};
std::span<const Rule> rules();  // ordered by code
const Rule* find_rule(std::string_view code);

std::string text_report(const Report& report);    // for people, one line a finding and its hint
base::Json json_report(const Report& report);     // {"findings", "counts", "unchecked"}
base::Json sarif_report(const Report& report);    // SARIF 2.1.0
std::string github_report(const Report& report);  // workflow commands, one line a finding
std::string counts_text(const Report& report);    // "1 error, 2 warnings"

bool is_reserved_column_name(std::string_view name);  // any case
std::optional<std::string_view> reserved_column_prefix(std::string_view name);

}  // namespace waybill::lint

#endif

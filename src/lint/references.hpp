// What the rules over several documents share.
#ifndef WAYBILL_LINT_REFERENCES_HPP
#define WAYBILL_LINT_REFERENCES_HPP

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lint/check.hpp"
#include "lint/deliveries.hpp"
#include "lint/registry.hpp"

namespace waybill::lint {

// Rules that could not run, each with the reason and how often it was met.
class UncheckedRules {
 public:
  // No document of this kind is at hand.
  void add_no(model::Kind missing, std::string_view code);
  void add(std::string_view code, std::string why);
  std::vector<Unchecked> list() const;  // by code

 private:
  std::map<std::pair<std::string, std::string>, std::size_t> counts_;
};

// The result columns of queries that tell them all, by the model or sync that holds the query.
using QueryColumns = std::unordered_map<const Doc*, std::vector<std::string>>;

struct References {
  Findings& findings;
  const Registry& registry;
  UncheckedRules& unchecked;
  const Deliveries& deliveries;
  QueryColumns& query_columns;
  std::size_t& comparisons_left;  // of names, for hints
  bool whole;                     // there is nothing beside the documents
  std::span<const KnownSink> sinks;
};

// `did you mean "x"?` of the documents of a kind; empty too when many hints were made already.
std::string near_name(const References& on, model::Kind kind, std::string_view name);

// The first of these that stands in a file: where a finding about all of them is shown.
const Doc* first_in_files(std::initializer_list<const Doc*> documents);

// The catalog's first: then a clash stands at the file's document.
std::vector<const Doc*> known_first(const std::vector<Doc>& documents);

// The source a model reads, or the query of a sync, when that is certain.
const Doc* source_of(const Registry& registry, const Doc& model);
// nullopt: the value is none of the allowed.
std::optional<model::Tenancy> tenancy_of(const Doc& source);
// Read for one tenant at a time: it names an organization column, or its source holds many tenants.
bool is_tenanted(const Registry& registry, const Doc& model);

bool has_query(const Doc& sync);  // one of its own, in place of a model
// What a sync sends: a model, or the sync itself for its query; nullptr: not at hand.
const Doc* sent_model(const Registry& registry, const Doc& sync);

void check_unique_names(const References& on);     // WB2009
void check_sources(const References& on);          // WB2007, WB2008, WB2013 to WB2015, WB2017
void check_existence(const References& on);        // WB7001
void check_recipients(const References& on);       // WB7002, WB7005
void check_places(const References& on);           // WB7004
void check_tenanted_models(const References& on);  // WB7006
void check_queries(const References& on);          // WB5001 to WB5008, names of their columns
void check_sync_models(const References& on);      // WB6001, WB6002
void check_sink_fields(const References& on);      // WB6003
void check_sent_names(const References& on);       // WB4001 to WB4006 at each destination
void check_table_clashes(const References& on);    // WB4005

}  // namespace waybill::lint

#endif

// What the rules over several documents share.
#ifndef WAYBILL_LINT_REFERENCES_HPP
#define WAYBILL_LINT_REFERENCES_HPP

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/check.hpp"
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

struct References {
  Findings& findings;
  const Registry& registry;
  UncheckedRules& unchecked;
};

// The first of these that stands in a file: where a finding about all of them is shown.
const Doc* first_in_files(std::initializer_list<const Doc*> documents);

// The source a model reads, when that is certain.
const Doc* source_of(const Registry& registry, const Doc& model);
// nullopt: the value is none of the allowed.
std::optional<model::Tenancy> tenancy_of(const Doc& source);
// Read for one tenant at a time: it names an organization column, or its source holds many tenants.
bool is_tenanted(const Registry& registry, const Doc& model);

void check_unique_names(const References& on);     // WB2009
void check_sources(const References& on);          // WB2007, WB2013 to WB2015
void check_existence(const References& on);        // WB7001
void check_recipients(const References& on);       // WB7002, WB7004
void check_tenanted_models(const References& on);  // WB7006
void check_sync_objects(const References& on);     // WB4003

}  // namespace waybill::lint

#endif

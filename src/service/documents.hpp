// The documents an operation works with: the catalog's, and those handed in, which stand in front
// of them. What a model needs to be read is looked up here.
#ifndef WAYBILL_SERVICE_DOCUMENTS_HPP
#define WAYBILL_SERVICE_DOCUMENTS_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/lint.hpp"
#include "model/document.hpp"
#include "service/operation.hpp"
#include "sync/job.hpp"

namespace waybill::service {

class Documents {
 public:
  // The catalog may be nullptr.
  Documents(catalog::Catalog* catalog, std::vector<model::Document> given);

  const std::vector<model::Document>& given() const { return given_; }
  std::optional<model::Document> find(model::Kind kind, std::string_view name) const;
  std::vector<model::Document> all(model::Kind kind) const;  // by name
  // Throws Error(not_found) with the nearest name.
  model::Document get(model::Kind kind, std::string_view name) const;

  // The model's source: by name, by id, or the only one. Throws Error(not_found).
  model::Source source_of(const model::Model& model) const;
  model::Connection connection(std::string_view name) const;
  // What a source is read through: its connection, or the host program.
  model::Connection connection_of(const model::Source& source) const;

 private:
  catalog::Catalog* catalog_;
  std::vector<model::Document> given_;
};

// Whose rows are read, and where they stand.
struct Tenant {
  std::string id;        // empty: none
  std::string schema;    // of a source that has one for each tenant
  bool filters = false;  // rows of other tenants stand in the same place
};
// nullopt: of nobody in particular. Throws Error(tenant_missing) when a source of several tenants
// is read so, or the recipient names none.
Tenant tenant_of(const model::Model& model, const model::Source& source,
                 const std::optional<model::Recipient>& recipient);

// Rows of several tenants stand in one place: an organization column says so, whatever the source
// claims.
bool shares_table(const model::Model& model, const model::Source& source);

// A table in its tenant's schema; any other model as it is.
void place_in_schema(model::Model& model, const Tenant& tenant);
// What the job reads is the tenant's.
void read_for(sync::Job& job, const Tenant& tenant);

// A tenant to look at a model with: the named recipient's, else the one its model_validation_* keys
// name, else the first recipient's by name. nullopt: there is none.
std::optional<Tenant> tenant_to_look_with(const Documents& documents, const model::Document& model,
                                          const model::Source& source, std::string_view recipient);

// A model's query for a look at it: its variables replaced. nullopt: it needs a tenant and there
// is none. Empty for a table. Throws Error(template_refused).
struct LookWindow {
  std::optional<base::Micros> from;
  std::optional<base::Micros> until;
};
LookWindow validation_window(const model::Document& model);
std::optional<std::string> query_to_look_at(const model::Model& model, std::string_view vendor,
                                            const std::optional<Tenant>& tenant,
                                            const LookWindow& window);

}  // namespace waybill::service

#endif

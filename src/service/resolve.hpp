// From names in the catalog to what a run needs: which sync, which source, which tenant.
#ifndef WAYBILL_SERVICE_RESOLVE_HPP
#define WAYBILL_SERVICE_RESOLVE_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "model/document.hpp"
#include "service/documents.hpp"
#include "service/operation.hpp"
#include "sync/job.hpp"
#include "warehouse/open.hpp"

namespace waybill::service {

// A sync as it runs: a sync document, or the implicit one of a destination and a model.
struct ResolvedSync {
  std::string id;    // of the document; implicit: "<destination id>/<model id>"
  std::string name;  // implicit: "<destination>/<model>"
  bool implicit = false;
  model::Sync settings;
  model::Destination destination;
  model::Model model;  // of a sync's own query: that query, under the sync's name
  // By its name; null: a query of the sync's own is sent.
  base::Json model_name() const;
};

// By name: a document's, else "<destination>/<model>". Throws Error(not_found).
ResolvedSync find_sync(catalog::Catalog& catalog, std::string_view name);
std::vector<ResolvedSync> all_syncs(catalog::Catalog& catalog);  // by name
// Of the sync that is called so now, under whatever names it ran; empty: none is.
std::string id_of_sync(catalog::Catalog& catalog, std::string_view name);
// What a transfer of this destination runs: one a model it enables, and the syncs that send a query
// of their own there.
std::vector<ResolvedSync> syncs_of(catalog::Catalog& catalog, std::string_view destination);

// As tenant_of(). `recipient`: a name, or empty.
Tenant find_tenant(catalog::Catalog& catalog, const model::Model& model,
                   const model::Source& source, std::string_view recipient);

// Throws Error(forbidden) when the actor holds none of the connection's roles, or none of those of
// the catalog's connection of that name: a document in front of it does not open it.
void check_roles(const Call& call, const model::Connection& connection);
// How a connection would be opened, without a look at its roles. Files are taken from the catalog's
// folder, without one from the working directory.
warehouse::ConnectSpec unchecked_spec(const Call& call, const model::Connection& connection);
// How to open it; its roles are checked.
warehouse::ConnectSpec connect_spec(const Call& call, const model::Connection& connection);
// One of the catalog's; its roles are checked.
warehouse::ConnectSpec connect_spec(const Call& call, std::string_view connection);

}  // namespace waybill::service

#endif

#include "service/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/error.hpp"
#include "base/text.hpp"
#include "service/dialect_files.hpp"
#include "service/documents.hpp"
#include "service/listing.hpp"
#include "service/references.hpp"

namespace waybill::service {

using base::Json;
using model::Kind;

namespace {

constexpr std::string_view kDefaultProduct = "default";

// The products a destination gets: its own, else its recipient's, else the default one. Empty:
// every model.
std::vector<model::Product> products_of(catalog::Catalog& catalog,
                                        const model::Destination& destination) {
  std::vector<std::string> names = destination.products;
  if (names.empty() && !destination.recipient.empty()) {
    names = model::read_recipient(
                document_of(find_object(catalog, Kind::recipient, destination.recipient)))
                .products;
  }
  if (names.empty() && catalog.find(Kind::product, kDefaultProduct)) {
    names.emplace_back(kDefaultProduct);
  }
  std::vector<model::Product> products;
  for (const std::string& name : names) {
    products.push_back(model::read_product(document_of(find_object(catalog, Kind::product, name))));
  }
  return products;
}

bool holds(const std::vector<model::Product>& products, std::string_view model) {
  const auto has = [&](const model::Product& product) {
    return std::ranges::any_of(
        product.models, [&](const std::string& name) { return base::same_name(name, model); });
  };
  return products.empty() || std::ranges::any_of(products, has);
}

ResolvedSync implicit_sync(const catalog::Object& destination, const catalog::Object& model) {
  ResolvedSync sync;
  sync.id = destination.id + "/" + model.id;
  sync.name = destination.name + "/" + model.name;
  sync.implicit = true;
  sync.destination = model::read_destination(document_of(destination));
  sync.model = model::read_model(document_of(model));
  sync.settings.name = sync.name;
  sync.settings.destination = destination.name;
  sync.settings.model = model.name;
  return sync;
}

// What is sent has no last-modified column: rows are compared with what was sent.
model::Model model_of_query(const model::Sync& sync) {
  model::Model model;
  model.name = sync.name;
  model.description = sync.description;
  model.source_query = sync.query;
  model.source_name = sync.source;
  model.primary_key = sync.primary_key;
  model.change_detection = model::ChangeDetection::snapshot;
  return model;
}

ResolvedSync explicit_sync(catalog::Catalog& catalog, const catalog::Object& object) {
  ResolvedSync sync;
  sync.id = object.id;
  sync.name = object.name;
  sync.settings = model::read_sync(document_of(object));
  sync.destination = model::read_destination(
      document_of(find_object(catalog, Kind::destination, sync.settings.destination)));
  sync.model =
      sync.settings.query.empty()
          ? model::read_model(document_of(find_object(catalog, Kind::model, sync.settings.model)))
          : model_of_query(sync.settings);
  return sync;
}

void require_role(const Call& call, const model::Connection& connection) {
  const auto held = [&](const std::string& role) {
    return std::ranges::find(call.actor.roles, role) != call.actor.roles.end();
  };
  if (connection.roles.empty() || std::ranges::any_of(connection.roles, held)) return;
  throw Error(
      codes::forbidden,
      fmt::format("connection '{}' may only be used with the role{} {}", connection.name,
                  connection.roles.size() == 1 ? "" : "s", base::join(connection.roles, ", ")))
      .with_hint("act with such a role: --role on the command line");
}

}  // namespace

Json ResolvedSync::model_name() const {
  return settings.query.empty() ? Json(model.name) : Json(nullptr);
}

std::string id_of_sync(catalog::Catalog& catalog, std::string_view name) {
  if (const auto document = catalog.find(model::Kind::sync, name)) return document->id;
  const std::string folded = base::fold_name(name);
  for (const ResolvedSync& sync : all_syncs(catalog)) {
    if (base::fold_name(sync.name) == folded) return sync.id;
  }
  return "";
}

std::vector<ResolvedSync> syncs_of(catalog::Catalog& catalog, std::string_view destination) {
  const catalog::Object place = find_object(catalog, Kind::destination, destination);
  const model::Destination settings = model::read_destination(document_of(place));
  const std::vector<model::Product> products = products_of(catalog, settings);
  const std::vector<catalog::Object> written = catalog.all(Kind::sync);
  std::vector<ResolvedSync> syncs;
  for (const catalog::Object& model : catalog.all(Kind::model)) {
    if (!settings.enables(model.name) || !holds(products, model.name)) continue;
    bool replaced = false;
    for (const catalog::Object& object : written) {
      const model::Sync sync = model::read_sync(document_of(object));
      if (!base::same_name(sync.destination, place.name) ||
          !base::same_name(sync.model, model.name))
        continue;
      syncs.push_back(explicit_sync(catalog, object));
      replaced = true;
    }
    if (!replaced) syncs.push_back(implicit_sync(place, model));
  }
  for (const catalog::Object& object : written) {
    const model::Sync sync = model::read_sync(document_of(object));
    if (!sync.query.empty() && base::same_name(sync.destination, place.name)) {
      syncs.push_back(explicit_sync(catalog, object));
    }
  }
  return syncs;
}

std::vector<ResolvedSync> all_syncs(catalog::Catalog& catalog) {
  std::vector<ResolvedSync> syncs;
  for (const catalog::Object& object : catalog.all(Kind::sync)) {
    syncs.push_back(explicit_sync(catalog, object));
  }
  for (const catalog::Object& destination : catalog.all(Kind::destination)) {
    for (ResolvedSync& sync : syncs_of(catalog, destination.name)) {
      if (sync.implicit) syncs.push_back(std::move(sync));
    }
  }
  std::ranges::stable_sort(syncs, {},
                           [](const ResolvedSync& sync) { return base::fold_name(sync.name); });
  return syncs;
}

ResolvedSync find_sync(catalog::Catalog& catalog, std::string_view name) {
  if (const auto object = catalog.find(Kind::sync, name)) return explicit_sync(catalog, *object);
  // Names may hold a slash themselves: every split is tried.
  for (auto slash = name.find('/'); slash != std::string_view::npos;
       slash = name.find('/', slash + 1)) {
    const auto destination = catalog.find(Kind::destination, name.substr(0, slash));
    if (!destination) continue;
    for (ResolvedSync& sync : syncs_of(catalog, destination->name)) {
      if (sync.settings.query.empty() && base::same_name(sync.model.name, name.substr(slash + 1))) {
        return std::move(sync);
      }
    }
  }
  std::vector<std::string> names;
  for (const ResolvedSync& sync : all_syncs(catalog)) names.push_back(sync.name);
  throw not_found("sync", name, names);
}

Tenant find_tenant(catalog::Catalog& catalog, const model::Model& model,
                   const model::Source& source, std::string_view recipient) {
  if (recipient.empty()) return tenant_of(model, source, std::nullopt);
  return tenant_of(
      model, source,
      model::read_recipient(document_of(find_object(catalog, Kind::recipient, recipient))));
}

namespace {

std::shared_ptr<rows::HostSource> host_source(const Call& call, const std::string& name) {
  const rows::HostSources& sources = call.environment.host_sources;
  if (auto source = sources ? sources(name) : nullptr) return source;
  throw Error(codes::connect_failed,
              fmt::format("the host program has registered no source '{}'", name))
      .with_hint(
          "read it from the program that has the rows: waybill_register_source says what they are")
      .with_blame(Blame::host);
}

}  // namespace

void check_roles(const Call& call, const model::Connection& connection) {
  require_role(call, connection);
  if (call.catalog == nullptr) return;
  if (auto known = call.catalog->find(Kind::connection, connection.name)) {
    require_role(call, model::read_connection(document_of(*std::move(known))));
  }
}

warehouse::ConnectSpec connect_spec(const Call& call, const model::Connection& connection) {
  check_roles(call, connection);
  return unchecked_spec(call, connection);
}

warehouse::ConnectSpec unchecked_spec(const Call& call, const model::Connection& connection) {
  warehouse::ConnectSpec spec;
  spec.name = connection.name;
  if (!connection.host.empty()) spec.host = host_source(call, connection.host);
  spec.vendor = connection.vendor;
  spec.via = connection.via;
  spec.driver = connection.driver;
  spec.dsn = connection.dsn;
  spec.host_secrets = call.environment.host_secrets;
  spec.options = connection.options;
  spec.secrets = connection.secrets;
  spec.ssl_mode = connection.ssl_mode;
  spec.ssl = connection.ssl;
  spec.connect_s = connection.connect_s;
  spec.statement_s = connection.statement_s;
  spec.lock_s = connection.lock_s;
  // A catalog can be used from any working directory: files stand beside it.
  const std::filesystem::path folder = call.catalog == nullptr
                                           ? std::filesystem::current_path()
                                           : std::filesystem::path(call.catalog->directory());
  const auto beside = [&](std::string_view path) {
    return (folder / path).lexically_normal().string();
  };
  if (const auto path = spec.options.find("path"); path != spec.options.end()) {
    path->second = beside(path->second);
  }
  for (auto& [key, file] : spec.ssl) file = beside(file);
  if (const auto file = spec.options.find("dialect_file");
      spec.vendor == "generic" && file != spec.options.end()) {
    spec.dialect = read_dialect_file(beside(file->second));
    spec.options.erase(file);
  }
  return spec;
}

warehouse::ConnectSpec connect_spec(const Call& call, std::string_view name) {
  return connect_spec(call, model::read_connection(
                                document_of(find_object(*call.catalog, Kind::connection, name))));
}

}  // namespace waybill::service

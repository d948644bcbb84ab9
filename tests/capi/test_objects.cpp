// A catalog made object by object through the C functions: no config folder, no file.
#include <doctest/doctest.h>

#include <string>

#include "support.hpp"

using namespace waybill::tests;
using waybill::base::Json;

namespace {

std::string text_at(const Json& value, const std::string& pointer) {
  const Json* found = value.at_pointer(pointer);
  if (found == nullptr) return "(absent)";
  return found->is_string() ? found->as_string() : waybill::base::write_json(*found);
}

}  // namespace

TEST_CASE("connection, source, model, destination and sync are created, run, changed and deleted") {
  const ShopFiles shop;
  const Catalog catalog = open_catalog(shop.catalog);
  const auto create = [&](const std::string& kind, const std::string& document) {
    return call(nullptr, catalog.get(), kind + ".create", R"({"document": )" + document + "}");
  };
  create("connection", R"({"name": "here", "vendor": "sqlite", "options": {"path": "source.db"}})");
  create("connection",
         R"({"name": "there", "vendor": "sqlite", "options": {"path": "destination.db"}})");
  create("source", R"({"name": "shop", "connection": "here", "tenancy": "multi_tenant_tables"})");
  create("model", R"({"model_name": "orders", "source_table": "shop_orders",
    "organization_column": "customer", "columns": [
      {"name_in_source": "order_id", "name_in_destination": "order_id", "data_type": "bigint",
       "is_primary_key": true},
      {"name_in_source": "item", "name_in_destination": "item", "data_type": "text"},
      {"name_in_source": "changed_at", "name_in_destination": "changed_at",
       "data_type": "timestamp", "is_last_modified": true}]})");
  create("recipient", R"({"name": "Acme", "id_in_provider_system": "acme"})");
  create("destination", R"({"name": "acme-db", "connection": "there", "recipient": "Acme"})");
  // As text, with a comment, in the wrapping of a config file.
  create("sync", R"("{\"sync\": { // every night\n\"name\": \"nightly\", \"model\": \"orders\", )"
                 R"(\"destination\": \"acme-db\"}}")");
  const Json ran = wait(start(nullptr, catalog.get(), "sync.run", R"({"sync": "nightly"})"));
  CHECK(text_at(ran, "/report/counts/inserted") == std::to_string(shop.of_acme));
  CHECK(shop.delivered() == shop.of_acme);

  const Json paused = call(nullptr, catalog.get(), "sync.pause", R"({"sync": "nightly"})");
  CHECK(text_at(paused, "/version") == "2");
  CHECK(text_at(paused, "/changed") == "true");
  Buf result;
  Err err;
  const std::string used = R"({"name": "there"})";
  CHECK(waybill_call(nullptr, catalog.get(), "connection.delete", used.data(), used.size(), result,
                     err) == WAYBILL_E_CONFLICT);
  CHECK(err.code() == "WB9309");
  CHECK(err.message().find("acme-db") != std::string::npos);
  call(nullptr, catalog.get(), "sync.delete", R"({"name": "nightly"})");
  const Json back =
      call(nullptr, catalog.get(), "version.restore", R"({"kind": "sync", "name": "nightly"})");
  CHECK(text_at(back, "/document/sync/paused") == "true");
}

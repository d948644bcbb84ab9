// Objects renamed and deleted: who names them follows, or is in the way.
#include <doctest/doctest.h>

#include "service/catalogued.hpp"

using namespace waybill;
using namespace waybill::tests;

TEST_SUITE_BEGIN("service: renames");

TEST_CASE("a rename is followed by whoever names the object, in one step") {
  Catalogued bench;
  bench.apply(R"({"product": {"product_name": "core", "models": ["ITEMS"]}},
                 {"recipient": {"name": "Acme", "id_in_provider_system": "acme", "products": ["core"]}},
                 {"destination": {"name": "acme", "connection": "to", "recipient": "Acme", "enabled_models": ["items"]}},
                 {"sync": {"name": "crm", "model": "items", "destination": "acme"}})");
  const base::Json renamed = bench.call(
      "model.rename", R"({"name": "Items", "new_name": "goods", "note": "a better word"})");
  CHECK(text_at(renamed, "/name") == "goods");
  CHECK(text_at(renamed, "/document/model/model_name") == "goods");
  CHECK(text_at(renamed, "/document/model/destination_table_name") == "(absent)");  // never sent
  CHECK(renamed.find("followed")->as_array().size() == 3);
  CHECK(bench.at("product", "core", "/document/product/models/0") == "goods");
  CHECK(bench.at("destination", "acme", "/document/destination/enabled_models/0") == "goods");
  CHECK(bench.at("sync", "crm", "/document/sync/model") == "goods");
  CHECK(text_at(bench.call("version.list", R"({"kind": "sync", "name": "crm"})"),
                "/items/0/note") == "a better word");
  CHECK(bench.rename("connection", "from", "origin") == "");
  CHECK(bench.at("source", "shop", "/document/source/connection") == "origin");
  CHECK(bench.rename("source", "shop", "Läden") == "");
  CHECK(bench.rename("recipient", "Acme", "Acme & Co \"GmbH\"") == "");
  CHECK(bench.at("destination", "acme", "/document/destination/recipient") == "Acme & Co \"GmbH\"");
  CHECK(bench.rename("destination", "acme", "acme/eu") == "");
  CHECK(bench.at("sync", "crm", "/document/sync/destination") == "acme/eu");
  CHECK(bench.rename("product", "core", "all") == "");
  CHECK(bench.rename("sync", "crm", "CRM") == "");
  CHECK(bench.at("sync", "crm", "/name") == "CRM");
  CHECK(text_at(bench.call("sync.run", R"({"sync": "crm"})"), "/report/counts/inserted") == "2");
  CHECK(bench.rename("recipient", "Globex", "acme & co \"gmbh\"") == "WB9310");
  CHECK(bench.rename("recipient", "Globex", "") == "WB9009");
  CHECK(bench.rename("recipient", "Globex", "a\nb") == "WB9009");
  CHECK(bench.last_error.find('\n') == std::string::npos);
  CHECK(bench.rename("recipient", "nobody", "x") == "WB9007");
  const std::int64_t before = bench.versions_in_all();
  CHECK(bench.rename("recipient", "Globex", "Globex") == "");
  CHECK(bench.versions_in_all() == before);
}

TEST_CASE("a renamed model goes on into the table that its rows are in") {
  Catalogued bench;
  CHECK(bench.inserted() == "2");
  CHECK(bench.rename("model", "items", "goods") == "");
  CHECK(bench.at("model", "goods", "/document/model/destination_table_name") == "items");
  bench.source.run("INSERT INTO items VALUES (4, 'd', 'acme', '2026-02-01T00:00:00Z')");
  const base::Json transfer = bench.call("destination.transfer", R"({"destination": "acme"})");
  CHECK(text_at(transfer, "/runs/0/model") == "goods");
  CHECK(text_at(transfer, "/runs/0/report/counts/inserted") == "1");
  CHECK(text_at(transfer, "/runs/0/report/full_run_reason") == "null");
  SqliteFile acme(bench.folder.file("acme.db"));
  CHECK(acme.number("SELECT count(*) FROM items") == 3);
  CHECK(acme.number("SELECT count(*) FROM sqlite_master WHERE name = 'goods'") == 0);
  // A new model of the old name would go into the same table: refused.
  CHECK(bench.create("model", Bench::kModel) == "WB9009");
  // Again, and back: it stays.
  CHECK(bench.rename("model", "goods", "things") == "");
  CHECK(bench.inserted() == "0");
  CHECK(acme.number("SELECT count(*) FROM items") == 3);
}

TEST_CASE("a folder that renames a sent model must say where its rows go") {
  Catalogued bench;
  bench.inserted();
  const std::string id = bench.at("model", "items", "/id");
  const std::string renamed = replaced(Bench::kModel, "\"model_name\": \"items\"",
                                       R"("model_name": "goods", "id": ")" + id + "\"");
  CHECK(bench.failure("config.apply", fmt::format(R"({{"documents": [{}]}})", renamed)) ==
        "WB9009");
  CHECK(contains(bench.last_error, "destination_table_name"));
  bench.apply(
      replaced(renamed, "\"model_name\"", "\"destination_table_name\": \"items\", \"model_name\""));
  CHECK(bench.inserted() == "0");
}

TEST_CASE("a folder does not rename what others still name") {
  Catalogued bench;
  const std::string renamed =
      R"({"connection": {"name": "origin", "vendor": "sqlite", "options": {"path": "source.db"}, "id": ")" +
      bench.at("connection", "from", "/id") + "\"}}";
  CHECK(bench.failure("config.apply", fmt::format(R"({{"documents": [{}]}})", renamed)) ==
        "WB9309");
  CHECK(contains(bench.last_error, "source 'shop' (connection)"));
  CHECK(bench.at("connection", "from", "/version") == "1");
  bench.apply(renamed + "," + replaced(Bench::kSource, "\"from\"", "\"origin\""));
  CHECK(bench.at("source", "shop", "/document/source/connection") == "origin");
}

TEST_CASE("what is used is not deleted, and its users are named") {
  Catalogued bench;
  bench.apply(R"({"product": {"product_name": "default", "models": ["items"]}},
                 {"sync": {"name": "crm", "model": "items", "destination": "globex"}})");
  CHECK(bench.remove("connection", "from") == "WB9309");
  CHECK(contains(bench.last_error, "source 'shop' (connection)"));
  CHECK(bench.remove("source", "shop") == "WB9309");
  CHECK(contains(bench.last_error, "model 'items' (reads the only source)"));
  CHECK(bench.remove("model", "items") == "WB9309");
  CHECK(contains(bench.last_error, "product 'default' (models)"));
  CHECK(contains(bench.last_error, "sync 'crm' (model)"));
  CHECK(bench.remove("product", "default") == "WB9309");
  CHECK(contains(bench.last_error, "recipient 'Acme' (gets the default product)"));
  CHECK(bench.rename("product", "default", "core") == "WB9309");
  CHECK(bench.rename("product", "default", "Default") == "");
  CHECK(bench.remove("recipient", "acme") == "WB9309");
  CHECK(contains(bench.last_error, "destination 'acme' (recipient)"));
  CHECK(bench.remove("destination", "globex") == "WB9309");
  const std::vector<std::pair<std::string, std::string>> in_order{
      {"sync", "crm"},       {"destination", "globex"}, {"destination", "acme"},
      {"recipient", "Acme"}, {"recipient", "Globex"},   {"product", "default"},
      {"model", "items"},    {"source", "shop"},        {"connection", "from"}};
  for (const auto& object : in_order) {
    CAPTURE(object.first);
    CAPTURE(object.second);
    CHECK(bench.remove(object.first, object.second) == "");
    CHECK(bench.remove(object.first, object.second) == "WB9007");
  }
}

TEST_CASE("a query of a sync uses the source it reads, named or not") {
  Bench bench;
  bench.apply(fmt::format("{},{}", Bench::kConnections, Bench::kSource));
  bench.catalog->put(
      {model::Kind::sync, "ask", "", base::Json::object({{"name", "ask"}, {"query", "SELECT 1"}})},
      {});
  CHECK(bench.failure("source.delete", R"({"name": "shop"})") == "WB9309");
  CHECK(contains(bench.last_error, "sync 'ask' (reads the only source)"));
}

TEST_CASE("model.usage lists who uses a model and by what") {
  Catalogued bench;
  bench.apply(R"({"product": {"product_name": "core", "models": ["items"]}},
                 {"destination": {"name": "globex", "connection": "to2", "recipient": "Globex", "enabled_models": ["items"]}},
                 {"sync": {"name": "crm", "model": "items", "destination": "globex"}})");
  const base::Json usage = bench.call("model.usage", R"({"model": "ITEMS"})");
  std::string users;
  for (const base::Json& item : usage.find("items")->as_array()) {
    users +=
        text_at(item, "/kind") + " " + text_at(item, "/name") + ": " + text_at(item, "/by") + "\n";
  }
  CHECK(users ==
        "product core: models\ndestination globex: enabled_models\nsync crm: model\n"
        "sync acme/items: comes with its destination\n");
  CHECK(bench.failure("model.usage", R"({"model": "x"})") == "WB9007");
}

TEST_SUITE_END();

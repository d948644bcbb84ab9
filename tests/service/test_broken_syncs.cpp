// A model whose query lost a column: the syncs and mappings that break are listed.
#include <doctest/doctest.h>

#include "bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

constexpr const char* kQueryModel =
    R"({"model": {"model_name": "items", "source_query": "SELECT id, name, org, updated_at FROM items",
        "organization_column": "org", "columns": [
          {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": true},
          {"name_in_source": "name", "name_in_destination": "label", "data_type": "text"},
          {"name_in_source": "updated_at", "name_in_destination": "updated_at", "data_type": "timestamp", "is_last_modified": true}]}})";

struct Shop : Bench {
  Shop() {
    apply(fmt::format("{},{},{},{},{}", kConnections, kSource, kQueryModel, kTenants,
                      R"({"sync": {"name": "crm", "model": "items", "destination": "globex"}})"));
  }
  static std::string without_name() {
    return replaced(kQueryModel, "SELECT id, name, org", "SELECT id, org");
  }

  // Codes with their messages, of the findings about broken syncs.
  std::vector<std::string> broken(const base::Json& report) {
    std::vector<std::string> messages;
    for (const base::Json& item : report.find("findings")->as_array()) {
      if (text_at(item, "/code") != "WB8013") continue;
      CHECK(text_at(item, "/severity") == "warning");
      CHECK(text_at(item, "/pointer") == "/source_query");
      messages.push_back(text_at(item, "/message"));
    }
    return messages;
  }
  base::Json validate(const std::string& documents) {
    return call("model.validate",
                fmt::format(R"({{"models": ["items"], "documents": [{}]}})", documents));
  }
};

}  // namespace

TEST_SUITE_BEGIN("service: broken syncs");

TEST_CASE("a model that has its columns breaks nothing") {
  Shop shop;
  const base::Json report = shop.validate(kQueryModel);
  CHECK(shop.broken(report).empty());
  CHECK(text_at(report, "/models/0/breaks") == "[]");
  CHECK(text_at(report, "/counts/error") == "0");
}

TEST_CASE("a query that lost a column lists the syncs that ship it, implicit ones too") {
  Shop shop;
  const base::Json report = shop.validate(Shop::without_name());
  CHECK(shop.broken(report) ==
        std::vector<std::string>{"sync 'crm' ships this model and fails without 'name'",
                                 "sync 'acme/items' ships this model and fails without 'name'"});
  CHECK(text_at(report, "/models/0/breaks") == R"(["crm","acme/items"])");
  CHECK(text_at(report, "/models/0/status") == "failed");
}

TEST_CASE("of a sync that maps fields, those that get nothing are named") {
  Shop shop;
  const std::string mapped =
      R"({"sync": {"name": "crm", "model": "ITEMS", "destination": "globex", "mapping": [
          {"from": "id", "to": "Id"}, {"from": "LABEL", "to": "Name"}, {"value": 1, "to": "Kind"}]}})";
  const base::Json report = shop.validate(Shop::without_name() + "," + mapped);
  const std::vector<std::string> messages = shop.broken(report);
  REQUIRE(messages.size() == 2);
  CHECK(
      messages[0] ==
      "sync 'crm' ships this model and fails without 'name'; its mapping of 'LABEL' to 'Name' has "
      "nothing to send");
}

TEST_CASE("the organization column is one that syncs cannot do without") {
  Shop shop;
  const base::Json report = shop.validate(replaced(kQueryModel, "name, org,", "name,"));
  REQUIRE(shop.broken(report).size() == 2);
  CHECK(shop.broken(report)[0].find("without 'org'") != std::string::npos);
}

TEST_CASE("a destination that does not get the model is not broken by it") {
  Shop shop;
  const std::string elsewhere =
      R"({"product": {"product_name": "others", "models": ["none"]}},
         {"destination": {"name": "acme", "connection": "to", "recipient": "Acme", "products": ["others"]}})";
  const base::Json report = shop.validate(Shop::without_name() + "," + elsewhere);
  CHECK(text_at(report, "/models/0/breaks") == R"(["crm"])");
  const base::Json other = shop.validate(
      Shop::without_name() +
      R"(,{"destination": {"name": "acme", "connection": "to", "recipient": "Acme", "enabled_models": ["other"]}})");
  CHECK(text_at(other, "/models/0/breaks") == R"(["crm"])");
}

TEST_CASE("apply changes nothing and says what the new query would break") {
  Shop shop;
  const std::string params = fmt::format(R"({{"documents": [{}]}})", Shop::without_name());
  CHECK(shop.failure("config.apply", params) == "WB9009");
  CHECK(shop.last_error.find("WB8010") != std::string::npos);
  CHECK(shop.last_error.find("it breaks the syncs crm, acme/items") != std::string::npos);
  CHECK(text_at(shop.call("model.get", R"({"name": "items"})"), "/version") == "1");
}

TEST_CASE("many broken syncs are counted, not all told") {
  Shop shop;
  std::string many;
  for (int i = 0; i < 30; ++i) {
    many += fmt::format(
        R"(,{{"destination": {{"name": "d{}", "connection": "to{}", "recipient": "Acme"}}}},
           {{"connection": {{"name": "to{}", "vendor": "sqlite", "options": {{"path": "d{}.db"}}}}}})",
        i, i + 10, i + 10, i);
  }
  const base::Json report = shop.validate(Shop::without_name() + many);
  CHECK(shop.broken(report).size() == 20);
  CHECK(report.at_pointer("/models/0/breaks")->as_array().size() == 32);
  CHECK(text_at(report, "/models/0/skipped").find("12 more syncs") != std::string::npos);
}

TEST_SUITE_END();

#include <doctest/doctest.h>

#include "service/bench.hpp"

using namespace waybill;
using namespace waybill::tests;

TEST_SUITE_BEGIN("service: config");

TEST_CASE("applying twice changes nothing the second time") {
  Bench bench;
  bench.set_up();
  const base::Json again = bench.apply(Bench::everything());
  CHECK(again.find("changes")->as_array().empty());
  CHECK(text_at(again, "/unchanged") == "9");
}

TEST_CASE("a changed document is shown as a diff by plan, and makes a version by apply") {
  Bench bench;
  bench.set_up();
  const std::string changed = replaced(Bench::kModel, "\"label\"", "\"title\"");
  const base::Json plan = bench.call("config.plan", R"({"documents": [)" + changed + "]}");
  CHECK(text_at(plan, "/changes/0/action") == "update");
  CHECK(text_at(plan, "/changes/0/diff/0/pointer") == "/columns/1/name_in_destination");
  CHECK(text_at(plan, "/changes/0/diff/0/before") == "label");
  CHECK(text_at(plan, "/changes/0/diff/0/after") == "title");
  CHECK(text_at(bench.call("model.get", R"({"name": "items"})"), "/version") == "1");
  bench.call("config.apply", R"({"documents": [)" + changed + R"(], "note": "a better name"})");
  CHECK(text_at(bench.call("model.get", R"({"name": "ITEMS"})"), "/version") == "2");
  const base::Json versions = bench.call("version.list", R"({"kind": "model", "name": "items"})");
  CHECK(text_at(versions, "/items/0/note") == "a better name");
  CHECK(text_at(versions, "/items/0/actor") == "tester");
  CHECK(text_at(bench.call("version.get", R"({"kind": "model", "name": "items", "version": 1})"),
                "/document/model/columns/1/name_in_destination") == "label");
  CHECK(bench.failure("version.get", R"({"kind": "model", "name": "items", "version": 3})") ==
        "WB9007");
}

TEST_CASE("a config with one error changes nothing") {
  Bench bench;
  CHECK(bench.failure("config.apply",
                      R"({"documents": [{"recipient": {"name": "ok", "id_in_provider_system": "1"}},
                          {"recipient": {"name": "bad"}}]})") == "WB9009");
  CHECK(bench.last_error.find("WB1005") != std::string::npos);
  CHECK(bench.call("recipient.list").find("items")->as_array().empty());
}

TEST_CASE("a model handed in without a name is asked for one") {
  Bench bench;
  bench.apply(fmt::format("{},{}", Bench::kConnections, Bench::kSource));
  const std::string nameless = replaced(Bench::kModel, "\"model_name\": \"items\", ", "");
  CHECK(bench.failure("config.apply", fmt::format(R"({{"documents": [{}]}})", nameless)) ==
        "WB9001");
  CHECK(bench.last_error.find("model_name") != std::string::npos);
}

TEST_CASE("documents may refer to what the catalog holds") {
  Bench bench;
  bench.apply(Bench::kConnections);
  CHECK(bench.failure("config.apply",
                      R"({"documents": [{"source": {"name": "s", "connection": "form"}}]})") ==
        "WB9009");
  CHECK(bench.failure("config.apply",
                      R"({"documents": [{"source": {"name": "s", "connection": "from"}}]})") == "");
}

TEST_CASE("an id keeps an object through a rename") {
  Bench bench;
  bench.apply(R"({"recipient": {"name": "Acme", "id_in_provider_system": "1"}})");
  const std::string id = text_at(bench.call("recipient.get", R"({"name": "Acme"})"), "/id");
  bench.apply(R"({"recipient": {"name": "Acme Inc", "id": ")" + id +
              R"(", "id_in_provider_system": "1"}})");
  CHECK(text_at(bench.call("recipient.get", R"({"name": "Acme Inc"})"), "/id") == id);
  CHECK(bench.failure("recipient.get", R"({"name": "Acme"})") == "WB9007");
}

TEST_CASE("paths and documents: exactly one, and readable") {
  Bench bench;
  CHECK(bench.failure("config.lint") == "WB9001");
  CHECK(bench.failure("config.lint", R"({"paths": ["x"], "documents": []})") == "WB9001");
  CHECK(bench.failure("config.lint", R"({"paths": ["/nonexistent"]})") == "WB9010");
  const TempDir empty;
  CHECK(bench.failure("config.lint", R"({"paths": [")" + empty.path.string() + "\"]}") == "WB9010");
}

TEST_CASE("a folder is read with its sub-folders, hidden names left out") {
  Bench bench;
  const TempDir folder;
  std::filesystem::create_directories(folder.path / "models");
  std::filesystem::create_directories(folder.path / ".git");
  const auto write = [&](const char* name, const char* text) {
    FILE* file = fopen(folder.file(name).c_str(), "w");
    REQUIRE(file != nullptr);
    fputs(text, file);
    fclose(file);
  };
  write("models/orders.json", "{\"source_table\": \"orders\", \"columns\": []}");
  write(".git/broken.json", "{");
  write("notes.txt", "not json");
  const base::Json report = bench.call(
      "config.lint", R"({"paths": [")" + folder.path.string() + "\"], \"format\": \"text\"}");
  const auto& findings = report.find("findings")->as_array();
  REQUIRE(!findings.empty());
  for (const base::Json& finding : findings) {
    CHECK(text_at(finding, "/file") == folder.file("models/orders.json"));
  }
  CHECK(text_at(report, "/text").find("WB2002") != std::string::npos);
}

TEST_CASE("config.init makes a folder that lints clean, applies and runs, and spares a full one") {
  Bench bench;
  const std::string folder = bench.folder.file("sample");
  const std::string params = R"({"directory": ")" + folder + "\"}";
  bench.call("config.init", params);
  const std::string paths = R"({"paths": [")" + folder + "\"]}";
  CHECK(text_at(bench.call("config.lint", paths), "/counts/error") == "0");
  bench.call("config.apply", paths);
  const base::Json transfer = bench.call("destination.transfer", R"({"destination": "acme"})");
  CHECK(text_at(transfer, "/runs/0/report/counts/inserted") == "3");
  CHECK(bench.failure("config.init", params) == "WB9011");
}

TEST_CASE("what lint accepts and no run obeys is refused by plan and apply, by name and place") {
  Bench bench;
  const std::string documents =
      R"({"documents": [{"connection": {"name": "c", "vendor": "sqlite", "max_sessions": 9,
          "options": {"path": "x.db"}}}]})";
  CHECK(text_at(bench.call("config.lint", documents), "/counts/error") == "0");
  for (const char* operation : {"config.plan", "config.apply"}) {
    CHECK(bench.failure(operation, documents) == "WB9013");
    CHECK(bench.last_error.find("max_sessions") != std::string::npos);
    CHECK(bench.last_error.find("documents[0]") != std::string::npos);
  }
  CHECK(bench.call("connection.list").find("items")->as_array().empty());
}

TEST_CASE("a transfer sends the models of the products its recipient has") {
  Bench bench;
  const std::string other = replaced(replaced(Bench::kModel, "\"items\"", "\"parts\""),
                                     "\"source_table\": \"items\"", "\"source_table\": \"items\"");
  bench.apply(fmt::format("{},{}", Bench::everything(), other));
  const auto sent = [&](const char* destination) {
    std::string names;
    const auto transfer =
        bench.call("destination.transfer", fmt::format(R"({{"destination": "{}"}})", destination));
    for (const base::Json& run : transfer.find("runs")->as_array()) {
      names += text_at(run, "/model") + " ";
    }
    return names;
  };
  CHECK(sent("acme") == "items parts ");  // no product at all: every model
  bench.apply(R"({"product": {"product_name": "core", "models": ["ITEMS"]}})");
  CHECK(sent("acme") == "items parts ");  // none named default, and none given
  bench.apply(
      R"({"recipient": {"name": "Acme", "id_in_provider_system": "acme", "products": ["Core"]}})");
  CHECK(sent("acme") == "items ");
  CHECK(sent("globex") == "items parts ");
  bench.apply(R"({"product": {"product_name": "default", "models": ["parts"]}})");
  CHECK(sent("globex") == "parts ");
  bench.apply(
      R"({"destination": {"name": "globex", "connection": "to2", "recipient": "Globex", "products": ["core", "default"]}})");
  CHECK(sent("globex") == "items parts ");
  CHECK(text_at(bench.call("product.get", R"({"name": "CORE"})"), "/document/product/models/0") ==
        "ITEMS");
}

TEST_CASE("a template is rendered for a vendor, by itself or as a model of the catalog") {
  Bench bench;
  bench.set_up();
  const auto render = [&](const std::string& params) {
    return text_at(bench.call("model.render", params), "/sql");
  };
  CHECK(render(R"({"query": "SELECT '{{.IdInProviderSystem}}', {{.Schema}}", "dialect": "mysql",
                   "variables": {"IdInProviderSystem": "o'n\\eill", "Schema": "a`b"}})") ==
        R"(SELECT 'o''n\\eill', `a``b`)");
  CHECK(render(R"({"query": "SELECT {{.LastModifiedAtEpoch}}"})") == "SELECT 0");
  bench.apply(
      replaced(Bench::kModel, "\"source_table\": \"items\"",
               "\"source_query\": \"SELECT * FROM items WHERE {{.OrganizationColumnName}} = "
               "'{{.IdInProviderSystem}}' AND {{.PrimaryKeyColumnName}} > 0\""));
  CHECK(render(R"({"model": "items", "variables": {"IdInProviderSystem": "acme"}})") ==
        R"(SELECT * FROM items WHERE "org" = 'acme' AND "id" > 0)");
  CHECK(text_at(bench.call("model.render",
                           R"({"model": "items", "variables": {"IdInProviderSystem": "a"}})"),
                "/dialect") == "sqlite");
  CHECK(bench.failure("model.render", R"({"model": "items"})") == "WB9115");
  CHECK(bench.failure("model.render") == "WB9001");
  CHECK(bench.failure("model.render", R"({"query": "x", "model": "items"})") == "WB9001");
  CHECK(bench.failure("model.render", R"({"query": "x", "dialect": "postgresql"})") == "WB9001");
  CHECK(bench.failure("model.render", R"({"query": "x", "variables": {"Shcema": "a"}})") ==
        "WB9001");
  CHECK(bench.last_error.find("did you mean Schema?") != std::string::npos);
  CHECK(bench.failure("model.render",
                      R"({"query": "x", "variables": {"LastModifiedAtEpoch": "now"}})") ==
        "WB9001");
  CHECK(bench.failure("model.render", R"({"query": "{{.Shcema}}"})") == "WB9115");
}

TEST_SUITE_END();

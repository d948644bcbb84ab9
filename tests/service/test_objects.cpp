// Objects made and changed one by one, with the checks that a folder gets.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "service/catalogued.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

std::unique_ptr<catalog::Catalog> other_handle(const Bench& bench) {
  return catalog::Catalog::open(bench.folder.file("waybill.db"), bench.environment.clock);
}

bool try_run(const Bench& bench, catalog::Catalog& catalog, const char* operation,
             const base::Json& params) {
  service::Call call{bench.environment, &catalog, bench.actor, params, {}, {}};
  try {
    service::run(*service::find_operation(operation), call);
    return true;
  } catch (const Error&) {
    return false;
  }
}

constexpr const char* kSecondModel =
    R"({"model_name": "names", "source_table": "items", "organization_column": "org", "columns": [
         {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": true},
         {"name_in_source": "updated_at", "name_in_destination": "updated_at", "data_type": "timestamp", "is_last_modified": true}]})";

}  // namespace

TEST_SUITE_BEGIN("service: objects");

TEST_CASE("a catalog is made object by object, and runs") {
  Bench bench;
  const auto create = [&](const std::string& kind, const std::string& document) {
    return bench.call(kind + ".create",
                      fmt::format(R"({{"document": {}, "note": "by hand"}})", document));
  };
  create("connection", R"({"name": "from", "vendor": "sqlite", "options": {"path": "source.db"}})");
  create("connection",
         R"({"connection": {"name": "to", "vendor": "sqlite", "options": {"path": "acme.db"}}})");
  create("source", R"("{\"name\": \"shop\", \"connection\": \"from\", // ours\n }")");
  const base::Json model =
      create("model", replaced(Bench::kModel, "\"organization_column\": \"org\",", ""));
  CHECK(text_at(model, "/version") == "1");
  CHECK(text_at(model, "/changed") == "true");
  CHECK(text_at(model, "/document/model/model_name") == "items");
  create("product", R"({"product_name": "core", "models": ["items"]})");
  create("recipient", R"({"name": "Acme", "id_in_provider_system": "acme", "products": ["core"]})");
  create("destination", R"({"name": "acme", "connection": "to", "recipient": "Acme"})");
  create("sync", R"({"name": "nightly", "model": "items", "destination": "acme"})");
  CHECK(text_at(bench.call("sync.run", R"({"sync": "nightly"})"), "/report/counts/inserted") ==
        "3");
  const base::Json versions = bench.call("version.list", R"({"kind": "sync", "name": "nightly"})");
  CHECK(text_at(versions, "/items/0/note") == "by hand");
  CHECK(text_at(versions, "/items/0/actor") == "tester");
}

TEST_CASE("a name is given once, in any case and script, and a deleted one again") {
  Catalogued bench;
  CHECK(bench.create("recipient", R"({"name": "ACME", "id_in_provider_system": "x"})") == "WB9310");
  CHECK(contains(bench.last_error, "there is a recipient 'Acme' already"));
  CHECK(bench.create("recipient", R"({"name": "Ärger 株式会社", "id_in_provider_system": "x"})") ==
        "");
  CHECK(bench.create("recipient", R"({"name": "ärger 株式会社", "id_in_provider_system": "y"})") ==
        "WB9310");
  CHECK(bench.remove("recipient", "ÄRGER 株式会社") == "");
  CHECK(bench.create("recipient", R"({"name": "ärger 株式会社", "id_in_provider_system": "y"})") ==
        "");
  const std::string id = bench.at("recipient", "Acme", "/id");
  CHECK(bench.create("recipient", R"({"name": "new", "id": ")" + id +
                                      R"(", "id_in_provider_system": "z"})") == "WB9310");
}

TEST_CASE("a document that cannot be is refused and changes nothing") {
  Catalogued bench;
  const std::int64_t before = bench.versions_in_all();
  struct Case {
    const char* kind;
    const char* document;
    const char* code;
    const char* says;
  };
  const Case cases[] = {
      {"product", R"({"recipient": {"name": "x"}})", "WB9001", "is a recipient"},
      {"product", R"({"recipient": "x"})", "WB9001", "is a recipient"},
      {"product", R"({"product": {"models": []}})", "WB9001", "no name"},
      {"product", R"({})", "WB9009", "WB1"},
      {"product", R"("")", "WB9009", "WB1001"},
      {"product", R"("{")", "WB9009", "WB1001"},
      {"product", R"("[1]")", "WB9009", "WB1"},
      {"product", R"("{\"product_name\": \"a\"}, \"source\": {}")", "WB9009", "WB1001"},
      {"product", R"({"product": 1})", "WB9009", "WB1004"},
      {"product", R"({"product": {"product_name": 7, "models": []}})", "WB9009", "WB1004"},
      {"product", R"({"product_name": "", "models": []})", "WB9009", "WB1"},
      {"product", R"({"product_name": "a\u0000b", "models": []})", "WB9009", "WB1007"},
      {"product", R"({"product_name": "p", "models": ["itesm"]})", "WB9009", "did you mean"},
      {"product", R"({"product_name": "p", "models": [], "modles": 1})", "WB9009", "WB1003"},
      {"product", R"({"product_name": "p", "models": [1], "modles": 1})", "WB9009", "2 errors"},
      {"product", R"("{\"product_name\": \"p\", \"models\": [], \"models\": []}")", "WB9009",
       "WB1002"},
      {"connection", R"({"name": "c", "vendor": "sqlite", "secrets": {"password": "clear"}})",
       "WB9009", "error"},
  };
  for (const Case& one : cases) {
    CAPTURE(std::string(one.document));
    CHECK(bench.create(one.kind, one.document) == one.code);
    CAPTURE(bench.last_error);
    CHECK(contains(bench.last_error, one.says));
    CHECK(!contains(bench.last_error, "clear"));
  }
  CHECK(bench.failure("source.create", R"({"document": 1})") == "WB9001");
  CHECK(bench.failure("source.create") == "WB9001");
  std::string deep = R"({"name": "s", "connection": )";
  for (int i = 0; i < 40; ++i) deep += "[";
  for (int i = 0; i < 40; ++i) deep += "]";
  const base::Json text = base::Json::object({{"document", deep + "}"}});
  CHECK(bench.failure("source.create", base::write_json(text)) == "WB9009");
  CHECK(contains(bench.last_error, "WB1008"));
  const std::string huge(std::size_t{17} << 20, ' ');
  service::Call call{bench.environment,
                     bench.catalog.get(),
                     bench.actor,
                     base::Json::object({{"document", huge}}),
                     {},
                     {}};
  CHECK_THROWS_AS(service::run(*service::find_operation("source.create"), call), Error);
  CHECK(bench.versions_in_all() == before);
}

TEST_CASE("in an empty catalog, what a document names must be there as well") {
  Bench bench;
  const auto create = [&](const std::string& kind, const std::string& document) {
    return bench.failure(
        kind + ".create",
        fmt::format(R"({{"document": {}, "skip_model_validation": true}})", document));
  };
  CHECK(bench.failure("source.create", R"({"document": {"name": "s", "connection": "c"}})") ==
        "WB9009");
  CHECK(contains(bench.last_error, "WB7001"));
  CHECK(bench.failure("product.create",
                      R"({"document": {"product_name": "p", "models": ["m"]}})") == "WB9009");
  const std::string named =
      replaced(kSecondModel, "\"source_table\"", R"("source_name": "s", "source_table")");
  CHECK(create("model", named) == "WB9009");
  CHECK(contains(bench.last_error, "WB2013"));
}

TEST_CASE("a connection is tried and a model validated before it is saved, unless told not to") {
  Catalogued bench;
  const char* const bad =
      R"({"name": "gone", "vendor": "sqlite", "options": {"path": "no/such/folder/x.db"}})";
  CHECK(bench.create("connection", bad) == "WB9101");
  CHECK(bench.failure("connection.get", R"({"name": "gone"})") == "WB9007");
  CHECK(bench.failure("connection.create",
                      fmt::format(R"({{"document": {}, "skip_verification": true}})", bad)) == "");
  const std::string model = replaced(kSecondModel, "\"items\"", "\"nowhere\"");
  CHECK(bench.create("model", model) == "WB9009");
  CHECK(contains(bench.last_error, "found in the warehouse"));
  CHECK(bench.failure("model.create",
                      fmt::format(R"({{"document": {}, "skip_model_validation": true}})", model)) ==
        "");
}

TEST_CASE("an update is the whole document, made from the version that was seen") {
  Catalogued bench;
  const char* const acme = R"({"name": "acme", "connection": "to", "recipient": "Acme"})";
  CHECK(text_at(bench.update("destination", acme), "/changed") == "false");
  CHECK(bench.at("destination", "acme", "/version") == "1");
  const std::string changed =
      replaced(acme, "\"connection\"", "\"frequency_minutes\": 0, \"connection\"");
  CHECK(text_at(bench.update("destination", changed, R"(, "version": 1)"), "/version") == "2");
  CHECK(bench.failure("destination.update",
                      fmt::format(R"({{"document": {}, "version": 1}})", acme)) == "WB9311");
  CHECK(contains(bench.last_error, "is at version 2, not 1"));
  CHECK(text_at(bench.update("destination", acme, R"(, "version": 2)"),
                "/document/destination/frequency_minutes") == "(absent)");
  CHECK(bench.failure("destination.update",
                      R"({"document": {"name": "acem", "connection": "to"}})") == "WB9007");
  CHECK(contains(bench.last_error, "did you mean 'acme'?"));
  CHECK(bench.failure("destination.update",
                      R"({"document": {"name": "ACME", "connection": "to"}})") == "WB9001");
  CHECK(contains(bench.last_error, "waybill destination rename"));
  const std::string id = bench.at("destination", "acme", "/id");
  CHECK(bench.failure("destination.update",
                      R"({"document": {"name": "other", "connection": "to", "id": ")" + id +
                          "\"}}") == "WB9001");
  CHECK(bench.at("destination", "acme", "/version") == "3");
}

TEST_CASE("an update names the syncs and mappings that it breaks, and does not happen") {
  Catalogued bench;
  bench.apply(
      R"({"sync": {"name": "crm", "model": "items", "destination": "acme", "object": "contacts",
                  "mapping": [{"from": "id", "to": "id"}, {"from": "label", "to": "Title"},
                              {"from": "updated_at", "to": "changed"}]}})");
  const std::string without = replaced(
      Bench::kModel,
      R"({"name_in_source": "name", "name_in_destination": "label", "data_type": "text"},)", "");
  CHECK(bench.failure("model.update", fmt::format(R"({{"document": {}}})", without)) == "WB9009");
  CHECK(contains(bench.last_error, "WB6002"));
  CHECK(contains(bench.last_error, "crm"));
  CHECK(contains(bench.last_error, "label"));
  const std::string query = replaced(Bench::kModel, R"("source_table": "items")",
                                     R"("source_query": "SELECT id, org, updated_at FROM items")");
  CHECK(bench.failure("model.update", fmt::format(R"({{"document": {}}})", query)) == "WB9009");
  CHECK(contains(bench.last_error, "it breaks the syncs"));
  CHECK(contains(bench.last_error, "crm"));
  CHECK(bench.at("model", "items", "/version") == "1");
}

TEST_CASE("a sync is paused, resumed and cloned") {
  Catalogued bench;
  bench.apply(
      R"({"sync": {"name": "crm", "model": "items", "destination": "acme", "object": "contacts", "mode": "mirror"}})");
  CHECK(text_at(bench.call("sync.pause", R"({"sync": "crm", "note": "holiday"})"),
                "/document/sync/paused") == "true");
  CHECK(text_at(bench.call("sync.pause", R"({"sync": "crm"})"), "/changed") == "false");
  // A transfer goes past it; one that is about nothing else says so.
  CHECK(bench.failure("destination.transfer", R"({"destination": "acme"})") == "WB9214");
  bench.apply(fmt::format(R"({{"model": {}}})", kSecondModel));
  const base::Json beside = bench.call("destination.transfer", R"({"destination": "acme"})");
  CHECK(text_at(beside, "/status") == "success");
  CHECK(text_at(beside, "/runs/0/status") == "paused");
  CHECK(text_at(beside, "/runs/1/report/counts/inserted") == "2");
  CHECK(bench.failure("sync.run", R"({"sync": "crm"})") == "WB9214");
  CHECK(text_at(bench.call("sync.resume", R"({"sync": "crm"})"), "/document/sync/paused") ==
        "(absent)");
  CHECK(text_at(bench.call("sync.run", R"({"sync": "crm"})"), "/report/counts/inserted") == "2");
  CHECK(bench.failure("sync.pause", R"({"sync": "globex/items"})") == "WB9004");
  CHECK(bench.failure("sync.pause", R"({"sync": "nothing"})") == "WB9007");
  const base::Json clone =
      bench.call("sync.clone", R"({"sync": "CRM", "name": "crm eu", "destination": "GLOBEX"})");
  CHECK(text_at(clone, "/document/sync/paused") == "true");
  CHECK(text_at(clone, "/document/sync/destination") == "globex");
  CHECK(text_at(clone, "/document/sync/object") == "contacts");
  CHECK(text_at(clone, "/id") != bench.at("sync", "crm", "/id"));
  CHECK(bench.failure("sync.clone",
                      R"({"sync": "crm", "name": "Crm EU", "destination": "globex"})") == "WB9310");
  bench.call("sync.resume", R"({"sync": "crm eu"})");
  const base::Json first = bench.call("sync.run", R"({"sync": "crm eu"})");
  CHECK(text_at(first, "/report/counts/inserted") == "1");  // Globex's one row: no state came along
  bench.call("sync.clone",
             R"({"sync": "acme/items", "name": "of implicit", "destination": "acme"})");
}

TEST_CASE("two processes at once: nothing is left without what it names") {
  Bench bench;
  constexpr int kTries = 20;
  for (int i = 0; i < kTries; ++i) {
    bench.apply(fmt::format(R"({{"connection": {{"name": "c{}", "vendor": "sqlite",
                                "options": {{"path": "source.db"}}}}}})",
                            i));
  }
  std::thread deleting([&] {
    const auto catalog = other_handle(bench);
    for (int i = 0; i < kTries; ++i) {
      try_run(bench, *catalog, "connection.delete",
              base::Json::object({{"name", fmt::format("c{}", i)}}));
    }
  });
  const auto catalog = other_handle(bench);
  for (int i = 0; i < kTries; ++i) {
    try_run(bench, *catalog, "source.create",
            base::Json::object(
                {{"document", base::Json::object({{"name", fmt::format("s{}", i)},
                                                  {"connection", fmt::format("c{}", i)}})}}));
  }
  deleting.join();
  for (int i = 0; i < kTries; ++i) {
    CAPTURE(i);
    CHECK(bench.catalog->find(model::Kind::source, fmt::format("s{}", i)).has_value() ==
          bench.catalog->find(model::Kind::connection, fmt::format("c{}", i)).has_value());
  }
}

TEST_CASE("two updates made from one version: the second is told") {
  Catalogued bench;
  int good = 0;
  const auto update = [&](const char* description) {
    const auto catalog = other_handle(bench);
    return try_run(
        bench, *catalog, "recipient.update",
        base::Json::object({{"version", 1},
                            {"document", base::Json::object({{"name", "Acme"},
                                                             {"id_in_provider_system", "acme"},
                                                             {"description", description}})}}));
  };
  bool other = false;
  std::thread second([&] { other = update("second"); });
  good += update("first") ? 1 : 0;
  second.join();
  good += other ? 1 : 0;
  CHECK(good == 1);
  CHECK(bench.at("recipient", "Acme", "/version") == "2");
}

TEST_CASE("a catalog that may not be written says so and stays readable") {
  if (::geteuid() == 0) {
    MESSAGE("skipped: root may write every file");
    return;
  }
  Catalogued bench;
  bench.catalog.reset();
  REQUIRE(::chmod(bench.folder.file("waybill.db").c_str(), 0400) == 0);
  std::string code;
  try {
    bench.reopen();
    code = bench.remove("destination", "acme");
  } catch (const Error& error) {
    code = error.code().id;
  }
  CHECK(code == "WB9305");
  REQUIRE(::chmod(bench.folder.file("waybill.db").c_str(), 0600) == 0);
  bench.reopen();
  CHECK(bench.at("destination", "acme", "/version") == "1");
}

TEST_CASE("a connection is rotated once the new secrets or options work") {
  Catalogued bench;
  CHECK(bench.failure("connection.rotate", R"({"name": "from"})") == "WB9001");
  CHECK(bench.failure("connection.rotate",
                      R"({"name": "from", "options": {"path": "no/such/x.db"}})") == "WB9101");
  CHECK(contains(bench.last_error, "it stays as it was"));
  CHECK(bench.failure("connection.rotate",
                      R"({"name": "from", "secrets": {"password": "hunter2"}})") == "WB9009");
  CHECK(!contains(bench.last_error, "hunter2"));
  CHECK(bench.at("connection", "from", "/version") == "1");
  bench.source.run(fmt::format("VACUUM INTO '{}'", bench.folder.file("moved.db")));
  const base::Json rotated =
      bench.call("connection.rotate",
                 R"({"name": "FROM", "options": {"path": "moved.db"}, "note": "new disk"})");
  CHECK(text_at(rotated, "/document/connection/options/path") == "moved.db");
  CHECK(text_at(rotated, "/version") == "2");
  CHECK(text_at(rotated, "/checks/0/status") == "passed");
  CHECK(bench.inserted() == "2");
}

TEST_CASE("a destination is tested where it is to be written, a product's models are validated") {
  Catalogued bench;
  base::Json test = bench.call("destination.test", R"({"name": "acme"})");
  CHECK(text_at(test, "/ok") == "true");
  CHECK(text_at(test, "/checks/8/message") == "there is no database yet");
  bench.apply(
      R"({"destination": {"name": "named", "connection": "from", "recipient": "Acme", "schema": "nowhere"}})");
  test = bench.call("destination.test", R"({"name": "named"})");
  CHECK(text_at(test, "/checks/8/status") == "warning");
  CHECK(contains(base::write_json(test), "there is no schema 'nowhere'"));
  const std::string folder = bench.folder.file("files");
  bench.apply(
      R"({"destination": {"name": "csv", "sink": "csv", "recipient": "Acme", "config": {"folder": ")" +
      folder + "\"}}}");
  test = bench.call("destination.test", R"({"name": "csv"})");
  CHECK(text_at(test, "/ok") == "true");
  CHECK(contains(text_at(test, "/checks/1/message"), "is not there yet"));
  REQUIRE(::mkdir(bench.folder.file("files").c_str(), 0500) == 0);
  if (::geteuid() != 0)
    CHECK(text_at(bench.call("destination.test", R"({"name": "csv"})"), "/ok") == "false");
  std::filesystem::remove(folder);
  bench.source.run(fmt::format("VACUUM INTO '{}'", folder));  // a file where the folder should be
  CHECK(text_at(bench.call("destination.test", R"({"name": "csv"})"), "/ok") == "false");

  bench.apply(R"({"product": {"product_name": "core", "models": ["items"]}})");
  CHECK(text_at(bench.call("product.validate", R"({"name": "core"})"), "/counts/error") == "0");
  bench.source.run("ALTER TABLE items RENAME COLUMN name TO title");
  const base::Json found = bench.call("product.validate", R"({"name": "core"})");
  CHECK(text_at(found, "/models/0/status") == "failed");
  CHECK(bench.failure("product.validate", R"({"name": "x"})") == "WB9007");
}

TEST_SUITE_END();

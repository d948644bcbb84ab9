// A connection with roles answers nobody else: every operation of the table, one by one.
#include <doctest/doctest.h>

#include <map>

#include "service/bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

constexpr const char* kSay = "may only be used with the role";

// Both ends of everything may only be used with the role `ops`.
struct Guarded : Bench {
  Guarded() {
    actor.roles = {"ops"};
    apply(everything());
    apply(connections(R"(, "roles": ["ops"])"));
    apply(R"({"product": {"product_name": "core", "models": ["items"]}},
             {"sync": {"name": "crm", "model": "items", "destination": "acme",
                       "schedule": {"every": "10m"}}})");
    call("connection.create", R"({"document": {"name": "old", "vendor": "sqlite",
         "options": {"path": "source.db"}, "roles": ["ops"]}})");
    call("connection.delete", R"({"name": "old"})");
    catalog::Reject refused;
    refused.id = "refused";
    refused.sync_id = text_at(call("sync.get", R"({"name": "crm"})"), "/id");
    refused.sync_name = "crm";
    refused.key = base::Json::object({{"id", "1"}});
    catalog->add_rejects({refused});
    now += base::Micros{3'600'000'000};  // the sync is due
  }
  static std::string connections(const std::string& roles) {
    return fmt::format(
        R"({{"connection": {{"name": "from", "vendor": "sqlite", "options": {{"path": "source.db"}}{0}}}}},
           {{"connection": {{"name": "to", "vendor": "sqlite", "options": {{"path": "acme.db"}}{0}}}}})",
        roles);
  }

  // What it answers, or the error it ends with.
  std::string say(const service::Operation& operation, const std::string& params) {
    try {
      service::Call made{
          environment, catalog.get(), actor, base::parse_json_or_throw(params, "params"), {}, {}};
      if (operation.run != nullptr) return base::write_json(service::run(operation, made));
      service::open_stream(operation, made);
      return "rows";
    } catch (const Error& error) {
      return std::string(error.code().id) + " " + error.message();
    }
  }
};

enum class Answer {
  nobody_else,  // it reaches the connection, or changes it
  anybody       // it does neither
};
struct Probe {
  Answer answer;
  std::string params;
};

std::string changed_model() {
  return replaced(Bench::kModel, "\"label\"", "\"title\"");
}

// One call of each operation of the table that would reach a guarded connection if it reached any.
std::map<std::string, Probe> probes(const Bench& bench) {
  using enum Answer;
  const std::string model = changed_model();
  const std::string open = Guarded::connections("");
  const std::string other_model =
      replaced(replaced(Bench::kModel, "\"model_name\": \"items\"", "\"model_name\": \"second\""),
               "\"source_table\"", "\"destination_table_name\": \"second\", \"source_table\"");
  std::map<std::string, Probe> all{
      {"alert.check", {anybody, "{}"}},
      {"alert.list", {anybody, "{}"}},
      {"catalog.backup", {anybody, R"({"path": ")" + bench.folder.file("copy.db") + "\"}"}},
      {"catalog.check", {anybody, "{}"}},
      {"catalog.upgrade", {anybody, R"({"path": ")" + bench.folder.file("waybill.db") + "\"}"}},
      {"catalog.vacuum", {anybody, "{}"}},
      {"config.apply", {nobody_else, R"({"documents": [)" + open + "]}"}},
      {"config.export", {anybody, R"({"directory": ")" + bench.folder.file("exported") + "\"}"}},
      {"config.init", {anybody, R"({"directory": ")" + bench.folder.file("new") + "\"}"}},
      {"config.lint", {anybody, R"({"documents": [)" + open + "]}"}},
      {"config.plan", {anybody, R"({"documents": [)" + open + "]}"}},
      {"config.schema", {anybody, R"({"kind": "model"})"}},
      {"connection.create", {nobody_else, R"({"document": {"name": "third", "vendor": "sqlite",
                         "options": {"path": "source.db"}, "roles": ["ops"]}})"}},
      {"connection.delete", {nobody_else, R"({"name": "to"})"}},
      {"connection.get", {anybody, R"({"name": "from"})"}},
      {"connection.grants", {anybody, R"({"name": "postgres", "use": "source"})"}},
      {"connection.list", {anybody, "{}"}},
      {"connection.rename", {nobody_else, R"({"name": "from", "new_name": "other"})"}},
      {"connection.rotate", {nobody_else, R"({"name": "from", "options": {"path": "acme.db"}})"}},
      {"connection.update",
       {nobody_else, R"({"skip_verification": true, "document": {"name": "from", "vendor": "sqlite",
                         "options": {"path": "source.db"}}})"}},
      {"connection.verify", {nobody_else, R"({"name": "from"})"}},
      {"destination.create",
       {anybody, R"({"document": {"name": "new", "connection": "to", "recipient": "Acme",
                     "schema": "main"}})"}},
      {"destination.delete", {anybody, R"({"name": "globex"})"}},
      {"destination.fields", {nobody_else, R"({"destination": "acme", "object": "items"})"}},
      {"destination.get", {anybody, R"({"name": "acme"})"}},
      {"destination.list", {anybody, "{}"}},
      {"destination.objects", {nobody_else, R"({"destination": "acme"})"}},
      {"destination.rename", {anybody, R"({"name": "acme", "new_name": "b"})"}},
      {"destination.test", {nobody_else, R"({"name": "acme"})"}},
      {"destination.transfer", {nobody_else, R"({"destination": "acme"})"}},
      {"destination.update",
       {anybody, R"({"document": {"name": "acme", "connection": "to", "recipient": "Acme",
                     "description": "x"}})"}},
      {"dialect.check", {anybody, "{}"}},
      {"dialect.keys", {anybody, "{}"}},
      {"dialect.list", {anybody, "{}"}},
      {"dialect.show", {anybody, "{}"}},
      {"metrics.get", {anybody, "{}"}},
      {"model.columns", {nobody_else, R"({"model": "items"})"}},
      {"model.create", {nobody_else, R"({"document": )" + other_model + "}"}},
      {"model.delete", {anybody, R"({"name": "items"})"}},
      {"model.get", {anybody, R"({"name": "items"})"}},
      {"model.infer", {nobody_else, R"({"table": "items"})"}},
      {"model.list", {anybody, "{}"}},
      {"model.preview", {nobody_else, R"({"model": "items", "recipient": "Acme"})"}},
      {"model.read", {nobody_else, R"({"model": "items", "recipient": "Acme"})"}},
      {"model.rename", {anybody, R"({"name": "items", "new_name": "goods"})"}},
      {"model.render", {anybody, R"({"query": "SELECT 1"})"}},
      {"model.test",
       {nobody_else,
        R"({"live": true, "models": ["items"], "documents": [)" +
            replaced(model, "\"columns\"",
                     R"("tests": [{"name": "t", "tenant": "acme", "given": {"items": []},
                         "expect": []}], "columns")") +
            "]}"}},
      {"model.update", {nobody_else, R"({"document": )" + model + "}"}},
      {"model.usage", {anybody, R"({"model": "items"})"}},
      {"model.validate", {nobody_else, "{}"}},
      {"operations.list", {anybody, "{}"}},
      {"product.create", {anybody, R"({"document": {"product_name": "p", "models": ["items"]}})"}},
      {"product.delete", {anybody, R"({"name": "core"})"}},
      {"product.get", {anybody, R"({"name": "core"})"}},
      {"product.list", {anybody, "{}"}},
      {"product.rename", {anybody, R"({"name": "core", "new_name": "p"})"}},
      {"product.update",
       {anybody,
        R"({"document": {"product_name": "core", "models": ["items"], "description": "x"}})"}},
      {"product.validate", {nobody_else, R"({"name": "core"})"}},
      {"recipient.create",
       {anybody, R"({"document": {"name": "n", "id_in_provider_system": "n"}})"}},
      {"recipient.delete", {anybody, R"({"name": "Acme"})"}},
      {"recipient.get", {anybody, R"({"name": "Acme"})"}},
      {"recipient.list", {anybody, "{}"}},
      {"recipient.rename", {anybody, R"({"name": "Acme", "new_name": "n"})"}},
      {"recipient.update",
       {anybody,
        R"({"document": {"name": "Acme", "id_in_provider_system": "acme", "description": "x"}})"}},
      {"reject.discard", {anybody, R"({"all": true, "note": "x"})"}},
      {"reject.export", {anybody, "{}"}},
      {"reject.get", {anybody, R"({"reject": "x"})"}},
      {"reject.list", {anybody, "{}"}},
      {"reject.retry", {nobody_else, "{}"}},
      {"rules.explain", {anybody, R"({"code": "WB1001"})"}},
      {"rules.list", {anybody, "{}"}},
      {"run.cancel", {anybody, R"({"run": "x"})"}},
      {"run.events", {anybody, R"({"run": "x"})"}},
      {"run.get", {anybody, R"({"run": "x"})"}},
      {"run.list", {anybody, "{}"}},
      {"schedule.list", {anybody, "{}"}},
      {"schedule.next_due", {anybody, "{}"}},
      {"schedule.run_due", {nobody_else, "{}"}},
      {"sink.check",
       {anybody,
        R"({"name": "csv", "config": {"folder": ")" + bench.folder.path.string() + R"("}})"}},
      {"sink.list", {anybody, "{}"}},
      {"source.create", {anybody, R"({"document": {"name": "s", "connection": "from"}})"}},
      {"source.delete", {anybody, R"({"name": "shop"})"}},
      {"source.get", {anybody, R"({"name": "shop"})"}},
      {"source.list", {anybody, "{}"}},
      {"source.rename", {anybody, R"({"name": "shop", "new_name": "s"})"}},
      {"source.update", {anybody, R"({"document": {"name": "shop", "connection": "from",
                     "tenancy": "multi_tenant_tables", "description": "x"}})"}},
      {"sync.clone", {anybody, R"({"sync": "crm", "name": "c", "destination": "globex"})"}},
      {"sync.compare", {nobody_else, R"({"sync": "crm"})"}},
      {"sync.create",
       {anybody, R"({"document": {"name": "c", "model": "items", "destination": "globex"}})"}},
      {"sync.delete", {anybody, R"({"name": "crm"})"}},
      {"sync.get", {anybody, R"({"name": "crm"})"}},
      {"sync.list", {anybody, "{}"}},
      {"sync.pause", {anybody, R"({"sync": "crm"})"}},
      {"sync.plan", {nobody_else, R"({"sync": "crm"})"}},
      {"sync.preview", {nobody_else, R"({"sync": "crm"})"}},
      {"sync.rename", {anybody, R"({"name": "crm", "new_name": "c"})"}},
      {"sync.reset", {nobody_else, R"({"sync": "crm"})"}},
      {"sync.resume", {anybody, R"({"sync": "crm"})"}},
      {"sync.run", {nobody_else, R"({"sync": "crm"})"}},
      {"sync.update",
       {anybody, R"({"document": {"name": "crm", "model": "items", "destination": "acme",
                     "description": "x"}})"}},
      {"system.doctor", {anybody, "{}"}},
      {"system.features", {anybody, "{}"}},
      {"version.diff", {anybody, R"({"kind": "connection", "name": "from"})"}},
      {"version.get", {anybody, R"({"kind": "connection", "name": "from", "version": 1})"}},
      {"version.list", {anybody, R"({"kind": "connection", "name": "from"})"}},
      {"version.restore", {nobody_else, R"({"kind": "connection", "name": "old"})"}},
  };
  return all;
}

}  // namespace

TEST_SUITE_BEGIN("service: roles");

TEST_CASE("every operation of the table is probed here") {
  const Bench bench;
  const std::map<std::string, Probe> all = probes(bench);
  for (const service::Operation& operation : service::operations()) {
    CAPTURE(std::string(operation.name));
    CHECK(all.contains(std::string(operation.name)));
  }
  CHECK(all.size() == service::operations().size());
}

TEST_CASE("a connection with roles answers only actors who hold one, in every operation") {
  for (const service::Operation& operation : service::operations()) {
    CAPTURE(std::string(operation.name));
    Guarded bench;
    const std::map<std::string, Probe> all = probes(bench);
    const auto probe = all.find(std::string(operation.name));
    REQUIRE(probe != all.end());
    bench.actor.roles = {"analyst", "Ops"};
    // Whoever opens the file without asking is given away by what it is.
    if (probe->second.answer == Answer::anybody) {
      for (const char* file : {"source.db", "acme.db"}) {
        std::filesystem::remove(bench.folder.file(file));
        std::filesystem::create_directory(bench.folder.file(file));
      }
    }
    const std::string said = bench.say(operation, probe->second.params);
    CAPTURE(said);
    if (probe->second.answer == Answer::nobody_else) {
      CHECK(said.find(kSay) != std::string::npos);
      bench.actor.roles = {"ops"};
      CHECK(bench.say(operation, probe->second.params).find(kSay) == std::string::npos);
    } else {
      CHECK(said.find(kSay) == std::string::npos);
      CHECK((said.find("WB91") == std::string::npos || operation.name.starts_with("rules.")));
    }
  }
}

TEST_CASE("a document in front of the catalog's connection does not open it") {
  Guarded bench;
  bench.actor.roles.clear();
  const std::string open = Guarded::connections("");
  CHECK(bench.failure("connection.verify", R"({"name": "from", "documents": [)" + open + "]}") ==
        "WB9008");
  CHECK(bench.failure("model.preview", R"({"model": "items", "recipient": "Acme", "documents": [)" +
                                           open + "]}") == "WB9008");
  CHECK(bench.failure("model.infer", R"({"table": "items", "documents": [)" + open + "]}") ==
        "WB9008");
}

TEST_SUITE_END();

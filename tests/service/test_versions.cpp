// The history of objects: what changed, and earlier versions saved again.
#include <doctest/doctest.h>

#include <algorithm>

#include "service/bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

constexpr const char* kAcme = R"({"kind": "recipient", "name": "Acme"})";

std::string recipient(const std::string& rest) {
  return R"({"recipient": {"name": "Acme", "id_in_provider_system": "acme")" + rest + "}}";
}

}  // namespace

TEST_SUITE_BEGIN("service: versions");

TEST_CASE("version.diff shows what a version changed, and what it made or took away") {
  Bench bench;
  bench.apply(recipient(""));
  bench.apply(recipient(R"(, "description": "one")"));
  bench.apply(recipient(R"(, "description": "two")"));
  base::Json diff = bench.call("version.diff", kAcme);
  CHECK(text_at(diff, "/from") == "2");
  CHECK(text_at(diff, "/to") == "3");
  CHECK(base::write_json(*diff.find("diff")) ==
        R"([{"pointer":"/description","before":"one","after":"two"}])");
  diff = bench.call("version.diff", R"({"kind": "recipient", "name": "Acme", "from": 3, "to": 1})");
  CHECK(base::write_json(*diff.find("diff")) ==
        R"([{"pointer":"/description","before":"two","after":null}])");
  diff = bench.call("version.diff", R"({"kind": "recipient", "name": "Acme", "to": 1})");
  CHECK(text_at(diff, "/from") == "null");
  CHECK(text_at(diff, "/diff/0/before") == "null");
  CHECK(text_at(diff, "/diff/0/after/name") == "Acme");
  CHECK(bench.failure("version.diff", R"({"kind": "recipient", "name": "Acme", "to": 4})") ==
        "WB9007");
  bench.call("recipient.delete", R"({"name": "Acme"})");
  diff = bench.call("version.diff", kAcme);
  CHECK(text_at(diff, "/to") == "4");
  CHECK(text_at(diff, "/diff/0/after") == "null");
}

TEST_CASE("version.restore makes a new version of an earlier one, with the checks of a save") {
  Bench bench;
  bench.set_up();
  const std::string v1 = text_at(bench.call("model.get", R"({"name": "items"})"), "/document");
  bench.apply(replaced(Bench::kModel, "\"label\"", "\"title\""));
  const base::Json restored =
      bench.call("version.restore",
                 R"({"kind": "model", "name": "items", "version": 1, "note": "it was better"})");
  CHECK(text_at(restored, "/version") == "3");
  CHECK(text_at(restored, "/document") == v1);
  const base::Json list = bench.call("version.list", R"({"kind": "model", "name": "items"})");
  CHECK(text_at(list, "/items/0/note") == "it was better");
  CHECK(text_at(list, "/items/0/action") == "update");
  CHECK(
      text_at(bench.call("version.restore", R"({"kind": "model", "name": "items", "version": 3})"),
              "/changed") == "false");
  CHECK(bench.failure("version.restore", R"({"kind": "model", "name": "items"})") == "WB9001");
  CHECK(bench.failure("version.restore", R"({"kind": "model", "name": "items", "version": 9})") ==
        "WB9007");
  bench.source.run("ALTER TABLE items RENAME COLUMN name TO title");
  CHECK(bench.failure("version.restore", R"({"kind": "model", "name": "items", "version": 2})") ==
        "WB9009");
  CHECK(bench.failure("version.restore", R"({"kind": "model", "name": "items", "version": 2,
                                             "skip_model_validation": true})") == "");
}

TEST_CASE("a deleted object has its history, and comes back with its id") {
  Bench bench;
  bench.set_up();
  const std::string id = text_at(bench.call("destination.get", R"({"name": "acme"})"), "/id");
  bench.call("destination.delete", R"({"name": "acme", "note": "by mistake"})");
  CHECK(bench.failure("destination.get", R"({"name": "acme"})") == "WB9007");
  const base::Json list = bench.call("version.list", R"({"kind": "destination", "name": "ACME"})");
  CHECK(text_at(list, "/items/0/action") == "remove");
  CHECK(text_at(list, "/items/0/note") == "by mistake");
  CHECK(text_at(list, "/items/1/action") == "create");
  const base::Json back =
      bench.call("version.restore", R"({"kind": "destination", "name": "acme"})");
  CHECK(text_at(back, "/id") == id);
  CHECK(text_at(back, "/version") == "3");
  CHECK(text_at(bench.call("catalog.check"), "/ok") == "true");
  // What it refers to must be there as well.
  bench.call("destination.delete", R"({"name": "acme"})");
  bench.call("connection.delete", R"({"name": "to"})");
  CHECK(bench.failure("version.restore", R"({"kind": "destination", "name": "acme"})") == "WB9009");
  CHECK(bench.last_error.find("WB7001") != std::string::npos);
  bench.call("version.restore", R"({"kind": "connection", "name": "to"})");
  CHECK(bench.failure("version.restore", R"({"kind": "destination", "name": "acme"})") == "");
}

TEST_CASE("a version from before a rename comes back under today's name, into the same table") {
  Bench bench;
  bench.set_up();
  bench.call("destination.transfer", R"({"destination": "acme"})");
  bench.call("model.rename", R"({"name": "items", "new_name": "goods"})");
  const base::Json restored =
      bench.call("version.restore", R"({"kind": "model", "name": "goods", "version": 1})");
  CHECK(text_at(restored, "/name") == "goods");
  CHECK(text_at(restored, "/document/model/destination_table_name") == "items");
  const base::Json transfer = bench.call("destination.transfer", R"({"destination": "acme"})");
  CHECK(text_at(transfer, "/runs/0/report/counts/inserted") == "0");
  CHECK(SqliteFile(bench.folder.file("acme.db")).number("SELECT count(*) FROM items") == 2);
}

TEST_CASE("every operation that makes versions takes a note") {
  const std::string_view verbs[] = {"create", "update", "rename", "delete",  "rotate",
                                    "pause",  "resume", "clone",  "restore", "apply"};
  std::size_t found = 0;
  for (const service::Operation& operation : service::operations()) {
    const std::string_view verb = operation.name.substr(operation.name.find('.') + 1);
    if (std::ranges::find(verbs, verb) == std::end(verbs)) continue;
    CAPTURE(std::string(operation.name));
    CHECK(operation.changes);
    CHECK(std::ranges::find(operation.params, "note", &service::Param::name) !=
          operation.params.end());
    ++found;
  }
  CHECK(found == 7 * 4 + 6);
}

TEST_SUITE_END();

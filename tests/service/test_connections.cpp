// Connections through the operations: tried by name or by document, and before they are applied.
#include <doctest/doctest.h>

#include "service/bench.hpp"

using namespace waybill;
using namespace waybill::tests;

namespace {

std::string connection(const std::string& name, const std::string& path,
                       const std::string& more = "") {
  return fmt::format(
      R"({{"connection": {{"name": "{}", "vendor": "sqlite", "options": {{"path": "{}"}}{}}}}})",
      name, path, more);
}

std::string source_of(const std::string& name) {
  return fmt::format(R"({{"source": {{"name": "of {0}", "connection": "{0}"}}}})", name);
}

std::string destination_to(const std::string& name, const std::string& more = "") {
  return fmt::format(R"({{"destination": {{"name": "to {0}", "connection": "{0}"{1}}}}})", name,
                     more);
}

std::string documents(const std::string& list, const std::string& more = "") {
  return fmt::format(R"({{"documents": [{}]{}}})", list, more);
}

// The statuses of the checks, by their first letters.
std::string statuses(const base::Json& result) {
  std::string text;
  for (const base::Json& check : result.find("checks")->as_array()) {
    text += text_at(check, "/status").front();
  }
  return text;
}

}  // namespace

TEST_SUITE_BEGIN("service: connections");

TEST_CASE("a connection is tried for what the catalog uses it for, or as asked") {
  Bench bench;
  bench.set_up();
  const base::Json from = bench.call("connection.verify", R"({"name": "from"})");
  CHECK(text_at(from, "/ok") == "true");
  CHECK(statuses(from) == "ppssssss");
  for (const char* key : {"name", "status", "message", "hint", "sqlstate", "ms"}) {
    CHECK(from.at_pointer(fmt::format("/checks/0/{}", key)) != nullptr);
  }
  CHECK(from.at_pointer("/checks/0")->as_object().size() == 6);
  const base::Json to = bench.call("connection.verify", R"({"name": "TO"})");
  CHECK(text_at(to, "/ok") == "true");
  CHECK(text_at(to, "/checks/0/message").find("first run") != std::string::npos);
  CHECK(statuses(bench.call("connection.verify", R"({"name": "from", "use": "destination"})")) ==
        "ppwssssp");
  const base::Json read = bench.call("connection.verify", R"({"name": "to", "use": "source"})");
  CHECK(text_at(read, "/ok") == "false");
  CHECK(statuses(read) == "fsssssss");
  CHECK_FALSE(std::filesystem::exists(bench.folder.file("acme.db")));
}

TEST_CASE("a document handed in is tried without being kept, with or without a catalog") {
  Bench bench;
  const std::string here = connection("x", "source.db");
  CHECK(text_at(bench.call("connection.verify", documents(here)), "/ok") == "true");
  CHECK(bench.call("connection.list").find("items")->as_array().empty());
  CHECK(bench.failure("connection.verify", documents(here + "," + connection("y", "y.db"))) ==
        "WB9001");
  CHECK(bench.last_error.find("name one of: x, y") != std::string::npos);
  CHECK(text_at(bench.call("connection.verify", documents(here + "," + connection("y", "source.db"),
                                                          R"(, "name": "y")")),
                "/ok") == "true");
  // A destination beside it says what it is for.
  CHECK(text_at(bench.call("connection.verify",
                           documents(connection("y", "y.db") + "," + destination_to("y"))),
                "/ok") == "true");
  CHECK(bench.failure("connection.verify",
                      documents(connection("x", "source.db", R"(, "optoins": {})"))) == "WB9009");
  CHECK(bench.failure("connection.verify") == "WB9001");
  CHECK(bench.failure("connection.verify", R"({"name": "frm"})") == "WB9007");
  bench.catalog.reset();
  CHECK(bench.failure("connection.verify", R"({"name": "from"})") == "WB9003");
  const std::string absolute = connection("x", bench.folder.file("source.db"));
  CHECK(text_at(bench.call("connection.verify", documents(absolute)), "/ok") == "true");
}

TEST_CASE("who holds none of a connection's roles cannot try it") {
  Bench bench;
  bench.actor.roles = {"ops"};
  bench.apply(connection("from", "source.db", R"(, "roles": ["ops"])"));
  bench.actor.roles.clear();
  CHECK(bench.failure("connection.verify", R"({"name": "from"})") == "WB9008");
  bench.actor.roles = {"ops"};
  CHECK(bench.failure("connection.verify", R"({"name": "from"})") == "");
}

TEST_CASE("a source that cannot be opened is not applied, nor anything beside it") {
  Bench bench;
  const std::string broken = connection("from", "none.db") + "," + source_of("from");
  CHECK(bench.failure("config.apply", documents(broken)) == "WB9101");
  CHECK(bench.last_error.starts_with("connection 'from': cannot open '" +
                                     bench.folder.file("none.db") +
                                     "': there is no such file; nothing was applied | "));
  CHECK(bench.last_error.find("--no-verify") != std::string::npos);
  CHECK(bench.call("source.list").find("items")->as_array().empty());
  CHECK(bench.failure("config.apply", documents(broken + "," + connection("b", "b.db") + "," +
                                                source_of("b"))) == "WB9101");
  CHECK(bench.last_error.find("one more: b") != std::string::npos);
  // Once, and it is no part of what is kept.
  CHECK(bench.failure("config.apply", documents(broken, R"(, "skip_verification": true)")) == "");
  CHECK(text_at(bench.call("config.apply", documents(broken)), "/unchanged") == "2");
  CHECK(text_at(bench.call("connection.get", R"({"name": "from"})"), "/document/connection")
            .find("verif") == std::string::npos);
}

TEST_CASE("only connections that changed are tried, and by the documents beside them") {
  Bench bench;
  const std::string kNew = R"(, "recipient": "New")";
  bench.set_up();
  std::filesystem::remove(bench.folder.file("source.db"));
  bench.apply(R"({"recipient": {"name": "New", "id_in_provider_system": "new"}})");
  CHECK(bench.failure("config.apply", documents(connection("from", "elsewhere.db"))) == "WB9101");
  // The new use of an absent file is as a destination: its first run makes it.
  bench.apply(connection("later", "later.db") + "," + destination_to("later", kNew));
  bench.apply(connection("nobody's", "nobody.db"));
  CHECK(bench.failure("config.apply", documents(connection("bad", "no/such/folder.db") + "," +
                                                destination_to("bad", kNew))) == "WB9101");
  CHECK(bench.last_error.find("its folder") != std::string::npos);
}

TEST_SUITE_END();

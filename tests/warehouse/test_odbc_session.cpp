// What a session over ODBC must do beyond the conformance suite: passwords, errors of connecting,
// settings that win, handles that are given back.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "helpers.hpp"
#include "odbc_place.hpp"
#include "sql/statements.hpp"
#include "support/mariadb_server.hpp"
#include "support/postgres_server.hpp"
#include "warehouse/odbc/handles.hpp"

namespace waybill::tests {
namespace {

using rows::Value;
using warehouse::Access;

// Whatever a connection string could take for something else.
std::vector<std::string> hostile_passwords() {
  std::vector<std::string> all;
  const std::string signs = ";{}=&@' \"%+\\";
  for (const char sign : signs) all.push_back(fmt::format("a{}b", sign));
  for (const char sign : signs) {
    if (sign != ' ') all.push_back(fmt::format("{0}{0}", sign));
  }
  all.insert(all.end(),
             {"{a}", "{a}}", "}{", "};UID=root;{", "x;UID=root", signs + "z", " a", "a "});
  return all;
}

warehouse::ConnectSpec over_odbc(warehouse::ConnectSpec spec) {
  spec.via = "odbc";
  return spec;
}

// The reference of each spec's password is a name that its own callback knows.
void set_password(warehouse::ConnectSpec& spec, const std::string& password) {
  spec.secrets["password"] = "host:pw";
  spec.host_secrets = [password](std::string_view) { return base::Secret(password); };
}

bool without_psql() {
  return without_postgres() || without_driver(kPsqlUnicode);
}
bool without_maria() {
  return without_mariadb() || without_driver(kMariadb);
}

}  // namespace

TEST_CASE("psqlODBC: any password is carried as it is" * doctest::skip(without_psql())) {
  const PostgresDatabase database;
  database.run("CREATE ROLE with_password LOGIN PASSWORD 'first'");
  warehouse::ConnectSpec spec = over_odbc(database.spec());
  spec.options["user"] = "with_password";
  for (const std::string& password : hostile_passwords()) {
    INFO(password);
    database.run(fmt::format("ALTER ROLE with_password PASSWORD {}",
                             sql::literal(sql::postgres(), password)));
    set_password(spec, password);
    CHECK(code_of([&] { warehouse::open_session(spec, Access::read_only)->ping(); }).empty());
  }
  set_password(spec, "wrong");
  const Error error = error_of([&] { warehouse::open_session(spec, Access::read_only); });
  CHECK(error.code().id == codes::connect_failed.id);
  CHECK(error.message().find("password") != std::string::npos);
  database.run("DROP ROLE with_password");
}

TEST_CASE("MariaDB's driver: any password is carried as it is, or refused by name" *
          doctest::skip(without_maria())) {
  const MariadbDatabase database;
  database.run("CREATE USER hostile@'%'");
  database.run("GRANT ALL ON *.* TO hostile@'%'");
  warehouse::ConnectSpec spec = database.spec();
  spec.options.erase("socket");
  spec.options["host"] = "127.0.0.1";
  spec.options["port"] = std::to_string(mariadb_port());
  spec.options["user"] = "hostile";
  for (const std::string& password : hostile_passwords()) {
    INFO(password);
    database.run(fmt::format("SET PASSWORD FOR hostile@'%' = PASSWORD({})",
                             sql::literal(sql::mariadb(), password)));
    set_password(spec, password);
    if (password.front() == ' ' || password.back() == ' ') {
      const Error error = error_of([&] { warehouse::open_session(spec, Access::read_only); });
      CHECK(error.message().find("blank") != std::string::npos);
      continue;
    }
    CHECK(code_of([&] { warehouse::open_session(spec, Access::read_only)->ping(); }).empty());
  }
  set_password(spec, "wrong");
  const Error error = error_of([&] { warehouse::open_session(spec, Access::read_only); });
  CHECK(error.code().id == codes::connect_failed.id);
  CHECK(error.native_code() == 1045);
  CHECK(error.message().find("wrong:") != std::string::npos);
  database.run("DROP USER hostile@'%'");
}

TEST_CASE("a connection that cannot be made says which field is probably wrong" *
          doctest::skip(without_psql())) {
  const PostgresDatabase database;
  struct Case {
    std::string key;
    std::string value;
    std::string part;  // of message or hint
    Code code = codes::connect_failed;
  };
  const std::vector<Case> cases{
      {"database", "absent", "options.database"},
      {"user", "absent", "options.user"},
      {"host", "/nowhere", "socket", codes::unreachable},
      {"connection_string", "PWD=x", "secrets.password"},
      {"connection_string", "B7=0", "long name"},
      {"connection_string", "nonsense", "connection_string"},
  };
  for (const Case& one : cases) {
    INFO(one.key, "=", one.value);
    warehouse::ConnectSpec spec = over_odbc(database.spec());
    spec.options[one.key] = one.value;
    const Error error = error_of([&] { warehouse::open_session(spec, Access::read_only); });
    CHECK(error.code().id == one.code.id);
    CHECK((error.message() + error.hint()).find(one.part) != std::string::npos);
  }
  warehouse::ConnectSpec spec = over_odbc(database.spec());
  spec.driver = "no such driver";
  CHECK(error_of([&] { warehouse::open_session(spec, Access::read_only); })
            .hint()
            .find(kPsqlUnicode) != std::string::npos);
  spec.driver = "/nowhere/driver.so";
  CHECK(code_of([&] { warehouse::open_session(spec, Access::read_only); }) ==
        codes::connect_failed.id);
  spec.driver = {};
  spec.dsn = "no such source";
  CHECK(error_of([&] { warehouse::open_session(spec, Access::read_only); })
            .message()
            .find("no such source") != std::string::npos);
  spec.driver = kPsqlUnicode;
  CHECK(code_of([&] { warehouse::open_session(spec, Access::read_only); }) ==
        codes::connect_failed.id);
}

TEST_CASE("a named driver or a connection string takes the way over ODBC, whose settings are ours" *
          doctest::skip(without_psql())) {
  const PostgresDatabase database;
  warehouse::ConnectSpec spec = database.spec();
  CHECK(warehouse::open_session(spec, Access::read_only)->info().via == "native");
  spec.options["connection_string"] = "UseDeclareFetch=0;Debug=1;CommLog=1;BoolsAsChar=1";
  spec.ssl_mode = "disable";
  const auto session = warehouse::open_session(spec, Access::read_write);
  const warehouse::SessionInfo info = session->info();
  CHECK(info.via == "odbc");
  CHECK(info.driver.find("psqlODBC") != std::string::npos);
  CHECK(info.user == "postgres");
  CHECK(info.encrypted.empty());
  // A boolean of the driver's own making would be a text.
  CHECK(session->describe({"SELECT true AS b", {}}).at(0).suggested.logical ==
        rows::Logical::boolean);
  CHECK(session->location() == database.open(Access::read_only)->location());
}

TEST_CASE("a message shows no value of a row" * doctest::skip(without_psql())) {
  const PostgresDatabase database;
  database.run("CREATE TABLE t (a text PRIMARY KEY)");
  database.run("INSERT INTO t VALUES ('confidential')");
  const auto session = warehouse::open_session(over_odbc(database.spec()), Access::read_write);
  const Error error = error_of([&] { session->execute({"INSERT INTO t SELECT * FROM t", {}}); });
  CHECK(error.code().id == codes::constraint_violated.id);
  CHECK(error.message().find("confidential") == std::string::npos);
}

TEST_CASE("a session whose server ends it says so" * doctest::skip(without_psql())) {
  const PostgresDatabase database;
  const auto session = warehouse::open_session(over_odbc(database.spec()), Access::read_write);
  const auto pid = session->scalar({"SELECT pg_backend_pid()", {}});
  REQUIRE(pid);
  database.run(fmt::format("SELECT pg_terminate_backend({})", std::get<std::int64_t>(pid->data)));
  std::string code;
  for (int i = 0; i < 100 && code.empty(); ++i) {
    code = code_of([&] { session->ping(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  CHECK(code == codes::connection_lost.id);
  check_lost([&] { session->ping(); });
  check_lost([&] { session->begin(Access::read_write); });
}

TEST_CASE("no handle is left behind by failures, cancels and results read in part" *
          doctest::skip(without_psql())) {
  const PostgresDatabase database;
  const std::int64_t before = warehouse::odbc::Handle::alive();
  {
    const auto session = warehouse::open_session(over_odbc(database.spec()), Access::read_write);
    const std::int64_t open = warehouse::odbc::Handle::alive();
    CHECK(open == before + 2);  // environment and connection
    const rows::Schema schema{{"n", {rows::Logical::bigint}}};
    for (int i = 0; i < 20; ++i) {
      CHECK(!code_of([&] { session->execute({"SELEC 1", {}}); }).empty());
      CHECK(!code_of([&] { session->scalar({"SELECT 1 / ?", {Value::bigint(0)}}); }).empty());
      CHECK(!code_of([&] { session->describe({"SELECT x", {}}); }).empty());
      CHECK(!code_of([&] { session->query({"SELECT 'x'::interval[]", {}}, schema, {}); }).empty());
      {
        auto stream =
            session->query({"SELECT n FROM generate_series(1, 50000) AS n", {}}, schema, {});
        rows::Batch batch;
        std::vector<warehouse::CellMisfit> misfits;
        CHECK(stream->next(batch, misfits));
        if (i % 2 == 0) session->cancel();
      }
      session->clear_cancel();
      CHECK(warehouse::odbc::Handle::alive() == open);
    }
  }
  CHECK(warehouse::odbc::Handle::alive() == before);
  CHECK(!code_of([&] {
           warehouse::ConnectSpec spec = over_odbc(database.spec());
           spec.options["database"] = "absent";
           warehouse::open_session(spec, Access::read_only);
         }).empty());
  CHECK(warehouse::odbc::Handle::alive() == before);
}

}  // namespace waybill::tests

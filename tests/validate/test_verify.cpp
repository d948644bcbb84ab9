// A connection tried: what each check says, and what it takes for granted of nothing.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "base/error.hpp"
#include "support/postgres_server.hpp"
#include "support/sqlite_file.hpp"
#include "support/temp_dir.hpp"
#include "validate/verify.hpp"
#include "warehouse/place.hpp"

using namespace waybill;
using namespace waybill::tests;
using validate::Check;
using validate::CheckStatus;
using validate::Use;

namespace {

constexpr Use kSource{.source = true, .destination = false};
constexpr Use kDestination{.source = false, .destination = true};
constexpr Use kBoth{.source = true, .destination = true};
constexpr Use kUnknown{};

std::vector<Check> verify(const warehouse::ConnectSpec& spec, Use use,
                          const base::Clock& clock = base::system_now) {
  return validate::verify(spec, use, clock, {});
}

const Check& at(const std::vector<Check>& checks, std::string_view name) {
  const auto found = std::ranges::find(checks, name, &Check::name);
  if (found == checks.end()) throw std::runtime_error("no check " + std::string(name));
  return *found;
}

std::string status(const std::vector<Check>& checks, std::string_view name) {
  return std::string(to_string(at(checks, name).status));
}

warehouse::ConnectSpec sqlite_spec(const std::string& path) {
  warehouse::ConnectSpec spec;
  spec.name = "shop";
  spec.vendor = "sqlite";
  spec.options = {{"path", path}};
  spec.lock_s = 0;
  return spec;
}

struct Role {
  PostgresDatabase database;
  std::string name = "reader of \"rows\"";

  Role() {
    drop();
    database.run("CREATE ROLE " + quoted() + " LOGIN");
    database.run("REVOKE ALL ON SCHEMA public FROM PUBLIC");
    database.run("CREATE TABLE items (id int PRIMARY KEY)");
  }
  ~Role() {
    database.run("DROP OWNED BY " + quoted());
    drop();
  }
  void drop() const { database.run("DROP ROLE IF EXISTS " + quoted()); }
  static std::string quoted() { return "\"reader of \"\"rows\"\"\""; }
  warehouse::ConnectSpec spec() const {
    warehouse::ConnectSpec spec = database.spec();
    spec.options["user"] = name;
    return spec;
  }
};

}  // namespace

TEST_SUITE_BEGIN("verify");

TEST_CASE("a source file that is there passes, and what a file does not have is skipped") {
  const TempDir folder;
  SqliteFile file(folder.file("shop.db"));
  file.run("CREATE TABLE t (a)");
  const std::vector<Check> checks = verify(sqlite_spec(folder.file("shop.db")), kSource);
  REQUIRE(checks.size() == 8);
  CHECK(checks[0].name == "Verifying connection");
  CHECK(checks[1].name == "Able to list schemas");
  CHECK(checks[2].name == "Able to access the Waybill schema");
  CHECK(status(checks, "Verifying connection") == "passed");
  CHECK(status(checks, "Able to list schemas") == "passed");
  CHECK(at(checks, "Able to list schemas").message == "1 schema: main");
  CHECK(status(checks, "Able to access the Waybill schema") == "skipped");
  CHECK(status(checks, "TLS as asked") == "skipped");
  CHECK(status(checks, "Clock") == "skipped");
  CHECK(status(checks, "Least privilege") == "skipped");
  CHECK(validate::ok(checks));
  CHECK(validate::unusable(checks) == nullptr);
}

TEST_CASE("an absent file: a source cannot be used, a destination is made by its first run") {
  const TempDir folder;
  const warehouse::ConnectSpec spec = sqlite_spec(folder.file("none.db"));
  const std::vector<Check> source = verify(spec, kSource);
  CHECK(status(source, "Verifying connection") == "failed");
  CHECK(at(source, "Verifying connection").message.find("there is no such file") !=
        std::string::npos);
  CHECK(at(source, "Verifying connection").hint == "check the path");
  CHECK(status(source, "Able to list schemas") == "skipped");
  REQUIRE(validate::unusable(source) != nullptr);
  for (const Use use : {kDestination, kBoth, kUnknown}) {
    const std::vector<Check> checks = verify(spec, use);
    CHECK(validate::ok(checks));
    CHECK(at(checks, "Verifying connection").message.find("first run") != std::string::npos);
    CHECK(status(checks, "Able to list schemas") == "skipped");
    CHECK(validate::unusable(checks) == nullptr);
  }
  CHECK(::access(folder.file("none.db").c_str(), F_OK) != 0);
}

TEST_CASE("a destination file is tried for writing, and nothing is written into it") {
  const TempDir folder;
  SqliteFile file(folder.file("shop.db"));
  file.run("CREATE TABLE t (a)");
  const std::vector<Check> checks = verify(sqlite_spec(folder.file("shop.db")), kDestination);
  CHECK(status(checks, "Able to access the Waybill schema") == "warning");
  CHECK(status(checks, "Required privileges") == "passed");
  CHECK(validate::ok(checks));
  CHECK(file.rows("SELECT name FROM sqlite_schema") == std::vector<std::string>{"'t'"});
  file.run("CREATE TABLE _waybill_runs (a)");
  CHECK(status(verify(sqlite_spec(folder.file("shop.db")), kDestination),
               "Able to access the Waybill schema") == "passed");
}

TEST_CASE("a cancelled verification ends with that, not with a failed check") {
  const TempDir folder;
  SqliteFile(folder.file("shop.db")).run("CREATE TABLE t (a)");
  const base::CancelToken cancel;
  cancel.cancel();
  CHECK_THROWS_AS(
      validate::verify(sqlite_spec(folder.file("shop.db")), kSource, base::system_now, cancel),
      Error);
}

TEST_CASE("a way to another machine asks for TLS where nothing else is said") {
  warehouse::ConnectSpec spec;
  CHECK(warehouse::tls_mode(spec) == "disable");
  for (const char* host : {"/var/run/postgresql", "@abstract", "localhost", "127.0.0.1", "::1"}) {
    spec.options["host"] = host;
    CHECK(warehouse::tls_mode(spec) == "disable");
  }
  spec.options["host"] = "db.example.com";
  CHECK(warehouse::tls_mode(spec) == "verify-full");
  spec.ssl_mode = "disable";
  CHECK(warehouse::tls_mode(spec) == "disable");
  spec.options["host"] = "localhost";
  spec.ssl_mode = "require";
  CHECK(warehouse::tls_mode(spec) == "require");
  // What the options leave open may be anywhere.
  warehouse::ConnectSpec elsewhere;
  elsewhere.dsn = "orders";
  CHECK(warehouse::tls_mode(elsewhere) == "verify-full");
  elsewhere.dsn.clear();
  elsewhere.options["connection_string"] = "Servername=db.example.com";
  CHECK(warehouse::tls_mode(elsewhere) == "verify-full");
  elsewhere.options["socket"] = "/run/mysqld/mysqld.sock";
  CHECK(warehouse::tls_mode(elsewhere) == "disable");
}

TEST_SUITE_END();

TEST_SUITE_BEGIN("verify: postgres" * doctest::skip(without_postgres()));

TEST_CASE("a superuser passes with a warning, and nothing is left behind") {
  const PostgresDatabase database;
  for (const Use use : {kSource, kDestination, kBoth}) {
    const std::vector<Check> checks = verify(database.spec(), use);
    CHECK(validate::ok(checks));
    CHECK(status(checks, "Verifying connection") == "passed");
    CHECK(at(checks, "Verifying connection").message.starts_with("PostgreSQL "));
    CHECK(at(checks, "Verifying connection").message.find("as 'postgres' by way of native") !=
          std::string::npos);
    CHECK(status(checks, "Least privilege") == "warning");
    CHECK(at(checks, "Least privilege").message.find("is a superuser") != std::string::npos);
    CHECK(status(checks, "Clock") == "passed");
    CHECK(status(checks, "Session time zone") == "passed");
  }
  CHECK(database.number("SELECT count(*) FROM pg_class WHERE relname LIKE '%waybill%'") == 0);
}

TEST_CASE("a clock that is off is a warning with the seconds") {
  const PostgresDatabase database;
  const std::vector<Check> behind =
      verify(database.spec(), kSource, [] { return base::system_now() + 90'000'000; });
  CHECK(status(behind, "Clock") == "warning");
  CHECK(at(behind, "Clock").message.find("s behind ours") != std::string::npos);
  CHECK(validate::ok(behind));
  const std::vector<Check> ahead =
      verify(database.spec(), kSource, [] { return base::system_now() - 90'000'000; });
  CHECK(at(ahead, "Clock").message.find("s ahead of ours") != std::string::npos);
}

TEST_CASE("a role that may use no schema cannot list them; with what it needs it passes") {
  const Role role;
  const std::vector<Check> none = verify(role.spec(), kSource);
  CHECK(status(none, "Verifying connection") == "passed");
  CHECK(status(none, "Able to list schemas") == "failed");
  REQUIRE(validate::unusable(none) != nullptr);

  role.database.run("GRANT USAGE ON SCHEMA public TO " + Role::quoted());
  const std::vector<Check> usage = verify(role.spec(), kSource);
  CHECK(validate::ok(usage));
  CHECK(status(usage, "Required privileges") == "warning");
  CHECK(status(usage, "Least privilege") == "passed");

  role.database.run("GRANT SELECT ON items TO " + Role::quoted());
  const std::vector<Check> select = verify(role.spec(), kSource);
  CHECK(status(select, "Required privileges") == "passed");
  CHECK(at(select, "Required privileges").message == "1 table can be read");
  CHECK(status(select, "Least privilege") == "passed");
}

TEST_CASE("each right a source does not need is named") {
  struct Excess {
    std::string_view grant;
    std::string_view said;
  };
  const Role role;
  role.database.run("GRANT USAGE ON SCHEMA public TO " + Role::quoted());
  role.database.run("CREATE ROLE group_of_role");
  const auto excesses = std::to_array<Excess>({
      {"GRANT INSERT ON items TO {}", "may write 1 of its tables, such as public.items"},
      {"GRANT UPDATE (id) ON items TO {}", "may write 1 of its tables"},
      {"GRANT TRUNCATE ON items TO {}", "may write 1 of its tables"},
      {"GRANT CREATE ON SCHEMA public TO {}", "may create tables in public"},
      {"GRANT CREATE ON DATABASE ", "may create schemas"},
      {"ALTER ROLE {} CREATEROLE", "may create roles"},
      {"ALTER ROLE {} CREATEDB", "may create databases"},
      {"ALTER ROLE {} REPLICATION", "may replicate"},
      {"ALTER ROLE {} BYPASSRLS", "passes by row-level security"},
      {"GRANT pg_read_server_files TO {}", "is a member of pg_read_server_files"},
      {"GRANT pg_write_server_files TO {}", "is a member of pg_write_server_files"},
      {"GRANT pg_execute_server_program TO group_of_role; GRANT group_of_role TO {}",
       "is a member of pg_execute_server_program"},
  });
  for (const Excess& excess : excesses) {
    std::string grant(excess.grant);
    if (grant.ends_with(' ')) grant += role.database.name() + " TO {}";
    CAPTURE(grant);
    role.database.run(fmt::format(fmt::runtime(grant), Role::quoted()));
    const std::vector<Check> checks = verify(role.spec(), kSource);
    CHECK(validate::ok(checks));
    CHECK(status(checks, "Least privilege") == "warning");
    CHECK(at(checks, "Least privilege").message.find(excess.said) != std::string::npos);
    role.database.run("DROP OWNED BY " + Role::quoted());
    role.database.run("ALTER ROLE " + Role::quoted() +
                      " NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS");
    for (const char* group : {"pg_read_server_files", "pg_write_server_files", "group_of_role"}) {
      role.database.run(fmt::format("REVOKE {} FROM {}", group, Role::quoted()));
    }
    role.database.run("GRANT USAGE ON SCHEMA public TO " + Role::quoted());
    CHECK(status(verify(role.spec(), kSource), "Least privilege") == "passed");
  }
  role.database.run("DROP OWNED BY group_of_role");
  role.database.run("DROP ROLE group_of_role");
}

TEST_CASE("a destination's missing grants are the very statements that give them") {
  const Role role;
  role.database.run("GRANT USAGE ON SCHEMA public TO " + Role::quoted());
  role.database.run(
      fmt::format("REVOKE TEMPORARY ON DATABASE {} FROM PUBLIC", role.database.name()));
  const std::vector<Check> checks = verify(role.spec(), kDestination);
  CHECK_FALSE(validate::ok(checks));
  CHECK(status(checks, "Able to access the Waybill schema") == "failed");
  CHECK(status(checks, "Required privileges") == "failed");
  const std::string grants = at(checks, "Required privileges").hint;
  CHECK(grants == fmt::format("GRANT TEMPORARY ON DATABASE {} TO {}; GRANT USAGE, CREATE ON SCHEMA "
                              "public TO {}",
                              role.database.name(), Role::quoted(), Role::quoted()));
  role.database.run(grants);
  const std::vector<Check> granted = verify(role.spec(), kDestination);
  CHECK(validate::ok(granted));
  CHECK(status(granted, "Able to access the Waybill schema") == "warning");
  CHECK(status(granted, "Required privileges") == "passed");
  CHECK(status(granted, "Least privilege") == "passed");
}

TEST_CASE("Waybill's tables of somebody else's are named with the grant that opens them") {
  const Role role;
  role.database.run("GRANT USAGE, CREATE ON SCHEMA public TO " + Role::quoted());
  role.database.run("CREATE TABLE _waybill_runs (a int); CREATE TABLE xwaybillx (a int)");
  const std::vector<Check> checks = verify(role.spec(), kDestination);
  CHECK(status(checks, "Able to access the Waybill schema") == "failed");
  const std::string grant = at(checks, "Able to access the Waybill schema").hint;
  CHECK(grant ==
        "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE public._waybill_runs TO " + Role::quoted());
  role.database.run(grant);
  const std::vector<Check> granted = verify(role.spec(), kDestination);
  CHECK(status(granted, "Able to access the Waybill schema") == "passed");
  CHECK(at(granted, "Able to access the Waybill schema").message ==
        "1 of Waybill's tables are there and can be written");
}

TEST_CASE("a failed connection says what to change, and the rest is skipped") {
  const PostgresDatabase database;
  warehouse::ConnectSpec spec = database.spec();
  spec.options["database"] = "nowhere";
  const std::vector<Check> checks = verify(spec, kSource);
  CHECK(status(checks, "Verifying connection") == "failed");
  CHECK(at(checks, "Verifying connection").hint == "correct options.database");
  CHECK(at(checks, "Verifying connection").message.find("connection 'test'") == std::string::npos);
  for (std::size_t i = 1; i < checks.size(); ++i) {
    CHECK(checks[i].status == CheckStatus::skipped);
    CHECK(checks[i].message == "there is no connection");
  }
}

TEST_SUITE_END();

// The lower floors over ODBC with functions of the test's own: diagnostics, handles, texts.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cstring>

#include "helpers.hpp"
#include "warehouse/odbc/connection_string.hpp"
#include "warehouse/odbc/error.hpp"
#include "warehouse/odbc/handles.hpp"

namespace waybill::tests {
namespace {

namespace odbc = warehouse::odbc;

// What the functions of the table answer; they have no other way to know.
struct Script {
  struct Record {
    const char* state;
    SQLINTEGER native;
    std::string message;
  };
  std::vector<Record> records;
  SQLRETURN allocated = SQL_SUCCESS;
  int freed = 0;
  int asked = 0;
};
thread_local Script* script = nullptr;

SQLRETURN alloc_handle(SQLSMALLINT, SQLHANDLE, SQLHANDLE* handle) {
  static int place = 0;
  *handle = &place;
  return script->allocated;
}

SQLRETURN free_handle(SQLSMALLINT, SQLHANDLE) {
  ++script->freed;
  return SQL_SUCCESS;
}

SQLRETURN get_diag_rec(SQLSMALLINT, SQLHANDLE, SQLSMALLINT number, SQLCHAR* state,
                       SQLINTEGER* native, SQLCHAR* message, SQLSMALLINT room,
                       SQLSMALLINT* length) {
  ++script->asked;
  const auto at = static_cast<std::size_t>(number) - 1;
  if (at >= script->records.size()) return SQL_NO_DATA;
  const Script::Record& record = script->records[at];
  std::memcpy(state, record.state, 6);
  *native = record.native;
  *length = static_cast<SQLSMALLINT>(record.message.size());
  const std::size_t fits = std::min(record.message.size(), static_cast<std::size_t>(room) - 1);
  std::memcpy(message, record.message.data(), fits);
  message[fits] = 0;
  return fits < record.message.size() ? SQL_SUCCESS_WITH_INFO : SQL_SUCCESS;
}

// A handle of a driver that says what the script says.
struct Scripted {
  explicit Scripted(odbc::Family family) {
    raw.AllocHandle = alloc_handle;
    raw.FreeHandle = free_handle;
    raw.GetDiagRec = get_diag_rec;
    context = {&raw, &odbc::driver_of(family), "shop"};
    script = &says;
    handle = odbc::Handle(context, SQL_HANDLE_DBC, &raw);
  }
  Scripted(const Scripted&) = delete;
  Scripted& operator=(const Scripted&) = delete;
  ~Scripted() {
    handle = {};
    script = nullptr;
  }
  Error fails(SQLRETURN result, std::vector<Script::Record> records) {
    says.records = std::move(records);
    return error_of([&] { handle.check(result); });
  }

  odbc::Raw raw;
  odbc::Context context;
  Script says;
  odbc::Handle handle;
};

}  // namespace

TEST_CASE("every record of a failure is kept, each message once") {
  Scripted driver(odbc::Family::psqlodbc);
  driver.says.records = {{"22P02", 7, "[unixODBC][psqlODBC] ERROR: bad value;\nDETAIL: secret row"},
                         {"01000", 0, "[unixODBC][Driver Manager]a warning"},
                         {"22P02", 7, "bad value"}};
  bool thrown = false;
  try {
    driver.handle.check(SQL_ERROR);
  } catch (const odbc::DiagnosedError& error) {
    thrown = true;
    REQUIRE(error.records().size() == 3);
    CHECK(error.records()[1].sqlstate == "01000");
    CHECK(error.records()[1].message == "a warning");
    CHECK(error.code().id == codes::constraint_violated.id);
    CHECK(error.sqlstate() == "22P02");
    CHECK(error.native_code() == 7);
    CHECK(error.message() ==
          "connection 'shop': a constraint of the table refused a row: bad value; a warning");
  }
  CHECK(thrown);
}

TEST_CASE("what is no failure is answered") {
  Scripted driver(odbc::Family::generic);
  constexpr std::array<SQLRETURN, 4> kAnswers{SQL_SUCCESS, SQL_SUCCESS_WITH_INFO, SQL_NO_DATA,
                                              SQL_NEED_DATA};
  for (const SQLRETURN result : kAnswers) CHECK(driver.handle.check(result) == result);
  CHECK(driver.says.asked == 0);
}

TEST_CASE("a message longer than the buffer is asked for again, whole") {
  Scripted driver(odbc::Family::generic);
  driver.says.records = {{"HY000", 1, std::string(603, 'x')}};
  const auto records = driver.handle.diagnostics();
  REQUIRE(records.size() == 1);
  CHECK(records[0].message.size() == 400);  // what an error shows of it
  CHECK(driver.says.asked == 3);            // too short, whole, and no second record
}

TEST_CASE("a driver that says nothing, or answers what nobody asked for, is named as such") {
  Scripted driver(odbc::Family::mariadb);
  CHECK(driver.fails(SQL_ERROR, {}).code().id == codes::internal.id);
  CHECK(driver.fails(SQL_INVALID_HANDLE, {}).code().id == codes::internal.id);
  CHECK(driver.fails(SQL_STILL_EXECUTING, {}).code().id == codes::internal.id);
}

TEST_CASE("a driver whose records never end is not listened to for ever") {
  Scripted driver(odbc::Family::generic);
  driver.says.records.assign(5000, {"HY000", 1, "again"});
  CHECK(driver.handle.diagnostics().size() == 100);
}

TEST_CASE("codes are told from SQLSTATE and native code, by the family of the driver") {
  struct Case {
    odbc::Family family;
    const char* state;
    SQLINTEGER native;
    const char* message;
    const Code* code;
  };
  const std::vector<Case> cases{
      {odbc::Family::psqlodbc, "23505", 1, "duplicate key", &codes::constraint_violated},
      {odbc::Family::psqlodbc, "57014", 1, "canceling statement", &codes::sql_rejected},
      {odbc::Family::psqlodbc, "25006", 1, "read-only", &codes::not_read_only},
      {odbc::Family::psqlodbc, "42501", 1, "denied", &codes::denied_by_database},
      {odbc::Family::psqlodbc, "40001", 1, "serialize", &codes::database_busy},
      {odbc::Family::psqlodbc, "08S01", 26, "gone", &codes::connection_lost},
      {odbc::Family::psqlodbc, "HY000", 26, "server closed the connection unexpectedly",
       &codes::connection_lost},
      {odbc::Family::psqlodbc, "57P01", 1, "terminating", &codes::connection_lost},
      {odbc::Family::psqlodbc, "HYT00", 1, "timeout", &codes::database_busy},
      {odbc::Family::psqlodbc, "HYT01", 1, "timeout", &codes::connection_lost},
      {odbc::Family::mariadb, "HYT00", 1, "timeout", &codes::database_busy},
      {odbc::Family::mariadb, "HYT00", 1969, "max_statement_time", &codes::sql_rejected},
      {odbc::Family::mariadb, "HYT01", 1, "timeout", &codes::connection_lost},
      {odbc::Family::generic, "HYT00", 1222, "lock request", &codes::database_busy},
      {odbc::Family::generic, "HYT01", 0, "timeout", &codes::connection_lost},
      {odbc::Family::mariadb, "23000", 1062, "Duplicate entry", &codes::constraint_violated},
      {odbc::Family::mariadb, "HY000", 1205, "lock wait", &codes::database_busy},
      {odbc::Family::mariadb, "HY000", 1792, "read only", &codes::not_read_only},
      {odbc::Family::mariadb, "42000", 1064, "syntax", &codes::sql_rejected},
      {odbc::Family::mariadb, "42000", 1142, "denied", &codes::denied_by_database},
      {odbc::Family::mariadb, "HY000", 2006, "gone", &codes::connection_lost},
      {odbc::Family::mariadb, "HY000", 4025, "check", &codes::constraint_violated},
      {odbc::Family::generic, "23000", 1, "duplicate", &codes::constraint_violated},
      {odbc::Family::generic, "08003", 1, "gone", &codes::connection_lost},
      {odbc::Family::generic, "HYC00", 1, "no", &codes::unsupported},
      {odbc::Family::generic, "42S02", 1, "no table", &codes::sql_rejected},
  };
  for (const Case& one : cases) {
    INFO(one.state, " ", one.native);
    Scripted driver(one.family);
    const Error error = driver.fails(SQL_ERROR, {{one.state, one.native, one.message}});
    CHECK(error.code().id == one.code->id);
    CHECK(error.sqlstate() == one.state);
  }
}

TEST_CASE("what a driver gave up waiting for may be tried again, what the user limited is not") {
  const auto fails = [](odbc::Family family, Script::Record record) {
    return Scripted(family).fails(SQL_ERROR, {std::move(record)});
  };
  const Error query = fails(odbc::Family::generic, {"HYT00", 0, "[Vendor][Driver]Query timeout"});
  CHECK(query.message() == "connection 'shop': the database did not answer in time: Query timeout");
  CHECK(query.code().error_class == ErrorClass::transient);
  CHECK(query.retryable());
  CHECK(!query.hint().empty());
  for (const Error& slow :
       {fails(odbc::Family::mariadb, {"HY018", 1969, "max_statement_time exceeded"}),
        fails(odbc::Family::psqlodbc, {"57014", 1, "statement timeout"})}) {
    CHECK(slow.code().error_class != ErrorClass::transient);
    CHECK(slow.hint().find("timeouts.statement_s") != std::string::npos);
  }
}

TEST_CASE("a login that timed out may be tried again, by every driver") {
  warehouse::ConnectSpec spec;
  spec.name = "shop";
  constexpr std::array<odbc::Family, 4> kFamilies{odbc::Family::psqlodbc, odbc::Family::mariadb,
                                                  odbc::Family::sqlite, odbc::Family::generic};
  for (const odbc::Family family : kFamilies) {
    Scripted driver(family);
    const auto fails = [&](const char* state, const char* message) -> Error {
      driver.says.records = {{"01S02", 0, "a warning"}, {state, 0, message}};
      return odbc::make_connect_error(driver.context, spec, "db:5432", driver.handle.diagnostics());
    };
    for (const char* const state : {"HYT00", "HYT01"}) {
      INFO(state, " of ", std::string(odbc::driver_of(family).title));
      const Error error = fails(state, "[Driver]Login timeout expired");
      CHECK(error.code().id == codes::unreachable.id);
      CHECK(error.message() ==
            "connection 'shop': cannot connect to db:5432: the server did not answer in time: "
            "a warning; Login timeout expired");
      CHECK(error.hint().find("timeouts.connect_s") != std::string::npos);
    }
    CHECK(fails("28000", "no such user").code().id == codes::connect_failed.id);
    CHECK(fails("HYT00", "Can't open lib 'x'").code().id == codes::connect_failed.id);
  }
}

TEST_CASE("a message of MariaDB shows no value of a row") {
  Scripted driver(odbc::Family::mariadb);
  const Error error =
      driver.fails(SQL_ERROR, {{"23000", 1062, "Duplicate entry 'it's mine' for key 'PRIMARY'"}});
  CHECK(error.message().find("mine") == std::string::npos);
  CHECK(error.message().find("for key 'PRIMARY'") != std::string::npos);
}

TEST_CASE("a handle is freed once, by its last owner") {
  const std::int64_t before = odbc::Handle::alive();
  {
    Scripted driver(odbc::Family::generic);
    CHECK(odbc::Handle::alive() == before + 1);
    odbc::Handle other = std::move(driver.handle);
    CHECK(driver.says.freed == 0);
    other = odbc::Handle(driver.context, SQL_HANDLE_DBC, &driver.raw);
    CHECK(driver.says.freed == 1);
    driver.says.allocated = SQL_ERROR;
    driver.says.records = {{"HY014", 0, "no more handles"}};
    CHECK(code_of([&] { odbc::Handle(driver.context, SQL_HANDLE_STMT, &driver.raw); }) ==
          codes::sql_rejected.id);
    other = {};
    CHECK(driver.says.freed == 2);
  }
  CHECK(odbc::Handle::alive() == before);
}

TEST_CASE("values of a connection string cannot reach beyond their key") {
  const odbc::Driver& driver = odbc::driver_of(odbc::Family::psqlodbc);
  for (const std::string value : {"a;b", "{", "}", "}}", "};PWD={x", "a=b", "x;UID=root", "%41",
                                  "a+b", " a ", "'", "\"", "@&"}) {
    INFO(value);
    odbc::ConnectionString text(driver, "shop");
    text.set("Key", value);
    const auto pairs = odbc::parse_connection_string(text.text(), "shop");
    REQUIRE(pairs.size() == 1);
    CHECK(pairs[0].value == value);
  }
  odbc::ConnectionString text(driver, "shop");
  text.set("Key", "one");
  text.set("KEY", "two");
  CHECK(text.text() == "Key=two;");
  CHECK(code_of([&] { text.set("Key", std::string("a\0b", 3)); }) == codes::connect_failed.id);
  odbc::ConnectionString other(odbc::driver_of(odbc::Family::mariadb), "shop");
  CHECK(code_of([&] { other.set("Key", " a"); }) == codes::connect_failed.id);
  CHECK(code_of([&] { other.set("Key", "a\t"); }) == codes::connect_failed.id);
  CHECK(code_of([&] { other.set("Key", "a b"); }).empty());
}

TEST_CASE("a connection string that is none, or holds what it must not, is refused") {
  const auto parse = [](const std::string& text) {
    return code_of([&] { odbc::parse_connection_string(text, "shop"); });
  };
  CHECK(parse("").empty());
  CHECK(parse(";;a=b;").empty());
  CHECK(parse("a={b}};c}").empty());
  for (const std::string bad : {"a", "a;b=c", "=b", "a={b", "a={b}c", "a={b}}"}) {
    INFO(bad);
    CHECK(parse(bad) == codes::connect_failed.id);
  }
  for (const std::string bad : {"PWD=x", "Password={x}", "pwd=", "MyToken=1", "B3=1", "CX=1b",
                                "DSN=x", "Driver=x", "SAVEFILE=/tmp/x", "pqopt={a=b}"}) {
    INFO(bad);
    const Error error =
        error_of([&] { odbc::refuse_keys(odbc::parse_connection_string(bad, "shop"), "shop"); });
    CHECK(error.code().id == codes::connect_failed.id);
    CHECK(!error.hint().empty());
  }
  CHECK(code_of([&] {
          odbc::refuse_keys(odbc::parse_connection_string("Server=a;Port=1;Bools=0", "shop"),
                            "shop");
        }).empty());
}

}  // namespace waybill::tests

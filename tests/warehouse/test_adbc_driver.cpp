// Drivers that are missing, foreign, old, or that misbehave.
#include <dlfcn.h>
#include <doctest/doctest.h>

#include <fstream>

#include "helpers.hpp"
#include "support/duckdb_library.hpp"

using namespace waybill;
using namespace waybill::tests;
using warehouse::Access;

namespace {

struct Fake {
  TempDir dir;

  warehouse::ConnectSpec spec(const std::string& mode, const std::string& entry = {}) const {
    warehouse::ConnectSpec spec{.name = "shop",
                                .vendor = "duckdb",
                                .via = "adbc",
                                .driver = WAYBILL_FAKE_ADBC,
                                .options = {{"path", dir.file(mode)}},
                                .lock_s = 0};
    spec.options["entry_point"] = entry.empty() ? "AdbcDriverInit" : entry;
    return spec;
  }
  std::unique_ptr<warehouse::Session> open(const std::string& mode) const {
    return warehouse::open_session(spec(mode), Access::read_write);
  }
  Error refusal(const warehouse::ConnectSpec& of) const {
    return error_of([&] { warehouse::open_session(of, Access::read_write); });
  }
};

int unreleased_errors() {
  void* const library = ::dlopen(WAYBILL_FAKE_ADBC, RTLD_NOW | RTLD_NOLOAD);
  if (library == nullptr) return -1;
  const auto count = reinterpret_cast<int (*)()>(::dlsym(library, "fake_unreleased_errors"));
  ::dlclose(library);
  return count == nullptr ? -1 : count();
}

rows::Schema one(rows::Logical logical = rows::Logical::bigint) {
  return {{"v", {logical}}};
}

bool says(const Error& error, const std::string& part) {
  return error.message().find(part) != std::string::npos;
}

}  // namespace

TEST_SUITE_BEGIN("adbc: drivers");

TEST_CASE("a driver that is not there says what to set and where it comes from") {
  warehouse::ConnectSpec spec{
      .name = "shop", .vendor = "duckdb", .driver = "/nowhere/libduckdb.so"};
  const Error missing = error_of([&] { warehouse::open_session(spec, Access::read_write); });
  CHECK(missing.code().id == codes::connect_failed.id);
  CHECK(says(missing, "'/nowhere/libduckdb.so' cannot be loaded"));
  CHECK(missing.hint().find("set driver to the path of libduckdb.so") != std::string::npos);
  spec.driver = "relative/libduckdb.so";
  CHECK(says(error_of([&] { warehouse::open_session(spec, Access::read_write); }),
             "no absolute path"));
  spec.driver = std::string("/a\0b", 4);
  CHECK(
      says(error_of([&] { warehouse::open_session(spec, Access::read_write); }), "NUL character"));
}

TEST_CASE("a file that is no driver is named") {
  const Fake fake;
  warehouse::ConnectSpec spec = fake.spec("good");
  spec.options.erase("entry_point");
  for (const char* library : {"libc.so.6", "libsqlite3.so.0"}) {
    spec.driver = library;
    const Error error = fake.refusal(spec);
    CHECK(error.code().id == codes::connect_failed.id);
    CHECK(says(error, "is no ADBC driver: it has no function duckdb_adbc_init"));
    CHECK(error.hint().find("options.entry_point") != std::string::npos);
  }
  spec.driver = fake.dir.file("text.so");
  std::ofstream(spec.driver) << "no shared object";
  CHECK(says(fake.refusal(spec), "cannot be loaded"));
}

TEST_CASE("a driver that does not start, or is only half there, is refused") {
  const Fake fake;
  CHECK(says(fake.refusal(fake.spec("good", "no_such_entry")), "has no function no_such_entry"));
  CHECK(says(fake.refusal(fake.spec("good", "fake_newer")), "does not start: wants a newer"));
  CHECK(says(fake.refusal(fake.spec("good", "fake_broken")), "does not start: cannot start"));
  CHECK(says(fake.refusal(fake.spec("good", "fake_hollow")), "has no DatabaseNew"));
  CHECK(fake.refusal(fake.spec("no_option")).code().id == codes::connect_failed.id);
  CHECK(fake.refusal(fake.spec("no_database")).code().id == codes::connect_failed.id);
  CHECK(says(fake.refusal(fake.spec("no_connection")), "not now"));
  CHECK(says(fake.refusal(fake.spec("settings")), "did not take the setting TimeZone"));
  CHECK(unreleased_errors() == 0);
}

TEST_CASE("a driver of ADBC 1.0 is as good") {
  const Fake fake;
  const auto session = warehouse::open_session(fake.spec("good", "fake_old"), Access::read_write);
  CHECK(read_all(*session, {"SELECT v", {}}, one()).rows.size() == 3);
  CHECK(session->info().driver.ends_with("ADBC 1.0"));
}

TEST_CASE("a driver's errors are released, and hold no values") {
  const Fake fake;
  {
    const auto session = fake.open("error_released");
    const Error error = error_of([&] { session->scalar({"SELECT v", {}}); });
    CHECK(error.code().id == codes::constraint_violated.id);
    CHECK(error.sqlstate() == "XX123");
    CHECK(says(error, "Duplicate key"));
    CHECK(!says(error, "4711"));
  }
  {
    const auto session = fake.open("error_kept");
    const Error error = error_of([&] { session->scalar({"SELECT v", {}}); });
    CHECK(error.code().id == codes::sql_rejected.id);
    CHECK(!says(error, "secret"));
  }
  CHECK(code_of([&] {
          fake.open("error_empty")->scalar({"SELECT v", {}});
        }) == codes::sql_rejected.id);
  CHECK(unreleased_errors() == 0);
}

TEST_CASE("results that cannot be what they say are errors, never rows") {
  const Fake fake;
  CHECK(read_all(*fake.open("good"), {"SELECT v", {}}, one()).rows.size() == 3);
  for (const char* mode :
       {"no_stream", "no_next", "bad_schema", "no_table", "no_columns", "null_format",
        "unknown_format", "missing_column", "short_column", "few_buffers", "null_buffer"}) {
    INFO(mode);
    const auto session = fake.open(mode);
    CHECK(!code_of([&] {
             const auto stream = session->query({"SELECT v", {}}, one(), {});
             rows::Batch batch;
             std::vector<warehouse::CellMisfit> misfits;
             while (stream->next(batch, misfits)) CHECK(batch.length == 0);
           }).empty());
    session->clear_cancel();  // and the session can be asked again
    if (std::string_view(mode) == "no_columns") continue;
    CHECK(!code_of([&] { session->scalar({"SELECT v", {}}); }).empty());
  }
  const auto session = fake.open("half");
  const auto stream = session->query({"SELECT v", {}}, one(), {.batch_rows = 3});
  rows::Batch batch;
  std::vector<warehouse::CellMisfit> misfits;
  CHECK(stream->next(batch, misfits));
  CHECK(batch.length == 3);
  const Error error = error_of([&] { stream->next(batch, misfits); });
  CHECK(says(error, "the stream broke off"));
}

TEST_CASE("nonsense inside a column is a misfit") {
  const Fake fake;
  const ReadBack indexes =
      read_all(*fake.open("bad_index"), {"SELECT v", {}}, one(rows::Logical::text));
  REQUIRE(indexes.rows.size() == 3);
  REQUIRE(indexes.misfits.size() == 1);
  CHECK(indexes.misfits[0].row == 2);
  CHECK(indexes.rows[0][0] == rows::Value::text("bc"));
  const ReadBack offsets =
      read_all(*fake.open("bad_offsets"), {"SELECT v", {}}, one(rows::Logical::text));
  REQUIRE(offsets.rows.size() == 3);
  CHECK(offsets.rows[0][0] == rows::Value::text("a"));
  CHECK(offsets.misfits.size() == 2);
}

TEST_SUITE_END();

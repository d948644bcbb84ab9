// Opening files: what is there, what is missing, what may not be touched.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "helpers.hpp"
#include "sqlite_place.hpp"

namespace waybill::tests {
namespace {

namespace fs = std::filesystem;
using warehouse::Access;

Error open_error(const std::string& path, Access access = Access::read_only) {
  const Error error = error_of([&] { open_sqlite(path, access); });
  CHECK(!error.hint().empty());
  return error;
}

bool says(const Error& error, const std::string& what) {
  INFO(error.message());
  return error.message().find(what) != std::string::npos;
}

// Tests run as root in containers: rights bind only those who are not.
class AsNobody {
 public:
  AsNobody() { active_ = ::geteuid() == 0 && ::seteuid(65534) == 0; }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;
  ~AsNobody() {
    if (active_ && ::seteuid(0) != 0) std::abort();
  }

 private:
  bool active_ = false;
};

void set_mode(const std::string& path, mode_t mode) {
  REQUIRE(::chmod(path.c_str(), mode) == 0);
}

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a file that cannot be opened says why") {
  const TempDir dir;
  CHECK(open_error("").code().id == codes::connect_failed.id);
  CHECK(says(open_error("w.db"), "not absolute"));
  CHECK(says(open_error(":memory:"), "not absolute"));
  CHECK(says(open_error("file:w.db?mode=memory"), "not absolute"));
  CHECK(says(open_error(std::string("/tmp/a\0b", 8)), "not absolute"));
  const Error missing = open_error(dir.file("absent.db"));
  CHECK(missing.code().id == codes::connect_failed.id);
  CHECK(says(missing, "no such file"));
  CHECK(says(missing, dir.file("absent.db")));
  CHECK(says(open_error(dir.file("no/w.db")), "folder"));
  CHECK(says(open_error(dir.file("no/w.db"), Access::read_write), "folder"));
  CHECK(says(open_error(dir.path.string()), "directory"));
  CHECK(says(open_error(dir.path.string(), Access::read_write), "directory"));
  REQUIRE(::mkfifo(dir.file("pipe").c_str(), 0600) == 0);
  CHECK(says(open_error(dir.file("pipe"), Access::read_write), "not a regular file"));
  CHECK(!fs::exists(dir.file("absent.db")));
  fs::create_symlink(dir.file("nowhere"), dir.file("dangling"));
  CHECK(says(open_error(dir.file("dangling")), "no such file"));
  std::ofstream(dir.file("plain")) << "x";
  CHECK(open_error(dir.file("plain") + "/w.db").code().id == codes::connect_failed.id);
}

TEST_CASE("writing creates the file, not its folder") {
  const TempDir dir;
  open_sqlite(dir.file("new.db"), Access::read_write)->execute({"CREATE TABLE t (a)", {}});
  CHECK(open_sqlite(dir.file("new.db"), Access::read_only)->table({"", "t"}).has_value());
  CHECK(!fs::exists(dir.path / "no"));
}

TEST_CASE("a path's odd characters are its own") {
  const TempDir dir;
  for (const std::string name :
       {"a b.db", "a?mode=ro.db", "a%20b.db", "a#b.db", "ä東.db", "'a\".db"}) {
    open_sqlite(dir.file(name), Access::read_write)->execute({"CREATE TABLE t (a)", {}});
    CHECK(fs::exists(dir.file(name)));
    CHECK(open_sqlite(dir.file(name), Access::read_only)->table({"", "t"}).has_value());
  }
}

TEST_CASE("a link and its file are one database") {
  const SqliteFile file("CREATE TABLE t (a)");
  fs::create_symlink(file.path, file.dir.file("link.db"));
  fs::create_hard_link(file.path, file.dir.file("hard.db"));
  const std::string location = file.open()->location();
  CHECK(open_sqlite(file.dir.file("link.db"), Access::read_only)->location() == location);
  CHECK(open_sqlite(file.dir.file("hard.db"), Access::read_only)->location() == location);
}

TEST_CASE("an empty file is an empty database") {
  const TempDir dir;
  std::ofstream(dir.file("w.db")).flush();
  CHECK(open_sqlite(dir.file("w.db"), Access::read_only)->tables("main").empty());
  CHECK(open_sqlite(dir.file("w.db"), Access::read_write)->tables("main").empty());
}

TEST_CASE("a file that is no database is named so") {
  const TempDir dir;
  for (const std::size_t size : {2U, 15U, 100U, 511U, 4096U, 100'000U}) {
    std::ofstream(dir.file("w.db"), std::ios::binary) << std::string(size, 'x');
    for (const Access access : {Access::read_only, Access::read_write}) {
      const Error error = open_error(dir.file("w.db"), access);
      INFO(size, " ", error.message());
      CHECK(error.code().id == codes::not_a_database.id);
    }
    CHECK(content_of(dir.file("w.db")) == std::string(size, 'x'));
  }
}

TEST_CASE("a truncated or overwritten file is damaged, at opening or when its pages are read") {
  const SqliteFile file(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);"
      "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x LIMIT 5000) "
      "INSERT INTO t SELECT n, hex(randomblob(100)) FROM x");
  const std::string whole = content_of(file.path);
  const auto read_code = [&] {
    return code_of([&] {
      const auto session = file.open(Access::read_only);
      const ReadBack got =
          read_all(*session, {"SELECT v FROM t", {}}, {{"v", {rows::Logical::text}}});
      CHECK(got.rows.size() == 5000);  // never fewer with success
    });
  };
  CHECK(read_code().empty());
  for (const std::size_t size :
       {whole.size() / 2, whole.size() - 4096, std::size_t{4096 * 3}, std::size_t{50}}) {
    std::ofstream(file.path, std::ios::binary) << whole.substr(0, size);
    INFO(size);
    CHECK(read_code() == codes::database_corrupt.id);
  }
  std::string scrambled = whole;
  for (std::size_t i = 4096; i + 200 < scrambled.size(); i += 4096) {
    scrambled.replace(i, 200, 200, '\xEE');
  }
  std::ofstream(file.path, std::ios::binary) << scrambled;
  CHECK(read_code() == codes::database_corrupt.id);
}

TEST_CASE("a Waybill catalog is no warehouse") {
  const SqliteFile file(fmt::format("PRAGMA application_id = {}; CREATE TABLE t (a)", 0x57424C43));
  for (const Access access : {Access::read_only, Access::read_write}) {
    const Error error = open_error(file.path, access);
    CHECK(error.code().id == codes::connect_failed.id);
    CHECK(says(error, "Waybill catalog"));
  }
  const SqliteFile other("PRAGMA application_id = 7; CREATE TABLE t (a)");
  CHECK_NOTHROW(other.open());
}

TEST_CASE("rights that are missing are named") {
  const SqliteFile file("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  set_mode(file.dir.path.string(), 0777);
  SUBCASE("the file may not be read") {
    set_mode(file.path, 0600);
    const AsNobody nobody;
    CHECK(open_error(file.path).code().id == codes::connect_failed.id);
    CHECK(open_error(file.path, Access::read_write).code().id == codes::connect_failed.id);
  }
  SUBCASE("the file may not be written") {
    set_mode(file.path, 0444);
    const AsNobody nobody;
    CHECK(count_rows(*file.open(Access::read_only), "t") == 1);
    const Error error = open_error(file.path, Access::read_write);
    CHECK(error.code().id == codes::database_read_only.id);
    CHECK(says(error, file.path));
  }
  SUBCASE("the folder may not be entered") {
    set_mode(file.dir.path.string(), 0700);
    const AsNobody nobody;
    CHECK(open_error(file.path).code().id == codes::connect_failed.id);
    CHECK(open_error(file.dir.file("new.db"), Access::read_write).code().id ==
          codes::connect_failed.id);
  }
  SUBCASE("the folder may not be written: no new file, no journal") {
    set_mode(file.path, 0666);
    set_mode(file.dir.path.string(), 0555);
    const AsNobody nobody;
    CHECK(open_error(file.dir.file("new.db"), Access::read_write).code().id ==
          codes::connect_failed.id);
    CHECK(count_rows(*file.open(Access::read_only), "t") == 1);
    const auto session = file.open(Access::read_write);
    const std::string code = code_of([&] { session->execute({"INSERT INTO t VALUES (2)", {}}); });
    CHECK((code == codes::connect_failed.id || code == codes::database_read_only.id));
    CHECK(count_rows(*session, "t") == 1);
  }
  set_mode(file.dir.path.string(), 0700);
}

TEST_CASE("a read-only session leaves the file as it is, byte for byte") {
  const SqliteFile file("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  const std::string before = content_of(file.path);
  const auto old = fs::last_write_time(file.path);
  {
    const auto session = file.open(Access::read_only);
    session->begin(Access::read_only);
    CHECK(count_rows(*session, "t") == 1);
    session->table({"", "t"});
    session->commit();
  }
  CHECK(content_of(file.path) == before);
  CHECK(fs::last_write_time(file.path) == old);
  int files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(file.dir.path)) ++files;
  CHECK(files == 1);
}

TEST_CASE("a user's settings stay as they were") {
  for (const std::string mode : {"delete", "wal", "truncate", "persist"}) {
    const SqliteFile file("PRAGMA page_size = 8192; PRAGMA journal_mode = " + mode +
                          "; PRAGMA auto_vacuum = 0; PRAGMA user_version = 7; CREATE TABLE t (a)");
    const auto settings = [&] {
      RawSqlite raw(file.path);
      std::string all;
      for (const std::string pragma : {"journal_mode", "page_size", "auto_vacuum", "user_version",
                                       "application_id", "encoding", "default_cache_size"}) {
        all += raw.one("PRAGMA " + pragma) + " ";
      }
      return all;
    };
    const std::string before = settings();
    {
      const auto session = file.open();
      session->ingest({"", "t"},
                      batch_of({{"a", {rows::Logical::text}}}, {{rows::Value::text("x")}}));
      session->begin(Access::read_write);
      session->execute({"CREATE TABLE u (a)", {}});
      session->commit();
      CHECK(count_rows(*file.open(Access::read_only), "t") == 1);
    }
    CHECK(settings() == before);
  }
}

TEST_CASE("a reader works while another writes in WAL mode") {
  const SqliteFile file("PRAGMA journal_mode = wal; CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  const auto writer = file.open();
  const auto reader = file.open(Access::read_only);
  writer->begin(Access::read_write);
  writer->execute({"INSERT INTO t VALUES (2)", {}});
  CHECK(count_rows(*reader, "t") == 1);
  reader->begin(Access::read_only);
  CHECK(count_rows(*reader, "t") == 1);
  writer->commit();
  CHECK(count_rows(*reader, "t") == 1);  // one moment
  reader->commit();
  CHECK(count_rows(*reader, "t") == 2);
}

TEST_CASE("an unfinished transaction of a dead writer is undone by a writing session only") {
  const SqliteFile file("CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  {  // a copy of the file and its journal in the middle of a transaction
    RawSqlite writer(file.path);
    writer.exec("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; ");
    writer.exec(
        "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x LIMIT 20000) "
        "INSERT INTO t SELECT hex(randomblob(50)) FROM x");
    fs::copy(file.path, file.dir.file("hot.db"));
    fs::copy(file.path + "-journal", file.dir.file("hot.db-journal"));
  }
  const Error error = error_of([&] { open_sqlite(file.dir.file("hot.db"), Access::read_only); });
  CHECK(error.code().id == codes::database_read_only.id);
  CHECK(error.hint().find("write rights") != std::string::npos);
  CHECK(count_rows(*open_sqlite(file.dir.file("hot.db"), Access::read_write), "t") == 1);
  CHECK(count_rows(*open_sqlite(file.dir.file("hot.db"), Access::read_only), "t") == 1);
}

TEST_CASE("an unknown vendor is refused by name") {
  const auto open = [](const std::string& vendor) {
    return warehouse::open_session({.name = "x", .vendor = vendor, .options = {}},
                                   Access::read_only);
  };
  const Error error = error_of([&] { open("db2"); });
  CHECK(error.code().id == codes::connect_failed.id);
  CHECK(says(error, "db2"));
  CHECK(error_of([&] { open("sqlite"); }).message().find("path") != std::string::npos);
  CHECK(error.hint().find("postgres, redshift") != std::string::npos);
  const Error way = error_of([] {
    warehouse::open_session({.name = "x", .vendor = "sqlite", .via = "adbc"}, Access::read_only);
  });
  CHECK(says(way, "by way of 'adbc'"));
  CHECK(way.hint().find("auto, native") != std::string::npos);
}

}  // namespace waybill::tests

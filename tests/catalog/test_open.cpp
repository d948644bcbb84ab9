// Opening: what is created, what is refused, and that a refused file stays as it was.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "base/uuid.hpp"
#include "catalog/migrate.hpp"
#include "catalog/open.hpp"
#include "catalog/support.hpp"

namespace waybill::tests {

namespace {

namespace fs = std::filesystem;

void make_catalog(const std::string& path) {
  auto made = open_catalog(path);
  for (int i = 0; i < 50; ++i) {
    made->put(document(model::Kind::model, fmt::format("model_{}", i),
                       base::Json::object({{"text", std::string(500, 'x')}})),
              {"tester", ""});
  }
}

// Opening fails with `code`, and every byte of the file is as it was.
void check_refused(const std::string& path, std::string_view code) {
  const std::string before = read_bytes(path);
  check_clear(error_of([&] { open_catalog(path); }), code, path);
  CHECK(read_bytes(path) == before);
}

void overwrite(const std::string& path, std::size_t at, std::string_view bytes) {
  std::string content = read_bytes(path);
  content.replace(at, bytes.size(), bytes);
  write_bytes(path, content);
}

// Root may do everything: permissions show only to somebody else.
int as_nobody(const std::function<int()>& work) {
  return wait_for(start_process([&] {
    if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) return 98;
    return work();
  }));
}

int exit_for(const std::string& path, std::string_view code) {
  const auto error = error_of([&] { open_catalog(path); });
  if (!error) return 1;
  if (error->code().id != code) return 2;
  if (error->message().find(path) == std::string::npos) return 3;
  return error->hint().empty() ? 4 : 0;
}

}  // namespace

TEST_CASE("an absent file becomes a catalog that keeps its id") {
  const TempDir dir;
  const std::string path = dir.file("new.db");
  std::string id;
  {
    auto made = open_catalog(path);
    id = made->id();
    CHECK(base::is_uuid(id));
    CHECK(made->path() == path);
    CHECK(made->directory() == dir.path.string());
    CHECK(made->schema_version() == catalog::newest_version(catalog::migrations()));
    CHECK(made->check().ok);
  }
  auto again = open_catalog(path);
  CHECK(again->id() == id);
  CHECK(raw_integer(path, "PRAGMA application_id") == catalog::application_id);
  CHECK(raw_integer(path, "SELECT journal_mode = 'wal' FROM pragma_journal_mode") == 1);
}

TEST_CASE("closing the last handle leaves one file") {
  const TempDir dir;
  make_catalog(dir.file("one.db"));
  int files = 0;
  for (const auto& entry : fs::directory_iterator(dir.path)) {
    CHECK(entry.path().filename() == "one.db");
    ++files;
  }
  CHECK(files == 1);
}

TEST_CASE("an empty file counts as absent") {
  const TempDir dir;
  write_bytes(dir.file("empty.db"), "");
  CHECK(open_catalog(dir.file("empty.db"))->check().ok);
}

TEST_CASE("a SQLite file without tables counts as absent") {
  const TempDir dir;
  raw_sql(dir.file("blank.db"), "PRAGMA journal_mode = WAL");
  CHECK(fs::file_size(dir.file("blank.db")) > 0);
  CHECK(open_catalog(dir.file("blank.db"))->check().ok);
}

TEST_CASE("a relative path is made absolute") {
  const TempDir dir;
  const auto before = fs::current_path();
  fs::current_path(dir.path);
  const std::string made = open_catalog("relative.db")->path();
  fs::current_path(before);
  CHECK(made == dir.file("relative.db"));
}

TEST_CASE("hostile file names are only names") {
  const TempDir dir;
  for (const char* name : {":memory:", "file:x.db?mode=memory", "a b'c\"d;--.db", "über-каталог.db",
                           "-journal", "percent%20%s.db", "line\nbreak.db"}) {
    CAPTURE(name);
    auto made = open_catalog(dir.file(name));
    made->put(document(model::Kind::model, "m", base::Json::object()), {});
    made.reset();
    CHECK(fs::file_size(dir.file(name)) > 0);
    CHECK(open_catalog(dir.file(name))->all(model::Kind::model).size() == 1);
  }
}

TEST_CASE("an error about a hostile file name is still one line") {
  const TempDir dir;
  const auto error = error_of([&] { open_catalog(dir.file("no\nfolder\x1b[31m/x.db")); });
  REQUIRE(error);
  CHECK(error->message().find('\n') == std::string::npos);
  CHECK(error->message().find('\x1b') == std::string::npos);
}

TEST_CASE("an unusable path is refused and nothing is created") {
  const TempDir dir;
  write_bytes(dir.file("plain"), "x");
  REQUIRE(::mkfifo(dir.file("pipe").c_str(), 0600) == 0);
  check_clear(error_of([&] { open_catalog(dir.path.string()); }), "WB9301", dir.path.string());
  check_clear(error_of([&] { open_catalog(dir.file("no/such/x.db")); }), "WB9301", "no/such/x.db");
  check_clear(error_of([&] { open_catalog(dir.file("plain/x.db")); }), "WB9301", "plain/x.db");
  check_clear(error_of([&] { open_catalog(dir.file("pipe")); }), "WB9301", "pipe");
  check_clear(error_of([&] { open_catalog("/dev/null"); }), "WB9301", "/dev/null");
  check_clear(error_of([&] { open_catalog(""); }), "WB9301", "");
  check_clear(error_of([&] { open_catalog(std::string("a\0b", 3)); }), "WB9301", "");
  check_clear(error_of([&] { open_catalog(dir.file(std::string(300, 'n'))); }), "WB9301", "nnn");
  CHECK(std::distance(fs::directory_iterator(dir.path), fs::directory_iterator()) == 2);
}

TEST_CASE("a link to a catalog opens it, a link to nowhere creates its target") {
  const TempDir dir;
  make_catalog(dir.file("real.db"));
  fs::create_symlink("real.db", dir.file("link.db"));
  fs::create_symlink("later.db", dir.file("dangling.db"));
  fs::create_symlink("loop.db", dir.file("loop.db"));
  CHECK(open_catalog(dir.file("link.db"))->id() == open_catalog(dir.file("real.db"))->id());
  CHECK(open_catalog(dir.file("dangling.db"))->id() == open_catalog(dir.file("later.db"))->id());
  check_clear(error_of([&] { open_catalog(dir.file("loop.db")); }), "WB9301", "loop.db");
}

TEST_CASE("dots in a path mean what they mean to the file system") {
  const TempDir dir;
  fs::create_directories(dir.path / "far" / "deep");
  fs::create_directory_symlink("far/deep", dir.path / "link");
  open_catalog(dir.file("link/../x.db"));
  CHECK(fs::exists(dir.path / "far" / "x.db"));
  CHECK(!fs::exists(dir.path / "x.db"));
  CHECK(open_catalog(dir.file("./far//./x.db"))->path() == dir.file("far/x.db"));
  check_clear(error_of([&] { open_catalog(dir.file("absent/../x.db")); }), "WB9301", "absent");
  check_clear(error_of([&] { open_catalog(dir.file("far/..")); }), "WB9301", dir.path.string());
}

TEST_CASE("a file that is no SQLite database is refused") {
  const TempDir dir;
  const std::string path = dir.file("notes.txt");
  for (const std::string& content :
       {std::string("x"), std::string("hello, world\n"), std::string(100000, '\0'),
        std::string("SQLite format 2\0", 16), std::string(4096, '\xff'),
        std::string("** This file contains an SQLite 2.1 database **")}) {
    write_bytes(path, content);
    check_refused(path, "WB9302");
  }
}

TEST_CASE("a SQLite database of another program is refused") {
  const TempDir dir;
  raw_sql(dir.file("app.db"), "CREATE TABLE t (x); INSERT INTO t VALUES (1)");
  check_refused(dir.file("app.db"), "WB9302");
  raw_sql(dir.file("wal.db"), "PRAGMA journal_mode = WAL; CREATE TABLE t (x)");
  check_refused(dir.file("wal.db"), "WB9302");
  raw_sql(dir.file("gpkg.db"), "PRAGMA application_id = 1196444487; CREATE TABLE t (x)");
  check_refused(dir.file("gpkg.db"), "WB9302");
  raw_sql(dir.file("marked.db"), "PRAGMA application_id = 1196444487");
  check_refused(dir.file("marked.db"), "WB9302");
  raw_sql(dir.file("versioned.db"), "PRAGMA user_version = 3");
  check_refused(dir.file("versioned.db"), "WB9302");
  std::string many = "BEGIN;";
  for (int i = 0; i < 300; ++i) many += fmt::format("CREATE TABLE t{} (a, b, c);", i);
  raw_sql(dir.file("many.db"), many + "COMMIT");  // its schema table has an interior root page
  check_refused(dir.file("many.db"), "WB9302");
}

TEST_CASE("a foreign database whose tables are still in its log is refused, log and all") {
  const TempDir dir;
  const std::string path = dir.file("busy.db");
  const pid_t owner = start_process([&] {  // ends without closing: the log stays
    auto* leaked = new catalog::Database(path, nullptr);
    leaked->execute("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)");
    return 0;
  });
  REQUIRE(wait_for(owner) == 0);
  const std::string log = read_bytes(path + "-wal");
  REQUIRE(!log.empty());
  check_refused(path, "WB9302");
  CHECK(read_bytes(path + "-wal") == log);
  CHECK(raw_integer(path, "SELECT x FROM t") == 1);
}

TEST_CASE("a catalog of a newer Waybill is refused, naming both versions") {
  const TempDir dir;
  const std::string path = dir.file("newer.db");
  make_catalog(path);
  raw_sql(path, "PRAGMA user_version = 4711");
  check_refused(path, "WB9303");
  const auto error = error_of([&] { open_catalog(path); });
  CHECK(error->message().find("4711") != std::string::npos);
  CHECK(error->message().find(fmt::format("{}", catalog::newest_version(catalog::migrations()))) !=
        std::string::npos);
}

TEST_CASE("a newer version that is still in the log is refused as well") {
  const TempDir dir;
  const std::string path = dir.file("newer.db");
  make_catalog(path);
  REQUIRE(wait_for(start_process([&] {
            auto* leaked = new catalog::Database(path, nullptr);
            leaked->execute("PRAGMA user_version = 4711");
            return 0;
          })) == 0);
  const std::string log = read_bytes(path + "-wal");
  check_refused(path, "WB9303");
  CHECK(read_bytes(path + "-wal") == log);
}

TEST_CASE("a truncated catalog is refused wherever it was cut") {
  const TempDir dir;
  const std::string whole_path = dir.file("whole.db");
  make_catalog(whole_path);
  const std::string whole = read_bytes(whole_path);
  const std::string path = dir.file("cut.db");
  for (std::size_t length :
       {std::size_t{1}, std::size_t{15}, std::size_t{16}, std::size_t{50}, std::size_t{99},
        std::size_t{100}, std::size_t{107}, std::size_t{108}, std::size_t{1000}, std::size_t{4096},
        std::size_t{4097}, whole.size() / 2, whole.size() - 4096, whole.size() - 1}) {
    CAPTURE(length);
    write_bytes(path, whole.substr(0, length));
    check_refused(path, "WB9304");
    CHECK(!fs::exists(path + "-wal"));
  }
}

TEST_CASE("a malformed header is refused as damage") {
  const TempDir dir;
  const std::string whole_path = dir.file("whole.db");
  make_catalog(whole_path);
  const std::string whole = read_bytes(whole_path);
  const std::string path = dir.file("bad.db");
  const auto broken = [&](std::size_t at, std::string_view bytes) {
    write_bytes(path, whole);
    overwrite(path, at, bytes);
    CAPTURE(at);
    check_refused(path, "WB9304");
  };
  broken(0, std::string(16, '\0'));          // the magic, with our mark left
  broken(16, std::string("\x03\x03", 2));    // page size
  broken(16, std::string("\0\0", 2));        //
  broken(21, std::string("\1\1\1", 3));      // payload fractions
  broken(44, std::string("\0\0\0\x63", 4));  // schema format
  broken(60, std::string("\0\0\0\0", 4));    // user version
  broken(100, std::string("\x42", 1));       // the first page's type
}

TEST_CASE("random damage is reported as damage or does not matter, and never crashes") {
  const TempDir dir;
  const std::string whole_path = dir.file("whole.db");
  make_catalog(whole_path);
  const std::string whole = read_bytes(whole_path);
  const std::string path = dir.file("bad.db");
  std::uint64_t state = 42;
  int damaged = 0;
  for (int round = 0; round < 150; ++round) {
    std::string content = whole;
    for (int i = 0; i < 1 + round % 40; ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      content[(state >> 20) % content.size()] = static_cast<char>(state >> 56);
    }
    write_bytes(path, content);
    fs::remove(path + "-wal");
    fs::remove(path + "-shm");
    bool ok = false;
    const std::string code = code_of([&] {
      auto opened = open_catalog(path);
      ok = opened->check().ok;
      for (model::Kind kind : model::all_kinds()) opened->all(kind);
      opened->runs({}, {});
    });
    CAPTURE(round);
    CHECK((code == "" || code == "WB9304" || code == "WB9302" || code == "WB9303"));
    if (!ok) ++damaged;
  }
  CHECK(damaged > 50);
}

TEST_CASE("a catalog may not be written: the file, or its folder") {
  const TempDir dir;
  REQUIRE(::chmod(dir.path.c_str(), 0777) == 0);
  const std::string path = dir.file("mine.db");
  make_catalog(path);
  const std::string before = read_bytes(path);

  REQUIRE(::chmod(path.c_str(), 0444) == 0);
  CHECK(as_nobody([&] { return exit_for(path, "WB9305"); }) == 0);

  REQUIRE(::chmod(path.c_str(), 0000) == 0);
  CHECK(as_nobody([&] { return exit_for(path, "WB9301"); }) == 0);

  REQUIRE(::chmod(path.c_str(), 0666) == 0);
  REQUIRE(::chmod(dir.path.c_str(), 0555) == 0);
  CHECK(as_nobody([&] { return exit_for(path, "WB9305"); }) == 0);
  CHECK(as_nobody([&] { return exit_for(dir.file("new.db"), "WB9305"); }) == 0);

  REQUIRE(::chmod(dir.path.c_str(), 0700) == 0);
  if (::geteuid() == 0) {
    CHECK(as_nobody([&] { return exit_for(path, "WB9301"); }) == 0);
  }
  CHECK(read_bytes(path) == before);
  CHECK(std::distance(fs::directory_iterator(dir.path), fs::directory_iterator()) == 1);

  REQUIRE(::chmod(dir.path.c_str(), 0777) == 0);
  CHECK(as_nobody([&] { return open_catalog(path)->check().ok ? 0 : 1; }) == 0);
}

TEST_CASE("a catalog that another process holds is reported busy after the patience given") {
  const TempDir dir;
  const std::string path = dir.file("held.db");
  make_catalog(path);
  catalog::Database holder(path, nullptr);
  holder.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 1");
  catalog::OpenOptions options;
  options.patience = std::chrono::milliseconds(200);
  const auto began = std::chrono::steady_clock::now();
  const auto error = error_of([&] { catalog::open_database(path, 0, options); });
  const auto took = std::chrono::steady_clock::now() - began;
  check_clear(error, "WB9307", path);
  CHECK(error->retryable());
  CHECK(took >= std::chrono::milliseconds(150));
  CHECK(took < std::chrono::seconds(10));
  holder.execute("ROLLBACK");
}

TEST_CASE("a creation that was killed half way is taken up") {
  const TempDir dir;
  const std::string path = dir.file("half.db");
  REQUIRE(wait_for(start_process([&] {
            auto* leaked = new catalog::Database(path, nullptr);
            leaked->execute("PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; CREATE TABLE catalog (x)");
            return 0;
          })) == 0);
  CHECK(open_catalog(path)->check().ok);
}

}  // namespace waybill::tests

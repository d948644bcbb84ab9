// Copies of a catalog in use, and what is forgotten on purpose.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <set>
#include <thread>

#include "catalog/support.hpp"
#include "support/raw_sqlite.hpp"

namespace waybill::tests {

namespace {

namespace fs = std::filesystem;
using catalog::RejectState;
using catalog::RunStatus;
using model::Kind;

void put(catalog::Catalog& catalog, const std::string& name, int revision = 0) {
  catalog.put(document(Kind::model, name, base::Json::object({{"revision", revision}})), {});
}

catalog::Run ended(const std::string& id, const std::string& sync, base::Micros at,
                   RunStatus status = RunStatus::success) {
  catalog::Run run = sample_run(id, at);
  run.sync_id = sync;
  run.sync_name = sync;
  run.status = status;
  run.ended_at = at + 1;
  return run;
}

std::set<std::string> entries(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

}  // namespace

TEST_CASE("a copy is the whole catalog, and a catalog again") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  put(*catalog, "m");
  catalog->start_run(sample_run("r", 1));
  ::chmod(dir.file("c.db").c_str(), 0640);
  catalog->backup(dir.file("copy.db"), false);
  struct stat found {};
  CHECK(::stat(dir.file("copy.db").c_str(), &found) == 0);
  CHECK((found.st_mode & 0777) == 0640);
  put(*catalog, "later");
  auto copy = open_catalog(dir.file("copy.db"));
  CHECK(copy->id() == catalog->id());
  CHECK(copy->check().ok);
  CHECK(copy->find(Kind::model, "m").has_value());
  CHECK(copy->run("r").has_value());
  CHECK_FALSE(copy->find(Kind::model, "later").has_value());
  copy.reset();
  catalog.reset();
  CHECK(entries(dir.path) == std::set<std::string>{"c.db", "copy.db"});
}

TEST_CASE("a copy is written over nothing that is there, unless told") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  put(*catalog, "m");
  const auto refused = [&](const std::string& path, bool force = false) {
    const auto error = error_of([&] { catalog->backup(path, force); });
    check_clear(error, "WB9011", path);
  };
  write_bytes(dir.file("there"), "mine");
  refused(dir.file("there"));
  CHECK(read_bytes(dir.file("there")) == "mine");
  catalog->backup(dir.file("there"), true);
  CHECK(open_catalog(dir.file("there"))->find(Kind::model, "m").has_value());
  // The catalog itself, by whatever name; a database in use; a folder; a link; no folder.
  refused(dir.file("c.db"), true);
  fs::create_hard_link(dir.file("c.db"), dir.file("same"));
  refused(dir.file("same"), true);
  write_bytes(dir.file("used"), "x");
  write_bytes(dir.file("used-wal"), "x");
  refused(dir.file("used"), true);
  fs::create_directory(dir.file("folder"));
  refused(dir.file("folder"), true);
  fs::create_symlink(dir.file("there"), dir.file("link"));
  refused(dir.file("link"), true);
  refused(dir.file("none/copy.db"), true);
  CHECK_FALSE(entries(dir.path).contains("c.db.partial"));
}

TEST_CASE("copies made while others write are each of one instant") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  open_catalog(path);
  const pid_t writer = start_process([&]() -> int {
    auto catalog = open_catalog(path);
    for (int i = 0;; ++i) {
      // Both or none.
      catalog->in_transaction([&] {
        put(*catalog, "a", i);
        put(*catalog, "b", i);
      });
    }
  });
  auto catalog = open_catalog(path);
  while (!catalog->find(Kind::model, "b")) std::this_thread::yield();
  for (int i = 0; i < 10; ++i) {
    const std::string copy = dir.file(fmt::format("copy{}.db", i));
    catalog->backup(copy, false);
    auto opened = open_catalog(copy);
    CHECK(opened->check().ok);
    CHECK(opened->find(Kind::model, "a")->body == opened->find(Kind::model, "b")->body);
  }
  ::kill(writer, SIGKILL);
  wait_for(writer);
}

TEST_CASE("kills in the middle of copies and vacuums: the catalog is whole, a copy too or absent") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  {
    auto catalog = open_catalog(path);
    catalog->in_transaction([&] {
      for (int i = 0; i < 3000; ++i) catalog->start_run(ended(fmt::format("r{}", i), "s", i));
    });
  }
  for (int round = 0; round < 20; ++round) {
    const std::string copy = dir.file("copy.db");
    const pid_t child = start_process([&] {
      auto catalog = open_catalog(path);
      catalog->backup(copy, true);
      catalog::Retention retention;
      retention.runs = 100 * round;
      catalog->vacuum(retention);
      return 0;
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(2 + 4 * round));
    ::kill(child, SIGKILL);
    wait_for(child);
    auto catalog = open_catalog(path);
    CHECK(catalog->check().problems == std::vector<std::string>{});
    CHECK(catalog->run("r2999").has_value());
    if (!fs::exists(copy)) continue;
    CHECK(open_catalog(copy)->check().ok);
    fs::remove(copy);
  }
  open_catalog(path)->backup(dir.file("copy.db"), true);
  CHECK(entries(dir.path) == std::set<std::string>{"c.db", "copy.db"});
}

TEST_CASE("a copy that the disk has no room for is none, and the catalog stays") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  {
    auto catalog = open_catalog(path);
    for (int i = 0; i < 200; ++i) {
      catalog->put(document(Kind::model, fmt::format("m{}", i),
                            base::Json::object({{"text", std::string(4000, 'x')}})),
                   {});
    }
  }
  const pid_t child = start_process([&] {
    auto catalog = open_catalog(path);
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{200000, 200000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const auto error = error_of([&] { catalog->backup(dir.file("copy.db"), false); });
    return error && error->code().id == "WB9306" ? 0 : 1;
  });
  CHECK(wait_for(child) == 0);
  CHECK(entries(dir.path) == std::set<std::string>{"c.db"});
  CHECK(open_catalog(path)->all(Kind::model).size() == 200);
}

TEST_CASE("a vacuum that the disk has no room for leaves the catalog as it is") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  {
    auto catalog = open_catalog(path);
    catalog->in_transaction([&] {
      for (int i = 0; i < 400; ++i) {
        auto run = ended(fmt::format("r{}", i), i % 2 == 0 ? "s" : fmt::format("s{}", i), i);
        run.report = base::Json::object({{"text", std::string(3000, 'x')}});
        catalog->start_run(run);
      }
    });
  }
  const auto size = static_cast<rlim_t>(fs::file_size(path));
  const pid_t child = start_process([&] {
    auto catalog = open_catalog(path);
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{size / 3, size / 3};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    catalog::Retention retention;
    retention.runs = 1000;
    const auto error = error_of([&] { catalog->vacuum(retention); });
    return error && error->code().id == "WB9306" ? 0 : 1;
  });
  CHECK(wait_for(child) == 0);
  auto catalog = open_catalog(path);
  CHECK(catalog->check().problems == std::vector<std::string>{});
  CHECK(catalog->run("r399").has_value());
  catalog::Retention retention;
  retention.runs = 1000;
  CHECK(catalog->vacuum(retention).bytes_after < static_cast<std::int64_t>(size));
}

TEST_CASE("nothing is forgotten unless told") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  put(*catalog, "m", 1);
  put(*catalog, "m", 2);
  catalog->start_run(ended("r1", "s", 1));
  catalog->start_run(ended("r2", "s", 2));
  catalog->add_rejects({sample_reject("x", 1)});
  catalog->settle_rejects({"x"}, RejectState::resolved, 2);
  const auto result = catalog->vacuum({});
  CHECK(result.runs + result.run_events + result.rejects + result.versions == 0);
  CHECK(result.bytes_after > 0);
  CHECK(catalog->run("r1").has_value());
  CHECK(catalog->versions(catalog->find(Kind::model, "m")->id, {}).items.size() == 2);
  CHECK(catalog->count_rejects({}) == 1);
}

TEST_CASE("runs are forgotten but those that something still needs") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  catalog->start_run(ended("old", "s", 10));
  catalog->start_run(ended("failed", "s", 11, RunStatus::error));
  catalog->start_run(ended("failed later", "s", 12, RunStatus::error));
  catalog->start_run(ended("leased", "s", 13));
  catalog->start_run(ended("claimed", "s", 14));
  auto sent = ended("of a claimed transfer", "s", 15);
  sent.transfer_id = "transfer";
  catalog->start_run(sent);
  catalog->start_run(ended("of a dead letter", "s", 16));
  catalog->start_run(ended("of a settled one", "s", 17));
  auto running = sample_run("running", 18);
  catalog->start_run(running);
  catalog->start_run(ended("newest", "s", 19));
  catalog->start_run(ended("only one", "rare", 1));
  catalog->start_run(ended("later", "s", 1000));
  catalog->acquire({"s", "leased", "a", base::this_process(), 0});
  catalog->put_schedule_state({"s", "every 1h", 1, catalog::ScheduleState::Claim{"claimed", 2, 3}});
  catalog->put_schedule_state(
      {"t", "every 1h", 1, catalog::ScheduleState::Claim{"transfer", 2, 3}});
  catalog::Reject waiting = sample_reject("x", 1);
  waiting.run_id = "of a dead letter";
  catalog::Reject settled = sample_reject("y", 1);
  settled.run_id = "of a settled one";
  catalog->add_rejects({waiting, settled});
  catalog->settle_rejects({"y"}, RejectState::resolved, 2);

  catalog::Retention retention;
  retention.runs = 500;
  const auto result = catalog->vacuum(retention);
  CHECK(result.runs == 4);
  CHECK(result.run_events == 4);
  for (const char* id : {"old", "failed", "of a settled one", "newest"}) {
    INFO(id);
    CHECK_FALSE(catalog->run(id).has_value());
  }
  for (const char* id : {"failed later", "leased", "claimed", "of a claimed transfer",
                         "of a dead letter", "running", "only one", "later"}) {
    INFO(id);
    CHECK(catalog->run(id).has_value());
  }
  CHECK(catalog->check().ok);
  CHECK(catalog->vacuum(retention).runs == 0);
}

TEST_CASE("events go before their runs, dead letters once they are settled") {
  const TempDir dir;
  TestClock clock;
  auto catalog = catalog::Catalog::open(dir.file("c.db"), clock.clock());
  catalog->start_run(ended("r", "s", 1));
  catalog->start_run(sample_run("running", 1));
  catalog->add_rejects(
      {sample_reject("waits", 1), sample_reject("done", 1), sample_reject("done later", 1)});
  catalog->settle_rejects({"done"}, RejectState::gone, 5);
  catalog->settle_rejects({"done later"}, RejectState::gone, 50);
  catalog::Retention retention;
  retention.run_events = *clock.now + 1;
  retention.rejects = 20;
  const auto result = catalog->vacuum(retention);
  CHECK(result.run_events == 1);
  CHECK(result.rejects == 1);
  CHECK(catalog->run("r").has_value());
  CHECK(catalog->events("r", {}).items.empty());
  CHECK(catalog->events("running", {}).items.size() == 1);
  CHECK(catalog->reject("waits").has_value());
  CHECK_FALSE(catalog->reject("done").has_value());
  CHECK(catalog->reject("done later").has_value());
}

TEST_CASE("versions are forgotten but the newest, and the rule that they stay holds again") {
  const TempDir dir;
  TestClock clock;
  const std::string path = dir.file("c.db");
  auto catalog = catalog::Catalog::open(path, clock.clock());
  put(*catalog, "m", 1);
  put(*catalog, "m", 2);
  put(*catalog, "gone", 1);
  catalog->remove(Kind::model, "gone", {});
  *clock.now += 100;
  put(*catalog, "m", 3);
  put(*catalog, "m", 4);
  const std::string id = catalog->find(Kind::model, "m")->id;
  catalog::Retention retention;
  retention.versions = *clock.now;
  CHECK(catalog->vacuum(retention).versions == 3);
  CHECK(catalog->versions(id, {}).items.size() == 2);
  CHECK(catalog->find_removed(Kind::model, "gone").has_value());
  CHECK(catalog->check().ok);
  put(*catalog, "m", 5);
  CHECK(catalog->find(Kind::model, "m")->version == 5);
  catalog.reset();
  CHECK_THROWS_WITH(raw_sql(path, "DELETE FROM versions"),
                    doctest::Contains("versions cannot be deleted"));
}

TEST_CASE("what was forgotten gives its room back, while others work") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  auto catalog = open_catalog(path);
  auto other = open_catalog(path);
  catalog->in_transaction([&] {
    for (int i = 0; i < 5000; ++i) {
      auto run = ended(fmt::format("r{}", i), "s", i);
      run.report = base::Json::object({{"text", std::string(500, 'x')}});
      catalog->start_run(run);
    }
  });
  CHECK(other->run("r1").has_value());
  catalog::Retention retention;
  retention.runs = 10'000;
  const auto result = catalog->vacuum(retention);
  CHECK(result.runs == 4999);
  CHECK(result.bytes_after < result.bytes_before / 4);
  CHECK_FALSE(other->run("r1").has_value());
  put(*other, "m");
  CHECK(catalog->find(Kind::model, "m").has_value());
}

}  // namespace waybill::tests

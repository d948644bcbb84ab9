// Many processes, threads and kills on one catalog: nothing acknowledged is lost.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <set>
#include <sstream>
#include <thread>

#include "catalog/support.hpp"

namespace waybill::tests {

namespace {

using model::Kind;
using SteadyClock = std::chrono::steady_clock;

base::Json text_body(const std::string& text) {
  return base::Json::object({{"text", text}});
}

void write_some(catalog::Catalog& catalog, int worker, int round) {
  const std::string id = fmt::format("w{}-{}", worker, round);
  catalog.put(document(Kind::model, id, text_body(id)), {id, ""});
  catalog.put(document(Kind::sync, "shared", text_body(id)), {id, ""});
  auto run = sample_run(id, round);
  catalog.start_run(run);
  catalog.add_rejects({sample_reject(id, round)});
  run.status = catalog::RunStatus::success;
  run.report = text_body(id);
  catalog.finish_run(run);
}

std::string read_to_end(int descriptor) {
  std::string text;
  char buffer[4096];
  for (ssize_t n = 0; (n = ::read(descriptor, buffer, sizeof buffer)) > 0;) {
    text.append(buffer, static_cast<std::size_t>(n));
  }
  return text;
}

std::set<std::string> lines_of(const std::string& text) {
  std::set<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (!stream.eof()) lines.insert(line);  // the last one may be cut
  }
  return lines;
}

}  // namespace

TEST_CASE("ten processes create and open one new catalog at once") {
  for (int round = 0; round < 15; ++round) {
    const TempDir dir;
    const std::string path = dir.file("c.db");
    int start[2];
    REQUIRE(::pipe(start) == 0);
    std::vector<pid_t> processes;
    for (int i = 0; i < 10; ++i) {
      processes.push_back(start_process([&, i] {
        char nothing = 0;
        ::close(start[1]);
        if (::read(start[0], &nothing, 1) != 0) return 2;
        auto catalog = open_catalog(path);
        catalog->put(document(Kind::model, fmt::format("m{}", i), text_body(catalog->id())), {});
        return 0;
      }));
    }
    ::close(start[0]);
    ::close(start[1]);  // all go
    for (pid_t process : processes) CHECK(wait_for(process) == 0);
    auto catalog = open_catalog(path);
    CHECK(catalog->check().problems == std::vector<std::string>{});
    const auto objects = catalog->all(Kind::model);
    CHECK(objects.size() == 10);
    for (const auto& object : objects) CHECK(object.body == text_body(catalog->id()));
  }
}

TEST_CASE("ten processes write for seconds and nothing is lost") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  std::vector<pid_t> processes;
  for (int worker = 0; worker < 10; ++worker) {
    processes.push_back(start_process([&, worker] {
      const auto until = SteadyClock::now() + std::chrono::seconds(3);
      int round = 0;
      for (; round < 3 || SteadyClock::now() < until; ++round) {
        auto catalog = open_catalog(path);  // opening and closing at once is part of it
        write_some(*catalog, worker, round);
      }
      const std::string said = fmt::format("{} {}\n", worker, round);
      return ::write(ends[1], said.data(), said.size()) > 0 ? 0 : 1;
    }));
  }
  for (pid_t process : processes) CHECK(wait_for(process) == 0);
  ::close(ends[1]);
  std::istringstream said(read_to_end(ends[0]));
  ::close(ends[0]);

  auto catalog = open_catalog(path);
  CHECK(catalog->check().problems == std::vector<std::string>{});
  std::int64_t total = 0;
  int worker = 0;
  for (int rounds = 0; said >> worker >> rounds; total += rounds) {
    for (int round = 0; round < rounds; ++round) {
      const std::string id = fmt::format("w{}-{}", worker, round);
      const auto run = catalog->run(id);
      CHECK((run && run->status == catalog::RunStatus::success && run->report == text_body(id)));
      CHECK(catalog->find(Kind::model, id).has_value());
    }
  }
  CHECK(total >= 30);
  CHECK(catalog->count_rejects({}) == total);
  CHECK(static_cast<std::int64_t>(catalog->all(Kind::model).size()) == total);
  // Every save of the one shared object made one version of its own.
  CHECK(catalog->find(Kind::sync, "shared")->version == total);
}

TEST_CASE("fifty kills in the middle of writing: what was acknowledged is there, and consistent") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  std::set<std::string> acknowledged;
  for (int kill = 0; kill < 50; ++kill) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = start_process([&] {
      auto catalog = open_catalog(path);
      for (int round = 0;; ++round) {
        const std::string id = fmt::format("w{}-{}", kill, round);
        catalog->in_transaction([&] {
          write_some(*catalog, kill, round);
          catalog->put(document(Kind::source, id, text_body(std::string(20000, 'x'))), {});
        });
        const std::string said = id + "\n";
        if (::write(ends[1], said.data(), said.size()) < 0) return 1;
      }
    });
    ::close(ends[1]);
    std::this_thread::sleep_for(std::chrono::milliseconds(5 + (kill * 37) % 90));
    ::kill(child, SIGKILL);
    CHECK(wait_for(child) == -SIGKILL);
    acknowledged.merge(lines_of(read_to_end(ends[0])));
    ::close(ends[0]);

    auto catalog = open_catalog(path);
    if (kill % 10 == 9) CHECK(catalog->check().problems == std::vector<std::string>{});
  }
  CHECK(acknowledged.size() > 50);
  auto catalog = open_catalog(path);
  CHECK(catalog->check().ok);
  for (const std::string& id : acknowledged) {
    CHECK(catalog->run(id).has_value());
    CHECK(catalog->find(Kind::model, id).has_value());
    CHECK(catalog->find(Kind::source, id).has_value());
    CHECK(catalog->reject(id).has_value());
  }
  // Each transaction is there whole: its parts are equal in number.
  const auto sources = catalog->all(Kind::source).size();
  CHECK(catalog->all(Kind::model).size() == sources);
  CHECK(static_cast<std::size_t>(catalog->count_rejects({})) == sources);
}

TEST_CASE("fifty kills while the catalog is created: the next open has a whole one") {
  for (int kill = 0; kill < 50; ++kill) {
    const TempDir dir;
    const std::string path = dir.file("c.db");
    const pid_t child = start_process([&] {
      open_catalog(path)->put(document(Kind::model, "m", text_body("x")), {});
      return 0;
    });
    std::this_thread::sleep_for(std::chrono::microseconds(200 * kill));
    ::kill(child, SIGKILL);
    wait_for(child);
    auto catalog = open_catalog(path);
    CHECK(catalog->check().problems == std::vector<std::string>{});
  }
}

TEST_CASE("two handles on two threads work on one catalog") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  const auto work = [&](int worker) {
    auto catalog = open_catalog(path);
    for (int round = 0; round < 25; ++round) write_some(*catalog, worker, round);
    catalog->runs({}, {});
    catalog->check();
  };
  std::thread first(work, 1);
  std::thread second_thread(work, 2);
  first.join();
  second_thread.join();
  auto catalog = open_catalog(path);
  CHECK(catalog->all(Kind::model).size() == 50);
  CHECK(catalog->find(Kind::sync, "shared")->version == 50);
}

}  // namespace waybill::tests

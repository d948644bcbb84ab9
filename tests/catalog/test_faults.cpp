// A disk that fills or fails: at every single write, one clear error, and nothing lost.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>

#include "catalog/support.hpp"
#include "support/faulty_vfs.hpp"

namespace waybill::tests {

namespace {

using model::Kind;

struct Fault {
  const char* name;
  unsigned calls;
  int result;
  bool stays;
  std::string_view code;
};

constexpr Fault faults[] = {
    {"full", kWrite, SQLITE_FULL, true, "WB9306"},
    {"full once", kWrite, SQLITE_FULL, false, "WB9306"},
    {"write error", kAnyWrite, SQLITE_IOERR_WRITE, true, "WB9308"},
    {"write error once", kAnyWrite, SQLITE_IOERR_WRITE, false, "WB9308"},
    {"sync error once", kSync, SQLITE_IOERR_FSYNC, false, "WB9308"},
};

// `change` is done whole or not at all: `done` answers how much of it is there, 0 or `whole`.
struct Operation {
  const char* name;
  std::function<void(catalog::Catalog&)> change;
  std::function<std::int64_t(catalog::Catalog&)> done;
  std::int64_t whole;
};

base::Json big_body() {
  return base::Json::object({{"text", std::string(14000, 'x')}});
}

std::int64_t count(catalog::Catalog& catalog, Kind kind) {
  return static_cast<std::int64_t>(catalog.all(kind).size());
}

const std::vector<Operation>& operations() {
  static const std::vector<Operation> all = {
      {"put", [](auto& c) { c.put(document(Kind::model, "m", big_body()), {}); },
       [](auto& c) { return count(c, Kind::model); }, 1},
      {"transaction",
       [](auto& c) {
         c.in_transaction([&] {
           for (int i = 0; i < 5; ++i) {
             c.put(document(Kind::source, fmt::format("s{}", i), big_body()), {});
           }
           c.start_run(sample_run("r", 1));
         });
       },
       [](auto& c) { return count(c, Kind::source) + (c.run("r") ? 1 : 0); }, 6},
      {"dead letters",
       [](auto& c) {
         std::vector<catalog::Reject> rejects;
         for (int i = 0; i < 80; ++i) rejects.push_back(sample_reject(fmt::format("x{}", i), i));
         c.add_rejects(rejects);
       },
       [](auto& c) { return c.count_rejects({}); }, 80},
      {"acquire",
       [](auto& c) {
         c.acquire({"sync", "run", "a", base::this_process(), 0});
       },
       [](auto& c) { return static_cast<std::int64_t>(c.leases().size()); }, 1},
      {"schedule",
       [](auto& c) {
         c.put_schedule_state({"s", "every 1h", 1, catalog::ScheduleState::Claim{"run", 2, 3}});
       },
       [](auto& c) { return c.schedule_state("s") ? 1 : 0; }, 1},
  };
  return all;
}

void check_fault(const std::optional<Error>& error, const Fault& fault, const std::string& path) {
  check_clear(error, fault.code, path);
  CHECK(error->retryable());
}

// One run of `operation` with the fault at its nth call; false when the fault was not reached.
bool fail_at(std::int64_t nth, const Fault& fault, const Operation& operation,
             const std::string& prepared) {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  write_bytes(path, prepared);
  FaultyVfs vfs;
  bool reached = false;
  bool succeeded = false;
  {
    auto catalog = open_catalog(path);
    vfs.fail(fault.calls, nth, fault.result, fault.stays, dir.path.string());
    const auto error = error_of([&] { operation.change(*catalog); });
    reached = vfs.failed() > 0;
    succeeded = !error;
    if (error) check_fault(error, fault, path);
    // What was reported done stays done, and what failed did not happen.
    CHECK(operation.done(*catalog) == (error ? 0 : operation.whole));
    if (error && nth % 2 == 0) {  // with the disk well again the same handle goes on
      vfs.heal();
      operation.change(*catalog);
      CHECK(operation.done(*catalog) == operation.whole);
      succeeded = true;
    }
  }  // otherwise closed while the fault stays
  vfs.heal();
  auto catalog = open_catalog(path);
  CHECK(catalog->check().problems == std::vector<std::string>{});
  const std::int64_t done = operation.done(*catalog);
  if (succeeded) {
    CHECK(done == operation.whole);
  } else {
    CHECK((done == 0 || done == operation.whole));
  }
  CHECK(catalog->find(Kind::recipient, "before").has_value());
  return reached;
}

}  // namespace

TEST_CASE("a fault at any write of any operation is one clear error, and nothing is lost") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  open_catalog(path)->put(document(Kind::recipient, "before", base::Json::object()), {});
  const std::string prepared = read_bytes(path);
  std::int64_t points = 0;
  for (const Operation& operation : operations()) {
    for (const Fault& fault : faults) {
      CAPTURE(operation.name);
      CAPTURE(fault.name);
      std::int64_t nth = 1;
      while (fail_at(nth, fault, operation, prepared)) ++nth;
      CHECK(nth > 1);
      points += nth - 1;
    }
  }
  MESSAGE("faults injected: " << points);
}

TEST_CASE("a fault at any write of a creation is one clear error, and the next open succeeds") {
  std::int64_t points = 0;
  for (const Fault& fault : faults) {
    CAPTURE(fault.name);
    std::int64_t nth = 1;
    for (bool reached = true; reached; ++nth) {
      CAPTURE(nth);
      const TempDir dir;
      const std::string path = dir.file("c.db");
      FaultyVfs vfs;
      vfs.fail(fault.calls, nth, fault.result, fault.stays, dir.path.string());
      const auto error = error_of([&] { open_catalog(path); });
      reached = vfs.failed() > 0;
      if (error) check_fault(error, fault, path);
      vfs.heal();
      auto catalog = open_catalog(path);
      CHECK(catalog->check().problems == std::vector<std::string>{});
      CHECK(catalog->schema_version() > 0);
      if (reached) ++points;
    }
    CHECK(nth > 2);
  }
  MESSAGE("faults injected: " << points);
}

TEST_CASE("a fault at any read is one clear error") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  {
    auto catalog = open_catalog(path);
    for (int i = 0; i < 20; ++i) {
      catalog->put(document(Kind::model, fmt::format("m{}", i), big_body()), {});
    }
  }
  std::int64_t points = 0;
  for (bool reached = true; reached;) {
    FaultyVfs vfs;
    vfs.fail(kRead, points + 1, SQLITE_IOERR_READ, true, dir.path.string());
    const auto error = error_of([&] {
      auto catalog = open_catalog(path);
      catalog->all(Kind::model);
      catalog->check();
    });
    reached = vfs.failed() > 0;
    if (reached) {
      check_clear(error, "WB9308", path);
      ++points;
    } else {
      CHECK(!error);
    }
  }
  CHECK(points > 10);
  CHECK(open_catalog(path)->check().ok);
  MESSAGE("faults injected: " << points);
}

TEST_CASE("after SQLite undid a transaction by itself, nothing more of it can be applied") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  FaultyVfs vfs;
  auto catalog = open_catalog(path);
  catalog->in_transaction([&] { catalog->put(document(Kind::model, "before", big_body()), {}); });
  int failed_inside = 0;
  const auto error = error_of([&] {
    catalog->in_transaction([&] {
      catalog->put(document(Kind::model, "first", big_body()), {});
      vfs.fail(kRead | kAnyWrite, 1, SQLITE_IOERR, false, dir.path.string());
      // More than the page cache holds, so that pages are written before the commit.
      for (int i = 0; i < 800; ++i) {
        const std::string code = code_of(
            [&] { catalog->put(document(Kind::model, fmt::format("m{}", i), big_body()), {}); });
        if (code != "") ++failed_inside;
      }
    });
  });
  REQUIRE(vfs.failed() == 1);
  vfs.heal();
  REQUIRE(failed_inside > 0);
  check_clear(error, "WB9308", path);
  CHECK(count(*catalog, Kind::model) == 1);
  CHECK(catalog->check().ok);
}

TEST_CASE("a file that may not grow any more says so, and keeps what it has") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  const int saved = wait_for(start_process([&] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{400'000, 400'000};
    auto catalog = open_catalog(path);
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 101;
    for (int i = 0; i < 100; ++i) {
      const auto error = error_of(
          [&] { catalog->put(document(Kind::model, fmt::format("m{}", i), big_body()), {}); });
      if (!error) continue;
      if (error->code().id != "WB9306" || error->hint().empty()) return 102;
      return catalog->check().ok ? i : 103;
    }
    return 104;
  }));
  CHECK(saved > 0);
  CHECK(saved < 100);
  auto catalog = open_catalog(path);
  CHECK(catalog->check().problems == std::vector<std::string>{});
  CHECK(count(*catalog, Kind::model) == saved);
}

}  // namespace waybill::tests

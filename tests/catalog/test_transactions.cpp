// Transactions: whole or not at all, nested or not.
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>

#include "catalog/open.hpp"
#include "catalog/support.hpp"
#include "catalog/transaction.hpp"

namespace waybill::tests {

namespace {

using model::Kind;

model::Document named(const std::string& name) {
  return document(Kind::model, name, base::Json::object());
}

}  // namespace

TEST_CASE("all changes of a transaction are kept together") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  auto catalog = open_catalog(path);
  auto other = open_catalog(path);
  catalog->in_transaction([&] {
    catalog->put(named("a"), {});
    catalog->start_run(sample_run("r", 1));
    CHECK(catalog->find(Kind::model, "a").has_value());
    CHECK(!other->find(Kind::model, "a"));
  });
  CHECK(other->find(Kind::model, "a").has_value());
  CHECK(other->run("r").has_value());
}

TEST_CASE("an exception of any type undoes the whole transaction and goes on to the caller") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  CHECK_THROWS_AS(catalog->in_transaction([&] {
    catalog->put(named("a"), {});
    catalog->in_transaction([&] { catalog->start_run(sample_run("r", 1)); });
    throw std::logic_error("stop");
  }),
                  std::logic_error);
  CHECK(code_of([&] {
          catalog->in_transaction([&] {
            catalog->put(named("b"), {});
            catalog->remove(Kind::model, "absent", {});
          });
        }) == "WB9007");
  CHECK(catalog->all(Kind::model).empty());
  CHECK(!catalog->run("r"));
  catalog->put(named("c"), {});
  CHECK(catalog->all(Kind::model).size() == 1);
}

TEST_CASE("a nested transaction that fails is undone alone when the outer one goes on") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  catalog->in_transaction([&] {
    catalog->put(named("kept"), {});
    CHECK(code_of([&] {
            catalog->in_transaction([&] {
              catalog->put(named("undone"), {});
              catalog->remove(Kind::model, "absent", {});
            });
          }) == "WB9007");
    catalog->put(named("kept too"), {});
  });
  CHECK(catalog->all(Kind::model).size() == 2);
  CHECK(!catalog->find(Kind::model, "undone"));
  CHECK(catalog->check().ok);
}

TEST_CASE("deep nesting works") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  const std::function<void(int)> nest = [&](int depth) {
    catalog->in_transaction([&] {
      catalog->put(named("m" + std::to_string(depth)), {});
      if (depth < 60) nest(depth + 1);
    });
  };
  nest(0);
  CHECK(catalog->all(Kind::model).size() == 61);
}

TEST_CASE("work that lost against another process is run again, a bounded number of times") {
  const TempDir dir;
  auto catalog = open_catalog(dir.file("c.db"));
  int attempts = 0;
  catalog->in_transaction([&] {
    catalog->put(named("m"), {});
    if (++attempts < 3) throw Error(codes::catalog_busy, "lost");
  });
  CHECK(attempts == 3);
  CHECK(catalog->find(Kind::model, "m")->version == 1);
  attempts = 0;
  CHECK(code_of([&] {
          catalog->in_transaction([&] {
            ++attempts;
            throw Error(codes::catalog_busy, "lost");
          });
        }) == "WB9307");
  CHECK(attempts > 1);
  CHECK(attempts < 20);
}

TEST_CASE("a writer that waits too long is told who has to be done first") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  auto holder = open_catalog(path);
  catalog::OpenOptions options;
  options.patience = std::chrono::milliseconds(100);
  auto waiting = catalog::open_database(path, 0, options);
  holder->in_transaction([&] {
    holder->put(named("m"), {});
    bool ran = false;
    check_clear(error_of([&] { catalog::in_transaction(waiting, [&] { ran = true; }); }), "WB9307",
                path);
    CHECK(!ran);
  });
  bool ran = false;
  catalog::in_transaction(waiting, [&] { ran = true; });
  CHECK(ran);
}

TEST_CASE("a catalog that was deleted or replaced takes no more changes") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  auto catalog = open_catalog(path);
  catalog->put(named("m"), {});
  std::filesystem::rename(path, dir.file("moved.db"));
  check_clear(error_of([&] { catalog->put(named("n"), {}); }), "WB9301", path);
  write_bytes(path, "");
  check_clear(error_of([&] { catalog->put(named("n"), {}); }), "WB9301", path);
}

TEST_CASE("two handles of one process wait for each other") {
  const TempDir dir;
  const std::string path = dir.file("c.db");
  auto first = open_catalog(path);
  auto second_handle = open_catalog(path);
  for (int i = 0; i < 20; ++i) {
    first->put(named("a" + std::to_string(i)), {});
    second_handle->put(named("b" + std::to_string(i)), {});
  }
  CHECK(first->all(Kind::model).size() == 40);
  first.reset();  // must not drop the other's locks
  CHECK(wait_for(start_process([&] { return open_catalog(path)->check().ok ? 0 : 1; })) == 0);
  second_handle->put(named("c"), {});
  CHECK(open_catalog(path)->all(Kind::model).size() == 41);
}

}  // namespace waybill::tests

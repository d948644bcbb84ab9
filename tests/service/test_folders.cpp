// What a config folder remembers of its documents: ids, what it holds no more, the commit.
#include <doctest/doctest.h>

#include <thread>

#include "base/cancel.hpp"
#include "service/config_lock.hpp"
#include "service/folder.hpp"

using namespace waybill;
using namespace waybill::tests;
namespace fs = std::filesystem;

namespace {

struct Folder : Bench {
  std::string config = folder.file("config");

  void put(const std::string& file, const std::string& text) {
    write_text(fs::path(config) / file, text);
  }
  void take(const std::string& file) { fs::remove(fs::path(config) / file); }
  void recipient(const std::string& name, const std::string& more = "") {
    put(name + ".json", fmt::format(R"({{"recipient": {{"name": "{}", "id_in_provider_system":
                                        "{}"{}}}}})",
                                    name, name, more));
  }
  std::string id(const std::string& kind, const std::string& name) {
    return text_at(call(kind + ".get", fmt::format(R"({{"name": "{}"}})", name)), "/id");
  }
  fs::path lock() const { return fs::path(config) / "waybill.lock.json"; }
};

constexpr const char* kPrune = R"(, "prune": true)";

std::string note_of(Bench& bench, const std::string& name) {
  return text_at(
      bench.call("version.list", fmt::format(R"({{"kind": "recipient", "name": "{}"}})", name)),
      "/items/0/note");
}

}  // namespace

TEST_SUITE_BEGIN("service: folders");

TEST_CASE("a catalog that is built again from the folder goes on with the same ids") {
  Folder bench;
  bench.recipient("Acme");
  CHECK(text_at(apply_folder(bench, bench.config), "/lock_files/0/status") == "written");
  CHECK(text_at(apply_folder(bench, bench.config), "/lock_files/0/status") == "unchanged");
  Folder again;
  apply_folder(again, bench.config);
  CHECK(again.id("recipient", "Acme") == bench.id("recipient", "Acme"));
}

TEST_CASE("a model may name by its id a source whose id only the lock file has") {
  Folder bench;
  bench.put("c.json", R"({"connection": {"name": "c", "vendor": "sqlite",
                          "options": {"path": "source.db"}}})");
  bench.put("s.json", R"({"source": {"name": "s", "connection": "c"}})");
  apply_folder(bench, bench.config);
  bench.put("m.json", fmt::format(R"({{"model": {{"model_name": "m", "source_id": "{}",
      "source_table": "items", "columns": [
        {{"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint",
          "is_primary_key": true}},
        {{"name_in_source": "updated_at", "name_in_destination": "changed", "data_type": "date",
          "is_last_modified": true}}]}}}})",
                                  bench.id("source", "s")));
  Folder fresh;
  const std::string lint = fmt::format(R"({{"paths": ["{}"]}})", bench.config);
  CHECK(text_at(fresh.call("config.lint", lint), "/counts/error") == "0");
  apply_folder(fresh, bench.config);
  CHECK(fresh.id("source", "s") == bench.id("source", "s"));
}

TEST_CASE("a catalog that knows a name by another id keeps it, and the lock file has both") {
  Folder bench;
  Folder other;
  bench.recipient("Acme");
  apply_folder(bench, bench.config);
  other.call("recipient.create",
             R"({"document": {"name": "Acme", "id_in_provider_system": "Acme"}})");
  const std::string own = other.id("recipient", "Acme");
  CHECK(own != bench.id("recipient", "Acme"));
  CHECK(apply_folder(other, bench.config).find("changes")->as_array().empty());
  CHECK(other.id("recipient", "Acme") == own);
  CHECK(read_text(bench.lock()).find(own) != std::string::npos);
  CHECK(read_text(bench.lock()).find(bench.id("recipient", "Acme")) != std::string::npos);
  // So that both forget what the folder drops.
  bench.recipient("Other");
  bench.take("Acme.json");
  for (Folder* at : {&bench, &other}) {
    apply_folder(*at, bench.config, kPrune);
    CHECK(at->failure("recipient.get", R"({"name": "Acme"})") == "WB9007");
  }
}

TEST_CASE("prune removes what the folder held, and nothing it never had") {
  Folder bench;
  bench.recipient("Acme");
  bench.recipient("Globex");
  apply_folder(bench, bench.config);
  bench.call("recipient.create",
             R"({"document": {"name": "By hand", "id_in_provider_system": "h"}})");
  bench.take("Globex.json");
  CHECK(changes(bench, bench.config) == 0);
  const base::Json plan = plan_folder(bench, bench.config, kPrune);
  CHECK(plan.find("changes")->as_array().size() == 1);
  CHECK(text_at(plan, "/changes/0/action") == "delete");
  CHECK(text_at(plan, "/changes/0/kind") == "recipient");
  CHECK(text_at(plan, "/changes/0/name") == "Globex");
  CHECK(text_at(plan, "/changes/0/diff/0/before/name") == "Globex");
  CHECK(text_at(plan, "/changes/0/diff/0/after") == "null");
  apply_folder(bench, bench.config);
  CHECK(bench.failure("recipient.get", R"({"name": "Globex"})") == "");
  CHECK(text_at(apply_folder(bench, bench.config, kPrune), "/changes/0/action") == "delete");
  CHECK(bench.failure("recipient.get", R"({"name": "Globex"})") == "WB9007");
  CHECK(bench.failure("recipient.get", R"({"name": "By hand"})") == "");
  CHECK(apply_folder(bench, bench.config, kPrune).find("changes")->as_array().empty());
  CHECK(bench.failure("version.restore", R"({"kind": "recipient", "name": "Globex"})") == "");
}

TEST_CASE("what is still used is not pruned, and then nothing is changed") {
  Folder bench;
  bench.recipient("Acme");
  bench.recipient("Globex");
  apply_folder(bench, bench.config);
  bench.call("connection.create", R"({"document": {"name": "to", "vendor": "sqlite",
      "options": {"path": "acme.db"}}})");
  bench.call("destination.create",
             R"({"document": {"name": "acme", "connection": "to", "recipient": "Acme"}})");
  bench.take("Acme.json");
  bench.recipient("Globex", R"(, "description": "changed")");
  CHECK(bench.failure("config.apply", folder_params(bench.config, kPrune)) == "WB9309");
  CHECK(bench.last_error.find("destination 'acme'") != std::string::npos);
  CHECK(bench.failure("recipient.get", R"({"name": "Acme"})") == "");
  CHECK(text_at(bench.call("recipient.get", R"({"name": "Globex"})"), "/version") == "1");
}

TEST_CASE("users and what they use are pruned together, and a name's key passes to another") {
  Folder bench;
  bench.recipient("Acme");
  bench.recipient("Globex");
  bench.put("c.json", R"({"connection": {"name": "to", "vendor": "sqlite",
                          "options": {"path": "acme.db"}}})");
  bench.put("d.json", R"({"destination": {"name": "acme", "connection": "to",
                          "recipient": "Acme"}})");
  apply_folder(bench, bench.config);
  for (const char* file : {"Acme.json", "c.json", "d.json"}) bench.take(file);
  // The tenant of the one that goes.
  bench.put("next.json", R"({"recipient": {"name": "Acme Inc", "id_in_provider_system": "Acme"}})");
  CHECK(bench.failure("config.apply", folder_params(bench.config)) == "WB9009");
  CHECK(apply_folder(bench, bench.config, kPrune).find("changes")->as_array().size() == 4);
  CHECK(bench.call("connection.list").find("items")->as_array().empty());
}

TEST_CASE("a connection with roles is pruned by nobody else") {
  Folder bench;
  bench.recipient("Acme");
  bench.put("c.json", R"({"connection": {"name": "to", "vendor": "sqlite", "roles": ["ops"],
                          "options": {"path": "acme.db"}}})");
  bench.actor.roles = {"ops"};
  apply_folder(bench, bench.config);
  bench.take("c.json");
  bench.actor.roles = {};
  CHECK(bench.failure("config.apply", folder_params(bench.config, kPrune)) == "WB9008");
  bench.actor.roles = {"ops"};
  CHECK(bench.failure("config.apply", folder_params(bench.config, kPrune)) == "");
}

TEST_CASE("only a folder prunes") {
  Bench bench;
  CHECK(bench.failure("config.apply",
                      R"({"prune": true, "documents": [{"recipient": {"name": "a",
                          "id_in_provider_system": "1"}}]})") == "WB9001");
}

TEST_CASE("a lock file that is damaged is told, not guessed at") {
  Folder bench;
  bench.recipient("Acme");
  for (const char* text : {"", "{", "[]", R"({"format": 2})", R"({"format": 1, "ids": []})",
                           R"({"format": 1, "ids": {"recipient": {"Acme": "no id"}}})",
                           R"({"format": 1, "ids": {"recipient": {"Acme": [1]}}})",
                           R"({"format": 1, "ids": {"thing": {}}})",
                           R"({"format": 1, "exported": {"a": 1}})", "<<<<<<< HEAD\n"}) {
    INFO(text);
    write_text(bench.lock(), text);
    CHECK(bench.failure("config.plan", fmt::format(R"({{"paths": ["{}"]}})", bench.config)) ==
          "WB9010");
    CHECK(bench.last_error.find("waybill.lock.json") != std::string::npos);
  }
  CHECK(bench.failure("recipient.get", R"({"name": "Acme"})") == "WB9007");
}

TEST_CASE("the lock file is no document, even where it is named") {
  Folder bench;
  bench.recipient("Acme");
  apply_folder(bench, bench.config);
  const std::string files =
      fmt::format(R"({{"paths": ["{0}/Acme.json", "{0}/waybill.lock.json"]}})", bench.config);
  CHECK(text_at(bench.call("config.lint", files), "/counts/error") == "0");
  CHECK(bench.call("config.plan", files).find("changes")->as_array().empty());
}

TEST_CASE("ids of the lock file never clash with those of documents") {
  Folder bench;
  bench.recipient("Acme");
  apply_folder(bench, bench.config);
  const std::string id = bench.id("recipient", "Acme");
  // Renamed by its id, and another one took its name.
  bench.put("Acme.json", fmt::format(R"({{"recipient": {{"name": "Acme Inc", "id": "{}",
                                          "id_in_provider_system": "Acme"}}}})",
                                     id));
  bench.put("new.json", R"({"recipient": {"name": "Acme", "id_in_provider_system": "n"}})");
  Folder fresh;
  for (Folder* at : {&bench, &fresh}) {
    apply_folder(*at, bench.config);
    CHECK(at->id("recipient", "Acme Inc") == id);
    CHECK(at->id("recipient", "Acme") != id);
  }
}

TEST_CASE("a folder that cannot be written is applied, and the answer says so") {
  Folder bench;
  bench.recipient("Acme");
  // Even root cannot write a file where a folder stands.
  fs::create_directories(bench.lock());
  CHECK(bench.failure("config.plan", folder_params(bench.config)) != "");
  fs::remove(bench.lock());
  if (::geteuid() == 0) return;
  fs::permissions(bench.config, fs::perms::owner_read | fs::perms::owner_exec);
  const base::Json applied = apply_folder(bench, bench.config);
  CHECK(text_at(applied, "/lock_files/0/status").find("cannot write") != std::string::npos);
  CHECK(bench.failure("recipient.get", R"({"name": "Acme"})") == "");
  fs::permissions(bench.config, fs::perms::owner_all);
}

TEST_CASE("who holds a folder keeps others waiting") {
  Folder bench;
  bench.recipient("Acme");
  auto held = std::make_unique<service::FolderHold>(bench.config, base::CancelToken());
  base::CancelToken stop;
  stop.cancel();
  CHECK_THROWS_AS(service::FolderHold(bench.config, stop), Error);
  std::thread applying([&] { apply_folder(bench, bench.config); });
  std::this_thread::sleep_for(std::chrono::milliseconds(60));
  CHECK_FALSE(fs::exists(bench.lock()));
  held.reset();
  applying.join();
  CHECK(fs::exists(bench.lock()));
}

TEST_CASE("versions say which commit the folder stood at") {
  const std::string first(40, 'a');
  const std::string second(40, 'b');
  Folder bench;
  const fs::path git = fs::path(bench.folder.path) / ".git";
  const auto applied = [&](const std::string& name) {
    bench.recipient(name);
    apply_folder(bench, bench.config);
    return note_of(bench, name);
  };
  CHECK(applied("none") == "");
  write_text(git / "HEAD", "ref: refs/heads/main\n");
  CHECK(applied("unborn") == "");
  write_text(git / "packed-refs", "# pack-refs\n" + first + " refs/heads/main\n");
  CHECK(applied("packed") == "commit " + first);
  write_text(git / "refs/heads/main", second + "\n");
  CHECK(applied("loose") == "commit " + second);
  write_text(git / "HEAD", first + "\n");
  CHECK(applied("detached") == "commit " + first);
  write_text(git / "HEAD", "ref: ../../etc/passwd\n");
  CHECK(applied("hostile") == "");
  fs::remove_all(git);
  write_text(bench.folder.path / "main/.git/refs/heads/x", second + "\n");
  write_text(bench.folder.path / "main/.git/worktrees/w/HEAD", "ref: refs/heads/x\n");
  write_text(bench.folder.path / "main/.git/worktrees/w/commondir", "../..\n");
  write_text(git, "gitdir: main/.git/worktrees/w\n");
  CHECK(applied("worktree") == "commit " + second);
  bench.recipient("said");
  apply_folder(bench, bench.config, R"(, "note": "by hand")");
  CHECK(note_of(bench, "said") == "by hand");
}

TEST_SUITE_END();

// config.export: the catalog as a folder, and back.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "base/text.hpp"
#include "service/every_key.hpp"
#include "service/folder.hpp"

using namespace waybill;
using namespace waybill::tests;
namespace fs = std::filesystem;

namespace {

std::string joined(const std::vector<std::string>& documents) {
  std::string text;
  for (const std::string& document : documents) text += (text.empty() ? "" : ", ") + document;
  return text;
}

base::Json apply_unseen(Bench& bench, const std::string& documents) {
  return bench.call("config.apply", R"({"documents": [)" + documents +
                                        R"(], "skip_verification": true,
                                            "skip_model_validation": true})");
}

std::string export_params(const std::string& folder, const std::string& more = "") {
  return R"({"directory": )" + base::write_json(folder) + more + "}";
}

std::map<std::string, std::string> ids(Bench& bench) {
  std::map<std::string, std::string> ids;
  for (const model::Kind kind : model::all_kinds()) {
    for (const catalog::Object& object : bench.catalog->all(kind)) {
      ids[fmt::format("{} {}", to_string(kind), object.name)] = object.id;
    }
  }
  return ids;
}

// Keys that a value of `keys` was given, as dotted names.
void collect(std::span<const model::Key> keys, const base::Json& value, const std::string& at,
             std::set<std::string>& used) {
  if (value.is_array()) {
    for (const base::Json& item : value.as_array()) collect(keys, item, at, used);
    return;
  }
  if (!value.is_object()) return;
  for (const base::Json::Member& member : value.as_object()) {
    const model::Key* key = model::find_key(keys, member.key);
    if (key == nullptr) continue;
    const std::string name = at + "." + member.key;
    used.insert(name);
    for (const model::Key& child : key->children) {
      if (child.name.empty()) collect(child.children, member.value, name, used);
    }
    collect(key->children, member.value, name, used);
  }
}

void all_obeyed(std::span<const model::Key> keys, const std::string& at,
                std::set<std::string>& names) {
  for (const model::Key& key : keys) {
    if (key.obeyed == model::Obeyed::no) continue;
    const std::string name = key.name.empty() ? at : at + "." + std::string(key.name);
    if (!key.name.empty()) names.insert(name);
    all_obeyed(key.children, name, names);
  }
}

}  // namespace

TEST_SUITE_BEGIN("service: export");

TEST_CASE("the documents of these tests use every key that can be applied") {
  for (const model::Kind kind : model::all_kinds()) {
    std::set<std::string> used;
    for (const char* text : kEveryKey) {
      const base::Json json = base::parse_json_or_throw(text, "document");
      if (const base::Json* body = json.find(to_string(kind))) {
        collect(model::keys_of(kind), *body, "", used);
      }
    }
    std::set<std::string> wanted;
    all_obeyed(model::keys_of(kind), "", wanted);
    for (const std::string& name : wanted) {
      INFO(to_string(kind), name);
      CHECK(used.contains(name));
    }
  }
}

TEST_CASE("a catalog of 500 documents is exported, and nothing is lost on the way back") {
  Bench bench;
  apply_unseen(bench, joined(many_documents()));
  const std::size_t objects = ids(bench).size();
  REQUIRE(objects > 490);
  const std::string folder = bench.folder.file("config");
  const base::Json first = bench.call("config.export", export_params(folder));
  CHECK(first.find("files")->as_array().size() == objects);
  CHECK(changes(bench, folder) == 0);

  const auto before = contents(folder);
  CHECK(before.size() == objects + 1);
  std::set<std::string> folded;
  for (const auto& [path, text] : before) {
    CHECK(folded.insert(base::fold_name(path)).second);
    CHECK(path.size() < 110);
    CHECK(path.find("..") == std::string::npos);
  }
  const base::Json again = bench.call("config.export", export_params(folder));
  CHECK(again.find("files")->as_array().empty());
  CHECK(contents(folder) == before);

  Bench fresh;
  apply_folder(fresh, folder);
  CHECK(ids(fresh) == ids(bench));
  CHECK(contents(folder) == before);
  CHECK(changes(fresh, folder) == 0);
  const std::string second = fresh.folder.file("config");
  fresh.call("config.export", export_params(second));
  CHECK(contents(second) == before);
}

TEST_CASE("secrets are exported as the references they are") {
  Bench bench;
  apply_unseen(bench, kEveryKey[0]);
  const std::string folder = bench.folder.file("config");
  bench.call("config.export", export_params(folder));
  CHECK(contents(folder)["connections/pg.json"].find("env:APP_PG_PASSWORD") != std::string::npos);
}

TEST_CASE("an export follows the catalog, and leaves files alone that say the same") {
  Bench bench;
  bench.set_up();
  const std::string folder = bench.folder.file("config");
  bench.call("config.export", export_params(folder));
  // Where a document stands, and its comments, are the user's.
  const fs::path moved = fs::path(folder) / "tenants" / "them.jsonc";
  fs::create_directories(moved.parent_path());
  fs::rename(fs::path(folder) / "recipients" / "Acme.json", moved);
  write_text(moved, "// our first\n" + contents(folder)["tenants/them.jsonc"]);
  write_text(fs::path(folder) / "README.md", "notes");
  bench.call("recipient.create", R"({"document": {"name": "New", "id_in_provider_system": "n"}})");
  bench.call("destination.delete", R"({"name": "globex"})");
  bench.call("recipient.rename", R"({"name": "Globex", "new_name": "Hooli"})");
  const base::Json result = bench.call("config.export", export_params(folder));
  CHECK(result.find("files")->as_array().size() == 2);
  CHECK(result.find("removed")->as_array().size() == 2);
  CHECK(changes(bench, folder) == 0);
  const auto files = contents(folder);
  CHECK(files.at("tenants/them.jsonc").starts_with("// our first"));
  CHECK(files.contains("README.md"));
  CHECK(files.contains("recipients/Hooli.json"));
  CHECK_FALSE(files.contains("recipients/Globex.json"));
  CHECK_FALSE(files.contains("destinations/globex.json"));
}

TEST_CASE("what no export wrote is written over when told to, and not before") {
  Bench bench;
  bench.set_up();
  const std::string folder = bench.folder.file("config");
  bench.call("config.export", export_params(folder));
  const fs::path file = fs::path(folder) / "recipients" / "Acme.json";
  SUBCASE("a file that was changed") {
    write_text(file, R"({"recipient": {"name": "Acme", "id_in_provider_system": "other"}})");
  }
  SUBCASE("a file that was added") {
    write_text(fs::path(folder) / "more.json",
               R"({"recipient": {"name": "More", "id_in_provider_system": "more"}})");
  }
  const auto before = contents(folder);
  CHECK(bench.failure("config.export", export_params(folder)) == "WB9011");
  CHECK(contents(folder) == before);
  bench.call("config.export", export_params(folder, R"(, "force": true)"));
  CHECK(changes(bench, folder) == 0);
}

TEST_CASE("a file that is no document is never written over") {
  Bench bench;
  bench.set_up();
  const std::string folder = bench.folder.file("config");
  write_text(fs::path(folder) / "package.json", R"({"name": "site"})");
  CHECK(bench.failure("config.export", export_params(folder, R"(, "force": true)")) == "WB9011");
  CHECK(bench.last_error.find("package.json") != std::string::npos);
  CHECK(contents(folder).size() == 1);
}

TEST_CASE("a link in the folder leads nowhere") {
  Bench bench;
  bench.set_up();
  const std::string folder = bench.folder.file("config");
  const std::string outside = bench.folder.file("outside");
  fs::create_directories(folder);
  fs::create_directories(outside);
  fs::create_directory_symlink(outside, fs::path(folder) / "models");
  CHECK(bench.failure("config.export", export_params(folder, R"(, "force": true)")) == "WB9011");
  CHECK(fs::is_empty(outside));
}

TEST_CASE("what an export left that was killed goes with the next one") {
  Bench bench;
  bench.set_up();
  const fs::path folder = bench.folder.file("config");
  write_text(folder / ".waybill-export-0191" / "0", "{");
  // Killed between two renames: whole files, and no lock file yet.
  bench.call("config.export", export_params(bench.folder.file("whole")));
  write_text(folder / "recipients" / "Acme.json",
             contents(bench.folder.file("whole")).at("recipients/Acme.json"));
  bench.call("config.export", export_params(folder.string()));
  CHECK(changes(bench, folder.string()) == 0);
  CHECK_FALSE(fs::exists(folder / ".waybill-export-0191"));
}

TEST_CASE("a folder that cannot be written is told before anything is") {
  Bench bench;
  bench.set_up();
  CHECK(bench.failure("config.export", export_params("/proc/config")) == "WB9011");
  write_text(bench.folder.file("file"), "x");
  CHECK(bench.failure("config.export", export_params(bench.folder.file("file"))) == "WB9011");
  CHECK(bench.failure("config.export", export_params("")) == "WB9011");
}

TEST_SUITE_END();

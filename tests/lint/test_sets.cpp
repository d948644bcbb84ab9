// Documents beside each other: what the files replace in the catalog, what cannot be checked,
// and the limits on files.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "lint/cases.hpp"

using namespace waybill;
using namespace waybill::tests;
using model::Kind;

namespace {

constexpr const char* kId1 = "0193a5b2-7c1e-7000-8000-000000000001";
constexpr const char* kId2 = "0193a5b2-7c1e-7000-8000-000000000002";

lint::File file(std::string path, std::string content) {
  return {std::move(path), std::move(content), false};
}

model::Document known(std::string_view text, std::string id = kId1) {
  model::Document document =
      model::read_document(base::parse_json(text).value, "unnamed", false).value();
  document.id = std::move(id);
  return document;
}

const std::string kSource = R"({"source": {"name": "app", "connection": "db"}})";
const std::string kTenants =
    R"({"source": {"name": "app", "connection": "db", "tenancy": "multi_tenant_tables"}})";
const std::string kConnection =
    R"({"connection": {"name": "db", "vendor": "sqlite", "options": {"path": "a.db"}}})";

std::string model_text(std::string_view name, std::string_view more = "") {
  return fmt::format(
      R"({{"model": {{"model_name": "{}", {}"source_table": "rows_of_it", "columns": [
{{"name_in_source": "id", "name_in_destination": "id", "data_type": "text", "is_primary_key": true}},
{{"name_in_source": "at", "name_in_destination": "changed_at", "data_type": "timestamp", "is_last_modified": true}}]}}}})",
      name, more);
}

std::string summary(const lint::Report& report) {
  LintCase as_folder;
  as_folder.is_folder = true;
  return findings_text(as_folder, report);
}

std::string lint_text(const std::vector<lint::File>& files,
                      std::vector<model::Document> documents = {}) {
  return summary(lint::lint(files, {std::move(documents)}).report);
}

}  // namespace

TEST_CASE("a reference to a document of the catalog is one that exists") {
  CHECK(lint_text({file("s.json", kSource)}) == "unchecked WB7001\n");
  CHECK(lint_text({file("s.json", kSource)}, {known(kConnection)}) == "");
  CHECK(lint_text({file("s.json", R"({"source": {"name": "app", "connection": "dc"}})")},
                  {known(kConnection)}) == "s.json WB7001 1:42 /source/connection\n");
}

TEST_CASE("a file's document takes the place of the catalog's of the same name") {
  // Were both there, the model would have two sources to choose from.
  CHECK(lint_text(
            {file("c.json", kConnection), file("m.json", model_text("m")), file("s.json", kSource)},
            {known(kSource)}) == "");
}

TEST_CASE("a file's document with the catalog's id and another name renames it") {
  const std::string renamed =
      fmt::format(R"({{"source": {{"name": "new", "id": "{}", "connection": "db"}}}})", kId1);
  CHECK(lint_text(
            {file("c.json", kConnection), file("m.json", model_text("m")), file("s.json", renamed)},
            {known(kSource, kId1)}) == "");
  CHECK(lint_text(
            {file("c.json", kConnection),
             file("m.json", model_text("m", R"("source_name": "app", )")), file("s.json", renamed)},
            {known(kSource, kId1)}) == "m.json WB2013 1:46 /model/source_name\nunchecked WB2007\n");
}

TEST_CASE("a file's document without an id keeps the catalog's, and source_id finds it") {
  const std::string model = model_text("m", fmt::format(R"("source_id": "{}", )", kId1));
  CHECK(lint_text({file("c.json", kConnection), file("m.json", model), file("s.json", kSource)},
                  {known(kSource, kId1)}) == "");
  CHECK(lint_text({file("c.json", kConnection), file("m.json", model), file("s.json", kSource)},
                  {known(kSource, kId2)}) ==
        "m.json WB2013 1:44 /model/source_id\nunchecked WB2007\n");
}

TEST_CASE("source_id stays unchecked while a source has no id yet") {
  const std::string model = model_text("m", fmt::format(R"("source_id": "{}", )", kId1));
  CHECK(lint_text({file("c.json", kConnection), file("m.json", model), file("s.json", kSource)}) ==
        "unchecked WB2007\nunchecked WB2013\n");
}

TEST_CASE("a name that the catalog holds under another id is taken") {
  const std::string other = fmt::format(
      R"({{"recipient": {{"name": "Acme", "id": "{}", "id_in_provider_system": "acme"}}}})", kId2);
  const std::string acme = R"({"recipient": {"name": "ACME", "id_in_provider_system": "a"}})";
  CHECK(lint_text({file("r.json", other)}, {known(acme, kId1)}) ==
        "r.json WB2009 1:24 /recipient/name\n");
  CHECK(lint_text({file("r.json", other)}, {known(acme, kId2)}) == "");
}

TEST_CASE("an id of the catalog's document of another kind is taken") {
  const std::string recipient = fmt::format(
      R"({{"recipient": {{"name": "Acme", "id": "{}", "id_in_provider_system": "acme"}}}})", kId1);
  CHECK(lint_text({file("r.json", recipient)}, {known(kConnection, kId1)}) ==
        "r.json WB2009 1:38 /recipient/id\n");
}

TEST_CASE("two names exchanged in one apply are no clash") {
  const auto recipient = [](const char* name, const char* id, const char* tenant) {
    return fmt::format(
        R"({{"recipient": {{"name": "{}", "id": "{}", "id_in_provider_system": "{}"}}}})", name, id,
        tenant);
  };
  CHECK(lint_text(
            {file("a.json", recipient("B", kId1, "a")), file("b.json", recipient("A", kId2, "b"))},
            {known(recipient("A", kId1, "a"), kId1), known(recipient("B", kId2, "b"), kId2)}) ==
        "");
}

TEST_CASE("a recipient clashes with the catalog's tenant at the file's place") {
  const std::string acme = R"({"recipient": {"name": "Acme", "id_in_provider_system": "acme"}})";
  const std::string twin = R"({"recipient": {"name": "Twin", "id_in_provider_system": "acme"}})";
  CHECK(lint_text({file("r.json", twin)}, {known(acme)}) ==
        "r.json WB7002 1:57 /recipient/id_in_provider_system\n");
}

TEST_CASE("a second source makes the catalog's model that named none undecided") {
  const std::string second = R"({"source": {"name": "second", "connection": "db"}})";
  const std::vector<model::Document> catalog{known(kConnection, "c"), known(kSource, "s"),
                                             known(model_text("m"), "m")};
  CHECK(lint_text({file("s.json", second)}, catalog) == "s.json WB2015 1:12 /source\n");
  CHECK(lint_text(
            {file("s.json", second), file("m.json", model_text("m", R"("source_name": "app", )"))},
            catalog) == "");
}

TEST_CASE("a source that becomes multi-tenant needs the catalog's models to say their column") {
  const std::vector<model::Document> catalog{known(kConnection, "c"), known(kSource, "s"),
                                             known(model_text("m"), "m")};
  CHECK(lint_text({file("s.json", kTenants)}, catalog) == "s.json WB2007 1:59 /source/tenancy\n");
}

TEST_CASE("a model that becomes tenanted needs the catalog's destination to have a recipient") {
  const std::string destination = R"({"destination": {"name": "lake", "connection": "db"}})";
  const std::string model = model_text("m", R"("organization_column": "org", )");
  CHECK(lint_text({file("m.json", model)},
                  {known(kConnection, "c"), known(kSource, "s"), known(destination, "d")}) ==
        "m.json WB7006 1:26 /model/model_name\n");
  CHECK(lint_text({file("m.json", model)}, {known(kConnection, "c"), known(kSource, "s"),
                                            known(destination, "d"), known(model, "m")}) ==
        "m.json WB7006 1:26 /model/model_name\n");
}

TEST_CASE("nothing that stands in the catalog alone is a finding") {
  const std::string bad = R"({"source": {"name": "app", "connection": "nowhere", "tenancy": "?"}})";
  CHECK(lint_text({}, {known(bad, "s"), known(kConnection, "c"),
                       known(R"({"destination": {"name": "d", "connection": "nowhere"}})", "d"),
                       known(model_text("m", R"("organization_column": "o", )"), "m")}) == "");
}

TEST_CASE("destinations of two recipients in one database clash with the catalog's, too") {
  const auto destination = [](const char* name, const char* recipient) {
    return fmt::format(
        R"({{"destination": {{"name": "{}", "connection": "db", "recipient": "{}"}}}})", name,
        recipient);
  };
  const auto recipient = [](const char* name) {
    return fmt::format(R"({{"recipient": {{"name": "{}", "id_in_provider_system": "{}"}}}})", name,
                       name);
  };
  const std::vector<model::Document> catalog{known(kConnection, "c"), known(recipient("A"), "a"),
                                             known(recipient("B"), "b"),
                                             known(destination("d1", "A"), "d")};
  CHECK(lint_text({file("d2.json", destination("d2", "B"))}, catalog) ==
        "d2.json WB7004 1:46 /destination/connection\n");
  CHECK(lint_text({file("d2.json", destination("d2", "a"))}, catalog) == "");
  // The catalog's destination given to another recipient is a change, no clash.
  CHECK(lint_text({file("d1.json", destination("d1", "B"))}, catalog) == "");
}

TEST_CASE("whether two connections are one database stays unchecked without them") {
  const auto destination = [](const char* name) {
    return fmt::format(
        R"({{"destination": {{"name": "{0}", "connection": "{0}", "recipient": "{0}"}}}})", name);
  };
  CHECK(lint_text({file("a.json", destination("a")), file("b.json", destination("b"))}) ==
        "unchecked WB7001\nunchecked WB7004\n");
}

TEST_CASE("a model alone leaves the rules about its source unchecked, each with the reason") {
  const std::vector<lint::File> files{
      file("m.json", model_text("m", R"("source_name": "a", "source_id": "b", )"))};
  const lint::Report report = lint::lint(files).report;
  REQUIRE(report.unchecked.size() == 3);
  CHECK(report.unchecked[0].code == "WB2007");
  CHECK(report.unchecked[1].code == "WB2013");
  CHECK(report.unchecked[2].code == "WB2014");
  for (const lint::Unchecked& u : report.unchecked) {
    CHECK(u.why == "no source is among the documents (1 place)");
  }
}

TEST_CASE("documents come back in the order of their files, without those that have none") {
  const std::vector<lint::File> files{file("z.json", kConnection), file("y.json", "{"),
                                      file("x.json", "[]"), file("models/w.json", "{}"),
                                      file("a.json", kSource)};
  const lint::Result result = lint::lint(files);
  REQUIRE(result.documents.size() == 3);
  CHECK(result.documents[0].kind == Kind::connection);
  CHECK(result.documents[1].name == "w");
  CHECK(result.documents[2].name == "app");
  CHECK(result.file_of == std::vector<std::size_t>{0, 3, 4});
}

TEST_CASE("a file above 16 MiB is refused without being read") {
  lint::File large = file("large.json", "");
  large.too_large = true;
  CHECK(lint_text({large}) == "large.json WB1008 1:1\n");

  const std::size_t limit = std::size_t{16} << 20;
  std::string padded = kConnection + std::string(limit - kConnection.size(), ' ');
  CHECK(lint_text({file("full.json", padded)}) == "");
  padded += ' ';
  CHECK(lint_text({file("over.json", padded)}) == "over.json WB1008 1:1\n");
}

TEST_CASE("4,096 columns are accepted, one more is not") {
  const auto model = [](std::size_t columns) {
    std::string text = R"({"model": {"model_name": "w", "source_table": "t", "columns": [
{"name_in_source": "id", "name_in_destination": "id", "data_type": "text", "is_primary_key": true},
{"name_in_source": "at", "name_in_destination": "at_", "data_type": "timestamp", "is_last_modified": true})";
    for (std::size_t i = 2; i < columns; ++i) {
      text += fmt::format(
          ",{{\"name_in_source\": \"s{0}\", \"name_in_destination\": \"d{0}\", \"data_type\": "
          "\"text\"}}",
          i);
    }
    return text + "]}}";
  };
  CHECK(lint_text({file("m.json", model(4096))}) == "unchecked WB2007\nunchecked WB2015\n");
  CHECK(lint_text({file("m.json", model(4097))}) ==
        "m.json WB1008 1:63 /model/columns\nunchecked WB2007\nunchecked WB2015\n");
}

TEST_CASE("32 levels are read, one more is not") {
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  CHECK(lint_text({file("a.json", nested(32))}) == "a.json WB1004 1:1\n");
  CHECK(lint_text({file("a.json", nested(33))}) == "a.json WB1008 1:33\n");
  CHECK(lint_text({file("a.json", std::string(1'000'000, '['))}) == "a.json WB1008 1:33\n");
}

TEST_CASE("names of any language are kept, cut in messages and never break a line") {
  const std::string name = "株式会社 \u00a0🚚 " + std::string(500, 'x');
  const std::string text =
      fmt::format(R"({{"recipient": {{"name": "{0}", "id_in_provider_system": "1"}}}})", name);
  const lint::Result result =
      lint::lint(std::vector<lint::File>{file("a.json", text), file("b.json", text)});
  REQUIRE(result.documents.size() == 2);
  CHECK(result.documents[0].name == name);
  REQUIRE(result.report.findings.size() == 2);
  CHECK(result.report.findings[0].code == "WB2009");
  CHECK(result.report.findings[0].message.find("株式会社 \u00a0🚚 xxx") != std::string::npos);
  CHECK(result.report.findings[0].message.find(std::string(60, 'x')) == std::string::npos);
  CHECK(result.report.findings[1].code == "WB7002");
}

TEST_CASE("two names that differ only behind NUL are two names") {
  const auto recipient = [](const char* escape, const char* tenant) {
    return fmt::format(R"({{"recipient": {{"name": "A{}", "id_in_provider_system": "{}"}}}})",
                       escape, tenant);
  };
  CHECK(lint_text({file("a.json", recipient("\\u0000b", "1")),
                   file("b.json", recipient("\\u0000c", "2"))}) ==
        "a.json WB1007 1:24 /recipient/name\nb.json WB1007 1:24 /recipient/name\n");
}

TEST_CASE("a hostile file is answered quickly") {
  std::string keys = R"({"recipient": {"name": "A", "id_in_provider_system": "a")";
  for (int i = 0; i < 20'000; ++i) keys += fmt::format(", \"{}\": 1", i % 10'000);
  const auto start = std::chrono::steady_clock::now();
  const lint::Report report =
      lint::lint(std::vector<lint::File>{file("a.json", keys + "}}")}).report;
  CHECK(report.errors() == 30'000);  // each unknown, the second half given twice
  const std::string long_key =
      fmt::format(R"({{"recipient": {{"{}": 1}}}})", std::string(10'000'000, 'k'));
  CHECK(lint::lint(std::vector<lint::File>{file("a.json", long_key)}).report.errors() == 3);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}

TEST_CASE("a folder of a thousand files is linted in a moment") {
  std::vector<lint::File> files{file("c.json", kConnection), file("s.json", kTenants)};
  for (int i = 0; i < 333; ++i) {
    files.push_back(file(fmt::format("m{}.json", i),
                         model_text(fmt::format("m{}", i), R"("organization_column": "org", )")));
    files.push_back(file(
        fmt::format("r{}.json", i),
        fmt::format(R"({{"recipient": {{"name": "r{0}", "id_in_provider_system": "{0}"}}}})", i)));
    files.push_back(file(
        fmt::format("d{}.json", i),
        fmt::format(
            R"({{"destination": {{"name": "d{0}", "connection": "db", "recipient": "r0"}}}})", i)));
  }
  const auto start = std::chrono::steady_clock::now();
  const lint::Report report = lint::lint(files).report;
  const auto elapsed = std::chrono::steady_clock::now() - start;
  CHECK(summary(report) == "");
  MESSAGE("lint of ", files.size(),
          " files: ", std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count(),
          " ms");
  CHECK(elapsed < std::chrono::seconds(10));  // generous: also under sanitizers
}

namespace {

const std::string kWarehouse =
    R"({"connection": {"name": "wh", "vendor": "postgres", "options": {"host": "h"}}})";
const std::string kLake = R"({"destination": {"name": "lake", "connection": "wh"}})";

std::string sync_text(std::string_view more) {
  return fmt::format(R"({{"sync": {{"name": "s", "model": "m", "destination": "lake"{}}}}})", more);
}

}  // namespace

TEST_CASE("a changed model is told of the catalog's syncs that it breaks") {
  const std::vector<model::Document> catalog{
      known(kConnection, "c"), known(kSource, "a"), known(kWarehouse, "w"), known(kLake, "l"),
      known(sync_text(R"(, "mode": "mirror", "mapping": [{"from": "id", "to": "id"}, )"
                      R"({"from": "gone", "to": "gone"}])"),
            "s")};
  CHECK(lint_text({file("m.json", model_text("m"))}, catalog) ==
        "m.json WB6002 1:72 /model/columns\n");
  const std::string keyless = R"({"model": {"model_name": "m", "source_table": "t",
"change_detection": "none",
"columns": [{"name_in_source": "gone", "name_in_destination": "gone", "data_type": "text"},
{"name_in_source": "id", "name_in_destination": "id", "data_type": "text"}]}})";
  CHECK(lint_text({file("m.json", keyless)}, catalog) == "m.json WB6001 1:11 /model\n");
}

TEST_CASE("a mapping is from the columns of the catalog's query model") {
  const std::string query =
      R"({"model": {"model_name": "m", "source_query": "SELECT id, kind FROM t", "primary_key": "id"}})";
  const std::string reader =
      R"({"connection": {"name": "db", "vendor": "postgres", "options": {"host": "h"}}})";
  const std::vector<model::Document> catalog{known(reader, "c"), known(kSource, "a"),
                                             known(kWarehouse, "w"), known(kLake, "l"),
                                             known(query, "m")};
  CHECK(lint_text({file("s.json", sync_text(R"(, "mapping": [{"from": "kind", "to": "id"}])"))},
                  catalog) == "");
  CHECK(lint_text({file("s.json", sync_text(R"(, "mapping": [{"from": "knd", "to": "id"}])"))},
                  catalog) == "s.json WB6002 1:82 /sync/mapping/0/from\n");
}

TEST_CASE("products of the catalog choose the models of a file's destination") {
  const std::string product = R"({"product": {"product_name": "default", "models": ["m"]}})";
  const std::string tenanted = model_text("m", R"("organization_column": "org", )");
  const std::string other = model_text("other", R"("organization_column": "org", )");
  const std::string lake = R"({"destination": {"name": "lake", "connection": "db"}})";
  const std::vector<model::Document> catalog{known(kConnection, "c"), known(kSource, "a"),
                                             known(tenanted, "m"), known(other, "o")};
  std::vector<model::Document> with_product = catalog;
  with_product.push_back(known(product, "p"));
  const auto message = [&](const std::vector<model::Document>& documents) {
    const std::vector<lint::File> files{file("d.json", lake)};
    return lint::lint(files, {documents}).report.findings.at(0).message;
  };
  CHECK(message(catalog).find("\"m\" and \"other\"") != std::string::npos);
  CHECK(message(with_product).find("other") == std::string::npos);
}

TEST_CASE("a product that is not at hand leaves the tenant rule unchecked") {
  CHECK(lint_text({file("c.json", kConnection), file("s.json", kTenants),
                   file("m.json", model_text("m", R"("organization_column": "org", )")),
                   file("d.json", R"({"destination": {"name": "d", "connection": "db", )"
                                  R"("products": ["core"]}})")}) ==
        "unchecked WB7001\nunchecked WB7006\n");
}

TEST_CASE("no finding shows a secret") {
  const std::string canary = "hunter2canary";
  const std::vector<std::string> documents{
      R"("secrets": {"password": "VALUE"}, "vendor": "postgres")",
      R"("secrets": {"password": ["VALUE"]}, "vendor": "postgres")",
      R"("secrets": "VALUE", "vendor": "postgres")",
      R"("secrets": {"password": "VALUE\u0007"}, "vendor": "postgres")",
      R"("options": {"password": "VALUE"}, "vendor": "postgres")",
      R"("options": {"Passwd": "VALUE"}, "vendor": "generic")",
      R"("options": {"port": "VALUE", "token": {"a": "VALUE"}}, "vendor": "postgres")",
      R"("options": {"connection_string": "Server=h;Pwd={VALUE}"}, "vendor": "postgres")",
      R"("options": {"uri": "pg://u:VALUE@h/d"}, "vendor": "generic")"};
  for (std::string text : documents) {
    for (std::size_t at = 0; (at = text.find("VALUE")) != std::string::npos;) {
      text.replace(at, 5, canary);
    }
    INFO(text);
    const std::vector<lint::File> files{
        file("c.json", fmt::format(R"({{"connection": {{"name": "c", {}}}}})", text))};
    const lint::Report report = lint::lint(files).report;
    CHECK(report.errors() > 0);
    CHECK(lint::text_report(report).find(canary) == std::string::npos);
  }
}

TEST_CASE("a query refused by some dialects is a warning that names them, by all an error") {
  const auto findings = [](std::string_view query) {
    const std::vector<lint::File> files{
        file("m.json",
             fmt::format(
                 R"({{"model": {{"model_name": "m", "primary_key": "id", "source_query": "{}"}}}})",
                 query))};
    return lint::lint(files).report.findings;
  };
  const std::vector<lint::Finding> some = findings("SELECT id, pg_read_file('a') AS b FROM t");
  REQUIRE(some.size() == 1);
  CHECK(some[0].code == "WB5006");
  CHECK(some[0].severity == lint::Severity::warning);
  CHECK(some[0].message.find("PostgreSQL") != std::string::npos);
  CHECK(some[0].message.find("MySQL") == std::string::npos);
  const std::vector<lint::Finding> all = findings("DELETE FROM t");
  REQUIRE(all.size() == 1);
  CHECK(all[0].code == "WB5006");
  CHECK(all[0].severity == lint::Severity::error);
  CHECK(findings("SELECT id, b FROM t").empty());
}

TEST_CASE("ten thousand documents that refer to nothing are answered quickly") {
  std::vector<lint::File> files{file("c.json", kConnection), file("s.json", kTenants)};
  for (int i = 0; i < 2500; ++i) {
    files.push_back(file(fmt::format("m{}.json", i),
                         model_text(fmt::format("m{}", i), R"("organization_column": "org", )")));
    files.push_back(
        file(fmt::format("d{}.json", i),
             fmt::format(R"({{"destination": {{"name": "d{0}", "connection": "x{0}"}}}})", i)));
    files.push_back(
        file(fmt::format("p{}.json", i),
             fmt::format(R"({{"product": {{"product_name": "p{0}", "models": ["n{0}"]}}}})", i)));
    files.push_back(file(
        fmt::format("y{}.json", i),
        fmt::format(
            R"({{"sync": {{"name": "y{0}", "model": "m{0}", "destination": "d{0}", "object": "o{0}", )"
            R"("mapping": [{{"from": "nope", "to": "a"}}]}}}})",
            i)));
  }
  const auto start = std::chrono::steady_clock::now();
  const lint::Report report = lint::lint(files).report;
  CHECK(report.errors() >= 10'000);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30));
}

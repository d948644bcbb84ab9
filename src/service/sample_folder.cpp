// config.init: a config folder that lints clean and runs, beside a small database to run it on.
#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "service/handlers.hpp"
#include "service/params.hpp"
#include "warehouse/open.hpp"

namespace waybill::service {

namespace fs = std::filesystem;
using base::Json;

namespace {

struct SampleFile {
  std::string_view path;
  std::string_view content;  // {database} and {copy} stand for the paths as JSON texts
};

constexpr SampleFile kFiles[] = {
    {"connections/shop.json",
     R"json(// Where rows are read. Paths are taken from the catalog's folder.
{
  "connection": {
    "name": "shop",
    "vendor": "sqlite",
    "options": {"path": {database}}
  }
}
)json"},
    {"connections/acme-db.json", R"json(// Where Acme's rows go. The file is made by the first run.
{
  "connection": {
    "name": "acme-db",
    "vendor": "sqlite",
    "options": {"path": {copy}}
  }
}
)json"},
    {"sources/shop.json", R"json(// One table holds the rows of every tenant.
{
  "source": {
    "name": "shop",
    "connection": "shop",
    "tenancy": "multi_tenant_tables"
  }
}
)json"},
    {"models/purchases.json", R"json(// What is shipped: typed, renamed columns of a table.
{
  "model": {
    "model_name": "purchases",
    "source_name": "shop",
    "source_table": "purchases",
    "organization_column": "customer",
    "columns": [
      {"name_in_source": "id", "name_in_destination": "id", "data_type": "bigint", "is_primary_key": true},
      {"name_in_source": "item", "name_in_destination": "item", "data_type": "text"},
      {"name_in_source": "price", "name_in_destination": "price", "data_type": "decimal(12,2)"},
      {"name_in_source": "updated_at", "name_in_destination": "updated_at", "data_type": "timestamp", "is_last_modified": true}
    ],
    // `waybill test` runs it, on these rows alone.
    "tests": [
      {
        "name": "a customer gets its own rows",
        "tenant": "acme",
        "given": {
          "purchases": [
            {"id": 1, "customer": "acme", "item": "anvil", "price": "99.95", "updated_at": "2026-01-05T09:00:00Z"},
            {"id": 2, "customer": "globex", "item": "rope", "price": "12.00", "updated_at": "2026-01-05T09:00:00Z"}
          ]
        },
        "expect": [{"id": 1, "item": "anvil", "price": "99.95"}]
      }
    ]
  }
}
)json"},
    {"recipients/acme.json", R"json(// One tenant, known by its value in the organization column.
{
  "recipient": {
    "name": "Acme",
    "id_in_provider_system": "acme"
  }
}
)json"},
    {"destinations/acme.json", R"json({
  "destination": {
    "name": "acme",
    "recipient": "Acme",
    "connection": "acme-db"
  }
}
)json"},
};

std::string filled(std::string_view content, const std::string& database, const std::string& copy) {
  std::string text(content);
  for (const auto& [mark, path] : {std::pair{"{database}", &database}, {"{copy}", &copy}}) {
    if (const auto at = text.find(mark); at != std::string::npos) {
      text.replace(at, std::string_view(mark).size(), base::write_json(*path));
    }
  }
  return text;
}

void make_database(const fs::path& path) {
  warehouse::ConnectSpec spec;
  spec.name = "shop";
  spec.vendor = "sqlite";
  spec.options["path"] = fs::absolute(path).string();
  const auto session = warehouse::open_session(spec, warehouse::Access::read_write);
  session->execute(
      {"CREATE TABLE purchases (id INTEGER PRIMARY KEY, customer TEXT NOT NULL, "
       "item TEXT, price TEXT, updated_at TEXT NOT NULL)",
       {}});
  session->execute({"CREATE INDEX purchases_updated ON purchases (customer, updated_at)", {}});
  session->execute(
      {"INSERT INTO purchases VALUES "
       "(1, 'acme', 'anvil', '99.95', '2026-01-05T09:00:00.000000Z'), "
       "(2, 'acme', 'rocket skates', '250.00', '2026-01-06T10:30:00.000000Z'), "
       "(3, 'globex', 'hammock', '42.50', '2026-01-06T11:00:00.000000Z'), "
       "(4, 'acme', 'tunnel paint', '12.00', '2026-01-07T08:15:00.000000Z')",
       {}});
}

}  // namespace

Json config_init(Call& call) {
  const std::string directory = text_param(call.params, "directory");
  std::error_code error;
  if (fs::exists(directory, error) &&
      (!fs::is_directory(directory, error) || !fs::is_empty(directory, error))) {
    throw Error(codes::unwritable_file, fmt::format("'{}' exists and is not empty", directory))
        .with_hint("name a new folder")
        .with_path("/directory");
  }
  const fs::path root(directory);
  const std::string database = (root / "shop.db").string();
  const std::string copy = (root / "acme.db").string();
  Json written = Json::array();
  for (const SampleFile& file : kFiles) {
    const fs::path path = root / file.path;
    fs::create_directories(path.parent_path(), error);
    if (error) {
      throw Error(codes::unwritable_file,
                  fmt::format("cannot make '{}': {}", path.parent_path().string(), error.message()))
          .with_hint("choose a folder you may write to");
    }
    base::write_file(path, filled(file.content, database, copy));
    written.push(path.string());
  }
  make_database(database);
  written.push(database);
  return Json::object({{"files", std::move(written)}});
}

}  // namespace waybill::service

// The same job as first.c through waybill.hpp: config, a transfer with progress, rows as Arrow.
//
//   c++ -std=c++17 embed.cpp $(pkg-config --cflags --libs waybill sqlite3) -o embed && ./embed
//   FOLDER
//
// FOLDER must exist; the databases and the catalog are made in it.
#include <sqlite3.h>

#include <cstdint>
#include <cstring>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

#include "waybill/waybill.hpp"

namespace {

constexpr std::string_view kDocuments = R"({
  "note": "embedding example",
  "documents": [
    {"connection": {"name": "here", "vendor": "sqlite", "options": {"path": "source.db"}}},
    {"connection": {"name": "there", "vendor": "sqlite", "options": {"path": "destination.db"}}},
    {"source": {"name": "shop", "connection": "here", "tenancy": "multi_tenant_tables"}},
    {"model": {
      "model_name": "orders",
      "source_table": "shop_orders",
      "organization_column": "customer",
      "columns": [
        {"name_in_source": "order_id", "name_in_destination": "order_id", "data_type": "bigint", "is_primary_key": true},
        {"name_in_source": "item", "name_in_destination": "item", "data_type": "text"},
        {"name_in_source": "changed_at", "name_in_destination": "changed_at", "data_type": "timestamp", "is_last_modified": true}
      ]}},
    {"recipient": {"name": "Acme", "id_in_provider_system": "acme"}},
    {"destination": {"name": "acme-db", "connection": "there", "recipient": "Acme"}}
  ]
})";

constexpr const char* kOrders = R"(
  DROP TABLE IF EXISTS shop_orders;
  CREATE TABLE shop_orders (order_id INTEGER PRIMARY KEY, customer TEXT NOT NULL, item TEXT,
                            changed_at TEXT NOT NULL);
  INSERT INTO shop_orders VALUES
    (1, 'acme', 'anvil', '2026-01-01T08:00:00.000000Z'),
    (2, 'acme', 'rocket', '2026-01-02T08:00:00.000000Z'),
    (3, 'other', 'not for acme', '2026-01-03T08:00:00.000000Z');
)";

void make_source(const std::string& path) {
  sqlite3* db = nullptr;
  const bool made = sqlite3_open(path.c_str(), &db) == SQLITE_OK &&
                    sqlite3_exec(db, kOrders, nullptr, nullptr, nullptr) == SQLITE_OK;
  const std::string reason = made ? "" : sqlite3_errmsg(db);
  sqlite3_close(db);
  if (!made) throw std::runtime_error(path + ": " + reason);
}

// The second column of every batch; any Arrow library could take the stream as it is.
void print_items(waybill::Stream rows) {
  ArrowArray batch{};
  while (rows.next(&batch)) {
    const ArrowArray& items = *batch.children[1];
    const auto* offsets = static_cast<const std::int32_t*>(items.buffers[1]);
    const auto* bytes = static_cast<const char*>(items.buffers[2]);
    for (std::int64_t i = items.offset; i < items.offset + items.length; ++i) {
      const auto size = static_cast<std::size_t>(offsets[i + 1] - offsets[i]);
      std::cout << "preview: " << std::string_view(bytes + offsets[i], size) << '\n';
    }
    batch.release(&batch);
  }
}

void run(const std::string& folder) {
  make_source(folder + "/source.db");

  waybill::Context context;
  context.set_log([](waybill::LogLevel, std::string_view event, std::string_view fields) {
    std::cout << "log: " << event << ' ' << fields << '\n';
  });
  waybill::Catalog catalog(context, folder + "/catalog.db", {"embed.cpp", {}});
  catalog.call("config.apply", kDocuments);

  print_items(catalog.stream("model.preview", R"({"model": "orders", "recipient": "Acme"})"));

  waybill::Operation transfer = catalog.start(
      "destination.transfer", R"({"destination": "acme-db"})", [](std::string_view event) {
        std::cout << "progress: " << event << '\n';
        return true;  // false would cancel
      });
  const std::string report = transfer.wait();
  std::cout << "report: " << report << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: embed FOLDER\n";
    return 2;
  }
  try {
    run(argv[1]);
    return 0;
  } catch (const waybill::Error& error) {
    std::cerr << error.code() << ": " << error.message() << "\n  " << error.hint() << '\n';
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  }
  return 1;
}

#include "shop.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>

namespace waybill::tests {

namespace {

class Db {
 public:
  explicit Db(const std::string& path) {
    if (sqlite3_open(path.c_str(), &db_) != SQLITE_OK) throw std::runtime_error(path);
  }
  Db(const Db&) = delete;
  Db& operator=(const Db&) = delete;
  ~Db() { sqlite3_close(db_); }
  sqlite3* get() const { return db_; }

 private:
  sqlite3* db_ = nullptr;
};

}  // namespace

void run_sql(const std::string& path, const std::string& sql) {
  const Db db(path);
  if (sqlite3_exec(db.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(db.get()));
  }
}

std::int64_t query_number(const std::string& path, const std::string& sql) {
  const Db db(path);
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db.get(), sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(db.get()));
  }
  const bool row = sqlite3_step(statement) == SQLITE_ROW;
  const std::int64_t number = row ? sqlite3_column_int64(statement, 0) : -1;
  sqlite3_finalize(statement);
  return number;
}

ShopFiles::ShopFiles(int orders) : of_acme((orders + 2) / 3) {
  run_sql(source, R"(
    CREATE TABLE shop_orders (order_id INTEGER PRIMARY KEY, customer TEXT NOT NULL, item TEXT,
                              changed_at TEXT NOT NULL);
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < )" +
                      std::to_string(orders) + R"()
    INSERT INTO shop_orders
    SELECT i, CASE i % 3 WHEN 0 THEN 'acme' WHEN 1 THEN 'beta' ELSE 'gamma' END, 'item ' || i,
           strftime('%Y-%m-%dT%H:%M:%S', 1767225600 + i, 'unixepoch') || '.000000Z'
    FROM n;)");
}

std::string ShopFiles::documents(std::string_view description) {
  return R"({"documents": [
    {"connection": {"name": "here", "vendor": "sqlite", "options": {"path": "source.db"}}},
    {"connection": {"name": "there", "vendor": "sqlite", "options": {"path": "destination.db"}}},
    {"source": {"name": "shop", "connection": "here", "tenancy": "multi_tenant_tables"}},
    {"model": {"model_name": "orders", "source_table": "shop_orders",
      "organization_column": "customer", "description": ")" +
         std::string(description) + R"(", "columns": [
        {"name_in_source": "order_id", "name_in_destination": "order_id", "data_type": "bigint",
         "is_primary_key": true},
        {"name_in_source": "item", "name_in_destination": "item", "data_type": "text"},
        {"name_in_source": "changed_at", "name_in_destination": "changed_at",
         "data_type": "timestamp", "is_last_modified": true}]}},
    {"recipient": {"name": "Acme", "id_in_provider_system": "acme"}},
    {"destination": {"name": "acme-db", "connection": "there", "recipient": "Acme"}}]})";
}

void ShopFiles::break_source() const {
  run_sql(source, "ALTER TABLE shop_orders RENAME TO moved");
}

std::int64_t ShopFiles::delivered() const {
  if (!std::filesystem::exists(destination)) return 0;
  const bool table =
      query_number(destination, "SELECT count(*) FROM sqlite_master WHERE name = 'orders'") == 1;
  return table ? query_number(destination, "SELECT count(*) FROM orders") : 0;
}

}  // namespace waybill::tests

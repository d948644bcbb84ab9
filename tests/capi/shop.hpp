// A small shop to ship, in SQLite files: one table with the orders of three tenants. Knows no
// Waybill, so that tests of either header can use it.
#ifndef WAYBILL_TESTS_CAPI_SHOP_HPP
#define WAYBILL_TESTS_CAPI_SHOP_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "support/temp_dir.hpp"

namespace waybill::tests {

void run_sql(const std::string& path, const std::string& sql);
std::int64_t query_number(const std::string& path, const std::string& sql);

struct ShopFiles {
  explicit ShopFiles(int orders = 6);

  static constexpr std::string_view kTransfer = R"({"destination": "acme-db"})";
  static constexpr std::string_view kPreview = R"({"model": "orders", "recipient": "Acme"})";
  // Parameters of config.apply: what ships Acme's orders. The model has the description given.
  static std::string documents(std::string_view description = "");

  void break_source() const;       // the table goes away
  std::int64_t delivered() const;  // rows in the destination; 0 when there is no table

  TempDir folder;
  std::string source = folder.file("source.db");
  std::string destination = folder.file("destination.db");
  std::string catalog = folder.file("catalog.db");
  int of_acme;
};

}  // namespace waybill::tests

#endif

#include "warehouse/odbc/manners.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "warehouse/odbc/connect.hpp"
#include "warehouse/odbc/manners_rows.hpp"
#include "warehouse/place.hpp"

namespace waybill::warehouse::odbc {
namespace {

constexpr auto kRows = std::to_array<const Manners& (*)()>(
    {generic_manners, mariadb_manners, postgres_manners, sqlite_manners});

}  // namespace

const Manners* find_manners(std::string_view vendor) {
  for (const auto row : kRows) {
    if (base::ascii_iequals(row().vendor, vendor)) return &row();
  }
  return find_vendor(vendor) == nullptr ? nullptr : &generic_manners();
}

void check_encrypted(Connection& connection, const ConnectSpec& spec) {
  const std::string about(connection.manners().about);
  if (about.empty() || tls_mode(spec) == "disable") return;
  if (!text_at(connection.run(about), 0, 2).empty()) return;
  throw refused(spec,
                fmt::format("the session with {} is not encrypted, and ssl_mode asks for it",
                            target_of(spec, connection.manners())),
                "switch TLS on at the server and at every proxy before it");
}

std::string text_at(const Texts& rows, std::size_t row, std::size_t column) {
  if (row >= rows.size() || column >= rows[row].size()) return {};
  return rows[row][column].value_or("");
}

void add_key(TableInfo& info, const std::string& name, const std::string& why_not,
             std::vector<std::string> columns) {
  if (!why_not.empty()) {
    info.notes.push_back(fmt::format("the unique index '{}' {}", name, why_not));
  } else if (std::ranges::find(info.unique_keys, columns) == info.unique_keys.end()) {
    info.unique_keys.push_back(std::move(columns));
  }
}

}  // namespace waybill::warehouse::odbc

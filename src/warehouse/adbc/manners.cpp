#include "warehouse/adbc/manners.hpp"

#include <array>

#include "base/text.hpp"
#include "warehouse/adbc/manners_rows.hpp"

namespace waybill::warehouse::adbc {
namespace {

constexpr auto kRows = std::to_array<const Manners& (*)()>({duckdb_manners, postgres_manners});

}  // namespace

const Manners* find_manners(std::string_view vendor) {
  for (const auto row : kRows) {
    if (base::ascii_iequals(row().vendor, vendor)) return &row();
  }
  return nullptr;
}

}  // namespace waybill::warehouse::adbc

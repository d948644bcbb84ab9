// Pages of a list: where one ended is all the next one needs.
#ifndef WAYBILL_CATALOG_PAGE_HPP
#define WAYBILL_CATALOG_PAGE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "catalog/catalog.hpp"
#include "catalog/sqlite_db.hpp"

namespace waybill::catalog {

// The sort key of a page's last item.
struct Position {
  std::int64_t number = 0;
  std::string text;
};

std::string write_position(std::string_view list, const Position& position);
// nullopt: the first page. Throws Error(bad_parameter) for a size out of range, or an `after` that
// this list did not give.
std::optional<Position> read_position(std::string_view list, const Page& page);

// Reads up to page.size rows of a query that was given a LIMIT of one more.
template <class T, class Read, class PositionOf>
Listing<T> read_page(Query& query, std::string_view list, const Page& page, Read read,
                     PositionOf position_of) {
  Listing<T> listing;
  while (query.next()) {
    if (static_cast<std::int64_t>(listing.items.size()) == page.size) {
      listing.next = write_position(list, position_of(listing.items.back()));
      break;
    }
    listing.items.push_back(read(query));
  }
  return listing;
}

}  // namespace waybill::catalog

#endif

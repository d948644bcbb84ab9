// Pages of a list, and objects looked up by name: the same for every kind.
#ifndef WAYBILL_SERVICE_LISTING_HPP
#define WAYBILL_SERVICE_LISTING_HPP

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "catalog/catalog.hpp"
#include "service/params.hpp"

namespace waybill::service {

inline catalog::Page page_param(const base::Json& params) {
  return {integer_param(params, "page_size", 100, 1, 1000), text_param(params, "cursor")};
}

inline base::Json optional_instant(const std::optional<base::Micros>& instant) {
  return instant ? base::Json(base::format_instant(*instant)) : base::Json(nullptr);
}

template <class T, class ToJson>
base::Json listing_json(const catalog::Listing<T>& listing, ToJson&& to_json) {
  base::Json items = base::Json::array();
  for (const T& item : listing.items) items.push(to_json(item));
  return base::Json::object(
      {{"items", std::move(items)},
       {"next", listing.next.empty() ? base::Json(nullptr) : base::Json(listing.next)}});
}

// The error for a name that is not there, with the nearest one that is.
inline Error not_found(std::string_view kind, std::string_view name,
                       const std::vector<std::string>& names) {
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const auto nearest = base::nearest(name, candidates);
  return Error(codes::not_found, fmt::format("there is no {} '{}'", kind, name))
      .with_hint(nearest ? fmt::format("did you mean '{}'?", *nearest)
                         : fmt::format("waybill {} list shows what there is", kind));
}

base::Json object_json(const catalog::Object& object);
// Throws not_found.
catalog::Object find_object(catalog::Catalog& catalog, model::Kind kind, std::string_view name);

}  // namespace waybill::service

#endif

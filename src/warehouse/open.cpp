// Opening a session by vendor.
#include "warehouse/open.hpp"

#include <fmt/format.h>

#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "warehouse/postgres/session.hpp"
#include "warehouse/sqlite/session.hpp"

namespace waybill::warehouse {
namespace {

struct Vendor {
  std::string_view name;
  std::unique_ptr<Session> (*open)(const ConnectSpec&, Access);
};
constexpr std::array kVendors{Vendor{"postgres", postgres::open}, Vendor{"sqlite", sqlite::open}};

}  // namespace

std::unique_ptr<Session> open_session(const ConnectSpec& spec, Access access) {
  for (const Vendor& vendor : kVendors) {
    if (base::ascii_iequals(vendor.name, spec.vendor)) return vendor.open(spec, access);
  }
  throw Error(codes::connect_failed,
              fmt::format("connection '{}': there is no vendor '{}' here", spec.name, spec.vendor))
      .with_hint("this version opens: postgres, sqlite");
}

std::vector<std::string_view> vendors() {
  std::vector<std::string_view> names;
  for (const Vendor& vendor : kVendors) names.push_back(vendor.name);
  return names;
}

}  // namespace waybill::warehouse

// Opening a session by vendor and way.
#include "warehouse/open.hpp"

#include <fmt/format.h>

#include <array>

#include "base/error.hpp"
#include "base/text.hpp"
#include "warehouse/adbc/session.hpp"
#include "warehouse/host/session.hpp"
#include "warehouse/odbc/session.hpp"
#include "warehouse/place.hpp"
#include "warehouse/postgres/session.hpp"
#include "warehouse/sqlite/session.hpp"

namespace waybill::warehouse {
namespace {

constexpr auto kWays = std::to_array<Way>({
    {"athena", "odbc", odbc::open},
    {"bigquery", "odbc", odbc::open},
    {"clickhouse", "odbc", odbc::open},
    {"databricks", "odbc", odbc::open},
    {"duckdb", "adbc", adbc::open},
    {"generic", "odbc", odbc::open},
    {"mariadb", "odbc", odbc::open},
    {"mysql", "odbc", odbc::open},
    {"oracle", "odbc", odbc::open},
    {"postgres", "native", postgres::open},
    {"postgres", "odbc", odbc::open},
    {"postgres", "adbc", adbc::open, true},
    {"redshift", "odbc", odbc::open},
    {"snowflake", "odbc", odbc::open},
    {"sqlite", "native", sqlite::open},
    {"sqlite", "odbc", odbc::open},
    {"sqlserver", "odbc", odbc::open},
    {"trino", "odbc", odbc::open},
});

// Ways there are drivers for, and why they are not taken.
struct Refused {
  std::string_view vendor;
  std::string_view via;
  std::string_view why;
};
constexpr auto kRefused = std::to_array<Refused>({
    {"sqlite", "adbc",
     "the driver brings a SQLite of its own, and two in one process undo each other's locks on a "
     "file"},
});

std::string list_of(std::string_view vendor) {
  std::vector<std::string> names;
  for (const Way& way : kWays) {
    std::string name(vendor.empty() ? way.vendor : way.via);
    if (!vendor.empty() && way.vendor != vendor) continue;
    if (names.empty() || names.back() != name) names.push_back(std::move(name));
  }
  return base::join(names, ", ");
}

}  // namespace

std::span<const Way> ways() {
  return kWays;
}

bool fits(const Way& way, const ConnectSpec& spec) {
  if (!base::ascii_iequals(way.vendor, spec.vendor)) return false;
  if (!spec.via.empty() && spec.via != "auto") return way.via == spec.via;
  if (way.when_asked) return false;
  // What only a driver can obey.
  return way.via != "native" || (spec.driver.empty() && !says_place_elsewhere(spec));
}

std::unique_ptr<Session> open_session(const ConnectSpec& spec, Access access) {
  if (spec.host) return host::open(spec, access);
  bool known = false;
  for (const Way& way : kWays) {
    if (!base::ascii_iequals(way.vendor, spec.vendor)) continue;
    known = true;
    if (fits(way, spec)) return way.open(spec, access);
  }
  if (known) {
    std::string why;
    for (const Refused& row : kRefused) {
      if (base::ascii_iequals(row.vendor, spec.vendor) && row.via == spec.via) {
        why = fmt::format(": {}", row.why);
      }
    }
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': {} is not reached by way of '{}'{}", spec.name,
                            spec.vendor, spec.via, why))
        .with_hint(fmt::format("set via to one of: auto, {}", list_of(spec.vendor)));
  }
  throw Error(codes::connect_failed,
              fmt::format("connection '{}': there is no vendor '{}' here", spec.name, spec.vendor))
      .with_hint(fmt::format("this version opens: {}", list_of("")));
}

}  // namespace waybill::warehouse

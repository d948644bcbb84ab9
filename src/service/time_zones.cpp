#include "service/time_zones.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "base/file.hpp"
#include "lint/time_zones.hpp"

namespace waybill::service {

namespace {

constexpr const char* kDatabase = "/usr/share/zoneinfo";
constexpr std::size_t kMostBytes = std::size_t{1} << 20;

}  // namespace

model::TimeZone load_time_zone(const std::string& name) {
  if (name == "UTC") return {};
  // Only names, so that no path of a document's choice is opened.
  if (!lint::is_time_zone(name)) {
    throw Error(codes::not_found, fmt::format("there is no time zone '{}'", name))
        .with_hint("write an IANA name, such as Europe/Berlin, or UTC");
  }
  const auto bytes = base::read_file(std::filesystem::path(kDatabase) / name, kMostBytes);
  const auto zone = bytes ? model::TimeZone::parse(*bytes) : std::nullopt;
  if (!zone) {
    throw Error(codes::unreadable_file,
                fmt::format("{}/{} is no file of the time zone database", kDatabase, name))
        .with_hint("install the system's tzdata package again");
  }
  return *zone;
}

}  // namespace waybill::service

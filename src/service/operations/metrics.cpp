// Rows of the operation table: metrics.
#include "service/handlers.hpp"
#include "service/operations/rows.hpp"

namespace waybill::service {

namespace {

constexpr std::string_view kFormats[] = {"json", "prometheus"};
constexpr Param kGet[] = {
    {"sync", ParamType::text, "only of the sync that is called so"},
    {"destination", ParamType::text, "only of this destination"},
    {"format", ParamType::text, "what is answered", false, false, kFormats, "json"},
    {"textfile", ParamType::text,
     "writes Prometheus text to this file as well, whole or not at all"}};
constexpr ResultKey kGot[] = {
    {"at", "string", "when it was so"},
    {"metrics", "", "json: {name, type, help, samples: [{labels, value}]} each; else null"},
    {"text", "", "prometheus: its text format; else null"},
    {"textfile", "", "the file that was written, or null"}};

const Operation kRows[] = {
    {"metrics.get", "Show runs, rows, bytes, seconds and what waits, for monitoring",
     "metrics --textfile /var/lib/node_exporter/waybill.prom", Needs::catalog, false, false, kGet,
     kGot, metrics_get},
};

}  // namespace

std::span<const Operation> metrics_rows() {
  return kRows;
}

}  // namespace waybill::service

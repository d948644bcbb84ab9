#include "sync/report.hpp"

namespace waybill::sync {

using base::Json;

namespace {

Json optional_text(const std::optional<std::string>& text) {
  return text ? Json(*text) : Json(nullptr);
}

Json parts_json(const std::vector<sink::Part>& parts) {
  Json list = Json::array();
  for (const sink::Part& part : parts) {
    list.push(Json::object(
        {{"id", part.id}, {"place", part.place}, {"rows", part.rows}, {"bytes", part.bytes}}));
  }
  return list;
}

Json list_json(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push(text);
  return list;
}

}  // namespace

Json to_json(const Counts& counts) {
  return Json::object({{"read", counts.read},
                       {"inserted", counts.total ? Json(nullptr) : Json(counts.inserted)},
                       {"updated", counts.total ? Json(nullptr) : Json(counts.updated)},
                       {"upserted", counts.total ? Json(counts.upserted) : Json(nullptr)},
                       {"unchanged", counts.unchanged},
                       {"unmatched", counts.unmatched},
                       {"deleted", counts.deleted},
                       {"withheld", counts.withheld},
                       {"skipped", counts.skipped},
                       {"invalid", counts.invalid},
                       {"rejected", counts.rejected}});
}

Json to_json(const Vanished& vanished) {
  return Json::object({{"vanished", vanished.vanished},
                       {"deleted", vanished.deleted},
                       {"withheld", vanished.withheld},
                       {"already_gone", vanished.already_gone}});
}

Json to_json(const Report& report) {
  Json phases = Json::object();
  for (const Phase& phase : report.phases) phases.set(phase.name, phase.seconds);
  return Json::object(
      {{"mode", report.mode},
       {"counts", to_json(report.counts)},
       {"vanished", report.vanished ? to_json(*report.vanished) : Json(nullptr)},
       {"deletes_withheld",
        report.withheld_why.empty() ? Json(nullptr) : Json(report.withheld_why)},
       {"delivery", report.delivery},
       {"guarantee", report.guarantee},
       {"guarantee_why", report.guarantee_why.empty() ? Json(nullptr) : Json(report.guarantee_why)},
       {"full_run_reason", report.full_reason.empty() ? Json(nullptr) : Json(report.full_reason)},
       {"load", report.load},
       {"window", Json::object({{"from", optional_text(report.window_from)},
                                {"until", optional_text(report.window_until)}})},
       {"watermark_before", optional_text(report.watermark_before)},
       {"watermark_after", optional_text(report.watermark_after)},
       {"ddl", list_json(report.ddl)},
       {"parts", parts_json(report.parts)},
       {"dead_letters", Json::object({{"resolved", list_json(report.settled.resolved)},
                                      {"replaced", list_json(report.settled.replaced)},
                                      {"gone", list_json(report.settled.gone)}})},
       {"phase_seconds", phases},
       {"batches", report.batches},
       {"bytes", report.bytes},
       {"truncated_values", report.truncated_values}});
}

}  // namespace waybill::sync

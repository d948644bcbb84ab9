// Alerts: what holds now, and telling what is to be told.
#include "service/alerts.hpp"
#include "service/handlers.hpp"

namespace waybill::service {

using base::Json;

Json alert_list(Call& call) {
  Json items = Json::array();
  for (const catalog::Alert& alert : call.catalog->alerts("")) items.push(alert.body);
  return Json::object({{"items", std::move(items)}, {"next", nullptr}});
}

Json alert_check(Call& call) {
  check_overdue(call);
  const std::int64_t told = tell_alerts(call);
  return Json::object({{"firing", static_cast<std::int64_t>(call.catalog->alerts("").size())},
                       {"told", told},
                       {"untold", call.catalog->untold_alert_events()}});
}

}  // namespace waybill::service

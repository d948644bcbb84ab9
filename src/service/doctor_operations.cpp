// system.doctor: what this machine has of what connections need.
#include "base/error.hpp"
#include "service/handlers.hpp"
#include "service/resolve.hpp"
#include "warehouse/doctor.hpp"
#include "waybill/version.h"

namespace waybill::service {

using base::Json;

Json system_doctor(Call& call) {
  const std::vector<warehouse::Library> libraries = warehouse::libraries();
  const std::vector<warehouse::OdbcDriver> drivers = warehouse::odbc_drivers();
  Json found = Json::array();
  for (const warehouse::Library& library : libraries) {
    found.push(Json::object({{"name", library.name},
                             {"needed_for", library.needed_for},
                             {"found", library.found},
                             {"version", library.version},
                             {"path", library.path},
                             {"package", library.package}}));
  }
  Json registered = Json::array();
  for (const warehouse::OdbcDriver& driver : drivers) {
    registered.push(Json::object({{"name", driver.name},
                                  {"driver", driver.driver},
                                  {"found", !driver.path.empty()},
                                  {"path", driver.path},
                                  {"warning", driver.warning}}));
  }
  Json connections = Json::array();
  bool ok = true;
  if (call.catalog != nullptr) {
    for (const catalog::Object& object : call.catalog->all(model::Kind::connection)) {
      const warehouse::ConnectSpec spec = connect_spec(
          call, model::read_connection({object.kind, object.name, object.id, object.body}));
      const warehouse::Reach reach = warehouse::reach(spec, libraries, drivers);
      ok = ok && reach.ok;
      connections.push(Json::object({{"name", object.name},
                                     {"vendor", spec.vendor},
                                     {"via", reach.via},
                                     {"ok", reach.ok},
                                     {"message", reach.message},
                                     {"hint", reach.hint}}));
    }
  }
  return Json::object({{"version", WAYBILL_VERSION_STRING},
                       {"libraries", std::move(found)},
                       {"odbc_drivers", std::move(registered)},
                       {"connections", std::move(connections)},
                       {"ok", ok}});
}

}  // namespace waybill::service

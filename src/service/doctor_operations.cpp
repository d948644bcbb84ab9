// system.doctor: what this machine has of what connections need.
#include "base/error.hpp"
#include "service/handlers.hpp"
#include "service/resolve.hpp"
#include "warehouse/doctor.hpp"
#include "waybill/version.h"

namespace waybill::service {

using base::Json;

namespace {

// How it would be reached; what cannot be told, such as a dialect file that is not there, is why it
// cannot.
warehouse::Reach reach_of(const Call& call, const model::Connection& connection,
                          const std::vector<warehouse::Library>& libraries,
                          const std::vector<warehouse::OdbcDriver>& drivers) {
  try {
    return warehouse::reach(unchecked_spec(call, connection), libraries, drivers);
  } catch (const Error& error) {
    return {false, connection.via, error.message(), error.hint()};
  }
}

}  // namespace

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
      const model::Connection connection =
          model::read_connection({object.kind, object.name, object.id, object.body});
      const warehouse::Reach reach = reach_of(call, connection, libraries, drivers);
      ok = ok && reach.ok;
      connections.push(Json::object({{"name", object.name},
                                     {"vendor", connection.vendor},
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

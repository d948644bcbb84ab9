// What only some vendors are asked or told: the bound, rights, the script of grants.
#include "golden_cases.hpp"
#include "sql/bound.hpp"
#include "sql/grants.hpp"
#include "sql/probes.hpp"

namespace waybill::tests::golden {
namespace {

using sql::Dialect;

Make bound(std::string_view sql::BoundStatements::*member) {
  return [member](const Dialect& d) {
    return some(d.bound == nullptr ? std::string_view() : d.bound->*member);
  };
}

Make probe(std::string_view sql::Probes::*member) {
  return [member](const Dialect& d) {
    const sql::Probes* const probes = sql::find_probes(d.name);
    return some(probes == nullptr ? std::string_view() : probes->*member);
  };
}

Make grants(bool destination, bool named) {
  return text([=](const Dialect& d) {
    sql::GrantRequest request;
    request.destination = destination;
    if (named) {
      request.user = hostile(d, "u");
      request.database = hostile(d, "d");
      request.schemas = {"group", hostile(d, "s_")};
      request.warehouse = hostile(d, "w");
    }
    std::string script = sql::grants_script(d.name, request);
    script.resize(script.size() - std::string_view(";\n").size());
    return script;
  });
}

}  // namespace

std::vector<Case> vendor_cases() {
  using sql::BoundStatements;
  using sql::Probes;
  return {
      {"clock", bound(&BoundStatements::clock)},
      {"fitness", bound(&BoundStatements::fitness)},
      {"in_flight", bound(&BoundStatements::in_flight)},
      {"prepared", bound(&BoundStatements::prepared)},
      {"time_zone", probe(&Probes::time_zone)},
      {"excess", probe(&Probes::excess)},
      {"excess_source", probe(&Probes::excess_source)},
      {"readable", probe(&Probes::readable)},
      {"control_tables", probe(&Probes::control_tables)},
      {"control_missing", probe(&Probes::control_missing)},
      {"missing", probe(&Probes::missing)},
      {"grants_script: a source", grants(false, false)},
      {"grants_script: a destination", grants(true, false)},
      {"grants_script: a source, hostile names", grants(false, true)},
      {"grants_script: a destination, hostile names", grants(true, true)},
  };
}

}  // namespace waybill::tests::golden

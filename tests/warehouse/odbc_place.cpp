#include "odbc_place.hpp"

#include <cstdio>
#include <string>

#include "base/error.hpp"
#include "warehouse/open.hpp"

namespace waybill::tests {

bool without_driver(const char* name) {
  warehouse::ConnectSpec spec;
  spec.name = "test";
  spec.vendor = "postgres";
  spec.via = "odbc";
  spec.driver = name;
  // A place where nothing listens: what matters is how far it comes.
  spec.options = {{"host", "/nowhere"}, {"user", "nobody"}};
  try {
    warehouse::open_session(spec, warehouse::Access::read_only);
  } catch (const Error& error) {
    const std::string& message = error.message();
    const bool missing = message.find("there is no ODBC driver") != std::string::npos ||
                         message.find("driver manager") != std::string::npos ||
                         message.find("cannot be loaded") != std::string::npos;
    if (missing) std::printf("skipped: %s (%s)\n", message.c_str(), error.hint().c_str());
    return missing;
  }
  return false;
}

}  // namespace waybill::tests

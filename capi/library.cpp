// What can be asked of the library without a handle.
#include <string>

#include "base/json.hpp"
#include "capi/guard.hpp"
#include "capi/request.hpp"
#include "service/operation.hpp"
#include "waybill/waybill.h"

using namespace waybill::capi;

namespace {

std::string features() {
  const Request request = read_request(nullptr, nullptr, "system.features", nullptr, 0);
  waybill::service::Call call = request.call(nullptr);
  return waybill::base::write_json(run(*request.operation, call));
}

}  // namespace

extern "C" {

const char* waybill_version(void) {
  return WAYBILL_VERSION_STRING;
}

const char* waybill_features_json(void) {
  const char* text = "{}";
  guard(nullptr, [&] {
    // Never destroyed: a host may ask while the process ends.
    static const std::string& made = *new std::string(features());
    text = made.c_str();
  });
  return text;
}

}  // extern "C"

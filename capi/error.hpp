// waybill_error: a waybill::Error as C reads it, and the one that stands ready for no memory.
#ifndef WAYBILL_CAPI_ERROR_HPP
#define WAYBILL_CAPI_ERROR_HPP

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "waybill/waybill.h"

namespace waybill::capi {

// Throws std::bad_alloc and nothing else.
waybill_error* new_error(const Error& error);

// Static: takes no memory, and waybill_error_free leaves it alone.
waybill_error* out_of_memory() noexcept;

// Frees at its end.
class OwnedByUs {
 public:
  explicit OwnedByUs(waybill_error* error) : error_(error) {}
  OwnedByUs(const OwnedByUs&) = delete;
  OwnedByUs& operator=(const OwnedByUs&) = delete;
  ~OwnedByUs() { waybill_error_free(error_); }

 private:
  waybill_error* error_;
};

// What the failure of a host's function is to those who called it.
struct HostCodes {
  const Code& misconfigured;
  const Code& mismatch;
  const Code& denied;
  const Code& unavailable;
  const Code& failed;
  const Code& broken;  // it answered what is no status
  Blame blame;
  std::string_view hint;  // where it gives none
};
extern const HostCodes kOfSink, kOfSource;

// What a host's function answered, as the error of who called it. `error` may be NULL. `where` is
// put before what it says.
[[noreturn]] void throw_host_error(const HostCodes& as, waybill_status status,
                                   const waybill_error* error, const std::string& where);

}  // namespace waybill::capi

#endif

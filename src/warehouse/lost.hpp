// What a connection that is gone says from then on: the words of what ended it, once.
#ifndef WAYBILL_WAREHOUSE_LOST_HPP
#define WAYBILL_WAREHOUSE_LOST_HPP

#include "base/error.hpp"

namespace waybill::warehouse {

// An error after which the connection is not used again, as each later statement fails with it.
inline Error as_lost(const Error& error) {
  if (error.code().id == codes::connection_lost.id) return error;
  return Error(codes::connection_lost, error.message())
      .with_hint(error.hint())
      .with_sqlstate(error.sqlstate())
      .with_native(error.native_code());
}

}  // namespace waybill::warehouse

#endif

// A host's user_data with its destroy function, which runs exactly once.
#ifndef WAYBILL_CAPI_CALLBACK_HPP
#define WAYBILL_CAPI_CALLBACK_HPP

#include <utility>

#include "waybill/waybill.h"

namespace waybill::capi {

// Made first thing in a function that takes one, before anything can fail.
class UserData {
 public:
  UserData(void* data, waybill_destroy_fn destroy) noexcept : data_(data), destroy_(destroy) {}
  UserData(UserData&& other) noexcept
      : data_(other.data_), destroy_(std::exchange(other.destroy_, nullptr)) {}
  UserData& operator=(UserData&&) = delete;
  ~UserData() {
    if (destroy_ != nullptr) destroy_(data_);
  }

  void* get() const { return data_; }

 private:
  void* data_;
  waybill_destroy_fn destroy_;
};

}  // namespace waybill::capi

#endif

// Arrow's and ADBC's structs with an owner: what a driver handed out is released on every path.
#ifndef WAYBILL_WAREHOUSE_ADBC_HANDLES_HPP
#define WAYBILL_WAREHOUSE_ADBC_HANDLES_HPP

#include "waybill/arrow_abi.h"

namespace waybill::warehouse::adbc {

template <class Struct>
class Owned {
 public:
  Owned() = default;
  Owned(const Owned&) = delete;
  Owned& operator=(const Owned&) = delete;
  Owned(Owned&& other) noexcept : value_(other.value_) { other.value_ = {}; }
  Owned& operator=(Owned&& other) noexcept {
    if (this != &other) {
      reset();
      value_ = other.value_;
      other.value_ = {};
    }
    return *this;
  }
  ~Owned() { reset(); }

  void reset() noexcept {
    if (value_.release != nullptr) value_.release(&value_);
    value_ = {};
  }
  Struct* get() { return &value_; }
  const Struct* get() const { return &value_; }
  Struct* operator->() { return &value_; }
  const Struct* operator->() const { return &value_; }
  bool filled() const { return value_.release != nullptr; }

 private:
  Struct value_{};
};

using Schema = Owned<ArrowSchema>;
using Array = Owned<ArrowArray>;
using ArrayStream = Owned<ArrowArrayStream>;

}  // namespace waybill::warehouse::adbc

#endif

// A driver: a shared object with an entry point that fills in ADBC's table of functions.
#ifndef WAYBILL_WAREHOUSE_ADBC_DRIVER_HPP
#define WAYBILL_WAREHOUSE_ADBC_DRIVER_HPP

#include <string>

#include "warehouse/adbc/abi.hpp"
#include "warehouse/adbc/manners.hpp"
#include "warehouse/open.hpp"

namespace waybill::warehouse::adbc {

// Loaded once and for ever: threads of a driver may outlive what was opened with it.
class Driver {
 public:
  Driver(const ConnectSpec& spec, const Manners& manners);
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;
  ~Driver();

  const AdbcDriver& table() const { return table_; }
  int version() const { return version_; }
  const std::string& file() const { return file_; }  // as it was asked for

 private:
  AdbcDriver table_;
  int version_ = 0;
  std::string file_;
};

}  // namespace waybill::warehouse::adbc

#endif

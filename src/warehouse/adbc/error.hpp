// What a driver says, as Waybill's errors.
#ifndef WAYBILL_WAREHOUSE_ADBC_ERROR_HPP
#define WAYBILL_WAREHOUSE_ADBC_ERROR_HPP

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "warehouse/adbc/abi.hpp"

namespace waybill::warehouse::adbc {

// What a call filled in, copied out of the driver's memory.
struct Failure {
  Status status = status::kOk;
  std::string message;
  std::string sqlstate;  // empty: none
  int native = 0;        // the driver's own code, else the status
  std::string primary;   // what of the message holds no values, where the driver says so
};

// A place for a driver's error; released when it goes, whatever the call answered.
class ErrorSlot {
 public:
  // With a driver's table its details are looked at too.
  explicit ErrorSlot(int version, const AdbcDriver* table = nullptr) : table_(table) {
    error_.vendor_code = version < kVersion110 ? 0 : kHasPrivateData;
  }
  ErrorSlot(const ErrorSlot&) = delete;
  ErrorSlot& operator=(const ErrorSlot&) = delete;
  ~ErrorSlot() {
    if (error_.release != nullptr) error_.release(&error_);
  }
  AdbcError* get() { return &error_; }
  Failure failure(Status status) const { return describe(error_, status, table_); }
  static Failure describe(const AdbcError& error, Status status, const AdbcDriver* table);

 private:
  const AdbcDriver* table_;
  AdbcError error_;
};

// A statement's failure in DuckDB, which has no codes: its errors are told apart by how their
// messages begin. Values that stand in a message are left out.
Error duckdb_error(const Failure& failure, std::string_view connection);
Error cancelled_error(std::string_view connection);
Error timed_out_error(std::string_view connection);
Error lost_error(std::string_view connection);

// Why DuckDB did not open its database.
Error duckdb_open_error(const Failure& failure, std::string_view path, std::string_view connection);

// One line of a message, without what may be a row's value.
std::string without_values(std::string_view message);

}  // namespace waybill::warehouse::adbc

#endif

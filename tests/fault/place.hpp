// A database of a fault test: a source or a destination, opened by way of the driver that fails or
// past it. It can be put back as it was, fast, and says what is in it.
#ifndef WAYBILL_TESTS_FAULT_PLACE_HPP
#define WAYBILL_TESTS_FAULT_PLACE_HPP

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "odbc/fault.hpp"
#include "warehouse/open.hpp"

namespace waybill::tests {

inline constexpr const char* kItems = "items_out";

// The rows of every table that a run may touch, but for those that say that it has begun. A table
// that is not there has none.
using Tables = std::map<std::string, std::vector<std::string>>;

class Place {
 public:
  virtual ~Place() = default;
  // As a run opens it: by way of the driver that fails, where there is one.
  virtual std::unique_ptr<warehouse::Session> open(warehouse::Access access) = 0;
  virtual void run(const std::string& sql) = 0;
  virtual std::string create_source() const = 0;  // table items
  virtual void save() = 0;
  virtual void restore() = 0;

  virtual std::vector<std::string> tables() = 0;
  virtual std::vector<std::string> texts(const std::string& sql) = 0;  // of one column
  // What a table's rows are, each as one text: id|name|amount|updated_at of the items.
  virtual std::string text_query(const std::string& table,
                                 const std::vector<std::string>& columns) const = 0;
  virtual bool commits_ddl() const { return false; }
  // Waits until the server is done with connections that were cut: what counts is what it comes to.
  virtual void settle() {}

  Tables look();
};

// What a driver of tests/fault/odbc can be told and asked.
struct FaultDriver {
  const char* path = "";
  decltype(&waybill_fault_rule) rule = nullptr;
  decltype(&waybill_fault_look) look = nullptr;
  decltype(&waybill_fault_calls) calls = nullptr;
  decltype(&waybill_fault_real) real = nullptr;

  std::vector<std::string> recorded() const;
};
const FaultDriver& fault_driver(const std::string& vendor);

// For doctest::skip(): no server, or no ODBC driver of it.
bool without_faults(const std::string& vendor);

std::unique_ptr<Place> make_sqlite();
std::unique_ptr<Place> make_server(const std::string& vendor);

}  // namespace waybill::tests

#endif

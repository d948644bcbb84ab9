// Values as parameters of a statement: their exact texts, each with its type.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_PARAMETERS_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_PARAMETERS_HPP

#include <string>
#include <vector>

#include "rows/value.hpp"
#include "warehouse/postgres/libpq.hpp"

namespace waybill::warehouse::postgres {

class Parameters {
 public:
  Parameters() = default;
  // Throws Error(unsupported) for a text with a NUL character.
  explicit Parameters(const std::vector<rows::Value>& values);
  Parameters(const Parameters&) = delete;
  Parameters(Parameters&&) = default;
  Parameters& operator=(const Parameters&) = delete;
  Parameters& operator=(Parameters&&) = default;
  ~Parameters() = default;

  int count() const { return static_cast<int>(values_.size()); }
  const Oid* types() const { return types_.data(); }
  const char* const* values() const { return values_.data(); }

 private:
  std::vector<Oid> types_;
  std::vector<std::string> texts_;
  std::vector<const char*> values_;
};

}  // namespace waybill::warehouse::postgres

#endif

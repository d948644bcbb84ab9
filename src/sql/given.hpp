// Tables that stand in the place of a warehouse's, in SQLite: each value as it is given.
#ifndef WAYBILL_SQL_GIVEN_HPP
#define WAYBILL_SQL_GIVEN_HPP

#include <string>
#include <string_view>
#include <vector>

#include "sql/statements.hpp"

namespace waybill::sql {

// The declared type tells readers what the values mean; SQLite converts none that fits it. Empty:
// any value stays what it is.
struct GivenColumn {
  std::string name;
  std::string declared;
};
// What SQLite is to be told of a column of this type: of values as people write them, and of values
// that are all of the type.
std::string_view declared_type(const rows::Type& type);
std::string exact_type(const rows::Type& type);

std::string create_given(const Table& table, const std::vector<GivenColumn>& columns);
// Temporary files, one a schema; SQLite takes ten of them.
std::string attach_private(std::string_view schema);

}  // namespace waybill::sql

#endif

// A statement's parameters as the warehouse wants them marked: the one place that knows.
#ifndef WAYBILL_SQL_PARAMETERS_HPP
#define WAYBILL_SQL_PARAMETERS_HPP

#include <cstddef>
#include <string>
#include <string_view>

#include "sql/dialect.hpp"

namespace waybill::sql {

struct MarkedText {
  std::string text;
  std::size_t parameters = 0;  // how many there are
};

// Each ? outside texts, quoted names and comments becomes the dialect's mark.
MarkedText mark_parameters(const Dialect& dialect, std::string_view text);

}  // namespace waybill::sql

#endif

// A connection tried, as a source, as a destination or both: what works, what does not, what to do.
// Changes nothing, and makes no file.
#ifndef WAYBILL_VALIDATE_VERIFY_HPP
#define WAYBILL_VALIDATE_VERIFY_HPP

#include <vector>

#include "base/cancel.hpp"
#include "base/time.hpp"
#include "validate/check.hpp"
#include "warehouse/open.hpp"

namespace waybill::validate {

// Neither: not known yet. It is then opened for reading, and a file may be absent as one that a
// first run makes.
struct Use {
  bool source = false;
  bool destination = false;
};

// Always the same checks in the same order; those that could not be made, or say nothing for this
// use, are skipped with the reason. Throws Error(cancelled) and nothing else of a warehouse's.
std::vector<Check> verify(const warehouse::ConnectSpec& spec, Use use, const base::Clock& clock,
                          const base::CancelToken& cancel);

// The first check whose failure says that the connection cannot be used at all; nullptr: none.
const Check* unusable(const std::vector<Check>& checks);

// What an error says, without the connection's name before it.
std::string without_name(const std::string& message, const std::string& connection);

}  // namespace waybill::validate

#endif

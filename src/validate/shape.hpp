// What an offending value looks like, without saying what it is.
#ifndef WAYBILL_VALIDATE_SHAPE_HPP
#define WAYBILL_VALIDATE_SHAPE_HPP

#include <string>
#include <string_view>

namespace waybill::validate {

// "'a-9' of 12 characters": a run of letters is one a, of digits one 9, of other signs beyond
// ASCII one u; blanks and ASCII signs stay as they are. Long shapes are cut.
std::string shape_of(std::string_view text);

// The value itself, in one line and cut after 60 characters, for those who asked for it.
std::string shown_value(std::string_view text);

}  // namespace waybill::validate

#endif

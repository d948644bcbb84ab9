// A text of a document made safe for one line of a message.
#ifndef WAYBILL_MODEL_SHOWN_HPP
#define WAYBILL_MODEL_SHOWN_HPP

#include <string>
#include <string_view>

namespace waybill::model {

// Control characters as \u00XX, bytes that are no UTF-8 as U+FFFD.
std::string escaped(std::string_view text);
// In quotes, escaped, cut after 60 characters.
std::string shown(std::string_view text);

}  // namespace waybill::model

#endif

// What a code outside lint's rules means, when it appears and what to do: errors of operations
// (WB9xxx) and reasons of refused rows (WB85xx).
#ifndef WAYBILL_SERVICE_CODE_HELP_HPP
#define WAYBILL_SERVICE_CODE_HELP_HPP

#include <span>
#include <string_view>

namespace waybill::service {

struct CodeHelp {
  std::string_view code;
  std::string_view why;      // what it protects, or what it means that this happened
  std::string_view example;  // when it appears
  std::string_view fix;
};
// nullptr: none.
const CodeHelp* find_code_help(std::string_view code);

struct RejectReason {
  std::string_view code;  // "WB8501"
  std::string_view title;
  std::string_view why;
  std::string_view example;
  std::string_view fix;
};
std::span<const RejectReason> reject_reasons();  // ordered by code

}  // namespace waybill::service

#endif

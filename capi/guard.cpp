#include "capi/guard.hpp"

#include <fmt/format.h>

#include <new>
#include <string>
#include <string_view>
#include <system_error>

#include "base/error.hpp"
#include "base/text.hpp"
#include "capi/error.hpp"

namespace waybill::capi {
namespace {

constexpr std::size_t kLongestReason = 200;

Error unexpected(std::string_view what) {
  return Error(codes::internal, fmt::format("an unexpected error inside Waybill: {}",
                                            base::one_line(what, kLongestReason)))
      .with_hint("this is a defect of Waybill: please report it with what you called")
      .with_blame(Blame::waybill);
}

Error no_thread(std::string_view what) {
  return Error(codes::out_of_memory,
               fmt::format("no thread could be started: {}", base::one_line(what, kLongestReason)))
      .with_hint("raise the limits on threads and memory, or try again when less runs");
}

}  // namespace

waybill_error* make_error(const std::exception_ptr& thrown) noexcept {
  waybill_error* made = nullptr;
  const std::exception_ptr failure = caught([&] {
    try {
      std::rethrow_exception(thrown);
    } catch (const Error& error) {
      made = new_error(error);
    } catch (const std::bad_alloc&) {
      made = out_of_memory();
    } catch (const std::system_error& error) {
      made = new_error(error.code() == std::errc::resource_unavailable_try_again
                           ? no_thread(error.what())
                           : unexpected(error.what()));
    } catch (const std::exception& error) {
      made = new_error(unexpected(error.what()));
    } catch (...) {
      made = new_error(unexpected("an exception of a foreign type"));
    }
  });
  return failure == nullptr ? made : out_of_memory();
}

}  // namespace waybill::capi

// The operation table is made of these rows, one file a group; and what several groups say alike.
#ifndef WAYBILL_SERVICE_OPERATIONS_ROWS_HPP
#define WAYBILL_SERVICE_OPERATIONS_ROWS_HPP

#include <span>
#include <string_view>

#include "model/words.hpp"
#include "service/operation.hpp"

namespace waybill::service {

std::span<const Operation> catalog_rows();
std::span<const Operation> config_rows();
std::span<const Operation> connection_rows();
std::span<const Operation> destination_rows();
std::span<const Operation> dialect_rows();
std::span<const Operation> model_rows();
std::span<const Operation> product_rows();
std::span<const Operation> recipient_rows();
std::span<const Operation> reject_rows();
std::span<const Operation> run_rows();
std::span<const Operation> schedule_rows();
std::span<const Operation> source_rows();
std::span<const Operation> sync_rows();
std::span<const Operation> system_rows();
std::span<const Operation> version_rows();

inline constexpr Param kPageSize{
    "page_size", ParamType::integer, "items a page, 1 to 1000", false, false, {}, "100"};
inline constexpr Param kCursor{"cursor", ParamType::text,
                               "where to go on: `next` of the page before"};
inline constexpr Param kList[] = {kPageSize, kCursor};
inline constexpr ResultKey kListed[] = {{"items", "array", "the page"},
                                        {"next", "", "cursor of the next page, or null"}};
inline constexpr Param kName[] = {{"name", ParamType::text, "name of the object", true, true}};
inline constexpr ResultKey kObject[] = {{"id", "string", "UUID"},
                                        {"name", "string", "unique among its kind"},
                                        {"version", "integer", "of its newest version, from 1"},
                                        {"document", "object", "the config document"}};
inline constexpr bool kChanges = true;
inline constexpr bool kLasts = true;

}  // namespace waybill::service

#endif

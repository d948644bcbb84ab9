// Why a server's certificate was refused: libpq says no more than that it was.
#ifndef WAYBILL_WAREHOUSE_POSTGRES_CERTIFICATE_HPP
#define WAYBILL_WAREHOUSE_POSTGRES_CERTIFICATE_HPP

#include <cstdint>
#include <string_view>

#include "warehouse/postgres/libpq.hpp"

namespace waybill::warehouse::postgres {

enum class CertificateTrouble { unknown, expired, not_yet_valid };

// Shakes hands once more, with nothing proved, looks at the dates of what the server shows, and
// hangs up: no user and no password is sent. `names` and `values` are libpq's parameters.
CertificateTrouble certificate_trouble(const Libpq& api, const char* const* names,
                                       const char* const* values, std::int64_t seconds);

// To be put behind libpq's message.
std::string_view certificate_words(CertificateTrouble trouble);

}  // namespace waybill::warehouse::postgres

#endif

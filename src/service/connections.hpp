// Connections tried before they are used: which use they are put to, and whether it works.
#ifndef WAYBILL_SERVICE_CONNECTIONS_HPP
#define WAYBILL_SERVICE_CONNECTIONS_HPP

#include <span>
#include <string_view>

#include "model/document.hpp"
#include "service/operation.hpp"
#include "validate/verify.hpp"

namespace waybill::service {

// What a connection is used for by `documents` and, where there is one, by the catalog; neither
// when nothing names it.
validate::Use use_of(const Call& call, std::string_view connection,
                     std::span<const model::Document> documents);

// {"checks", "ok"}
base::Json checks_json(const std::vector<validate::Check>& checks);

// Tries the connections among `changed`. Throws when one cannot be used at all, naming each.
void verify_connections(const Call& call, std::span<const model::Document> changed,
                        std::span<const model::Document> documents);

}  // namespace waybill::service

#endif

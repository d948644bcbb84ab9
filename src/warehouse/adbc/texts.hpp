// Small results as texts: what a database says of itself.
#ifndef WAYBILL_WAREHOUSE_ADBC_TEXTS_HPP
#define WAYBILL_WAREHOUSE_ADBC_TEXTS_HPP

#include <optional>
#include <string>
#include <vector>

#include "warehouse/adbc/connection.hpp"

namespace waybill::warehouse::adbc {

using Texts = std::vector<std::vector<std::optional<std::string>>>;

// All rows of a query. Booleans are "true" or "false".
Texts read_texts(Connection& connection, const std::string& text,
                 const Parameters& parameters = {});

// Empty where there is no such cell, or NULL in it.
std::string text_at(const Texts& rows, std::size_t row, std::size_t column);

void add_key(TableInfo& info, std::vector<std::string> columns);

}  // namespace waybill::warehouse::adbc

#endif

// The columns of a query model that declares none: those of its result, with the nearest types.
#ifndef WAYBILL_SYNC_RESULT_COLUMNS_HPP
#define WAYBILL_SYNC_RESULT_COLUMNS_HPP

#include <string>
#include <vector>

#include "model/document.hpp"
#include "sql/statements.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// Each with a name of its own: else Error(sql_rejected). An expression to which the source gives no
// type has that of the first row's value.
std::vector<warehouse::ResultColumn> result_columns(warehouse::Session& source,
                                                    const sql::Statement& query);

bool takes_result_columns(const model::Model& model);
// All but the organization column, which is no recipient's business.
std::vector<model::Column> columns_of_result(const model::Model& model,
                                             const std::vector<std::string>& names,
                                             const std::vector<rows::Type>& types);

}  // namespace waybill::sync

#endif

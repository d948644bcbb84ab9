// A model's query template with the values of one run.
#ifndef WAYBILL_SYNC_QUERY_HPP
#define WAYBILL_SYNC_QUERY_HPP

#include <optional>
#include <string>

#include "model/document.hpp"
#include "rows/value.hpp"
#include "sql/template.hpp"
#include "sync/job.hpp"

namespace waybill::sync {

// The variables that follow from the model alone: names of its columns in the source.
sql::TemplateValues template_names(const model::Model& model);

// Throws Error(template_refused) with the first problem of the template, or of a value in it.
std::string render_template(const std::string& query, const sql::Syntax& syntax,
                            const sql::TemplateValues& values);

// The SQL of the model's query for a read from a lower bound (absent: everything) to an upper one,
// both of the last-modified column's type. Bounds in whole seconds, rounded outwards.
std::string query_for(const Job& job, const sql::Syntax& syntax,
                      const std::optional<rows::Value>& from,
                      const std::optional<rows::Value>& until);

}  // namespace waybill::sync

#endif

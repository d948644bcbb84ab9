// What tables and columns are for: the model's descriptions as comments at the destination, on
// tables that Waybill made.
#ifndef WAYBILL_SYNC_COMMENTS_HPP
#define WAYBILL_SYNC_COMMENTS_HPP

#include <optional>
#include <string>

#include "sync/job.hpp"
#include "sync/plan.hpp"
#include "warehouse/session.hpp"

namespace waybill::sync {

// As the destination keeps them, which may be shorter than the descriptions.
sql::Comments wanted_comments(const Job& job, const sql::Dialect& dialect);

// What the last run left on the job's table, by its state; nullopt: this sync did not make it.
std::optional<sql::Comments> left_comments(const Job& job, const std::optional<Commit>& last);

PresentComments read_comments(warehouse::Session& destination, const sql::Table& table);

// Adds what a change of descriptions does to plan.ddl, and what is left then to plan.state. Behind
// the other steps of the plan.
void plan_comments(const Job& job, const Present& present, Plan& plan);

// Of a table that plan.ddl makes: what is not said there.
void comment_on_new(const sql::Dialect& dialect, Plan& plan);

}  // namespace waybill::sync

#endif

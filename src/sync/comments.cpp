#include "sync/comments.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace waybill::sync {

using base::Json;

namespace {

constexpr std::string_view kState = "comments";
constexpr std::string_view kTable = "table";
constexpr std::string_view kTexts = "texts";

bool in_key(const Plan& plan, const std::string& column) {
  return std::ranges::find(plan.key_names, column) != plan.key_names.end();
}

std::string at(const sql::Comments& comments, const std::string& name) {
  const auto found = comments.find(name);
  return found == comments.end() ? "" : found->second;
}

// "" where there is none; nullopt where it is not Waybill's to change.
std::optional<std::string> present_at(const PresentComments& comments, const std::string& name) {
  const auto found = std::ranges::find_if(
      comments, [&](const auto& each) { return base::ascii_iequals(each.first, name); });
  return found == comments.end() ? std::optional<std::string>("") : found->second;
}

std::string table_of(const Job& job) {
  return sql::table_text({job.schema, job.table});
}

void keep(const Job& job, const sql::Comments& comments, Plan& plan) {
  Json texts = Json::object();
  for (const auto& [name, text] : comments) {
    if (!text.empty()) texts.set(name, text);
  }
  plan.state.set(kState, Json::object({{kTable, table_of(job)}, {kTexts, std::move(texts)}}));
}

void push(const std::optional<std::string>& statement, Plan& plan) {
  if (statement) plan.ddl.push_back(*statement);
}

// The statement about a name among the plan's columns, or about the table.
std::optional<std::string> comment_on(const sql::Dialect& dialect, const Plan& plan,
                                      const std::string& name, const std::string& text) {
  if (name.empty()) return sql::comment_on(dialect, plan.target.table, text);
  const auto field = std::ranges::find(plan.target.columns, name, &rows::Field::name);
  if (field == plan.target.columns.end()) return std::nullopt;
  return sql::comment_on(dialect, plan.target.table, *field, in_key(plan, name), text);
}

}  // namespace

sql::Comments wanted_comments(const Job& job, const sql::Dialect& dialect) {
  sql::Comments wanted;
  const auto add = [&](const std::string& name, const std::string& text) {
    const auto kind = name.empty() ? sql::NameKind::table : sql::NameKind::column;
    if (!text.empty()) wanted[name] = sql::kept_comment(dialect, text, kind);
  };
  add("", job.model.description);
  if (job.mapping.empty()) {
    for (const model::Column& column : job.model.columns) {
      add(column.name_in_destination, column.description);
    }
  }
  for (const model::Mapping& mapping : job.mapping) {
    const auto column = std::ranges::find_if(job.model.columns, [&](const model::Column& each) {
      return base::ascii_iequals(each.name_in_destination, mapping.from);
    });
    if (column != job.model.columns.end()) add(mapping.to, column->description);
  }
  return wanted;
}

std::optional<sql::Comments> left_comments(const Job& job, const std::optional<Commit>& last) {
  const Json* state = last ? last->state.find(kState) : nullptr;
  if (state == nullptr || state->find(kTable)->as_string() != table_of(job)) return std::nullopt;
  sql::Comments left;
  for (const Json::Member& member : state->find(kTexts)->as_object()) {
    left[member.key] = member.value.as_string();
  }
  return left;
}

PresentComments read_comments(warehouse::Session& destination, const sql::Table& table) {
  const rows::Schema schema{{"name", {rows::Logical::text}, false},
                            {"comment", {rows::Logical::text}, true}};
  PresentComments present;
  const auto statement = sql::read_comments(destination.dialect(), table);
  if (!statement) return present;
  const auto stream = destination.query(*statement, schema, {});
  rows::Batch batch(schema);
  std::vector<warehouse::CellMisfit> misfits;
  while (stream->next(batch, misfits)) {
    for (std::int64_t row = 0; row < batch.length; ++row) {
      std::optional<std::string>& text = present[std::string(batch.columns[0].variable(row))];
      if (!batch.columns[1].is_null(row)) text = batch.columns[1].variable(row);
    }
  }
  return present;
}

void comment_on_new(const sql::Dialect& dialect, Plan& plan) {
  if (sql::comments_in_create(dialect)) return;
  for (const auto& [name, text] : plan.target.comments)
    push(comment_on(dialect, plan, name, text), plan);
}

void plan_comments(const Job& job, const Present& present, Plan& plan) {
  const sql::Dialect& dialect = *present.destination_dialect;
  if (dialect.comment_on_table.empty()) return;
  const std::optional<sql::Comments> left = left_comments(job, present.last_commit);
  if (!present.table) {
    keep(job, plan.target.comments, plan);
    return;
  }
  if (!left) return;
  sql::Comments ours;
  std::vector<std::string> names{""};
  for (const rows::Field& field : plan.target.columns) names.push_back(field.name);
  for (const std::string& name : names) {
    const std::string wanted = at(plan.target.comments, name);
    const std::string before = at(*left, name);
    const bool is_new =
        std::ranges::find(plan.add_columns, name, &rows::Field::name) != plan.add_columns.end();
    const auto there = is_new ? std::optional<std::string>("") : present_at(present.comments, name);
    ours[name] = wanted;
    if (wanted == before && !is_new) continue;
    if (is_new && (wanted.empty() || sql::comments_in_create(dialect))) continue;
    if (there == wanted) continue;
    const bool free = there && (there->empty() || *there == before);
    if (free) {
      push(comment_on(dialect, plan, name, wanted), plan);
    } else {
      ours[name] = before;
    }
  }
  keep(job, ours, plan);
}

}  // namespace waybill::sync

// Tables, their keys and columns; plain rows; transactions.
#include "golden_cases.hpp"

namespace waybill::tests::golden {
namespace {

using rows::Logical;
using sql::Dialect;

rows::Schema every_type() {
  rows::Schema schema;
  for (int i = 0; i < rows::kLogicalCount; ++i) {
    const auto logical = static_cast<Logical>(i);
    schema.push_back({"c_" + std::string(rows::name_of(logical)), {logical}});
  }
  schema.push_back({"c_decimal_18_4", {Logical::decimal, 18, 4}});
  schema.push_back({"c_required", {Logical::bigint}, false});
  return schema;
}

sql::TableDef definition(bool with_key) {
  return {{"main", "orders"}, every_type(), {"c_text", "c_uuid"}, with_key};
}

// The columns that the cases with hostile names speak of.
sql::TableDef hostile_table(const Dialect& d) {
  sql::TableDef def{{"group", hostile(d, "t")}, {}, staged_hostile(d).key, true};
  for (const std::string& name : staged_hostile(d).columns)
    def.columns.push_back({name, {Logical::text}});
  def.columns.push_back({hostile(d, "o"), {Logical::text}});
  def.columns.push_back({hostile(d, "c"), {Logical::timestamp}});
  return def;
}

Make widening(rows::Field field, bool in_key) {
  return [field = std::move(field), in_key](const Dialect& d) {
    return some(widen_column(d, {"main", "orders"}, field, in_key));
  };
}

}  // namespace

std::vector<Case> definition_cases() {
  return {
      {"create_table", text([](const Dialect& d) { return create_table(d, definition(true)); })},
      {"create_table: without its key",
       text([](const Dialect& d) { return create_table(d, definition(false)); })},
      {"create_table: hostile names",
       text([](const Dialect& d) { return create_table(d, hostile_table(d)); })},
      {"create_staging", text([](const Dialect& d) {
         sql::TableDef staging = definition(true);
         staging.table = scratch(d, "_waybill_stg_1");
         return create_staging(d, staging);
       })},
      {"create_staging: hostile names", text([](const Dialect& d) {
         sql::TableDef staging = hostile_table(d);
         staging.table = scratch(d, "_waybill_stg_1");
         return create_staging(d, staging);
       })},
      {"create_table: with comments", text([](const Dialect& d) {
         sql::TableDef def = definition(true);
         def.columns.resize(2);
         def.key = {"c_text"};
         def.comments = {{"", "Orders, one's \\ a row"}, {"c_text", "The key"}};
         return create_table(d, def);
       })},
      {"comment_on",
       [](const Dialect& d) {
         return some(comment_on(d, {"main", "orders"}, "Orders, one's \\ a row\nof -- them?"));
       }},
      {"comment_on: a table without one",
       [](const Dialect& d) {
         return some(comment_on(d, {"main", "orders"}, ""));
       }},
      {"comment_on: a column",
       [](const Dialect& d) {
         return some(
             comment_on(d, {"main", "orders"}, {"note", {Logical::text}}, false, "What's said"));
       }},
      {"comment_on: a column of the key",
       [](const Dialect& d) {
         return some(comment_on(d, {"main", "orders"}, {"id", {Logical::text}}, true, "The key"));
       }},
      {"comment_on: hostile names",
       [](const Dialect& d) {
         return some(comment_on(d, {"group", hostile(d, "t")}, {hostile(d, "n"), {Logical::text}},
                                false, ""));
       }},
      {"read_comments",
       [](const Dialect& d) {
         return some(read_comments(d, {"main", "orders"}));
       }},
      {"read_comments: a hostile name",
       [](const Dialect& d) {
         return some(read_comments(d, {"", hostile(d, "t")}));
       }},
      {"add_key", [](const Dialect& d) { return some(add_key(d, definition(false))); }},
      {"add_key: a long name",
       [](const Dialect& d) {
         sql::TableDef def = definition(false);
         def.table = {"", std::string(61, 'o')};
         return some(add_key(d, def));
       }},
      {"add_column", text([](const Dialect& d) {
         return add_column(d, {"main", "orders"}, {"note", {Logical::text}});
       })},
      {"add_column: with a comment", text([](const Dialect& d) {
         return add_column(d, {"main", "orders"}, {"note", {Logical::text}}, "What's said");
       })},
      {"add_column: hostile names", text([](const Dialect& d) {
         return add_column(d, {"group", hostile(d, "t")}, {hostile(d, "n"), {Logical::json}});
       })},
      {"widen_column", widening({"units", {Logical::bigint}}, false)},
      {"widen_column: a decimal", widening({"price", {Logical::decimal, 20, 4}}, false)},
      {"widen_column: with a comment",
       [](const Dialect& d) {
         return some(
             widen_column(d, {"main", "orders"}, {"units", {Logical::bigint}}, false, "How many"));
       }},
      {"widen_column: a column of the key", widening({"id", {Logical::bigint}}, true)},
      {"widen_column: hostile names",
       [](const Dialect& d) {
         return some(widen_column(d, {"group", hostile(d, "t")}, {hostile(d, "n"), {Logical::text}},
                                  false));
       }},
      {"create_schema", [](const Dialect& d) { return some(create_schema(d, "_waybill")); }},
      {"create_schema: a hostile name",
       [](const Dialect& d) { return some(create_schema(d, hostile(d, "group"))); }},
      {"analyze",
       [](const Dialect& d) {
         sql::TableDef staging = definition(false);
         staging.table = scratch(d, "_waybill_stg_1");
         staging.key = {"id", "org"};
         return some(analyze(d, staging));
       }},
      {"create_shared_staging",
       [](const Dialect& d) {
         sql::TableDef staging = definition(false);
         staging.table = {d.has_schemas ? "group" : "", "_waybill_stg_1"};
         return some(create_shared_staging(d, staging));
       }},
      {"rename_table",
       [](const Dialect& d) {
         return some(rename_table(d, {d.has_schemas ? "group" : "", "orders"}, hostile(d, "t")));
       }},
      {"drop_table", text([](const Dialect& d) {
         return drop_table(d, {"", "orders"});
       })},
      {"drop_table: a hostile name", text([](const Dialect& d) {
         return drop_table(d, {"group", hostile(d, "t")});
       })},
      {"drop_staging",
       text([](const Dialect& d) { return drop_staging(d, scratch(d, "_waybill_stg_1")); })},
      {"insert_values", text([](const Dialect& d) {
         return insert_values(d, {"", "orders"}, {"id", "na\"me"});
       })},
      {"insert_values: two rows", text([](const Dialect& d) {
         return insert_values(d, {"", "orders"}, {"id", "name"}, 2);
       })},
      {"begin_write",
       [](const Dialect& d) {
         auto list = some(d.before_write);
         for (sql::Statement& each : some(d.begin_write)) list.push_back(std::move(each));
         return list;
       }},
      {"begin_read",
       [](const Dialect& d) {
         auto list = some(d.before_read);
         for (sql::Statement& each : some(d.begin_read)) list.push_back(std::move(each));
         return list;
       }},
      {"savepoint", [](const Dialect& d) { return some(savepoint(d)); }},
      {"rollback_to_savepoint", [](const Dialect& d) { return some(rollback_to_savepoint(d)); }},
      {"release_savepoint", [](const Dialect& d) { return some(release_savepoint(d)); }},
      {"check_constraints_now", [](const Dialect& d) { return some(check_constraints_now(d)); }},
      {"lock_control",
       [](const Dialect& d) {
         return some(lock_control(d, {"", "_waybill_owners"}, "table_name"));
       }},
      {"list_schemas", [](const Dialect& d) { return some(list_schemas(d)); }},
  };
}

}  // namespace waybill::tests::golden

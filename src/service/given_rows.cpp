#include "service/given_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "rows/codec.hpp"
#include "rows/json.hpp"
#include "warehouse/private.hpp"

namespace waybill::service {

using base::Json;
using rows::Logical;
using rows::Value;

namespace {

Error refused(std::string message, std::string hint) {
  return Error(codes::bad_parameter, std::move(message)).with_hint(std::move(hint));
}

Value text(std::string_view value) {
  return Value::text(value);
}

// The number itself where SQLite's keeps every digit, else its text.
Value exact_number(const Json& json) {
  if (const auto whole = json.as_int64()) return Value::bigint(*whole);
  std::string kept;
  std::string said;
  const double number = json.as_double().value_or(0);
  const bool same = std::isfinite(number) &&
                    rows::double_to_decimal_text(number, kept) == rows::Misfit::none &&
                    rows::canonical_decimal(json.number_text(), said) == rows::Misfit::none;
  if (said.find('.') != std::string::npos) said.erase(said.find_last_not_of('0') + 1);
  return same && kept == said ? Value{{Logical::floating}, number} : text(json.number_text());
}

Value floating(const rows::Type& type, const Json& json) {
  if (const auto value = rows::value_as_written(type, json)) return *value;
  return text(json.is_string() ? json.as_string() : base::write_json(json));
}

Value boolean(const Json& json) {
  return {{Logical::boolean}, static_cast<std::int64_t>(json.as_bool() ? 1 : 0)};
}

// Of no known type. JSON within JSON is a text to a database.
Value any_value(const Json& json) {
  switch (json.kind()) {
    case Json::Kind::null:
      return {};
    case Json::Kind::boolean:
      return boolean(json);
    case Json::Kind::number:
      return exact_number(json);
    case Json::Kind::string:
      return text(json.as_string());
    default:
      return text(base::write_json(json));
  }
}

// What does not fit the type stays as it is written: a run refuses it.
Value value_of(const rows::Type& type, const Json& json) {
  if (json.is_null()) return {};
  switch (type.logical) {
    case Logical::floating:
      return floating(type, json);
    case Logical::bytes:
      if (json.is_string()) {
        if (auto bytes = base::from_base64(json.as_string())) return {type, std::move(*bytes)};
      }
      return any_value(json);
    case Logical::decimal: {
      std::string digits;
      if (json.is_string() &&
          rows::canonical_decimal(json.as_string(), digits) == rows::Misfit::none) {
        return exact_number(Json::number(std::move(digits)));
      }
      return any_value(json);
    }
    case Logical::json:
      return json.is_string() ? text(json.as_string()) : text(base::write_json(json));
    default:
      return any_value(json);
  }
}

// What the values of a column look like, where nothing says their type.
std::string_view declared_by_values(const std::vector<const Json*>& cells) {
  std::optional<std::string_view> all;
  for (const Json* cell : cells) {
    if (cell->is_null()) continue;
    std::string_view one = "text";
    std::int64_t at = 0;
    std::int32_t day = 0;
    if (cell->is_bool()) {
      one = "boolean";
    } else if (cell->is_number()) {
      const Value value = exact_number(*cell);
      one = value.type.logical == Logical::bigint     ? "bigint"
            : value.type.logical == Logical::floating ? "real"
                                                      : "";
    } else if (!cell->is_string()) {
      one = "text";
    } else if (rows::parse_date(cell->as_string(), day) == rows::Misfit::none) {
      one = "date";
    } else if (rows::parse_timestamp(cell->as_string(), rows::NoZone::utc, at) ==
               rows::Misfit::none) {
      one = "timestamp";
    }
    const auto either = [&](std::string_view a, std::string_view b) {
      return (*all == a && one == b) || (*all == b && one == a);
    };
    if (!all) {
      all = one;
    } else if (either("bigint", "real")) {
      all = "real";
    } else if (either("date", "timestamp") || either("date", "text") ||
               either("timestamp", "text")) {
      all = "text";
    } else if (*all != one) {
      all = "";
    }
  }
  return all.value_or("");
}

rows::Type type_of(std::string_view declared) {
  const rows::ParsedType parsed = rows::parse_type(declared == "real" ? "double" : declared);
  return parsed.problem ? rows::Type{} : parsed.type;
}

// The columns of a table under way: SQLite's names are the same in any ASCII case.
class Columns {
 public:
  std::size_t add(std::string_view name) {
    const auto [at, is_new] = positions_.try_emplace(base::ascii_lower(name), names_.size());
    if (is_new) {
      names_.emplace_back(name);
      types_.emplace_back();
    }
    return at->second;
  }
  void set_type(std::size_t column, const rows::Type& type) { types_[column] = type; }
  std::size_t size() const { return names_.size(); }
  const std::string& name(std::size_t i) const { return names_[i]; }
  const std::optional<rows::Type>& type(std::size_t i) const { return types_[i]; }

 private:
  std::map<std::string, std::size_t> positions_;
  std::vector<std::string> names_;
  std::vector<std::optional<rows::Type>> types_;
};

bool same_table(const sql::Table& a, const sql::Table& b) {
  return base::ascii_iequals(a.schema, b.schema) && base::ascii_iequals(a.name, b.name);
}

void add_model_columns(const model::Model& model, Columns& columns) {
  for (const model::Column& column : model.columns) {
    columns.set_type(columns.add(column.name_in_source), column.type);
  }
  for (const std::string* name : {&model.organization_column, &model.soft_delete_column}) {
    if (!name->empty()) columns.add(*name);
  }
}

using Row = std::vector<const Json*>;  // nullptr: the row does not say the column

Row read_row(const Json& row, const std::string& table, Columns& columns) {
  if (!row.is_object()) {
    throw refused(fmt::format("given: a row of '{}' is no object", table),
                  "write {\"table\": [{\"column\": value}]}");
  }
  Row cells(columns.size());
  for (const Json::Member& member : row.as_object()) {
    const std::size_t at = columns.add(member.key);
    cells.resize(columns.size());
    if (cells[at] != nullptr) {
      throw refused(
          fmt::format("given: a row of '{}' has the column '{}' twice", table, columns.name(at)),
          "names of columns are the same in any case");
    }
    cells[at] = &member.value;
  }
  return cells;
}

void take_rows(const Columns& columns, const std::vector<Row>& rows, GivenTable& table) {
  static const Json kNull;
  const auto cell = [&](const Row& row, std::size_t i) {
    return i < row.size() && row[i] != nullptr ? row[i] : &kNull;
  };
  for (std::size_t i = 0; i < columns.size(); ++i) {
    sql::GivenColumn column{columns.name(i), {}};
    if (columns.type(i)) {
      column.declared = sql::declared_type(*columns.type(i));
    } else {
      std::vector<const Json*> cells;
      for (const Row& row : rows) cells.push_back(cell(row, i));
      column.declared = declared_by_values(cells);
    }
    table.types.push_back(columns.type(i).value_or(type_of(column.declared)));
    table.columns.push_back(std::move(column));
  }
  for (const Row& row : rows) {
    std::vector<Value>& values = table.rows.emplace_back();
    values.reserve(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      values.push_back(columns.type(i) ? value_of(*columns.type(i), *cell(row, i))
                                       : any_value(*cell(row, i)));
    }
  }
}

// What SQLite binds: a REAL column makes an infinity of such a text.
Value kept(const Value& value) {
  const auto* number = std::get_if<double>(&value.data);
  if (number == nullptr || std::isfinite(*number)) return value;
  if (!std::isnan(*number)) return text(*number > 0 ? "9e999" : "-9e999");
  throw refused("SQLite, in which given rows stand, keeps no NaN",
                "leave the row out, or run the test with --live where the source keeps it");
}

void fill(warehouse::Session& session, const GivenTable& given) {
  constexpr std::size_t kRowsAtOnce = 64;
  session.execute({sql::create_given(given.table, given.columns), {}});
  std::vector<std::string> names;
  for (const sql::GivenColumn& column : given.columns) names.push_back(column.name);
  const std::size_t most =
      std::min(kRowsAtOnce, sql::rows_per_insert(session.dialect(), given.table, names));
  for (std::size_t first = 0; first < given.rows.size(); first += most) {
    const std::size_t count = std::min(most, given.rows.size() - first);
    sql::Statement insert{sql::insert_values(session.dialect(), given.table, names, count), {}};
    insert.parameters.reserve(count * names.size());
    for (std::size_t row = first; row < first + count; ++row) {
      for (const Value& value : given.rows[row]) insert.parameters.push_back(kept(value));
    }
    session.execute(insert);
  }
}

}  // namespace

std::vector<GivenTable> given_tables(const Json& given, const model::Model& model,
                                     const std::string& schema) {
  std::vector<GivenTable> tables;
  if (!given.is_object()) return tables;
  const auto placed = [&](std::string_view name) {
    sql::Table table = sql::parse_table(name);
    if (table.schema.empty()) table.schema = schema;
    return table;
  };
  for (const Json::Member& member : given.as_object()) {
    GivenTable table;
    table.name = member.key;
    table.table = placed(member.key);
    if (!member.value.is_array()) {
      throw refused(fmt::format("given: '{}' is no list of rows", member.key),
                    "write {\"table\": [{\"column\": value}]}");
    }
    for (const GivenTable& other : tables) {
      if (!same_table(other.table, table.table)) continue;
      throw refused(fmt::format("given: '{}' and '{}' are one table", other.name, table.name),
                    "put their rows together");
    }
    Columns columns;
    if (!model.source_table.empty() && same_table(placed(model.source_table), table.table)) {
      add_model_columns(model, columns);
    }
    std::vector<Row> rows;
    for (const Json& row : member.value.as_array()) {
      rows.push_back(read_row(row, member.key, columns));
    }
    if (columns.size() == 0) {
      throw refused(fmt::format("given: '{}' has no rows, and so no columns", member.key),
                    "give it a row, one that the query leaves out if need be");
    }
    take_rows(columns, rows, table);
    tables.push_back(std::move(table));
  }
  return tables;
}

std::unique_ptr<warehouse::Session> open_given(std::string_view name,
                                               const std::vector<GivenTable>& tables) {
  warehouse::PrivateSpec spec;
  spec.name = name;
  for (const GivenTable& table : tables) warehouse::add_schema(spec, table.table.schema);
  return warehouse::open_private(spec, [&](warehouse::Session& session) {
    for (const GivenTable& table : tables) fill(session, table);
  });
}

}  // namespace waybill::service

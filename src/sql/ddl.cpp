// CREATE, ALTER and DROP of tables, and the plain INSERT.
#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "sql/pieces.hpp"
#include "sql/statements.hpp"

namespace waybill::sql {
namespace {

bool in_key(const TableDef& definition, const rows::Field& field) {
  return std::ranges::find(definition.key, field.name) != definition.key.end();
}

bool is_text(rows::Logical logical) {
  return logical == rows::Logical::text || logical == rows::Logical::json;
}

// Names in CREATE, ALTER and DROP.
std::string ddl_quote(const Dialect& dialect, std::string_view name,
                      NameKind kind = NameKind::column) {
  const Syntax& syntax = *dialect.syntax;
  const char open = dialect.ddl_backticks ? '`' : syntax.name_quotes.front().open;
  return quote(syntax, name, kind, *std::ranges::find(syntax.name_quotes, open, &Quotes::open));
}

std::string ddl_table(const Dialect& dialect, const Table& table) {
  const std::string name = ddl_quote(dialect, table.name, NameKind::table);
  if (table.schema.empty()) return name;
  return fmt::format("{}.{}", ddl_quote(dialect, table.schema, NameKind::table), name);
}

std::string ddl_list(const Dialect& dialect, const std::vector<std::string>& names) {
  std::vector<std::string> parts;
  for (const std::string& name : names) parts.push_back(ddl_quote(dialect, name));
  return base::join(parts, ", ");
}

enum class Use { plain, key };

std::string column(const Dialect& dialect, const rows::Field& field, Use use, bool nullable,
                   std::string_view comment = {}) {
  const bool key = use == Use::key;
  const std::string name = ddl_quote(dialect, field.name);
  std::string type = created_type(dialect, field.type, key);
  if (nullable) type = fill(dialect.nullable_type, {{"type", type}});
  std::string text = fmt::format("{} {}", name, type);
  const auto add = [&](std::string_view part) {
    if (!part.empty()) text += fmt::format(" {}", fill(part, {{"column", name}}));
  };
  // A uuid may be stored as text, and is compared as one then.
  const bool compared_as_text =
      is_text(field.type.logical) ||
      (field.type.logical == rows::Logical::uuid && type.find("char") != std::string::npos);
  if (key && compared_as_text && !dialect.key_text_attributes.empty()) {
    add(dialect.key_text_attributes);
  } else if (is_text(field.type.logical)) {
    add(dialect.text_attributes);
  }
  if (!nullable) add(dialect.not_null);
  if (field.type.logical == rows::Logical::json) add(dialect.json_check);
  if (!comment.empty() && !dialect.column_comment.empty()) {
    text += ' ' + fill(dialect.column_comment, {{"text", literal(dialect, comment)}});
  }
  return text;
}

std::string comment_of(const TableDef& definition, const std::string& name) {
  const auto found = definition.comments.find(name);
  return found == definition.comments.end() ? std::string() : found->second;
}

std::string comment_text(const Dialect& dialect, std::string_view text) {
  return text.empty() ? std::string(dialect.no_comment) : literal(dialect, text);
}

std::string create(const Dialect& dialect, std::string_view begin, const std::string& name,
                   const TableDef& definition, bool staging) {
  std::vector<std::string> lines;
  for (const rows::Field& field : definition.columns) {
    const bool key = in_key(definition, field);
    const bool nullable = staging || (!key && field.nullable);
    lines.push_back(column(dialect, field, key ? Use::key : Use::plain, nullable,
                           staging ? "" : comment_of(definition, field.name)));
  }
  const std::string key = ddl_list(dialect, definition.key);
  const bool keyed = !staging && definition.with_key && !definition.key.empty();
  if (keyed && !dialect.primary_key.empty()) {
    lines.push_back(fill(dialect.primary_key, {{"columns", key}}));
  }
  std::string text = fmt::format("{} {} (\n  {}\n)", begin, name, base::join(lines, ",\n  "));
  const bool ordered = !definition.key.empty() && !staging;
  const std::string_view options =
      ordered || dialect.keyless_options.empty() ? dialect.table_options : dialect.keyless_options;
  if (!options.empty()) text += fmt::format(" {}", fill(options, {{"columns", key}}));
  const std::string comment = staging ? "" : comment_of(definition, "");
  if (!comment.empty() && !dialect.table_comment.empty()) {
    text += ' ' + fill(dialect.table_comment, {{"text", literal(dialect, comment)}});
  }
  return text;
}

// The table's name and "_key", shortened to what the dialect takes, without two tables meeting.
std::string index_name(const Dialect& dialect, const std::string& table) {
  const std::string full = table + "_key";
  const std::size_t limit = dialect.syntax->table_bytes;
  if (limit == 0 || full.size() <= limit) return full;
  const std::string suffix = "_" + base::content_hash(table).substr(0, 8) + "_key";
  std::size_t end = limit - suffix.size();
  while (end > 0 && (static_cast<unsigned char>(table[end]) & 0xC0U) == 0x80U) --end;
  return table.substr(0, end) + suffix;
}

// Behind DROP: the table may be meant within a text.
std::string drop(const Dialect& dialect, std::string_view pattern, const Table& table) {
  const std::string name = ddl_table(dialect, table);
  return fill(pattern, {{"table", name}, {"table_text", literal_body(*dialect.syntax, name)}});
}

}  // namespace

std::string create_table(const Dialect& dialect, const TableDef& definition) {
  return create(dialect, "CREATE TABLE", ddl_table(dialect, definition.table), definition, false);
}

std::string staging_name(const Dialect& dialect, std::string_view name) {
  return fmt::format("{}{}", dialect.temporary_prefix, name);
}

std::string create_staging(const Dialect& dialect, const TableDef& definition) {
  if (dialect.temporary_table.empty()) {
    return create(dialect, "CREATE TABLE", ddl_table(dialect, definition.table), definition, true);
  }
  return create(dialect, dialect.temporary_table,
                ddl_quote(dialect, definition.table.name, NameKind::table), definition, true);
}

std::optional<std::string> create_shared_staging(const Dialect& dialect,
                                                 const TableDef& definition) {
  if (dialect.shared_staging.empty() || !dialect.transactional_ddl) return std::nullopt;
  return create(dialect, dialect.shared_staging, ddl_table(dialect, definition.table), definition,
                true);
}

std::string drop_staging(const Dialect& dialect, const Table& table) {
  const std::string_view pattern =
      dialect.temporary_table.empty() ? dialect.drop_table : dialect.drop_temporary_table;
  return drop(dialect, pattern, table);
}

std::optional<std::string> rename_table(const Dialect& dialect, const Table& table,
                                        const std::string& name) {
  if (dialect.rename_table.empty() || !dialect.transactional_ddl) return std::nullopt;
  return fill(dialect.rename_table, {{"table", ddl_table(dialect, table)},
                                     {"bare_new", ddl_quote(dialect, name, NameKind::table)}});
}

std::string add_key(const Dialect& dialect, const TableDef& definition) {
  const std::string index = index_name(dialect, definition.table.name);
  return fill(dialect.add_key,
              {{"table", ddl_table(dialect, definition.table)},
               {"bare", ddl_quote(dialect, definition.table.name, NameKind::table)},
               {"columns", ddl_list(dialect, definition.key)},
               {"index", ddl_quote(dialect, index, NameKind::table)},
               {"qualified_index", ddl_table(dialect, {definition.table.schema, index})}});
}

std::string add_column(const Dialect& dialect, const Table& table, const rows::Field& field,
                       std::string_view comment) {
  return fill(dialect.add_column, {{"table", ddl_table(dialect, table)},
                                   {"column", column(dialect, field, Use::plain, true, comment)}});
}

std::optional<std::string> widen_column(const Dialect& dialect, const Table& table,
                                        const rows::Field& field, bool in_key,
                                        std::string_view comment) {
  if (dialect.widen_column.empty()) return std::nullopt;
  return fill(
      dialect.widen_column,
      {{"table", ddl_table(dialect, table)},
       {"name", ddl_quote(dialect, field.name)},
       {"type", created_type(dialect, field.type, in_key)},
       {"column", column(dialect, field, in_key ? Use::key : Use::plain, !in_key, comment)}});
}

bool comments_in_create(const Dialect& dialect) {
  return !dialect.column_comment.empty();
}

std::string kept_comment(const Dialect& dialect, std::string_view text, NameKind kind) {
  const std::int64_t most =
      kind == NameKind::table ? dialect.table_comment_chars : dialect.column_comment_chars;
  std::string kept;
  std::int64_t characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (most != 0 && ++characters > most) break;
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    const bool fits = dialect.comment_any_character || end - at < 4;
    kept += fits ? text.substr(at, end - at) : "\uFFFD";
    at = end;
  }
  return kept;
}

std::optional<std::string> comment_on(const Dialect& dialect, const Table& table,
                                      std::string_view text) {
  if (dialect.comment_on_table.empty()) return std::nullopt;
  return fill(dialect.comment_on_table,
              {{"table", ddl_table(dialect, table)}, {"text", comment_text(dialect, text)}});
}

std::optional<std::string> comment_on(const Dialect& dialect, const Table& table,
                                      const rows::Field& field, bool in_key,
                                      std::string_view text) {
  if (dialect.comment_on_column.empty()) return std::nullopt;
  return fill(dialect.comment_on_column,
              {{"table", ddl_table(dialect, table)},
               {"name", ddl_quote(dialect, field.name)},
               {"column", column(dialect, field, in_key ? Use::key : Use::plain, !in_key)},
               {"text", comment_text(dialect, text)}});
}

std::optional<Statement> read_comments(const Dialect& dialect, const Table& table) {
  if (dialect.read_comments.empty()) return std::nullopt;
  const Syntax& syntax = *dialect.syntax;
  return Statement{
      fill(dialect.read_comments, {{"table_text", literal_body(syntax, qualified(dialect, table))},
                                   {"schema_text", literal_body(syntax, table.schema)},
                                   {"bare_text", literal_body(syntax, table.name)}}),
      {}};
}

std::optional<std::string> create_schema(const Dialect& dialect, std::string_view schema) {
  if (dialect.create_schema.empty()) return std::nullopt;
  return fill(dialect.create_schema, {{"schema", ddl_quote(dialect, schema, NameKind::table)}});
}

std::optional<std::string> analyze(const Dialect& dialect, const TableDef& table) {
  if (dialect.analyze.empty() || table.key.empty()) return std::nullopt;
  return fill(dialect.analyze, {{"table", ddl_table(dialect, table.table)},
                                {"columns", ddl_list(dialect, table.key)}});
}

std::string drop_table(const Dialect& dialect, const Table& table) {
  return drop(dialect, dialect.drop_table, table);
}

std::size_t rows_per_insert(const Dialect& dialect, const Table& table,
                            const std::vector<std::string>& columns) {
  const auto size = [](std::int64_t number) { return static_cast<std::size_t>(number); };
  const std::size_t width = std::max<std::size_t>(1, columns.size());
  std::size_t most = size(dialect.bind_parameters) / width;
  if (dialect.insert_rows != 0) most = std::min(most, size(dialect.insert_rows));
  if (dialect.statement_bytes != 0) {
    const std::size_t one = insert_values(dialect, table, columns, 1).size();
    const std::size_t each = 3 * width + 2;  // "(?, ?), "
    const std::size_t limit = size(dialect.statement_bytes);
    most = std::min(most, limit > one ? 1 + (limit - one) / each : 0);
  }
  return std::max<std::size_t>(1, most);
}

std::string insert_values(const Dialect& dialect, const Table& table,
                          const std::vector<std::string>& columns, std::size_t rows) {
  std::string row = "(";
  for (std::size_t i = 0; i < columns.size(); ++i) row += i == 0 ? "?" : ", ?";
  row += ')';
  std::string text = fmt::format("INSERT INTO {} ({}) VALUES {}", qualified(dialect, table),
                                 column_list(dialect, columns), row);
  text.reserve(text.size() + rows * (row.size() + 2));
  for (std::size_t i = 1; i < rows; ++i) {
    text += ", ";
    text += row;
  }
  return text;
}

}  // namespace waybill::sql

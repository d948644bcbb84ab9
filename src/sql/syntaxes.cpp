// The vendors' rows. Sources: each vendor's "lexical structure" and "identifiers" pages and, where
// they are open, the scanners themselves (PostgreSQL and DuckDB scan.l, MySQL sql_lex.cc, SQLite
// tokenize.c, ClickHouse Lexer.cpp, Trino and Spark SqlBase grammars).
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sql/denied.hpp"
#include "sql/syntax.hpp"

namespace waybill::sql {
namespace {

using enum InnerQuote;

constexpr auto kDouble = std::to_array<Quotes>({{'"', '"', doubled}});
constexpr auto kDoubleOnly = std::to_array<Quotes>({{'"', '"', impossible}});
constexpr auto kDoubleBacktick = std::to_array<Quotes>({{'"', '"', doubled}, {'`', '`', doubled}});
constexpr auto kBacktick = std::to_array<Quotes>({{'`', '`', doubled}});
// The second pair counts when "..." is no text: under ANSI_QUOTES.
constexpr auto kBacktickDouble = std::to_array<Quotes>({{'`', '`', doubled}, {'"', '"', doubled}});
constexpr auto kBigquery = std::to_array<Quotes>({{'`', '`', backslash, true}});
constexpr auto kClickhouse =
    std::to_array<Quotes>({{'"', '"', doubled, true}, {'`', '`', doubled, true}});
constexpr auto kSqlite =
    std::to_array<Quotes>({{'"', '"', doubled}, {'`', '`', doubled}, {'[', ']', impossible}});
constexpr auto kSqlserver = std::to_array<Quotes>({{'[', ']', doubled}, {'"', '"', doubled}});

constexpr auto kSyntaxes = std::to_array<Syntax>({
    {
        .vendor = "athena",
        .title = "Amazon Athena",
        .name_quotes = kDoubleBacktick,
        .folding = Folding::lower,
        .table_bytes = 255,
        .column_bytes = 255,
        .unicode_texts = true,
        .parameter_marks = "?",
        .denied_functions = denied::kTrino,
    },
    {
        .vendor = "bigquery",
        .title = "BigQuery",
        .name_quotes = kBigquery,
        // https://cloud.google.com/bigquery/docs/schemas: not in flexible column names either.
        // A point within quotes would part the name in two.
        .no_name_has = "!\"$()*,./;?@[\\]^`{}~",
        .folding = Folding::insensitive,
        .table_bytes = 1024,
        .column_bytes = 300,
        .text_quote = backslash,
        .backslash_escapes = true,
        .text_has_lines = false,
        .double_quoted_text = true,
        .raw_texts = true,
        .raw_backslash_keeps_quote = true,
        .byte_texts = true,
        .triple_quotes = true,
        .hash_comments = true,
        .parameter_marks = "?@",
        .pipes = true,
        .denied_functions = denied::kBigquery,
    },
    {
        .vendor = "clickhouse",
        .title = "ClickHouse",
        .name_quotes = kClickhouse,
        .folding = Folding::preserve,
        .table_bytes = 255,
        .column_bytes = 255,
        .backslash_escapes = true,
        .dollar_texts = true,
        .free_dollar_tags = true,
        .nested_comments = true,
        .hash_comments = true,
        .hash_comment_needs_blank = true,
        .slash_comments = true,
        .brace_parameters = true,
        .file_names = FileNames::texts,
        .output_clauses = true,
        .denied_functions = denied::kClickhouse,
    },
    {
        .vendor = "databricks",
        .title = "Databricks",
        .name_quotes = kBacktick,
        .no_name_has = "{",
        .folding = Folding::insensitive,
        .table_bytes = 255,
        .column_bytes = 255,
        // '' is no quote but the end of one text and the begin of the next.
        .text_quote = backslash,
        .backslash_escapes = true,
        .double_quoted_text = true,
        .raw_texts = true,
        // https://spark.apache.org/docs/latest/configuration.html, spark.sql.variable.substitute
        .brace_substitution = true,
        .nested_comments = true,
        .parameter_marks = "?:",
        .colon_paths = true,
        .file_names = FileNames::names,
        .denied_functions = denied::kDatabricks,
    },
    {
        .vendor = "duckdb",
        .title = "DuckDB",
        .name_quotes = kDouble,
        .folding = Folding::insensitive,
        .table_bytes = 0,
        .column_bytes = 0,
        .escape_texts = true,
        .unicode_texts = true,
        .dollar_texts = true,
        .tagged_dollar_texts = true,
        .nested_comments = true,
        .parameter_marks = "?$",
        .file_names = FileNames::names,
        .from_first = true,
        .denied_functions = denied::kDuckdb,
    },
    {
        .vendor = "generic",
        .title = "ANSI SQL",
        .any_vendor = true,
        .name_quotes = kDoubleBacktick,
        .parameter_marks = "?:@$",
        .colon_paths = true,
        .user_variables = true,
        .table_hints = true,
        .member_nextval = true,
        .denied_functions = denied::kGeneric,
        .allowed_functions = denied::kOracleAllowed,
    },
    {
        .vendor = "mariadb",
        .title = "MariaDB",
        .name_quotes = kBacktickDouble,
        .folding = Folding::insensitive,
        .table_bytes = 64,
        .column_bytes = 64,
        // https://dev.mysql.com/doc/refman/8.4/en/identifiers.html and charset-national.html;
        // aliases: Item::set_name in sql/item.cc.
        .trims_names = true,
        .basic_plane_only = true,
        .backslash_escapes = true,
        .double_quoted_text = true,
        .hash_comments = true,
        .dash_comment_needs_blank = true,
        .executable_comments = true,
        .parameter_marks = "?",
        .user_variables = true,
        .member_nextval = true,
        .denied_functions = denied::kMysql,
    },
    {
        .vendor = "mysql",
        .title = "MySQL",
        .name_quotes = kBacktickDouble,
        .folding = Folding::insensitive,
        .table_bytes = 64,
        .column_bytes = 64,
        // https://dev.mysql.com/doc/refman/8.4/en/identifiers.html and charset-national.html;
        // aliases: Item::set_name in sql/item.cc.
        .trims_names = true,
        .basic_plane_only = true,
        .backslash_escapes = true,
        .double_quoted_text = true,
        .hash_comments = true,
        .dash_comment_needs_blank = true,
        .executable_comments = true,
        .parameter_marks = "?",
        .user_variables = true,
        .denied_functions = denied::kMysql,
    },
    {
        .vendor = "oracle",
        .title = "Oracle",
        .name_quotes = kDoubleOnly,
        .folding = Folding::upper,
        .table_bytes = 128,
        .column_bytes = 128,
        .word_extras = "#",
        .q_texts = true,
        .parameter_marks = "?:",
        .member_nextval = true,
        .calls_unwritten = true,
        .denied_functions = denied::kOracle,
        .allowed_functions = denied::kOracleAllowed,
    },
    {
        .vendor = "postgres",
        .title = "PostgreSQL",
        .name_quotes = kDouble,
        .folding = Folding::lower,
        .truncates_names = true,
        .escape_texts = true,
        .unicode_texts = true,
        .dollar_texts = true,
        .tagged_dollar_texts = true,
        .nested_comments = true,
        .parameter_marks = "$",
        .denied_functions = denied::kPostgres,
    },
    {
        .vendor = "redshift",
        .title = "Amazon Redshift",
        .name_quotes = kDouble,
        .folding = Folding::lower,
        .table_bytes = 127,
        .column_bytes = 127,
        .truncates_names = true,
        .backslash_escapes = true,
        .escape_texts = true,
        .dollar_texts = true,
        .tagged_dollar_texts = true,
        .nested_comments = true,
        .parameter_marks = "?$",
        .denied_functions = denied::kRedshift,
    },
    {
        .vendor = "snowflake",
        .title = "Snowflake",
        .name_quotes = kDouble,
        .folding = Folding::upper,
        .table_bytes = 255,
        .column_bytes = 255,
        .backslash_escapes = true,
        .dollar_texts = true,
        .slash_comments = true,
        .parameter_marks = "?:",
        .colon_paths = true,
        .file_names = FileNames::texts,
        .member_nextval = true,
        .denied_functions = denied::kSnowflake,
        .allowed_functions = denied::kSnowflakeAllowed,
    },
    {
        .vendor = "sqlite",
        .title = "SQLite",
        .name_quotes = kSqlite,
        .folding = Folding::insensitive,
        .table_bytes = 0,
        .column_bytes = 0,
        .parameter_marks = "?:@$",
        .denied_functions = denied::kSqlite,
    },
    {
        .vendor = "sqlserver",
        .title = "SQL Server",
        .name_quotes = kSqlserver,
        .folding = Folding::insensitive,
        .table_bytes = 128,
        .column_bytes = 128,
        .word_extras = "#@",
        // https://learn.microsoft.com/sql/t-sql/language-elements/sql-server-utilities-statements-backslash
        .joins_lines = true,
        .national_texts = true,
        .nested_comments = true,
        .parameter_marks = "?@",
        .table_hints = true,
        .equals_alias = true,
        .statement_words = denied::kSqlserverStatements,
        .denied_functions = denied::kSqlserver,
    },
    {
        .vendor = "trino",
        .title = "Trino",
        .name_quotes = kDoubleBacktick,
        .folding = Folding::lower,
        .table_bytes = 0,
        .column_bytes = 0,
        .unicode_texts = true,
        .parameter_marks = "?",
        .denied_functions = denied::kTrino,
    },
});
static_assert(std::ranges::is_sorted(kSyntaxes, {}, &Syntax::vendor));

}  // namespace

std::span<const Syntax> syntaxes() {
  return kSyntaxes;
}

const Syntax* find_syntax(std::string_view vendor) {
  for (const Syntax& syntax : kSyntaxes) {
    if (base::ascii_iequals(syntax.vendor, vendor)) return &syntax;
  }
  return nullptr;
}

const Syntax& generic_syntax() {
  static constexpr const Syntax& generic =
      *std::ranges::find(kSyntaxes, std::string_view("generic"), &Syntax::vendor);
  return generic;
}

}  // namespace waybill::sql

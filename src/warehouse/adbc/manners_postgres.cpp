// PostgreSQL by the driver of Apache Arrow: the same questions that the native session asks.
// https://arrow.apache.org/adbc/current/driver/postgresql.html
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/secret.hpp"
#include "base/text.hpp"
#include "sql/statements.hpp"
#include "warehouse/adbc/decode.hpp"
#include "warehouse/adbc/manners_rows.hpp"
#include "warehouse/adbc/postgres_load.hpp"
#include "warehouse/adbc/source.hpp"
#include "warehouse/adbc/texts.hpp"
#include "warehouse/place.hpp"
#include "warehouse/postgres/catalog.hpp"
#include "warehouse/postgres/connect.hpp"
#include "warehouse/postgres/error.hpp"
#include "warehouse/postgres/result_types.hpp"
#include "warehouse/postgres/settings.hpp"

namespace waybill::warehouse::adbc {
namespace {

namespace catalog = postgres::catalog;
using rows::Logical;

constexpr auto kControl = std::to_array<std::string_view>(
    {"abort",     "begin",   "checkpoint", "close",   "commit",  "copy",   "deallocate",
     "declare",   "discard", "end",        "execute", "fetch",   "listen", "load",
     "lock",      "move",    "notify",     "prepare", "release", "reset",  "rollback",
     "savepoint", "set",     "show",       "start",   "unlisten"});
static_assert(std::ranges::is_sorted(kControl));

// Chunks as large as a batch: what the driver reads of one is kept twice for a while.
constexpr auto kStatementOptions = std::to_array<StatementOption>({
    {"adbc.postgresql.batch_size_hint_bytes", "2097152"},
});

// A result of bound values would be kept whole by the driver, and a bound instant ends the
// transaction around it: values stand in the text.
constexpr LiteralForms kLiterals{
    "CAST({} AS text)",        "CAST({} AS boolean)",   "CAST({} AS integer)",
    "CAST({} AS bigint)",      "CAST({} AS numeric)",   "CAST({} AS double precision)",
    "CAST({} AS bytea)",       "CAST({} AS date)",      "CAST({} AS time)",
    "CAST({} AS timestamptz)", "CAST({} AS timestamp)", "CAST({} AS jsonb)",
    "CAST({} AS uuid)",
};

std::string literal(std::string_view text) {
  return sql::literal(sql::postgres(), text);
}

// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
void add_parameter(std::string& address, std::string_view name, std::string_view value) {
  constexpr std::string_view kPlain = "-._~";
  address += fmt::format("{}{}=", address.ends_with('/') ? '?' : '&', name);
  for (const char c : value) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       kPlain.find(c) != std::string_view::npos;
    if (plain) {
      address += c;
    } else {
      address += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
}

std::vector<Option> options(const ConnectSpec& spec, Access) {
  postgres::check_tls(spec);
  std::string address = "postgresql:///";
  for (const auto& [name, value] : postgres::connection_settings(spec)) {
    add_parameter(address, name, value);
  }
  const base::Secret password = postgres::password(spec);
  const std::string_view secret(password.reveal());
  address.reserve(address.size() + 16 + 3 * secret.size());  // no copy of it stays behind
  if (!password.empty()) add_parameter(address, "password", secret);
  std::vector<Option> options(1);  // not from a list: that would leave a copy behind
  options[0] = {"uri", std::move(address), true};
  return options;
}

// What the driver puts before libpq's own words.
std::string_view words_of(std::string_view message) {
  constexpr std::string_view kDriver = "[libpq] ";
  if (message.starts_with(kDriver)) message.remove_prefix(kDriver.size());
  constexpr std::string_view kFailed = "Failed to connect: ";
  if (message.starts_with(kFailed)) message.remove_prefix(kFailed.size());
  return message;
}

Error open_error(const Failure& failure, const ConnectSpec& spec, std::string_view target) {
  constexpr std::string_view kTimedOut = "57014";
  if (failure.sqlstate == kTimedOut) {
    return Error(codes::connect_failed,
                 fmt::format("connection '{}': cannot connect to {}: the role's own "
                             "statement_timeout is over before the driver has read the catalog",
                             spec.name, target))
        .with_hint("raise the role's statement_timeout, or connect with via: native")
        .with_sqlstate(failure.sqlstate)
        .with_native(failure.native);
  }
  const bool needs_password = failure.message.find("no password supplied") != std::string::npos;
  return postgres::connect_error(words_of(failure.message), spec, target, needs_password)
      .with_native(failure.native);
}

// libpq has no SQLSTATE for them.
constexpr auto kLost = std::to_array<std::string_view>(
    {"server closed the connection", "no connection to the server", "connection not open",
     "could not receive data", "could not send data", "SSL SYSCALL error",
     "SSL connection has been", "terminating connection", "connection to server was lost"});

Error error(const Failure& failure, std::string_view connection) {
  const auto says = [&](std::string_view part) {
    return failure.message.find(part) != std::string::npos;
  };
  if (failure.sqlstate.empty() && std::ranges::any_of(kLost, says)) {
    return postgres::lost_error(without_values(words_of(failure.message)), connection)
        .with_native(failure.native);
  }
  const std::string message =
      failure.primary.empty() ? without_values(words_of(failure.message)) : failure.primary;
  return postgres::make_error(failure.sqlstate, message, connection).with_native(failure.native);
}

void set_up(Connection& connection, const ConnectSpec& spec, Access access) {
  postgres::replace_statement_timeout(spec,
                                      [&](const std::string& text) { connection.run_whole(text); });
  if (tls_mode(spec) != "disable" &&
      text_at(read_texts(connection, postgres::kIsEncrypted), 0, 0) != "1") {
    postgres::refuse_plaintext(spec, postgres::target_of(spec));
  }
  const auto settings = postgres::wanted_settings(spec, access);
  connection.run_whole(postgres::set_all(settings));
  const Texts answered = read_texts(connection, postgres::current_values(settings));
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (text_at(answered, 0, i) != settings[i].value) postgres::refuse_setting(spec, settings[i]);
  }
  if (!option(spec.options, "schema").empty() &&
      text_at(read_texts(connection, "SELECT pg_catalog.current_schema() IS NULL"), 0, 0) !=
          "false") {
    postgres::refuse_schema(spec);
  }
  connection.run_whole(postgres::kCheckConnection);
}

std::string location(Connection& connection, const ConnectSpec&) {
  // The driver takes an oid for a signed number.
  const std::string database = text_at(
      read_texts(connection,
                 fmt::format("SELECT d.oid::bigint FROM ({}) AS d(oid)", catalog::kDatabase)),
      0, 0);
  try {
    return fmt::format("postgres:{}:{}", text_at(read_texts(connection, catalog::kServer), 0, 0),
                       database);
  } catch (const Error& error) {
    if (error.sqlstate().empty() || error.code().id == codes::connection_lost.id) throw;
  }
  const Texts address = read_texts(connection, catalog::kAddress);
  return fmt::format("postgres:{}:{}:{}", text_at(address, 0, 0), text_at(address, 0, 1), database);
}

std::vector<std::string> schemas(Connection& connection) {
  std::vector<std::string> names;
  const Texts rows = read_texts(connection, catalog::kSchemas);
  for (std::size_t row = 0; row < rows.size(); ++row) names.push_back(text_at(rows, row, 0));
  return names;
}

std::vector<TableName> tables(Connection& connection, const std::string& schema) {
  std::vector<TableName> names;
  if (schema.find('\0') != std::string::npos) return names;
  const Texts rows =
      read_texts(connection, fmt::format(fmt::runtime(catalog::kTables), literal(schema)));
  for (std::size_t row = 0; row < rows.size(); ++row) {
    names.push_back({text_at(rows, row, 0), text_at(rows, row, 1)});
  }
  return names;
}

void read_keys(Connection& connection, const std::string& oid, TableInfo& info) {
  const Texts rows = read_texts(connection, fmt::format(fmt::runtime(catalog::kKeys), oid));
  for (std::size_t row = 0; row < rows.size();) {
    const std::string index = text_at(rows, row, 0);
    const std::string name = text_at(rows, row, 1);
    const std::string why_not = text_at(rows, row, 3);
    info.has_primary_key = info.has_primary_key || text_at(rows, row, 2) == "true";
    std::vector<std::string> columns;
    for (; row < rows.size() && text_at(rows, row, 0) == index; ++row) {
      columns.push_back(text_at(rows, row, 4));
    }
    if (why_not.empty()) {
      add_key(info, std::move(columns));
    } else {
      info.notes.push_back(fmt::format("the unique index '{}' {}", name, why_not));
    }
  }
}

std::optional<TableInfo> table(Connection& connection, const sql::Table& table) {
  if (table.name.find('\0') != std::string::npos || table.schema.find('\0') != std::string::npos) {
    return std::nullopt;
  }
  const std::string name = sql::qualified(sql::postgres(), table);
  const std::string oid = text_at(
      read_texts(connection,
                 fmt::format("SELECT f.oid::bigint FROM ({}) AS f(oid)",
                             fmt::format(fmt::runtime(catalog::kFindTable), literal(name)))),
      0, 0);
  if (oid.empty()) return std::nullopt;
  TableInfo info;
  const Texts columns = read_texts(connection, fmt::format(fmt::runtime(catalog::kColumns), oid));
  for (std::size_t row = 0; row < columns.size(); ++row) {
    info.columns.push_back(
        {text_at(columns, row, 0), text_at(columns, row, 1), text_at(columns, row, 2) != "true"});
  }
  read_keys(connection, oid, info);
  info.empty = read_texts(connection, fmt::format("SELECT 1 FROM {} LIMIT 1", name)).empty();
  return info;
}

// What the driver carries as it is, by the server's own name of the type. It takes money for a
// whole number and an oid for a signed one.
struct Carried {
  std::string_view type;
  Logical suggested;
  std::string_view cast;  // a format
};
constexpr auto kCarried = std::to_array<Carried>({
    {"\"char\"", Logical::text, "{}::text"},
    {"bigint", Logical::bigint, ""},
    {"boolean", Logical::boolean, ""},
    {"bytea", Logical::bytes, ""},
    {"character", Logical::text, ""},
    {"character varying", Logical::text, ""},
    {"date", Logical::date, ""},
    {"double precision", Logical::floating, ""},
    {"integer", Logical::integer, ""},
    {"json", Logical::json, ""},
    {"jsonb", Logical::json, ""},
    {"name", Logical::text, ""},
    {"numeric", Logical::decimal, ""},
    {"oid", Logical::bigint, "{}::int8"},
    {"real", Logical::floating, ""},
    {"smallint", Logical::integer, ""},
    {"text", Logical::text, ""},
    {"time without time zone", Logical::time, ""},
    {"timestamp with time zone", Logical::timestamp, ""},
    {"timestamp without time zone", Logical::datetime, ""},
    {"uuid", Logical::uuid, ""},
});
static_assert(std::ranges::is_sorted(kCarried, {}, &Carried::type));

const Carried* carried(std::string_view type) {
  const auto* const row = std::ranges::lower_bound(kCarried, type, {}, &Carried::type);
  return row != kCarried.end() && row->type == type ? row : nullptr;
}

struct Asked {
  Schema columns;  // as the driver sees them
  Texts types;     // as the server names them, '1' for an enum
};

Asked ask(Connection& connection, const Call& call) {
  Asked asked{connection.describe(call.text), {}};
  const auto columns = static_cast<std::size_t>(
      std::max<std::int64_t>(asked.columns.filled() ? asked.columns->n_children : 0, 0));
  if (columns > 0) asked.types = read_texts(connection, postgres::result_types(call.text, columns));
  return asked;
}

rows::Type suggested_type(std::string_view type) {
  const Carried* const row = carried(type);
  return {row == nullptr ? Logical::text : row->suggested};
}

std::vector<ResultColumn> describe(Connection& connection, const Call& call) {
  const Asked asked = ask(connection, call);
  std::vector<ResultColumn> columns;
  for (std::size_t i = 0; i < asked.types.size(); ++i) {
    const char* const name = asked.columns->children[i]->name;
    const std::string type = text_at(asked.types, i, 0);
    columns.push_back({name == nullptr ? "" : name, type, suggested_type(type)});
  }
  return columns;
}

[[noreturn]] void refuse_column(const Connection& connection, const std::string& type,
                                const rows::Field& field) {
  const std::string suggested = rows::to_string(suggested_type(type));
  throw Error(codes::unsupported,
              fmt::format("connection '{}': column '{}' is of type {} there, which is not read as "
                          "{}",
                          connection.name(), field.name, type, rows::to_string(field.type)))
      .with_hint(suggested == "text"
                     ? "cast it in the model's source_query: to text, or to_jsonb() for json"
                     : fmt::format("declare it as {}, or cast it in source_query", suggested));
}

Call readable(Connection& connection, const Call& call, const rows::Schema& schema) {
  const Asked asked = ask(connection, call);
  if (asked.types.size() != schema.size()) {
    throw Error(codes::sql_rejected,
                fmt::format("connection '{}': the statement answers with {} columns, {} were asked "
                            "for",
                            connection.name(), asked.types.size(), schema.size()));
  }
  std::string select, names;
  bool casts = false;
  for (std::size_t i = 0; i < schema.size(); ++i) {
    const std::string type = text_at(asked.types, i, 0);
    const Carried* const row = carried(type);
    const ArrowSchema& there = *asked.columns->children[i];
    const bool as_it_is =
        row != nullptr && make_reader(there, schema[i].type, i, false).decode != nullptr;
    // A domain that was made since: the stream says whether its base is read as asked.
    const bool as_base = row != nullptr && read_type(there).kind == Kind::other;
    const bool as_text = schema[i].type.logical == Logical::text &&
                         (postgres::is_exact_text(type) || text_at(asked.types, i, 1) == "1");
    if (!as_it_is && !as_base && !as_text) refuse_column(connection, type, schema[i]);
    const std::string cast = as_it_is  ? std::string(row->cast)
                             : as_base ? fmt::format("CAST({{}} AS {})", type)
                                       : "{}::text";
    const std::string column = fmt::format("w.c{}", i);
    const std::string_view comma = i == 0 ? "" : ", ";
    select += comma;
    select += cast.empty() ? column : fmt::format(fmt::runtime(cast), column);
    names += fmt::format("{}c{}", comma, i);
    casts = casts || !cast.empty();
  }
  if (!casts) return call;
  return {fmt::format("SELECT {} FROM (\n{}\n) AS w({})", select, call.text, names), {}};
}

}  // namespace

const Manners& postgres_manners() {
  static constexpr std::string_view kUndo =
      "ROLLBACK TO SAVEPOINT waybill; RELEASE SAVEPOINT waybill";
  static constexpr Manners manners{
      .vendor = "postgres",
      .title = "PostgreSQL",
      .dialect = sql::postgres,
      .library = "libadbc_driver_postgresql.so",
      .entry_point = "AdbcDriverInit",
      .where =
          "set driver to the path of libadbc_driver_postgresql.so, version 1.13 or later of Apache "
          "Arrow's ADBC driver for PostgreSQL",
      .statement_options = kStatementOptions,
      .cancels_unread = true,
      .literals = &kLiterals,
      .reading_inside = {"SAVEPOINT waybill; SET TRANSACTION READ ONLY", kUndo, kUndo},
      .reading_outside = {"BEGIN READ ONLY", "ROLLBACK", "ROLLBACK"},
      .writing_inside = {"SAVEPOINT waybill", kUndo, "RELEASE SAVEPOINT waybill"},
      .before_commit = "SELECT 1",
      .now = catalog::kNow,
      .about = catalog::kAbout,
      .control = kControl,
      .target = postgres::target_of,
      .options = options,
      .open_error = open_error,
      .error = error,
      .set_up = set_up,
      .location = location,
      .schemas = schemas,
      .tables = tables,
      .table = table,
      .describe = describe,
      .readable = readable,
      .load = load_postgres,
  };
  return manners;
}

}  // namespace waybill::warehouse::adbc

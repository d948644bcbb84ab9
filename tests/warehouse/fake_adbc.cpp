// An ADBC driver that misbehaves: what it does with a query is the name of the database's file.
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "warehouse/adbc/abi.hpp"

namespace {

using namespace waybill::warehouse::adbc;

int unreleased_errors = 0;

void release_error(AdbcError* error) {
  std::free(error->message);
  error->message = nullptr;
  error->release = nullptr;
  --unreleased_errors;
}

Status fail(AdbcError* error, const char* message, bool with_release = true) {
  static char fixed[64];
  if (with_release) {
    error->message = ::strdup(message);
    error->release = release_error;
    ++unreleased_errors;
  } else {
    std::strncpy(fixed, message, sizeof fixed - 1);
    error->message = fixed;
  }
  std::memcpy(error->sqlstate, "XX123", 5);
  return 5;
}

struct Database {
  std::string mode;
};
struct Statement {
  std::string mode;
  std::string text;
};

template <class Handle>
Status nothing(Handle*, AdbcError*) {
  return 0;
}

Status new_database(AdbcDatabase* database, AdbcError*) {
  database->private_data = new Database;
  return 0;
}
Status set_database(AdbcDatabase* database, const char* name, const char* value, AdbcError* error) {
  auto& self = *static_cast<Database*>(database->private_data);
  const std::string_view text(value);
  if (std::string_view(name) == "path") self.mode = text.substr(text.rfind('/') + 1);
  return self.mode == "no_option" ? fail(error, "no such option") : Status{0};
}
Status init_database(AdbcDatabase* database, AdbcError* error) {
  const auto& self = *static_cast<Database*>(database->private_data);
  if (self.mode == "no_database") return fail(error, "secret 'x' of '42'", false);
  return 0;
}
Status release_database(AdbcDatabase* database, AdbcError*) {
  delete static_cast<Database*>(database->private_data);
  database->private_data = nullptr;
  return 0;
}

Status init_connection(AdbcConnection* connection, AdbcDatabase* database, AdbcError* error) {
  const auto& self = *static_cast<Database*>(database->private_data);
  connection->private_data = database->private_data;
  return self.mode == "no_connection" ? fail(error, "not now") : Status{0};
}
Status release_connection(AdbcConnection* connection, AdbcError*) {
  connection->private_data = nullptr;
  return 0;
}

Status new_statement(AdbcConnection* connection, AdbcStatement* statement, AdbcError*) {
  statement->private_data =
      new Statement{static_cast<Database*>(connection->private_data)->mode, {}};
  return 0;
}
Status release_statement(AdbcStatement* statement, AdbcError*) {
  delete static_cast<Statement*>(statement->private_data);
  statement->private_data = nullptr;
  return 0;
}
Status set_text(AdbcStatement* statement, const char* text, AdbcError*) {
  static_cast<Statement*>(statement->private_data)->text = text;
  return 0;
}
Status set_option(AdbcStatement*, const char*, const char*, AdbcError*) {
  return 0;
}
Status bind(AdbcStatement*, ArrowArray*, ArrowSchema*, AdbcError*) {
  return 0;
}
Status bind_stream(AdbcStatement*, ArrowArrayStream*, AdbcError*) {
  return 0;
}

// A result of one column, with one chunk of up to three rows.
struct Result {
  std::string mode;
  int chunks = 0;
  ArrowSchema child{};
  ArrowSchema* children[1] = {&child};
  ArrowSchema values{};
};
struct Chunk {
  std::int64_t numbers[3] = {1, 2, 3};
  std::int8_t flags[3] = {1, 1, 99};
  std::int32_t offsets[4] = {0, 1, -7, 3};
  char text[4] = "abc";
  const void* none[1] = {nullptr};
  const void* buffers[3] = {nullptr, nullptr, nullptr};
  const void* value_buffers[3] = {nullptr, nullptr, nullptr};
  ArrowArray child{};
  ArrowArray values{};
  ArrowArray* children[1] = {&child};
};

void release_schema(ArrowSchema* schema) {
  schema->release = nullptr;
}
void release_chunk(ArrowArray* array) {
  delete static_cast<Chunk*>(array->private_data);
  array->release = nullptr;
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  auto& self = *static_cast<Result*>(stream->private_data);
  if (self.mode == "bad_schema") return EIO;
  self.child = {};
  self.child.name = "v";
  self.child.format = self.mode == "flag"             ? "b"
                      : self.mode == "unknown_format" ? "zz9"
                      : self.mode == "bad_offsets"    ? "u"
                      : self.mode == "bad_index"      ? "c"
                      : self.mode == "null_format"    ? nullptr
                                                      : "l";
  if (self.mode == "bad_index") {
    self.values = {};
    self.values.format = "u";
    self.child.dictionary = &self.values;
  }
  *out = {};
  out->format = self.mode == "no_table" ? "l" : "+s";
  out->n_children = self.mode == "no_columns" ? 0 : 1;
  out->children = self.children;
  out->release = release_schema;
  return 0;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto& self = *static_cast<Result*>(stream->private_data);
  *out = {};
  if (self.chunks++ > 0) return self.mode == "half" ? EIO : 0;
  auto* chunk = new Chunk;
  ArrowArray& child = chunk->child;
  child.length = self.mode == "short_column" ? 1 : 3;
  child.n_buffers = self.mode == "few_buffers" ? 1 : 2;
  child.buffers = chunk->buffers;
  chunk->buffers[1] = self.mode == "null_buffer" ? nullptr : chunk->numbers;
  if (self.mode == "flag" || self.mode == "bad_index") chunk->buffers[1] = chunk->flags;
  if (self.mode == "bad_offsets") {
    chunk->buffers[1] = chunk->offsets;
    chunk->buffers[2] = chunk->text;
    child.n_buffers = 3;
  }
  if (self.mode == "bad_index") {
    chunk->values.length = 2;
    chunk->values.n_buffers = 3;
    chunk->values.buffers = chunk->value_buffers;
    chunk->value_buffers[1] = chunk->offsets;
    chunk->value_buffers[2] = chunk->text;
    chunk->offsets[2] = 3;
    child.dictionary = &chunk->values;
  }
  out->length = self.mode == "flag" ? 1 : 3;
  out->n_buffers = 1;
  out->buffers = chunk->none;
  out->n_children = self.mode == "missing_column" ? 0 : 1;
  out->children = chunk->children;
  out->release = release_chunk;
  out->private_data = chunk;
  return 0;
}

const char* get_last_error(ArrowArrayStream*) {
  return "the stream broke off";
}
void release_stream(ArrowArrayStream* stream) {
  delete static_cast<Result*>(stream->private_data);
  stream->release = nullptr;
}

Status execute(AdbcStatement* statement, ArrowArrayStream* out, std::int64_t* affected,
               AdbcError* error) {
  const auto& self = *static_cast<Statement*>(statement->private_data);
  if (affected != nullptr) *affected = -1;
  const std::string_view text = self.text;
  std::string mode = self.mode;
  if (text.find("current_setting") != std::string_view::npos) {
    mode = self.mode == "settings" ? "good" : "flag";
  } else if (text.starts_with("SET") || text == "CHECKPOINT" || text.starts_with("BEGIN") ||
             text.starts_with("ROLLBACK")) {
    return 0;
  } else if (mode == "error_released") {
    return fail(error, "Constraint Error: Duplicate key \"id: 4711\" violates it");
  } else if (mode == "error_kept") {
    return fail(error, "no words for 'secret'", false);
  } else if (mode == "error_empty") {
    return 5;
  } else if (mode == "no_stream") {
    return 0;
  }
  if (out == nullptr) return 0;
  out->get_schema = get_schema;
  out->get_next = mode == "no_next" ? nullptr : get_next;
  out->get_last_error = mode == "bad_schema" ? nullptr : get_last_error;
  out->release = release_stream;
  out->private_data = new Result{mode};
  return 0;
}

void fill_100(AdbcDriver& table) {
  table.DatabaseNew = new_database;
  table.DatabaseSetOption = set_database;
  table.DatabaseInit = init_database;
  table.DatabaseRelease = release_database;
  table.ConnectionNew = nothing<AdbcConnection>;
  table.ConnectionInit = init_connection;
  table.ConnectionRelease = release_connection;
  table.StatementNew = new_statement;
  table.StatementRelease = release_statement;
  table.StatementSetOption = set_option;
  table.StatementSetSqlQuery = set_text;
  table.StatementExecuteQuery = execute;
  table.StatementPrepare = nothing<AdbcStatement>;
  table.StatementBind = bind;
  table.StatementBindStream = bind_stream;
}

}  // namespace

#define WAYBILL_FAKE_EXPORT extern "C" __attribute__((visibility("default")))

WAYBILL_FAKE_EXPORT int fake_unreleased_errors() {
  return unreleased_errors;
}
WAYBILL_FAKE_EXPORT Status AdbcDriverInit(int version, void* driver, AdbcError*) {
  if (version != kVersion110) return status::kNotImplemented;
  fill_100(*static_cast<AdbcDriver*>(driver));
  return 0;
}
// Of 1.0.0 only, from before the error had its last members.
WAYBILL_FAKE_EXPORT Status fake_old(int version, void* driver, AdbcError*) {
  if (version != kVersion100) return status::kNotImplemented;
  fill_100(*static_cast<AdbcDriver*>(driver));
  return 0;
}
WAYBILL_FAKE_EXPORT Status fake_newer(int, void*, AdbcError* error) {
  fail(error, "wants a newer manager");
  return status::kNotImplemented;
}
WAYBILL_FAKE_EXPORT Status fake_broken(int, void*, AdbcError* error) {
  return fail(error, "cannot start");
}
WAYBILL_FAKE_EXPORT Status fake_hollow(int, void*, AdbcError*) {
  return 0;
}

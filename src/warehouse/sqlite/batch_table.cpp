// A batch as a table that SQL can select from: SQLite's virtual table interface over columns.
#include "warehouse/sqlite/batch_table.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <new>
#include <vector>

#include "base/time.hpp"
#include "base/uuid.hpp"
#include "rows/codec.hpp"

namespace waybill::warehouse::sqlite {

struct BatchTables::Shown {
  // What a virtual table of so many columns is made from.
  struct Module {
    Shown* shown = nullptr;
    std::size_t columns = 0;
    std::string name;
  };
  const rows::Batch* batch = nullptr;
  std::string prefix;
  std::map<std::size_t, Module> modules;
};

namespace {

using rows::Column;
using Scratch = std::array<char, 96>;
using Result = void (*)(sqlite3_context*, const Column&, std::int64_t, Scratch&);

// The text stays where it is until the cursor moves: SQLite needs no copy.
void give_text(sqlite3_context* context, const char* from, const char* to) {
  sqlite3_result_text(context, from, static_cast<int>(to - from), SQLITE_STATIC);
}

void text(sqlite3_context* context, const Column& column, std::int64_t row, Scratch&) {
  const std::string_view cell = column.variable(row);
  const char* from = cell.empty() ? "" : cell.data();
  give_text(context, from, from + cell.size());
}

void bytes(sqlite3_context* context, const Column& column, std::int64_t row, Scratch&) {
  const std::string_view cell = column.variable(row);
  sqlite3_result_blob(context, cell.empty() ? "" : cell.data(), static_cast<int>(cell.size()),
                      SQLITE_STATIC);
}

void boolean(sqlite3_context* context, const Column& column, std::int64_t row, Scratch&) {
  sqlite3_result_int(context, column.bit(row) ? 1 : 0);
}

void integer(sqlite3_context* context, const Column& column, std::int64_t row, Scratch&) {
  sqlite3_result_int(context, column.int32(row));
}

void bigint(sqlite3_context* context, const Column& column, std::int64_t row, Scratch&) {
  sqlite3_result_int64(context, column.int64(row));
}

void floating(sqlite3_context* context, const Column& column, std::int64_t row, Scratch&) {
  sqlite3_result_double(context, column.float64(row));
}

void decimal(sqlite3_context* context, const Column& column, std::int64_t row, Scratch& scratch) {
  if (column.layout() == rows::Layout::variable) return text(context, column, row, scratch);
  give_text(context, scratch.data(),
            rows::format_decimal(scratch.data(), column.decimal(row), column.type().scale));
}

void date(sqlite3_context* context, const Column& column, std::int64_t row, Scratch& scratch) {
  give_text(context, scratch.data(), rows::format_date(scratch.data(), column.int32(row)));
}

template <char* (*format)(char*, std::int64_t)>
void micros(sqlite3_context* context, const Column& column, std::int64_t row, Scratch& scratch) {
  give_text(context, scratch.data(), format(scratch.data(), column.int64(row)));
}

void uuid(sqlite3_context* context, const Column& column, std::int64_t row, Scratch& scratch) {
  give_text(context, scratch.data(), rows::format_uuid(scratch.data(), column.fixed16(row)));
}

// By rows::Logical.
constexpr std::array<Result, rows::kLogicalCount> kResults{
    text,
    boolean,
    integer,
    bigint,
    decimal,
    floating,
    bytes,
    date,
    micros<rows::format_time>,
    micros<rows::format_timestamp>,
    micros<rows::format_datetime>,
    text,  // json
    uuid,
};

struct Table {
  sqlite3_vtab base;
  BatchTables::Shown* shown;
};

struct Cursor {
  sqlite3_vtab_cursor base;
  const rows::Batch* batch = nullptr;
  std::int64_t row = 0;
  std::int64_t length = 0;
  std::vector<Result> results;
  std::vector<Scratch> scratch;
};

Cursor* cursor_of(sqlite3_vtab_cursor* cursor) {
  return reinterpret_cast<Cursor*>(cursor);
}

// SQLite calls these: nothing may be thrown through it.

int on_connect(sqlite3* handle, void* module, int, const char* const*, sqlite3_vtab** out,
               char**) try {
  const auto& made_from = *static_cast<BatchTables::Shown::Module*>(module);
  std::string declaration = "CREATE TABLE x (";
  for (std::size_t i = 0; i < made_from.columns; ++i) {
    declaration += fmt::format("{}c{}", i == 0 ? "" : ", ", i);
  }
  declaration += ")";
  const int result = sqlite3_declare_vtab(handle, declaration.c_str());
  if (result != SQLITE_OK) return result;
  sqlite3_vtab_config(handle, SQLITE_VTAB_DIRECTONLY);
  auto* table = new (std::nothrow) Table{{}, made_from.shown};
  if (table == nullptr) return SQLITE_NOMEM;
  *out = &table->base;
  return SQLITE_OK;
} catch (const std::bad_alloc&) {
  return SQLITE_NOMEM;
}

int on_disconnect(sqlite3_vtab* table) {
  delete reinterpret_cast<Table*>(table);
  return SQLITE_OK;
}

int on_best_index(sqlite3_vtab*, sqlite3_index_info* info) {
  info->estimatedCost = 1e6;
  info->estimatedRows = 10'000;
  return SQLITE_OK;
}

int on_open(sqlite3_vtab* table, sqlite3_vtab_cursor** out) {
  auto* cursor = new (std::nothrow) Cursor{};
  if (cursor == nullptr) return SQLITE_NOMEM;
  cursor->batch = reinterpret_cast<Table*>(table)->shown->batch;
  *out = &cursor->base;
  return SQLITE_OK;
}

int on_close(sqlite3_vtab_cursor* cursor) {
  delete cursor_of(cursor);
  return SQLITE_OK;
}

int on_filter(sqlite3_vtab_cursor* base, int, const char*, int, sqlite3_value**) try {
  Cursor& cursor = *cursor_of(base);
  cursor.row = 0;
  cursor.length = cursor.batch == nullptr ? 0 : cursor.batch->length;
  cursor.results.clear();
  if (cursor.batch == nullptr) return SQLITE_OK;
  for (const Column& column : cursor.batch->columns) {
    cursor.results.push_back(kResults[static_cast<std::size_t>(column.type().logical)]);
  }
  cursor.scratch.resize(cursor.results.size());
  return SQLITE_OK;
} catch (const std::bad_alloc&) {
  return SQLITE_NOMEM;
}

int on_next(sqlite3_vtab_cursor* base) {
  ++cursor_of(base)->row;
  return SQLITE_OK;
}

int on_eof(sqlite3_vtab_cursor* base) {
  const Cursor& cursor = *cursor_of(base);
  return cursor.row >= cursor.length ? 1 : 0;
}

int on_column(sqlite3_vtab_cursor* base, sqlite3_context* context, int position) {
  Cursor& cursor = *cursor_of(base);
  const auto i = static_cast<std::size_t>(position);
  const Column& column = cursor.batch->columns[i];
  if (!column.is_null(cursor.row)) {
    cursor.results[i](context, column, cursor.row, cursor.scratch[i]);
  }
  return SQLITE_OK;
}

int on_rowid(sqlite3_vtab_cursor* base, sqlite3_int64* out) {
  *out = cursor_of(base)->row;
  return SQLITE_OK;
}

// No xCreate: the table is there under its module's name and in no schema.
constexpr sqlite3_module kModule{
    .iVersion = 0,
    .xConnect = on_connect,
    .xBestIndex = on_best_index,
    .xDisconnect = on_disconnect,
    .xOpen = on_open,
    .xClose = on_close,
    .xFilter = on_filter,
    .xNext = on_next,
    .xEof = on_eof,
    .xColumn = on_column,
    .xRowid = on_rowid,
};

}  // namespace

BatchTables::BatchTables() : shown_(std::make_unique<Shown>()) {
  // A table of the user's would hide a module of the same name.
  std::string id = base::new_uuid(base::system_now());
  std::erase(id, '-');
  shown_->prefix = "waybill_batch_" + id + "_";
}

BatchTables::~BatchTables() = default;

const std::string& BatchTables::name(sqlite3* handle, std::size_t columns, int& result) {
  result = SQLITE_OK;
  auto [entry, is_new] = shown_->modules.try_emplace(columns);
  Shown::Module& module = entry->second;
  if (is_new) {
    module = {shown_.get(), columns, fmt::format("{}{}", shown_->prefix, columns)};
    result = sqlite3_create_module(handle, module.name.c_str(), &kModule, &module);
  }
  return module.name;
}

void BatchTables::show(const rows::Batch* batch) {
  shown_->batch = batch;
}

}  // namespace waybill::warehouse::sqlite

// Whether a query is SQLite's own SQL: its grammar, and its functions.
#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>

#include "base/error.hpp"
#include "sql/parts.hpp"
#include "warehouse/private.hpp"
#include "warehouse/sqlite/database.hpp"

namespace waybill::warehouse {
namespace {

using sqlite::StatementPtr;

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
using HandlePtr = std::unique_ptr<sqlite3, Close>;

HandlePtr open_empty() {
  sqlite3* handle = nullptr;
  const int result =
      sqlite3_open_v2(":memory:", &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  HandlePtr opened(handle);
  if (result == SQLITE_OK) return opened;
  throw Error(result == SQLITE_NOMEM ? codes::out_of_memory : codes::database_io,
              fmt::format("no private database can be made: {}", sqlite3_errstr(result)));
}

StatementPtr prepare(sqlite3* handle, const std::string& text) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(handle, text.c_str(), static_cast<int>(text.size()), &statement, nullptr);
  return StatementPtr(statement);
}

// A name with an argument list that is no keyword and no WITH's.
std::vector<std::string> called(std::string_view query) {
  const sql::Syntax& syntax = *sql::find_syntax("sqlite");
  sql::Parts parts(syntax, query);
  parts.fill(sql::lex(syntax, query));
  std::vector<std::string> names;
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (!parts.is_name(i) || !parts.sign(i + 1, '(') || parts.at(i).names_query) continue;
    const std::string_view text = parts.text(i);
    const bool keyword = sqlite3_keyword_check(text.data(), static_cast<int>(text.size())) != 0;
    if (!keyword) names.push_back(parts.name(i));
  }
  return names;
}

}  // namespace

std::string why_not_sqlite(std::string_view query) {
  const HandlePtr handle = open_empty();
  // A view is read, but what it names is looked for only when it is used.
  const StatementPtr view =
      prepare(handle.get(), fmt::format("CREATE TEMP VIEW v AS SELECT * FROM (\n{}\n) m", query));
  if (!view) return sqlite3_errmsg(handle.get());
  const StatementPtr known =
      prepare(handle.get(),
              "SELECT 1 FROM pragma_function_list WHERE name = ? COLLATE NOCASE UNION ALL "
              "SELECT 1 FROM pragma_module_list WHERE name = ? COLLATE NOCASE");
  for (const std::string& name : called(query)) {
    sqlite3_reset(known.get());
    for (const int at : {1, 2}) {
      sqlite3_bind_text(known.get(), at, name.data(), static_cast<int>(name.size()),
                        SQLITE_TRANSIENT);
    }
    if (sqlite3_step(known.get()) == SQLITE_DONE) return fmt::format("it has no function {}", name);
  }
  return "";
}

}  // namespace waybill::warehouse

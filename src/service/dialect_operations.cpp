// Operations on dialects: those that are built in, and files of the user's own.
#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "service/handlers.hpp"
#include "service/params.hpp"
#include "sql/dialect_file.hpp"

namespace waybill::service {

using base::Json;

namespace {

constexpr std::size_t kFileLimit = std::size_t{1} << 20;

Json summary(const sql::Dialect& dialect) {
  return Json::object(
      {{"name", dialect.name}, {"title", dialect.title}, {"executed", dialect.executed}});
}

}  // namespace

Json dialect_keys(Call&) {
  Json items = Json::array();
  for (const sql::DialectKey& key : sql::dialect_keys()) {
    items.push(Json::object(
        {{"name", key.name}, {"value", key.value}, {"places", key.places}, {"help", key.help}}));
  }
  return Json::object({{"items", std::move(items)}, {"next", nullptr}});
}

Json dialect_list(Call&) {
  Json items = Json::array();
  for (const sql::Dialect* dialect : sql::dialects()) items.push(summary(*dialect));
  return Json::object({{"items", std::move(items)}, {"next", nullptr}});
}

Json dialect_show(Call& call) {
  const std::string name = text_param(call.params, "name");
  if (const sql::Dialect* dialect = sql::find_dialect(name)) return sql::write_dialect(*dialect);
  std::vector<std::string> names;
  for (const sql::Dialect* dialect : sql::dialects()) names.emplace_back(dialect->name);
  throw Error(codes::not_found, fmt::format("there is no dialect '{}'", name))
      .with_hint(fmt::format("there are: {}", base::join(names, ", ")))
      .with_path("/name");
}

Json dialect_check(Call& call) {
  const std::string path = text_param(call.params, "file");
  const auto text = base::read_file(path, kFileLimit);
  if (!text) {
    throw Error(codes::unreadable_file, fmt::format("there is no dialect file '{}'", path))
        .with_hint("check the path")
        .with_path("/file");
  }
  const Json document =
      base::parse_json_or_throw(*text, fmt::format("the dialect file '{}'", path));
  try {
    return sql::write_dialect(*sql::read_dialect(document));
  } catch (const Error& error) {
    throw Error(error.code(), fmt::format("'{}': {}", path, error.message()))
        .with_hint(error.hint())
        .with_path(error.path());
  }
}

}  // namespace waybill::service

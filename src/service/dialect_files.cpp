#include "service/dialect_files.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "sql/dialect_file.hpp"

namespace waybill::service {

namespace {

constexpr std::size_t kFileLimit = std::size_t{1} << 20;

}  // namespace

std::shared_ptr<const sql::Dialect> read_dialect_file(const std::string& path) {
  const auto text = base::read_file(path, kFileLimit);
  if (!text) {
    throw Error(codes::unreadable_file, fmt::format("there is no dialect file '{}'", path))
        .with_hint("check the path: of a connection it is taken from the catalog's folder");
  }
  const base::Json document =
      base::parse_json_or_throw(*text, fmt::format("the dialect file '{}'", path));
  try {
    return sql::read_dialect(document);
  } catch (const Error& error) {
    throw Error(error.code(), fmt::format("'{}': {}", path, error.message()))
        .with_hint(error.hint())
        .with_path(error.path());
  }
}

}  // namespace waybill::service

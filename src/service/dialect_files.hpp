// A dialect of the user's own, from its file.
#ifndef WAYBILL_SERVICE_DIALECT_FILES_HPP
#define WAYBILL_SERVICE_DIALECT_FILES_HPP

#include <memory>
#include <string>

#include "sql/dialect.hpp"

namespace waybill::service {

// Throws Error(unreadable_file), or Error(bad_parameter) that names the file and the place.
std::shared_ptr<const sql::Dialect> read_dialect_file(const std::string& path);

}  // namespace waybill::service

#endif

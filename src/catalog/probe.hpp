// Looks at a file before SQLite reads it, so that one that is refused stays untouched.
#ifndef WAYBILL_CATALOG_PROBE_HPP
#define WAYBILL_CATALOG_PROBE_HPP

#include <span>
#include <string>

#include "catalog/migrate.hpp"
#include "catalog/sqlite_db.hpp"

namespace waybill::catalog {

// The path itself: a file, or free to become one, that may be read and written. Opens nothing:
// closing a descriptor of our own would drop the locks of other handles in this process.
void probe_path(const std::string& path);

// The first page as it lies on disk: foreign, newer and truncated files. What only SQLite's own
// reading can tell (a log with content) is left to it.
void probe_header(const Database& database, std::span<const Migration> steps);

// A write-ahead log with content lies beside the file.
bool has_log(const std::string& path);

}  // namespace waybill::catalog

#endif

// What a file is known by, whatever path leads to it.
#ifndef WAYBILL_WAREHOUSE_ADBC_FILE_ID_HPP
#define WAYBILL_WAREHOUSE_ADBC_FILE_ID_HPP

#include <sys/stat.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace waybill::warehouse::adbc {

using FileId = std::pair<std::uint64_t, std::uint64_t>;  // device, inode

inline std::optional<FileId> file_id(const std::string& path) {
  struct stat file {};
  if (path.empty() || ::stat(path.c_str(), &file) != 0) return std::nullopt;
  return FileId{file.st_dev, file.st_ino};
}

}  // namespace waybill::warehouse::adbc

#endif

// Reading and writing whole files, for config folders.
#ifndef WAYBILL_BASE_FILE_HPP
#define WAYBILL_BASE_FILE_HPP

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace waybill::base {

// Throws Error(unreadable_file) with the system's reason; nullopt when the file is longer than
// `limit` bytes.
std::optional<std::string> read_file(const std::filesystem::path& path, std::size_t limit);

// Written to a temporary neighbour, flushed, then renamed: readers see the old or the new file.
// Throws Error(unwritable_file).
void write_file(const std::filesystem::path& path, std::string_view content);

// Many files at once: written where nobody reads, flushed together, then renamed into their places.
// Each throws Error(unwritable_file).
void write_unflushed(const std::filesystem::path& path, std::string_view content);
void flush_file_system(const std::filesystem::path& folder);
void rename_file(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace waybill::base

#endif

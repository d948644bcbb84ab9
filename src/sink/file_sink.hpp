// A folder that runs leave files in: <folder>/<object>/<id>.csv. A file is there whole or not at
// all, and its id is of its content, so what is sent again replaces itself.
#ifndef WAYBILL_SINK_FILE_SINK_HPP
#define WAYBILL_SINK_FILE_SINK_HPP

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "sink/files.hpp"
#include "sink/format.hpp"
#include "sink/sink.hpp"

namespace waybill::sink {

struct FileSinkSpec {
  std::string_view name;           // "csv", and what the files' names end in
  std::string folder;              // absolute; it must be there
  std::int64_t rows_per_file = 0;  // 0: a run is one file
  std::function<std::unique_ptr<Format>(const rows::Schema&)> format;
};

std::unique_ptr<Sink> make_file_sink(FileSinkSpec spec, const Files& files);

// An object's name as one of a folder: what could lead elsewhere, or nowhere, is written %XX.
// Throws Error(bad_identifier) where it would be too long.
std::string folder_name(std::string_view object);

}  // namespace waybill::sink

#endif

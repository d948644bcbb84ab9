// Finding and reading config documents: files, folders, or texts handed in.
#ifndef WAYBILL_SERVICE_CONFIG_FILES_HPP
#define WAYBILL_SERVICE_CONFIG_FILES_HPP

#include <vector>

#include "lint/lint.hpp"
#include "service/operation.hpp"

namespace waybill::service {

// From the parameters `paths` (folders are searched for *.json and *.jsonc, hidden names left out,
// in order of their names) or `documents`. Throws Error(unreadable_file), or Error(bad_parameter)
// when neither or both are given or a folder holds no document.
std::vector<lint::File> config_files(const base::Json& params);

// A text that came with a call, as a file of this name.
lint::File handed_in(std::string name, std::string content);

}  // namespace waybill::service

#endif

// Which commit of git a folder stands at. Reads git's files; runs no program.
#ifndef WAYBILL_SERVICE_GIT_COMMIT_HPP
#define WAYBILL_SERVICE_GIT_COMMIT_HPP

#include <filesystem>
#include <string>

namespace waybill::service {

// The id of the commit that is checked out where `folder` lies; "" when there is none, or none
// that can be read.
std::string git_commit(const std::filesystem::path& folder);

}  // namespace waybill::service

#endif

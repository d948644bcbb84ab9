// The calls to the operating system that file sinks make: a test puts failing ones in their place.
#ifndef WAYBILL_SINK_FILES_HPP
#define WAYBILL_SINK_FILES_HPP

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace waybill::sink {

// Each is one call, and answers as it does: -1 or false with errno set where it failed.
class Files {
 public:
  Files() = default;
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  virtual ~Files() = default;

  virtual bool is_folder(const std::string& path) const;
  virtual bool make_folder(const std::string& path) const;
  virtual bool names_in(const std::string& folder, std::vector<std::string>& names) const;
  virtual int create(const std::string& path) const;  // for writing; it must be new
  virtual ssize_t write(int file, std::string_view bytes) const;
  virtual bool flush(int file) const;  // to the disk
  virtual bool close(int file) const;
  virtual bool rename(const std::string& from, const std::string& to) const;
  virtual bool remove(const std::string& path) const;
  // The entries of a folder; true where the file system has no such thing.
  virtual bool flush_folder(const std::string& path) const;
};

const Files& system_files();

}  // namespace waybill::sink

#endif

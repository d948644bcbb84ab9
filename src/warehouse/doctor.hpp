// What this machine has of the libraries and drivers that connections need. Opens no connection and
// runs no driver's code but what loading a client library runs.
#ifndef WAYBILL_WAREHOUSE_DOCTOR_HPP
#define WAYBILL_WAREHOUSE_DOCTOR_HPP

#include <string>
#include <string_view>
#include <vector>

#include "warehouse/open.hpp"

namespace waybill::warehouse {

struct LibraryRow {
  std::string_view name;
  std::string_view file;        // as the loader looks for it; empty: part of this program
  std::string_view package;     // Debian's; empty: none
  std::string_view needed_for;  // which connections
};
struct Library : LibraryRow {
  bool found = false;
  std::string version;  // empty: it does not say
  std::string path;
};
std::vector<Library> libraries();

struct OdbcDriver {
  std::string name;     // as it is registered, and named in connections
  std::string driver;   // its file, as it is registered
  std::string path;     // where that file is; empty: nowhere
  std::string warning;  // empty: nothing to say
};

// Where drivers are registered, by unixODBC's rules, whether the files are there or not.
std::vector<std::string> odbcinst_files();
std::vector<OdbcDriver> read_odbcinst(std::string_view text);
std::vector<OdbcDriver> odbc_drivers();

// How a connection would be opened.
struct Reach {
  bool ok = false;
  std::string via;      // empty: no way
  std::string message;  // with what, or what is missing
  std::string hint;     // what to install
};
Reach reach(const ConnectSpec& spec, const std::vector<Library>& libraries,
            const std::vector<OdbcDriver>& drivers);

}  // namespace waybill::warehouse

#endif

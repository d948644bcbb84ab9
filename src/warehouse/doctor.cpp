#include "warehouse/doctor.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "base/file.hpp"
#include "base/text.hpp"
#include "warehouse/odbc/driver.hpp"
#include "warehouse/odbc/manners.hpp"

namespace waybill::warehouse {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLibpq = "libpq.so.5";
constexpr std::string_view kUnixOdbc = "libodbc.so.2";
constexpr std::string_view kDuckdb = "libduckdb.so";
constexpr std::string_view kAdbcPostgres = "libadbc_driver_postgresql.so";
constexpr auto kLibraries = std::to_array<LibraryRow>({
    {"SQLite", "", "", "sqlite, and the catalog"},
    {"libpq", kLibpq, "libpq5", "postgres, native"},
    {"unixODBC", kUnixOdbc, "libodbc2", "every vendor by odbc"},
    {"DuckDB", kDuckdb, "", "duckdb, by adbc"},
    {"ADBC driver for PostgreSQL", kAdbcPostgres, "", "postgres, by adbc"},
});

// The library a way needs; of odbc also a driver.
struct Need {
  std::string_view vendor;  // empty: any
  std::string_view via;
  std::string_view library;
};
constexpr auto kNeeds = std::to_array<Need>({
    {"sqlite", "native", {}},
    {"postgres", "native", kLibpq},
    {"", "odbc", kUnixOdbc},
});

// The driver that is looked for where a connection by adbc names none.
struct AdbcDriver {
  std::string_view vendor;
  std::string_view library;
};
constexpr auto kAdbcDrivers =
    std::to_array<AdbcDriver>({{"duckdb", kDuckdb}, {"postgres", kAdbcPostgres}});

constexpr std::size_t kLargestFile = std::size_t{1} << 20;

std::string path_of(void* symbol) {
  ::Dl_info info{};
  if (symbol == nullptr || ::dladdr(symbol, &info) == 0 || info.dli_fname == nullptr) return {};
  return info.dli_fname;
}

void look_for(Library& library) {
  if (library.file.empty()) {
    library.found = true;
    library.version = sqlite3_libversion();
    return;
  }
  void* const handle =
      ::dlopen(std::string(library.file).c_str(), RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
  if (handle == nullptr) return;
  library.found = true;
  if (void* const symbol = ::dlsym(handle, "PQlibVersion")) {
    const int version = reinterpret_cast<int (*)()>(symbol)();
    library.version = fmt::format("{}.{}", version / 10000, version % 10000);
    library.path = path_of(symbol);
  } else if (void* const duckdb = ::dlsym(handle, "duckdb_library_version")) {
    library.version = reinterpret_cast<const char* (*)()>(duckdb)();
    library.path = path_of(duckdb);
  } else {
    void* const odbc = ::dlsym(handle, "SQLAllocHandle");
    library.path = path_of(odbc != nullptr ? odbc : ::dlsym(handle, "AdbcDriverInit"));
  }
  ::dlclose(handle);
}

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// unixODBC looks for a bare name where the loader looks, and in a folder of its own.
std::string find_driver(const std::string& driver) {
  std::error_code ignored;
  if (driver.empty()) return {};
  if (driver.find('/') != std::string::npos) return fs::exists(driver, ignored) ? driver : "";
  std::vector<fs::path> folders;
  for (const char* root : {"/usr/lib", "/usr/lib64", "/usr/local/lib"}) {
    folders.emplace_back(root);
    folders.push_back(fs::path(root) / "odbc");
    if (std::string_view(root) != "/usr/lib") continue;
    for (const auto& entry : fs::directory_iterator(root, ignored)) {
      if (!entry.path().filename().string().ends_with("-linux-gnu")) continue;
      folders.push_back(entry.path());
      folders.push_back(entry.path() / "odbc");
    }
  }
  for (const fs::path& folder : folders) {
    if (fs::exists(folder / driver, ignored)) return (folder / driver).string();
  }
  return {};
}

Reach missing(std::string_view via, std::string what, std::string hint) {
  return {false, std::string(via), std::move(what), std::move(hint)};
}

std::string system_folder() {
  const std::string folder = variable("ODBCSYSINI");
  return folder.empty() ? "/etc" : folder;
}

// The names in the user's and the machine's odbc.ini.
std::vector<std::string> data_sources() {
  const std::string own = variable("ODBCINI");
  std::vector<std::string> names;
  for (const std::string& file :
       {own.empty() ? variable("HOME") + "/.odbc.ini" : own, system_folder() + "/odbc.ini"}) {
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) continue;
    const auto content = base::read_file(file, kLargestFile);
    if (!content) continue;
    for (std::string_view line : base::split(*content, '\n')) {
      line = base::trim(line);
      if (!line.starts_with('[')) continue;
      const std::string name(base::trim(line.substr(1, line.find(']') - 1)));
      if (!base::ascii_istarts_with(name, "ODBC")) names.push_back(name);
    }
  }
  return names;
}

Reach by_odbc(const ConnectSpec& spec, std::string_view vendor,
              const std::vector<OdbcDriver>& drivers) {
  if (!spec.dsn.empty()) {
    const std::vector<std::string> sources = data_sources();
    const auto same = [&](const std::string& name) { return base::ascii_iequals(name, spec.dsn); };
    if (std::ranges::none_of(sources, same)) {
      return missing("odbc", fmt::format("there is no ODBC data source '{}'", spec.dsn),
                     sources.empty() ? "add it to odbc.ini, or name host and database in options"
                                     : "set dsn to one of odbc.ini: " + base::join(sources, ", "));
    }
    return {true, "odbc", fmt::format("odbc, by the data source '{}'", spec.dsn), ""};
  }
  const odbc::Manners* const manners = odbc::find_manners(vendor);
  const odbc::Driver& known =
      odbc::driver_of(manners == nullptr ? odbc::Family::generic : manners->family);
  auto found = drivers.end();
  if (!spec.driver.empty()) {
    found = std::ranges::find_if(drivers, [&](const OdbcDriver& driver) {
      return base::ascii_iequals(driver.name, spec.driver);
    });
  }
  for (const std::string_view name : known.names) {  // as a session looks for it
    if (!spec.driver.empty() || found != drivers.end()) continue;
    found = std::ranges::find_if(
        drivers, [&](const OdbcDriver& driver) { return base::ascii_iequals(driver.name, name); });
  }
  const std::string install = known.package.empty()
                                  ? "install the vendor's ODBC driver, and name it as driver"
                                  : fmt::format("install the package {}", known.package);
  if (found == drivers.end()) {
    if (spec.driver.starts_with('/') && !find_driver(spec.driver).empty()) {
      return {true, "odbc", fmt::format("odbc, {}", spec.driver), ""};
    }
    return missing("odbc",
                   spec.driver.empty() ? fmt::format("no ODBC driver for {} is registered", vendor)
                                       : fmt::format("there is no ODBC driver '{}'", spec.driver),
                   install);
  }
  if (found->path.empty()) {
    return missing("odbc",
                   fmt::format("the file of the ODBC driver '{}' is not there: {}", found->name,
                               found->driver),
                   install);
  }
  return {true, "odbc", fmt::format("odbc, {} ({})", found->name, found->path), found->warning};
}

Reach by_adbc(const ConnectSpec& spec, std::string_view vendor,
              const std::vector<Library>& libraries) {
  if (!spec.driver.empty()) {
    std::error_code ignored;
    if (spec.driver.find('/') == std::string::npos || fs::exists(spec.driver, ignored)) {
      return {true, "adbc", "adbc, " + spec.driver, ""};
    }
    return missing("adbc", fmt::format("there is no file '{}'", spec.driver),
                   "set driver to the path of the ADBC driver's .so file");
  }
  for (const AdbcDriver& driver : kAdbcDrivers) {
    const auto library = std::ranges::find(libraries, driver.library, &LibraryRow::file);
    if (driver.vendor != vendor || library == libraries.end() || !library->found) continue;
    return {true, "adbc",
            fmt::format("adbc, {}{}{}", library->name, library->version.empty() ? "" : " ",
                        library->version),
            ""};
  }
  return missing("adbc", fmt::format("no ADBC driver for {} is found", vendor),
                 "set driver to the path of the ADBC driver's .so file");
}

}  // namespace

std::vector<Library> libraries() {
  std::vector<Library> found;
  for (const LibraryRow& row : kLibraries)
    look_for(found.emplace_back(Library{row, false, "", ""}));
  return found;
}

std::vector<std::string> odbcinst_files() {
  std::vector<std::string> files;
  if (const std::string home = variable("HOME"); !home.empty()) {
    files.push_back(home + "/.odbcinst.ini");
  }
  const std::string named = variable("ODBCINSTINI");
  if (named.starts_with('/')) {
    files.push_back(named);
    return files;
  }
  files.push_back(fmt::format("{}/{}", system_folder(), named.empty() ? "odbcinst.ini" : named));
  return files;
}

std::vector<OdbcDriver> read_odbcinst(std::string_view text) {
  std::vector<OdbcDriver> drivers;
  bool all_serialised = false;
  bool in_driver = false;
  bool in_general = false;
  for (std::string_view line : base::split(text, '\n')) {
    line = base::trim(line);
    if (line.empty() || line.front() == ';' || line.front() == '#') continue;
    if (line.front() == '[') {
      const std::string name(base::trim(line.substr(1, line.find(']') - 1)));
      in_general = base::ascii_iequals(name, "ODBC");
      in_driver = !in_general && !base::ascii_iequals(name, "ODBC Drivers");
      if (in_driver) drivers.push_back({name, "", "", ""});
      continue;
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view key = base::trim(line.substr(0, equals));
    const std::string_view value = base::trim(line.substr(equals + 1));
    const bool serialises = base::ascii_iequals(key, "Threading") && value == "3";
    if (in_general && serialises) all_serialised = true;
    if (!in_driver) continue;
    OdbcDriver& driver = drivers.back();
    if (base::ascii_iequals(key, "Driver") || (base::ascii_iequals(key, "Driver64"))) {
      driver.driver = value;
    }
    if (serialises) driver.warning = "Threading=3";
  }
  for (OdbcDriver& driver : drivers) {
    if (!driver.warning.empty() || all_serialised) {
      driver.warning =
          "Threading=3 lets one session at a time run: take it out of odbcinst.ini, or set it to 0";
    }
  }
  std::erase_if(drivers, [](const OdbcDriver& driver) { return driver.driver.empty(); });
  return drivers;
}

std::vector<OdbcDriver> odbc_drivers() {
  std::vector<OdbcDriver> drivers;
  for (const std::string& file : odbcinst_files()) {
    std::error_code ignored;
    if (!fs::is_regular_file(file, ignored)) continue;
    const auto content = base::read_file(file, kLargestFile);
    if (!content) continue;
    for (OdbcDriver& driver : read_odbcinst(*content)) {
      const auto same = [&](const OdbcDriver& other) {
        return base::ascii_iequals(other.name, driver.name);
      };
      // The user's own entry hides the machine's.
      if (std::ranges::any_of(drivers, same)) continue;
      driver.path = find_driver(driver.driver);
      drivers.push_back(std::move(driver));
    }
  }
  return drivers;
}

Reach reach(const ConnectSpec& spec, const std::vector<Library>& libraries,
            const std::vector<OdbcDriver>& drivers) {
  const std::string vendor = base::ascii_lower(spec.vendor);
  std::optional<Reach> first;
  for (const Way& way : ways()) {
    if (!fits(way, spec)) continue;
    Reach found{true, std::string(way.via), "", ""};
    for (const Need& need : kNeeds) {
      if (need.via != way.via || (!need.vendor.empty() && need.vendor != vendor)) continue;
      const auto library = std::ranges::find(libraries, need.library, &LibraryRow::file);
      if (library == libraries.end()) continue;
      if (!library->found) {
        found = missing(way.via,
                        fmt::format("{} ({}) is not on this machine", library->name, library->file),
                        fmt::format("install the package {}", library->package));
      } else {
        found.message = fmt::format("{}, {}{}{}", way.via, library->name,
                                    library->version.empty() ? "" : " ", library->version);
      }
    }
    if (found.ok && way.via == "odbc") found = by_odbc(spec, vendor, drivers);
    if (found.ok && way.via == "adbc") found = by_adbc(spec, vendor, libraries);
    if (found.ok) return found;
    if (!first) first = std::move(found);
  }
  if (first) return *first;
  return missing("",
                 fmt::format("this version has no way to {}{}", spec.vendor,
                             spec.via.empty() || spec.via == "auto" ? "" : " by " + spec.via),
                 "waybill system features lists the vendors it can reach");
}

}  // namespace waybill::warehouse

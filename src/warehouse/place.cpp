#include "warehouse/place.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace waybill::warehouse {
namespace {

// Where distributions keep the authorities a machine trusts.
constexpr std::array kTrusted{"/etc/ssl/certs/ca-certificates.crt",
                              "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
                              "/etc/ssl/cert.pem"};

}  // namespace

std::string option(const std::map<std::string, std::string>& options, const std::string& name,
                   const std::string& otherwise) {
  const auto found = options.find(name);
  return found != options.end() && !found->second.empty() ? found->second : otherwise;
}

bool says_place_elsewhere(const ConnectSpec& spec) {
  return !spec.dsn.empty() || !option(spec.options, "connection_string").empty();
}

// A file is; without a host a vendor's own default is taken: a socket, loopback or a file.
bool is_local(const ConnectSpec& spec) {
  if (!option(spec.options, "socket").empty() || !option(spec.options, "path").empty()) return true;
  const std::string host = option(spec.options, "host");
  if (host.empty()) return !says_place_elsewhere(spec);
  return host.starts_with('/') || host.starts_with('@') || host == "localhost" || host == "::1" ||
         host.starts_with("127.");
}

std::string tls_mode(const ConnectSpec& spec) {
  if (spec.ssl_mode.empty()) return is_local(spec) ? "disable" : "verify-full";
  std::string mode = spec.ssl_mode;
  std::ranges::replace(mode, '_', '-');
  return mode;
}

std::string root_cert(const ConnectSpec& spec, const std::string& mode) {
  std::string given = option(spec.ssl, "root_cert");
  if (!given.empty() || !mode.starts_with("verify")) return given;
  for (const char* file : kTrusted) {
    if (::access(file, R_OK) == 0) return file;
  }
  return {};
}

Error refused(const ConnectSpec& spec, std::string_view why, std::string hint) {
  return Error(codes::connect_failed, fmt::format("connection '{}': {}", spec.name, why))
      .with_hint(std::move(hint));
}

}  // namespace waybill::warehouse

#include "base/secret.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "base/error.hpp"

namespace waybill::base {
namespace {

constexpr std::size_t kLongest = 64 * 1024;

struct File {
  int descriptor = -1;
  ~File() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

Secret from_environment(const std::string& name, std::string_view what) {
  const char* value = name.empty() ? nullptr : std::getenv(name.c_str());
  if (value == nullptr || *value == '\0') {
    throw Error(codes::secret_unresolved,
                fmt::format("{}: the environment variable '{}' is {}", what, name,
                            value == nullptr ? "not set" : "empty"))
        .with_hint("set it for this process, or name another in the connection's secrets");
  }
  return Secret(value);
}

Secret from_file(const std::string& path, std::string_view what) {
  const auto refuse = [&](std::string_view why, std::string hint) {
    return Error(codes::secret_unresolved, fmt::format("{}: the file '{}' {}", what, path, why))
        .with_hint(std::move(hint));
  };
  const File file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  struct stat status {};
  if (file.descriptor < 0 || ::fstat(file.descriptor, &status) != 0) {
    throw refuse(fmt::format("cannot be read: {}",
                             std::generic_category().default_error_condition(errno).message()),
                 "check the path and the rights of this user");
  }
  if (!S_ISREG(status.st_mode)) throw refuse("is not a regular file", "name a file");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    throw refuse("can be read by others", "take the rights of group and others away: chmod 600");
  }
  std::string text(kLongest + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const ssize_t count = ::read(file.descriptor, text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    size += static_cast<std::size_t>(count);
  }
  const std::size_t end = std::min(size, text.find_first_of("\r\n"));
  if (size > kLongest || end == 0 || text.find('\0') < end) {
    wipe(text);
    throw refuse("does not begin with a line that could be a secret",
                 "write the secret as the file's only line");
  }
  Secret secret(text.substr(0, end));
  wipe(text);
  return secret;
}

// The host's own words do not say which secret of which connection it was asked for.
Secret ask_host(const HostSecrets& host, std::string_view name, std::string_view what) {
  try {
    return host(name);
  } catch (const Error& error) {
    throw Error(error.code(), fmt::format("{}: {}", what, error.message())).with_hint(error.hint());
  }
}

}  // namespace

void wipe(std::string& text) noexcept {
  ::explicit_bzero(text.data(), text.size());
  text.clear();
}

Secret::Secret(std::string value) {
  value_.assign(value);
  wipe(value);
}

// A short text lives inside the object itself: what was moved from is wiped as well.
Secret::Secret(Secret&& other) noexcept : value_(std::move(other.value_)) {
  other.value_.resize(other.value_.capacity());
  wipe(other.value_);
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  wipe(value_);
  value_ = std::move(other.value_);
  other.value_.resize(other.value_.capacity());
  wipe(other.value_);
  return *this;
}

Secret::~Secret() {
  wipe(value_);
}

Secret resolve_secret(std::string_view reference, std::string_view what, const HostSecrets& host) {
  constexpr std::string_view kEnvironment = "env:";
  constexpr std::string_view kFile = "file:";
  constexpr std::string_view kHost = "host:";
  if (reference.starts_with(kEnvironment)) {
    return from_environment(std::string(reference.substr(kEnvironment.size())), what);
  }
  if (reference.starts_with(kFile)) {
    return from_file(std::string(reference.substr(kFile.size())), what);
  }
  if (reference.starts_with(kHost)) {
    const std::string_view name = reference.substr(kHost.size());
    if (host == nullptr) {
      throw Error(codes::secret_unresolved,
                  fmt::format("{}: '{}' is a secret of the host program, which answers none", what,
                              reference))
          .with_hint("write env:NAME or file:/path, or let the host set a secret resolver");
    }
    Secret found = ask_host(host, name, what);
    if (found.empty()) {
      throw Error(codes::secret_unresolved,
                  fmt::format("{}: the host program's secret '{}' is empty", what, name))
          .with_hint("give it a value in the host program, or name another");
    }
    return found;
  }
  // Whatever stands there may be the secret itself.
  throw Error(codes::secret_unresolved,
              fmt::format("{}: it is no reference that can be followed", what))
      .with_hint("write env:NAME or file:/path, never the secret itself");
}

}  // namespace waybill::base

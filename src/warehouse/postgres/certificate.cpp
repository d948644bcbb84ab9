#include "warehouse/postgres/certificate.hpp"

#include <dlfcn.h>
#include <poll.h>

#include <array>
#include <chrono>
#include <memory>
#include <optional>

namespace waybill::warehouse::postgres {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

struct Finish {
  const Libpq* api;
  void operator()(PGconn* handle) const { api->finish(handle); }
};
using Handle = std::unique_ptr<PGconn, Finish>;

// OpenSSL as libpq has loaded it; absent where libpq was built with another library.
template <class Function>
Function find(const char* library, const char* name) {
  void* const loaded = ::dlopen(library, RTLD_NOW | RTLD_NOLOAD);
  if (loaded == nullptr) return nullptr;
  void* const symbol = ::dlsym(loaded, name);
  ::dlclose(loaded);  // the count of this call; libpq's stays
  return reinterpret_cast<Function>(symbol);
}

struct OpenSsl {
  using PeerCertificate = void* (*)(const void* ssl);
  using FreeCertificate = void (*)(void* certificate);
  using DateOf = const void* (*)(const void* certificate);
  using CompareWithNow = int (*)(const void* date);

  struct Version {
    const char* ssl;
    const char* crypto;
    const char* peer_certificate;
  };
  static constexpr auto kVersions = std::to_array<Version>({
      {"libssl.so.3", "libcrypto.so.3", "SSL_get1_peer_certificate"},
      {"libssl.so.1.1", "libcrypto.so.1.1", "SSL_get_peer_certificate"},
  });

  explicit OpenSsl(const Version& version)
      : peer_certificate(find<PeerCertificate>(version.ssl, version.peer_certificate)),
        free_certificate(find<FreeCertificate>(version.crypto, "X509_free")),
        not_before(find<DateOf>(version.crypto, "X509_get0_notBefore")),
        not_after(find<DateOf>(version.crypto, "X509_get0_notAfter")),
        compare_with_now(find<CompareWithNow>(version.crypto, "X509_cmp_current_time")) {}
  bool usable() const {
    return peer_certificate != nullptr && free_certificate != nullptr && not_before != nullptr &&
           not_after != nullptr && compare_with_now != nullptr;
  }

  PeerCertificate peer_certificate;
  FreeCertificate free_certificate;
  DateOf not_before;
  DateOf not_after;
  CompareWithNow compare_with_now;
};

// nullopt: the server has shown none yet.
std::optional<CertificateTrouble> judge(void* ssl) {
  for (const OpenSsl::Version& version : OpenSsl::kVersions) {
    const OpenSsl openssl(version);
    if (!openssl.usable()) continue;
    const std::unique_ptr<void, OpenSsl::FreeCertificate> certificate(openssl.peer_certificate(ssl),
                                                                      openssl.free_certificate);
    if (certificate == nullptr) return std::nullopt;
    if (openssl.compare_with_now(openssl.not_after(certificate.get())) < 0) {
      return CertificateTrouble::expired;
    }
    if (openssl.compare_with_now(openssl.not_before(certificate.get())) > 0) {
      return CertificateTrouble::not_yet_valid;
    }
    return CertificateTrouble::unknown;
  }
  return CertificateTrouble::unknown;
}

bool wait_for(int socket, PollingStatus what, Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  if (left.count() <= 0) return false;
  ::pollfd watched{socket, static_cast<short>(what == PollingStatus::reading ? POLLIN : POLLOUT),
                   0};
  return ::poll(&watched, 1, static_cast<int>(left.count())) > 0;
}

}  // namespace

CertificateTrouble certificate_trouble(const Libpq& api, const char* const* names,
                                       const char* const* values, std::int64_t seconds) {
  constexpr std::int64_t kLongest = 60;
  const auto until =
      Clock::now() + std::chrono::seconds(seconds <= 0 || seconds > kLongest ? kLongest : seconds);
  const Handle handle(api.connectStartParams(names, values, 0), Finish{&api});
  if (handle == nullptr) return CertificateTrouble::unknown;
  // The handshake is done before anything of ours is sent.
  for (PollingStatus status = PollingStatus::writing;
       status == PollingStatus::reading || status == PollingStatus::writing;
       status = api.connectPoll(handle.get())) {
    if (api.sslInUse(handle.get()) != 0) {
      void* const ssl = api.sslStruct(handle.get(), "OpenSSL");
      if (ssl == nullptr) return CertificateTrouble::unknown;
      if (const auto trouble = judge(ssl)) return *trouble;
    }
    if (!wait_for(api.socket(handle.get()), status, until)) break;
  }
  return CertificateTrouble::unknown;
}

std::string_view certificate_words(CertificateTrouble trouble) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"", " (certificate has expired)", " (certificate is not yet valid)"});
  return kWords[static_cast<std::size_t>(trouble)];
}

}  // namespace waybill::warehouse::postgres

// What the catalog's tests share: a clock to turn, sample values, errors as values, other
// processes.
#ifndef WAYBILL_TESTS_CATALOG_SUPPORT_HPP
#define WAYBILL_TESTS_CATALOG_SUPPORT_HPP

#include <sys/types.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "support/temp_dir.hpp"

namespace waybill::tests {

inline constexpr base::Micros second = 1'000'000;
inline constexpr base::Micros start_of_time = 1'790'000'000 * second;

// Stands still until it is turned.
struct TestClock {
  std::shared_ptr<base::Micros> now = std::make_shared<base::Micros>(start_of_time);
  base::Clock clock() const {
    return [now = now] { return *now; };
  }
};

using CatalogPtr = std::unique_ptr<catalog::Catalog>;
CatalogPtr open_catalog(const std::string& path);

std::optional<Error> error_of(const std::function<void()>& work);
std::string code_of(const std::function<void()>& work);  // "" when it succeeds
// The error is one line that names the file, and says what to do.
void check_clear(const std::optional<Error>& error, std::string_view code, std::string_view path);

model::Document document(model::Kind kind, const std::string& name, base::Json body);
catalog::Run sample_run(const std::string& id, base::Micros started_at);
catalog::Reject sample_reject(const std::string& id, base::Micros first_at);

std::string read_bytes(const std::string& path);
void write_bytes(const std::string& path, std::string_view bytes);

// A connection past the catalog's own rules.
void raw_sql(const std::string& path, const std::string& sql);
std::int64_t raw_integer(const std::string& path, const std::string& sql);

// Runs `work` in a forked process; it answers the exit status. Open no catalog before.
pid_t start_process(const std::function<int()>& work);
int wait_for(pid_t process);  // exit status, or -signal
// Every process gets its number; true when all exit with 0.
bool run_processes(int count, const std::function<int(int)>& work);

}  // namespace waybill::tests

#endif

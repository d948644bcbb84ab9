#include "validate/verify.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "sql/probes.hpp"
#include "warehouse/place.hpp"

namespace waybill::validate {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConnecting = "Verifying connection";
constexpr std::string_view kSchemas = "Able to list schemas";
constexpr std::string_view kControl = "Able to access the Waybill schema";
constexpr std::string_view kTls = "TLS as asked";
constexpr std::string_view kClock = "Clock";
constexpr std::string_view kTimeZone = "Session time zone";
constexpr std::string_view kLeast = "Least privilege";
constexpr std::string_view kRequired = "Required privileges";

constexpr std::size_t kNamesShown = 5;
constexpr base::Micros kMicrosPerMs = 1000;
// Half of the time a question takes is not known to be skew; beyond this it is worth a word.
constexpr base::Micros kSkewAllowed = 5'000'000;
constexpr std::string_view kNotAsked = "there is no question for this vendor";

std::string first_names(const std::vector<std::string>& names) {
  const std::size_t shown = std::min(names.size(), kNamesShown);
  std::string text = base::join(std::span(names).first(shown), ", ");
  if (shown < names.size()) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

class Verification {
 public:
  Verification(const warehouse::ConnectSpec& spec, Use use, const base::Clock& clock,
               const base::CancelToken& cancel)
      : spec_(spec), use_(use), clock_(clock), cancel_(cancel) {
    probes_ = sql::find_probes(base::ascii_lower(spec.vendor));
  }

  std::vector<Check> run() {
    step(kConnecting, CheckStatus::failed, [&](Check& check) { connect(check); });
    step(kSchemas, CheckStatus::failed, [&](Check& check) { list_schemas(check); });
    step(kControl, CheckStatus::failed, [&](Check& check) { control_tables(check); });
    step(kTls, CheckStatus::failed, [&](Check& check) { tls(check); });
    step(kClock, CheckStatus::warning, [&](Check& check) { clock(check); });
    step(kTimeZone, CheckStatus::warning, [&](Check& check) { time_zone(check); });
    step(kLeast, CheckStatus::warning, [&](Check& check) { least(check); });
    step(kRequired, CheckStatus::failed, [&](Check& check) { required(check); });
    return std::move(checks_);
  }

 private:
  // `on_error`: what a check is that could not be made.
  template <class Work>
  void step(std::string_view name, CheckStatus on_error, Work&& work) {
    cancel_.throw_if_cancelled();
    const auto made = [&](Check& check) {
      if (name != kConnecting && session_ == nullptr) {
        skip(check, absent_ ? "there is no database yet" : "there is no connection");
      } else {
        work(check);
      }
    };
    Check check = timed(std::string(name), made, on_error);
    if (check.code != nullptr) check.message = without_name(check.message, spec_.name);
    checks_.push_back(std::move(check));
  }

  static void skip(Check& check, std::string_view why) {
    check.status = CheckStatus::skipped;
    check.message = why;
  }

  // A question's answer as text; nullopt: NULL or no row.
  std::optional<std::string> ask(std::string_view statement) {
    const auto value = session_->scalar({std::string(statement), {}});
    if (!value || value->is_null()) return std::nullopt;
    if (const auto* number = std::get_if<std::int64_t>(&value->data)) {
      return std::to_string(*number);
    }
    if (const auto* text = std::get_if<std::string>(&value->data)) return *text;
    return std::nullopt;
  }

  std::int64_t count(std::string_view statement) {
    const std::string text = ask(statement).value_or("0");
    return std::strtoll(text.c_str(), nullptr, 10);
  }

  void connect(Check& check) {
    if (file_comes_later(check)) return;
    const auto access =
        use_.destination ? warehouse::Access::read_write : warehouse::Access::read_only;
    session_ = warehouse::open_session(spec_, access);
    interrupt_ = cancel_.on_cancel([this] { session_->cancel(); });
    info_ = session_->info();
    check.message =
        fmt::format("{}{} by way of {}{}", info_.server,
                    info_.user.empty() ? "" : fmt::format(" as '{}'", info_.user), info_.via,
                    info_.driver == info_.server ? "" : fmt::format(", {}", info_.driver));
  }

  // A destination's file is made by its first run, not by a check.
  bool file_comes_later(Check& check) {
    if (probes_ == nullptr || !probes_->is_file || (use_.source && !use_.destination)) return false;
    const fs::path path = warehouse::option(spec_.options, "path");
    std::error_code ignored;
    if (path.empty() || !path.is_absolute() ||
        fs::symlink_status(path, ignored).type() != fs::file_type::not_found) {
      return false;
    }
    const fs::path folder = path.parent_path();
    if (!fs::is_directory(folder, ignored)) return false;  // opening it says so
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
      throw Error(codes::connect_failed,
                  fmt::format("'{}' cannot be made: its folder is not writable", path.string()))
          .with_hint("make the folder writable for this user, or correct options.path");
    }
    // Without the file its driver can be tried all the same.
    if (probes_->in_memory) {
      warehouse::ConnectSpec in_memory = spec_;
      in_memory.options.erase("path");
      warehouse::open_session(in_memory, warehouse::Access::read_write);
    }
    absent_ = true;
    check.message =
        fmt::format("'{}' is not there yet; the first run into it makes it", path.string());
    return true;
  }

  void list_schemas(Check& check) {
    const std::vector<std::string> schemas = session_->schemas();
    if (schemas.empty()) {
      check.status = CheckStatus::failed;
      check.message = "the user may use no schema";
      check.hint = "grant it USAGE on the schemas it is to work with: waybill connection grants " +
                   spec_.vendor;
      check.code = &codes::denied_by_database;
      return;
    }
    check.message = fmt::format("{} schema{}: {}", schemas.size(), schemas.size() == 1 ? "" : "s",
                                first_names(schemas));
  }

  void control_tables(Check& check) {
    if (!use_.destination) return skip(check, "a source holds none of Waybill's tables");
    if (probes_ == nullptr || probes_->control_tables.empty()) return skip(check, kNotAsked);
    if (!probes_->control_missing.empty()) {
      if (const auto missing = ask(probes_->control_missing)) {
        check.status = CheckStatus::failed;
        check.message = "the user may neither use nor make Waybill's own tables, named _waybill_*";
        check.hint = *missing;
        check.code = &codes::denied_by_database;
        return;
      }
    }
    if (const std::int64_t tables = count(probes_->control_tables); tables > 0) {
      check.message = fmt::format("{} of Waybill's tables are there and can be written", tables);
      return;
    }
    check.status = CheckStatus::warning;
    check.message = "Waybill's own tables, named _waybill_*, are not there yet";
    check.hint = "nothing to do: the first run makes them beside the rows";
  }

  void tls(Check& check) {
    if (probes_ != nullptr && probes_->is_file) return skip(check, "a file has no TLS");
    if (probes_ == nullptr) return skip(check, "what the driver does is not known");
    if (!info_.encrypted.empty()) {
      check.message = info_.encrypted;
    } else if (warehouse::tls_mode(spec_) != "disable") {
      check.status = CheckStatus::failed;
      check.message = "the session is not encrypted, and ssl_mode asks for it";
      check.hint = "switch TLS on at the server and at every proxy before it";
      check.code = &codes::connect_failed;
    } else if (!warehouse::is_local(spec_)) {
      check.status = CheckStatus::warning;
      check.message = "rows and password cross the network in clear";
      check.hint = "leave ssl_mode out, or set it to verify_full";
    } else {
      skip(check, "not asked for: the server is on this machine");
    }
  }

  void clock(Check& check) {
    if (probes_ != nullptr && probes_->is_file)
      return skip(check, "a file has this machine's clock");
    if (probes_ == nullptr) return skip(check, kNotAsked);
    const base::Micros before = clock_();
    const base::Micros theirs = session_->now();
    const base::Micros after = clock_();
    const base::Micros skew =
        theirs < before ? theirs - before : std::max<base::Micros>(0, theirs - after);
    const std::int64_t ms = std::abs(skew) / kMicrosPerMs;
    if (std::abs(skew) <= kSkewAllowed) {
      check.message = fmt::format("within {} ms of ours", ms);
      return;
    }
    check.status = CheckStatus::warning;
    check.message = fmt::format("the server's clock is {} s {} ours", ms / 1000,
                                skew < 0 ? "behind" : "ahead of");
    check.hint = "keep both machines' clocks by NTP; windows and schedules go by ours";
  }

  void time_zone(Check& check) {
    if (probes_ == nullptr || probes_->time_zone.empty()) {
      return skip(check, probes_ == nullptr ? kNotAsked : "it has no session time zone");
    }
    const std::string zone = ask(probes_->time_zone).value_or("");
    if (zone == probes_->utc) {
      check.message = "UTC";
      return;
    }
    check.status = CheckStatus::failed;
    check.message = fmt::format("the session's time zone is '{}', not UTC", zone);
    check.hint = "a proxy before the server may keep settings back: connect to the server itself";
  }

  void least(Check& check) {
    if (probes_ == nullptr) return skip(check, kNotAsked);
    if (probes_->is_file) {
      return skip(check, "the rights are the file's; a source is opened for reading only");
    }
    std::vector<std::string> found;
    if (const auto excess = ask(probes_->excess)) found.push_back(*excess);
    // Who is a superuser may do all of the rest as well.
    if (use_.source && !use_.destination && found.empty()) {
      if (const auto excess = ask(probes_->excess_source)) found.push_back(*excess);
    }
    if (found.empty()) {
      check.message = "no right is known that it does not need";
      return;
    }
    check.status = CheckStatus::warning;
    check.message = fmt::format("the user has more rights than it needs: {}", found.front());
    check.hint = probes_->how_to_take_away;
  }

  void required(Check& check) {
    if (probes_ == nullptr) return skip(check, kNotAsked);
    if (probes_->is_file) {
      return file_rights(check);
    }
    if (use_.destination) {
      if (const auto missing = ask(probes_->missing)) {
        check.status = CheckStatus::failed;
        check.message = "the user lacks rights that runs into this destination need";
        check.hint = *missing;
        check.code = &codes::denied_by_database;
        return;
      }
    }
    if (use_.source) {
      const std::int64_t tables = count(probes_->readable);
      if (tables == 0) {
        check.status = CheckStatus::warning;
        check.message = "the user may read no table";
        check.hint = "grant it SELECT: waybill connection grants " + spec_.vendor;
        return;
      }
      check.message = fmt::format("{} table{} can be read", tables, tables == 1 ? "" : "s");
      return;
    }
    check.message = "the user may do what runs need";
  }

  // The journal stands beside the file.
  void file_rights(Check& check) {
    if (!use_.destination) return skip(check, "it could be opened for reading");
    const fs::path folder = fs::path(warehouse::option(spec_.options, "path")).parent_path();
    if (folder.empty() || ::access(folder.c_str(), W_OK | X_OK) == 0) {
      check.message = "the file and its folder can be written";
      return;
    }
    check.status = CheckStatus::failed;
    check.message = fmt::format("the folder '{}' is not writable, and the journal stands there",
                                folder.string());
    check.hint = "make the folder writable for this user";
    check.code = &codes::database_read_only;
  }

  const warehouse::ConnectSpec& spec_;
  Use use_;
  const base::Clock& clock_;
  const base::CancelToken& cancel_;
  const sql::Probes* probes_ = nullptr;
  std::unique_ptr<warehouse::Session> session_;
  base::CancelToken::Registration interrupt_;
  warehouse::SessionInfo info_;
  bool absent_ = false;
  std::vector<Check> checks_;
};

}  // namespace

std::vector<Check> verify(const warehouse::ConnectSpec& spec, Use use, const base::Clock& clock,
                          const base::CancelToken& cancel) {
  return Verification(spec, use, clock, cancel).run();
}

const Check* unusable(const std::vector<Check>& checks) {
  constexpr std::size_t kFirst = 2;
  for (std::size_t i = 0; i < std::min(checks.size(), kFirst); ++i) {
    if (checks[i].status == CheckStatus::failed) return &checks[i];
  }
  return nullptr;
}

std::string without_name(const std::string& message, const std::string& connection) {
  const std::string prefix = fmt::format("connection '{}': ", connection);
  return message.starts_with(prefix) ? message.substr(prefix.size()) : message;
}

}  // namespace waybill::validate

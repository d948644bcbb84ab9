// An open SQLite file: settings, the gate every statement passes, cancelling, and statements kept
// for their next use. Knows no rows.
#include "warehouse/sqlite/database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <thread>

#include "base/text.hpp"
#include "sql/given.hpp"
#include "warehouse/sqlite/bind.hpp"
#include "warehouse/sqlite/error.hpp"

namespace waybill::warehouse::sqlite {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kCatalogApplicationId = 0x57424C43;  // "WBLC"
constexpr std::size_t kKeptStatements = 64;
constexpr int kStepsBetweenCancelChecks = 4000;

// Functions of SQLite that reach outside the database.
constexpr std::array<std::string_view, 2> kDeniedFunctions{"fts3_tokenizer", "load_extension"};
// What SQLite's own virtual tables (full text, r-tree) ask while they are read.
constexpr std::array<std::string_view, 3> kReadPragmas{"data_version", "page_count", "page_size"};
// What says which indexes a table has: these have no way to write.
constexpr std::array<std::string_view, 4> kIndexPragmas{"index_info", "index_list", "table_list",
                                                        "table_xinfo"};
constexpr std::array<std::string_view, 2> kSchemaTables{"sqlite_master", "sqlite_temp_master"};

bool among(std::span<const std::string_view> names, const char* name) {
  return name != nullptr && std::ranges::any_of(names, [&](std::string_view candidate) {
           return base::ascii_iequals(candidate, name);
         });
}

}  // namespace

Lease::~Lease() {
  if (!statement_) return;
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  if (database_->kept_.size() >= kKeptStatements) return;
  try {
    database_->kept_.insert_or_assign(std::move(key_), std::move(statement_));
  } catch (const std::bad_alloc&) {
    // Not kept, then.
  }
}

Database::Database(const ConnectSpec& spec, Access access)
    : connection_(spec.name),
      access_(access),
      lock_wait_(std::chrono::seconds(spec.lock_s)),
      statement_limit_(spec.statement_s) {
  const auto path = spec.options.find("path");
  if (path != spec.options.end()) path_ = path->second;
  try {
    check_path(path_, access == Access::read_only, connection_);
    open(access);
    set_up(spec.cache_mib);
    refuse_catalog();
    opened_ = true;
  } catch (const std::exception&) {
    kept_.clear();
    sqlite3_close_v2(handle_);
    throw;
  }
}

Database::Database(const PrivateSpec& spec)
    : connection_(spec.name),
      access_(Access::read_write),
      lock_wait_(0),
      statement_limit_(spec.statement_s) {
  try {
    open(access_);
    attach(spec.schemas);
    set_up(spec.cache_mib);
    opened_ = true;
  } catch (const std::exception&) {
    kept_.clear();
    sqlite3_close_v2(handle_);
    throw;
  }
}

Database::~Database() {
  kept_.clear();
  const std::lock_guard lock(cancel_mutex_);
  sqlite3_close_v2(handle_);
  handle_ = nullptr;
}

void Database::open(Access access) {
  const bool writes = access == Access::read_write;
  const int flags = (writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
  const int result = sqlite3_open_v2(path_.c_str(), &handle_, flags, nullptr);
  if (result != SQLITE_OK) fail(result);
  // A file that may not be written is opened for reading without a word.
  if (writes && sqlite3_db_readonly(handle_, "main") == 1) {
    throw make_error(SQLITE_READONLY, fmt::format("'{}' is not writable", path_), connection_);
  }
}

void Database::attach(const std::vector<std::string>& schemas) {
  const int most = sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, -1);
  if (schemas.size() > static_cast<std::size_t>(most)) {
    throw Error(codes::unsupported, fmt::format("'{}' names {} schemas, SQLite takes {} beside its "
                                                "own",
                                                connection_, schemas.size(), most))
        .with_hint("name fewer schemas");
  }
  for (const std::string& schema : schemas) run(sql::attach_private(schema), Gate::own);
}

void Database::stop_writing() {
  kept_.clear();
  run("PRAGMA query_only = ON", Gate::own);
  access_ = Access::read_only;
}

void Database::set_up(std::int64_t cache_mib) {
  sqlite3_busy_handler(handle_, on_busy, this);
  sqlite3_progress_handler(handle_, kStepsBetweenCancelChecks, on_progress, this);
  sqlite3_set_authorizer(handle_, authorize, this);
  sqlite3_limit(handle_, SQLITE_LIMIT_ATTACHED, 0);
  constexpr std::pair<int, int> kSettings[] = {
      {SQLITE_DBCONFIG_DEFENSIVE, 1},
      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
      {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
      {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
      // A misspelt column in double quotes is an error, not a text.
      {SQLITE_DBCONFIG_DQS_DML, 0},
      {SQLITE_DBCONFIG_DQS_DDL, 0},
  };
  for (const auto& [setting, value] : kSettings) {
    const int result = sqlite3_db_config(handle_, setting, value, nullptr);
    if (result != SQLITE_OK) fail(result);
  }
  const std::int64_t cache_kib = std::clamp<std::int64_t>(cache_mib, 1, 1 << 20) * 1024;
  run(fmt::format("PRAGMA cache_size = {}", -cache_kib), Gate::own);
  run("PRAGMA temp_store = FILE", Gate::own);
  if (access_ == Access::read_only) run("PRAGMA query_only = ON", Gate::own);
}

void Database::refuse_catalog() {
  int application_id = 0;
  {
    const Lease statement = prepare("PRAGMA application_id", {}, Gate::own);
    if (step(statement.get())) application_id = sqlite3_column_int(statement.get(), 0);
  }
  if (application_id == kCatalogApplicationId) {
    throw Error(codes::connect_failed,
                fmt::format("connection '{}': '{}' is a Waybill catalog, not a warehouse",
                            connection_, path_))
        .with_hint("name another file: rows never go into, or come from, a catalog");
  }
  run("SELECT 1 FROM sqlite_schema LIMIT 1", Gate::own);  // a damaged file is found here
}

StatementPtr Database::compile(std::string_view text, Gate gate) {
  const auto reject = [&](const Code& code, std::string_view why) {
    return Error(code, fmt::format("connection '{}': the statement {}", connection_, why))
        .with_hint("write exactly one statement");
  };
  const Code& code = gate == Gate::reading ? codes::not_read_only : codes::sql_rejected;
  if (text.find('\0') != std::string_view::npos) throw reject(code, "holds a NUL character");
  gate_ = gate;
  sqlite3_stmt* compiled = nullptr;
  const char* tail = nullptr;
  int result = sqlite3_prepare_v3(handle_, text.data(), static_cast<int>(text.size()),
                                  SQLITE_PREPARE_PERSISTENT, &compiled, &tail);
  if (result != SQLITE_OK) fail(result);
  StatementPtr statement(compiled);
  if (!statement) throw reject(code, "is empty");
  const char* const end = text.data() + text.size();
  while (tail < end) {
    sqlite3_stmt* second = nullptr;
    const char* const from = tail;
    result = sqlite3_prepare_v3(handle_, from, static_cast<int>(end - from), 0, &second, &tail);
    sqlite3_finalize(second);
    if (result != SQLITE_OK || second != nullptr || tail == from) {
      throw reject(code, "is more than one");
    }
  }
  if (gate == Gate::reading &&
      (sqlite3_stmt_readonly(compiled) == 0 || sqlite3_stmt_isexplain(compiled) != 0 ||
       sqlite3_column_count(compiled) == 0)) {
    throw make_error(SQLITE_AUTH, "the statement is no plain SELECT", connection_);
  }
  return statement;
}

Lease Database::prepare(std::string_view text, const std::vector<rows::Value>& parameters,
                        Gate gate) {
  if (gate == Gate::writing && access_ == Access::read_only) gate = Gate::reading;
  std::string key = fmt::format("{}{}", static_cast<int>(gate), text);
  StatementPtr statement;
  if (auto kept = kept_.extract(key); !kept.empty()) {
    gate_ = gate;
    statement = std::move(kept.mapped());
  } else {
    statement = compile(text, gate);
  }
  out_of_time_ = false;
  statement_until_ = statement_limit_.count() == 0 || gate == Gate::own
                         ? Clock::time_point::max()
                         : Clock::now() + statement_limit_;
  Lease lease(*this, std::move(key), std::move(statement));
  const int wanted = sqlite3_bind_parameter_count(lease.get());
  if (wanted != static_cast<int>(parameters.size())) {
    throw Error(codes::sql_rejected,
                fmt::format("connection '{}': the statement has {} parameters, there are {} values",
                            connection_, wanted, parameters.size()))
        .with_hint("a model's query has no parameters of its own");
  }
  for (int i = 0; i < wanted; ++i) {
    const int result = bind_value(lease.get(), i + 1, parameters[static_cast<std::size_t>(i)]);
    if (result != SQLITE_OK) fail(result);
  }
  return lease;
}

void Database::run(std::string_view text, Gate gate) {
  const Lease statement = prepare(text, {}, gate);
  while (step(statement.get())) {
  }
}

void Database::fail(int result) {
  const int extended = handle_ != nullptr ? sqlite3_extended_errcode(handle_) : result;
  const bool same = (extended & 0xFF) == (result & 0xFF);
  if (extended == SQLITE_AUTH && gate_ == Gate::writing) {
    throw Error(codes::unsupported,
                fmt::format("connection '{}': transactions, ATTACH and extensions are not for "
                            "statements",
                            connection_))
        .with_hint("use begin, commit and rollback; open another file as another connection")
        .with_native(result);
  }
  if (out_of_time_ && !cancelled_ && (result & 0xFF) == SQLITE_INTERRUPT) {
    Error late = Error(codes::sql_rejected,
                       fmt::format("connection '{}': the statement took longer than {} s",
                                   connection_, statement_limit_.count()))
                     .with_hint("raise timeouts.statement_s, or statement_timeout_s of the sync")
                     .with_native(result);
    if (in_transaction_ && !lost_ && sqlite3_get_autocommit(handle_) != 0) lost_ = late;
    throw late;
  }
  const std::string_view native =
      handle_ != nullptr && same ? sqlite3_errmsg(handle_) : sqlite3_errstr(result);
  // After a cancel our own flag is trusted, not the result.
  Error error =
      cancelled_ && !finishing_
          ? make_error(SQLITE_INTERRUPT, "", connection_)
          : make_error(same ? extended : result,
                       opened_ ? std::string(native) : fmt::format("'{}': {}", path_, native),
                       connection_);
  if (in_transaction_ && !lost_ && sqlite3_get_autocommit(handle_) != 0) lost_ = error;
  throw error;
}

void Database::check_usable() const {
  if (cancelled_) throw make_error(SQLITE_INTERRUPT, "", connection_);
  if (lost_) throw *lost_;
}

void Database::begin(const std::string& statement) {
  if (in_transaction_) {
    throw Error(codes::internal,
                fmt::format("connection '{}': a transaction is open already", connection_));
  }
  run(statement, Gate::own);
  in_transaction_ = true;
}

void Database::commit() {
  if (!in_transaction_) {
    throw Error(codes::internal,
                fmt::format("connection '{}': there is no transaction to commit", connection_));
  }
  run("COMMIT", Gate::own);
  in_transaction_ = false;
}

void Database::rollback() noexcept {
  if (!in_transaction_) return;
  let_finish(true);
  gate_ = Gate::own;
  ++rollbacks_;
  // Only when nothing else runs does SQLite forget an interrupt that came before.
  sqlite3_stmt* statement = nullptr;
  while ((statement = sqlite3_next_stmt(handle_, statement)) != nullptr) {
    if (sqlite3_stmt_busy(statement) != 0) sqlite3_reset(statement);
  }
  if (sqlite3_get_autocommit(handle_) == 0) {
    sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  let_finish(false);
  in_transaction_ = sqlite3_get_autocommit(handle_) == 0;
  if (!in_transaction_) lost_.reset();
}

void Database::let_finish(bool now) noexcept {
  const std::lock_guard lock(cancel_mutex_);
  finishing_ = now;
}

void Database::cancel() noexcept {
  const std::lock_guard lock(cancel_mutex_);
  cancelled_ = true;
  if (handle_ != nullptr && !finishing_) sqlite3_interrupt(handle_);
}

void Database::clear_cancel() {
  const std::lock_guard lock(cancel_mutex_);
  cancelled_ = false;
}

int Database::authorize(void* self, int action, const char* first, const char* second, const char*,
                        const char*) {
  const Gate gate = static_cast<const Database*>(self)->gate_;
  if (gate == Gate::own) return SQLITE_OK;
  switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
      return SQLITE_OK;
    case SQLITE_UPDATE:
      // Asked for whenever a virtual table (json_each, full text) declares its columns. A statement
      // that means it is refused for not being read-only.
      return gate == Gate::writing || among(kSchemaTables, first) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
      return among(kDeniedFunctions, second) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA:
      if (gate == Gate::reading) {
        return (second == nullptr && among(kReadPragmas, first)) || among(kIndexPragmas, first)
                   ? SQLITE_OK
                   : SQLITE_DENY;
      }
      return SQLITE_OK;
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
    case SQLITE_TRANSACTION:
      return SQLITE_DENY;
    default:
      return gate == Gate::writing ? SQLITE_OK : SQLITE_DENY;
  }
}

int Database::on_busy(void* self, int count) {
  auto& database = *static_cast<Database*>(self);
  if (count == 0) database.busy_until_ = Clock::now() + database.lock_wait_;
  if (database.cancelled_ || Clock::now() >= database.busy_until_) return 0;
  std::this_thread::sleep_for(std::chrono::milliseconds(std::min(1 + count * 2, 50)));
  return 1;
}

int Database::on_progress(void* self) {
  auto& database = *static_cast<Database*>(self);
  if (database.finishing_) return 0;
  // It is asked once more when a statement has ended: what it did is committed by then.
  sqlite3_stmt* const statement = database.stepping_;
  if (statement != nullptr && sqlite3_stmt_busy(statement) == 0) return 0;
  if (Clock::now() > database.statement_until_) database.out_of_time_ = true;
  return database.cancelled_ || database.out_of_time_ ? 1 : 0;
}

}  // namespace waybill::warehouse::sqlite

#include "support/postgres_server.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <thread>

#include "base/error.hpp"
#include "support/temp_dir.hpp"
#include "warehouse/postgres/libpq.hpp"

namespace waybill::tests {
namespace {

namespace fs = std::filesystem;
namespace pg = warehouse::postgres;
using namespace std::chrono_literals;

constexpr auto kStartsWithin = 60s;

// Debian keeps each version's programs in a folder of its own; the newest is taken.
std::string find_programs() {
  std::vector<std::pair<int, std::string>> found;
  std::error_code ignored;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    const fs::path folder = version.path() / "bin";
    if (!fs::exists(folder / "initdb") || !fs::exists(folder / "postgres")) continue;
    found.emplace_back(std::atoi(version.path().filename().c_str()), folder.string());
  }
  for (const char* folder : {"/usr/bin", "/usr/local/bin", "/usr/local/pgsql/bin"}) {
    if (fs::exists(fs::path(folder) / "initdb")) found.emplace_back(0, folder);
  }
  std::sort(found.begin(), found.end());
  return found.empty() ? "" : found.back().second;
}

// PostgreSQL refuses to run as root.
const passwd* server_user() {
  if (::getuid() != 0) return nullptr;
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* user = ::getpwnam(name)) return user;
  }
  return nullptr;
}

class Server {
 public:
  enum class Role { primary, standby };
  explicit Server(const std::string& programs, Role role = Role::primary) {
    if (const passwd* user = server_user()) {
      uid_ = user->pw_uid;
      gid_ = user->pw_gid;
      if (::chown(folder_.path.c_str(), uid_, gid_) != 0) throw std::runtime_error("chown");
    }
    if (::chmod(folder_.path.c_str(), 0700) != 0) throw std::runtime_error("chmod");
    const pid_t init = start({programs + "/initdb", "-D", data(), "-A", "trust", "-U", "postgres",
                              "-E", "UTF8", "--locale=C", "--no-sync"});
    int status = 0;
    if (::waitpid(init, &status, 0) != init || status != 0) fail("initdb failed");
    let_in();
    // Of no other server: it has its own data, and waits for more of it.
    if (role == Role::standby) std::ofstream(data() + "/standby.signal");
    // A standby must allow as many connections as the server whose data it has.
    process_ =
        start({programs + "/postgres", "-D", data(), "-k", folder(), "-c",
               "listen_addresses=", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c",
               "full_page_writes=off", "--max_connections=100", "--max_prepared_transactions=10",
               "-c", "shared_buffers=64MB", "-c", "log_min_messages=error"});
    wait_until_ready();
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() {
    if (process_ <= 0) return;
    ::kill(process_, SIGINT);
    int status = 0;
    ::waitpid(process_, &status, 0);
  }
  std::string folder() const { return folder_.path.string(); }

 private:
  std::string data() const { return folder_.file("data"); }
  std::string log() const { return folder_.file("log"); }

  pid_t start(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const std::string log_file = log();
    const pid_t child = ::fork();
    if (child != 0) return child;
    const int out = ::open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
    if (out >= 0) {
      ::dup2(out, 1);
      ::dup2(out, 2);
    }
    if (uid_ != 0 && (::setgroups(0, nullptr) != 0 || ::setgid(gid_) != 0 || ::setuid(uid_) != 0)) {
      ::_exit(126);
    }
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);  // a crashing test takes the server with it
    if (::chdir("/") != 0) ::_exit(126);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }

  // Everybody without a question, but for a user who needs a password and one who is turned away.
  void let_in() {
    std::ofstream out(data() + "/pg_hba.conf", std::ios::trunc);
    out << "local all with_password scram-sha-256\nlocal all turned_away reject\n"
        << "local all all trust\n";
  }

  [[noreturn]] void fail(const std::string& what) {
    std::ifstream in(log());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    throw std::runtime_error(what + ": " + text);
  }

  // The server's own file says so on its eighth line.
  void wait_until_ready() {
    const auto until = std::chrono::steady_clock::now() + kStartsWithin;
    while (std::chrono::steady_clock::now() < until) {
      std::ifstream in(data() + "/postmaster.pid");
      std::string line;
      for (int i = 0; i < 8; ++i) std::getline(in, line);
      if (line.starts_with("ready")) return;
      int status = 0;
      if (::waitpid(process_, &status, WNOHANG) == process_) {
        process_ = 0;
        fail("the server ended");
      }
      std::this_thread::sleep_for(20ms);
    }
    fail("the server did not start");
  }

  TempDir folder_;
  uid_t uid_ = 0;
  gid_t gid_ = 0;
  pid_t process_ = 0;
};

const Server& server() {
  static const Server one(find_programs());
  return one;
}
const Server& standby() {
  static const Server one(find_programs(), Server::Role::standby);
  return one;
}

class RawConnection {
 public:
  explicit RawConnection(const std::string& database) : api_(pg::load_libpq("test")) {
    const std::string folder = postgres_socket_folder();
    const std::array<const char*, 5> names{"host", "user", "dbname", "options", nullptr};
    const std::array<const char*, 5> values{folder.c_str(), "postgres", database.c_str(),
                                            "-c client_encoding=UTF8 -c client_min_messages=error",
                                            nullptr};
    handle_ = api_.connectdbParams(names.data(), values.data(), 0);
    if (api_.status(handle_) != pg::ConnStatus::ok) {
      const std::string message = api_.errorMessage(handle_);
      api_.finish(handle_);
      throw std::runtime_error(message);
    }
  }
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;
  ~RawConnection() { api_.finish(handle_); }

  std::vector<std::string> rows(const std::string& sql) {
    std::vector<std::string> rows;
    std::string failure;
    api_.sendQuery(handle_, sql.c_str());
    while (pg::PGresult* result = api_.getResult(handle_)) {
      if (api_.resultStatus(result) == pg::ExecStatus::fatal_error) {
        failure = api_.resultErrorMessage(result);
      }
      for (int row = 0; row < api_.ntuples(result); ++row) {
        std::string text;
        for (int column = 0; column < api_.nfields(result); ++column) {
          if (column > 0) text += '|';
          text += api_.getisnull(result, row, column) != 0
                      ? "NULL"
                      : std::string(api_.getvalue(result, row, column));
        }
        rows.push_back(text);
      }
      api_.clear(result);
    }
    if (!failure.empty()) throw std::runtime_error(sql + ": " + failure);
    return rows;
  }

 private:
  pg::Libpq api_;
  pg::PGconn* handle_ = nullptr;
};

}  // namespace

bool without_postgres() {
  std::string missing;
  if (find_programs().empty())
    missing = "PostgreSQL's server is not installed (package postgresql)";
  try {
    pg::load_libpq("test");
  } catch (const Error& error) {
    missing = error.message();
  }
  if (missing.empty()) return false;
  std::printf("skipped: %s\n", missing.c_str());
  return true;
}

std::string postgres_socket_folder() {
  return server().folder();
}

std::unique_ptr<warehouse::Session> open_postgres_standby() {
  warehouse::ConnectSpec spec;
  spec.name = "standby";
  spec.vendor = "postgres";
  spec.options = {{"host", standby().folder()}, {"user", "postgres"}, {"database", "postgres"}};
  return warehouse::open_session(spec, warehouse::Access::read_only);
}

PostgresDatabase::PostgresDatabase() {
  static std::atomic<int> count = 0;
  name_ = "test" + std::to_string(++count);
  RawConnection("postgres").rows("CREATE DATABASE " + name_);
}

PostgresDatabase::~PostgresDatabase() {
  try {
    RawConnection("postgres").rows("DROP DATABASE " + name_ + " WITH (FORCE)");
  } catch (const std::exception& error) {
    std::printf("database %s stays: %s\n", name_.c_str(), error.what());
  }
}

warehouse::ConnectSpec PostgresDatabase::spec(std::int64_t lock_s) const {
  warehouse::ConnectSpec spec;
  spec.name = "test";
  spec.vendor = "postgres";
  spec.options = {{"host", postgres_socket_folder()}, {"user", "postgres"}, {"database", name_}};
  spec.lock_s = lock_s;
  return spec;
}

std::unique_ptr<warehouse::Session> PostgresDatabase::open(warehouse::Access access,
                                                           std::int64_t lock_s) const {
  return warehouse::open_session(spec(lock_s), access);
}

std::vector<std::string> PostgresDatabase::rows(const std::string& sql) const {
  return RawConnection(name_).rows(sql);
}

std::int64_t PostgresDatabase::number(const std::string& sql) const {
  return std::stoll(rows(sql).at(0));
}

}  // namespace waybill::tests

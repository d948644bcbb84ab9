#include "support/mariadb_server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include "support/temp_dir.hpp"

namespace waybill::tests {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kStartsWithin = 60s;
constexpr int kTries = 5;  // another program may take the port between asking for it and using it

struct Program {
  const char* name;
  const char* package;
};
constexpr Program kServer{"mariadbd", "mariadb-server-core"};
constexpr Program kInstall{"mariadb-install-db", "mariadb-server-core"};
constexpr Program kClient{"mariadb", "mariadb-client-core"};

std::string find_program(const Program& program) {
  for (const char* folder : {"/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"}) {
    const fs::path path = fs::path(folder) / program.name;
    if (fs::exists(path)) return path.string();
  }
  return "";
}

// MariaDB refuses to run as root.
const passwd* server_user() {
  if (::getuid() != 0) return nullptr;
  for (const char* name : {"mysql", "nobody"}) {
    if (const passwd* user = ::getpwnam(name)) return user;
  }
  return nullptr;
}

// A port that nobody listens on now.
int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  const bool known =
      socket >= 0 && ::bind(socket, any, size) == 0 && ::getsockname(socket, any, &size) == 0;
  if (socket >= 0) ::close(socket);
  if (!known) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

std::vector<char*> as_arguments(std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  return arguments;
}

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Server {
 public:
  Server() {
    if (const passwd* user = server_user()) {
      uid_ = user->pw_uid;
      gid_ = user->pw_gid;
      if (::chown(folder_.path.c_str(), uid_, gid_) != 0) throw std::runtime_error("chown");
    }
    if (::chmod(folder_.path.c_str(), 0755) != 0) throw std::runtime_error("chmod");
    std::vector<std::string> install{
        find_program(kInstall), "--no-defaults",
        "--datadir=" + data(),  "--auth-root-authentication-method=normal",
        "--skip-test-db",       "--skip-name-resolve",
        "--skip-log-bin"};
    install.insert(install.end(), kUnsafe.begin(), kUnsafe.end());
    const pid_t init = start(std::move(install));
    int status = 0;
    if (::waitpid(init, &status, 0) != init || status != 0) fail("mariadb-install-db failed");
    for (int tries = 1; !launch(); ++tries) {
      if (tries == kTries) fail("the server ended");
    }
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);  // nothing of it is kept
    int status = 0;
    ::waitpid(process_, &status, 0);
  }

  std::string socket() const { return folder_.file("socket"); }
  int port() const { return port_; }

  // What the client program writes: a row a line, tabs between the columns, escaped.
  std::string ask(const std::string& database, const std::string& sql) const {
    const TempDir answers;
    std::vector<std::string> words{find_program(kClient),
                                   "--no-defaults",
                                   "--user=root",
                                   "--socket=" + socket(),
                                   "--default-character-set=utf8mb4",
                                   "--max-allowed-packet=1G",
                                   "--batch",
                                   "--skip-column-names",
                                   "--binary-mode"};
    if (!database.empty()) words.push_back("--database=" + database);
    const std::vector<char*> arguments = as_arguments(words);
    const std::string out = answers.file("out");
    const std::string problems = answers.file("problems");
    const std::string in = answers.file("in");
    std::ofstream(in, std::ios::binary) << sql;
    const pid_t child = ::fork();
    if (child == 0) {
      ::dup2(::open(in.c_str(), O_RDONLY), 0);
      ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT, 0600), 1);
      ::dup2(::open(problems.c_str(), O_WRONLY | O_CREAT, 0600), 2);
      ::execv(arguments[0], arguments.data());
      ::_exit(127);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || status != 0) {
      throw std::runtime_error(sql.substr(0, 1000) + ": " + text_of(problems));
    }
    return text_of(out);
  }

 private:
  // Nothing outlives the process, so nothing waits for a disk.
  static constexpr std::array<const char*, 5> kUnsafe{
      "--innodb-flush-method=nosync", "--innodb-flush-log-at-trx-commit=0",
      "--skip-innodb-doublewrite", "--innodb-log-file-size=32M", "--innodb-buffer-pool-size=32M"};

  std::string data() const { return folder_.file("data"); }
  std::string log() const { return folder_.file("log"); }

  pid_t start(std::vector<std::string> words) const {
    const std::vector<char*> arguments = as_arguments(words);
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
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a crashing test takes the server with it
    if (::chdir("/") != 0) ::_exit(126);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }

  // False: the server has ended.
  bool launch() {
    port_ = free_port();
    std::vector<std::string> words{find_program(kServer),
                                   "--no-defaults",
                                   "--datadir=" + data(),
                                   "--socket=" + socket(),
                                   "--pid-file=" + folder_.file("pid"),
                                   "--tmpdir=" + folder_.path.string(),
                                   "--bind-address=127.0.0.1",
                                   "--port=" + std::to_string(port_),
                                   "--skip-name-resolve",
                                   "--skip-log-bin",
                                   "--character-set-server=utf8mb4",
                                   "--collation-server=utf8mb4_bin",
                                   "--max-allowed-packet=1G"};
    words.insert(words.end(), kUnsafe.begin(), kUnsafe.end());
    process_ = start(std::move(words));
    const auto until = std::chrono::steady_clock::now() + kStartsWithin;
    // The pid file is written once connections are let in.
    while (!fs::exists(folder_.file("pid"))) {
      int status = 0;
      if (::waitpid(process_, &status, WNOHANG) == process_) {
        process_ = 0;
        return false;
      }
      if (std::chrono::steady_clock::now() > until) fail("the server did not start");
      std::this_thread::sleep_for(20ms);
    }
    ask("", "CREATE USER with_password@'%' IDENTIFIED BY '" + mariadb_password() +
                "'; GRANT ALL ON *.* TO with_password@'%' WITH GRANT OPTION;");
    return true;
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + ": " + text_of(log()));
  }

  TempDir folder_;
  uid_t uid_ = 0;
  gid_t gid_ = 0;
  pid_t process_ = 0;
  int port_ = 0;
};

const Server& server() {
  static const Server one;
  return one;
}

char unescaped(char letter) {
  switch (letter) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case '0':
      return '\0';
    default:
      return letter;
  }
}

}  // namespace

bool without_mariadb() {
  for (const Program& program : {kServer, kInstall, kClient}) {
    if (!find_program(program).empty()) continue;
    std::printf("skipped: MariaDB's %s is not installed (package %s)\n", program.name,
                program.package);
    return true;
  }
  return false;
}

std::string mariadb_socket() {
  return server().socket();
}

int mariadb_port() {
  return server().port();
}

std::string mariadb_password() {
  return "wa{y};b=ill &@%+";
}

MariadbDatabase::MariadbDatabase() {
  static std::atomic<int> count = 0;
  name_ = "test" + std::to_string(++count);
  server().ask("", "CREATE DATABASE " + name_);
}

MariadbDatabase::~MariadbDatabase() {
  try {
    server().ask("", "SET lock_wait_timeout = 5; DROP DATABASE " + name_);
  } catch (const std::exception& error) {
    std::printf("database %s stays: %s\n", name_.c_str(), error.what());
  }
}

warehouse::ConnectSpec MariadbDatabase::spec(std::int64_t lock_s) const {
  warehouse::ConnectSpec spec;
  spec.name = "test";
  spec.vendor = "mariadb";
  spec.options = {{"socket", mariadb_socket()}, {"user", "root"}, {"database", name_}};
  spec.lock_s = lock_s;
  return spec;
}

std::unique_ptr<warehouse::Session> MariadbDatabase::open(warehouse::Access access,
                                                          std::int64_t lock_s) const {
  return warehouse::open_session(spec(lock_s), access);
}

std::vector<std::string> MariadbDatabase::rows(const std::string& sql) const {
  const std::string answer = server().ask(name_, sql);
  std::vector<std::string> rows;
  std::string row;
  for (std::size_t i = 0; i < answer.size(); ++i) {
    switch (answer[i]) {
      case '\n':
        rows.push_back(std::exchange(row, {}));
        break;
      case '\t':
        row += '|';
        break;
      case '\\':
        ++i;
        row += unescaped(answer.at(i));
        break;
      default:
        row += answer[i];
    }
  }
  return rows;
}

std::int64_t MariadbDatabase::number(const std::string& sql) const {
  return std::stoll(rows(sql).at(0));
}

}  // namespace waybill::tests

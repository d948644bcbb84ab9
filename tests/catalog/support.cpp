#include "catalog/support.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "support/raw_sqlite.hpp"

namespace waybill::tests {

CatalogPtr open_catalog(const std::string& path) {
  return catalog::Catalog::open(path, base::system_now);
}

std::optional<Error> error_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

std::string code_of(const std::function<void()>& work) {
  const auto error = error_of(work);
  return error ? std::string(error->code().id) : "";
}

void check_clear(const std::optional<Error>& error, std::string_view code, std::string_view path) {
  REQUIRE(error.has_value());
  INFO(error->message());
  CHECK(error->code().id == code);
  CHECK(error->message().find(path) != std::string::npos);
  CHECK(error->message().find('\n') == std::string::npos);
  CHECK(error->hint() != "");
}

model::Document document(model::Kind kind, const std::string& name, base::Json body) {
  model::Document made;
  made.kind = kind;
  made.name = name;
  made.body = std::move(body);
  return made;
}

catalog::Run sample_run(const std::string& id, base::Micros started_at) {
  catalog::Run run;
  run.id = id;
  run.sync_id = "0191d5a0-0000-7000-8000-000000000001";
  run.sync_name = "orders_to_lake";
  run.destination = "lake";
  run.model = "orders";
  run.tenant = "acme";
  run.trigger = "manual";
  run.actor = "tester";
  run.started_at = started_at;
  return run;
}

catalog::Reject sample_reject(const std::string& id, base::Micros first_at) {
  catalog::Reject reject;
  reject.id = id;
  reject.sync_id = "0191d5a0-0000-7000-8000-000000000001";
  reject.sync_name = "orders_to_lake";
  reject.run_id = "run-1";
  reject.tenant = "acme";
  reject.key = base::Json::object({{"id", base::Json(7)}});
  reject.code = "WB8501";
  reject.message = "the key is NULL";
  reject.first_at = first_at;
  reject.last_at = first_at;
  return reject;
}

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_bytes(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void raw_sql(const std::string& path, const std::string& sql) {
  RawSqlite raw(path);
  sqlite3_busy_timeout(raw.handle(), 10000);
  raw.exec(sql);
}

std::int64_t raw_integer(const std::string& path, const std::string& sql) {
  RawSqlite raw(path);
  sqlite3_busy_timeout(raw.handle(), 10000);
  return std::stoll(raw.one(sql).substr(2));  // "i:1"
}

pid_t start_process(const std::function<int()>& work) {
  std::fflush(nullptr);
  const pid_t process = ::fork();
  if (process != 0) return process;
  int status = 99;
  try {
    status = work();
  } catch (const std::exception& error) {
    std::fputs(fmt::format("process {}: {}\n", ::getpid(), error.what()).c_str(), stderr);
  }
  ::_exit(status);
}

int wait_for(pid_t process) {
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

bool run_processes(int count, const std::function<int(int)>& work) {
  std::vector<pid_t> processes;
  for (int i = 0; i < count; ++i) processes.push_back(start_process([&] { return work(i); }));
  bool all = true;
  for (pid_t process : processes) all = wait_for(process) == 0 && all;
  return all;
}

}  // namespace waybill::tests

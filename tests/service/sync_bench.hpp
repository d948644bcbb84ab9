// A bench with one sync document in it.
#ifndef WAYBILL_TESTS_SERVICE_SYNC_BENCH_HPP
#define WAYBILL_TESTS_SERVICE_SYNC_BENCH_HPP

#include <string>
#include <vector>

#include "service/bench.hpp"

namespace waybill::tests {

struct SyncBench : Bench {
  SyncBench() { set_up(); }

  void apply_sync(const std::string& keys) {
    apply(R"({"sync": {"name": "people", "model": "items", "destination": "acme")" +
          (keys.empty() ? "" : ", " + keys) + "}}");
  }
  base::Json run(const std::string& more = "") {
    now += 60'000'000;
    return call("sync.run", R"({"sync": "people")" + (more.empty() ? "" : ", " + more) + "}");
  }
  std::vector<std::string> delivered(const std::string& columns = "id, label",
                                     const std::string& table = "items") {
    SqliteFile destination(folder.file("acme.db"));
    return destination.rows("SELECT " + columns + " FROM " + table + " ORDER BY 1");
  }
  void change(const std::string& sql) { source.run(sql); }
};

}  // namespace waybill::tests

#endif

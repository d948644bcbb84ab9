// The same run as run_in_c.c by waybill.hpp.
//
// usage: run_in_cpp FOLDER SYNC
#include <iostream>
#include <string>
#include <string_view>

#include "waybill/waybill.hpp"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string folder = argv[1];
  try {
    waybill::Context context;
    waybill::Catalog catalog(context, folder + "/waybill.db", {"host", {}});
    catalog.call("config.apply", R"({"paths": [")" + folder + R"(/config"]})");
    bool listened = false;
    const std::string result =
        catalog
            .start("sync.run", R"({"sync": ")" + std::string(argv[2]) + R"("})",
                   [&](std::string_view event) {
                     listened = !event.empty();
                     return true;
                   })
            .wait();
    std::cout << result << '\n' << listened << '\n';
    return 0;
  } catch (const waybill::Error& error) {
    std::cerr << error.code() << ": " << error.message() << '\n';
    return 1;
  }
}

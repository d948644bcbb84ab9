// waybill: the command line, a host of the library like any other.
#include <cstdio>
#include <exception>

#include "arguments.hpp"
#include "execute.hpp"
#include "interrupt.hpp"

int main(int argc, char** argv) {
  try {
    const auto read = waybill::cli::read_arguments(argc, argv);
    if (const auto* answer = std::get_if<waybill::cli::Answer>(&read)) {
      std::fputs(answer->out.c_str(), stdout);
      std::fputs(answer->error.c_str(), stderr);
      return answer->code;
    }
    waybill::cli::Interrupts interrupts;
    return waybill::cli::execute(std::get<waybill::cli::Invocation>(read), interrupts);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "waybill: %s\n", error.what());
    return 2;
  }
}

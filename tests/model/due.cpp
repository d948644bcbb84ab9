// Answers when schedules are due, for check_schedules.py: a line in is cron or interval, the TZif
// file of a zone, and a range of seconds, with tabs between them; a line out is every start in it.
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>

#include "base/text.hpp"
#include "model/schedule.hpp"

using namespace waybill;

int main() {
  constexpr base::Micros kSecond = 1'000'000;
  for (std::string line; std::getline(std::cin, line);) {
    const auto parts = base::split(line, '\t');
    std::ifstream file{std::string(parts.at(1)), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto zone = model::TimeZone::parse(bytes);
    if (!zone) return 2;
    model::Schedule schedule;
    const auto cron = model::parse_cron(parts.at(0));
    if (const auto* parsed = std::get_if<model::Cron>(&cron)) {
      schedule.cron = *parsed;
    } else {
      const auto interval = model::parse_interval(parts.at(0));
      if (!std::holds_alternative<base::Micros>(interval)) return 3;
      schedule.every = std::get<base::Micros>(interval);
    }
    const base::Micros until = std::stoll(std::string(parts.at(3))) * kSecond;
    base::Micros at = std::stoll(std::string(parts.at(2))) * kSecond;
    std::string starts;
    for (;;) {
      const auto next = model::next_due(schedule, *zone, 0, at);
      if (!next || *next >= until) break;
      if (*next <= at) return 4;
      at = *next;
      starts += fmt::format("{}{}", starts.empty() ? "" : " ", at / kSecond);
    }
    std::cout << starts << '\n';
  }
}

#include "fault/order.hpp"

#include <algorithm>
#include <map>
#include <random>

namespace waybill::tests {
namespace {

// By hand: libraries differ in what std::shuffle makes of a generator.
template <class Items>
void shuffle(Items& items, std::mt19937& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random() % i]);
}

// A call's function, and the first word of the statement it is about.
std::string kind_of(const Point& point) {
  const std::size_t start = std::min(point.text.find_first_not_of("; "), point.text.size());
  return point.call + ' ' + point.text.substr(start, point.text.find(' ', start) - start);
}

using Kinds = std::map<std::string, std::vector<Fault>>;

// One of each kind, then the second of each, and so on.
std::vector<Fault> in_turn(Kinds kinds, std::mt19937& random, const Covered& covered) {
  std::vector<std::vector<Fault>> lists;
  for (auto& [kind, faults] : kinds) {
    shuffle(faults, random);
    lists.push_back(std::move(faults));
  }
  shuffle(lists, random);
  std::stable_partition(lists.begin(), lists.end(), [&](const auto& list) {
    return !covered.calls.contains(list.front().point->call);
  });
  std::vector<Fault> order;
  std::size_t longest = 0;
  for (const auto& list : lists) longest = std::max(longest, list.size());
  for (std::size_t i = 0; i < longest; ++i) {
    for (const auto& list : lists) {
      if (i < list.size()) order.push_back(list[i]);
    }
  }
  return order;
}

// Of the first `share`, the last ones make room for actions that are nowhere yet; but not those of
// functions that are few.
void cover_actions(std::vector<Fault>& order, std::size_t share, const Covered& covered) {
  std::set<std::string_view> there = covered.actions;
  for (std::size_t i = 0; i < share; ++i) there.insert(order[i].action->does);
  std::size_t place = share;
  for (std::size_t i = share; i < order.size() && place > 0; ++i) {
    if (!there.insert(order[i].action->does).second) continue;
    do {
      --place;
    } while (place > 0 && !waits_for_server(order[place].point->call));
    std::swap(order[i], order[place]);
  }
}

}  // namespace

std::vector<Fault> in_order(const std::vector<Point>& points, const std::string& seed,
                            std::size_t share, const Covered& covered) {
  Kinds waiting, others;
  for (const Point& point : points) {
    for (const Action& action : actions()) {
      if (!applies(action, point.call)) continue;
      if (waits_for_server(point.call)) {
        waiting[kind_of(point)].push_back({&point, &action});
      } else {
        others[point.call].push_back({&point, &action});
      }
    }
  }
  std::seed_seq mixed(seed.begin(), seed.end());
  std::mt19937 random(mixed);
  const std::vector<Fault> first = in_turn(std::move(waiting), random, covered);
  const std::vector<Fault> second = in_turn(std::move(others), random, covered);
  std::vector<Fault> order;
  for (std::size_t i = 0, j = 0; i < first.size() || j < second.size();) {
    for (int k = 0; k < 2 && i < first.size(); ++k) order.push_back(first[i++]);
    if (j < second.size()) order.push_back(second[j++]);
  }
  if (share < order.size()) cover_actions(order, share, covered);
  return order;
}

}  // namespace waybill::tests

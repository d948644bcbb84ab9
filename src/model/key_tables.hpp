// How rows of the key tables are written, and the tables by kind.
#ifndef WAYBILL_MODEL_KEY_TABLES_HPP
#define WAYBILL_MODEL_KEY_TABLES_HPP

#include <array>

#include "model/document.hpp"

namespace waybill::model::tables {

// A text that names something: never empty.
constexpr Key name_text(std::string_view name, bool required, std::string_view help,
                        std::string_view default_text = "") {
  return {.name = name,
          .type = KeyType::text,
          .required = required,
          .default_text = default_text,
          .help = help,
          .minimum = 1};
}
constexpr Key named(std::string_view help) {
  return name_text("name", true, help);
}
constexpr Key choice(std::string_view name, bool required,
                     std::span<const std::string_view> allowed, std::string_view default_text,
                     std::string_view help) {
  return {.name = name,
          .type = KeyType::text,
          .required = required,
          .allowed = allowed,
          .default_text = default_text,
          .help = help};
}
constexpr Key name_list(std::string_view name, bool required, std::string_view default_text,
                        std::string_view help) {
  return {.name = name,
          .type = KeyType::text_list,
          .required = required,
          .default_text = default_text,
          .help = help,
          .minimum = 1};
}
constexpr Key whole_number(std::string_view name, std::string_view default_text,
                           std::string_view help, double minimum, double maximum) {
  return {.name = name,
          .type = KeyType::integer,
          .default_text = default_text,
          .help = help,
          .minimum = minimum,
          .maximum = maximum};
}
constexpr Key ratio(std::string_view name, std::string_view default_text, std::string_view help) {
  return {.name = name,
          .type = KeyType::number,
          .default_text = default_text,
          .help = help,
          .minimum = 0,
          .maximum = 1};
}
constexpr Key flag(std::string_view name, std::string_view default_text, std::string_view help) {
  return {.name = name, .type = KeyType::boolean, .default_text = default_text, .help = help};
}
constexpr Key object_key(std::string_view name, std::span<const Key> children,
                         std::string_view help) {
  return {.name = name, .type = KeyType::object, .help = help, .children = children};
}

constexpr Key unobeyed(Key key) {
  key.obeyed = Obeyed::no;
  return key;
}
constexpr Key obeyed_only(Key key, std::span<const std::string_view> values) {
  key.obeyed_values = values;
  return key;
}
constexpr Key one_of_two(Key key, std::string_view group) {
  key.exactly_one = group;
  return key;
}
constexpr Key with(Key key, std::string_view other) {
  key.only_with = other;
  return key;
}

constexpr double kYear = 31'536'000;  // in seconds

// Of a sync and of a destination.
inline constexpr auto kAlertRules = std::to_array<Key>({
    flag("failed", "false", "tell when a run fails, and when one goes well again"),
    flag("partial", "false",
         "tell when a run refuses rows or withholds deletes, and when one does "
         "neither again"),
    flag("full_run", "false",
         "tell of each run that reads everything though nobody asked for it, "
         "but the first, with its reason"),
    flag("zero_rows", "false", "tell when a run reads no row, and when one does again"),
    whole_number("longer_than_s", "", "tell when a run takes more seconds, and when one does not",
                 1, kYear),
    {.name = "row_count_factor",
     .type = KeyType::number,
     .help = "tell when a run reads so many times more or fewer rows than the median of the last "
             "runs",
     .minimum = 1,
     .maximum = 1e9},
    with(whole_number("last_runs", "10", "how many runs that is; fewer than 3 are not judged", 3,
                      300),
         "row_count_factor"),
    whole_number("overdue_s", "",
                 "tell when what is due by the schedule is so many seconds late, or without one, "
                 "when the last delivery is so many seconds ago",
                 1, kYear),
});

inline constexpr Key kId{.name = "id",
                         .type = KeyType::text,
                         .help = "UUID; assigned at the first save when absent",
                         .minimum = 1};
inline constexpr Key kDescription{
    .name = "description", .type = KeyType::long_text, .help = "for people; never read by a run"};

// Of what has a place in a table.
inline constexpr Key kCommented{
    .name = "description",
    .type = KeyType::long_text,
    .help = "for people; the comment of its table or column that Waybill makes"};

std::span<const Key> connection();
std::span<const Key> source();
std::span<const Key> model();
std::span<const Key> product();
std::span<const Key> recipient();
std::span<const Key> destination();
std::span<const Key> sync();

}  // namespace waybill::model::tables

#endif

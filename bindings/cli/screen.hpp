// What a terminal can show: its width, colours, tables, and the line of a run under way.
#ifndef WAYBILL_CLI_SCREEN_HPP
#define WAYBILL_CLI_SCREEN_HPP

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace waybill::cli {

enum class Color { red, yellow, green, bold };

class Screen {
 public:
  Screen(bool color_wanted, bool live_wanted);

  // Columns of standard output when it is a terminal, else 0: no limit.
  std::size_t width() const { return width_; }
  // Coloured for standard output, or for standard error.
  std::string on_out(Color color, std::string_view text) const;
  std::string on_error(Color color, std::string_view text) const;

  // Shows, or takes away, the line of a run on standard error. From any thread.
  void live(std::string_view line);
  void clear_live();

 private:
  std::size_t width_ = 0;
  bool out_color_ = false;
  bool error_color_ = false;
  bool live_ = false;
  std::mutex mutex_;
  bool shown_ = false;
};

struct TableColumn {
  std::string title;
  bool right = false;  // numbers
  bool whole = false;  // never cut: ids, which are copied
};

// Cells in columns two blanks apart; control characters are shown escaped. With a width, the
// widest columns are cut to fit as far as that goes.
std::string table(const std::vector<TableColumn>& columns,
                  const std::vector<std::vector<std::string>>& rows, std::size_t width);

std::string with_thousands(long long number);  // 1,234,567

}  // namespace waybill::cli

#endif

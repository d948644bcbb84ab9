#include "warehouse/odbc/packed_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "warehouse/odbc/cells.hpp"

namespace waybill::warehouse::odbc {
namespace {

using rows::Logical;
using rows::Misfit;

struct Cell {
  enum class Kind {
    null,
    number,  // its spelling
    usual,   // what packing of the column's type makes of it
    tagged   // `tag`
  };
  Kind kind = Kind::null;
  char tag = 0;           // t, r, b
  std::string_view text;  // until the next one
};

// Reads the arrays of a row, one after the other. A text need not be UTF-8.
class CellScanner {
 public:
  CellScanner(std::string_view row, std::string& scratch)
      : at_(row.data()), end_(row.data() + row.size()), scratch_(scratch) {}

  // False: the row is broken here.
  bool next(Cell& cell) {
    const bool there = begun_ ? take(',') || (take(']') && take('[')) : take('[');
    begun_ = true;
    if (!there) return false;
    if (at_ == end_) return false;
    if (*at_ == '"') {
      cell.kind = Cell::Kind::usual;
      return string(cell.text);
    }
    if (*at_ == '[') return tagged(cell);
    const char* const from = at_;
    while (at_ != end_ && *at_ != ',' && *at_ != ']') ++at_;
    cell.text = {from, static_cast<std::size_t>(at_ - from)};
    cell.kind = cell.text == "null" ? Cell::Kind::null : Cell::Kind::number;
    return !cell.text.empty();
  }
  bool at_end() { return take(']') && at_ == end_; }

 private:
  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  bool tagged(Cell& cell) {
    std::string_view tag;
    cell.kind = Cell::Kind::tagged;
    if (!take('[') || !string(tag) || tag.size() != 1) return false;
    cell.tag = tag.front();
    return take(',') && string(cell.text) && take(']');
  }

  bool string(std::string_view& text) {
    if (!take('"')) return false;
    const std::string_view rest(at_, static_cast<std::size_t>(end_ - at_));
    const std::size_t size = rest.find('"');
    if (size == std::string_view::npos) return false;
    text = rest.substr(0, size);
    if (text.find('\\') != std::string_view::npos) return escaped(text);
    at_ += size + 1;
    return true;
  }

  bool escaped(std::string_view& text) {
    scratch_.clear();
    while (at_ != end_ && *at_ != '"') {
      const char* const from = at_;
      while (at_ != end_ && *at_ != '"' && *at_ != '\\') ++at_;
      scratch_.append(from, at_);
      if (take('\\') && !escape()) return false;
    }
    text = scratch_;
    return take('"');
  }

  // SQLite escapes quotes, backslashes and control characters.
  bool escape() {
    constexpr std::array<std::pair<char, char>, 8> kShort{{{'"', '"'},
                                                           {'\\', '\\'},
                                                           {'/', '/'},
                                                           {'b', '\b'},
                                                           {'f', '\f'},
                                                           {'n', '\n'},
                                                           {'r', '\r'},
                                                           {'t', '\t'}}};
    if (at_ == end_) return false;
    const char c = *at_++;
    if (c == 'u') return control();
    for (const auto& [spelled, meant] : kShort) {
      if (spelled != c) continue;
      scratch_ += meant;
      return true;
    }
    return false;
  }

  bool control() {
    int code = 0;
    for (int i = 0; i < 4; ++i) {
      const int digit = at_ == end_ ? -1 : hex_digit(*at_++);
      if (digit < 0) return false;
      code = code << 4 | digit;
    }
    if (code >= 0x80) return false;
    scratch_ += static_cast<char>(code);
    return true;
  }

  const char* at_;
  const char* end_;
  std::string& scratch_;
  bool begun_ = false;
};

bool is_whole(std::string_view number) {
  if (number.front() == '-') number.remove_prefix(1);
  return !number.empty() &&
         std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
}

char usual_tag(Logical type) {
  if (type == Logical::floating) return 'r';
  return type == Logical::bytes ? 'b' : 't';
}

// Appends nothing where it does not fit.
Misfit read(CellReader& reader, const Cell& cell, std::string& bytes, rows::Column& out) {
  const StorageWays& ways = storage_ways(reader.type.logical);
  std::string_view text = cell.text;
  CellReader::Decode decode = nullptr;
  if (cell.kind == Cell::Kind::number) {
    if (is_whole(text)) decode = ways.integer;
  } else {
    switch (cell.kind == Cell::Kind::usual ? usual_tag(reader.type.logical) : cell.tag) {
      case 't':
        decode = ways.text;
        break;
      case 'r':
        decode = ways.real;
        break;
      case 'b':
        decode = ways.blob;
        if (decode != nullptr && !from_hex(text, bytes)) return Misfit::not_of_type;
        text = bytes;
        break;
      default:
        break;
    }
  }
  return decode == nullptr ? Misfit::wrong_storage : decode(reader, text, out);
}

}  // namespace

std::size_t JsonUnpacker::unpack(std::string_view row, rows::Batch& batch,
                                 std::vector<CellMisfit>& misfits) {
  CellScanner cells(row, text_);
  Cell cell;
  std::size_t bytes = 0;
  for (CellReader& reader : readers_) {
    if (!cells.next(cell)) refuse();
    rows::Column& out = batch.columns[reader.column];
    if (cell.kind == Cell::Kind::null) {
      out.append_null();
      continue;
    }
    bytes += cell.text.size();
    const Misfit misfit = read(reader, cell, bytes_, out);
    if (misfit == Misfit::none) continue;
    out.append_null();
    misfits.push_back({batch.length, reader.column, misfit});
  }
  if (!cells.at_end()) refuse();
  ++batch.length;
  return bytes;
}

std::optional<rows::Value> JsonUnpacker::scalar(std::string_view row) {
  CellScanner cells(row, text_);
  Cell cell;
  if (!cells.next(cell) || !cells.at_end()) refuse();
  if (cell.kind == Cell::Kind::null) return std::nullopt;
  Logical logical = Logical::text;
  if (cell.kind == Cell::Kind::number) logical = Logical::bigint;
  if (cell.tag == 'r') logical = Logical::floating;
  if (cell.tag == 'b') logical = Logical::bytes;
  rows::Batch batch(rows::Schema{{"v", {logical}}});
  CellReader reader;
  reader.type = {logical};
  if (read(reader, cell, bytes_, batch.columns[0]) != Misfit::none) return std::nullopt;
  const rows::Value value = batch.columns[0].value(0);
  if (logical == Logical::bigint) return value;
  if (logical == Logical::floating) return rows::Value::text(rows::value_text(value));
  return rows::Value::text(std::get<std::string>(value.data));
}

}  // namespace waybill::warehouse::odbc

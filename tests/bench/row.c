/* The rows of the benchmarks. */
#include "row.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static uint64_t row_next(uint64_t* state) { /* splitmix64 */
  uint64_t z = (*state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static unsigned row_below(uint64_t* state, unsigned limit) {
  return (unsigned)(row_next(state) % limit);
}

static size_t row_sentence(uint64_t* state, char* out, int count) {
  static const char* const words[] = {"harbour", "Überseekiste", "crème",  "naïve",    "świt",
                                      "корабль", "貨物",         "配送",   "حاوية",    "🚢",
                                      "parcel",  "Ålesund",      "fjord",  "manifest", "señal",
                                      "dock",    "ωκεανός",      "tare",   "pallet",   "quay",
                                      "stow",    "œuvre",        "ledger", "乗組員"};
  size_t at = 0;
  for (int i = 0; i < count; i++) {
    const char* word = words[row_below(state, sizeof words / sizeof *words)];
    const size_t size = strlen(word);
    if (i > 0) out[at++] = ' ';
    memcpy(out + at, word, size);
    at += size;
  }
  out[at] = 0;
  return at;
}

void row_make(uint64_t* state, struct row* row) {
  const uint64_t a = row_next(state), b = row_next(state);
  for (int i = 0; i < 8; i++) {
    row->id[i] = (uint8_t)(a >> (56 - 8 * i));
    row->id[8 + i] = (uint8_t)(b >> (56 - 8 * i));
  }
  row->id[6] = (uint8_t)(0x40 | (row->id[6] & 0x0f));
  row->id[8] = (uint8_t)(0x80 | (row->id[8] & 0x3f));
  snprintf(row->tenant, sizeof row->tenant, "t%04u", row_below(state, 100));
  const int64_t whole = row_below(state, 2000000000u);
  const int64_t cents = row_below(state, 10000);
  row->amount = (whole * 10000 + cents) * (row_below(state, 4) == 0 ? -1 : 1);
  const int64_t day = 18262 + (int64_t)row_below(state, 2400); /* from 2020-01-01 */
  row->instant = (day * 86400 + (int64_t)row_below(state, 86400)) * 1000000 +
                 (int64_t)row_below(state, 1000000);
  row->day = (int32_t)row_below(state, 25000);
  row->name_size = row_sentence(state, row->name, 2 + (int)row_below(state, 4));
  row->n = (int64_t)row_next(state);
  row->d = (double)(int64_t)row_next(state) / (double)(1 + row_below(state, 1u << 30));
  row->flag = (int)row_below(state, 2);
  row->note_null = row_below(state, 10) < 3;
  row->note_size = 0;
  row->note[0] = 0;
  if (!row->note_null) {
    char text[256];
    row_sentence(state, text, 1 + (int)row_below(state, 3));
    row->note_size = (size_t)snprintf(
        row->note, sizeof row->note, "{\"note\": \"%s\", \"stops\": [%u, %u], \"weight\": %u.%02u}",
        text, row_below(state, 100), row_below(state, 100), row_below(state, 1000),
        row_below(state, 100));
  }
}

size_t row_date_text(char* out, size_t size, int day) {
  /* Howard Hinnant, "chrono-compatible low-level date algorithms" */
  const int z = day + 719468;
  const int era = z / 146097;
  const int doe = z - era * 146097;
  const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int mp = (5 * doy + 2) / 153;
  const int month = mp < 10 ? mp + 3 : mp - 9;
  const int year = yoe + era * 400 + (month <= 2);
  return (size_t)snprintf(out, size, "%04d-%02d-%02d", year, month, doy - (153 * mp + 2) / 5 + 1);
}

size_t row_instant_text(char* out, size_t size, int64_t instant, const char* between,
                        const char* end) {
  const unsigned long long second = (unsigned long long)instant / 1000000; /* from 1970 on */
  const size_t at = row_date_text(out, size, (int)(second / 86400));
  return at + (size_t)snprintf(out + at, size - at, "%s%02d:%02d:%02d.%06d%s", between,
                               (int)(second / 3600 % 24), (int)(second / 60 % 60),
                               (int)(second % 60), (int)(instant % 1000000), end);
}

size_t row_id_text(char* out, size_t size, const uint8_t id[16]) {
  return (size_t)snprintf(out, size,
                          "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          id[0], id[1], id[2], id[3], id[4], id[5], id[6], id[7], id[8], id[9],
                          id[10], id[11], id[12], id[13], id[14], id[15]);
}

size_t row_amount_text(char* out, size_t size, int64_t amount) {
  const uint64_t size_of_it = amount < 0 ? 0u - (uint64_t)amount : (uint64_t)amount;
  return (size_t)snprintf(out, size, "%s%" PRIu64 ".%04" PRIu64, amount < 0 ? "-" : "",
                          size_of_it / 10000, size_of_it % 10000);
}

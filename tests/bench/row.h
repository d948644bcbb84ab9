/* The rows of the benchmarks: ten columns of the common types, random ids (the worst case for a
   primary key). The same seed makes the same rows, in C and in C++. */
#ifndef WAYBILL_TESTS_BENCH_ROW_H
#define WAYBILL_TESTS_BENCH_ROW_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct row {
  uint8_t id[16];
  char tenant[16];
  int64_t n;
  double d;
  int64_t amount; /* of ten thousandths */
  int flag;
  int64_t instant; /* microseconds since 1970 */
  int32_t day;     /* since 1970 */
  char name[256];
  size_t name_size;
  char note[512]; /* JSON */
  size_t note_size;
  int note_null;
};

void row_make(uint64_t* state, struct row* row);

/* Texts as SQL spells them. Each answers its size. */
size_t row_date_text(char* out, size_t size, int day);
size_t row_instant_text(char* out, size_t size, int64_t instant, const char* between,
                        const char* end);
size_t row_id_text(char* out, size_t size, const uint8_t id[16]);
size_t row_amount_text(char* out, size_t size, int64_t amount);

#ifdef __cplusplus
}
#endif

#endif

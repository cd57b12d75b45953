// Sorting by keys: every element becomes an unsigned integer whose order is the element's (NaN last). Short runs
// are sorted by insertion and merging, long ones digit by digit (radix sort) by the 36 highest bits that differ
// at all, after which the few that agree in these are put in order. All of it is stable. Where registers are wide,
// numbers of 64 bits that need not keep their places along are sorted in these instead.
#include "SortVectors.h"
#include <stdlib.h>
#include <string.h>

static inline uint64_t key_f64(uint64_t bits) {
  if ((bits & 0x7fffffffffffffffu) > 0x7ff0000000000000u) return UINT64_MAX;
  return bits >> 63 ? ~bits : bits | 0x8000000000000000u;
}
static inline uint64_t value_f64(uint64_t key) {
  if (key == UINT64_MAX) return 0x7ff8000000000000u;
  return key >> 63 ? key & 0x7fffffffffffffffu : ~key;
}
static inline uint32_t key_f32(uint32_t bits) {
  if ((bits & 0x7fffffffu) > 0x7f800000u) return UINT32_MAX;
  return bits >> 31 ? ~bits : bits | 0x80000000u;
}
static inline uint32_t value_f32(uint32_t key) {
  if (key == UINT32_MAX) return 0x7fc00000u;
  return key >> 31 ? key & 0x7fffffffu : ~key;
}
static inline uint64_t key_i64(uint64_t bits) { return bits ^ 0x8000000000000000u; }

// Places of 32 bits where they suffice: a smaller entry is moved faster.
typedef struct __attribute__((packed)) { uint64_t key; uint32_t place; } entry;
typedef struct { uint64_t key; uint64_t place; } long_entry;

enum { DIGIT = 9, PASSES = 4 };

// Insertion, merge and radix sort of elements of type E by a 64- or 32-bit key.
#define SORTS(S, E, KEY, K)                                                                                \
  static void insertion_##S(E *a, ptrdiff_t n) {                                                           \
    for (ptrdiff_t i = 1; i < n; i++) {                                                                    \
      E x = a[i]; ptrdiff_t j = i;                                                                         \
      for (; j > 0 && (K)KEY(a[j - 1]) > (K)KEY(x); j--) a[j] = a[j - 1];                                  \
      a[j] = x;                                                                                            \
    }                                                                                                      \
  }                                                                                                        \
  static void merge_##S(E *a, E *scratch, ptrdiff_t n) {                                                   \
    if (n <= 24) { insertion_##S(a, n); return; }                                                          \
    ptrdiff_t half = n / 2;                                                                                \
    merge_##S(a, scratch, half);                                                                           \
    merge_##S(a + half, scratch, n - half);                                                                \
    memcpy(scratch, a, half * sizeof(E));                                                                  \
    ptrdiff_t i = 0, j = half, k = 0;                                                                      \
    while (i < half && j < n) {                                                                            \
      int right = (K)KEY(a[j]) < (K)KEY(scratch[i]);                                                       \
      a[k++] = right ? a[j] : scratch[i];                                                                  \
      j += right; i += !right;                                                                             \
    }                                                                                                      \
    memcpy(a + k, scratch + i, (half - i) * sizeof(E));                                                    \
  }                                                                                                        \
  static void radix_##S(E *a, E *scratch, ptrdiff_t n) {                                                   \
    K first = KEY(a[0]), different = 0;                                                                    \
    for (ptrdiff_t i = 1; i < n; i++) different |= first ^ (K)KEY(a[i]);                                   \
    if (!different) return;                                                                                \
    int top = 64 - __builtin_clzll((uint64_t)different);                                                   \
    int low = top > PASSES * DIGIT ? top - PASSES * DIGIT : 0, passes = (top - low + DIGIT - 1) / DIGIT;   \
    static _Thread_local uint32_t counts[PASSES][1 << DIGIT];                                              \
    memset(counts, 0, sizeof counts);                                                                      \
    const K digits = (1u << DIGIT) - 1;                                                                    \
    for (ptrdiff_t i = 0; i < n; i++) {                                                                    \
      K key = (K)KEY(a[i]) >> low;                                                                         \
      counts[0][key & digits]++;                                                                           \
      if (passes > 1) counts[1][(key >> DIGIT) & digits]++;                                                \
      for (int p = 2; p < passes; p++) counts[p][(uint64_t)key >> (p * DIGIT) & digits]++;                 \
    }                                                                                                      \
    E *from = a, *to = scratch;                                                                            \
    for (int p = 0; p < passes; p++) {                                                                     \
      uint32_t *count = counts[p], total = 0;                                                              \
      for (int d = 0; d < 1 << DIGIT; d++) { uint32_t c = count[d]; count[d] = total; total += c; }        \
      int shift = low + p * DIGIT;                                                                         \
      for (ptrdiff_t i = 0; i < n; i++) { E x = from[i]; to[count[((K)KEY(x) >> shift) & digits]++] = x; } \
      E *swap = from; from = to; to = swap;                                                                \
    }                                                                                                      \
    if (from != a) memcpy(a, from, n * sizeof(E));                                                         \
    if (low == 0) return;                                                                                  \
    for (ptrdiff_t i = 0, end; i < n; i = end) {                                                           \
      K here = (K)KEY(a[i]) >> low;                                                                        \
      for (end = i + 1; end < n && (K)KEY(a[end]) >> low == here; end++) {}                                \
      if (end - i > 1) merge_##S(a + i, scratch, end - i);                                                 \
    }                                                                                                      \
  }                                                                                                        \
  static void sort_##S(E *a, E *scratch, ptrdiff_t n) {                                                    \
    if (n < 2048 || n > UINT32_MAX) merge_##S(a, scratch, n); else radix_##S(a, scratch, n);                \
  }

#define ITSELF(x) (x)
#define ENTRY_KEY(x) ((x).key)
SORTS(u64, uint64_t, ITSELF, uint64_t)
SORTS(u32, uint32_t, ITSELF, uint32_t)
SORTS(entry, entry, ENTRY_KEY, uint64_t)
SORTS(long_entry, long_entry, ENTRY_KEY, uint64_t)

static uint64_t key_at(const void *data, ptrdiff_t i, int type) {
  switch (type) {
  case VECTOR_F64: return key_f64(((const uint64_t *)data)[i]);
  case VECTOR_F32: return key_f32(((const uint32_t *)data)[i]);
  case VECTOR_I64: return key_i64(((const uint64_t *)data)[i]);
  default: return ((const uint8_t *)data)[i];
  }
}

ptrdiff_t vector_sort_scratch(ptrdiff_t count) {
  return count * (ptrdiff_t)(count <= UINT32_MAX ? sizeof(entry) : sizeof(long_entry));
}

void vector_sort(int type, const void *from, void *data, ptrdiff_t n, void *scratch) {
  if ((type == VECTOR_F64 || type == VECTOR_I64) && vector_sorts_wide()) {
    vector_sort_wide(type == VECTOR_F64 ? SORT_DOUBLES : SORT_INTEGERS, from, data, scratch, n);
    return;
  }
  if (from != data) memcpy(data, from, n * (type == VECTOR_F32 ? 4 : type == VECTOR_F64 || type == VECTOR_I64 ? 8 : 1));
  switch (type) {
  case VECTOR_F64: {
    uint64_t *a = data;
    for (ptrdiff_t i = 0; i < n; i++) a[i] = key_f64(a[i]);
    sort_u64(a, scratch, n);
    for (ptrdiff_t i = 0; i < n; i++) a[i] = value_f64(a[i]);
    break;
  }
  case VECTOR_F32: {
    uint32_t *a = data;
    for (ptrdiff_t i = 0; i < n; i++) a[i] = key_f32(a[i]);
    sort_u32(a, scratch, n);
    for (ptrdiff_t i = 0; i < n; i++) a[i] = value_f32(a[i]);
    break;
  }
  case VECTOR_I64: {
    uint64_t *a = data;
    for (ptrdiff_t i = 0; i < n; i++) a[i] = key_i64(a[i]);
    sort_u64(a, scratch, n);
    for (ptrdiff_t i = 0; i < n; i++) a[i] = key_i64(a[i]);
    break;
  }
  default: {
    uint8_t *a = data;
    size_t counts[256] = {0};
    for (ptrdiff_t i = 0; i < n; i++) counts[a[i]]++;
    for (int v = 0; v < 256; v++) { memset(a, v, counts[v]); a += counts[v]; }
  }
  }
}

void vector_argsort(int type, const void *data, ptrdiff_t n, int64_t *order, void *entries, void *scratch) {
  if (n <= UINT32_MAX) {
    entry *e = entries;
    for (ptrdiff_t i = 0; i < n; i++) { e[i].key = key_at(data, i, type); e[i].place = (uint32_t)i; }
    sort_entry(e, scratch, n);
    for (ptrdiff_t i = 0; i < n; i++) order[i] = (int64_t)e[i].place;
  } else {
    long_entry *e = entries;
    for (ptrdiff_t i = 0; i < n; i++) { e[i].key = key_at(data, i, type); e[i].place = (uint64_t)i; }
    sort_long_entry(e, scratch, n);
    for (ptrdiff_t i = 0; i < n; i++) order[i] = (int64_t)e[i].place;
  }
}

// The k-th key by its digits, 11 bits at a time: count the digits, keep the elements with the right one.
double vector_select(const double *a, ptrdiff_t n, ptrdiff_t k, void *scratch, double *next) {
  const uint64_t *bits = (const uint64_t *)a;
  uint64_t *kept = scratch;
  ptrdiff_t below = 0, count = n;
  uint64_t above = UINT64_MAX;
  for (int shift = 53; ; shift = shift > 11 ? shift - 11 : 0) {
    uint32_t counts[2048] = {0};
    int width = shift == 53 ? 11 : shift == 0 ? 9 : 11;
    uint64_t mask = (1u << width) - 1;
    if (shift == 53) for (ptrdiff_t i = 0; i < count; i++) counts[key_f64(bits[i]) >> shift]++;
    else for (ptrdiff_t i = 0; i < count; i++) counts[(kept[i] >> shift) & mask]++;
    uint64_t digit = 0;
    while (below + (ptrdiff_t)counts[digit] <= k) below += counts[digit++];
    ptrdiff_t m = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
      uint64_t key = shift == 53 ? key_f64(bits[i]) : kept[i], d = (key >> shift) & mask;
      if (d > digit && key < above) above = key;
      kept[m] = key;
      m += d == digit;
    }
    count = m;
    if (shift == 0 || count == 1) break;
  }
  uint64_t found = kept[0];
  // The element after it in order: the same again, or the least of those above.
  uint64_t value = value_f64(found), later = value_f64(below + count > k + 1 || k + 1 >= n ? found : above);
  memcpy(next, &later, sizeof later);
  double result;
  memcpy(&result, &value, sizeof value);
  return result;
}

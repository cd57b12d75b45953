// Elements picked, moved and compared one by one.
#include "SortVectors.h"
#include <math.h>
#include <string.h>

CLONES ptrdiff_t vector_count_true(const uint8_t *mask, ptrdiff_t n) {
  ptrdiff_t count = 0;
  for (ptrdiff_t i = 0; i < n; i++) count += mask[i] != 0;
  return count;
}

// Without branches: every element is written, and the next one overwrites it unless it is kept.
#define COMPRESS(T)                                                                                        \
  { const T *p = a; T *o = out; ptrdiff_t i = 0, k = 0, kept = vector_count_true(mask, n);                 \
    for (; i < n && k < kept; i++) { o[k] = p[i]; k += mask[i] != 0; } }

void vector_compress(size_t size, const void *a, const uint8_t *mask, ptrdiff_t n, void *out) {
  if (size == 8) COMPRESS(uint64_t) else if (size == 4) COMPRESS(uint32_t) else COMPRESS(uint8_t)
}

CLONES static bool all_inside(const int64_t *places, ptrdiff_t n, ptrdiff_t length) {
  uint64_t wrong = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    int64_t place = places[i] + (places[i] < 0 ? length : 0);
    wrong |= (uint64_t)place >= (uint64_t)length;
  }
  return !wrong;
}

#define GATHER(NAME, T)                                                                                    \
  CLONES static void NAME(const T *p, ptrdiff_t stride, ptrdiff_t length, const int64_t *places, ptrdiff_t n, T *o) { \
    for (ptrdiff_t i = 0; i < n; i++) {                                                                    \
      int64_t place = places[i] + (places[i] < 0 ? length : 0);                                            \
      o[i] = p[place * stride];                                                                            \
    }                                                                                                      \
  }
GATHER(gather_8, uint64_t)
GATHER(gather_4, uint32_t)
GATHER(gather_1, uint8_t)

bool vector_gather(size_t size, const void *a, ptrdiff_t stride, ptrdiff_t length, const int64_t *places, ptrdiff_t n,
                   void *out) {
  if (!all_inside(places, n, length)) return false;
  if (size == 8) gather_8(a, stride, length, places, n, out);
  else if (size == 4) gather_4(a, stride, length, places, n, out);
  else gather_1(a, stride, length, places, n, out);
  return true;
}

// The extreme of a block is found without branches; only a block that beats the best so far is looked at again.
#define EXTREME(NAME, T, BETTER)                                                                           \
  CLONES static ptrdiff_t NAME(const T *a, ptrdiff_t n) {                                                  \
    enum { BLOCK = 4096, LANES = 32 };                                                                     \
    T best = a[0]; ptrdiff_t place = 0;                                                                    \
    if (best != best) return 0;                                                                            \
    for (ptrdiff_t start = 0; start < n; start += BLOCK) {                                                 \
      ptrdiff_t end = n - start < BLOCK ? n : start + BLOCK, i = start;                                    \
      T lanes[LANES]; int nan[LANES];                                                                      \
      for (int k = 0; k < LANES; k++) { lanes[k] = best; nan[k] = 0; }                                     \
      for (; i + LANES <= end; i += LANES)                                                                 \
        for (int k = 0; k < LANES; k++) { T x = a[i + k], y = lanes[k]; lanes[k] = BETTER ? x : y; nan[k] |= x != x; } \
      T m = best; int any = 0;                                                                             \
      for (int k = 0; k < LANES; k++) { T x = lanes[k], y = m; m = BETTER ? x : y; any |= nan[k]; }        \
      for (; i < end; i++) { T x = a[i], y = m; m = BETTER ? x : y; any |= x != x; }                       \
      if (any) { for (i = start; a[i] == a[i]; i++) {} return i; }                                         \
      if (m != best) { best = m; for (i = start; a[i] != m; i++) {} place = i; }                           \
    }                                                                                                      \
    return place;                                                                                          \
  }

EXTREME(least_f64, double, (x < y))
EXTREME(greatest_f64, double, (x > y))
EXTREME(least_f32, float, (x < y))
EXTREME(greatest_f32, float, (x > y))
EXTREME(least_i64, int64_t, (x < y))
EXTREME(greatest_i64, int64_t, (x > y))
EXTREME(least_u8, uint8_t, (x < y))
EXTREME(greatest_u8, uint8_t, (x > y))

ptrdiff_t vector_extreme_place(int type, bool greatest, const void *a, ptrdiff_t n) {
  switch (type) {
  case VECTOR_F64: return greatest ? greatest_f64(a, n) : least_f64(a, n);
  case VECTOR_F32: return greatest ? greatest_f32(a, n) : least_f32(a, n);
  case VECTOR_I64: return greatest ? greatest_i64(a, n) : least_i64(a, n);
  default: return greatest ? greatest_u8(a, n) : least_u8(a, n);
  }
}

#define RUNNING(T)                                                                                         \
  { T *p = a; if (products) { for (ptrdiff_t i = 1; i < n; i++) p[i] = p[i - 1] * p[i]; }                  \
    else { T sum = n > 0 ? p[0] : 0; for (ptrdiff_t i = 1; i < n; i++) { sum += p[i]; p[i] = sum; } } break; }

void vector_running(int type, bool products, void *a, ptrdiff_t n) {
  switch (type) {
  case VECTOR_F64: RUNNING(double)
  case VECTOR_F32: RUNNING(float)
  case VECTOR_I64: RUNNING(uint64_t)
  default: RUNNING(uint8_t)
  }
}

#define TRANSPOSE(NAME, T)                                                                                 \
  CLONES static void NAME(const T *a, ptrdiff_t ca, T *o, ptrdiff_t ro, ptrdiff_t rows, ptrdiff_t columns) { \
    enum { TILE = 64 / sizeof(T) > 16 ? 16 : 64 / sizeof(T) };                                             \
    for (ptrdiff_t r = 0; r < rows; r += TILE) {                                                           \
      ptrdiff_t h = rows - r < TILE ? rows - r : TILE;                                                     \
      for (ptrdiff_t c = 0; c < columns; c += TILE) {                                                      \
        ptrdiff_t w = columns - c < TILE ? columns - c : TILE;                                             \
        if (h == TILE && w == TILE) {                                                                      \
          T tile[TILE][TILE];                                                                              \
          for (int j = 0; j < TILE; j++) for (int i = 0; i < TILE; i++) tile[i][j] = a[(c + j) * ca + r + i]; \
          for (int i = 0; i < TILE; i++) memcpy(o + (r + i) * ro + c, tile[i], sizeof tile[i]);            \
        } else {                                                                                           \
          for (ptrdiff_t i = 0; i < h; i++) for (ptrdiff_t j = 0; j < w; j++) o[(r + i) * ro + c + j] = a[(c + j) * ca + r + i]; \
        }                                                                                                  \
      }                                                                                                    \
    }                                                                                                      \
  }
TRANSPOSE(transpose_8, uint64_t)
TRANSPOSE(transpose_4, uint32_t)
TRANSPOSE(transpose_1, uint8_t)

void vector_transpose(size_t size, const void *a, ptrdiff_t ca, void *out, ptrdiff_t ro, ptrdiff_t rows, ptrdiff_t columns) {
  if (size == 8) transpose_8(a, ca, out, ro, rows, columns);
  else if (size == 4) transpose_4(a, ca, out, ro, rows, columns);
  else transpose_1(a, ca, out, ro, rows, columns);
}

#define DISTINCT(T)                                                                                        \
  { const T *p = sorted; T *o = out; ptrdiff_t k = 0, start = 0;                                           \
    for (ptrdiff_t i = 1; i <= n; i++) {                                                                   \
      int same = i < n && (p[i] == p[i - 1] || (p[i] != p[i] && p[i - 1] != p[i - 1]));                    \
      o[k] = p[i - 1];                                                                                     \
      if (counts) counts[k] = i - start;                                                                   \
      start = same ? start : i; k += !same;                                                                \
    }                                                                                                      \
    return k; }

ptrdiff_t vector_distinct(int type, const void *sorted, ptrdiff_t n, void *out, int64_t *counts) {
  if (n == 0) return 0;
  if ((type == VECTOR_F64 || type == VECTOR_I64) && !counts && vector_sorts_wide()) {
    // NaN stands last and counts once.
    ptrdiff_t numbers = n;
    if (type == VECTOR_F64) while (numbers > 0 && isnan(((const double *)sorted)[numbers - 1])) numbers--;
    ptrdiff_t k = numbers == 0 ? 0
      : vector_distinct_wide(type == VECTOR_F64 ? SORT_DOUBLES : SORT_INTEGERS, sorted, numbers, out);
    if (numbers < n) ((double *)out)[k++] = NAN;
    return k;
  }
  switch (type) {
  case VECTOR_F64: DISTINCT(double)
  case VECTOR_F32: DISTINCT(float)
  case VECTOR_I64: DISTINCT(int64_t)
  default: DISTINCT(uint8_t)
  }
}

#define ADD_SQUARES(NAME, T)                                                                               \
  CLONES void NAME(const T *a, ptrdiff_t sa, const T *mean, ptrdiff_t sm, T *out, ptrdiff_t so, ptrdiff_t n) { \
    if (sa == 1 && sm == 1 && so == 1) {                                                                   \
      INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) { T d = a[i] - mean[i]; out[i] += d * d; }             \
    } else {                                                                                               \
      for (ptrdiff_t i = 0; i < n; i++) { T d = a[i * sa] - mean[i * sm]; out[i * so] += d * d; }          \
    }                                                                                                      \
  }
ADD_SQUARES(vector_add_squares_f64, double)
ADD_SQUARES(vector_add_squares_f32, float)

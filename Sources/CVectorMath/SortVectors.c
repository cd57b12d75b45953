// Sorting 64-bit keys with 512-bit registers: a quicksort that splits eight keys at a time between two buffers, and
// runs of at most 128 keys sorted in registers, by a sorting network down the columns and bitonic merges across them.
// The idea is that of Blacher, Giesen and Kühne, "Fast and robust vectorized in-place sorting of primitive types"
// (2021); splitting between two buffers instead of in place needs one shuffle where that takes two compressions.
#include "SortVectors.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,popcnt,bmi,bmi2")))
#define WIDE_INLINE WIDE __attribute__((always_inline)) static inline

typedef __m512i row;
enum { LEAF = 128 };

// For each set of lanes, the order that puts these lanes first and the others after them.
static uint64_t apart[256];
__attribute__((constructor)) static void fill_apart(void) {
  for (int set = 0; set < 256; set++) {
    uint64_t order = 0;
    int place = 0;
    for (int wanted = 1; wanted >= 0; wanted--)
      for (int lane = 0; lane < 8; lane++)
        if ((set >> lane & 1) == wanted) order |= (uint64_t)lane << (8 * place++);
    apart[set] = order;
  }
}

// What a number's bits say, as an integer of the same order: NaN is the greatest. The way back is the same, but for NaN.
WIDE_INLINE row keys_of(row bits, int kind) {
  if (kind != SORT_DOUBLES) return bits;
  row key = _mm512_xor_si512(bits, _mm512_srli_epi64(_mm512_srai_epi64(bits, 63), 1));
  __mmask8 nan = _mm512_cmp_pd_mask(_mm512_castsi512_pd(bits), _mm512_castsi512_pd(bits), _CMP_UNORD_Q);
  return _mm512_mask_set1_epi64(key, nan, INT64_MAX);
}
WIDE_INLINE row values_of(row keys, int kind) {
  if (kind != SORT_DOUBLES) return keys;
  row value = _mm512_xor_si512(keys, _mm512_srli_epi64(_mm512_srai_epi64(keys, 63), 1));
  __mmask8 nan = _mm512_cmpeq_epi64_mask(keys, _mm512_set1_epi64(INT64_MAX));
  return _mm512_mask_set1_epi64(value, nan, 0x7ff8000000000000);
}

#define EXCHANGE(i, j) { row low = _mm512_min_epi64(v[i], v[j]); v[j] = _mm512_max_epi64(v[i], v[j]); v[i] = low; }

// The shortest known networks for eight keys (19 exchanges) and for sixteen (60, by Green).
WIDE_INLINE void columns_8(row *v) {
  EXCHANGE(0, 2) EXCHANGE(1, 3) EXCHANGE(4, 6) EXCHANGE(5, 7) EXCHANGE(0, 4) EXCHANGE(1, 5) EXCHANGE(2, 6) EXCHANGE(3, 7)
  EXCHANGE(0, 1) EXCHANGE(2, 3) EXCHANGE(4, 5) EXCHANGE(6, 7) EXCHANGE(2, 4) EXCHANGE(3, 5) EXCHANGE(1, 4) EXCHANGE(3, 6)
  EXCHANGE(1, 2) EXCHANGE(3, 4) EXCHANGE(5, 6)
}
WIDE_INLINE void columns_16(row *v) {
  for (int i = 0; i < 16; i += 2) EXCHANGE(i, i + 1)
  for (int i = 0; i < 16; i += 4) { EXCHANGE(i, i + 2) EXCHANGE(i + 1, i + 3) }
  for (int i = 0; i < 16; i += 8) { EXCHANGE(i, i + 4) EXCHANGE(i + 1, i + 5) EXCHANGE(i + 2, i + 6) EXCHANGE(i + 3, i + 7) }
  for (int i = 0; i < 8; i++) EXCHANGE(i, i + 8)
  EXCHANGE(5, 10) EXCHANGE(6, 9) EXCHANGE(3, 12) EXCHANGE(13, 14) EXCHANGE(4, 8) EXCHANGE(7, 11) EXCHANGE(1, 2)
  EXCHANGE(1, 4) EXCHANGE(7, 13) EXCHANGE(2, 8) EXCHANGE(11, 14)
  EXCHANGE(2, 4) EXCHANGE(5, 6) EXCHANGE(9, 10) EXCHANGE(11, 13) EXCHANGE(3, 8) EXCHANGE(7, 12)
  EXCHANGE(6, 8) EXCHANGE(10, 12) EXCHANGE(3, 5) EXCHANGE(7, 9)
  EXCHANGE(3, 4) EXCHANGE(5, 6) EXCHANGE(7, 8) EXCHANGE(9, 10) EXCHANGE(11, 12)
  EXCHANGE(6, 7) EXCHANGE(8, 9)
}

// Lanes that trade places: those that differ in the bits of `with`.
WIDE_INLINE row traded(row v, int with) {
  switch (with) {
  case 1: return _mm512_shuffle_epi32(v, _MM_PERM_BADC);
  case 2: return _mm512_permutex_epi64(v, 0x4e);
  case 3: return _mm512_permutex_epi64(v, 0x1b);
  default: return _mm512_permutexvar_epi64(_mm512_set_epi64(0, 1, 2, 3, 4, 5, 6, 7), v);
  }
}

// Columns that are sorted become sorted pairs of columns, fours, and one run through all eight.
#define MERGES(R)                                                                                          \
  WIDE_INLINE void down_##R(row *v) {                                                                      \
    _Pragma("clang loop unroll(full)") for (int d = R / 2; d > 0; d /= 2)                                  \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < R; i++) if (!(i & d)) EXCHANGE(i, i + d)      \
  }                                                                                                        \
  WIDE_INLINE void against_##R(row *v, int with, __mmask8 upper) {                                         \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < R / 2; i++) {                                   \
      row x = v[i], y = v[R - 1 - i], p = traded(y, with), q = traded(x, with);                            \
      v[i] = _mm512_mask_max_epi64(_mm512_min_epi64(x, p), upper, x, p);                                   \
      v[R - 1 - i] = _mm512_mask_max_epi64(_mm512_min_epi64(y, q), upper, y, q);                           \
    }                                                                                                      \
  }                                                                                                        \
  WIDE_INLINE void across_##R(row *v, int with, __mmask8 upper) {                                          \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < R; i++) {                                       \
      row p = traded(v[i], with);                                                                          \
      v[i] = _mm512_mask_max_epi64(_mm512_min_epi64(v[i], p), upper, v[i], p);                             \
    }                                                                                                      \
  }                                                                                                        \
  WIDE_INLINE void merge_##R(row *v) {                                                                     \
    against_##R(v, 1, 0xaa); down_##R(v);                                                                  \
    against_##R(v, 3, 0xcc); across_##R(v, 1, 0xaa); down_##R(v);                                          \
    against_##R(v, 7, 0xf0); across_##R(v, 2, 0xcc); across_##R(v, 1, 0xaa); down_##R(v);                  \
  }
MERGES(8)
MERGES(16)

WIDE_INLINE void transpose(row *v) {
  row a[8], b[8];
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; i += 2) {
    a[i] = _mm512_unpacklo_epi64(v[i], v[i + 1]);
    a[i + 1] = _mm512_unpackhi_epi64(v[i], v[i + 1]);
  }
  row even = _mm512_set_epi64(13, 12, 5, 4, 9, 8, 1, 0), odd = _mm512_set_epi64(15, 14, 7, 6, 11, 10, 3, 2);
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; i += 4)
    _Pragma("clang loop unroll(full)") for (int k = 0; k < 2; k++) {
      b[i + k] = _mm512_permutex2var_epi64(a[i + k], even, a[i + 2 + k]);
      b[i + 2 + k] = _mm512_permutex2var_epi64(a[i + k], odd, a[i + 2 + k]);
    }
  _Pragma("clang loop unroll(full)") for (int k = 0; k < 4; k++) {
    v[k] = _mm512_shuffle_i64x2(b[k], b[k + 4], 0x44);
    v[k + 4] = _mm512_shuffle_i64x2(b[k], b[k + 4], 0xee);
  }
}

WIDE_INLINE row load_part(const int64_t *from, ptrdiff_t n, int kind) {
  __mmask8 there = n >= 8 ? 0xff : n <= 0 ? 0 : (__mmask8)((1u << n) - 1);
  row keys = keys_of(_mm512_maskz_loadu_epi64(there, from), kind);
  return _mm512_mask_mov_epi64(_mm512_set1_epi64(INT64_MAX), there, keys);
}
WIDE_INLINE void store_part(int64_t *out, row v, ptrdiff_t n, int kind) {
  __mmask8 there = n >= 8 ? 0xff : n <= 0 ? 0 : (__mmask8)((1u << n) - 1);
  _mm512_mask_storeu_epi64(out, there, values_of(v, kind));
}

// At most 64, at most 128 keys; `out` may be `from`.
WIDE static void sort_64(const int64_t *from, int64_t *out, ptrdiff_t n, int from_kind, int kind) {
  row v[8];
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; i++) v[i] = load_part(from + 8 * i, n - 8 * i, from_kind);
  columns_8(v);
  merge_8(v);
  transpose(v);
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; i++) store_part(out + 8 * i, v[i], n - 8 * i, kind);
}
WIDE static void sort_128(const int64_t *from, int64_t *out, ptrdiff_t n, int from_kind, int kind) {
  row v[16];
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 16; i++) v[i] = load_part(from + 8 * i, n - 8 * i, from_kind);
  columns_16(v);
  merge_16(v);
  transpose(v);
  transpose(v + 8);
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; i++) {
    store_part(out + 16 * i, v[i], n - 16 * i, kind);
    store_part(out + 16 * i + 8, v[i + 8], n - 16 * i - 8, kind);
  }
}

// A key from the middle: of 64 spread over a long run, of 24 in a shorter one.
WIDE static int64_t middle_key(const int64_t *from, ptrdiff_t n, int kind) {
  int64_t sample[64];
  if (n >= 4096) {
    ptrdiff_t step = n / 64;
    for (int i = 0; i < 64; i++) sample[i] = from[i * step + (i * 7919) % step];
    sort_64(sample, sample, 64, kind, SORT_INTEGERS);
    return sample[32];
  }
  row a = keys_of(_mm512_loadu_si512(from), kind), b = keys_of(_mm512_loadu_si512(from + n / 2 - 4), kind),
      c = keys_of(_mm512_loadu_si512(from + n - 8), kind);
  row m = _mm512_max_epi64(_mm512_min_epi64(a, b), _mm512_min_epi64(_mm512_max_epi64(a, b), c));
  // Eight medians, sorted within the register.
#define STEP(with, upper) { row p = traded(m, with); m = _mm512_mask_max_epi64(_mm512_min_epi64(m, p), upper, m, p); }
  STEP(1, 0xaa) STEP(3, 0xcc) STEP(1, 0xaa) STEP(7, 0xf0) STEP(2, 0xcc) STEP(1, 0xaa)
  _mm512_storeu_si512(sample, m);
  return sample[4];
}

// Keys below the pivot go to the front of `to`, the others behind them; returns how many are below.
// With `through`, keys that equal the pivot go to the front too.
WIDE_INLINE ptrdiff_t split_kind(const int64_t *from, int64_t *to, ptrdiff_t n, int64_t pivot, int through, int kind) {
  row p = _mm512_set1_epi64(pivot);
  ptrdiff_t i = 0;
  int64_t *front = to;
  // The places that are free are as many as the keys that are left, so that whole registers may be written at both ends.
#define PLACE(v, left)                                                                                     \
  {                                                                                                        \
    __mmask8 low = through ? _mm512_cmple_epi64_mask(v, p) : _mm512_cmplt_epi64_mask(v, p);                \
    row order = _mm512_cvtepu8_epi64(_mm_loadl_epi64((const __m128i *)&apart[low]));                       \
    row y = _mm512_permutexvar_epi64(order, v);                                                            \
    _mm512_storeu_si512(front, y);                                                                         \
    _mm512_storeu_si512(front + (left) - 8, y);                                                            \
    front += _mm_popcnt_u32(low);                                                                          \
  }
  for (; n - i >= 48; i += 32) {
    row a = keys_of(_mm512_loadu_si512(from + i), kind), b = keys_of(_mm512_loadu_si512(from + i + 8), kind),
        c = keys_of(_mm512_loadu_si512(from + i + 16), kind), d = keys_of(_mm512_loadu_si512(from + i + 24), kind);
    PLACE(a, n - i) PLACE(b, n - i - 8) PLACE(c, n - i - 16) PLACE(d, n - i - 24)
  }
  for (; n - i >= 16; i += 8) { row a = keys_of(_mm512_loadu_si512(from + i), kind); PLACE(a, n - i) }
  for (; i < n; i += 8) {
    ptrdiff_t left = n - i;
    __mmask8 there = left >= 8 ? 0xff : (__mmask8)((1u << left) - 1);
    row v = keys_of(_mm512_maskz_loadu_epi64(there, from + i), kind);
    __mmask8 low = there & (through ? _mm512_cmple_epi64_mask(v, p) : _mm512_cmplt_epi64_mask(v, p)), high = there & ~low;
    int lows = _mm_popcnt_u32(low), highs = _mm_popcnt_u32(high);
    _mm512_mask_storeu_epi64(front, (__mmask8)((1u << lows) - 1), _mm512_maskz_compress_epi64(low, v));
    _mm512_mask_storeu_epi64(front + left - highs, (__mmask8)((1u << highs) - 1), _mm512_maskz_compress_epi64(high, v));
    front += lows;
  }
  return front - to;
}
WIDE static ptrdiff_t split(const int64_t *from, int64_t *to, ptrdiff_t n, int64_t pivot, int through, int kind) {
  if (kind == SORT_DOUBLES) return through ? split_kind(from, to, n, pivot, 1, SORT_DOUBLES) : split_kind(from, to, n, pivot, 0, SORT_DOUBLES);
  return through ? split_kind(from, to, n, pivot, 1, SORT_INTEGERS) : split_kind(from, to, n, pivot, 0, SORT_INTEGERS);
}

WIDE static void fill(int64_t *out, ptrdiff_t n, int64_t key, int kind) {
  row value = values_of(_mm512_set1_epi64(key), kind);
  for (ptrdiff_t i = 0; i < n; i += 8) _mm512_mask_storeu_epi64(out + i, n - i >= 8 ? 0xff : (__mmask8)((1u << (n - i)) - 1), value);
}

// Where splitting does not get on (a run made to be hard), a heap sorts.
static void heap_sort(int64_t *a, ptrdiff_t n) {
  for (ptrdiff_t end = n, start = n / 2; end > 1;) {
    int64_t x;
    if (start > 0) x = a[--start];
    else { x = a[--end]; a[end] = a[0]; }
    ptrdiff_t i = start;
    for (ptrdiff_t child; (child = 2 * i + 1) < end; i = child) {
      if (child + 1 < end && a[child] < a[child + 1]) child++;
      if (x >= a[child]) break;
      a[i] = a[child];
    }
    a[i] = x;
  }
}

// The keys of `from`, whose bits are read as `from_kind` says, sorted into `out` as `kind` says. `other` is room for as many;
// `from` and `other` may each be `out`.
WIDE static void quick_sort(const int64_t *from, int64_t *home, int64_t *other, int64_t *out, ptrdiff_t n, int from_kind,
                            int kind, int depth) {
  for (;;) {
    if (n <= 64) { sort_64(from, out, n, from_kind, kind); return; }
    if (n <= LEAF) { sort_128(from, out, n, from_kind, kind); return; }
    if (depth-- == 0) {
      for (ptrdiff_t i = 0; i < n; i += 8) store_part(other + i, load_part(from + i, n - i, from_kind), n - i, SORT_INTEGERS);
      heap_sort(other, n);
      for (ptrdiff_t i = 0; i < n; i += 8) store_part(out + i, load_part(other + i, n - i, SORT_INTEGERS), n - i, kind);
      return;
    }
    int64_t pivot = middle_key(from, n, from_kind);
    ptrdiff_t below = split(from, other, n, pivot, 0, from_kind);
    if (below == 0) {
      // The pivot is the least: those that equal it are done.
      below = split(from, other, n, pivot, 1, from_kind);
      fill(out, below, pivot, kind);
    } else {
      quick_sort(other, other, home, out, below, SORT_INTEGERS, kind, depth);
    }
    // What is left is in `other` now, and its old place is free.
    int64_t *rest = other + below;
    other = home + below;
    home = rest;
    from = rest;
    out += below;
    n -= below;
    from_kind = SORT_INTEGERS;
    if (n == 0) return;
  }
}

bool vector_sorts_wide(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
    && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("bmi2");
}

WIDE void vector_sort_wide(int kind, const int64_t *from, int64_t *out, int64_t *scratch, ptrdiff_t n) {
  int depth = 2 * (64 - __builtin_clzll((uint64_t)n | 1)) + 8;
  quick_sort(from, out, scratch, out, n, kind, kind, depth);
}

WIDE ptrdiff_t vector_distinct_wide(int kind, const int64_t *sorted, ptrdiff_t n, int64_t *out) {
  ptrdiff_t k = 0, i = 1;
  out[k++] = sorted[0];
  for (; i + 8 <= n; i += 8) {
    row here = _mm512_loadu_si512(sorted + i), before = _mm512_loadu_si512(sorted + i - 1);
    __mmask8 fresh = kind == SORT_DOUBLES
      ? _mm512_cmp_pd_mask(_mm512_castsi512_pd(here), _mm512_castsi512_pd(before), _CMP_NEQ_UQ)
      : _mm512_cmpneq_epi64_mask(here, before);
    _mm512_storeu_si512(out + k, _mm512_maskz_compress_epi64(fresh, here));
    k += _mm_popcnt_u32(fresh);
  }
  for (; i < n; i++) {
    double here, before;
    memcpy(&here, sorted + i, 8);
    memcpy(&before, sorted + i - 1, 8);
    if (kind == SORT_DOUBLES ? here != before : sorted[i] != sorted[i - 1]) out[k++] = sorted[i];
  }
  return k;
}
#else
bool vector_sorts_wide(void) { return false; }
void vector_sort_wide(int kind, const int64_t *from, int64_t *out, int64_t *scratch, ptrdiff_t n) {}
ptrdiff_t vector_distinct_wide(int kind, const int64_t *sorted, ptrdiff_t n, int64_t *out) { return 0; }
#endif

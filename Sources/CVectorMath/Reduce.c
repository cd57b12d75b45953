// Reductions of a run of elements into one, or of rows into a row.
#include "Kernels.h"

#define LANES 32

// `out[i] = COMBINE(out[i], in[i])`, or, where out does not move, one fold over LANES running values.
#define REDUCE(NAME, T, R, COMBINE)                                                                        \
  CLONES static void NAME(const void *in, ptrdiff_t s, void *out, ptrdiff_t so, ptrdiff_t n) {             \
    if (so == 0) {                                                                                         \
      R acc = *(R *)out;                                                                                   \
      ptrdiff_t i = 0;                                                                                     \
      if (s == (ptrdiff_t)sizeof(T) && n >= LANES) {                                                       \
        const T *p = in;                                                                                   \
        R lanes[LANES];                                                                                    \
        for (int k = 0; k < LANES; k++) lanes[k] = (R)p[k];                                                \
        for (i = LANES; i + LANES <= n; i += LANES)                                                        \
          for (int k = 0; k < LANES; k++) { R a = lanes[k], x = (R)p[i + k]; lanes[k] = COMBINE; }         \
        for (int k = 0; k < LANES; k++) { R a = acc, x = lanes[k]; acc = COMBINE; }                        \
      }                                                                                                    \
      for (; i < n; i++) { R a = acc, x = (R)AT(T, in, s, i); acc = COMBINE; }                             \
      *(R *)out = acc;                                                                                     \
    } else if (s == (ptrdiff_t)sizeof(T) && so == (ptrdiff_t)sizeof(R)) {                                  \
      const T *p = in; R *o = out;                                                                         \
      INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) { R a = o[i], x = (R)p[i]; o[i] = COMBINE; }           \
    } else {                                                                                               \
      for (ptrdiff_t i = 0; i < n; i++) { R a = AT(R, out, so, i), x = (R)AT(T, in, s, i); OUT(R, out, so, i) = COMBINE; } \
    }                                                                                                      \
  }

// Sums of floats go through the pairwise sum.
#define FLOAT_SUM(S, T)                                                                                    \
  REDUCE(rows_sum_##S, T, T, a + x)                                                                        \
  static void sum_##S(const void *in, ptrdiff_t s, void *out, ptrdiff_t so, ptrdiff_t n) {                 \
    if (so == 0) *(T *)out += vector_sum_##S(in, s / (ptrdiff_t)sizeof(T), n);                             \
    else rows_sum_##S(in, s, out, so, n);                                                                  \
  }                                                                                                        \
  static void product_##S(const void *in, ptrdiff_t s, void *out, ptrdiff_t so, ptrdiff_t n) {             \
    for (ptrdiff_t i = 0; i < n; i++) OUT(T, out, so, i) *= AT(T, in, s, i);                               \
  }

FLOAT_SUM(f64, double)
FLOAT_SUM(f32, float)
REDUCE(sum_i64, int64_t, int64_t, (int64_t)((uint64_t)a + (uint64_t)x))
REDUCE(sum_u8, uint8_t, int64_t, a + x)
REDUCE(product_i64, int64_t, int64_t, (int64_t)((uint64_t)a * (uint64_t)x))
REDUCE(product_u8, uint8_t, int64_t, (int64_t)((uint64_t)a * (uint64_t)x))
REDUCE(minimum_f64, double, double, (x < a || x != x ? x : a))
REDUCE(maximum_f64, double, double, (x > a || x != x ? x : a))
REDUCE(minimum_f32, float, float, (x < a || x != x ? x : a))
REDUCE(maximum_f32, float, float, (x > a || x != x ? x : a))
REDUCE(minimum_i64, int64_t, int64_t, (x < a ? x : a))
REDUCE(maximum_i64, int64_t, int64_t, (x > a ? x : a))
REDUCE(minimum_u8, uint8_t, uint8_t, (x < a ? x : a))
REDUCE(maximum_u8, uint8_t, uint8_t, (x > a ? x : a))

#define TRUTH(S, T)                                                                                        \
  static void any_##S(const void *in, ptrdiff_t s, void *out, ptrdiff_t so, ptrdiff_t n) {                 \
    for (ptrdiff_t i = 0; i < n; i++) OUT(uint8_t, out, so, i) |= AT(T, in, s, i) != 0;                    \
  }                                                                                                        \
  static void all_##S(const void *in, ptrdiff_t s, void *out, ptrdiff_t so, ptrdiff_t n) {                 \
    for (ptrdiff_t i = 0; i < n; i++) OUT(uint8_t, out, so, i) &= AT(T, in, s, i) != 0;                    \
  }
TRUTH(f64, double)
TRUTH(f32, float)
TRUTH(i64, int64_t)
TRUTH(u8, uint8_t)

#define ROW(S)                                                                                             \
  {[VECTOR_SUM] = sum_##S, [VECTOR_PRODUCT] = product_##S, [VECTOR_REDUCE_MINIMUM] = minimum_##S,          \
   [VECTOR_REDUCE_MAXIMUM] = maximum_##S, [VECTOR_ANY] = any_##S, [VECTOR_ALL] = all_##S}

static const vector_unary kernels[VECTOR_TYPES][VECTOR_REDUCTIONS] = {
  [VECTOR_F64] = ROW(f64), [VECTOR_F32] = ROW(f32), [VECTOR_I64] = ROW(i64), [VECTOR_U8] = ROW(u8), [VECTOR_BOOL] = ROW(u8),
};

vector_unary vector_reduction_kernel(int operation, int type) { return kernels[type][operation]; }

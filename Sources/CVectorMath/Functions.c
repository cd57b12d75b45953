// Transcendental functions: exp, log and tanh of doubles are our own where registers are wide, the others are the C
// library's vector versions (libmvec), within 4 units in the last place and 4 to 15 times faster than one call a number.
#include "Elementary.h"
#include <math.h>

#if defined(__x86_64__) && defined(__linux__)

// The widest instruction set that this processor runs, decided once.
static int width(void) {
  static int known = 0;
  if (!known) known = __builtin_cpu_supports("avx512f") ? 3 : __builtin_cpu_supports("avx2") ? 2 : 1;
  return known;
}

typedef double d4 __attribute__((vector_size(32)));
typedef double d8 __attribute__((vector_size(64)));
typedef float f8 __attribute__((vector_size(32)));
typedef float f16 __attribute__((vector_size(64)));

// The last, shorter vector is padded with ones, which every function here takes without complaint.
#define BLOCKS(NAME, TARGET, V, T, L, FUNCTION, CALL)                                                      \
  __attribute__((target(TARGET))) static void NAME(const T *a, T *o, ptrdiff_t n) {                        \
    ptrdiff_t i = 0;                                                                                       \
    for (; i + L <= n; i += L) {                                                             \
      V x; __builtin_memcpy(&x, a + i, sizeof x); x = CALL; __builtin_memcpy(o + i, &x, sizeof x);         \
    }                                                                                                      \
    if (i < n) {                                                                                           \
      T rest[L]; for (int k = 0; k < L; k++) rest[k] = i + k < n ? a[i + k] : (T)1;                        \
      V x; __builtin_memcpy(&x, rest, sizeof x); x = CALL; __builtin_memcpy(rest, &x, sizeof x);           \
      for (int k = 0; i + k < n; k++) o[i + k] = rest[k];                                                  \
    }                                                                                                      \
  }

#define STRIDED(NAME, T, VECTOR, SCALAR)                                                                   \
  static void NAME(const void *a, ptrdiff_t sa, void *out, ptrdiff_t so, ptrdiff_t n) {                    \
    if (sa == (ptrdiff_t)sizeof(T) && so == sa) { VECTOR }                                                 \
    T buffer[256];                                                                                         \
    for (ptrdiff_t i = 0; i < n; i += 256) {                                                               \
      ptrdiff_t m = n - i < 256 ? n - i : 256;                                                             \
      for (ptrdiff_t k = 0; k < m; k++) buffer[k] = AT(T, a, sa, i + k);                                   \
      NAME(buffer, sizeof(T), buffer, sizeof(T), m);                                                       \
      for (ptrdiff_t k = 0; k < m; k++) OUT(T, out, so, i + k) = buffer[k];                                \
    }                                                                                                      \
  }

#define SCALAR_LOOP(FUNCTION) for (ptrdiff_t i = 0; i < n; i++) o[i] = FUNCTION(p[i]); return;

#define FUNCTION(NAME)                                                                                     \
  __attribute__((target("avx512f"))) d8 _ZGVeN8v_##NAME(d8);                                               \
  __attribute__((target("avx512f"))) f16 _ZGVeN16v_##NAME##f(f16);                                         \
  __attribute__((target("avx2"))) d4 _ZGVdN4v_##NAME(d4);                                                  \
  __attribute__((target("avx2"))) f8 _ZGVdN8v_##NAME##f(f8);                                               \
  BLOCKS(NAME##_d8, "avx512f", d8, double, 8, NAME, _ZGVeN8v_##NAME(x))                                    \
  BLOCKS(NAME##_d4, "avx2", d4, double, 4, NAME, _ZGVdN4v_##NAME(x))                                       \
  BLOCKS(NAME##_f16, "avx512f", f16, float, 16, NAME, _ZGVeN16v_##NAME##f(x))                              \
  BLOCKS(NAME##_f8, "avx2", f8, float, 8, NAME, _ZGVdN8v_##NAME##f(x))                                     \
  STRIDED(NAME##_f64, double, {                                                                            \
    const double *p = a; double *o = out;                                                                  \
    if (width() == 3) { NAME##_d8(p, o, n); return; }                                                      \
    if (width() == 2) { NAME##_d4(p, o, n); return; }                                                      \
    SCALAR_LOOP(NAME) }, NAME)                                                                             \
  STRIDED(NAME##_f32, float, {                                                                             \
    const float *p = a; float *o = out;                                                                    \
    if (width() == 3) { NAME##_f16(p, o, n); return; }                                                     \
    if (width() == 2) { NAME##_f8(p, o, n); return; }                                                      \
    SCALAR_LOOP(NAME##f) }, NAME##f)
#else
#define FUNCTION(NAME)                                                                                     \
  UNARY(NAME##_f64, double, double, NAME(x))                                                               \
  UNARY(NAME##_f32, float, float, NAME##f(x))
#endif

FUNCTION(cbrt) FUNCTION(exp) FUNCTION(exp2) FUNCTION(expm1)
FUNCTION(log) FUNCTION(log2) FUNCTION(log10) FUNCTION(log1p)
FUNCTION(sin) FUNCTION(cos) FUNCTION(tan) FUNCTION(asin) FUNCTION(acos) FUNCTION(atan)
FUNCTION(sinh) FUNCTION(cosh) FUNCTION(tanh) FUNCTION(asinh) FUNCTION(acosh) FUNCTION(atanh)
FUNCTION(erf) FUNCTION(erfc)

#if defined(__x86_64__) && defined(__linux__)
// tanh of doubles, faster than libmvec's: (exp(2|x|) - 1) / (exp(2|x|) + 1), and near 0, where that cancels, x plus a rational
// correction with the coefficients of Moshier's Cephes library.
#define TANH(NAME, TARGET, V, M, L, EXP)                                                                   \
  __attribute__((target(TARGET))) static inline V NAME##_of(V x) {                                         \
    M bits; __builtin_memcpy(&bits, &x, sizeof bits);                                                      \
    M sign = bits & (M)((M){} + INT64_MIN); bits ^= sign;                                                  \
    V a; __builtin_memcpy(&a, &bits, sizeof a);                                                            \
    M far = a > 22.0;                                                                                      \
    V held; M h = bits; M limit = (M){} + 0x4036000000000000LL;                                            \
    h = (far & limit) | (~far & h); __builtin_memcpy(&held, &h, sizeof held);                              \
    V e = EXP(held + held), over = e - 1.0, under = e + 1.0;                                               \
    V z = a * a;                                                                                           \
    V p = (-9.64399179425052238628e-1 * z - 9.92877231001918586564e1) * z - 1.61468768441708447952e3;      \
    V q = ((z + 1.12811678491632931402e2) * z + 2.23548839060100448583e3) * z + 4.84406305325125486048e3;  \
    V az = a * z * p;                                                                                      \
    M near = a < 0.625, r, s, t;                                                                           \
    __builtin_memcpy(&r, &over, sizeof r); __builtin_memcpy(&s, &az, sizeof s);                            \
    r = (near & s) | (~near & r); __builtin_memcpy(&over, &r, sizeof r);                                   \
    __builtin_memcpy(&r, &under, sizeof r); __builtin_memcpy(&s, &q, sizeof s);                            \
    r = (near & s) | (~near & r); __builtin_memcpy(&under, &r, sizeof r);                                  \
    V ratio = over / under, small = a + ratio;                                                             \
    __builtin_memcpy(&r, &ratio, sizeof r); __builtin_memcpy(&t, &small, sizeof t);                        \
    r = ((near & t) | (~near & r)) | sign;                                                                 \
    __builtin_memcpy(&x, &r, sizeof x);                                                                    \
    return x;                                                                                              \
  }                                                                                                        \
  BLOCKS(NAME, TARGET, V, double, L, tanh, NAME##_of(x))
typedef int64_t i4 __attribute__((vector_size(32)));
TANH(fast_tanh_d4, "avx2", d4, i4, 4, _ZGVdN4v_exp)
STRIDED(fast_tanh_f64, double, {
  const double *p = a; double *o = out;
  if (vector_elementary_wide()) { vector_tanh_wide(p, o, n); return; }
  if (width() >= 2) { fast_tanh_d4(p, o, n); return; }
  SCALAR_LOOP(tanh) }, tanh)
STRIDED(fast_exp_f64, double, {
  if (vector_elementary_wide()) { vector_exp_wide(a, out, n); return; }
  exp_f64(a, sa, out, so, n); return; }, exp)
STRIDED(fast_log_f64, double, {
  if (vector_elementary_wide()) { vector_log_wide(a, out, n); return; }
  log_f64(a, sa, out, so, n); return; }, log)
#else
#define fast_tanh_f64 tanh_f64
#define fast_exp_f64 exp_f64
#define fast_log_f64 log_f64
#endif

#define ROWS(S)                                                                                            \
  [VECTOR_CBRT] = cbrt_##S, [VECTOR_EXP] = exp_##S, [VECTOR_EXP2] = exp2_##S, [VECTOR_EXPM1] = expm1_##S,  \
  [VECTOR_LOG] = log_##S, [VECTOR_LOG2] = log2_##S, [VECTOR_LOG10] = log10_##S, [VECTOR_LOG1P] = log1p_##S, \
  [VECTOR_SIN] = sin_##S, [VECTOR_COS] = cos_##S, [VECTOR_TAN] = tan_##S, [VECTOR_ASIN] = asin_##S,        \
  [VECTOR_ACOS] = acos_##S, [VECTOR_ATAN] = atan_##S, [VECTOR_SINH] = sinh_##S, [VECTOR_COSH] = cosh_##S,  \
  [VECTOR_TANH] = tanh_##S, [VECTOR_ASINH] = asinh_##S, [VECTOR_ACOSH] = acosh_##S, [VECTOR_ATANH] = atanh_##S, \
  [VECTOR_ERF] = erf_##S, [VECTOR_ERFC] = erfc_##S

static const vector_unary kernels[2][VECTOR_UNARY_OPERATIONS] = {
  [VECTOR_F64] = {ROWS(f64)}, [VECTOR_F32] = {ROWS(f32)},
};

vector_unary vector_function_kernel(int operation, int type) {
  if (type == VECTOR_F64) {
    if (operation == VECTOR_TANH) return fast_tanh_f64;
    if (operation == VECTOR_EXP) return fast_exp_f64;
    if (operation == VECTOR_LOG) return fast_log_f64;
  }
  return type > VECTOR_F32 ? NULL : kernels[type][operation];
}

// Powers keep the C library's one-at-a-time exactness; the exponents that books use are plain loops.
#define POWER(NAME, T, TYPE, POW)                                                                          \
  void NAME(const void *a, ptrdiff_t sa, const void *b, ptrdiff_t sb, void *out, ptrdiff_t so, ptrdiff_t n) { \
    if (sb == 0 && n > 0) {                                                                                \
      const T y = *(const T *)b;                                                                           \
      int plain = y == 2 ? VECTOR_SQUARE : y == 1 ? VECTOR_COPY : y == -1 ? VECTOR_RECIPROCAL              \
                : y == (T)0.5 ? VECTOR_SQRT : -1;                                                          \
      if (plain >= 0) { vector_unary_kernel(plain, TYPE)(a, sa, out, so, n); return; }                     \
    }                                                                                                      \
    for (ptrdiff_t i = 0; i < n; i++) OUT(T, out, so, i) = POW(AT(T, a, sa, i), AT(T, b, sb, i));          \
  }
POWER(power_kernel_f64, double, VECTOR_F64, pow)
POWER(power_kernel_f32, float, VECTOR_F32, powf)

#define PAIRS(NAME, T, FUNCTION)                                                                           \
  void NAME(const void *a, ptrdiff_t sa, const void *b, ptrdiff_t sb, void *out, ptrdiff_t so, ptrdiff_t n) { \
    for (ptrdiff_t i = 0; i < n; i++) OUT(T, out, so, i) = FUNCTION(AT(T, a, sa, i), AT(T, b, sb, i));     \
  }
PAIRS(atan2_kernel_f64, double, atan2)
PAIRS(atan2_kernel_f32, float, atan2f)
PAIRS(hypot_kernel_f64, double, hypot)
PAIRS(hypot_kernel_f32, float, hypotf)

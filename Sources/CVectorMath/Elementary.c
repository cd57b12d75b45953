// exp, log and tanh of doubles eight at a time, within two units in the last place. Arguments are reduced with tables
// of sixteen entries that stay in registers (P. T. P. Tang, "Table-driven implementation of the exponential function in
// IEEE floating-point arithmetic", 1989, and of the logarithm, 1990); what is left is short polynomials.
#include "Elementary.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl")))
#define WIDE_INLINE WIDE __attribute__((always_inline)) static inline
typedef __m512d row;
#define EACH(x) _mm512_set1_pd(x)
#define TIMES_PLUS(x, y, z) _mm512_fmadd_pd(x, y, z)

// Sixteenth powers of 2, to twice the precision of a double.
static const double power_high[16] __attribute__((aligned(64))) = {
  0x1.0000000000000p+0, 0x1.0b5586cf9890fp+0, 0x1.172b83c7d517bp+0, 0x1.2387a6e756238p+0,
  0x1.306fe0a31b715p+0, 0x1.3dea64c123422p+0, 0x1.4bfdad5362a27p+0, 0x1.5ab07dd485429p+0,
  0x1.6a09e667f3bcdp+0, 0x1.7a11473eb0187p+0, 0x1.8ace5422aa0dbp+0, 0x1.9c49182a3f090p+0,
  0x1.ae89f995ad3adp+0, 0x1.c199bdd85529cp+0, 0x1.d5818dcfba487p+0, 0x1.ea4afa2a490dap+0};
static const double power_low[16] __attribute__((aligned(64))) = {
  0, 0x1.8a62e4adc610bp-54, -0x1.19041b9d78a76p-55, 0x1.9b07eb6c70573p-54,
  0x1.6f46ad23182e4p-55, 0x1.ada0911f09ebcp-55, 0x1.d4397afec42e2p-56, 0x1.6324c054647adp-54,
  -0x1.bdd3413b26456p-54, -0x1.41577ee04992fp-55, 0x1.6e9f156864b27p-54, 0x1.c7c46b071f2bep-56,
  0x1.7a1cd345dcc81p-54, 0x1.11065895048ddp-55, 0x1.2ed02d75b3707p-55, -0x1.e9c23179c2893p-54};

// Points c = 0.75, 0.8, ..., 1.5: 1 / c, and the logarithm of the point that this rounded number stands for. The high
// parts are multiples of 2^-42, so that they and multiples of ln 2's add up without rounding.
static const double inverse_point[16] __attribute__((aligned(64))) = {
  0x1.5555555555555p+0, 0x1.4000000000000p+0, 0x1.2d2d2d2d2d2d3p+0, 0x1.1c71c71c71c72p+0,
  0x1.0d79435e50d79p+0, 0x1.0000000000000p+0, 0x1.e79e79e79e79ep-1, 0x1.d1745d1745d17p-1,
  0x1.bd37a6f4de9bdp-1, 0x1.aaaaaaaaaaaabp-1, 0x1.999999999999ap-1, 0x1.89d89d89d89d9p-1,
  0x1.7b425ed097b42p-1, 0x1.6db6db6db6db7p-1, 0x1.611a7b9611a7cp-1, 0x1.5555555555555p-1};
static const double logarithm_high[16] __attribute__((aligned(64))) = {
  -0x1.269621134e000p-2, -0x1.c8ff7c79aa000p-3, -0x1.4cd6b97964000p-3, -0x1.af8e8210a4000p-4,
  -0x1.a431d5bcc0000p-5, 0, 0x1.8fb063ef30000p-5, 0x1.8663f793c4000p-4,
  0x1.1e3b825dd0000p-3, 0x1.7565011e4a000p-3, 0x1.c8ff7c79aa000p-3, 0x1.0ca937be1c000p-2,
  0x1.334e9e47d0000p-2, 0x1.588c2d9133000p-2, 0x1.7c7b282d0d000p-2, 0x1.9f323ecbfa000p-2};
static const double logarithm_low[16] __attribute__((aligned(64))) = {
  0x1.1ba1f10522625p-44, 0x1.7794f689f8434p-45, -0x1.7946f9d8f5ca8p-47, -0x1.60a1945b71373p-48,
  -0x1.92f8ec7d853afp-45, 0, -0x1.c0749d890e822p-44, 0x1.b2409228c1d35p-46,
  0x1.7b2367b02240bp-45, -0x1.316c0a4ad975cp-44, -0x1.7814f689f8434p-45, -0x1.8948ad9a1799ap-44,
  0x1.fd65c790d9bb9p-44, 0x1.23cfd7d835820p-44, 0x1.1a8d8940804f8p-44, -0x1.ecc3525ca2643p-44};

WIDE_INLINE row looked_up(const double *table, __m512i places) {
  return _mm512_permutex2var_pd(_mm512_load_pd(table), places, _mm512_load_pd(table + 8));
}

// x = (q + r / ln 2) ln 2 with q a multiple of 1/16; returns e^r - 1.
WIDE_INLINE row reduced(row x, row *q, __m512i *places) {
  *q = _mm512_roundscale_pd(_mm512_mul_pd(x, EACH(0x1.71547652b82fep+0)), 4 << 4);
  row r = _mm512_fnmadd_pd(*q, EACH(0x1.62e42fefa39efp-1), x);
  r = _mm512_fnmadd_pd(*q, EACH(0x1.abc9e3b39803fp-56), r);
  *places = _mm512_castpd_si512(_mm512_add_pd(*q, EACH(0x1.8p48)));
  row p = TIMES_PLUS(r, EACH(1.0 / 5040), EACH(1.0 / 720));
  p = TIMES_PLUS(p, r, EACH(1.0 / 120));
  p = TIMES_PLUS(p, r, EACH(1.0 / 24));
  p = TIMES_PLUS(p, r, EACH(1.0 / 6));
  p = TIMES_PLUS(p, r, EACH(0.5));
  return TIMES_PLUS(_mm512_mul_pd(p, r), r, r);
}

// NaN comes through: the minimum and the maximum give their second operand where either is NaN.
WIDE_INLINE row exp_of(row x) {
  row held = _mm512_max_pd(EACH(-800), _mm512_min_pd(EACH(800), x)), q;
  __m512i places;
  row p = reduced(held, &q, &places), t = looked_up(power_high, places);
  return _mm512_scalef_pd(TIMES_PLUS(t, p, t), q);
}

WIDE_INLINE row log_of(row x) {
  row m = _mm512_getmant_pd(x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_nan), k = _mm512_getexp_pd(x);
  k = _mm512_mask_add_pd(k, _mm512_cmp_pd_mask(m, EACH(1), _CMP_LT_OQ), k, EACH(1));
  row place = _mm512_add_pd(TIMES_PLUS(m, EACH(20), EACH(-15)), EACH(0x1.8p52));
  __m512i places = _mm512_castpd_si512(place);
  row r = TIMES_PLUS(m, looked_up(inverse_point, places), EACH(-1));
  row high = TIMES_PLUS(k, EACH(0x1.62e42fefa3800p-1), looked_up(logarithm_high, places));
  row low = TIMES_PLUS(k, EACH(0x1.ef35793c76730p-45), looked_up(logarithm_low, places));
  row p = TIMES_PLUS(r, EACH(-1.0 / 10), EACH(1.0 / 9));
  p = TIMES_PLUS(p, r, EACH(-1.0 / 8));
  p = TIMES_PLUS(p, r, EACH(1.0 / 7));
  p = TIMES_PLUS(p, r, EACH(-1.0 / 6));
  p = TIMES_PLUS(p, r, EACH(1.0 / 5));
  p = TIMES_PLUS(p, r, EACH(-1.0 / 4));
  p = TIMES_PLUS(p, r, EACH(1.0 / 3));
  p = TIMES_PLUS(p, r, EACH(-1.0 / 2));
  return _mm512_add_pd(_mm512_add_pd(high, r), TIMES_PLUS(_mm512_mul_pd(p, r), r, low));
}

// (e^2a - 1) / (e^2a + 1) with the sign of x; from a = 20 on that is 1.
WIDE_INLINE row tanh_of(row x) {
  __m512i sign = _mm512_and_si512(_mm512_castpd_si512(x), _mm512_set1_epi64(INT64_MIN));
  row a = _mm512_castsi512_pd(_mm512_xor_si512(_mm512_castpd_si512(x), sign)), q;
  row held = _mm512_min_pd(EACH(20), a);
  __m512i places;
  row p = reduced(_mm512_add_pd(held, held), &q, &places);
  row power = _mm512_scalef_pd(looked_up(power_high, places), q), rest = _mm512_scalef_pd(looked_up(power_low, places), q);
  row less = _mm512_add_pd(_mm512_sub_pd(power, EACH(1)), TIMES_PLUS(power, p, rest));
  row ratio = _mm512_div_pd(less, _mm512_add_pd(less, EACH(2)));
  return _mm512_castsi512_pd(_mm512_or_si512(_mm512_castpd_si512(ratio), sign));
}

#define LOOP(NAME)                                                                                         \
  WIDE void vector_##NAME##_wide(const double *a, double *o, ptrdiff_t n) {                                \
    ptrdiff_t i = 0;                                                                                       \
    for (; i + 16 <= n; i += 16) {                                                                         \
      row x = NAME##_of(_mm512_loadu_pd(a + i)), y = NAME##_of(_mm512_loadu_pd(a + i + 8));                \
      _mm512_storeu_pd(o + i, x);                                                                          \
      _mm512_storeu_pd(o + i + 8, y);                                                                      \
    }                                                                                                      \
    for (; i < n; i += 8) {                                                                                \
      __mmask8 there = n - i >= 8 ? 0xff : (__mmask8)((1u << (n - i)) - 1);                                \
      _mm512_mask_storeu_pd(o + i, there, NAME##_of(_mm512_maskz_loadu_pd(there, a + i)));                 \
    }                                                                                                      \
  }
LOOP(exp)
LOOP(log)
LOOP(tanh)

bool vector_elementary_wide(void) {
  static int known = -1;
  if (known < 0)
    known = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512vl");
  return known;
}
#else
bool vector_elementary_wide(void) { return false; }
void vector_exp_wide(const double *a, double *o, ptrdiff_t n) {}
void vector_log_wide(const double *a, double *o, ptrdiff_t n) {}
void vector_tanh_wide(const double *a, double *o, ptrdiff_t n) {}
#endif

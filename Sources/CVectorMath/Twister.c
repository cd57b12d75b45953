// The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998) over whole blocks of its state, and the
// numbers made from its words as NumPy's legacy generator makes them.
#include "Kernels.h"
#include <math.h>

enum { WORDS = 624, SHIFT = 397 };

static inline uint32_t mix(uint32_t high, uint32_t low) {
  uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
  return (y >> 1) ^ ((0u - (y & 1)) & 0x9908b0dfu);
}

CLONES static void twist(uint32_t *w) {
  for (int i = 0; i < WORDS - SHIFT; i++) w[i] = w[i + SHIFT] ^ mix(w[i], w[i + 1]);
  for (int i = WORDS - SHIFT; i < WORDS - 1; i++) w[i] = w[i + SHIFT - WORDS] ^ mix(w[i], w[i + 1]);
  w[WORDS - 1] = w[SHIFT - 1] ^ mix(w[WORDS - 1], w[0]);
}

static inline uint32_t temper(uint32_t y) {
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

// 53 bits of two words.
static inline double fraction(uint32_t high, uint32_t low) {
  return ((double)(int32_t)(high >> 5) * 67108864.0 + (double)(int32_t)(low >> 6)) * (1.0 / 9007199254740992.0);
}

CLONES static void temper_words(const uint32_t *w, uint32_t *out, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n; i++) out[i] = temper(w[i]);
}

CLONES static void fractions(const uint32_t *w, double *out, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n; i++) out[i] = fraction(temper(w[2 * i]), temper(w[2 * i + 1]));
}

void vector_twister_words(uint32_t *words, ptrdiff_t *position, uint32_t *out, ptrdiff_t count) {
  while (count > 0) {
    if (*position == WORDS) { twist(words); *position = 0; }
    ptrdiff_t n = WORDS - *position < count ? WORDS - *position : count;
    temper_words(words + *position, out, n);
    *position += n; out += n; count -= n;
  }
}

void vector_twister_fractions(uint32_t *words, ptrdiff_t *position, double *out, ptrdiff_t count) {
  while (count > 0) {
    ptrdiff_t n = (WORDS - *position) / 2;
    if (n == 0) {
      uint32_t pair[2];
      vector_twister_words(words, position, pair, 2);
      *out++ = fraction(pair[0], pair[1]);
      count--;
      continue;
    }
    if (n > count) n = count;
    fractions(words + *position, out, n);
    *position += 2 * n; out += n; count -= n;
  }
}

// Marsaglia's polar method: points in the unit disc become pairs of normal numbers. The logarithm is the
// C library's scalar one, on whose last bit the stream depends.
CLONES static void scale_factors(const double *r2, double *logs, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n; i++) logs[i] = __builtin_elementwise_sqrt(-2.0 * logs[i] / r2[i]);
}

ptrdiff_t vector_normal_pairs(const double *fractions, ptrdiff_t candidates, double *out) {
  enum { BLOCK = 512 };
  double x1[BLOCK], x2[BLOCK], r2[BLOCK], factor[BLOCK];
  ptrdiff_t accepted = 0;
  for (ptrdiff_t start = 0; start < candidates; start += BLOCK) {
    ptrdiff_t end = candidates - start < BLOCK ? candidates - start : BLOCK, n = 0;
    for (ptrdiff_t i = 0; i < end; i++) {
      double a = 2.0 * fractions[2 * (start + i)] - 1.0, b = 2.0 * fractions[2 * (start + i) + 1] - 1.0;
      double square = a * a + b * b;
      x1[n] = a; x2[n] = b; r2[n] = square;
      n += square < 1.0 && square != 0.0;
    }
    for (ptrdiff_t i = 0; i < n; i++) factor[i] = log(r2[i]);
    scale_factors(r2, factor, n);
    for (ptrdiff_t i = 0; i < n; i++) {
      out[2 * (accepted + i)] = factor[i] * x2[i];
      out[2 * (accepted + i) + 1] = factor[i] * x1[i];
    }
    accepted += n;
  }
  return accepted;
}

void vector_exponentials(double *fractions, ptrdiff_t count, double scale) {
  for (ptrdiff_t i = 0; i < count; i++) fractions[i] = scale * -log(1.0 - fractions[i]);
}

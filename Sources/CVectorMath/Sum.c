// Pairwise summation in the order of NumPy's, which fixes every rounding.
#include "Kernels.h"

// The eight running sums of a block of at most 128 numbers; VALUE says what is summed.
#define PAIRWISE(NAME, T, PARAMETERS, ARGUMENTS, VALUE)                                                    \
  CLONES static T NAME##_block(const T *a, ptrdiff_t s, ptrdiff_t n PARAMETERS) {                          \
    T r[8];                                                                                                \
    ptrdiff_t i = 8, whole = n - (n % 8);                                                                  \
    if (s == 1) {                                                                                          \
      for (int k = 0; k < 8; k++) { T x = a[k]; r[k] = VALUE; }                                            \
      for (; i < whole; i += 8) for (int k = 0; k < 8; k++) { T x = a[i + k]; r[k] += VALUE; }             \
    } else {                                                                                               \
      for (int k = 0; k < 8; k++) { T x = a[k * s]; r[k] = VALUE; }                                        \
      for (; i < whole; i += 8) for (int k = 0; k < 8; k++) { T x = a[(i + k) * s]; r[k] += VALUE; }       \
    }                                                                                                      \
    T sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));                             \
    for (; i < n; i++) { T x = a[i * s]; sum += VALUE; }                                                   \
    return sum;                                                                                            \
  }                                                                                                        \
  T NAME(const T *a, ptrdiff_t s, ptrdiff_t n PARAMETERS) {                                                \
    if (n < 8) {                                                                                           \
      T sum = (T)-0.0;                                                                                     \
      for (ptrdiff_t i = 0; i < n; i++) { T x = a[i * s]; sum += VALUE; }                                  \
      return sum;                                                                                          \
    }                                                                                                      \
    if (n <= 128) return NAME##_block(a, s, n ARGUMENTS);                                                  \
    ptrdiff_t half = n / 2;                                                                                \
    half -= half % 8;                                                                                      \
    return NAME(a, s, half ARGUMENTS) + NAME(a + half * s, s, n - half ARGUMENTS);                         \
  }

#define COMMA ,
PAIRWISE(vector_sum_f64, double, , , x)
PAIRWISE(vector_sum_f32, float, , , x)
PAIRWISE(vector_squared_distances_f64, double, COMMA double mean, COMMA mean, (x - mean) * (x - mean))
PAIRWISE(vector_squared_distances_f32, float, COMMA float mean, COMMA mean, (x - mean) * (x - mean))

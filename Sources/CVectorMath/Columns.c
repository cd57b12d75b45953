// Passes over a matrix whose rows stand one after the other, column by column at once.
#include "Kernels.h"

CLONES bool vector_all_finite_f64(const double *a, ptrdiff_t count) {
  const uint64_t exponent = 0x7ff0000000000000;
  uint64_t found = 0;
  for (ptrdiff_t i = 0; i < count; i++) {
    uint64_t bits;
    __builtin_memcpy(&bits, a + i, sizeof bits);
    found |= (bits & exponent) == exponent;
  }
  return found == 0;
}

CLONES void vector_column_sums(const double *a, ptrdiff_t rows, ptrdiff_t width, double *sums) {
  for (ptrdiff_t row = 0; row < rows; row++) {
    const double *from = a + row * width;
    INDEPENDENT for (ptrdiff_t k = 0; k < width; k++) sums[k] += from[k];
  }
}

CLONES void vector_column_spreads(const double *a, ptrdiff_t rows, ptrdiff_t width, const double *means, double *sums,
                                  double *squares) {
  for (ptrdiff_t row = 0; row < rows; row++) {
    const double *from = a + row * width;
    INDEPENDENT for (ptrdiff_t k = 0; k < width; k++) {
      double distance = from[k] - means[k];
      sums[k] += distance;
      squares[k] += distance * distance;
    }
  }
}

CLONES void vector_column_extremes(const double *a, ptrdiff_t rows, ptrdiff_t width, double *least, double *greatest) {
  for (ptrdiff_t row = 0; row < rows; row++) {
    const double *from = a + row * width;
    INDEPENDENT for (ptrdiff_t k = 0; k < width; k++) {
      least[k] = from[k] < least[k] ? from[k] : least[k];
      greatest[k] = from[k] > greatest[k] ? from[k] : greatest[k];
    }
  }
}

// Short rows would leave the registers half empty, so `first` and `second` are repeated for several rows.
#define EACH_COLUMN(NAME, EXPRESSION)                                                                              \
  CLONES void NAME(const double *a, ptrdiff_t count, const double *first, const double *second, ptrdiff_t period, \
                   double *out) {                                                                                  \
    for (ptrdiff_t start = 0; start < count; start += period) {                                                    \
      ptrdiff_t n = count - start < period ? count - start : period;                                               \
      const double *from = a + start;                                                                              \
      double *into = out + start;                                                                                  \
      INDEPENDENT for (ptrdiff_t k = 0; k < n; k++) {                                                              \
        double x = from[k], u = first[k], v = second[k];                                                           \
        into[k] = EXPRESSION;                                                                                      \
      }                                                                                                            \
    }                                                                                                              \
  }
EACH_COLUMN(vector_columns_standardized, (x - u) / v)
EACH_COLUMN(vector_columns_stretched, x * u + v)

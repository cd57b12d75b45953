// The nearest of several centres, eight rows side by side. Products are added as a BLAS adds them, in order and each
// rounded once, so that centres which are equally far are told apart as scikit-learn tells them.
#include "Kernels.h"
#include <math.h>

CLONES void vector_nearest_centers(const double *eights, const double *centers, const double *norms, ptrdiff_t clusters,
                                   ptrdiff_t width, ptrdiff_t count, int32_t *labels) {
  for (ptrdiff_t first = 0; first < count; first += 8) {
    const double *x = eights + first * width;
    double best[8];
    int64_t place[8];
    for (int lane = 0; lane < 8; lane++) { best[lane] = INFINITY; place[lane] = 0; }
    for (ptrdiff_t one = 0; one < clusters; one++) {
      const double *center = centers + one * width;
      double score[8] = {0};
      for (ptrdiff_t k = 0; k < width; k++) {
        for (int lane = 0; lane < 8; lane++) score[lane] = __builtin_fma(x[k * 8 + lane], center[k], score[lane]);
      }
      for (int lane = 0; lane < 8; lane++) score[lane] += norms[one];
      for (int lane = 0; lane < 8; lane++) {
        place[lane] = score[lane] < best[lane] ? one : place[lane];
        best[lane] = score[lane] < best[lane] ? score[lane] : best[lane];
      }
    }
    ptrdiff_t rest = count - first < 8 ? count - first : 8;
    for (ptrdiff_t lane = 0; lane < rest; lane++) labels[first + lane] = (int32_t)place[lane];
  }
}

CLONES void vector_add_to_centers(const double *rows, ptrdiff_t width, ptrdiff_t count, const int32_t *labels, double *sums,
                                  double *counts) {
  for (ptrdiff_t row = 0; row < count; row++) {
    double *sum = sums + labels[row] * width;
    for (ptrdiff_t k = 0; k < width; k++) sum[k] += rows[row * width + k];
    counts[labels[row]] += 1;
  }
}

CLONES void vector_products_of_eights(const double *eights, const double *factors, ptrdiff_t width, ptrdiff_t count,
                                      double *out) {
  for (ptrdiff_t first = 0; first < count; first += 8) {
    const double *x = eights + first * width;
    double sum[8] = {0};
    for (ptrdiff_t k = 0; k < width; k++) {
      for (int lane = 0; lane < 8; lane++) sum[lane] = __builtin_fma(x[k * 8 + lane], factors[k], sum[lane]);
    }
    ptrdiff_t rest = count - first < 8 ? count - first : 8;
    for (ptrdiff_t lane = 0; lane < rest; lane++) out[first + lane] = sum[lane];
  }
}

void vector_row_squares(const double *rows, ptrdiff_t width, ptrdiff_t count, double *out) {
  for (ptrdiff_t row = 0; row < count; row++) {
    const double *x = rows + row * width;
    double sums[2] = {0, 0};
    ptrdiff_t k = 0;
    for (; width - k >= 8; k += 8) {
      for (int pair = 3; pair >= 0; pair--) {
        for (int lane = 0; lane < 2; lane++) sums[lane] += x[k + 2 * pair + lane] * x[k + 2 * pair + lane];
      }
    }
    for (; k < width; k++) sums[k % 2] += x[k] * x[k];
    out[row] = sums[0] + sums[1];
  }
}

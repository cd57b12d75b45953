// The nearest of several centres, eight rows side by side.
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
      double score[8];
      for (int lane = 0; lane < 8; lane++) score[lane] = norms[one];
      for (ptrdiff_t k = 0; k < width; k++) {
        for (int lane = 0; lane < 8; lane++) score[lane] += x[k * 8 + lane] * center[k];
      }
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

#pragma once
// Loops over arrays that Swift's optimiser does not reach: one source, compiled for each width of vector
// register and chosen when the library loads, and the vector functions of the C library (libmvec).
// Every kernel takes strides in bytes; where input and output overlap they must be the same elements.
#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>

enum vector_type { VECTOR_F64, VECTOR_F32, VECTOR_I64, VECTOR_U8, VECTOR_BOOL, VECTOR_TYPES };

enum vector_binary_operation {
  VECTOR_ADD, VECTOR_SUBTRACT, VECTOR_MULTIPLY, VECTOR_DIVIDE, VECTOR_REMAINDER, VECTOR_POWER,
  VECTOR_MINIMUM, VECTOR_MAXIMUM, VECTOR_ATAN2, VECTOR_HYPOT,
  VECTOR_AND, VECTOR_OR, VECTOR_XOR, VECTOR_FLOOR_DIVIDE,
  VECTOR_EQUAL, VECTOR_NOT_EQUAL, VECTOR_LESS, VECTOR_LESS_EQUAL, VECTOR_GREATER, VECTOR_GREATER_EQUAL,
  VECTOR_BINARY_OPERATIONS
};

enum vector_unary_operation {
  VECTOR_COPY, VECTOR_NEGATE, VECTOR_ABS, VECTOR_SIGN, VECTOR_SQUARE, VECTOR_RECIPROCAL, VECTOR_NOT,
  VECTOR_SQRT, VECTOR_CBRT, VECTOR_EXP, VECTOR_EXP2, VECTOR_EXPM1, VECTOR_LOG, VECTOR_LOG2, VECTOR_LOG10, VECTOR_LOG1P,
  VECTOR_SIN, VECTOR_COS, VECTOR_TAN, VECTOR_ASIN, VECTOR_ACOS, VECTOR_ATAN,
  VECTOR_SINH, VECTOR_COSH, VECTOR_TANH, VECTOR_ASINH, VECTOR_ACOSH, VECTOR_ATANH, VECTOR_ERF, VECTOR_ERFC,
  VECTOR_FLOOR, VECTOR_CEIL, VECTOR_TRUNC, VECTOR_RINT,
  VECTOR_IS_NAN, VECTOR_IS_INFINITE, VECTOR_IS_FINITE,
  VECTOR_UNARY_OPERATIONS
};

typedef void (*vector_binary)(const void *a, ptrdiff_t stride_a, const void *b, ptrdiff_t stride_b,
                              void *out, ptrdiff_t stride_out, ptrdiff_t count);
typedef void (*vector_unary)(const void *a, ptrdiff_t stride_a, void *out, ptrdiff_t stride_out, ptrdiff_t count);

/// The loop for an operation on a type of element, or NULL where there is none.
vector_binary vector_binary_kernel(int operation, int type);
vector_unary vector_unary_kernel(int operation, int type);
/// The loop that converts between types of element: floats to integers truncate, anything not zero is true.
vector_unary vector_cast_kernel(int from, int to);

enum vector_reduction {
  VECTOR_SUM, VECTOR_PRODUCT, VECTOR_REDUCE_MINIMUM, VECTOR_REDUCE_MAXIMUM, VECTOR_ANY, VECTOR_ALL, VECTOR_REDUCTIONS
};

/// The loop that folds elements into `out`: into one element where the stride of `out` is 0, else row into row.
/// Sums and products of bytes and booleans are 64-bit integers; any and all are booleans.
vector_unary vector_reduction_kernel(int operation, int type);

/// NumPy's pairwise sum (blocks of 128, eight running sums), so that sums agree to the last bit.
/// Strides here count elements.
double vector_sum_f64(const double *a, ptrdiff_t stride, ptrdiff_t count);
float vector_sum_f32(const float *a, ptrdiff_t stride, ptrdiff_t count);
/// The sum of squared distances from a mean, in the same order.
double vector_squared_distances_f64(const double *a, ptrdiff_t stride, ptrdiff_t count, double mean);
float vector_squared_distances_f32(const float *a, ptrdiff_t stride, ptrdiff_t count, float mean);

/// The Mersenne Twister: `words` are the 624 words of its state and `position` the next one to use.
/// Draws of 32 bits, and of doubles in [0, 1) from two draws each.
void vector_twister_words(uint32_t *words, ptrdiff_t *position, uint32_t *out, ptrdiff_t count);
void vector_twister_fractions(uint32_t *words, ptrdiff_t *position, double *out, ptrdiff_t count);
/// Pairs of normal numbers by the polar method from pairs of uniform ones; returns how many pairs were accepted.
ptrdiff_t vector_normal_pairs(const double *fractions, ptrdiff_t candidates, double *out);
/// Uniform numbers become exponential ones.
void vector_exponentials(double *fractions, ptrdiff_t count, double scale);

/// How many bytes of scratch memory sorting so many elements takes.
ptrdiff_t vector_sort_scratch(ptrdiff_t count);
/// Sorts elements into `out`, which may be where they stand, in rising order, NaN last.
void vector_sort(int type, const void *elements, void *out, ptrdiff_t count, void *scratch);
/// The stable order that sorts; `entries` and `scratch` are scratch memory.
void vector_argsort(int type, const void *data, ptrdiff_t count, int64_t *order, void *entries, void *scratch);

/// Memory for an array, or NULL; large blocks are reused.
void *vector_allocate(size_t size);
/// Gives memory back, with the size that it was asked for.
void vector_release(void *block, size_t size);

/// Elements whose mask is not 0, one after the other; `out` has room for `count` of them or just enough.
ptrdiff_t vector_count_true(const uint8_t *mask, ptrdiff_t count);
void vector_compress(size_t size, const void *a, const uint8_t *mask, ptrdiff_t count, void *out);
/// `out[i] = a[places[i]]`, strides in elements; false if a place is not in 0 ..< length (negative ones count from the end).
bool vector_gather(size_t size, const void *a, ptrdiff_t stride, ptrdiff_t length, const int64_t *places, ptrdiff_t count,
                   void *out);
/// The place of the first least or greatest element, or of the first NaN.
ptrdiff_t vector_extreme_place(int type, bool greatest, const void *a, ptrdiff_t count);
/// Running sums and products in place.
void vector_running(int type, bool products, void *a, ptrdiff_t count);
/// Copies a matrix whose columns lie one after the other to one whose rows do; strides in elements.
void vector_transpose(size_t size, const void *a, ptrdiff_t column_stride, void *out, ptrdiff_t row_stride, ptrdiff_t rows,
                      ptrdiff_t columns);
/// The distinct elements of a sorted run (NaN once), and how many of each unless `counts` is NULL; returns their number.
ptrdiff_t vector_distinct(int type, const void *sorted, ptrdiff_t count, void *out, int64_t *counts);
/// `out[i] += (a[i] - mean[i])²`, strides in elements.
void vector_add_squares_f64(const double *a, ptrdiff_t sa, const double *mean, ptrdiff_t sm, double *out, ptrdiff_t so, ptrdiff_t n);
void vector_add_squares_f32(const float *a, ptrdiff_t sa, const float *mean, ptrdiff_t sm, float *out, ptrdiff_t so, ptrdiff_t n);

/// The element that would stand at place `k` if the elements were sorted, and the one after it in `next` (the same one
/// if there is none); `scratch` holds `count` doubles.
double vector_select(const double *a, ptrdiff_t count, ptrdiff_t k, void *scratch, double *next);
/// For each of `count` rows the place of the centre with the least norm + x·centre, the first of equal ones. The rows
/// stand in groups of eight, number by number, the last group filled up.
void vector_nearest_centers(const double *eights, const double *centers, const double *norms, ptrdiff_t clusters,
                            ptrdiff_t width, ptrdiff_t count, int32_t *labels);
/// The products of rows, in groups of eight as above, with one vector.
void vector_products_of_eights(const double *eights, const double *factors, ptrdiff_t width, ptrdiff_t count, double *out);
/// The sum of squares of each row, added in the order of NumPy's `einsum`.
void vector_row_squares(const double *rows, ptrdiff_t width, ptrdiff_t count, double *out);
/// Adds each row to the sum of the centre that it is labelled with, and counts it there.
void vector_add_to_centers(const double *rows, ptrdiff_t width, ptrdiff_t count, const int32_t *labels, double *sums,
                           double *counts);

/// Whether no element is infinite or NaN.
bool vector_all_finite_f64(const double *a, ptrdiff_t count);
/// Adds each row to `sums`, one after the other.
void vector_column_sums(const double *a, ptrdiff_t rows, ptrdiff_t width, double *sums);
/// Adds each row's distances from the means to `sums`, and their squares to `squares`.
void vector_column_spreads(const double *a, ptrdiff_t rows, ptrdiff_t width, const double *means, double *sums,
                           double *squares);
/// Lowers `least` and raises `greatest` to the elements of each column.
void vector_column_extremes(const double *a, ptrdiff_t rows, ptrdiff_t width, double *least, double *greatest);
/// `out[i] = (a[i] - means[k]) / scales[k]` and `out[i] = a[i] * scales[k] + offsets[k]`, k the place of i in the period.
void vector_columns_standardized(const double *a, ptrdiff_t count, const double *means, const double *scales,
                                 ptrdiff_t period, double *out);
void vector_columns_stretched(const double *a, ptrdiff_t count, const double *scales, const double *offsets,
                              ptrdiff_t period, double *out);

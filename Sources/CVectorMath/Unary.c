// Functions of one array that need no library: signs, rounding, tests, and conversions between types.
#include "Kernels.h"
#include <math.h>

#define FLOATS(S, T, SUFFIX)                                                                               \
  UNARY(copy_##S, T, T, x)                                                                                 \
  UNARY(negate_##S, T, T, -x)                                                                              \
  UNARY(abs_##S, T, T, fabs##SUFFIX(x))                                                                    \
  UNARY(sign_##S, T, T, (x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x))                                         \
  UNARY(square_##S, T, T, x * x)                                                                           \
  UNARY(reciprocal_##S, T, T, 1 / x)                                                                       \
  UNARY(sqrt_##S, T, T, __builtin_elementwise_sqrt(x))                                                         \
  UNARY(floor_##S, T, T, __builtin_floor##SUFFIX(x))                                                       \
  UNARY(ceil_##S, T, T, __builtin_ceil##SUFFIX(x))                                                         \
  UNARY(trunc_##S, T, T, __builtin_trunc##SUFFIX(x))                                                       \
  UNARY(rint_##S, T, T, __builtin_rint##SUFFIX(x))                                                         \
  UNARY(is_nan_##S, T, uint8_t, x != x)                                                                    \
  UNARY(is_infinite_##S, T, uint8_t, fabs##SUFFIX(x) == INFINITY)                                          \
  UNARY(is_finite_##S, T, uint8_t, fabs##SUFFIX(x) < INFINITY)

FLOATS(f64, double, )
FLOATS(f32, float, f)

UNARY(copy_i64, int64_t, int64_t, x)
UNARY(negate_i64, int64_t, int64_t, (int64_t)(0 - (uint64_t)x))
UNARY(abs_i64, int64_t, int64_t, (x < 0 ? (int64_t)(0 - (uint64_t)x) : x))
UNARY(sign_i64, int64_t, int64_t, ((x > 0) - (x < 0)))
UNARY(square_i64, int64_t, int64_t, (int64_t)((uint64_t)x * (uint64_t)x))
UNARY(not_i64, int64_t, int64_t, ~x)
UNARY(copy_u8, uint8_t, uint8_t, x)
UNARY(negate_u8, uint8_t, uint8_t, (uint8_t)-x)
UNARY(sign_u8, uint8_t, uint8_t, x > 0)
UNARY(square_u8, uint8_t, uint8_t, (uint8_t)(x * x))
UNARY(not_u8, uint8_t, uint8_t, (uint8_t)~x)
UNARY(not_bool, uint8_t, uint8_t, !x)
UNARY(true_u8, uint8_t, uint8_t, (x & 0) | 1)
UNARY(false_u8, uint8_t, uint8_t, x & 0)
UNARY(true_i64, int64_t, uint8_t, (uint8_t)((x & 0) | 1))
UNARY(false_i64, int64_t, uint8_t, (uint8_t)(x & 0))

vector_unary vector_function_kernel(int operation, int type);

#define FLOAT_ROWS(S)                                                                                      \
  [VECTOR_COPY] = copy_##S, [VECTOR_NEGATE] = negate_##S, [VECTOR_ABS] = abs_##S, [VECTOR_SIGN] = sign_##S,  \
  [VECTOR_SQUARE] = square_##S, [VECTOR_RECIPROCAL] = reciprocal_##S, [VECTOR_SQRT] = sqrt_##S,            \
  [VECTOR_FLOOR] = floor_##S, [VECTOR_CEIL] = ceil_##S, [VECTOR_TRUNC] = trunc_##S, [VECTOR_RINT] = rint_##S, \
  [VECTOR_IS_NAN] = is_nan_##S, [VECTOR_IS_INFINITE] = is_infinite_##S, [VECTOR_IS_FINITE] = is_finite_##S

static const vector_unary kernels[VECTOR_TYPES][VECTOR_UNARY_OPERATIONS] = {
  [VECTOR_F64] = {FLOAT_ROWS(f64)},
  [VECTOR_F32] = {FLOAT_ROWS(f32)},
  [VECTOR_I64] = {
    [VECTOR_COPY] = copy_i64, [VECTOR_NEGATE] = negate_i64, [VECTOR_ABS] = abs_i64, [VECTOR_SIGN] = sign_i64,
    [VECTOR_SQUARE] = square_i64, [VECTOR_NOT] = not_i64, [VECTOR_FLOOR] = copy_i64, [VECTOR_CEIL] = copy_i64,
    [VECTOR_TRUNC] = copy_i64, [VECTOR_RINT] = copy_i64,
    [VECTOR_IS_NAN] = false_i64, [VECTOR_IS_INFINITE] = false_i64, [VECTOR_IS_FINITE] = true_i64},
  [VECTOR_U8] = {
    [VECTOR_COPY] = copy_u8, [VECTOR_NEGATE] = negate_u8, [VECTOR_ABS] = copy_u8, [VECTOR_SIGN] = sign_u8,
    [VECTOR_SQUARE] = square_u8, [VECTOR_NOT] = not_u8, [VECTOR_FLOOR] = copy_u8, [VECTOR_CEIL] = copy_u8,
    [VECTOR_TRUNC] = copy_u8, [VECTOR_RINT] = copy_u8,
    [VECTOR_IS_NAN] = false_u8, [VECTOR_IS_INFINITE] = false_u8, [VECTOR_IS_FINITE] = true_u8},
  [VECTOR_BOOL] = {
    [VECTOR_COPY] = copy_u8, [VECTOR_NOT] = not_bool,
    [VECTOR_IS_NAN] = false_u8, [VECTOR_IS_INFINITE] = false_u8, [VECTOR_IS_FINITE] = true_u8},
};

vector_unary vector_unary_kernel(int operation, int type) {
  vector_unary kernel = kernels[type][operation];
  return kernel ? kernel : vector_function_kernel(operation, type);
}

// Out of range and NaN become the smallest integer, which is what the processor gives NumPy too.
static inline int64_t integer_of(double x) {
  return x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? (int64_t)x : INT64_MIN;
}

UNARY(f64_f32, double, float, (float)x)
UNARY(f64_i64, double, int64_t, integer_of(x))
UNARY(f64_u8, double, uint8_t, (uint8_t)integer_of(x))
UNARY(f64_bool, double, uint8_t, x != 0)
UNARY(f32_f64, float, double, (double)x)
UNARY(f32_i64, float, int64_t, integer_of(x))
UNARY(f32_u8, float, uint8_t, (uint8_t)integer_of(x))
UNARY(f32_bool, float, uint8_t, x != 0)
UNARY(i64_f64, int64_t, double, (double)x)
UNARY(i64_f32, int64_t, float, (float)x)
UNARY(i64_u8, int64_t, uint8_t, (uint8_t)x)
UNARY(i64_bool, int64_t, uint8_t, x != 0)
UNARY(u8_f64, uint8_t, double, (double)x)
UNARY(u8_f32, uint8_t, float, (float)x)
UNARY(u8_i64, uint8_t, int64_t, (int64_t)x)
UNARY(u8_bool, uint8_t, uint8_t, x != 0)

static const vector_unary casts[VECTOR_TYPES][VECTOR_TYPES] = {
  [VECTOR_F64] = {copy_f64, f64_f32, f64_i64, f64_u8, f64_bool},
  [VECTOR_F32] = {f32_f64, copy_f32, f32_i64, f32_u8, f32_bool},
  [VECTOR_I64] = {i64_f64, i64_f32, copy_i64, i64_u8, i64_bool},
  [VECTOR_U8] = {u8_f64, u8_f32, u8_i64, copy_u8, u8_bool},
  [VECTOR_BOOL] = {u8_f64, u8_f32, u8_i64, copy_u8, copy_u8},
};

vector_unary vector_cast_kernel(int from, int to) { return casts[from][to]; }

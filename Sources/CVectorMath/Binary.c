// Arithmetic, comparison and logic between two arrays of one type.
#include "Kernels.h"
#include <math.h>

// Integers wrap around, as NumPy's do.
#define WRAP(x, operator, y) ((int64_t)((uint64_t)(x) operator (uint64_t)(y)))

// The remainder has the sign of the divisor, as NumPy's and Python's `%` do.
static inline double remainder_f64(double x, double y) {
  double r = fmod(x, y);
  if (r != 0) return (r < 0) != (y < 0) ? r + y : r;
  return copysign(0, y);
}
static inline float remainder_f32(float x, float y) {
  float r = fmodf(x, y);
  if (r != 0) return (r < 0) != (y < 0) ? r + y : r;
  return copysignf(0, y);
}
static inline int64_t divide_i64(int64_t x, int64_t y) { return y == 0 ? 0 : y == -1 ? WRAP(0, -, x) : x / y; }
static inline int64_t remainder_i64(int64_t x, int64_t y) {
  if (y == 0 || y == -1) return 0;
  int64_t r = x % y;
  return r != 0 && (r < 0) != (y < 0) ? r + y : r;
}
static inline int64_t floor_divide_i64(int64_t x, int64_t y) {
  int64_t q = divide_i64(x, y);
  return y != 0 && y != -1 && x % y != 0 && (x < 0) != (y < 0) ? q - 1 : q;
}
static inline double floor_divide_f64(double x, double y) {
  if (y == 0) return x / y;
  double q = (x - remainder_f64(x, y)) / y, f = floor(q);
  return q == 0 ? copysign(0, x / y) : q - f > 0.5 ? f + 1 : f;
}
static inline float floor_divide_f32(float x, float y) {
  if (y == 0) return x / y;
  float q = (x - remainder_f32(x, y)) / y, f = floorf(q);
  return q == 0 ? copysignf(0, x / y) : q - f > 0.5f ? f + 1 : f;
}
static inline uint64_t power_u64(uint64_t base, uint64_t exponent) {
  uint64_t result = 1;
  for (; exponent; exponent >>= 1, base *= base) if (exponent & 1) result *= base;
  return result;
}
static inline int64_t power_i64(int64_t x, int64_t y) {
  if (y < 0) return x == 1 ? 1 : x == -1 ? (y & 1 ? -1 : 1) : 0;
  return (int64_t)power_u64((uint64_t)x, (uint64_t)y);
}

#define ARITHMETIC(S, T)                                                                                   \
  BINARY(add_##S, T, T, x + y)                                                                             \
  BINARY(subtract_##S, T, T, x - y)                                                                        \
  BINARY(multiply_##S, T, T, x * y)

ARITHMETIC(f64, double)
ARITHMETIC(f32, float)
ARITHMETIC(u8, uint8_t)
BINARY(add_i64, int64_t, int64_t, WRAP(x, +, y))
BINARY(subtract_i64, int64_t, int64_t, WRAP(x, -, y))
BINARY(multiply_i64, int64_t, int64_t, WRAP(x, *, y))
BINARY(divide_f64, double, double, x / y)
BINARY(divide_f32, float, float, x / y)
BINARY(divide_kernel_i64, int64_t, int64_t, divide_i64(x, y))
BINARY(divide_u8, uint8_t, uint8_t, (y ? x / y : 0))
BINARY(floor_f64, double, double, floor_divide_f64(x, y))
BINARY(floor_f32, float, float, floor_divide_f32(x, y))
BINARY(floor_i64, int64_t, int64_t, floor_divide_i64(x, y))
BINARY(modulo_f64, double, double, remainder_f64(x, y))
BINARY(modulo_f32, float, float, remainder_f32(x, y))
BINARY(modulo_i64, int64_t, int64_t, remainder_i64(x, y))
BINARY(modulo_u8, uint8_t, uint8_t, (y ? x % y : 0))
BINARY(power_kernel_i64, int64_t, int64_t, power_i64(x, y))
BINARY(power_kernel_u8, uint8_t, uint8_t, (uint8_t)power_u64(x, y))

// NaN wins over a number, as in NumPy's minimum and maximum.
BINARY(minimum_f64, double, double, (x < y || x != x ? x : y))
BINARY(maximum_f64, double, double, (x > y || x != x ? x : y))
BINARY(minimum_f32, float, float, (x < y || x != x ? x : y))
BINARY(maximum_f32, float, float, (x > y || x != x ? x : y))
BINARY(minimum_i64, int64_t, int64_t, (x < y ? x : y))
BINARY(maximum_i64, int64_t, int64_t, (x > y ? x : y))
BINARY(minimum_u8, uint8_t, uint8_t, (x < y ? x : y))
BINARY(maximum_u8, uint8_t, uint8_t, (x > y ? x : y))

BINARY(and_u8, uint8_t, uint8_t, x & y)
BINARY(or_u8, uint8_t, uint8_t, x | y)
BINARY(xor_u8, uint8_t, uint8_t, x ^ y)
BINARY(and_i64, int64_t, int64_t, x & y)
BINARY(or_i64, int64_t, int64_t, x | y)
BINARY(xor_i64, int64_t, int64_t, x ^ y)

#define COMPARISONS(S, T)                                                                                  \
  BINARY(equal_##S, T, uint8_t, x == y)                                                                    \
  BINARY(not_equal_##S, T, uint8_t, x != y)                                                                \
  BINARY(less_##S, T, uint8_t, x < y)                                                                      \
  BINARY(less_equal_##S, T, uint8_t, x <= y)                                                               \
  BINARY(greater_##S, T, uint8_t, x > y)                                                                   \
  BINARY(greater_equal_##S, T, uint8_t, x >= y)

COMPARISONS(f64, double)
COMPARISONS(f32, float)
COMPARISONS(i64, int64_t)
COMPARISONS(u8, uint8_t)

extern void power_kernel_f64(const void *, ptrdiff_t, const void *, ptrdiff_t, void *, ptrdiff_t, ptrdiff_t);
extern void power_kernel_f32(const void *, ptrdiff_t, const void *, ptrdiff_t, void *, ptrdiff_t, ptrdiff_t);
extern void atan2_kernel_f64(const void *, ptrdiff_t, const void *, ptrdiff_t, void *, ptrdiff_t, ptrdiff_t);
extern void atan2_kernel_f32(const void *, ptrdiff_t, const void *, ptrdiff_t, void *, ptrdiff_t, ptrdiff_t);
extern void hypot_kernel_f64(const void *, ptrdiff_t, const void *, ptrdiff_t, void *, ptrdiff_t, ptrdiff_t);
extern void hypot_kernel_f32(const void *, ptrdiff_t, const void *, ptrdiff_t, void *, ptrdiff_t, ptrdiff_t);

#define COMPARISON_ROWS(S)                                                                                 \
  [VECTOR_EQUAL] = equal_##S, [VECTOR_NOT_EQUAL] = not_equal_##S, [VECTOR_LESS] = less_##S,                \
  [VECTOR_LESS_EQUAL] = less_equal_##S, [VECTOR_GREATER] = greater_##S, [VECTOR_GREATER_EQUAL] = greater_equal_##S

static const vector_binary kernels[VECTOR_TYPES][VECTOR_BINARY_OPERATIONS] = {
  [VECTOR_F64] = {
    [VECTOR_ADD] = add_f64, [VECTOR_SUBTRACT] = subtract_f64, [VECTOR_MULTIPLY] = multiply_f64,
    [VECTOR_DIVIDE] = divide_f64, [VECTOR_REMAINDER] = modulo_f64, [VECTOR_POWER] = power_kernel_f64,
    [VECTOR_MINIMUM] = minimum_f64, [VECTOR_MAXIMUM] = maximum_f64, [VECTOR_ATAN2] = atan2_kernel_f64,
    [VECTOR_HYPOT] = hypot_kernel_f64, [VECTOR_FLOOR_DIVIDE] = floor_f64, COMPARISON_ROWS(f64)},
  [VECTOR_F32] = {
    [VECTOR_ADD] = add_f32, [VECTOR_SUBTRACT] = subtract_f32, [VECTOR_MULTIPLY] = multiply_f32,
    [VECTOR_DIVIDE] = divide_f32, [VECTOR_REMAINDER] = modulo_f32, [VECTOR_POWER] = power_kernel_f32,
    [VECTOR_MINIMUM] = minimum_f32, [VECTOR_MAXIMUM] = maximum_f32, [VECTOR_ATAN2] = atan2_kernel_f32,
    [VECTOR_HYPOT] = hypot_kernel_f32, [VECTOR_FLOOR_DIVIDE] = floor_f32, COMPARISON_ROWS(f32)},
  [VECTOR_I64] = {
    [VECTOR_ADD] = add_i64, [VECTOR_SUBTRACT] = subtract_i64, [VECTOR_MULTIPLY] = multiply_i64,
    [VECTOR_DIVIDE] = divide_kernel_i64, [VECTOR_REMAINDER] = modulo_i64, [VECTOR_POWER] = power_kernel_i64,
    [VECTOR_MINIMUM] = minimum_i64, [VECTOR_MAXIMUM] = maximum_i64, [VECTOR_FLOOR_DIVIDE] = floor_i64,
    [VECTOR_AND] = and_i64, [VECTOR_OR] = or_i64, [VECTOR_XOR] = xor_i64, COMPARISON_ROWS(i64)},
  [VECTOR_U8] = {
    [VECTOR_ADD] = add_u8, [VECTOR_SUBTRACT] = subtract_u8, [VECTOR_MULTIPLY] = multiply_u8,
    [VECTOR_DIVIDE] = divide_u8, [VECTOR_REMAINDER] = modulo_u8, [VECTOR_POWER] = power_kernel_u8,
    [VECTOR_MINIMUM] = minimum_u8, [VECTOR_MAXIMUM] = maximum_u8, [VECTOR_FLOOR_DIVIDE] = divide_u8,
    [VECTOR_AND] = and_u8, [VECTOR_OR] = or_u8, [VECTOR_XOR] = xor_u8, COMPARISON_ROWS(u8)},
  [VECTOR_BOOL] = {
    [VECTOR_MINIMUM] = and_u8, [VECTOR_MAXIMUM] = or_u8,
    [VECTOR_AND] = and_u8, [VECTOR_OR] = or_u8, [VECTOR_XOR] = xor_u8, COMPARISON_ROWS(u8)},
};

vector_binary vector_binary_kernel(int operation, int type) { return kernels[type][operation]; }

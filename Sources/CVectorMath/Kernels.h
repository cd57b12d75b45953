#pragma once
#include "CVectorMath.h"

#pragma clang fp contract(off)
#pragma clang diagnostic ignored "-Wpass-failed"  // a body that calls a function stays a plain loop

// One body, compiled for each generation of vector registers; the loader picks the widest that runs here.
#if defined(__x86_64__) && defined(__linux__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif

// Input and output are the same elements or disjoint, so every iteration is independent.
#define INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")

#define AT(T, pointer, stride, i) (*(const T *)((const char *)(pointer) + (i) * (stride)))
#define OUT(R, pointer, stride, i) (*(R *)((char *)(pointer) + (i) * (stride)))

#define BINARY(NAME, T, R, EXPRESSION)                                                                     \
  CLONES static void NAME(const void *a, ptrdiff_t sa, const void *b, ptrdiff_t sb, void *out,             \
                          ptrdiff_t so, ptrdiff_t n) {                                                     \
    const ptrdiff_t t = sizeof(T);                                                                         \
    if (so == (ptrdiff_t)sizeof(R) && sa == t && sb == t) {                                                \
      const T *p = a, *q = b; R *o = out;                                                                  \
      INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) { T x = p[i], y = q[i]; o[i] = EXPRESSION; }           \
    } else if (so == (ptrdiff_t)sizeof(R) && sa == t && sb == 0) {                                         \
      const T *p = a; const T y = *(const T *)b; R *o = out;                                               \
      INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) { T x = p[i]; o[i] = EXPRESSION; }                     \
    } else if (so == (ptrdiff_t)sizeof(R) && sa == 0 && sb == t) {                                         \
      const T x = *(const T *)a; const T *q = b; R *o = out;                                               \
      INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) { T y = q[i]; o[i] = EXPRESSION; }                     \
    } else {                                                                                               \
      for (ptrdiff_t i = 0; i < n; i++) {                                                                  \
        T x = AT(T, a, sa, i), y = AT(T, b, sb, i);                                                        \
        OUT(R, out, so, i) = EXPRESSION;                                                                   \
      }                                                                                                    \
    }                                                                                                      \
  }

#define UNARY(NAME, T, R, EXPRESSION)                                                                      \
  CLONES static void NAME(const void *a, ptrdiff_t sa, void *out, ptrdiff_t so, ptrdiff_t n) {             \
    if (so == (ptrdiff_t)sizeof(R) && sa == (ptrdiff_t)sizeof(T)) {                                        \
      const T *p = a; R *o = out;                                                                          \
      INDEPENDENT for (ptrdiff_t i = 0; i < n; i++) { T x = p[i]; o[i] = EXPRESSION; }                     \
    } else if (so == (ptrdiff_t)sizeof(R) && sa == 0) {                                                    \
      const T x = *(const T *)a; const R y = EXPRESSION; R *o = out;                                       \
      for (ptrdiff_t i = 0; i < n; i++) o[i] = y;                                                          \
    } else {                                                                                               \
      for (ptrdiff_t i = 0; i < n; i++) { T x = AT(T, a, sa, i); OUT(R, out, so, i) = EXPRESSION; }        \
    }                                                                                                      \
  }

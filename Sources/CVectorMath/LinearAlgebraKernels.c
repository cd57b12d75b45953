#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// OpenBLAS has kernels for each kind of processor and takes the oldest ones where it does not know the model, which
// newer processors meet with an older OpenBLAS: a fifth of the speed. What counts is which instructions there are.

// Weak: a build of OpenBLAS for one kind of processor has no choice to make.
extern char *openblas_get_corename(void) __attribute__((weak));
extern void gotoblas_dynamic_init(void) __attribute__((weak));
extern void gotoblas_dynamic_quit(void) __attribute__((weak));

/// Which kernels this processor can take, or NULL if it is as old as the oldest.
static const char *fitting_kernels(void) {
#if defined(__x86_64__)
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return NULL;
  bool wide = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512cd") &&
              __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
  return wide ? "SkylakeX" : "Haswell";
#else
  return NULL;
#endif
}

/// Runs when the library loads, after OpenBLAS has chosen and before anything is computed.
__attribute__((constructor)) static void choose_kernels(void) {
  static const char *variable = "OPENBLAS_CORETYPE";
  if (!openblas_get_corename || !gotoblas_dynamic_init || !gotoblas_dynamic_quit) return;
  if (getenv(variable) || strcmp(openblas_get_corename(), "Prescott") != 0) return;
  const char *kernels = fitting_kernels();
  if (!kernels || setenv(variable, kernels, 1) != 0) return;
  gotoblas_dynamic_quit();
  gotoblas_dynamic_init();
  unsetenv(variable);
}

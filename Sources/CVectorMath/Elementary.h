#pragma once
#include "Kernels.h"

/// Whether this processor has the instructions that the functions below are made of.
bool vector_elementary_wide(void);
/// Functions of `n` doubles that stand one after the other; `o` may be `a`.
void vector_exp_wide(const double *a, double *o, ptrdiff_t n);
void vector_log_wide(const double *a, double *o, ptrdiff_t n);
void vector_tanh_wide(const double *a, double *o, ptrdiff_t n);

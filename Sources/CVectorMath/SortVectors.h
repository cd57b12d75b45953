#pragma once
#include "Kernels.h"

enum { SORT_INTEGERS, SORT_DOUBLES };

/// Whether this processor has the instructions that the functions below are made of.
bool vector_sorts_wide(void);
/// Sorts 64-bit integers or doubles from one place into another, which may be the same; `scratch` has room for as many.
void vector_sort_wide(int kind, const int64_t *from, int64_t *out, int64_t *scratch, ptrdiff_t n);
/// The distinct elements of a sorted run without NaN; `out` has room for all of them.
ptrdiff_t vector_distinct_wide(int kind, const int64_t *sorted, ptrdiff_t n, int64_t *out);

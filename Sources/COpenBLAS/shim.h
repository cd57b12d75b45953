#pragma once
// CBLAS comes with a header; LAPACK's Fortran symbols are in the same library without one, so the
// few prototypes that are used stand here. Every argument is a pointer, matrices are column-major.
#include <cblas.h>

void dgesv_(const int *n, const int *nrhs, double *a, const int *lda, int *ipiv, double *b, const int *ldb, int *info);

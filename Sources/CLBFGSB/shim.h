#pragma once
// L-BFGS-B 3.0 (Zhu, Byrd, Lu, Nocedal; Morales, Nocedal) comes as a Fortran library without a header.
// `task` and `csave` are texts of 60 letters whose lengths stand at the end of the arguments.
#include <stddef.h>

void setulb_(const int *n, const int *m, double *x, const double *l, const double *u, const int *nbd, double *f,
             double *g, const double *factr, const double *pgtol, double *wa, int *iwa, char *task, const int *iprint,
             char *csave, int *lsave, int *isave, double *dsave, size_t task_length, size_t csave_length);

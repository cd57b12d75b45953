#pragma once
#include <duktape.h>

// Duktape's calls that are macros, which Swift cannot see, as functions of the same meaning.

static inline duk_context *mlnb_duk_create_heap(void) { return duk_create_heap_default(); }

/// Compiles a program and leaves its main function, or the error, on the stack; 0 if it compiled.
static inline duk_int_t mlnb_duk_compile(duk_context *context, const char *source, duk_size_t length) {
  return duk_pcompile_lstring(context, 0, source, length);
}

/// Runs a script and leaves its value, or the error, on the stack; 0 if it ran.
static inline duk_int_t mlnb_duk_evaluate(duk_context *context, const char *source, duk_size_t length) {
  return duk_peval_lstring(context, source, length);
}

/// The bytes of the value at `index` as a string, which replaces it; never NULL.
static inline const char *mlnb_duk_string(duk_context *context, duk_idx_t index, duk_size_t *length) {
  return duk_safe_to_lstring(context, index, length);
}

static inline void *mlnb_duk_push_buffer(duk_context *context, duk_size_t size) {
  return duk_push_fixed_buffer(context, size);
}

#pragma once
#include <stddef.h>
#include <stdint.h>

/// The 128-bit XXH3 hash of `length` bytes, as two words (high, low).
typedef struct { uint64_t high, low; } mlnb_hash128;
mlnb_hash128 mlnb_xxh3_128(const void *bytes, size_t length);

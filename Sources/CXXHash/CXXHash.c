#define XXH_INLINE_ALL
#include <xxhash.h>
#include "CXXHash.h"

mlnb_hash128 mlnb_xxh3_128(const void *bytes, size_t length) {
  XXH128_hash_t hash = XXH3_128bits(bytes, length);
  return (mlnb_hash128){hash.high64, hash.low64};
}

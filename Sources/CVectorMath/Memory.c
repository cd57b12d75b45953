// Memory for arrays. Large blocks that are given back wait for the next array of their size instead of going
// back to the system, which would have to clear every page again.
#include "CVectorMath.h"
#include <stdatomic.h>
#include <stdlib.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

enum { SLOTS = 8, LARGE = 128 << 10, HUGE = 4 << 20 };
// All that wait together, or one block alone.
static const size_t most_waiting = 24u << 20, most_alone = 34u << 20;

static atomic_flag busy = ATOMIC_FLAG_INIT;
static struct { void *block; size_t size; } waiting[SLOTS];
static size_t waiting_size;

static void lock(void) { while (atomic_flag_test_and_set_explicit(&busy, memory_order_acquire)) {} }
static void unlock(void) { atomic_flag_clear_explicit(&busy, memory_order_release); }

static size_t rounded(size_t size) {
  if (size < LARGE) return (size + 63) & ~(size_t)63;
  return (size + 0xffff) & ~(size_t)0xffff;
}

void *vector_allocate(size_t size) {
  if (size < 4096) return malloc(size ? size : 1);
  size_t need = rounded(size);
  if (need < size) return NULL;
  if (need >= LARGE && need <= most_alone) {
    void *found = NULL;
    lock();
    for (int i = 0; i < SLOTS; i++) {
      if (waiting[i].size == need) {
        found = waiting[i].block;
        waiting_size -= need;
        waiting[i].block = NULL;
        waiting[i].size = 0;
        break;
      }
    }
    unlock();
    if (found) return found;
  }
  void *block = NULL;
  if (posix_memalign(&block, need >= HUGE ? 2 << 20 : 64, need)) return NULL;
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  if (need >= HUGE) madvise(block, need, MADV_HUGEPAGE);
#endif
  return block;
}

void vector_release(void *block, size_t size) {
  size_t held = rounded(size);
  if (held < LARGE || held > most_alone) { free(block); return; }
  void *old[SLOTS + 1];
  int olds = 0;
  lock();
  // Newest first; the blocks that have waited longest make room.
  int count = 0;
  for (int i = 0; i < SLOTS; i++) if (waiting[i].block) waiting[count++] = waiting[i];
  while (count > 0 && (count == SLOTS || waiting_size + held > most_waiting)) {
    count--;
    old[olds++] = waiting[count].block;
    waiting_size -= waiting[count].size;
  }
  for (int i = count; i > 0; i--) waiting[i] = waiting[i - 1];
  waiting[0].block = block;
  waiting[0].size = held;
  waiting_size += held;
  for (int i = count + 1; i < SLOTS; i++) { waiting[i].block = NULL; waiting[i].size = 0; }
  unlock();
  for (int i = 0; i < olds; i++) free(old[i]);
}

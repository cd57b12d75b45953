// The Swift compiler's optimiser is written in Swift and asks of every instruction which protocols it conforms to, as
// `instruction as? Simplifiable` does: a hundred thousand times for a module. The runtime searches its tables once for each
// pair of type and protocol, in every process anew, and takes its time for the answers that it knows. Together that is a
// fifteenth of a compiler's time.
//
// This stands before the runtime's function and remembers the answers for all runs of a program. It does so for types and
// protocols of the program itself, which lie at the same place in each run: what is loaded later declares no conformance
// for them. Whatever else is asked goes to the runtime.
#define _GNU_SOURCE
#include "conformances.h"
#include <dlfcn.h>
#include <link.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/mman.h>

typedef const void *Conforms(const void *type, const void *protocol);

/// An answer. A slot belongs to whoever has set `type` first, and counts when it is whole: a run may be ended at any time.
typedef struct {
  _Atomic(uintptr_t) type;
  uintptr_t protocol;
  const void *table;
  _Atomic(int) isWhole;
} Answer;

enum { SLOTS = 1 << 13, PROBES = 16 };
static Answer *answers;
/// Where the program's own data lies, as it is in its file.
static uintptr_t program_start, program_end;

static int find_program(struct dl_phdr_info *info, size_t size, void *unused) {
  (void)size, (void)unused;
  program_start = UINTPTR_MAX;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[i];
    if (part->p_type != PT_LOAD) continue;
    uintptr_t start = info->dlpi_addr + part->p_vaddr, end = start + part->p_filesz;
    if (start < program_start) program_start = start;
    if (end > program_end) program_end = end;
  }
  return 1;  // The program comes first.
}

void remember_conformances(void) {
  void *memory = mmap(NULL, sizeof(Answer) * SLOTS, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return;
  dl_iterate_phdr(find_program, NULL);
  answers = memory;
}

static int is_of_program(const void *place) { return (uintptr_t)place - program_start < program_end - program_start; }

static const void *ask_runtime(const void *type, const void *protocol) {
  static _Atomic(Conforms *) known;
  Conforms *conforms = atomic_load_explicit(&known, memory_order_relaxed);
  if (!conforms) {
    conforms = (Conforms *)dlsym(RTLD_NEXT, "swift_conformsToProtocol");
    atomic_store_explicit(&known, conforms, memory_order_relaxed);
  }
  return conforms ? conforms(type, protocol) : NULL;
}

/// The runtime's `swift_conformsToProtocol`: the table of witnesses, or NULL.
const void *swift_conformsToProtocol(const void *type, const void *protocol) {
  if (!answers || !is_of_program(type) || !is_of_program(protocol)) return ask_runtime(type, protocol);
  uintptr_t hash = ((uintptr_t)type >> 3) * 0x9E3779B1u ^ (uintptr_t)protocol >> 2;
  for (unsigned probe = 0; probe < PROBES; probe++) {
    Answer *answer = &answers[(hash + probe) % SLOTS];
    uintptr_t owner = atomic_load_explicit(&answer->type, memory_order_relaxed);
    if (owner == (uintptr_t)type) {
      if (!atomic_load_explicit(&answer->isWhole, memory_order_acquire) || answer->protocol != (uintptr_t)protocol) continue;
      return answer->table;
    }
    if (owner != 0) continue;
    const void *table = ask_runtime(type, protocol);
    if (table && !is_of_program(table)) return table;
    if (!atomic_compare_exchange_strong(&answer->type, &owner, (uintptr_t)type)) return table;
    answer->protocol = (uintptr_t)protocol;
    answer->table = table;
    atomic_store_explicit(&answer->isWhole, 1, memory_order_release);
    return table;
  }
  return ask_runtime(type, protocol);
}

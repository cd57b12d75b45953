// Throws, traps and exits of a cell, told to the command with the places in the cells' code that led there.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

#include "kernel.h"

enum { MOST_FRAMES = 256 };

static volatile int is_active;
static void *thrown_at[MOST_FRAMES];
static int thrown_depth;
static void *thrown_error;
static uintptr_t stack_low, stack_high;

void failure_set_active(int active) { is_active = active; }

// Appends "path NUL hexadecimal offset NUL" for each address that lies in a module of the lesson.
static size_t describe(void **addresses, int count, char *into, size_t room) {
  size_t used = 0;
  for (int i = 0; i < count; i++) {
    Dl_info info;
    if (!dladdr(addresses[i], &info) || info.dli_fname == NULL) continue;
    uintptr_t offset = (uintptr_t)addresses[i] - (uintptr_t)info.dli_fbase;
    int length = snprintf(into + used, room - used, "%s%c%lx", info.dli_fname, 0, (unsigned long)offset);
    if (length < 0 || used + (size_t)length + 1 >= room) break;
    used += (size_t)length + 1;
  }
  return used;
}

// Swift code keeps frame pointers; following them is cheap enough for every throw.
static int walk(void **frame, void **addresses, int most) {
  int count = 0;
  while (count < most && (uintptr_t)frame >= stack_low && (uintptr_t)(frame + 2) <= stack_high) {
    addresses[count++] = frame[1];
    void **next = frame[0];
    if (next <= frame) break;
    frame = next;
  }
  return count;
}

// What the unwinder finds: where each frame is, and what its frame pointer was.
struct unwound {
  void **addresses;
  int most, count;
  void **last_frame;
};

static _Unwind_Reason_Code note_frame(struct _Unwind_Context *context, void *into) {
#if defined(__x86_64__)
  enum { FRAME_POINTER = 6 };
#else
  enum { FRAME_POINTER = 29 };
#endif
  struct unwound *found = into;
  if (found->count >= found->most) return _URC_END_OF_STACK;
  found->addresses[found->count++] = (void *)_Unwind_GetIP(context);
  found->last_frame = (void **)_Unwind_GetGR(context, FRAME_POINTER);
  return _URC_NO_REASON;
}

// The C library's frames have tables for the unwinder and no frame pointers, a lesson's have it the other way round:
// where the tables end, the pointers go on.
static int unwind(void **addresses, int most) {
  struct unwound found = {addresses, most, 0, NULL};
  _Unwind_Backtrace(note_frame, &found);
  return found.count + walk(found.last_frame, addresses + found.count, most - found.count);
}

static void on_throw(void *error) {
  if (!is_active) return;
  thrown_error = error;
  thrown_depth = walk(__builtin_frame_address(0), thrown_at, MOST_FRAMES);
}

// Replaces the Swift runtime's: called with the error that a module's top level did not catch.
__attribute__((noreturn)) void swift_errorInMain(void *error) {
  char text[1 << 14], frames[1 << 14];
  text[0] = 0;
  size_t (*describe_error)(void *, char *, size_t) = dlsym(RTLD_DEFAULT, "mlnb_describe_error");
  size_t length = describe_error ? describe_error(error, text, sizeof text - 1) : 0;
  text[length] = 0;
  size_t used = thrown_error == error ? describe(thrown_at, thrown_depth, frames, sizeof frames) : 0;
  output_flush();
  wire_send2(FRAME_ERROR, text, length + 1, frames, used);
  kernel_abandon_module();
}

static void on_signal(int signal, siginfo_t *info, void *context) {
  static volatile int depth;
  if (depth++ > 0 || !is_active || !kernel_is_runner()) _exit(128 + signal);
  ucontext_t *state = context;
  wire_reset_lock();  // the thread that holds a lock may be the one that trapped
  output_reset_lock();
#if defined(__x86_64__)
  uintptr_t stack_pointer = (uintptr_t)state->uc_mcontext.gregs[REG_RSP];
  void *program_counter = (void *)state->uc_mcontext.gregs[REG_RIP];
  void **frame_pointer = (void **)state->uc_mcontext.gregs[REG_RBP];
#else
  uintptr_t stack_pointer = (uintptr_t)state->uc_mcontext.sp;
  void *program_counter = (void *)state->uc_mcontext.pc;
  void **frame_pointer = (void **)state->uc_mcontext.regs[29];
#endif
  uintptr_t address = (uintptr_t)info->si_addr;
  uint32_t head[2] = {(uint32_t)signal, 0};
  if (signal == SIGSEGV && address + 65536 > stack_pointer && address < stack_pointer + 65536) head[1] = 1;

  static void *addresses[MOST_FRAMES];
  int count = 0;
  addresses[count++] = program_counter;
  if (head[1]) {
    count += walk(frame_pointer, addresses + count, MOST_FRAMES - count);
  } else {
    int found = unwind(addresses, MOST_FRAMES), first = 0;  // the first few are this handler's
    while (first < found && addresses[first] != program_counter) first++;
    if (first == found) first = 0;
    count = found - first;
    memmove(addresses, addresses + first, (size_t)count * sizeof *addresses);
  }
  static char frames[1 << 14];
  size_t used = describe(addresses, count, frames, sizeof frames);
  output_flush();
  wire_send2(FRAME_TRAP, head, sizeof head, frames, used);
  _exit(128 + signal);
}

static void on_exit_call(int status, void *unused) {
  (void)unused;
  if (!is_active || !kernel_is_runner()) return;
  output_flush();
  int32_t code = status;
  wire_send(FRAME_EXIT, &code, sizeof code);
}

void failure_install(void) {
  pthread_attr_t attributes;
  void *low;
  size_t size;
  pthread_getattr_np(pthread_self(), &attributes);
  pthread_attr_getstack(&attributes, &low, &size);
  stack_low = (uintptr_t)low;
  stack_high = stack_low + size;

  void *warm[2];
  unwind(warm, 2);  // loads the unwinder now, not inside a signal handler

  static char alternate[1 << 17];
  stack_t stack = {.ss_sp = alternate, .ss_size = sizeof alternate};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
  const int signals[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS};
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) sigaction(signals[i], &action, NULL);
  signal(SIGPIPE, SIG_IGN);
  on_exit(on_exit_call, NULL);

  void (**hook)(void *) = dlsym(RTLD_DEFAULT, "_swift_willThrow");
  if (hook) __atomic_store_n(hook, on_throw, __ATOMIC_RELEASE);
}

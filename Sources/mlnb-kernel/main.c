// mlnb-kernel WIRE LIMIT RUNTIME: runs the modules that the command names over the wire.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "kernel.h"

static pid_t runner;
static jmp_buf after_module;
static int in_cell;
static int saves_checkpoints;
static int tries_starters;
static int skips_attempts;
static int own_fork;
static volatile int cell_forked;
static uint32_t current;
static struct timespec began;
static uint64_t displayed;
enum { MOST_DISPLAYED = 64 << 20 };

// (Cells' own questions for it are watched, in surroundings.c.)
static pid_t process_number(void) { return (pid_t)syscall(SYS_getpid); }

int kernel_is_runner(void) { return process_number() == runner; }

static void before_fork(void) {
  if (!own_fork) cell_forked = 1;
}

static uint64_t elapsed(void) {
  struct timespec now;
  kernel_now(CLOCK_MONOTONIC, &now);
  return (uint64_t)(now.tv_sec - began.tv_sec) * 1000000000u + (uint64_t)(now.tv_nsec - began.tv_nsec);
}

static void wait_for_go(void);

static void finish_cell(void) {
  if (!in_cell) return;
  in_cell = 0;
  watch_set_in_cell(0);
  uint64_t duration = elapsed();
  output_flush();
  failure_set_active(0);
  struct __attribute__((packed)) {
    uint32_t ordinal;
    uint64_t nanoseconds, dropped;
    uint32_t misdeeds;
  } report = {current, duration, output_dropped_bytes(),
              (cell_forked ? MISDEED_FORKED : 0) | (output_is_closed() ? MISDEED_CLOSED_OUTPUT : 0)};
  wire_send(FRAME_FINISH, &report, sizeof report);
  wait_for_go();
}

static void serve(void);

// Leaves this process behind as a checkpoint: 1 in the child, which goes on, and 0 in this process when the child has
// failed; -1 if there is no checkpoint.
static int leave_behind(void) {
  output_flush();
  own_fork = 1;
  pid_t parent = process_number();
  pid_t child = fork();
  own_fork = 0;
  if (child < 0) return -1;
  if (child == 0) {
    runner = process_number();
    setpgid(0, 0);
    wire_reset_lock();
    output_reset_lock();
    uint32_t ids[2] = {(uint32_t)runner, (uint32_t)parent};
    wire_send(FRAME_RUNNER, ids, sizeof ids);
    return 1;
  }
  failure_set_active(0);
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {}
  struct __attribute__((packed)) {
    uint32_t process;
    int32_t status;
  } report = {(uint32_t)process_number(), status};
  wire_send(FRAME_RESUMED, &report, sizeof report);
  in_cell = 0;
  watch_set_in_cell(0);
  return 0;
}

// If what follows fails, the checkpoint serves the command from the state as it was here, and never returns to the
// module that called it. (Without one, a failure ends the kernel, and the command replays.)
static void save_checkpoint(void) {
  if (leave_behind() != 0) return;
  serve();
  _exit(0);
}

static void begin_cell(uint32_t ordinal) {
  current = ordinal;
  cell_forked = 0;
  output_begin_cell();
  displayed = 0;
  wire_send(FRAME_BEGIN, &ordinal, sizeof ordinal);
  in_cell = 1;
  watch_set_in_cell(1);
  failure_set_active(1);
  kernel_now(CLOCK_MONOTONIC, &began);
}

void mlnb_boundary(uint32_t ordinal) {
  if (!kernel_is_runner()) _exit(0);  // a fork() of a cell's own goes no further than its cell
  finish_cell();
  if (saves_checkpoints) save_checkpoint();
  begin_cell(ordinal);
}

int mlnb_attempt(uint32_t ordinal) {
  if (!kernel_is_runner()) _exit(0);
  finish_cell();
  if (skips_attempts) return 0;
  if (leave_behind() == 0) {
    wait_for_go();
    return 0;
  }
  begin_cell(ordinal);
  return 1;
}

int mlnb_trial(uint32_t ordinal) {
  if (tries_starters) return mlnb_attempt(ordinal);
  if (!kernel_is_runner()) _exit(0);
  finish_cell();
  return 0;
}

// Called by the runtime with an encoded display. Pictures count for nothing in the limit of a cell's text, but
// a cell that shows without end is cut off as well.
void mlnb_display(uint8_t kind, const void *payload, size_t length) {
  if (!kernel_is_runner() || !in_cell) return;
  output_flush();
  displayed += length;
  if (displayed > MOST_DISPLAYED) return;
  wire_send(kind, payload, length);
}

void kernel_abandon_module(void) {
  failure_set_active(0);
  in_cell = 0;
  watch_set_in_cell(0);
  longjmp(after_module, 1);
}

// LOAD: one byte of `load_flag`s, then path NUL entry point.
static void load(char *payload) {
  saves_checkpoints = payload[0] & LOAD_SAVES_CHECKPOINTS;
  tries_starters = payload[0] & LOAD_TRIES_STARTERS;
  skips_attempts = payload[0] & LOAD_SKIPS_ATTEMPTS;
  const char *path = payload + 1;
  const char *entry = path + strlen(path) + 1;
  void *module = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
  int (*enter)(int, char **) = module ? (int (*)(int, char **))dlsym(module, entry) : NULL;
  if (enter == NULL) {
    const char *reason = dlerror();
    wire_send(FRAME_LOAD_FAILED, reason, strlen(reason));
    return;
  }
  char *arguments[] = {"mlnb", NULL};
  if (setjmp(after_module) == 0) {
    enter(1, arguments);
    if (!kernel_is_runner()) _exit(0);
    finish_cell();
  }
  wire_send(FRAME_DONE, NULL, 0);
}

static void obey(uint8_t kind, char *payload) {
  if (kind == 'L') load(payload);
  if (kind == 0 || kind == 'Q') _exit(0);
}

static void wait_for_go(void) {
  char *payload;
  size_t length;
  uint8_t kind = wire_receive(&payload, &length);
  if (kind != 'G') _exit(0);
}

static void serve(void) {
  char *payload;
  size_t length;
  for (;;) obey(wire_receive(&payload, &length), payload);
}

int main(int count, char **arguments) {
  if (count < 5) {
    fputs("mlnb-kernel: started by `mlnb`, not by hand\n", stderr);
    return 2;
  }
  runner = process_number();
  prctl(PR_SET_DUMPABLE, 1);
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  uint64_t memory = strtoull(arguments[3], NULL, 10);
  wire_open(atoi(arguments[1]));
  watch_open();
  output_open(strtoull(arguments[2], NULL, 10));
  pthread_atfork(before_fork, NULL, NULL);
  if (dlopen(arguments[4], RTLD_NOW | RTLD_GLOBAL) == NULL) {
    const char *reason = dlerror();
    wire_send(FRAME_LOAD_FAILED, reason, strlen(reason));
    return 1;
  }
  watch_libraries();
  failure_install();
  if (memory > 0) {
    // The command watches what is resident and says so in one sentence; this stops what grows faster.
    struct rlimit data = {memory + (512u << 20), memory + (512u << 20)};
    setrlimit(RLIMIT_DATA, &data);
  }
  uint32_t process = (uint32_t)runner;
  wire_send(FRAME_HELLO, &process, sizeof process);
  serve();
}

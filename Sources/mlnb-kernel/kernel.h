// The kernel: the child process in which a lesson's cells run.
//
// It loads one compiled module after another, tells the command where one cell ends and the next begins,
// and carries everything that a cell puts out, in order, over one socket (the wire).
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <sys/types.h>

// MARK: wire.c: frames to the command and back.

// The exit status when a cell has closed the wire itself.
enum { EXIT_WIRE_CLOSED = 97 };

// A frame: one byte kind, four bytes little-endian length, the payload.
enum frame_kind {
  FRAME_HELLO = 'h',     // u32 process id: ready for commands
  FRAME_BEGIN = 'b',     // u32 ordinal of the cell in its module
  FRAME_STDOUT = 'o',    // bytes
  FRAME_STDERR = 'e',    // bytes
  FRAME_DISPLAY = 'd',   // an encoded display
  FRAME_VALUE = 'v',     // an encoded display: the cell's last expression
  FRAME_FINISH = 'f',    // u32 ordinal, u64 nanoseconds, u64 bytes of output dropped, u32 misdeeds
  FRAME_DONE = 'm',      // the module ran to its end
  FRAME_ERROR = 'x',     // text NUL frames: an error that no cell caught
  FRAME_TRAP = 't',      // u32 signal, u32 is stack overflow, then frames
  FRAME_EXIT = 'q',      // i32 status: a cell called exit
  FRAME_LOAD_FAILED = 'l',  // text: the module could not be opened
  FRAME_RUNNER = 'c',    // u32 process id of the process that runs the next cell; the sender waits
  FRAME_LOOKED = 'a',    // kind, i64 size, i64 modified, i64 changed (ns), u64 inode, text NUL: see watch.c
  FRAME_RESUMED = 'r',   // u32 process id, i32 wait status of the runner: the checkpoint is back
};

// What a cell did to its process that no cell should.
enum misdeed { MISDEED_FORKED = 1, MISDEED_CLOSED_OUTPUT = 2 };

// How a module is to be run.
enum load_flag {
  LOAD_SAVES_CHECKPOINTS = 1,
  LOAD_TRIES_STARTERS = 2,   // tests are tried on the starters of their exercises
  LOAD_SKIPS_ATTEMPTS = 4,   // cells that are to fail have been judged before
};

void wire_open(int descriptor);
void wire_send(uint8_t kind, const void *payload, size_t length);
void wire_send2(uint8_t kind, const void *a, size_t a_length, const void *b, size_t b_length);
// Reads one command into a buffer that lives until the next call; 0 when the command's side has gone.
uint8_t wire_receive(char **payload, size_t *length);
// After fork(): locks that other threads held are free again in the child.
void wire_reset_lock(void);

// MARK: output.c: standard output and error, in order with everything else.

void output_open(uint64_t limit_per_cell);
void output_begin_cell(void);
// Sends what is gathered.
void output_flush(void);
// After fork(), and in a signal handler that never returns.
void output_reset_lock(void);
uint64_t output_dropped_bytes(void);
int output_is_closed(void);

// MARK: watch.c: what cells look at outside their lesson.

void watch_open(void);
void watch_libraries(void);
void watch_read(const char *path);
// Whether a cell runs now: what the kernel itself opens is of no interest.
void watch_set_in_cell(int in_cell);
// effects.c: what will be another thing next time, and what leaves something behind; a reason in words.
void watch_unrepeatable(const char *reason);
void watch_effect(const char *reason);
// A duration was measured.
void watch_measurement(void);
// The time, for the kernel's own use.
int kernel_comes_from_dispatch(const void *caller);
void kernel_now(clockid_t clock, struct timespec *now);

// MARK: failure.c: throws, traps, exits.

void failure_install(void);
// Whether a failure may still be reported by this process.
void failure_set_active(int active);

// MARK: main.c: modules and cells.

// Ends the running cell and jumps back to the loop, after an uncaught error.
void kernel_abandon_module(void) __attribute__((noreturn));
// Whether this process is the one that runs cells, and no fork() of a cell's own.
int kernel_is_runner(void);
// Called by compiled modules at the head of each cell (through the runtime).
void mlnb_boundary(uint32_t ordinal);
// The head of a cell that is to fail: 1 in a process that runs it, 0 in the one that goes on after it.
int mlnb_attempt(uint32_t ordinal);

// Everything that this process writes to its standard output and error goes over the wire, so that it keeps
// its order with displays and with cell boundaries. stdio's streams are replaced by streams that write frames;
// write() and writev() of other libraries (Foundation, the Swift runtime) are interposed. What a subprocess of
// a cell writes arrives through the pipes that descriptors 1 and 2 are.
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "kernel.h"

static ino_t pipes[3];
static dev_t devices[3];
static uint64_t limit;
static uint64_t sent;
static uint64_t dropped;
static int is_open;
static int was_closed;

// Whether `descriptor` is still what the command gave: a cell may have redirected or closed it.
static int is_ours(int descriptor) {
  struct stat status;
  return is_open && fstat(descriptor, &status) == 0 && status.st_ino == pipes[descriptor] &&
         status.st_dev == devices[descriptor];
}

// Lines of standard output gather here: a frame for each would cost more than the line. They leave when there are
// many, when 20 ms have passed, before anything else is sent, and when the command asks (before it kills).
static char gathered[1 << 15];
static size_t gathered_length;
static struct timespec last_sent;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void send_gathered(void) {
  if (gathered_length > 0) wire_send(FRAME_STDOUT, gathered, gathered_length);
  gathered_length = 0;
}

static int is_due(void) {
  struct timespec now;
  kernel_now(CLOCK_MONOTONIC_COARSE, &now);
  long elapsed = (now.tv_sec - last_sent.tv_sec) * 1000 + (now.tv_nsec - last_sent.tv_nsec) / 1000000;
  if (elapsed < 20) return 0;
  last_sent = now;
  return 1;
}

static void put(int descriptor, const void *bytes, size_t length) {
  if (!kernel_is_runner()) return;
  pthread_mutex_lock(&lock);
  uint64_t room = limit > sent ? limit - sent : 0;
  size_t count = length < room ? length : (size_t)room;
  sent += count;
  dropped += length - count;
  if (descriptor == 2 || gathered_length + count > sizeof gathered) send_gathered();
  if (descriptor == 2 || count > sizeof gathered) {
    if (count > 0) wire_send(descriptor == 1 ? FRAME_STDOUT : FRAME_STDERR, bytes, count);
  } else {
    memcpy(gathered + gathered_length, bytes, count);
    gathered_length += count;
    if (is_due()) send_gathered();
  }
  pthread_mutex_unlock(&lock);
}

// The command is about to kill this process and wants what has been printed.
static void on_flush_signal(int signal) {
  (void)signal;
  int saved = errno;
  if (pthread_mutex_trylock(&lock) == 0) {
    send_gathered();
    pthread_mutex_unlock(&lock);
  }
  errno = saved;
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  if ((descriptor == 1 || descriptor == 2) && is_ours(descriptor)) {
    put(descriptor, bytes, length);
    return (ssize_t)length;
  }
  return syscall(SYS_write, descriptor, bytes, length);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  if ((descriptor == 1 || descriptor == 2) && is_ours(descriptor)) {
    ssize_t total = 0;
    for (int part = 0; part < count; part++) {
      put(descriptor, parts[part].iov_base, parts[part].iov_len);
      total += (ssize_t)parts[part].iov_len;
    }
    return total;
  }
  return syscall(SYS_writev, descriptor, parts, count);
}

static ssize_t write_stream(void *cookie, const char *bytes, size_t length) {
  return write((int)(intptr_t)cookie, bytes, length);
}

static int close_stream(void *cookie) {
  (void)cookie;
  was_closed = 1;
  return 0;
}

static FILE *stream(int descriptor, int mode) {
  cookie_io_functions_t functions = {.write = write_stream, .close = close_stream};
  FILE *file = fopencookie((void *)(intptr_t)descriptor, "w", functions);
  setvbuf(file, NULL, mode, mode == _IONBF ? 0 : 1 << 14);
  return file;
}

void output_open(uint64_t limit_per_cell) {
  limit = limit_per_cell;
  for (int descriptor = 1; descriptor <= 2; descriptor++) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) continue;
    pipes[descriptor] = status.st_ino;
    devices[descriptor] = status.st_dev;
  }
  is_open = 1;
  struct sigaction action = {.sa_handler = on_flush_signal, .sa_flags = SA_RESTART};
  sigaction(SIGRTMAX - 1, &action, NULL);
  stdout = stream(1, _IOLBF);
  stderr = stream(2, _IONBF);
}

void output_begin_cell(void) {
  sent = 0;
  dropped = 0;
}

void output_flush(void) {
  if (!was_closed) fflush(stdout);
  pthread_mutex_lock(&lock);
  send_gathered();
  pthread_mutex_unlock(&lock);
}

void output_reset_lock(void) { pthread_mutex_init(&lock, NULL); }

uint64_t output_dropped_bytes(void) { return dropped; }

int output_is_closed(void) {
  struct stat status;
  return was_closed || fstat(1, &status) != 0 || fstat(2, &status) != 0;
}

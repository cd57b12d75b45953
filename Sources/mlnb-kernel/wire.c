#include <errno.h>
#include <pthread.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <unistd.h>

#include "kernel.h"

static int wire = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

// When the command has died, a cell in an endless loop must not outlive it.
static void on_wire_signal(int signal) {
  (void)signal;
  int saved = errno;
  struct pollfd state = {.fd = wire, .events = POLLIN};
  if (poll(&state, 1, 0) > 0 && (state.revents & (POLLHUP | POLLERR))) _exit(0);
  errno = saved;
}

void wire_open(int descriptor) {
  wire = descriptor;
  fcntl(wire, F_SETFD, FD_CLOEXEC);
  struct sigaction action = {.sa_handler = on_wire_signal, .sa_flags = SA_RESTART};
  sigaction(SIGIO, &action, NULL);
  fcntl(wire, F_SETOWN, (int)syscall(SYS_getpid));
  fcntl(wire, F_SETFL, fcntl(wire, F_GETFL) | O_ASYNC);
}

void wire_reset_lock(void) {
  pthread_mutex_init(&lock, NULL);
  fcntl(wire, F_SETOWN, (int)syscall(SYS_getpid));
}

static void write_all(struct iovec *parts, int count) {
  while (count > 0) {
    ssize_t written = syscall(SYS_writev, wire, parts, count);
    if (written < 0) {
      if (errno == EINTR) continue;
      if (errno == EAGAIN) {
        struct pollfd state = {.fd = wire, .events = POLLOUT};
        poll(&state, 1, -1);
        continue;
      }
      _exit(errno == EBADF ? EXIT_WIRE_CLOSED : 0);  // closed by a cell, or nobody listens any more
    }
    while (count > 0 && (size_t)written >= parts->iov_len) {
      written -= (ssize_t)parts->iov_len;
      parts++;
      count--;
    }
    if (count > 0) {
      parts->iov_base = (char *)parts->iov_base + written;
      parts->iov_len -= (size_t)written;
    }
  }
}

void wire_send2(uint8_t kind, const void *a, size_t a_length, const void *b, size_t b_length) {
  if (wire < 0) return;
  uint32_t total = (uint32_t)(a_length + b_length);
  uint8_t header[5] = {kind, (uint8_t)total, (uint8_t)(total >> 8), (uint8_t)(total >> 16), (uint8_t)(total >> 24)};
  struct iovec parts[3] = {{header, sizeof header}, {(void *)a, a_length}, {(void *)b, b_length}};
  pthread_mutex_lock(&lock);
  write_all(parts, 3);
  pthread_mutex_unlock(&lock);
}

void wire_send(uint8_t kind, const void *payload, size_t length) { wire_send2(kind, payload, length, NULL, 0); }

static int read_all(void *into, size_t length) {
  char *bytes = into;
  while (length > 0) {
    ssize_t count = read(wire, bytes, length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EBADF) _exit(EXIT_WIRE_CLOSED);
    if (count <= 0) return 0;
    bytes += count;
    length -= (size_t)count;
  }
  return 1;
}

uint8_t wire_receive(char **payload, size_t *length) {
  static char *buffer = NULL;
  uint8_t header[5];
  if (!read_all(header, sizeof header)) return 0;
  *length = header[1] | (size_t)header[2] << 8 | (size_t)header[3] << 16 | (size_t)header[4] << 24;
  buffer = realloc(buffer, *length + 1);
  if (buffer == NULL || !read_all(buffer, *length)) return 0;
  buffer[*length] = 0;
  *payload = buffer;
  return header[0];
}

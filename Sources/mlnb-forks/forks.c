// Preloaded into a program, this library keeps it waiting before its `main` and lets it run many times: each run is a
// fork of the process that has been loaded, linked and initialised once. For the Swift compiler that is 15 ms of the
// 60 ms that the smallest module takes, and half of what the linker does.
//
// Requests come over the socket MLNB_FORKS (SOCK_SEQPACKET): the working directory and the arguments, each ended by a
// zero byte, together with the descriptors that become standard output and standard error. The answer is the process's
// number. The process becomes a child of whoever asked, who has to adopt orphans (PR_SET_CHILD_SUBREAPER).
#define _GNU_SOURCE
#include "conformances.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

typedef int Main(int, char **, char **);

static Main *program;
enum { MESSAGE_BYTES = 1 << 20, DESCRIPTORS = 2 };

/// One request; its length, 0 when nobody will ask again.
static ssize_t receive(int wire, char *message, int descriptors[DESCRIPTORS]) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int) * DESCRIPTORS)];
  } control;
  struct iovec part = {message, MESSAGE_BYTES};
  struct msghdr letter = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  ssize_t count;
  do count = recvmsg(wire, &letter, MSG_CMSG_CLOEXEC);
  while (count < 0 && errno == EINTR);
  struct cmsghdr *attached = CMSG_FIRSTHDR(&letter);
  if (count <= 0 || !attached || attached->cmsg_len != CMSG_LEN(sizeof(int) * DESCRIPTORS)) return 0;
  memcpy(descriptors, CMSG_DATA(attached), sizeof(int) * DESCRIPTORS);
  return count;
}

/// Becomes one run of the program.
static int run(int wire, char *message, ssize_t length, const int descriptors[DESCRIPTORS], char **environment) {
  close(wire);
  dup2(descriptors[0], STDOUT_FILENO);
  dup2(descriptors[1], STDERR_FILENO);
  close(descriptors[0]);
  close(descriptors[1]);
  int count = 0;
  for (ssize_t i = 0; i < length; i++) count += message[i] == 0;
  char **arguments = calloc((size_t)count + 1, sizeof *arguments);
  char *next = message;
  for (int i = 0; i < count; i++, next += strlen(next) + 1) arguments[i] = next;
  if (count < 2 || chdir(arguments[0]) != 0) _exit(127);
  // What the program ends itself, it ends as if it had been started by itself.
  exit(program(count - 1, arguments + 1, environment));
}

/// Answers requests for as long as somebody may ask.
static void serve(int wire, char **environment) {
  char *message = malloc(MESSAGE_BYTES);
  int32_t *number = mmap(NULL, sizeof *number, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (!message || number == MAP_FAILED) _exit(127);
  remember_conformances();
  int descriptors[DESCRIPTORS];
  ssize_t length;
  while ((length = receive(wire, message, descriptors)) > 0) {
    *number = -1;
    pid_t between = fork();
    if (between == 0) {
      // A process whose parent has gone is adopted by whoever asked.
      pid_t process = fork();
      if (process == 0) run(wire, message, length, descriptors, environment);
      *number = process;
      _exit(0);
    }
    if (between > 0) while (waitpid(between, NULL, 0) < 0 && errno == EINTR) {}
    close(descriptors[0]);
    close(descriptors[1]);
    if (send(wire, number, sizeof *number, MSG_NOSIGNAL) < 0) break;
  }
  _exit(0);
}

/// Gives a variable back the value that it had before this library was asked for.
static void restore(const char *name, const char *kept) {
  const char *own = getenv(kept);
  if (own && *own) setenv(name, own, 1);
  else unsetenv(name);
  unsetenv(kept);
}

static int wait_before_main(int count, char **arguments, char **environment) {
  const char *wire = getenv("MLNB_FORKS");
  if (!wire) return program(count, arguments, environment);
  int descriptor = atoi(wire);
  // Runs of the program, and what they start, are not to know of this.
  unsetenv("MLNB_FORKS");
  restore("LD_PRELOAD", "MLNB_PRELOAD");
  restore("GLIBC_TUNABLES", "MLNB_TUNABLES");
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  serve(descriptor, environ);
  return 127;
}

int __libc_start_main(
  Main *main, int count, char **arguments, Main *init, void (*fini)(void), void (*rtld_fini)(void), void *stack_end
) {
  program = main;
  __typeof__(&__libc_start_main) start = (__typeof__(&__libc_start_main))dlsym(RTLD_NEXT, "__libc_start_main");
  return start(wait_before_main, count, arguments, init, fini, rtld_fini, stack_end);
}

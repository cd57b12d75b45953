#define _GNU_SOURCE
#include "CProcess.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdint.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

int mlnb_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int mlnb_socket_pair(int ends[2]) { return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends); }

int mlnb_packet_pair(int ends[2]) { return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends); }

int mlnb_ask(int wire, const void *message, size_t length, const int descriptors[2]) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof(int) * 2)];
  } control = {0};
  struct iovec part = {(void *)message, length};
  struct msghdr letter = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  struct cmsghdr *attached = CMSG_FIRSTHDR(&letter);
  attached->cmsg_level = SOL_SOCKET;
  attached->cmsg_type = SCM_RIGHTS;
  attached->cmsg_len = CMSG_LEN(sizeof(int) * 2);
  memcpy(CMSG_DATA(attached), descriptors, sizeof(int) * 2);
  ssize_t count;
  do count = sendmsg(wire, &letter, MSG_NOSIGNAL);
  while (count < 0 && errno == EINTR);
  if (count < 0) return -1;
  int32_t number = -1;
  do count = recv(wire, &number, sizeof number, 0);
  while (count < 0 && errno == EINTR);
  return count == sizeof number ? number : -1;
}

void mlnb_adopt_orphans(void) { prctl(PR_SET_CHILD_SUBREAPER, 1); }

const char *mlnb_library_path(void *handle) {
  struct link_map *map = NULL;
  return dlinfo(handle, RTLD_DI_LINKMAP, &map) == 0 && map ? map->l_name : NULL;
}

int mlnb_exchange(const char *a, const char *b) {
  return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0 ? 0 : errno;
}

enum { ASIDE = 200 };

int mlnb_spawn(
  pid_t *process, const char *program, char *const arguments[], char *const environment[], const char *folder,
  const int *places, const int *descriptors, int count, int new_session
) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  // By way of high numbers, so that no descriptor is overwritten before it is used.
  for (int i = 0; i < count; i++) {
    if (descriptors[i] >= 0) {
      posix_spawn_file_actions_adddup2(&actions, descriptors[i], places[i] + ASIDE);
    } else {
      posix_spawn_file_actions_addopen(&actions, places[i] + ASIDE, "/dev/null", O_RDWR, 0);
    }
  }
  for (int i = 0; i < count; i++) {
    posix_spawn_file_actions_adddup2(&actions, places[i] + ASIDE, places[i]);
    posix_spawn_file_actions_addclose(&actions, places[i] + ASIDE);
  }
  if (folder) posix_spawn_file_actions_addchdir_np(&actions, folder);

  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(
    &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (new_session ? POSIX_SPAWN_SETSID : 0));
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);

  int error = posix_spawn(process, program, &actions, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int mlnb_watch_names(const char *folder) {
  int watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (watch >= 0 && inotify_add_watch(watch, folder, IN_MOVED_TO) < 0) {
    close(watch);
    watch = -1;
  }
  return watch;
}

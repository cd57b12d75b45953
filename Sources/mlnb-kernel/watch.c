// What cells look at outside their lesson: files, folders and variables of the environment. The command asks for it
// (MLNB_WATCH) where it wants to know later whether a lesson would still do what it did. Calls of libraries are
// interposed; what the C library does by itself (locales, time zones) is a part of the command's own key.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <glob.h>
#include <limits.h>
#include <link.h>
#include <linux/magic.h>
#include <pthread.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "kernel.h"

static int is_watching;
static volatile int is_in_cell;
static volatile int has_begun;
static pthread_t main_thread;

void watch_open(void) {
  is_watching = getenv("MLNB_WATCH") != NULL;
  main_thread = pthread_self();
}

void watch_set_in_cell(int in_cell) {
  is_in_cell = in_cell;
  if (in_cell) has_begun = 1;
}

// Whether it is a cell that asks: between cells the main thread is the kernel's own, and the others are still theirs.
static int is_of_cell(void) { return is_in_cell || (has_begun && !pthread_equal(pthread_self(), main_thread)); }

// What has been told already: hashes, in open addressing. When it is full, nothing more can be known.
enum { SLOTS = 1 << 14 };
static _Atomic uint64_t told[SLOTS];

static int is_new(char kind, const char *text) {
  uint64_t hash = 14695981039346656037u ^ (uint8_t)kind;
  for (const char *c = text; *c; c++) hash = (hash ^ (uint8_t)*c) * 1099511628211u;
  hash |= 1;
  for (uint32_t step = 0; step < 64; step++) {
    _Atomic uint64_t *slot = &told[(hash + step) % SLOTS];
    uint64_t seen = atomic_load(slot);
    if (seen == hash) return 0;
    if (seen == 0) {
      if (atomic_compare_exchange_strong(slot, &seen, hash)) return 1;
      if (seen == hash) return 0;
    }
  }
  return 1;
}

// kind: r read, w written before it was read, s looked for, d folder listed, e variable, v what cannot be checked,
// x changed files, m measured durations, l library of the runtime.
static void tell(char kind, const char *text, const struct stat *status) {
  struct __attribute__((packed)) {
    char kind;
    int64_t size, modified, changed;
    uint64_t inode;
  } head = {kind, -1, 0, 0, 0};
  if (status) {
    head.size = S_ISREG(status->st_mode) || status->st_size < 0 ? status->st_size : 0;
    head.modified = (int64_t)status->st_mtim.tv_sec * 1000000000 + status->st_mtim.tv_nsec;
    head.changed = (int64_t)status->st_ctim.tv_sec * 1000000000 + status->st_ctim.tv_nsec;
    head.inode = status->st_ino;
  }
  wire_send2(FRAME_LOOKED, &head, sizeof head, text, strlen(text) + 1);
}

static void note(char kind, const char *text) {
  if (!is_watching || !kernel_is_runner()) return;
  if (is_new(kind, text)) tell(kind, text, NULL);
}

// The state of what is at a path; whether there is anything. A link that leads elsewhere now is another state, also where
// it leads to nothing.
static int state_of(const char *path, struct stat *status) {
  struct stat link;
  memset(status, 0, sizeof *status);
  int found = syscall(SYS_newfstatat, AT_FDCWD, path, status, 0) == 0;
  if (!found) status->st_size = -1;
  if (syscall(SYS_newfstatat, AT_FDCWD, path, &link, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(link.st_mode)) {
    long long own = (long long)link.st_ctim.tv_sec * 1000000000 + link.st_ctim.tv_nsec;
    long long others = (long long)status->st_ctim.tv_sec * 1000000000 + status->st_ctim.tv_nsec;
    if (own > others) status->st_ctim = link.st_ctim;
  }
  return found;
}

// Whether reading gives something else each time: devices (but for the empty ones), pipes, and the system's own files,
// whatever path leads there.
static int changes_by_itself(const char *path, const struct stat *status) {
  if (S_ISCHR(status->st_mode)) return major(status->st_rdev) == 1 && minor(status->st_rdev) >= 8;
  if (S_ISFIFO(status->st_mode) || S_ISBLK(status->st_mode)) return 1;
  struct statfs system;
  if (syscall(SYS_statfs, path, &system) != 0) return 0;
  return system.f_type == PROC_SUPER_MAGIC || system.f_type == SYSFS_MAGIC || system.f_type == CGROUP2_SUPER_MAGIC ||
         system.f_type == CGROUP_SUPER_MAGIC;
}

// One path, as an absolute one; the first look at it is what counts.
static void note_file(int folder, const char *path, char kind) {
  if (!is_watching || path == NULL || !is_of_cell() || !kernel_is_runner()) return;
  int saved = errno;
  char whole[PATH_MAX];
  if (path[0] == '/') {
    snprintf(whole, sizeof whole, "%s", path);
  } else if (folder != AT_FDCWD) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, whole, sizeof whole - 1);
    if (length < 0) length = 0;
    snprintf(whole + length, sizeof whole - (size_t)length, "/%s", path);
  } else {
    if (getcwd(whole, sizeof whole) == NULL) whole[0] = 0;
    size_t length = strlen(whole);
    snprintf(whole + length, sizeof whole - length, "/%s", path);
  }
  if (is_new(kind == 'd' ? 'd' : 'f', whole)) {
    struct stat status;
    int found = state_of(whole, &status);
    if (found && S_ISCHR(status.st_mode)) {
      if (changes_by_itself(whole, &status)) note('v', "it draws the system's random numbers");
    } else {
      if (found && kind != 's' && changes_by_itself(whole, &status)) {
        char reason[PATH_MAX + 16];
        snprintf(reason, sizeof reason, "it reads %s", whole);
        note('v', reason);
      }
      tell(kind, whole, &status);
    }
  }
  errno = saved;
}

static char kind_of(int flags) { return (flags & O_TRUNC) || ((flags & O_CREAT) && (flags & O_EXCL)) ? 'w' : 'r'; }

// The next definition of a function, which is the C library's.
#define REAL(name) ((__typeof__(&name))real(&real_##name, #name))
static void *real(void **memory, const char *name) {
  if (*memory == NULL) *memory = dlsym(RTLD_NEXT, name);
  return *memory;
}

// MARK: Files

static int mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) ? va_arg(arguments, int) : 0;
}

// The library that runs tasks looks at its own threads when the machine is busy.
static int is_own_thread(const char *path, const void *caller) {
  return path != NULL && strncmp(path, "/proc/", 6) == 0 && kernel_comes_from_dispatch(caller);
}

#define OPEN(name)                                        \
  static void *real_##name;                               \
  int name(const char *path, int flags, ...) {            \
    va_list arguments;                                    \
    va_start(arguments, flags);                           \
    int mode = mode_of(flags, arguments);                 \
    va_end(arguments);                                    \
    if (!is_own_thread(path, __builtin_return_address(0))) note_file(AT_FDCWD, path, kind_of(flags)); \
    return REAL(name)(path, flags, mode);                 \
  }
#define OPENAT(name)                                      \
  static void *real_##name;                               \
  int name(int folder, const char *path, int flags, ...) { \
    va_list arguments;                                    \
    va_start(arguments, flags);                           \
    int mode = mode_of(flags, arguments);                 \
    va_end(arguments);                                    \
    note_file(folder, path, kind_of(flags));              \
    return REAL(name)(folder, path, flags, mode);         \
  }
#define FOPEN(name)                                       \
  static void *real_##name;                               \
  FILE *name(const char *restrict path, const char *restrict mode) { \
    if (!is_own_thread(path, __builtin_return_address(0))) note_file(AT_FDCWD, path, mode[0] == 'w' ? 'w' : 'r'); \
    return REAL(name)(path, mode);                        \
  }
#define STAT(name, type)                                  \
  static void *real_##name;                               \
  int name(const char *restrict path, struct type *restrict status) { \
    note_file(AT_FDCWD, path, 's');                       \
    return REAL(name)(path, status);                      \
  }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
FOPEN(fopen)
FOPEN(fopen64)
STAT(stat, stat)
STAT(lstat, stat)
STAT(stat64, stat64)
STAT(lstat64, stat64)

static void *real_fstatat;
int fstatat(int folder, const char *restrict path, struct stat *restrict status, int flags) {
  note_file(folder, path, 's');
  return REAL(fstatat)(folder, path, status, flags);
}

static void *real_statx;
int statx(int folder, const char *restrict path, int flags, unsigned mask, struct statx *restrict status) {
  if (path[0]) note_file(folder, path, 's');
  return REAL(statx)(folder, path, flags, mask, status);
}

static void *real_access;
int access(const char *path, int mode) {
  note_file(AT_FDCWD, path, 's');
  return REAL(access)(path, mode);
}

static void *real_faccessat;
int faccessat(int folder, const char *path, int mode, int flags) {
  note_file(folder, path, 's');
  return REAL(faccessat)(folder, path, mode, flags);
}

static void *real_readlink;
ssize_t readlink(const char *restrict path, char *restrict target, size_t room) {
  note_file(AT_FDCWD, path, 's');
  return REAL(readlink)(path, target, room);
}

static void *real_readlinkat;
ssize_t readlinkat(int folder, const char *restrict path, char *restrict target, size_t room) {
  note_file(folder, path, 's');
  return REAL(readlinkat)(folder, path, target, room);
}

static void *real_realpath;
char *realpath(const char *restrict path, char *restrict whole) {
  note_file(AT_FDCWD, path, 's');
  // Cells are linked to no version of the C library, and its oldest one takes no NULL here.
  if (real_realpath == NULL) real_realpath = dlvsym(RTLD_NEXT, "realpath", "GLIBC_2.3");
  return REAL(realpath)(path, whole);
}

static void *real_opendir;
DIR *opendir(const char *path) {
  note_file(AT_FDCWD, path, 'd');
  return REAL(opendir)(path);
}

static int tell_library(struct dl_phdr_info *library, size_t size, void *unused) {
  (void)size, (void)unused;
  struct stat status;
  if (library->dlpi_name[0] == '/' && state_of(library->dlpi_name, &status)) tell('l', library->dlpi_name, &status);
  return 0;
}

// The libraries under the runtime, which the system brings up to date by itself.
void watch_libraries(void) {
  if (is_watching) dl_iterate_phdr(tell_library, NULL);
}

// MARK: What cannot be checked later

static void cannot(const char *reason) {
  if (is_of_cell()) note('v', reason);
}

void watch_unrepeatable(const char *reason) { cannot(reason); }

void watch_read(const char *path) { note_file(AT_FDCWD, path, 'r'); }

void watch_effect(const char *reason) {
  if (is_of_cell()) note('x', reason);
}

void watch_measurement(void) {
  if (is_of_cell()) note('m', "durations");
}

static void *real_fts_open;
FTS *fts_open(char *const *paths, int options, int (*order)(const FTSENT **, const FTSENT **)) {
  cannot("it walks through folders");
  return REAL(fts_open)(paths, options, order);
}

static void *real_glob;
int glob(const char *restrict pattern, int flags, int (*failed)(const char *, int), glob_t *restrict found) {
  cannot("it walks through folders");
  return REAL(glob)(pattern, flags, failed, found);
}

static void *real_connect;
int connect(int descriptor, const struct sockaddr *address, socklen_t length) {
  cannot("it connects to another program");
  return REAL(connect)(descriptor, address, length);
}

#define SPAWN(name)                                       \
  static void *real_##name;                               \
  int name(pid_t *restrict process, const char *restrict path, const posix_spawn_file_actions_t *actions, \
           const posix_spawnattr_t *restrict attributes, char *const arguments[], char *const environment[]) { \
    cannot("it starts another program");                  \
    return REAL(name)(process, path, actions, attributes, arguments, environment); \
  }
SPAWN(posix_spawn)
SPAWN(posix_spawnp)

static void *real_popen;
FILE *popen(const char *command, const char *mode) {
  cannot("it starts another program");
  return REAL(popen)(command, mode);
}

static void *real_system;
int system(const char *command) {
  cannot("it starts another program");
  return REAL(system)(command);
}

// MARK: Environment

extern char **environ;

// The C library's own search, so that a variable can be looked up before anything else works.
static char *variable(const char *name) {
  size_t length = strlen(name);
  for (char **entry = environ; entry && *entry; entry++) {
    if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') return *entry + length + 1;
  }
  return NULL;
}

char *getenv(const char *name) {
  note('e', name);
  return variable(name);
}

char *secure_getenv(const char *name) { return getenv(name); }

// What cells can ask the system for besides files and variables: users, the network, the process, its use of the machine.
// What cannot be looked at again by the command is said, so that such a lesson runs each time. (See watch.c.)
#define _GNU_SOURCE
#include <dlfcn.h>
#include <grp.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/times.h>
#include <unistd.h>

#include "kernel.h"

#define REAL(name) ((__typeof__(&name))real(&real_##name, #name))
static void *real(void **memory, const char *name) {
  if (*memory == NULL) *memory = dlsym(RTLD_NEXT, name);
  return *memory;
}

// A function of the C library that says `look` before it does its work.
#define TOLD(result, name, parameters, arguments, look) \
  static void *real_##name;                             \
  result name parameters {                              \
    look;                                               \
    return REAL(name) arguments;                        \
  }

// MARK: Users

static void users(void) { watch_read("/etc/passwd"); }
static void groups(void) { watch_read("/etc/group"); }

TOLD(struct passwd *, getpwnam, (const char *name), (name), users())
TOLD(struct passwd *, getpwuid, (uid_t user), (user), users())
TOLD(int, getpwnam_r, (const char *restrict name, struct passwd *restrict entry, char *restrict room, size_t size,
  struct passwd **restrict found), (name, entry, room, size, found), users())
TOLD(int, getpwuid_r, (uid_t user, struct passwd *restrict entry, char *restrict room, size_t size,
  struct passwd **restrict found), (user, entry, room, size, found), users())
TOLD(struct passwd *, getpwent, (void), (), users())
TOLD(struct group *, getgrnam, (const char *name), (name), groups())
TOLD(struct group *, getgrgid, (gid_t group), (group), groups())
TOLD(int, getgrnam_r, (const char *restrict name, struct group *restrict entry, char *restrict room, size_t size,
  struct group **restrict found), (name, entry, room, size, found), groups())
TOLD(int, getgrgid_r, (gid_t group, struct group *restrict entry, char *restrict room, size_t size,
  struct group **restrict found), (group, entry, room, size, found), groups())
TOLD(struct group *, getgrent, (void), (), groups())

// MARK: The network

static void network(void) { watch_unrepeatable("it asks the network"); }

TOLD(int, socket, (int domain, int type, int protocol), (domain, type, protocol), network())
TOLD(int, getaddrinfo, (const char *restrict node, const char *restrict service, const struct addrinfo *restrict hints,
  struct addrinfo **restrict found), (node, service, hints, found), network())
TOLD(int, getnameinfo, (const struct sockaddr *restrict address, socklen_t length, char *restrict host, socklen_t host_size,
  char *restrict service, socklen_t service_size, int flags),
  (address, length, host, host_size, service, service_size, flags), network())
TOLD(struct hostent *, gethostbyname, (const char *name), (name), network())
TOLD(struct hostent *, gethostbyname2, (const char *name, int family), (name, family), network())
TOLD(struct hostent *, gethostbyaddr, (const void *address, socklen_t length, int family), (address, length, family), network())
TOLD(int, getifaddrs, (struct ifaddrs **found), (found), network())
TOLD(struct if_nameindex *, if_nameindex, (void), (), network())

// MARK: The process and the machine

static void process(void) { watch_unrepeatable("it asks for the number of its process"); }
static void load(void) { watch_unrepeatable("it asks how busy the machine is"); }

// Libraries use it for names of files that nobody sees. (Who asks Foundation for it says `processIdentifier`, which the
// command reads in the cell.)
static int comes_from_library(const void *caller) {
  Dl_info info;
  if (!dladdr(caller, &info) || info.dli_fname == NULL) return 0;
  const char *name = strrchr(info.dli_fname, '/');
  return strncmp(name ? name + 1 : info.dli_fname, "lib", 3) == 0;
}

pid_t getpid(void) {
  if (!comes_from_library(__builtin_return_address(0))) process();
  return (pid_t)syscall(SYS_getpid);
}
TOLD(pid_t, getppid, (void), (), process())
pid_t gettid(void) {
  if (!comes_from_library(__builtin_return_address(0))) process();
  return (pid_t)syscall(SYS_gettid);
}
TOLD(int, getloadavg, (double loads[], int count), (loads, count), load())
TOLD(int, sysinfo, (struct sysinfo *info), (info), load())
TOLD(long, get_avphys_pages, (void), (), load())
TOLD(long, sysconf, (int name), (name), if (name == _SC_AVPHYS_PAGES) load())
TOLD(int, getrusage, (__rusage_who_t who, struct rusage *usage), (who, usage), watch_measurement())
TOLD(clock_t, times, (struct tms *usage), (usage), watch_measurement())

// MARK: Names that are made up

static void names(void) { watch_unrepeatable("it makes up names of files"); }

TOLD(char *, mkdtemp, (char *pattern), (pattern), names())
TOLD(char *, tempnam, (const char *folder, const char *prefix), (folder, prefix), names())

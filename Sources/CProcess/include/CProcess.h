#pragma once
#include <sys/types.h>

// Process calls of Linux that Swift's Glibc module does not show.

/// A pipe whose ends no other program inherits. Gives 0, or -1 and errno.
int mlnb_pipe(int ends[2]);

/// A connected pair of stream sockets that no other program inherits. Gives 0, or -1 and errno.
int mlnb_socket_pair(int ends[2]);

/// A connected pair of sockets that keep messages whole and that no other program inherits. Gives 0, or -1 and errno.
int mlnb_packet_pair(int ends[2]);

/// Sends one message together with two descriptors and waits for the number that is the answer; -1 if none comes.
int mlnb_ask(int wire, const void *message, size_t length, const int descriptors[2]);

/// Starts `program`. Descriptor `places[i]` of the new process is `descriptors[i]` (-1: /dev/null).
/// With `new_session` it leads a session and process group of its own. Gives 0, or an error number.
int mlnb_spawn(
  pid_t *process, const char *program, char *const arguments[], char *const environment[], const char *folder,
  const int *places, const int *descriptors, int count, int new_session);

/// Processes that lose their parent come to this process instead of init, so that none stays behind.
void mlnb_adopt_orphans(void);

/// Something to poll that can be read whenever a file in `folder` gets its name; -1 if the system cannot watch it.
int mlnb_watch_names(const char *folder);

/// From which file a library was loaded that `dlopen` gave; NULL if that is not known. It lives as long as the library.
const char *mlnb_library_path(void *handle);

// Lets two files change names in one step; 0, or an error number (EINVAL where the file system cannot).
int mlnb_exchange(const char *a, const char *b);

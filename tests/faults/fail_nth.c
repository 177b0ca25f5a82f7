/* Let the n-th open, write, sync or rename of certain files fail, once or from then on.

   The library is preloaded into a process, which switches it on with fail_from() and off with
   fail_stop(). */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { OPEN = 1, WRITE = 2, SYNC = 4, RENAME = 8 };

static char beginning[PATH_MAX];
static int wanted, lasts;
static volatile long seen, nth;

void fail_from(const char *path, int kinds, long n, int from_then_on) {
    strncpy(beginning, path, sizeof beginning - 1);
    seen = 0;
    nth = n;
    lasts = from_then_on;
    wanted = kinds;
}

/* Return the number of calls that could have failed. */
long fail_stop(void) {
    wanted = 0;
    return seen;
}

static int fails(int kind, const char *path, int error) {
    if (!(wanted & kind) || strncmp(path, beginning, strlen(beginning)))
        return 0;
    long number = __sync_add_and_fetch(&seen, 1);
    if (number != nth && !(lasts && number > nth))
        return 0;
    errno = error;
    return 1;
}

static int fails_at(int kind, int descriptor, int error) {
    char link[64], path[PATH_MAX];
    if (!(wanted & kind))
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return fails(kind, path, error);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define OPENING(name)                                                                              \
    int name(const char *path, int flags, ...) {                                                   \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                    \
        va_end(rest);                                                                              \
        return fails(OPEN, path, EMFILE) ? -1 : REAL(name)(path, flags, mode);                     \
    }
OPENING(open)
OPENING(open64)

ssize_t write(int file, const void *bytes, size_t size) {
    return fails_at(WRITE, file, ENOSPC) ? -1 : REAL(write)(file, bytes, size);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) {
    return fails_at(WRITE, file, ENOSPC) ? -1 : REAL(pwrite)(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) {
    return fails_at(WRITE, file, ENOSPC) ? -1 : REAL(pwrite64)(file, bytes, size, at);
}

int ftruncate(int file, off_t size) {
    return fails_at(WRITE, file, EIO) ? -1 : REAL(ftruncate)(file, size);
}

int ftruncate64(int file, off64_t size) {
    return fails_at(WRITE, file, EIO) ? -1 : REAL(ftruncate64)(file, size);
}

int fsync(int file) { return fails_at(SYNC, file, EIO) ? -1 : REAL(fsync)(file); }

int fdatasync(int file) { return fails_at(SYNC, file, EIO) ? -1 : REAL(fdatasync)(file); }

int rename(const char *from, const char *to) {
    return fails(RENAME, from, EACCES) ? -1 : REAL(rename)(from, to);
}

int unlink(const char *path) { return fails(RENAME, path, EACCES) ? -1 : REAL(unlink)(path); }

/* A disk that can be watched and filled, put between a process and the real one with LD_PRELOAD.

   DRILL_DISK   folders (separated by ':') whose files are watched
   DRILL_TAPE   a file to which every change below those folders is appended, in order, with the syncs between them:
                replaying the tape up to any byte, and dropping what was not synced, gives the disk after a power cut
   DRILL_FULL   while this file exists, every write that would change a watched file fails with ENOSPC

   One record: kind (1 byte), length of the path (2), length of the data (4), offset (8), path, data; little-endian.
   Kinds: W write, T truncate (offset = size), S sync, C create, U unlink, R rename (data = new path). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096
static char *names[MOST];
static char *folders, *full;
static int tape = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);

__attribute__((constructor)) static void begin(void) {
    real_open = dlsym(RTLD_NEXT, "open64");
    real_openat = dlsym(RTLD_NEXT, "openat64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    real_rename = dlsym(RTLD_NEXT, "rename");
    folders = getenv("DRILL_DISK");
    full = getenv("DRILL_FULL");
    if (getenv("DRILL_TAPE"))
        tape = real_open(getenv("DRILL_TAPE"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

static int watched(const char *path) {
    const char *rest = folders;
    if (!path || !rest || path[0] != '/') return 0;
    while (*rest) {
        size_t length = strcspn(rest, ":");
        if (length && !strncmp(path, rest, length) && path[length] == '/') {
            size_t all = strlen(path);
            /* SQLite's shared-memory index is made anew after a crash: it is no part of what must survive. */
            return !(all > 4 && !strcmp(path + all - 4, "-shm"));
        }
        rest += length + (rest[length] == ':');
    }
    return 0;
}

static const char *name_of(int file) { return file >= 0 && file < MOST ? names[file] : NULL; }

static int no_room(void) {
    struct stat about;
    if (!full || stat(full, &about)) return 0;
    errno = ENOSPC;
    return 1;
}

static void record(char kind, const char *path, uint64_t offset, const void *data, uint32_t size) {
    uint16_t length = (uint16_t)strlen(path);
    char head[15];
    struct iovec parts[3] = {{head, 15}, {(void *)path, length}, {(void *)data, size}};
    if (tape < 0) return;
    head[0] = kind;
    memcpy(head + 1, &length, 2);
    memcpy(head + 3, &size, 4);
    memcpy(head + 7, &offset, 8);
    if (writev(tape, parts, 3) < 0) abort();
}

static int opened(int file, const char *path, int flags, int existed) {
    if (file >= 0 && file < MOST) {
        free(names[file]);
        names[file] = watched(path) ? strdup(path) : NULL;
        if (names[file] && (flags & O_CREAT) && !existed) record('C', path, 0, "", 0);
        if (names[file] && existed && (flags & O_TRUNC)) record('T', path, 0, "", 0);
    }
    return file;
}

#define OPENING(path, call)                                                                        \
    mode_t mode = 0;                                                                               \
    struct stat about;                                                                             \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                           \
        va_list more;                                                                              \
        va_start(more, flags);                                                                     \
        mode = va_arg(more, mode_t);                                                               \
        va_end(more);                                                                              \
    }                                                                                              \
    int known = watched(path), existed = known ? !stat(path, &about) : 1;                          \
    if (known && !existed && (flags & O_CREAT) && no_room()) return -1;                            \
    return opened(call, path, flags, existed);

int open(const char *path, int flags, ...) { OPENING(path, real_open(path, flags, mode)) }
int open64(const char *path, int flags, ...) { OPENING(path, real_open(path, flags | O_LARGEFILE, mode)) }
int openat(int at, const char *path, int flags, ...) { OPENING(path, real_openat(at, path, flags, mode)) }
int openat64(int at, const char *path, int flags, ...) { OPENING(path, real_openat(at, path, flags, mode)) }

int close(int file) {
    if (name_of(file)) {
        free(names[file]);
        names[file] = NULL;
    }
    return real_close(file);
}

ssize_t pwrite64(int file, const void *data, size_t size, off64_t offset) {
    const char *name = name_of(file);
    if (!name) return real_pwrite(file, data, size, offset);
    if (no_room()) return -1;
    pthread_mutex_lock(&turn);
    ssize_t done = real_pwrite(file, data, size, offset);
    if (done > 0) record('W', name, (uint64_t)offset, data, (uint32_t)done);
    pthread_mutex_unlock(&turn);
    return done;
}
ssize_t pwrite(int file, const void *data, size_t size, off_t offset) { return pwrite64(file, data, size, offset); }

ssize_t write(int file, const void *data, size_t size) {
    const char *name = name_of(file);
    if (!name) return real_write(file, data, size);
    if (no_room()) return -1;
    pthread_mutex_lock(&turn);
    ssize_t done = real_write(file, data, size);
    off64_t end = lseek64(file, 0, SEEK_CUR);
    if (done > 0) record('W', name, (uint64_t)(end - done), data, (uint32_t)done);
    pthread_mutex_unlock(&turn);
    return done;
}

int ftruncate64(int file, off64_t size) {
    const char *name = name_of(file);
    struct stat about;
    if (name && !fstat(file, &about) && size > about.st_size && no_room()) return -1;
    pthread_mutex_lock(&turn);
    int done = real_ftruncate(file, size);
    if (name && !done) record('T', name, (uint64_t)size, "", 0);
    pthread_mutex_unlock(&turn);
    return done;
}
int ftruncate(int file, off_t size) { return ftruncate64(file, size); }

static int synced(int file, int (*real)(int)) {
    const char *name = name_of(file);
    /* The record follows the sync: whatever was acknowledged after it stands behind it on the tape. */
    int done = real(file);
    if (name && !done) {
        pthread_mutex_lock(&turn);
        record('S', name, 0, "", 0);
        pthread_mutex_unlock(&turn);
    }
    return done;
}
int fsync(int file) { return synced(file, real_fsync); }
int fdatasync(int file) { return synced(file, real_fdatasync); }

int unlink(const char *path) {
    int done = real_unlink(path);
    if (!done && watched(path)) record('U', path, 0, "", 0);
    return done;
}

int rename(const char *from, const char *to) {
    int done = real_rename(from, to);
    if (!done && watched(to)) record('R', from, 0, to, (uint32_t)strlen(to));
    return done;
}

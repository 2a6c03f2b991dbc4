/* Makes writes to libraries fail on purpose: LD_PRELOAD=faults.so.
 *
 * The file named in NEWSDESK_FAULTS holds three numbers: an errno (0: none), the chance of failure
 * in a thousand, and 1 where a failing write first writes half. Every call reads it anew, so the
 * fault can be switched on and off while the program runs. Only files with ".newsdesk" in their
 * names are meant, and of those in NEWSDESK_FAULTS_UNDER where that is set.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static unsigned seed = 1;

static int fault(int fd, int *half) {
    char name[64], path[4096];
    const char *control = getenv("NEWSDESK_FAULTS");
    int number = 0, chance = 0;
    *half = 0;
    if (!control) return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    const char *under = getenv("NEWSDESK_FAULTS_UNDER");
    if (!strstr(path, ".newsdesk") || (under && !strstr(path, under))) return 0;
    FILE *file = fopen(control, "r");
    if (!file) return 0;
    if (fscanf(file, "%d %d %d", &number, &chance, half) != 3) number = 0;
    fclose(file);
    return number && (int)(rand_r(&seed) % 1000) < chance ? number : 0;
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

#define WRITER(name, offset_type)                                                     \
    ssize_t name(int fd, const void *data, size_t length, offset_type offset) {       \
        REAL(name);                                                                   \
        int half, number = fault(fd, &half);                                          \
        if (number && half && length > 1) return real(fd, data, length / 2, offset);  \
        if (number) { errno = number; return -1; }                                    \
        return real(fd, data, length, offset);                                        \
    }

WRITER(pwrite, off_t)
WRITER(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length) {
    REAL(write);
    int half, number = fault(fd, &half);
    if (number && half && length > 1) return real(fd, data, length / 2);
    if (number) { errno = number; return -1; }
    return real(fd, data, length);
}

int fsync(int fd) {
    REAL(fsync);
    int half, number = fault(fd, &half);
    if (number && number != ENOSPC) { errno = number; return -1; }
    return real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    int half, number = fault(fd, &half);
    if (number && number != ENOSPC) { errno = number; return -1; }
    return real(fd);
}

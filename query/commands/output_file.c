/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "output_file.h"

#include "parangon/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int file, const char *bytes, size_t len)
{
    while (len) {
        ssize_t done = write(file, bytes, len);

        if (done < 0 && errno != EINTR)
            return false;
        bytes += done > 0 ? done : 0;
        len -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

/* A new file has the modes of any file that this user makes, since others are to read it; one that
   is replaced keeps its own. */
static void set_mode(int file, const struct stat *old)
{
    mode_t mask = umask(0);

    umask(mask);
    if (fchmod(file, old ? old->st_mode & 0777 : 0666 & ~mask) != 0)
        return; /* a file system without modes */
}

static bool write_in_place(const char *path, const char *bytes, size_t len)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);
    bool done = file >= 0 && write_all(file, bytes, len);

    if (file < 0)
        return false;
    return close(file) == 0 && done;
}

/* First beside its place, on the same disk. */
static bool replace(const char *path, const struct stat *old, const char *bytes, size_t len)
{
    struct parangon_buf beside = {0};

    parangon_buf_printf(&beside, "%s.XXXXXX", path);
    int file = mkstemp(beside.data);
    bool done = file >= 0 && write_all(file, bytes, len);
    int failure = errno;

    if (file >= 0) {
        set_mode(file, old);
        if (done && fsync(file) != 0 && errno != EINVAL) {
            done = false;
            failure = errno;
        }
        if (close(file) != 0 || (done && rename(beside.data, path) != 0)) {
            failure = done ? errno : failure;
            done = false;
        }
        if (!done)
            unlink(beside.data);
    }
    parangon_buf_clear(&beside);
    errno = failure;
    return done;
}

enum parangon_code output_file_write(const char *path, const char *bytes, size_t len,
                                     struct parangon_error *err)
{
    struct stat old;
    char *target = realpath(path, NULL); /* a link stays, what it leads to is replaced */
    bool known = target && stat(target, &old) == 0;
    bool done;

    if (known && S_ISDIR(old.st_mode)) {
        errno = EISDIR;
        done = false;
    } else if (known && !S_ISREG(old.st_mode)) {
        done = write_in_place(target, bytes, len);
    } else {
        done = replace(known ? target : path, known ? &old : NULL, bytes, len);
    }
    free(target);
    if (done)
        return PARANGON_OK;
    return parangon_error_set(err, PARANGON_SYSTEM, "--output: %s: %s", path, strerror(errno));
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "program.h"

#include "readers/limits.h"

#include "parangon/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum parangon_code workplace_make(struct workplace *place, struct parangon_error *err)
{
    const char *folder = getenv("TMPDIR");
    struct parangon_buf path = {0};

    parangon_buf_printf(&path, "%s/parangon-XXXXXX", folder && *folder ? folder : P_tmpdir);
    if (!mkdtemp(path.data)) {
        parangon_error_set(err, PARANGON_REJECTED, "no folder to convert it in: %s: %s", path.data,
                           strerror(errno));
        parangon_buf_clear(&path);
        return PARANGON_REJECTED;
    }
    place->path = parangon_buf_take(&path);
    return PARANGON_OK;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *where)
{
    (void)info;
    (void)type;
    (void)where;
    (void)remove(path); /* what cannot be removed is left, and the rest goes */
    return 0;
}

void workplace_remove(struct workplace *place)
{
    if (place->path)
        nftw(place->path, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
    free(place->path);
    place->path = NULL;
}

static char *path_in(const struct workplace *place, const char *name)
{
    struct parangon_buf path = {0};

    parangon_buf_printf(&path, "%s/%s", place->path, name);
    return parangon_buf_take(&path);
}

/* A worker that has the file open too moves the place at which it is read. */
static enum parangon_code copy(int from, FILE *to, struct parangon_error *err)
{
    char block[64 * 1024];
    off_t at = 0;
    ssize_t len;

    while ((len = pread(from, block, sizeof block, at)) > 0) {
        at += len;
        if ((size_t)at > READER_FILE_MAX)
            return parangon_error_set(err, PARANGON_REJECTED,
                                      "larger than %zu MiB, the most a file may have: split it",
                                      READER_FILE_MAX >> 20);
        if (fwrite(block, 1, (size_t)len, to) != (size_t)len)
            return parangon_error_set(err, PARANGON_REJECTED, "no room to convert it in: %s",
                                      strerror(errno));
    }
    if (len < 0)
        return parangon_error_set(err, PARANGON_REJECTED, "cannot be read: %s", strerror(errno));
    return PARANGON_OK;
}

enum parangon_code workplace_copy(const struct workplace *place, FILE *stream, const char *name,
                                  struct parangon_error *err)
{
    char *path = path_in(place, name);
    FILE *file = fopen(path, "wbxe");
    enum parangon_code code;

    free(path);
    if (!file)
        return parangon_error_set(err, PARANGON_REJECTED, "no room to convert it in: %s",
                                  strerror(errno));
    code = copy(fileno(stream), file, err);
    if (fclose(file) != 0 && code == PARANGON_OK)
        code = parangon_error_set(err, PARANGON_REJECTED, "no room to convert it in: %s",
                                  strerror(errno));
    return code;
}

void workplace_drop(const struct workplace *place, const char *name)
{
    char *path = path_in(place, name);

    (void)unlink(path);
    free(path);
}

FILE *workplace_open(const struct workplace *place, const char *name)
{
    char *path = path_in(place, name);
    int descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat info;

    free(path);
    if (descriptor < 0)
        return NULL;
    if (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode)) {
        close(descriptor);
        return NULL;
    }
    return fdopen(descriptor, "rb");
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "generation.h"

#include "parangon/memory.h"
#include "parangon/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    LINE_MAX_BYTES = 63
};

char *generation_file(const char *folder, const char *name)
{
    struct parangon_buf path = {0};

    parangon_buf_printf(&path, "%s/%s", folder, name);
    return parangon_buf_take(&path);
}

static enum parangon_code system_error(const char *path, struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_SYSTEM, "%s: %s", path, strerror(errno));
}

char *generation_path(const char *dir, unsigned number)
{
    struct parangon_buf path = {0};

    parangon_buf_printf(&path, "%s/gen-%u", dir, number);
    return parangon_buf_take(&path);
}

/* ---- Which one is current ---- */

/* The line of a generation ends with its own checksum: a changed digit could name another one that
   is there. */
static void print_line(char line[LINE_MAX_BYTES + 1], unsigned number, bool checked)
{
    int len = snprintf(line, LINE_MAX_BYTES, "gen-%u", number);

    if (checked)
        len += snprintf(line + len, LINE_MAX_BYTES - (size_t)len, " %016" PRIx64,
                        parangon_hash(PARANGON_HASH_START, line, (size_t)len));
    line[len] = '\n';
    line[len + 1] = '\0';
}

/* A line without a checksum may have been written by hand, to go back to the generation before. */
static bool read_line(FILE *file, unsigned *number)
{
    char line[LINE_MAX_BYTES + 1], expected[LINE_MAX_BYTES + 1];
    size_t len = fread(line, 1, LINE_MAX_BYTES, file);
    unsigned read;

    line[len] = '\0';
    if (strlen(line) != len || sscanf(line, "gen-%u", &read) != 1 || read == 0)
        return false;
    print_line(expected, read, true);
    if (strcmp(line, expected) != 0)
        print_line(expected, read, false);
    if (strcmp(line, expected) != 0)
        return false;
    *number = read;
    return true;
}

enum parangon_code generation_current(const char *dir, unsigned *number, struct parangon_error *err)
{
    char *path = generation_file(dir, "current");
    FILE *file = fopen(path, "r");
    enum parangon_code code = PARANGON_OK;

    *number = 0;
    if (file) {
        if (!read_line(file, number))
            code = parangon_error_set(err, PARANGON_DAMAGED, "%s: names no generation", path);
        fclose(file);
    } else if (errno != ENOENT && errno != ENOTDIR) {
        code = system_error(path, err);
    }
    free(path);
    return code;
}

void generation_each(const char *dir, generation_fn *each, void *context)
{
    DIR *folder = opendir(dir);
    const struct dirent *entry;

    while (folder && (entry = readdir(folder))) {
        unsigned number;
        int end = 0;

        if (sscanf(entry->d_name, "gen-%u%n", &number, &end) == 1 && !entry->d_name[end])
            each(context, number);
    }
    if (folder)
        closedir(folder);
}

static void take_highest(void *context, unsigned number)
{
    unsigned *highest = context;

    *highest = number > *highest ? number : *highest;
}

unsigned generation_highest(const char *dir)
{
    unsigned highest = 0;

    generation_each(dir, take_highest, &highest);
    return highest;
}

/* ---- The disk ---- */

bool generation_sync(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool done = file >= 0 && fsync(file) == 0;

    if (file >= 0)
        close(file);
    return done;
}

static bool write_file(const char *path, const char *bytes, size_t len)
{
    FILE *file = fopen(path, "w");

    if (!file)
        return false;
    bool done = fwrite(bytes, 1, len, file) == len && fflush(file) == 0 && fsync(fileno(file)) == 0;
    return fclose(file) == 0 && done;
}

enum parangon_code generation_replace_file(const char *folder, const char *name, const char *bytes,
                                           size_t len, struct parangon_error *err)
{
    char *path = generation_file(folder, name);
    struct parangon_buf next = {0};
    enum parangon_code code = PARANGON_OK;

    parangon_buf_printf(&next, "%s.new", path);
    if (!write_file(next.data, bytes, len) || rename(next.data, path) != 0 ||
        !generation_sync(folder)) {
        code = system_error(path, err);
        unlink(next.data);
    }
    parangon_buf_clear(&next);
    free(path);
    return code;
}

/* A folder that was made is there after a power cut only when its parent is on the disk. */
static bool make_folder(const char *path, const char *parent)
{
    if (mkdir(path, 0777) != 0)
        return errno == EEXIST;
    return generation_sync(parent);
}

static enum parangon_code make_folders(const char *dir, struct parangon_error *err)
{
    char *path = parangon_strdup(dir), *parent = parangon_strdup(*dir == '/' ? "/" : ".");
    enum parangon_code code = PARANGON_OK;

    for (char *at = path + 1; code == PARANGON_OK; at++) {
        char was = *at;

        if (was != '/' && was != '\0')
            continue;
        *at = '\0';
        if (!make_folder(path, parent))
            code = system_error(path, err);
        free(parent);
        parent = parangon_strdup(path);
        *at = was;
        if (was == '\0')
            break;
    }
    free(parent);
    free(path);
    return code;
}

enum parangon_code generation_lock(const char *dir, int *lock, struct parangon_error *err)
{
    enum parangon_code code = make_folders(dir, err);

    if (code != PARANGON_OK)
        return code;
    char *path = generation_file(dir, "lock");
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0)
        code = system_error(path, err);
    else if (flock(file, LOCK_EX | LOCK_NB) != 0)
        code = errno == EWOULDBLOCK
                   ? parangon_error_set(err, PARANGON_LOCKED, "%s: another writer is at work", dir)
                   : system_error(path, err);
    free(path);
    if (code == PARANGON_OK)
        *lock = file;
    else if (file >= 0)
        close(file);
    return code;
}

void generation_remove(const char *dir, unsigned number)
{
    char *path = generation_path(dir, number);
    DIR *folder = opendir(path);
    const struct dirent *entry;

    while (folder && (entry = readdir(folder))) {
        char *file = generation_file(path, entry->d_name);

        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlink(file);
        free(file);
    }
    if (folder)
        closedir(folder);
    rmdir(path);
    free(path);
}

struct kept {
    const char *dir;
    unsigned number, previous;
};

static void remove_other(void *context, unsigned number)
{
    const struct kept *kept = context;

    if (number != kept->number && number != kept->previous)
        generation_remove(kept->dir, number);
}

static void remove_newer(void *context, unsigned number)
{
    const struct kept *kept = context;

    if (number > kept->number)
        generation_remove(kept->dir, number);
}

void generation_remove_left_over(const char *dir, unsigned current)
{
    struct kept kept = {dir, current, 0};

    generation_each(dir, remove_newer, &kept);
}

/* Readers may still hold the previous generation, so only those before it go. */
enum parangon_code generation_publish(const char *dir, unsigned number, struct parangon_error *err)
{
    struct kept kept = {dir, number, 0};
    char line[LINE_MAX_BYTES + 1];
    enum parangon_code code;

    generation_current(dir, &kept.previous, NULL);
    print_line(line, number, true);
    /* The folder of the generation is to be on the disk before anything names it. */
    if (!generation_sync(dir))
        return system_error(dir, err);
    code = generation_replace_file(dir, "current", line, strlen(line), err);
    if (code == PARANGON_OK)
        generation_each(dir, remove_other, &kept);
    return code;
}

char *generation_canary(void)
{
    static const struct {
        enum parangon_lang lang;
        const char *form;
    } words[] = {{PARANGON_FR, "electricite"},     {PARANGON_FR, "internationales"},
                 {PARANGON_FR, "francaises"},      {PARANGON_FR, "ambiguite"},
                 {PARANGON_EN, "generalizations"}, {PARANGON_EN, "municipalities"}};
    struct parangon_stemmer *stemmer = parangon_stemmer_new();
    struct parangon_buf stems = {0};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        parangon_buf_printf(
            &stems, "%s ",
            parangon_stem(stemmer, words[i].lang, words[i].form, strlen(words[i].form)));
    parangon_stemmer_free(stemmer);
    return parangon_buf_take(&stems);
}

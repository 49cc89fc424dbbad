/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "checksums.h"

#include "generation.h"

#include "parangon/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#define TITLE "parangon checksums 1\n"

enum {
    TEXT_MAX = 4096,
    BLOCK = 1 << 18
};

/* ---- The files ---- */

/* As it is called in messages: the folder of an index stands in front of them. */
static const char *shown(const char *path)
{
    const char *found = strstr(path, "/gen-"), *next;

    while (found && (next = strstr(found + 1, "/gen-")))
        found = next;
    return found ? found + 1 : path;
}

static enum parangon_code cannot_read(const char *path, struct parangon_error *err)
{
    if (errno == ENOENT)
        return parangon_error_set(err, PARANGON_DAMAGED, "%s: is missing", shown(path));
    return parangon_error_set(err, errno == EIO ? PARANGON_DAMAGED : PARANGON_SYSTEM, "%s: %s",
                              shown(path), strerror(errno));
}

/* XXH3 of 64 bits, which reads faster than disks do. */
static bool sum_of(int file, uint64_t *size, uint64_t *sum)
{
    XXH3_state_t *state = XXH3_createState();
    char *block = parangon_alloc(BLOCK);
    ssize_t got;

    if (!state)
        abort();
    XXH3_64bits_reset(state);
    *size = 0;
    while ((got = read(file, block, BLOCK)) > 0 || (got < 0 && errno == EINTR)) {
        if (got < 0)
            continue;
        XXH3_64bits_update(state, block, (size_t)got);
        *size += (uint64_t)got;
    }
    *sum = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    free(block);
    return got == 0;
}

static enum parangon_code sum_path(const char *path, bool sync, struct checksums_file *sums,
                                   struct parangon_error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    enum parangon_code code = PARANGON_OK;

    if (file < 0 || (sync && fsync(file) != 0) || !sum_of(file, &sums->size, &sums->sum))
        code = cannot_read(path, err);
    if (file >= 0)
        close(file);
    return code;
}

/* ---- What is written of them ---- */

static uint64_t own_sum(const struct parangon_buf *text)
{
    return parangon_hash(PARANGON_HASH_START, text->data, text->len);
}

static enum parangon_code write_text(const char *folder, struct parangon_buf *text,
                                     struct parangon_error *err)
{
    enum parangon_code code;

    parangon_buf_printf(text, "sum %016" PRIx64 "\n", own_sum(text));
    code = generation_replace_file(folder, CHECKSUMS_NAME, text->data, text->len, err);
    parangon_buf_clear(text);
    return code;
}

enum parangon_code checksums_open(const char *folder, struct parangon_error *err)
{
    struct parangon_buf text = {0};

    parangon_buf_puts(&text, TITLE "open\n");
    return write_text(folder, &text, err);
}

/* Xapian's lock is empty, and what is being written has another name until it is complete. */
static bool is_summed(const char *name)
{
    const char *end = strrchr(name, '.');

    return name[0] != '.' && strcmp(name, "flintlock") != 0 &&
           strncmp(name, CHECKSUMS_NAME, strlen(CHECKSUMS_NAME)) != 0 &&
           !(end && strcmp(end, ".tmp") == 0);
}

static enum parangon_code add_sum(const char *folder, const char *name, struct parangon_buf *text,
                                  struct parangon_error *err)
{
    struct checksums_file file;
    char *path = generation_file(folder, name);
    enum parangon_code code = sum_path(path, true, &file, err);

    if (code == PARANGON_OK)
        parangon_buf_printf(text, "%016" PRIx64 " %" PRIu64 " %s\n", file.sum, file.size, name);
    free(path);
    return code;
}

enum parangon_code checksums_close(const char *folder, struct parangon_error *err)
{
    struct parangon_buf text = {0};
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    enum parangon_code code = entries ? PARANGON_OK : cannot_read(folder, err);

    parangon_buf_puts(&text, TITLE "whole\n");
    while (code == PARANGON_OK && entries && (entry = readdir(entries))) {
        if (is_summed(entry->d_name))
            code = add_sum(folder, entry->d_name, &text, err);
    }
    if (entries)
        closedir(entries);
    if (code == PARANGON_OK)
        return write_text(folder, &text, err);
    parangon_buf_clear(&text);
    return code;
}

uint64_t checksums_bytes(const char *folder)
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    uint64_t bytes = 0;

    while (entries && (entry = readdir(entries))) {
        struct stat file;

        if (is_summed(entry->d_name) && fstatat(dirfd(entries), entry->d_name, &file, 0) == 0)
            bytes += (uint64_t)file.st_size;
    }
    if (entries)
        closedir(entries);
    return bytes;
}

/* ---- Reading them ---- */

/* One line "sum size name", exactly as it is written. */
static bool read_line(const char *line, struct checksums *sums)
{
    struct checksums_file *file = &sums->files[sums->count];
    int end = 0;

    if (sums->count == CHECKSUMS_FILES_MAX ||
        sscanf(line, "%16" SCNx64 " %20" SCNu64 " %63[^\n]%n", &file->sum, &file->size, file->name,
               &end) != 3 ||
        line[end] != '\n' || strchr(file->name, '/'))
        return false;
    sums->count++;
    return true;
}

static bool read_lines(const char *text, struct checksums *sums)
{
    const char *at = text + strlen(TITLE);

    sums->open = strcmp(at, "open\n") == 0;
    if (sums->open)
        return true;
    if (strncmp(at, "whole\n", 6) != 0)
        return false;
    for (at += 6; *at; at = strchr(at, '\n') + 1) {
        if (!read_line(at, sums))
            return false;
    }
    return sums->count > 0;
}

static bool holds_itself(char *text, size_t len)
{
    static const size_t last_line = sizeof "sum 0123456789abcdef\n" - 1;
    char expected[sizeof "sum 0123456789abcdef\n"];

    if (len < strlen(TITLE) + last_line || strlen(text) != len ||
        strncmp(text, TITLE, strlen(TITLE)) != 0)
        return false;
    struct parangon_buf above = {.data = text, .len = len - last_line};
    snprintf(expected, sizeof expected, "sum %016" PRIx64 "\n", own_sum(&above));
    if (strcmp(expected, text + above.len) != 0)
        return false;
    text[above.len] = '\0';
    return true;
}

enum parangon_code checksums_read(const char *folder, struct checksums *sums,
                                  struct parangon_error *err)
{
    char *path = generation_file(folder, CHECKSUMS_NAME);
    char text[TEXT_MAX + 1];
    FILE *file = fopen(path, "rb");
    enum parangon_code code = PARANGON_OK;

    *sums = (struct checksums){0};
    if (file) {
        size_t len = fread(text, 1, TEXT_MAX, file);

        text[len] = '\0';
        if (ferror(file))
            code = cannot_read(path, err);
        else if (!holds_itself(text, len) || !read_lines(text, sums))
            code = parangon_error_set(err, PARANGON_DAMAGED, "%s: is damaged", shown(path));
        fclose(file);
    } else {
        code = cannot_read(path, err);
    }
    free(path);
    return code;
}

/* ---- Comparing ---- */

enum parangon_code checksums_compare_file(const char *folder, const struct checksums_file *file,
                                          struct parangon_error *err)
{
    struct checksums_file now;
    char *path = generation_file(folder, file->name);
    enum parangon_code code = sum_path(path, false, &now, err);

    if (code == PARANGON_OK && now.size != file->size)
        code = parangon_error_set(err, PARANGON_DAMAGED,
                                  "%s: has %" PRIu64 " bytes instead of %" PRIu64, shown(path),
                                  now.size, file->size);
    else if (code == PARANGON_OK && now.sum != file->sum)
        code = parangon_error_set(err, PARANGON_DAMAGED, "%s: does not match its checksum",
                                  shown(path));
    free(path);
    return code;
}

static enum parangon_code compare_size(const char *folder, const struct checksums_file *file,
                                       struct parangon_error *err)
{
    char *path = generation_file(folder, file->name);
    enum parangon_code code = PARANGON_OK;
    struct stat now;

    if (stat(path, &now) != 0)
        code = cannot_read(path, err);
    else if ((uint64_t)now.st_size != file->size)
        code = parangon_error_set(err, PARANGON_DAMAGED, "%s: has %jd bytes instead of %" PRIu64,
                                  path, (intmax_t)now.st_size, file->size);
    free(path);
    return code;
}

static int by_size(const void *one, const void *other)
{
    uint64_t a = ((const struct checksums_file *)one)->size;
    uint64_t b = ((const struct checksums_file *)other)->size;

    return a < b ? -1 : a > b;
}

enum parangon_code checksums_compare(const char *folder, const struct checksums *sums,
                                     uint64_t bytes, struct parangon_error *err)
{
    struct checksums sorted = *sums;
    enum parangon_code code = PARANGON_OK;

    qsort(sorted.files, sorted.count, sizeof *sorted.files, by_size);
    for (size_t i = 0; code == PARANGON_OK && i < sorted.count; i++) {
        const struct checksums_file *file = &sorted.files[i];

        code = compare_size(folder, file, err);
        if (code != PARANGON_OK || file->size > bytes)
            continue;
        code = checksums_compare_file(folder, file, err);
        bytes -= file->size;
    }
    return code;
}

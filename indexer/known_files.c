/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "known_files.h"

#include "file_entries.h"

#include "parangon/memory.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

/* A file that was changed twice within a tick of the clock of its file system, FAT's being the
   slowest, looks unchanged: times later than this before the reading prove nothing. */
#define TICK INT64_C(2000000000)

struct known_files {
    struct parangon_writer *writer;
    char *path; /* of the source */
    struct parangon_buf key;
    uint64_t stamp;
    bool trusted; /* the run before came to its end */
    int64_t read_at;
    struct file_entries before; /* in the order of their names */
    struct file_entry *now;     /* of each file of the source */
    size_t count;
    bool *settled;
    /* Of each file, those that are read together in one tree: in this run, which knows what they
       shared before, and in the next one. */
    size_t *parents, *lasting;
};

static void print_key(struct parangon_buf *key, const char *source)
{
    parangon_buf_printf(key, "parangon.files.%016" PRIx64,
                        parangon_hash(PARANGON_HASH_START, source, strlen(source)));
}

struct known_files *known_files_open(struct parangon_writer *writer, const char *source,
                                     uint64_t stamp)
{
    struct known_files *known = parangon_calloc(1, sizeof *known);

    known->writer = writer;
    known->path = parangon_strdup(source);
    known->stamp = stamp;
    known->trusted = !parangon_writer_goes_on(writer);
    print_key(&known->key, source);
    char *text = parangon_writer_get(writer, known->key.data);
    file_entries_parse(&known->before, text, source);
    free(text);
    return known;
}

void known_files_close(struct known_files *known)
{
    if (!known)
        return;
    file_entries_clear(&known->before);
    parangon_buf_clear(&known->key);
    free(known->path);
    free(known->now);
    free(known->settled);
    free(known->parents);
    free(known->lasting);
    free(known);
}

/* ---- Files that are read together ---- */

static size_t root_of(size_t *parents, size_t file)
{
    while (parents[file] != file)
        file = parents[file] = parents[parents[file]];
    return file;
}

/* The first file of a group is its root. */
static void unite(size_t *parents, size_t file, size_t other)
{
    size_t one = root_of(parents, file), two = root_of(parents, other);

    if (one < two)
        parents[two] = one;
    else
        parents[one] = two;
}

void known_files_join(struct known_files *known, size_t file, size_t other)
{
    unite(known->parents, file, other);
    unite(known->lasting, file, other);
}

/* A group that has lost a member is read: the member may have been a part of a record. */
static void join_as_before(struct known_files *known, const struct source *source,
                           const size_t *numbers)
{
    size_t *first = parangon_alloc((known->before.count + 1) * sizeof *first);

    for (size_t i = 0; i <= known->before.count; i++)
        first[i] = SIZE_MAX;
    for (size_t i = 0; i < known->before.count; i++) {
        size_t group = known->before.at[i].group;

        if (!group || numbers[i] == SIZE_MAX)
            continue;
        if (first[group] == SIZE_MAX)
            first[group] = numbers[i];
        else
            unite(known->parents, first[group], numbers[i]);
    }
    for (size_t i = 0; i < known->before.count; i++) {
        size_t group = known->before.at[i].group;

        if (group && numbers[i] == SIZE_MAX && first[group] != SIZE_MAX)
            source->files[first[group]].unread = false;
    }
    free(first);
}

bool known_files_spread(struct known_files *known, struct source *source)
{
    bool *read = parangon_calloc(known->count + 1, sizeof *read), any = false;

    for (size_t i = 0; i < known->count; i++) {
        if (!source->files[i].unread)
            read[root_of(known->parents, i)] = true;
    }
    for (size_t i = 0; i < known->count; i++) {
        if (source->files[i].unread && read[root_of(known->parents, i)]) {
            source->files[i].unread = false;
            any = true;
        }
    }
    free(read);
    return any;
}

/* ---- Whether a file is what it was ---- */

static bool hash_file(const char *path, uint64_t *hash)
{
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    XXH3_state_t *state = XXH3_createState();
    char block[64 * 1024];
    ssize_t got = -1;

    if (!state)
        abort();
    XXH3_64bits_reset(state);
    while (descriptor >= 0 && (got = read(descriptor, block, sizeof block)) > 0)
        XXH3_64bits_update(state, block, (size_t)got);
    *hash = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    if (descriptor >= 0)
        close(descriptor);
    return got == 0;
}

/* Fills in what is known of a file now; `before` is what was known, or NULL. */
static void look_at(const struct known_files *known, const struct source_file *file,
                    const struct file_entry *before, struct file_entry *now)
{
    bool same_time = before && before->size == file->size && before->modified == file->modified &&
                     before->modified < known->before.read_at - TICK;

    *now = (struct file_entry){.name = file->name, .size = file->size, .modified = file->modified};
    if (same_time && !before->again && faccessat(AT_FDCWD, file->path, R_OK, AT_EACCESS) == 0)
        now->hash = before->hash;
    else
        now->again = !hash_file(file->path, &now->hash);
    if (before) {
        now->loose = before->loose;
        now->records = before->records;
        now->group = before->group;
    }
}

static bool is_as_before(const struct known_files *known, const struct file_entry *before,
                         const struct file_entry *now)
{
    return known->trusted && known->stamp == known->before.stamp && before && !before->again &&
           !now->again && before->size == now->size && before->hash == now->hash;
}

static size_t number_of(const struct source *source, const char *name)
{
    const struct source_file *file = source_find(source, name);

    return file ? (size_t)(file - source->files) : SIZE_MAX;
}

static void find_left_out(struct known_files *known, struct source *source)
{
    for (size_t i = 0; i < known->before.left_out.count; i++) {
        struct left_out *left_out = &known->before.left_out.at[i];

        left_out->file = number_of(source, left_out->name);
        left_out->kept_file = number_of(source, left_out->kept);
        if (left_out->file == SIZE_MAX)
            continue;
        known->settled[left_out->file] = false;
        if (left_out->kept_file == SIZE_MAX)
            source->files[left_out->file].unread = false;
    }
}

bool known_files_is_settled(const struct known_files *known, size_t file)
{
    return known->settled[file];
}

const struct left_out_list *known_files_left_out(const struct known_files *known)
{
    return &known->before.left_out;
}

void known_files_recall(const struct known_files *known, struct source *source)
{
    for (size_t i = 0; i < known->before.left_out.count; i++) {
        const struct left_out *left_out = &known->before.left_out.at[i];

        if (left_out->file != SIZE_MAX && source->files[left_out->file].unread)
            left_out_add(&source->left_out, left_out);
    }
}

void known_files_compare(struct known_files *known, struct source *source, bool prune)
{
    size_t *numbers = parangon_alloc((known->before.count + 1) * sizeof *numbers);

    known->read_at = source->listed_at;
    known->count = source->count;
    known->now = parangon_calloc(source->count + 1, sizeof *known->now);
    known->settled = parangon_calloc(source->count + 1, sizeof *known->settled);
    known->parents = parangon_calloc(source->count + 1, sizeof *known->parents);
    known->lasting = parangon_calloc(source->count + 1, sizeof *known->lasting);
    for (size_t i = 0; i < known->before.count; i++)
        numbers[i] = SIZE_MAX;
    for (size_t i = 0; i < source->count; i++) {
        struct source_file *file = &source->files[i];
        const struct file_entry *before = file_entries_find(&known->before, file->name);

        known->parents[i] = known->lasting[i] = i;
        look_at(known, file, before, &known->now[i]);
        known->settled[i] = is_as_before(known, before, &known->now[i]);
        file->unread = known->settled[i] && !(prune && before->loose);
        file->records = known->now[i].records;
        if (before)
            numbers[before - known->before.at] = i;
    }
    find_left_out(known, source);
    join_as_before(known, source, numbers);
    known_files_spread(known, source);
    free(numbers);
}

/* ---- Keeping it ---- */

/* Files that were left unread are in the groups they were in; of all others it was found anew what
   they share, so that groups do not grow for ever. */
static void join_lasting(struct known_files *known, const struct source *source)
{
    size_t *first = parangon_alloc((known->before.count + 1) * sizeof *first);

    for (size_t i = 0; i <= known->before.count; i++)
        first[i] = SIZE_MAX;
    for (size_t i = 0; i < known->count; i++) {
        size_t group = known->now[i].group;

        if (!source->files[i].unread || !group)
            continue;
        if (first[group] == SIZE_MAX)
            first[group] = i;
        unite(known->lasting, first[group], i);
    }
    for (size_t i = 0; i < source->left_out.count; i++)
        unite(known->lasting, source->left_out.at[i].file, source->left_out.at[i].kept_file);
    free(first);
}

/* Numbers the groups of several files, from 1, in the order of their first files. */
static void number_groups(struct known_files *known)
{
    size_t *members = parangon_calloc(known->count + 1, sizeof *members), groups = 0;

    for (size_t i = 0; i < known->count; i++)
        members[root_of(known->lasting, i)]++;
    for (size_t i = 0; i < known->count; i++) {
        size_t root = root_of(known->lasting, i);

        known->now[i].group = 0;
        if (root == i && members[i] > 1)
            known->now[i].group = ++groups;
        else if (root != i)
            known->now[i].group = known->now[root].group;
    }
    free(members);
}

static void write_entries(const struct known_files *known, const struct source *source,
                          int64_t read_at, struct parangon_buf *text)
{
    const struct file_entries entries = {.stamp = known->stamp,
                                         .read_at = read_at,
                                         .at = known->now,
                                         .count = known->count,
                                         .left_out = source->left_out};

    parangon_buf_reset(text);
    file_entries_write(&entries, known->path, text);
}

enum parangon_code known_files_save(struct known_files *known, const struct source *source,
                                    bool pruned, struct parangon_error *err)
{
    bool was_new = parangon_writer_is_new(known->writer);
    struct parangon_buf text = {0};

    if (source->count == 0) /* it may come back as it was */
        return PARANGON_OK;
    for (size_t i = 0; i < known->count; i++) {
        const struct source_file *file = &source->files[i];
        struct file_entry *now = &known->now[i];

        now->again = now->again || file->failed;
        now->records = file->records;
        now->loose = !pruned && (file->unread ? now->loose : !was_new);
    }
    join_lasting(known, source);
    number_groups(known);
    /* The time of the reading alone is no news. */
    char *before = parangon_writer_get(known->writer, known->key.data);
    write_entries(known, source, known->before.read_at, &text);
    bool same = strcmp(before, text.data) == 0;
    free(before);
    if (!same)
        write_entries(known, source, known->read_at, &text);
    enum parangon_code code =
        same ? PARANGON_OK
             : parangon_writer_set(known->writer, known->key.data, text.data, text.len, err);
    parangon_buf_clear(&text);
    return code;
}

enum parangon_code known_files_forget(struct parangon_writer *writer, const char *source,
                                      struct parangon_error *err)
{
    struct parangon_buf key = {0};

    print_key(&key, source);
    enum parangon_code code = parangon_writer_set(writer, key.data, "", 0, err);
    parangon_buf_clear(&key);
    return code;
}

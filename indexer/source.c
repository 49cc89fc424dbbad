/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "source.h"

#include "report_file.h"

#include "readers/formats.h"

#include "parangon/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    DEPTH_MAX = 64
};

/* The folders from the source down to the one being listed, to see a loop of symbolic links. */
struct trail {
    const struct trail *above;
    dev_t device;
    ino_t inode;
    unsigned depth;
};

struct listing {
    struct source *source;
    const char *report; /* where this run leaves its own, or NULL */
    source_problem_fn *problem;
    void *context;
    size_t cap;
};

static void say(struct listing *listing, const char *name, const char *why)
{
    struct parangon_error err;

    parangon_error_set(&err, PARANGON_REJECTED, "%s", why);
    listing->problem(listing->context, name, &err);
}

static int64_t nanoseconds(const struct timespec *time)
{
    return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

static void add_file(struct listing *listing, const char *path, const char *name,
                     const struct stat *info)
{
    struct source *source = listing->source;

    if (source->count == listing->cap) {
        listing->cap = listing->cap ? listing->cap * 2 : 64;
        source->files = parangon_realloc(source->files, listing->cap, sizeof *source->files);
    }
    source->files[source->count++] =
        (struct source_file){.path = parangon_strdup(path),
                             .name = parangon_strdup(name),
                             .size = info ? (uint64_t)info->st_size : 0,
                             .modified = info ? nanoseconds(&info->st_mtim) : 0};
}

static bool is_loop(const struct trail *trail, const struct stat *info)
{
    for (; trail; trail = trail->above) {
        if (trail->device == info->st_dev && trail->inode == info->st_ino)
            return true;
    }
    return false;
}

/* Whether the file is of a format that is read: its name says it, else its bytes. */
static bool is_read(const char *path, const char *name, bool named)
{
    if (reader_for(name))
        return true;
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    FILE *stream = descriptor < 0 ? NULL : fdopen(descriptor, "rb");
    bool known = stream && format_of(&formats, name, stream, named) != NULL;

    if (stream)
        fclose(stream);
    return known;
}

/* A report that lies among the sheets: that of this run by its place, others by what they are. */
static bool is_report(const struct listing *listing, const char *path, const struct stat *info)
{
    struct stat own;

    return (listing->report && stat(listing->report, &own) == 0 && own.st_dev == info->st_dev &&
            own.st_ino == info->st_ino) ||
           report_file_is_one(path);
}

/* A map that lies beside the sheets it is for is no sheet. */
static bool is_map(const char *base)
{
    static const char ending[] = ".map.json";
    size_t len = strlen(base);

    return len >= sizeof ending - 1 && strcmp(base + len - (sizeof ending - 1), ending) == 0;
}

static void list_folder(struct listing *listing, const char *path, const char *name,
                        const struct trail *above);

static void list_entry(struct listing *listing, const char *path, const char *name,
                       const struct trail *trail)
{
    struct stat info;
    const char *base = strrchr(name, '/') ? strrchr(name, '/') + 1 : name;

    if (base[0] == '.' || strncmp(base, "~$", 2) == 0 || is_map(base)) {
        listing->source->skipped++;
    } else if (stat(path, &info) != 0) {
        say(listing, name, errno == ELOOP ? "a loop of symbolic links" : strerror(errno));
    } else if (S_ISDIR(info.st_mode)) {
        if (is_loop(trail, &info))
            say(listing, name, "a symbolic link back to a folder above it (not followed)");
        else if (trail->depth >= DEPTH_MAX)
            say(listing, name, "more than 64 folders deep (not read)");
        else
            list_folder(listing, path, name, trail);
    } else if (S_ISREG(info.st_mode) && is_read(path, name, false) &&
               !is_report(listing, path, &info)) {
        add_file(listing, path, name, &info);
    } else {
        listing->source->skipped++;
    }
}

static void list_folder(struct listing *listing, const char *path, const char *name,
                        const struct trail *above)
{
    struct trail here = {.above = above, .depth = above ? above->depth + 1 : 0};
    const struct dirent *entry;
    struct stat info;
    DIR *folder = opendir(path);

    if (!folder || stat(path, &info) != 0) {
        say(listing, *name ? name : path, strerror(errno));
        listing->source->incomplete = true;
        if (folder)
            closedir(folder);
        return;
    }
    here.device = info.st_dev;
    here.inode = info.st_ino;
    while ((entry = readdir(folder))) {
        struct parangon_buf inner = {0}, inner_name = {0};

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        parangon_buf_printf(&inner, "%s/%s", path, entry->d_name);
        parangon_buf_printf(&inner_name, "%s%s%s", name, *name ? "/" : "", entry->d_name);
        list_entry(listing, inner.data, inner_name.data, &here);
        parangon_buf_clear(&inner);
        parangon_buf_clear(&inner_name);
    }
    closedir(folder);
}

static int compare_files(const void *a, const void *b)
{
    const struct source_file *first = a, *second = b;

    return strcmp(first->name, second->name);
}

static char *absolute(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = parangon_strdup(real ? real : path);

    free(real);
    return copy;
}

void source_list(const char *path, const char *report, struct source *source,
                 source_problem_fn *problem, void *context)
{
    struct listing listing = {
        .source = source, .report = report, .problem = problem, .context = context};
    struct timespec now;
    struct stat info;

    clock_gettime(CLOCK_REALTIME, &now);
    *source = (struct source){.listed_at = nanoseconds(&now)};
    if (strcmp(path, "-") == 0) {
        source->path = parangon_strdup(path);
        add_file(&listing, "-", "standard input.jsonl", NULL);
        return;
    }
    source->path = absolute(path);
    if (stat(path, &info) != 0) {
        source->missing = true;
        say(&listing, path, strerror(errno));
    } else if (S_ISDIR(info.st_mode)) {
        list_folder(&listing, path, "", NULL);
        if (source->count)
            qsort(source->files, source->count, sizeof *source->files, compare_files);
    } else if (!is_read(path, path, true)) {
        say(&listing, path, "a type of file that is not read (see --help for the formats)");
    } else if (is_report(&listing, path, &info)) {
        say(&listing, path, "a report of an earlier run, which is no source");
    } else {
        add_file(&listing, path, strrchr(path, '/') ? strrchr(path, '/') + 1 : path, &info);
    }
}

struct source_file *source_find(const struct source *source, const char *name)
{
    char *part = parangon_strdup(name);
    struct source_file *found = NULL;

    while (!found && source->count) {
        const struct source_file wanted = {.name = part};
        char *slash = strrchr(part, '/');

        found = bsearch(&wanted, source->files, source->count, sizeof wanted, compare_files);
        if (!slash)
            break;
        *slash = '\0';
    }
    free(part);
    return found;
}

void source_clear(struct source *source)
{
    for (size_t i = 0; i < source->count; i++) {
        free(source->files[i].path);
        free(source->files[i].name);
    }
    left_out_clear(&source->left_out);
    free(source->files);
    free(source->path);
    *source = (struct source){0};
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "generation.h"

#include "parangon/memory.h"
#include "parangon/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static char *path_of(const char *dir, const char *name)
{
    struct parangon_buf path = {0};

    parangon_buf_printf(&path, "%s/%s", dir, name);
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

enum parangon_code generation_current(const char *dir, unsigned *number, struct parangon_error *err)
{
    char *path = path_of(dir, "current");
    FILE *file = fopen(path, "r");
    enum parangon_code code = PARANGON_OK;

    *number = 0;
    if (file) {
        if (fscanf(file, "gen-%u", number) != 1 || *number == 0)
            code = parangon_error_set(err, PARANGON_DAMAGED, "%s: names no generation", path);
        fclose(file);
    } else if (errno != ENOENT && errno != ENOTDIR) {
        code = system_error(path, err);
    }
    free(path);
    return code;
}

static enum parangon_code make_folders(const char *dir, struct parangon_error *err)
{
    char *path = parangon_strdup(dir);
    enum parangon_code code = PARANGON_OK;

    for (char *at = path + 1; code == PARANGON_OK; at++) {
        char was = *at;

        if (was != '/' && was != '\0')
            continue;
        *at = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            code = system_error(path, err);
        *at = was;
        if (was == '\0')
            break;
    }
    free(path);
    return code;
}

enum parangon_code generation_lock(const char *dir, int *lock, struct parangon_error *err)
{
    enum parangon_code code = make_folders(dir, err);

    if (code != PARANGON_OK)
        return code;
    char *path = path_of(dir, "lock");
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

static bool sync_path(const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool done = file >= 0 && fsync(file) == 0;

    if (file >= 0)
        close(file);
    return done;
}

static bool write_current(const char *path, unsigned number)
{
    FILE *file = fopen(path, "w");

    if (!file)
        return false;
    bool done =
        fprintf(file, "gen-%u\n", number) > 0 && fflush(file) == 0 && fsync(fileno(file)) == 0;
    return fclose(file) == 0 && done;
}

void generation_remove(const char *dir, unsigned number)
{
    char *path = generation_path(dir, number);
    DIR *folder = opendir(path);
    const struct dirent *entry;

    while (folder && (entry = readdir(folder))) {
        char *file = path_of(path, entry->d_name);

        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlink(file);
        free(file);
    }
    if (folder)
        closedir(folder);
    rmdir(path);
    free(path);
}

/* Readers may still hold the previous generation, so only those before it go. */
static void remove_older(const char *dir, unsigned number, unsigned previous)
{
    DIR *folder = opendir(dir);
    const struct dirent *entry;

    while (folder && (entry = readdir(folder))) {
        unsigned found;

        if (sscanf(entry->d_name, "gen-%u", &found) == 1 && found != number && found != previous)
            generation_remove(dir, found);
    }
    if (folder)
        closedir(folder);
}

enum parangon_code generation_publish(const char *dir, unsigned number, struct parangon_error *err)
{
    char *current = path_of(dir, "current"), *next = path_of(dir, "current.new");
    char *made = generation_path(dir, number);
    enum parangon_code code = PARANGON_OK;
    unsigned previous = 0;

    generation_current(dir, &previous, NULL);
    if (!sync_path(made) || !write_current(next, number) || rename(next, current) != 0 ||
        !sync_path(dir))
        code = system_error(current, err);
    else
        remove_older(dir, number, previous);
    free(current);
    free(next);
    free(made);
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

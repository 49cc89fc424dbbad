/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "failed_queries.h"

#include "parangon/memory.h"
#include "parangon/program.h"
#include "parangon/text.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    ROWS_MAX = 20000, /* different questions; later ones are not counted */
    WORDS_MAX = 200,  /* bytes of a question that are kept */
    SAVE_SECONDS = 60
};

struct row {
    char *words;
    unsigned long count;
};

struct failed_queries {
    pthread_mutex_t mutex;
    char *path;
    struct parangon_map rows_by_words;
    struct row *rows;
    size_t count;
    bool changed;
    time_t saved;
};

static void add(struct failed_queries *queries, const char *words, size_t len, unsigned long times)
{
    size_t at = parangon_map_get(&queries->rows_by_words, words, len);

    if (at == PARANGON_MAP_NONE) {
        if (queries->count == ROWS_MAX)
            return;
        at = queries->count++;
        parangon_map_put(&queries->rows_by_words, words, len, at);
        queries->rows[at] = (struct row){.words = parangon_strndup(words, len)};
    }
    queries->rows[at].count += times;
}

static void read_rows(struct failed_queries *queries, FILE *file)
{
    char line[WORDS_MAX + 64];

    while (fgets(line, sizeof line, file)) {
        char *tab;
        unsigned long times = strtoul(line, &tab, 10);
        size_t len = strcspn(line, "\n");

        if (times && *tab == '\t' && line + len > tab + 1)
            add(queries, tab + 1, (size_t)(line + len - tab - 1), times);
    }
}

enum parangon_code failed_queries_open(const char *path, struct failed_queries **queries,
                                       struct parangon_error *err)
{
    *queries = NULL;
    if (!path)
        return PARANGON_OK;
    FILE *file = fopen(path, "a+b");

    if (!file)
        return parangon_error_set(err, PARANGON_SYSTEM, "--log-queries: %s: %s", path,
                                  strerror(errno));
    struct failed_queries *made = parangon_calloc(1, sizeof *made);

    pthread_mutex_init(&made->mutex, NULL);
    made->path = parangon_strdup(path);
    made->rows = parangon_calloc(ROWS_MAX, sizeof *made->rows);
    rewind(file);
    read_rows(made, file);
    fclose(file);
    made->saved = time(NULL);
    *queries = made;
    return PARANGON_OK;
}

static int by_count(const void *a, const void *b)
{
    const struct row *one = a, *other = b;

    if (one->count != other->count)
        return one->count > other->count ? -1 : 1;
    return strcmp(one->words, other->words);
}

static bool write_rows(const struct failed_queries *queries, const char *path)
{
    FILE *file = fopen(path, "wb");
    struct row *sorted = parangon_calloc(queries->count + 1, sizeof *sorted);
    bool written = file != NULL;

    memcpy(sorted, queries->rows, queries->count * sizeof *sorted);
    qsort(sorted, queries->count, sizeof *sorted, by_count);
    for (size_t i = 0; written && i < queries->count; i++)
        written = fprintf(file, "%lu\t%s\n", sorted[i].count, sorted[i].words) > 0;
    free(sorted);
    if (!file)
        return false;
    written = fflush(file) == 0 && fsync(fileno(file)) == 0 && written;
    return fclose(file) == 0 && written;
}

static void save(struct failed_queries *queries)
{
    struct parangon_buf beside = {0};

    parangon_buf_printf(&beside, "%s.new", queries->path);
    pthread_mutex_lock(&queries->mutex);
    if (queries->changed &&
        (!write_rows(queries, beside.data) || rename(beside.data, queries->path) != 0))
        parangon_say("parangon", "--log-queries: %s: %s", queries->path, strerror(errno));
    queries->changed = false;
    queries->saved = time(NULL);
    pthread_mutex_unlock(&queries->mutex);
    parangon_buf_clear(&beside);
}

/* What differs only in case, accents or spacing is one question. */
void failed_queries_add(struct failed_queries *queries, const char *words)
{
    if (!queries)
        return;
    char *folded = parangon_text_key(words, strlen(words));
    size_t len = strlen(folded), kept = len < WORDS_MAX ? len : WORDS_MAX;

    while (kept && kept < len && ((unsigned char)folded[kept] & 0xC0) == 0x80)
        kept--; /* not within a character */
    pthread_mutex_lock(&queries->mutex);
    if (kept)
        add(queries, folded, kept, 1);
    queries->changed = true;
    bool due = time(NULL) - queries->saved >= SAVE_SECONDS;
    pthread_mutex_unlock(&queries->mutex);
    free(folded);
    if (due)
        save(queries);
}

void failed_queries_close(struct failed_queries *queries)
{
    if (!queries)
        return;
    save(queries);
    for (size_t i = 0; i < queries->count; i++)
        free(queries->rows[i].words);
    free(queries->rows);
    parangon_map_clear(&queries->rows_by_words);
    pthread_mutex_destroy(&queries->mutex);
    free(queries->path);
    free(queries);
}

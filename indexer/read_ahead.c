/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read_ahead.h"

#include "parangon/memory.h"

#include <stdlib.h>
#include <sys/resource.h>

enum {
    OPEN_A_JOB = 8, /* enough for those among them that are read in workers */
    OPEN_MAX = 64
};

struct place {
    size_t number;
    struct reading_file file;
};

struct read_ahead {
    const struct reading *reading;
    const struct source *source;
    size_t listed;        /* files of the source that were looked at */
    struct place *places; /* a ring */
    size_t room, first, count;
};

/* At most a quarter of the descriptors that a process may have. */
static size_t places_for(size_t jobs)
{
    size_t room = jobs * OPEN_A_JOB < OPEN_MAX ? jobs * OPEN_A_JOB : OPEN_MAX;
    struct rlimit limit;

    if (jobs <= 1)
        return 1;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur / 4 < room)
        room = (size_t)limit.rlim_cur / 4;
    return room ? room : 1;
}

struct read_ahead *read_ahead_open(const struct reading *reading, const struct source *source)
{
    struct read_ahead *ahead = parangon_calloc(1, sizeof *ahead);

    ahead->reading = reading;
    ahead->source = source;
    ahead->room = places_for(reading->jobs);
    ahead->places = parangon_calloc(ahead->room, sizeof *ahead->places);
    return ahead;
}

void read_ahead_close(struct read_ahead *ahead)
{
    if (!ahead)
        return;
    for (size_t i = 0; i < ahead->count; i++)
        read_file_leave(ahead->reading, &ahead->places[(ahead->first + i) % ahead->room].file);
    free(ahead->places);
    free(ahead);
}

static void fill(struct read_ahead *ahead)
{
    for (; ahead->count < ahead->room && ahead->listed < ahead->source->count; ahead->listed++) {
        const struct source_file *listed = &ahead->source->files[ahead->listed];
        struct place *place = &ahead->places[(ahead->first + ahead->count) % ahead->room];

        if (listed->unread)
            continue;
        *place = (struct place){.number = ahead->listed,
                                .file = {.path = listed->path, .name = listed->name}};
        if (ahead->room > 1)
            read_file_ahead(ahead->reading, &place->file);
        ahead->count++;
    }
}

bool read_ahead_next(struct read_ahead *ahead, size_t *number)
{
    fill(ahead);
    if (ahead->count)
        *number = ahead->places[ahead->first].number;
    return ahead->count;
}

enum parangon_code read_ahead_read(struct read_ahead *ahead, const struct reader_sink *sink,
                                   struct parangon_error *err)
{
    enum parangon_code code =
        read_file(ahead->reading, &ahead->places[ahead->first].file, sink, err);

    ahead->first = (ahead->first + 1) % ahead->room;
    ahead->count--;
    return code;
}

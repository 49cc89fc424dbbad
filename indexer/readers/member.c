/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands inside another file: members of archives, attachments of messages. */
#include "reader.h"

#include <stdbool.h>
#include <stdint.h>

/* The sink of the file around, and whether it was the sink that failed, not the reading. */
struct member {
    const struct reader_sink *sink;
    bool sink_failed;
};

static enum parangon_code take(void *context, cJSON *version, size_t line,
                               struct parangon_error *err)
{
    struct member *member = context;
    enum parangon_code code = member->sink->take(member->sink->context, version, line, err);

    member->sink_failed = code != PARANGON_OK;
    return code;
}

static void reject(void *context, size_t line, const struct parangon_error *why)
{
    struct member *member = context;

    member->sink->reject(member->sink->context, line, why);
}

static void enter(void *context, const char *name)
{
    struct member *member = context;

    if (member->sink->enter)
        member->sink->enter(member->sink->context, name);
}

static enum parangon_code read_stream(const struct reader_source *source, struct member *member,
                                      struct parangon_error *err)
{
    const struct reader_sink inner = {
        .context = member, .take = take, .reject = reject, .enter = enter};
    const struct reader *reader = reader_for(source->name);

    if (!reader)
        return parangon_error_set(err, PARANGON_REJECTED, "a type of file that is not read");
    enum parangon_code code = reader->read(source, &inner, err);
    if (code != PARANGON_OK && !member->sink_failed) {
        code = PARANGON_REJECTED; /* memory that cannot be read is one bad member too */
        if (err)
            err->code = code;
    }
    return code;
}

enum parangon_code reader_read_member(const char *name, const void *bytes, size_t len,
                                      const struct reader_sink *sink, unsigned depth,
                                      struct parangon_error *err)
{
    struct member member = {.sink = sink};

    if (depth > READER_DEPTH_MAX)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "more than %d files inside each other: unpack it first",
                                  READER_DEPTH_MAX);
    if (len == 0)
        return parangon_error_set(err, PARANGON_REJECTED, "empty");
    if (len > READER_FILE_MAX)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "larger than %zu MiB, the most a file may have: split it",
                                  READER_FILE_MAX >> 20);
    /* Nothing writes to a stream opened for reading. */
    FILE *stream = fmemopen((void *)(uintptr_t)bytes, len, "r");
    if (!stream)
        return parangon_error_set(err, PARANGON_REJECTED, "no memory to read it in");
    const struct reader_source source = {.name = name, .stream = stream, .depth = depth};
    enter(&member, name);
    enum parangon_code code = read_stream(&source, &member, err);
    enter(&member, NULL);
    fclose(stream);
    return code;
}

enum parangon_code reader_take_member(const char *name, const void *bytes, size_t len,
                                      const struct reader_sink *sink, unsigned depth,
                                      struct parangon_error *err)
{
    struct parangon_error why;
    enum parangon_code code = reader_read_member(name, bytes, len, sink, depth, &why);

    if (code == PARANGON_REJECTED) {
        if (sink->enter)
            sink->enter(sink->context, name);
        sink->reject(sink->context, 0, &why);
        if (sink->enter)
            sink->enter(sink->context, NULL);
        return PARANGON_OK;
    }
    if (code != PARANGON_OK && err)
        *err = why;
    return code;
}

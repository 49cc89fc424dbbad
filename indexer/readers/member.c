/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands inside another file: members of archives, attachments of messages. */
#include "formats.h"

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

static void note(void *context, enum reader_note weight, const char *message)
{
    struct member *member = context;

    reader_note(member->sink, weight, "%s", message);
}

static bool scan(void *context, const void *bytes, size_t len)
{
    struct member *member = context;

    return member->sink->scan(member->sink->context, bytes, len);
}

static enum parangon_code read_stream(const struct reader_source *source, struct member *member,
                                      struct parangon_error *err)
{
    const struct reader_sink inner = {
        .context = member,
        .take = take,
        .reject = reject,
        .enter = enter,
        .note = note,
        .scan = member->sink->scan ? scan : NULL,
        .budget = member->sink->budget,
    };
    const struct format *format = format_of(&formats, source->name, source->stream, false);

    if (!format)
        return parangon_error_set(err, PARANGON_REJECTED, "a type of file that is not read");
    enum parangon_code code = format->reader->read(source, &inner, err);
    if (code != PARANGON_OK && !member->sink_failed) {
        code = PARANGON_REJECTED; /* memory that cannot be read is one bad member too */
        if (err)
            err->code = code;
    }
    return code;
}

/* Nothing writes to a stream opened for reading. */
static FILE *open_bytes(const void *bytes, size_t len)
{
    return fmemopen((void *)(uintptr_t)bytes, len, "r");
}

bool reader_knows_member(const char *name, const void *bytes, size_t len)
{
    FILE *stream = len ? open_bytes(bytes, len) : NULL;
    bool known = format_of(&formats, name, stream, false) != NULL;

    if (stream)
        fclose(stream);
    return known;
}

static enum parangon_code read_bytes(const char *name, const void *bytes, size_t len,
                                     struct member *member, unsigned depth,
                                     struct parangon_error *err)
{
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
    FILE *stream = open_bytes(bytes, len);
    if (!stream)
        return parangon_error_set(err, PARANGON_REJECTED, "no memory to read it in");
    const struct reader_source source = {.name = name, .stream = stream, .depth = depth};
    enum parangon_code code = read_stream(&source, member, err);
    fclose(stream);
    return code;
}

/* What comes of a member that was refused. */
static void refuse(const struct reader_sink *sink, const void *bytes, size_t len,
                   struct parangon_error *why)
{
    bool wanted = sink->scan && reader_is_scan(why);

    if (wanted && sink->scan(sink->context, bytes, len))
        return;
    if (wanted)
        parangon_error_set(why, PARANGON_REJECTED,
                           READER_SCAN
                           ", too large to be read inside another file: unpack it first");
    sink->reject(sink->context, 0, why);
}

enum parangon_code reader_take_member(const char *name, const void *bytes, size_t len,
                                      const struct reader_sink *sink, unsigned depth,
                                      struct parangon_error *err)
{
    struct member member = {.sink = sink};
    struct parangon_error why;

    enter(&member, name);
    enum parangon_code code = read_bytes(name, bytes, len, &member, depth, &why);
    if (code == PARANGON_REJECTED && !member.sink_failed) {
        refuse(sink, bytes, len, &why);
        code = PARANGON_OK;
    }
    enter(&member, NULL);
    if (code != PARANGON_OK && err)
        *err = why;
    return code;
}

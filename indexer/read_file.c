/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read_file.h"

#include "converter/converter.h"
#include "converter/ocr.h"
#include "isolation/isolation.h"
#include "readers/formats.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct reader *find_reader(const char *name)
{
    const struct format *format = format_named(&formats, name);

    return format ? format->reader : NULL;
}

enum parangon_code reading_start(struct reading *reading, struct parangon_error *err)
{
    const struct isolation_options options = {.find = find_reader, .limits = ISOLATION_LIMITS};

    return isolation_start(&options, &reading->isolation, err);
}

void reading_stop(struct reading *reading)
{
    isolation_stop(reading->isolation);
    reading->isolation = NULL;
}

const char *reading_weakness(const struct reading *reading)
{
    return reading->isolation ? isolation_weakness(reading->isolation) : NULL;
}

static enum parangon_code read_isolated(const struct reading *reading, const struct format *format,
                                        const struct reader_source *source,
                                        const struct reader_sink *sink, struct parangon_error *err)
{
    const struct isolation_file file = {
        .format = format->reader->name,
        .name = source->name,
        .descriptor = fileno(source->stream),
        .patience = format->holds_files ? WORKER_ARCHIVE_PATIENCE : 1,
        .has_members = format->holds_files,
    };
    enum parangon_code code = isolation_read(reading->isolation, &file, sink, err);

    if (code == PARANGON_REJECTED && reading->ocr &&
        strncmp(err->message, READER_SCAN, strlen(READER_SCAN)) == 0)
        return ocr_read(source, sink, err);
    return code;
}

/* What the converter made is believed as little as any other file. */
static enum parangon_code read_converted(const struct reading *reading, const struct format *format,
                                         const struct reader_source *source,
                                         const struct reader_sink *sink, struct parangon_error *err)
{
    const struct format *target = format_named(&formats, format->converted_to);
    struct reader_source converted = {.name = source->name};

    if (!target)
        return parangon_error_set(err, PARANGON_REJECTED, "%s is not read", format->known_as);
    enum parangon_code code = converter_run(format, source->stream, &converted.stream, err);
    if (code != PARANGON_OK)
        return code;
    code = read_isolated(reading, target, &converted, sink, err);
    fclose(converted.stream);
    return code;
}

static enum parangon_code read_stream(const struct reading *reading,
                                      const struct reader_source *source,
                                      const struct reader_sink *sink, struct parangon_error *err)
{
    const struct format *format = format_of(&formats, source->name, source->stream, true);

    if (!format)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "a type of file that is not read (see --help for the formats)");
    switch (format->way) {
    case FORMAT_ISOLATED: return read_isolated(reading, format, source, sink, err);
    case FORMAT_CONVERTED: return read_converted(reading, format, source, sink, err);
    case FORMAT_HERE: break;
    }
    return format->reader->read(source, sink, err);
}

/* A file that has become a pipe or a device since it was listed would be waited for for ever. */
static FILE *open_regular(const char *path, struct parangon_error *err)
{
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat info;
    FILE *stream = NULL;

    if (descriptor < 0 || fstat(descriptor, &info) != 0)
        parangon_error_set(err, PARANGON_REJECTED, "%s", strerror(errno));
    else if (!S_ISREG(info.st_mode))
        parangon_error_set(err, PARANGON_REJECTED, "no file but a pipe, a device or a folder");
    else if (!(stream = fdopen(descriptor, "rb")))
        parangon_error_set(err, PARANGON_REJECTED, "%s", strerror(errno));
    if (!stream && descriptor >= 0)
        close(descriptor);
    return stream;
}

enum parangon_code read_file(const struct reading *reading, const char *path, const char *name,
                             const struct reader_sink *sink, struct parangon_error *err)
{
    struct reader_source source = {.name = name};
    enum parangon_code code;

    if (strcmp(path, "-") == 0) {
        source.stream = stdin;
        return reader_jsonl.read(&source, sink, err);
    }
    source.stream = open_regular(path, err);
    if (!source.stream)
        return PARANGON_REJECTED;
    code = read_stream(reading, &source, sink, err);
    fclose(source.stream);
    return code;
}

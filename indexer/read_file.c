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

size_t reading_jobs(void)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (processors < 1)
        return 1;
    return processors < READING_JOBS_USUAL ? (size_t)processors : READING_JOBS_USUAL;
}

/* Workers that share a processor have the time of their clocks and not that of the processor. */
static void share_time(struct isolation_limits *limits, size_t jobs)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned sharing = processors < 1 ? 1 : (unsigned)processors;
    unsigned times = ((unsigned)jobs + sharing - 1) / sharing;

    limits->silence_seconds *= times;
    limits->total_seconds *= times;
}

enum parangon_code reading_start(struct reading *reading, struct parangon_error *err)
{
    struct isolation_options options = {.find = find_reader,
                                        .limits = ISOLATION_LIMITS,
                                        .workers = reading->jobs ? reading->jobs : 1,
                                        .ahead = reading->ahead};

    share_time(&options.limits, options.workers);
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

/* `scans` is NULL for a file without members. */
static struct isolation_file isolated(const struct reading *reading, const struct format *format,
                                      const struct reader_source *source, struct scans *scans)
{
    return (struct isolation_file){
        .format = format->reader->name,
        .name = source->name,
        .descriptor = fileno(source->stream),
        .patience = format->has_members ? WORKER_ARCHIVE_PATIENCE : 1,
        .has_members = format->has_members,
        .scan = reading->ocr && format->has_members && scans ? scans_keep : NULL,
        .scan_context = scans,
    };
}

/* `job` has begun to read it, or is NULL. */
static enum parangon_code read_isolated(const struct reading *reading, const struct format *format,
                                        const struct reader_source *source,
                                        struct isolation_job *job, struct scans *scans,
                                        const struct reader_sink *sink, struct parangon_error *err)
{
    const struct isolation_file file = isolated(reading, format, source, scans);
    enum parangon_code code = job ? isolation_finish(reading->isolation, job, sink, err)
                                  : isolation_read(reading->isolation, &file, sink, err);

    if (code == PARANGON_REJECTED && reading->ocr && reader_is_scan(err))
        return ocr_read(source, sink, err);
    return scans ? scans_read(scans, code, sink, err) : code;
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
    code = read_isolated(reading, target, &converted, NULL, NULL, sink, err);
    fclose(converted.stream);
    return code;
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

static bool open_file(struct reading_file *file, struct parangon_error *err)
{
    if (!file->stream && (file->stream = open_regular(file->path, err)))
        file->format = format_of(&formats, file->name, file->stream, true);
    return file->stream;
}

static enum parangon_code read_opened(const struct reading *reading, struct reading_file *file,
                                      const struct reader_sink *sink, struct parangon_error *err)
{
    const struct reader_source source = {.name = file->name, .stream = file->stream};
    const struct format *format = file->format;
    struct isolation_job *job = file->job;

    file->job = NULL;
    if (!format)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "a type of file that is not read (see --help for the formats)");
    switch (format->way) {
    case FORMAT_ISOLATED:
        return read_isolated(reading, format, &source, job, &file->scans, sink, err);
    case FORMAT_CONVERTED: return read_converted(reading, format, &source, sink, err);
    case FORMAT_HERE: break;
    }
    return format->reader->read(&source, sink, err);
}

static bool is_standard_input(const struct reading_file *file)
{
    return strcmp(file->path, "-") == 0;
}

void read_file_ahead(const struct reading *reading, struct reading_file *file)
{
    if (is_standard_input(file) || !open_file(file, NULL))
        return;
    if (file->format && file->format->way == FORMAT_ISOLATED) {
        const struct reader_source source = {.name = file->name, .stream = file->stream};
        const struct isolation_file isolated_file =
            isolated(reading, file->format, &source, &file->scans);

        file->job = isolation_expect(reading->isolation, &isolated_file);
    }
}

enum parangon_code read_file(const struct reading *reading, struct reading_file *file,
                             const struct reader_sink *sink, struct parangon_error *err)
{
    enum parangon_code code;

    if (is_standard_input(file)) {
        const struct reader_source source = {.name = file->name, .stream = stdin};

        return reader_jsonl.read(&source, sink, err);
    }
    if (!open_file(file, err))
        return PARANGON_REJECTED;
    code = read_opened(reading, file, sink, err);
    read_file_leave(reading, file);
    return code;
}

void read_file_leave(const struct reading *reading, struct reading_file *file)
{
    if (file->job)
        isolation_forget(reading->isolation, file->job);
    if (file->stream)
        fclose(file->stream);
    scans_clear(&file->scans);
    file->job = NULL;
    file->stream = NULL;
}

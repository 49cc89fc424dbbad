/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "scans.h"

#include "converter/ocr.h"

#include "parangon/memory.h"

#include <stdlib.h>

void scans_keep(void *context, const char *member, const void *bytes, size_t len)
{
    struct scans *scans = context;
    FILE *stream = tmpfile();

    if (stream && (fwrite(bytes, 1, len, stream) != len || fflush(stream) != 0)) {
        fclose(stream);
        stream = NULL;
    }
    scans->at = parangon_realloc(scans->at, scans->count + 1, sizeof *scans->at);
    scans->at[scans->count++] = (struct scan){parangon_strdup(member), stream};
}

static enum parangon_code read_one(const struct scan *scan, const struct reader_sink *sink,
                                   struct parangon_error *err)
{
    const struct reader_source source = {.name = scan->name, .stream = scan->stream};
    enum parangon_code code;

    if (sink->enter)
        sink->enter(sink->context, scan->name);
    if (scan->stream) {
        rewind(scan->stream);
        code = ocr_read(&source, sink, err);
    } else {
        code = parangon_error_set(err, PARANGON_REJECTED, "no room on the disk to read the scan");
    }
    if (code == PARANGON_REJECTED) {
        sink->reject(sink->context, 0, err);
        code = PARANGON_OK;
    }
    if (sink->enter)
        sink->enter(sink->context, NULL);
    return code;
}

enum parangon_code scans_read(const struct scans *scans, enum parangon_code code,
                              const struct reader_sink *sink, struct parangon_error *err)
{
    for (size_t i = 0; i < scans->count; i++) {
        struct parangon_error why;
        bool go_on = code == PARANGON_OK || code == PARANGON_REJECTED;
        enum parangon_code one = go_on ? read_one(&scans->at[i], sink, &why) : PARANGON_OK;

        if (one != PARANGON_OK) {
            code = one;
            *err = why;
        }
    }
    return code;
}

void scans_clear(struct scans *scans)
{
    for (size_t i = 0; i < scans->count; i++) {
        if (scans->at[i].stream)
            fclose(scans->at[i].stream);
        free(scans->at[i].name);
    }
    free(scans->at);
    *scans = (struct scans){0};
}

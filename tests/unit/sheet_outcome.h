/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_UNIT_SHEET_OUTCOME_H
#define TESTS_UNIT_SHEET_OUTCOME_H

/* What a reader of spreadsheets gave, as lines: the row and its form, or what was left out. */

#include "readers/reader.h"

#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

struct sheet_outcome {
    struct parangon_buf log;
    size_t taken, rejected;
    bool counts_only; /* nothing is logged */
    bool unchecked;   /* nor looked at */
    bool malformed;   /* a version was not in UTF-8, or had no form or no locator */
    enum parangon_code code;
    struct parangon_error err;
};

static inline enum parangon_code sheet_take(void *context, cJSON *version, size_t line,
                                            struct parangon_error *err)
{
    struct sheet_outcome *outcome = context;
    const cJSON *form = cJSON_GetObjectItemCaseSensitive(version, "form");
    const cJSON *source = cJSON_GetObjectItemCaseSensitive(version, "source");
    size_t replaced = 1;

    (void)err;
    outcome->taken++;
    if (outcome->unchecked) {
        cJSON_Delete(version);
        return PARANGON_OK;
    }
    char *text = cJSON_PrintUnformatted(form);
    free(parangon_text_mend(text ? text : "\xFF", text ? strlen(text) : 1, &replaced));
    if (replaced || !cJSON_IsObject(form) || !parangon_json_text(source, "locator") || line == 0)
        outcome->malformed = true;
    if (!outcome->counts_only)
        parangon_buf_printf(&outcome->log, "%zu %s\n", line, text);
    cJSON_free(text);
    cJSON_Delete(version);
    return PARANGON_OK;
}

static inline void sheet_reject(void *context, size_t line, const struct parangon_error *why)
{
    struct sheet_outcome *outcome = context;

    if (!outcome->counts_only)
        parangon_buf_printf(&outcome->log, "%zu rejected: %s\n", line, why->message);
    outcome->rejected++;
}

static inline void sheet_read(struct sheet_outcome *outcome, const char *name, FILE *stream)
{
    struct reader_source source = {.name = name, .stream = stream};
    struct reader_sink sink = {.context = outcome, .take = sheet_take, .reject = sheet_reject};

    outcome->code = reader_for(name)->read(&source, &sink, &outcome->err);
}

/* Of bytes under the name of a file. */
static inline struct sheet_outcome sheet_read_bytes(const char *name, const char *bytes, size_t len,
                                                    bool counts_only)
{
    struct sheet_outcome outcome = {.counts_only = counts_only, .unchecked = len > 1 << 20};
    FILE *stream = tmpfile();

    if (!stream || fwrite(bytes, 1, len, stream) != len)
        abort();
    rewind(stream);
    sheet_read(&outcome, name, stream);
    fclose(stream);
    return outcome;
}

#endif

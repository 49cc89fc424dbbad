/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_UNIT_READER_RUN_H
#define TESTS_UNIT_READER_RUN_H

/* Running a reader over bytes or a sample, for the tests of one format. Include it before cmocka. */

#include "readers/reader.h"

#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    RUN_VERSIONS_MAX = 16,
    RUN_CUTS = 20,  /* lengths at which a sample is cut off */
    RUN_FLIPS = 100 /* places where bytes are changed */
};

struct run {
    enum parangon_code code;
    struct parangon_error err;
    cJSON *versions[RUN_VERSIONS_MAX]; /* the first ones */
    size_t count;
    struct parangon_buf rejected; /* a line each */
    struct parangon_buf members;  /* a line each */
};

/* Whatever a reader was given, strings are UTF-8 and nothing is empty. */
static inline void run_check(const cJSON *version)
{
    char *text = cJSON_PrintUnformatted(version);
    size_t malformed;

    free(parangon_text_mend(text, strlen(text), &malformed));
    assert_int_equal(malformed, 0);
    cJSON_free(text);
    assert_true(parangon_json_text(version, "text") || parangon_json_text(version, "title"));
}

static inline enum parangon_code run_take(void *context, cJSON *version, size_t line,
                                          struct parangon_error *err)
{
    struct run *run = context;

    (void)line;
    (void)err;
    run_check(version);
    if (run->count < RUN_VERSIONS_MAX)
        run->versions[run->count++] = version;
    else
        cJSON_Delete(version);
    return PARANGON_OK;
}

static inline void run_reject(void *context, size_t line, const struct parangon_error *why)
{
    struct run *run = context;

    (void)line;
    parangon_buf_printf(&run->rejected, "%s\n", why->message);
}

static inline void run_enter(void *context, const char *name)
{
    struct run *run = context;

    if (name)
        parangon_buf_printf(&run->members, "%s\n", name);
}

static inline struct run run_bytes(const char *name, const void *bytes, size_t len)
{
    struct run run = {.code = PARANGON_OK};
    FILE *stream = tmpfile();
    const struct reader_source source = {.name = name, .stream = stream};
    const struct reader_sink sink = {
        .context = &run, .take = run_take, .reject = run_reject, .enter = run_enter};

    assert_non_null(stream);
    assert_int_equal(fwrite(bytes, 1, len, stream), len);
    rewind(stream);
    run.code = reader_for(name)->read(&source, &sink, &run.err);
    fclose(stream);
    return run;
}

static inline struct run run_text(const char *name, const char *text)
{
    return run_bytes(name, text, strlen(text));
}

static inline void run_clear(struct run *run)
{
    for (size_t i = 0; i < run->count; i++)
        cJSON_Delete(run->versions[i]);
    parangon_buf_clear(&run->rejected);
    parangon_buf_clear(&run->members);
}

/* A member of the first version, "" when it is absent. */
static inline const char *run_field(const struct run *run, const char *key)
{
    const char *text = NULL;

    if (run->code)
        fail_msg("%s", run->err.message);
    assert_true(run->count > 0);
    text = parangon_json_text(run->versions[0], key);
    return text ? text : "";
}

static inline struct parangon_buf run_load(const char *folder, const char *name)
{
    const char *data = getenv("PARANGON_TEST_DATA");
    struct parangon_buf bytes = {0};
    char path[1024];
    int byte;

    snprintf(path, sizeof path, "%s/%s/%s", data ? data : "tests/data", folder, name);
    FILE *stream = fopen(path, "rb");
    if (!stream)
        fail_msg("%s: cannot be opened: run in the root of the tree", path);
    while ((byte = getc(stream)) != EOF)
        parangon_buf_putc(&bytes, (char)byte);
    fclose(stream);
    return bytes;
}

static inline struct run run_sample(const char *format, const char *name)
{
    char folder[64];

    snprintf(folder, sizeof folder, "sources/%s", format);
    struct parangon_buf bytes = run_load(folder, name);
    struct run run = run_bytes(name, bytes.data, bytes.len);
    parangon_buf_clear(&bytes);
    return run;
}

/* The first version as "# title", an empty line, the text: readers/NAME.expected has it. */
static inline void run_assert_sample(const char *format, const char *name)
{
    struct run run = run_sample(format, name);
    struct parangon_buf given = {0};
    char file[128];

    snprintf(file, sizeof file, "%s.expected", name);
    struct parangon_buf expected = run_load("readers", file);
    parangon_buf_printf(&given, "# %s\n\n%s\n", run_field(&run, "title"), run_field(&run, "text"));
    assert_string_equal(given.data, expected.data);
    parangon_buf_clear(&expected);
    parangon_buf_clear(&given);
    run_clear(&run);
}

/* Versions or a message, whatever was damaged. */
static inline void run_assert_survives(const char *name, const struct parangon_buf *bytes)
{
    struct run run = run_bytes(name, bytes->data, bytes->len);

    if (run.code == PARANGON_OK)
        assert_true(run.count > 0 || run.rejected.len > 0);
    else
        assert_true(run.code == PARANGON_REJECTED && *run.err.message);
    run_clear(&run);
}

/* The sample cut off and with bytes changed, at places that are the same in each run. */
static inline void run_assert_survives_damage(const char *format, const char *name)
{
    char folder[64];
    uint64_t hash = PARANGON_HASH_START;

    snprintf(folder, sizeof folder, "sources/%s", format);
    struct parangon_buf bytes = run_load(folder, name);
    size_t whole = bytes.len;
    for (size_t i = 1; i <= RUN_CUTS; i++) {
        bytes.len = whole * i / (RUN_CUTS + 1);
        run_assert_survives(name, &bytes);
    }
    bytes.len = whole;
    for (size_t i = 0; i < RUN_FLIPS; i++) {
        hash = parangon_hash(hash, &i, sizeof i);
        char *at = bytes.data + hash % whole;
        char before = *at;

        if (i % 4 == 0)
            *at = '\0';
        else if (i % 4 == 1)
            *at = '<';
        else
            *at = (char)(before ^ (1 << (hash >> 32) % 8));
        run_assert_survives(name, &bytes);
        if (i % 2) /* every other change stays */
            *at = before;
    }
    parangon_buf_clear(&bytes);
}

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a check: the tables by Xapian, then what is in them, each in a process of its own. */
#include "check.h"

#include "checksums.h"

#include "parangon/index.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SECONDS = 30 /* for each part, and one more for each MiB: a sound index takes a tenth */
};

void check_problem(cJSON *problems, const char *format, ...)
{
    struct parangon_error said;
    va_list args;

    if (cJSON_GetArraySize(problems) >= CHECK_PROBLEMS_MAX)
        return;
    va_start(args, format);
    vsnprintf(said.message, sizeof said.message, format, args);
    va_end(args);
    cJSON_AddItemToArray(problems, cJSON_CreateString(said.message));
}

void check_print(cJSON *found, struct parangon_buf *out)
{
    char *text = cJSON_PrintUnformatted(found);

    if (!text)
        abort();
    parangon_buf_puts(out, text);
    cJSON_free(text);
    cJSON_Delete(found);
}

/* The first line of Xapian's report that says what is wrong; it names no file of ours. */
static void report_faults(size_t faults, const char *report, cJSON *problems)
{
    const char *at = strstr(report, "rror");

    while (at && at > report && at[-1] != '\n')
        at--;
    int len = at ? (int)strcspn(at, "\n") : 0;
    check_problem(problems, "Xapian finds %zu fault%s in its tables%s%.*s", faults,
                  faults == 1 ? "" : "s", len ? ": " : "", len, at ? at : "");
}

/* Xapian opens the tables for writing to check them, though it writes nothing. */
static bool may_write(const char *folder)
{
    struct parangon_buf path = {0};

    parangon_buf_printf(&path, "%s/postlist.glass", folder);
    bool may = access(path.data, W_OK) == 0 || errno == ENOENT;
    parangon_buf_clear(&path);
    return may;
}

enum parangon_code check_database(void *context, struct parangon_buf *out,
                                  struct parangon_error *err)
{
    struct xc_error error;
    char *report = NULL;
    size_t faults = 0, len = 0;
    bool possible = may_write(context);
    xc_status status =
        possible ? xc_database_check(context, &faults, &report, &len, &error) : XC_OK;

    if (status != XC_OK)
        return parangon_from_xapian(&error, "tables", err);
    cJSON *found = cJSON_CreateObject(), *problems = cJSON_AddArrayToObject(found, "problems");
    cJSON_AddBoolToObject(found, "tables_checked", possible);
    if (faults)
        report_faults(faults, report, problems);
    xc_free(report);
    check_print(found, out);
    return PARANGON_OK;
}

/* ---- The parts, one after the other ---- */

static const struct {
    const char *name;
    child_fn *check;
} parts[CHECK_PARTS] = {
    {"tables", check_database},
    {"records", check_records},
    {"words", check_words},
};

/* By what the files have now: after a run that was killed, nothing else says it. */
static unsigned seconds_for(const char *folder)
{
    return SECONDS + (unsigned)(checksums_bytes(folder) >> 20);
}

const char *check_part_name(size_t part)
{
    return parts[part].name;
}

enum parangon_code check_part(size_t part, const char *folder, cJSON **found,
                              struct parangon_error *err)
{
    struct parangon_buf out = {0};
    char *path = parangon_strdup(folder);
    enum parangon_code code = child_run(parts[part].check, path, seconds_for(folder), &out, err);

    *found = code == PARANGON_OK ? cJSON_ParseWithLength(out.data, out.len) : NULL;
    if (code == PARANGON_OK && !*found)
        code = parangon_error_set(err, PARANGON_BUG, "what a check has found cannot be read");
    parangon_buf_clear(&out);
    free(path);
    return code;
}

enum parangon_code check_tables(const char *folder, struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;

    for (size_t i = 0; code == PARANGON_OK && i < CHECK_PARTS; i++) {
        cJSON *found;

        code = check_part(i, folder, &found, err);
        const cJSON *problem =
            cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(found, "problems"), 0);
        if (cJSON_IsString(problem))
            code =
                parangon_error_set(err, PARANGON_DAMAGED, "%s: %s", folder, problem->valuestring);
        cJSON_Delete(found);
    }
    return code;
}

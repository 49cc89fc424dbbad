/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

#include "parangon/program.h"
#include "parangon/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    PROBLEMS_MAX = 1000,
    SAID_MAX = 10000
};

void report_init(struct report *report)
{
    *report = (struct report){.progress.on = isatty(STDERR_FILENO) == 1,
                              .problems = cJSON_CreateArray(),
                              .warnings = cJSON_CreateArray(),
                              .remarks = cJSON_CreateArray(),
                              .left_out = cJSON_CreateArray()};
}

void report_clear(struct report *report)
{
    parangon_map_clear(&report->said);
    cJSON_Delete(report->problems);
    cJSON_Delete(report->warnings);
    cJSON_Delete(report->remarks);
    cJSON_Delete(report->left_out);
    report->problems = report->warnings = report->remarks = report->left_out = NULL;
}

/* The name of a file may be any bytes. */
static void add_name(cJSON *to, const char *key, const char *name)
{
    char *mended = parangon_text_mend(name, strlen(name), NULL);

    cJSON_AddStringToObject(to, key, mended);
    free(mended);
}

static void keep(cJSON *messages, const char *file, size_t line, const char *message)
{
    if (cJSON_GetArraySize(messages) >= PROBLEMS_MAX)
        return;
    cJSON *kept = cJSON_CreateObject();
    add_name(kept, "file", file);
    if (line)
        cJSON_AddNumberToObject(kept, "line", (double)line);
    cJSON_AddStringToObject(kept, "message", message);
    cJSON_AddItemToArray(messages, kept);
}

/* Files are read again when they turn out to share a record with others: what was said of them in
   an earlier reading is not said again. */
static bool was_said(struct report *report, const char *text)
{
    size_t len = strlen(text);
    size_t first = report->said.count < SAID_MAX
                       ? parangon_map_put(&report->said, text, len, report->readings)
                       : parangon_map_get(&report->said, text, len);

    return first != PARANGON_MAP_NONE && first < report->readings;
}

static void say(struct report *report, const char *file, size_t line, const char *message)
{
    struct parangon_buf text = {0};

    parangon_buf_printf(&text, "%s: ", file);
    if (line)
        parangon_buf_printf(&text, "line %zu: ", line);
    parangon_buf_puts(&text, message);
    if (!was_said(report, text.data)) {
        progress_clear(&report->progress);
        parangon_say("parangon-index", "%s", text.data);
    }
    parangon_buf_clear(&text);
}

void report_reject(struct report *report, const char *file, size_t line,
                   const struct parangon_error *why)
{
    report->rejected++;
    keep(report->problems, file, line, why->message);
    say(report, file, line, why->message);
}

void report_warn(struct report *report, const char *file, const char *message)
{
    report->warned++;
    keep(report->warnings, file, 0, message);
    if (report->verbose)
        say(report, file, 0, message);
}

void report_remark(struct report *report, const char *file, const char *message)
{
    keep(report->remarks, file, 0, message);
    if (report->verbose)
        say(report, file, 0, message);
}

void report_duplicate(struct report *report, const char *file, const char *kept)
{
    report->duplicates++;
    if (cJSON_GetArraySize(report->left_out) < PROBLEMS_MAX) {
        cJSON *pair = cJSON_CreateObject();

        add_name(pair, "file", file);
        add_name(pair, "kept", kept);
        cJSON_AddItemToArray(report->left_out, pair);
    }
    progress_clear(&report->progress);
    if (report->verbose)
        parangon_say("parangon-index", "%s: the same sheet as %s, which is kept", file, kept);
}

void report_begin(struct report *report, const char *work, size_t total)
{
    report->progress.on = report->progress.on && !report->quiet;
    progress_begin(&report->progress, work, total);
}

struct report_mark report_mark(const struct report *report)
{
    return (struct report_mark){report->files,
                                report->skipped,
                                report->rejected,
                                report->warned,
                                cJSON_GetArraySize(report->problems),
                                cJSON_GetArraySize(report->warnings),
                                cJSON_GetArraySize(report->remarks)};
}

static void cut(cJSON *messages, int count)
{
    while (cJSON_GetArraySize(messages) > count)
        cJSON_DeleteItemFromArray(messages, count);
}

void report_rewind(struct report *report, const struct report_mark *mark)
{
    report->files = mark->files;
    report->skipped = mark->skipped;
    report->rejected = mark->rejected;
    report->warned = mark->warned;
    cut(report->problems, mark->problems);
    cut(report->warnings, mark->warnings);
    cut(report->remarks, mark->remarks);
    report->readings++;
}

cJSON *report_json(const struct report *report)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddNumberToObject(json, "format", 1);
    cJSON_AddBoolToObject(json, "dry_run", report->dry_run);
    cJSON_AddNumberToObject(json, "files", (double)report->files);
    cJSON_AddNumberToObject(json, "unread", (double)report->unread);
    cJSON_AddNumberToObject(json, "skipped", (double)report->skipped);
    cJSON_AddNumberToObject(json, "added", (double)report->added);
    cJSON_AddNumberToObject(json, "changed", (double)report->changed);
    cJSON_AddNumberToObject(json, "unchanged", (double)report->unchanged);
    cJSON_AddNumberToObject(json, "removed", (double)report->removed);
    cJSON_AddNumberToObject(json, "rejected", (double)report->rejected);
    cJSON_AddNumberToObject(json, "warned", (double)report->warned);
    cJSON_AddNumberToObject(json, "lost", (double)report->lost);
    cJSON_AddNumberToObject(json, "duplicates", (double)report->duplicates);
    cJSON_AddItemToObject(json, "left_out", cJSON_Duplicate(report->left_out, true));
    cJSON_AddItemToObject(json, "problems", cJSON_Duplicate(report->problems, true));
    cJSON_AddItemToObject(json, "warnings", cJSON_Duplicate(report->warnings, true));
    cJSON_AddItemToObject(json, "remarks", cJSON_Duplicate(report->remarks, true));
    return json;
}

static void print_json(const struct report *report)
{
    cJSON *json = report_json(report);
    char *text = cJSON_Print(json);

    puts(text ? text : "");
    cJSON_free(text);
    cJSON_Delete(json);
}

void report_settle(struct report *report, size_t added, size_t changed, size_t removed)
{
    report->lost = report->added + report->changed + report->removed - added - changed - removed;
    report->added = added;
    report->changed = changed;
    report->removed = removed;
}

void report_finish(struct report *report)
{
    progress_clear(&report->progress);
    if (report->json)
        print_json(report);
    if (report->quiet || report->json)
        return;
    fprintf(stderr, "%s%zu added, %zu changed, %zu unchanged, %zu removed, %zu rejected",
            report->dry_run ? "would be: " : "", report->added, report->changed, report->unchanged,
            report->removed, report->rejected);
    if (report->lost)
        fprintf(stderr, "; %zu not kept: run again to do the rest", report->lost);
    if (report->skipped)
        fprintf(stderr, "; %zu other files skipped", report->skipped);
    if (report->duplicates)
        fprintf(stderr, "; %zu duplicate%s left out%s", report->duplicates,
                report->duplicates > 1 ? "s" : "", report->verbose ? "" : " (-v shows them)");
    if (report->warned && !report->verbose)
        fprintf(stderr, "; %zu warning%s (-v shows them)", report->warned,
                report->warned > 1 ? "s" : "");
    fputc('\n', stderr);
}

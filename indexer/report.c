/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

#include "parangon/program.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    PROGRESS_EVERY = 100,
    PROBLEMS_MAX = 1000,
    SAID_MAX = 100000
};

void report_init(struct report *report)
{
    *report = (struct report){.terminal = isatty(STDERR_FILENO) == 1,
                              .problems = cJSON_CreateArray(),
                              .left_out = cJSON_CreateArray()};
}

void report_clear(struct report *report)
{
    parangon_map_clear(&report->said);
    cJSON_Delete(report->problems);
    cJSON_Delete(report->left_out);
    report->problems = report->left_out = NULL;
}

/* Once: a file that is read twice in a run has the same problems twice. */
static void say_once(struct report *report, const char *line)
{
    uint64_t hash = parangon_hash(PARANGON_HASH_START, line, strlen(line));
    size_t number = report->said.count;

    if (number < SAID_MAX &&
        parangon_map_put(&report->said, (const char *)&hash, sizeof hash, number) != number)
        return;
    parangon_say("parangon-index", "%s", line);
}

static void say(struct report *report, const char *file, size_t line, const char *message)
{
    struct parangon_buf text = {0};

    if (line)
        parangon_buf_printf(&text, "%s: line %zu: %s", file, line, message);
    else
        parangon_buf_printf(&text, "%s: %s", file, message);
    say_once(report, text.data);
    parangon_buf_clear(&text);
}

static void clear_progress(const struct report *report)
{
    if (report->terminal && report->done)
        fputs("\r\033[K", stderr);
}

static void keep(struct report *report, const char *file, size_t line, const char *message)
{
    cJSON *problem;

    if (cJSON_GetArraySize(report->problems) >= PROBLEMS_MAX)
        return;
    problem = cJSON_CreateObject();
    cJSON_AddStringToObject(problem, "file", file);
    if (line)
        cJSON_AddNumberToObject(problem, "line", (double)line);
    cJSON_AddStringToObject(problem, "message", message);
    cJSON_AddItemToArray(report->problems, problem);
}

void report_reject(struct report *report, const char *file, size_t line,
                   const struct parangon_error *why)
{
    report->rejected++;
    keep(report, file, line, why->message);
    clear_progress(report);
    say(report, file, line, why->message);
}

void report_warn(struct report *report, const char *file, const char *message)
{
    report->warned++;
    clear_progress(report);
    if (report->verbose)
        say(report, file, 0, message);
}

void report_duplicate(struct report *report, const char *file, const char *kept)
{
    report->duplicates++;
    if (cJSON_GetArraySize(report->left_out) < PROBLEMS_MAX) {
        cJSON *pair = cJSON_CreateObject();

        cJSON_AddStringToObject(pair, "file", file);
        cJSON_AddStringToObject(pair, "kept", kept);
        cJSON_AddItemToArray(report->left_out, pair);
    }
    clear_progress(report);
    if (report->verbose)
        parangon_say("parangon-index", "%s: the same sheet as %s, which is kept", file, kept);
}

void report_progress(struct report *report, const char *work)
{
    report->done++;
    if (!report->terminal || report->quiet || report->done % PROGRESS_EVERY)
        return;
    if (report->total)
        fprintf(stderr, "\r\033[K%s %zu of %zu", work, report->done, report->total);
    else
        fprintf(stderr, "\r\033[K%s %zu", work, report->done);
}

struct report_mark report_mark(const struct report *report)
{
    return (struct report_mark){report->files, report->skipped, report->rejected, report->warned,
                                cJSON_GetArraySize(report->problems)};
}

void report_rewind(struct report *report, const struct report_mark *mark)
{
    report->files = mark->files;
    report->skipped = mark->skipped;
    report->rejected = mark->rejected;
    report->warned = mark->warned;
    while (cJSON_GetArraySize(report->problems) > mark->problems)
        cJSON_DeleteItemFromArray(report->problems, mark->problems);
}

static void print_json(const struct report *report)
{
    cJSON *json = cJSON_CreateObject();
    char *text;

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
    cJSON_AddNumberToObject(json, "lost", (double)report->lost);
    cJSON_AddNumberToObject(json, "duplicates", (double)report->duplicates);
    cJSON_AddItemToObject(json, "left_out", cJSON_Duplicate(report->left_out, true));
    cJSON_AddItemToObject(json, "problems", cJSON_Duplicate(report->problems, true));
    text = cJSON_Print(json);
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
    clear_progress(report);
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
        fprintf(stderr, "; %zu warnings (-v shows them)", report->warned);
    fputc('\n', stderr);
}

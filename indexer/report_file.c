/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* As cJSON_Print writes the first member. */
#define JSON_MARK "{\n\t\"generator\":\t\"" REPORT_GENERATOR "\""

static bool ends_with(const char *path, const char *ending)
{
    size_t len = strlen(path), cut = strlen(ending);

    return len > cut && path[len - cut - 1] != '/' && strcasecmp(path + len - cut, ending) == 0;
}

bool report_file_is_one(const char *path)
{
    char head[128];
    bool html = ends_with(path, ".html") || ends_with(path, ".htm");

    if (!html && !ends_with(path, ".json"))
        return false;
    const char *mark = html ? REPORT_HTML_MARK : JSON_MARK;
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return false;
    FILE *stream = fopen(path, "rbe");
    if (!stream)
        return false;
    size_t len = fread(head, 1, sizeof head, stream);
    fclose(stream);
    return len >= strlen(mark) && memcmp(head, mark, strlen(mark)) == 0;
}

enum parangon_code report_file_check(const char *path, struct parangon_error *err)
{
    struct stat info;

    if (!ends_with(path, ".html") && !ends_with(path, ".json"))
        return parangon_error_set(err, PARANGON_USAGE,
                                  "--report: %s: the name must end in .html or .json", path);
    if (stat(path, &info) == 0 && info.st_size > 0 && !report_file_is_one(path))
        return parangon_error_set(err, PARANGON_USAGE,
                                  "--report: %s: stands there and is no report, so it is not "
                                  "written over (choose another name)",
                                  path);
    return PARANGON_OK;
}

/* ---- What it says ---- */

static void add_date(cJSON *json)
{
    time_t now = time(NULL);
    struct tm local;
    char date[40] = "";

    if (localtime_r(&now, &local))
        strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S%z", &local);
    cJSON_AddStringToObject(json, "date", date);
}

static void add_sources(cJSON *json, const struct report_file *file)
{
    cJSON *sources = cJSON_AddArrayToObject(json, "sources");

    for (size_t i = 0; i < file->source_count; i++) {
        const struct source *source = &file->sources[i];
        cJSON *said = cJSON_CreateObject();

        if (!source->path) { /* the run ended before it was looked at */
            cJSON_Delete(said);
            continue;
        }
        cJSON_AddStringToObject(said, "path", source->path);
        cJSON_AddNumberToObject(said, "files", (double)source->count);
        cJSON_AddBoolToObject(said, "missing", source->missing);
        cJSON_AddItemToArray(sources, said);
    }
}

/* Words for what is to be done; the page has sentences for them. */
static void add_to_do(cJSON *json, const struct report_file *file)
{
    const struct report *report = file->report;
    const struct {
        bool due;
        const char *what;
    } all[] = {
        {file->failure != NULL, "mend-failure"}, {report->lost > 0, "run-again"},
        {report->rejected > 0, "mend-rejected"}, {report->warned > 0, "look-at-warnings"},
        {report->dry_run, "run-for-real"},
    };
    cJSON *to_do = cJSON_AddArrayToObject(json, "to_do");

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].due)
            cJSON_AddItemToArray(to_do, cJSON_CreateString(all[i].what));
    }
}

cJSON *report_file_json(const struct report_file *file)
{
    cJSON *json = cJSON_CreateObject(), *counts = report_json(file->report), *member;

    cJSON_AddStringToObject(json, "generator", REPORT_GENERATOR);
    cJSON_AddStringToObject(json, "version", PARANGON_VERSION);
    add_date(json);
    cJSON_AddStringToObject(json, "index", file->index);
    if (file->failure)
        cJSON_AddStringToObject(json, "failure", file->failure);
    add_sources(json, file);
    add_to_do(json, file);
    while ((member = cJSON_DetachItemFromArray(counts, 0)) != NULL) {
        /* The key goes with the member. */
        char *key = parangon_strdup(member->string);

        cJSON_AddItemToObject(json, key, member);
        free(key);
    }
    cJSON_Delete(counts);
    return json;
}

/* ---- The file ---- */

static bool is_french(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);

        if (value && *value)
            return strncmp(value, "fr", 2) == 0;
    }
    return false;
}

static void make_text(const struct report_file *file, struct parangon_buf *text)
{
    cJSON *json = report_file_json(file);

    if (ends_with(file->path, ".html")) {
        report_html(json, is_french(), text);
    } else {
        char *printed = cJSON_Print(json);

        parangon_buf_puts(text, printed ? printed : "");
        parangon_buf_putc(text, '\n');
        cJSON_free(printed);
    }
    cJSON_Delete(json);
}

/* A hidden name beside the file, which no listing of a source takes for a sheet. */
static char *name_beside(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash ? slash + 1 : path;
    struct parangon_buf name = {0};

    parangon_buf_add(&name, path, (size_t)(base - path));
    parangon_buf_printf(&name, ".%s.XXXXXX", base);
    return parangon_buf_take(&name);
}

static bool write_out(int descriptor, const struct parangon_buf *text)
{
    for (size_t done = 0; done < text->len;) {
        ssize_t put = write(descriptor, text->data + done, text->len - done);

        if (put < 0 && errno != EINTR)
            return false;
        done += put > 0 ? (size_t)put : 0;
    }
    return fsync(descriptor) == 0;
}

/* As any file that this user makes, since others are to read it. */
static void open_to_readers(int descriptor)
{
    mode_t mask = umask(0);

    umask(mask);
    if (fchmod(descriptor, 0666 & ~mask) != 0)
        return; /* a file system without modes */
}

enum parangon_code report_file_write(const struct report_file *file, struct parangon_error *err)
{
    struct parangon_buf text = {0};
    char *beside = name_beside(file->path);
    int descriptor = mkstemp(beside);
    enum parangon_code code = PARANGON_OK;

    make_text(file, &text);
    bool done = descriptor >= 0 && write_out(descriptor, &text);
    if (descriptor >= 0) {
        int failure = errno;

        open_to_readers(descriptor);
        close(descriptor);
        done = done && rename(beside, file->path) == 0;
        failure = done ? 0 : errno ? errno : failure;
        if (!done)
            unlink(beside);
        errno = failure;
    }
    if (!done)
        code = parangon_error_set(err, PARANGON_SYSTEM, "--report: %s: %s", file->path,
                                  strerror(errno));
    free(beside);
    parangon_buf_clear(&text);
    return code;
}

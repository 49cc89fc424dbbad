/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "worker.h"

#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The names of the members being read, the innermost last. */
struct answer {
    int pipe;
    char *members[READER_DEPTH_MAX + 1];
    size_t depth;
    size_t handed; /* bytes of scans */
};

static void write_all(int pipe, const char *bytes, size_t len)
{
    while (len) {
        ssize_t written = write(pipe, bytes, len);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            _exit(1); /* nobody listens any more */
        bytes += written;
        len -= (size_t)written;
    }
}

/* Takes over `line`. A reader that lets malformed text out costs a letter, not the file. */
static void say(const struct answer *answer, cJSON *line)
{
    char *text = cJSON_PrintUnformatted(line);

    if (!text)
        abort();
    char *mended = parangon_text_mend(text, strlen(text), NULL);
    size_t len = strlen(mended);
    mended[len] = '\n'; /* in place of the end that nobody needs */
    write_all(answer->pipe, mended, len + 1);
    free(mended);
    cJSON_free(text);
    cJSON_Delete(line);
}

static void say_text(const struct answer *answer, const char *key, const char *text)
{
    cJSON *line = cJSON_CreateObject();

    cJSON_AddStringToObject(line, key, text);
    say(answer, line);
}

static void add_place(const struct answer *answer, cJSON *line, size_t number)
{
    if (number)
        cJSON_AddNumberToObject(line, "line", (double)number);
    if (answer->depth)
        cJSON_AddStringToObject(line, "member", answer->members[answer->depth - 1]);
}

static enum parangon_code take(void *context, cJSON *version, size_t number,
                               struct parangon_error *err)
{
    cJSON *line = cJSON_CreateObject();

    (void)err;
    cJSON_AddItemToObject(line, "take", version);
    add_place(context, line, number);
    say(context, line);
    return PARANGON_OK;
}

static void reject(void *context, size_t number, const struct parangon_error *why)
{
    cJSON *line = cJSON_CreateObject();

    cJSON_AddStringToObject(line, "reject", why->message);
    add_place(context, line, number);
    say(context, line);
}

static void note(void *context, enum reader_note weight, const char *message)
{
    cJSON *line = cJSON_CreateObject();

    cJSON_AddStringToObject(line, "note", message);
    cJSON_AddBoolToObject(line, "doubt", weight == READER_DOUBT);
    add_place(context, line, 0);
    say(context, line);
}

static void write_base64(int pipe, const unsigned char *bytes, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char block[4 * 1024];
    size_t count = 0;

    for (size_t at = 0; at < len; at += 3) {
        size_t left = len - at;
        unsigned long three = (unsigned long)bytes[at] << 16 |
                              (left > 1 ? (unsigned long)bytes[at + 1] << 8 : 0) |
                              (left > 2 ? (unsigned long)bytes[at + 2] : 0);

        block[count++] = digits[three >> 18];
        block[count++] = digits[three >> 12 & 63];
        block[count++] = left > 1 ? digits[three >> 6 & 63] : '=';
        block[count++] = left > 2 ? digits[three & 63] : '=';
        if (count == sizeof block || left <= 3) {
            write_all(pipe, block, count);
            count = 0;
        }
    }
}

/* The line is never in memory as a whole: there is room for the member itself and little more. */
static bool scan(void *context, const void *bytes, size_t len)
{
    struct answer *answer = context;
    cJSON *line = cJSON_CreateObject();

    if (len > (size_t)OCR_MEMBER_MAX_MIB << 20 || answer->handed + len > (size_t)OCR_MEMBERS_MAX_MIB
                                                                             << 20) {
        cJSON_Delete(line);
        return false;
    }
    answer->handed += len;
    add_place(answer, line, 0);
    cJSON_AddStringToObject(line, "scan", "");
    char *text = cJSON_PrintUnformatted(line);
    if (!text)
        abort();
    char *mended = parangon_text_mend(text, strlen(text), NULL);
    write_all(answer->pipe, mended, strlen(mended) - 2);
    write_base64(answer->pipe, bytes, len);
    write_all(answer->pipe, "\"}\n", 3);
    free(mended);
    cJSON_free(text);
    cJSON_Delete(line);
    return true;
}

static void enter(void *context, const char *name)
{
    struct answer *answer = context;

    if (!name) {
        free(answer->members[--answer->depth]);
        return;
    }
    if (answer->depth == 0)
        say_text(answer, "begin", name);
    answer->members[answer->depth++] = parangon_strdup(name);
}

static void read_file(const struct work *work, struct answer *answer)
{
    const struct reader_sink sink = {.context = answer,
                                     .take = take,
                                     .reject = reject,
                                     .enter = enter,
                                     .note = note,
                                     .scan = work->scans ? scan : NULL};
    const struct reader_source source = {
        .name = work->name, .stream = fdopen(work->file, "rb"), .skip = work->skip};
    struct parangon_error err = {0};
    enum parangon_code code;

    if (!work->reader)
        code = parangon_error_set(&err, PARANGON_BUG, "a format without a reader");
    else if (!source.stream)
        code = parangon_error_set(&err, PARANGON_SYSTEM, "%s", strerror(errno));
    else
        code = work->reader->read(&source, &sink, &err);
    say_text(answer, "end", code == PARANGON_OK ? "" : err.message);
}

/* When memory runs out the kernel is to end this process, and no other. */
static void offer_itself(void)
{
    int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

    if (file >= 0) {
        (void)!write(file, "1000", 4);
        close(file);
    }
}

_Noreturn void worker_run(const struct work *work)
{
    struct answer answer = {.pipe = work->pipe};

    offer_itself();
    const char *weakness = sandbox_enter(work->sandbox, work->memory, work->cpu_seconds);
    if (weakness)
        say_text(&answer, "weakness", weakness);
    read_file(work, &answer);
    _exit(0);
}

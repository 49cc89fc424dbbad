/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

static bool same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* "a.zip/b/c.docx" inside of "a.zip", and no way out of it. */
static bool is_member_name(const struct answers *answers, const char *member)
{
    size_t len = strlen(answers->name);

    return strncmp(member, answers->name, len) == 0 && member[len] == '/' && member[len + 1] &&
           !strstr(member + len, "/../");
}

/* Tells the sink which member is spoken of from here, NULL for the file itself. */
static enum parangon_code follow_member(struct answers *answers, const char *member,
                                        struct parangon_error *err)
{
    if (same(member, answers->member))
        return PARANGON_OK;
    if (member && !is_member_name(answers, member))
        return parangon_error_set(err, PARANGON_REJECTED, "a member with the name of another file");
    if (answers->sink->enter) {
        if (answers->member)
            answers->sink->enter(answers->sink->context, NULL);
        if (member)
            answers->sink->enter(answers->sink->context, member);
    }
    free(answers->member);
    answers->member = member ? parangon_strdup(member) : NULL;
    return PARANGON_OK;
}

static size_t line_number(const cJSON *line)
{
    double number = parangon_json_number(line, "line", 0);

    return number >= 1 && number < 1e15 ? (size_t)number : 0;
}

/* Takes over the object under "take". */
static enum parangon_code take(struct answers *answers, cJSON *line, struct parangon_error *err)
{
    cJSON *version = cJSON_DetachItemFromObjectCaseSensitive(line, "take");

    if (!cJSON_IsObject(version)) {
        cJSON_Delete(version);
        return parangon_error_set(err, PARANGON_REJECTED, "the reader gave no object");
    }
    if (++answers->versions > answers->limits->versions) {
        cJSON_Delete(version);
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "more than %zu records in one file: split it",
                                  answers->limits->versions);
    }
    return answers->sink->take(answers->sink->context, version, line_number(line), err);
}

static enum parangon_code reject(struct answers *answers, const cJSON *line, const char *message,
                                 struct parangon_error *err)
{
    struct parangon_error why;

    if (++answers->rejections > answers->limits->versions)
        return parangon_error_set(err, PARANGON_REJECTED, "more than %zu parts left out",
                                  answers->limits->versions);
    parangon_error_set(&why, PARANGON_REJECTED, "%s", message);
    answers->sink->reject(answers->sink->context, line_number(line), &why);
    return PARANGON_OK;
}

static enum parangon_code note(struct answers *answers, const cJSON *line, const char *message,
                               struct parangon_error *err)
{
    bool doubt = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(line, "doubt"));

    if (++answers->notes > answers->limits->versions)
        return parangon_error_set(err, PARANGON_REJECTED, "more than %zu notes",
                                  answers->limits->versions);
    reader_note(answers->sink, doubt ? READER_DOUBT : READER_REMARK, "%s", message);
    return PARANGON_OK;
}

static int base64_value(char digit)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = digit ? strchr(digits, digit) : NULL;

    return at ? (int)(at - digits) : -1;
}

/* False when the text is no base64. */
static bool decode(const char *text, struct parangon_buf *bytes)
{
    size_t len = strlen(text);

    while (len && text[len - 1] == '=')
        len--;
    for (size_t i = 0, bits = 0; i < len; i++) {
        int value = base64_value(text[i]);

        if (value < 0)
            return false;
        bits = bits << 6 | (size_t)value;
        if (i % 4)
            parangon_buf_putc(bytes, (char)(bits >> (6 - i % 4 * 2) & 0xFF));
    }
    return len % 4 != 1;
}

/* A scan is a member: the file itself is read again by who has it. */
static enum parangon_code scan(struct answers *answers, const char *text,
                               struct parangon_error *err)
{
    struct parangon_buf bytes = {0};

    if (!answers->file->scan || !answers->member || !decode(text, &bytes) || !bytes.len) {
        parangon_buf_clear(&bytes);
        return parangon_error_set(err, PARANGON_REJECTED, "a scan that is none");
    }
    answers->file->scan(answers->file->scan_context, answers->member, bytes.data, bytes.len);
    parangon_buf_clear(&bytes);
    return PARANGON_OK;
}

static enum parangon_code begin(struct answers *answers, const char *member,
                                struct parangon_error *err)
{
    if (!is_member_name(answers, member))
        return parangon_error_set(err, PARANGON_REJECTED, "a member with the name of another file");
    if (++answers->begun > answers->limits->versions)
        return parangon_error_set(err, PARANGON_REJECTED, "more than %zu members",
                                  answers->limits->versions);
    free(answers->latest);
    answers->latest = parangon_strdup(member);
    return PARANGON_OK;
}

enum parangon_code answers_reject_latest(struct answers *answers, const struct parangon_error *why,
                                         struct parangon_error *err)
{
    enum parangon_code code = follow_member(answers, answers->latest, err);

    if (code == PARANGON_OK)
        answers->sink->reject(answers->sink->context, 0, why);
    parangon_buf_reset(&answers->waiting);
    return code;
}

static enum parangon_code obey(struct answers *answers, cJSON *line, struct parangon_error *err)
{
    const char *rejected = parangon_json_text(line, "reject");
    const char *end = parangon_json_text(line, "end");
    const char *weakness = parangon_json_text(line, "weakness");
    const char *begun = parangon_json_text(line, "begin");
    const char *noted = parangon_json_text(line, "note");
    const char *scanned = parangon_json_text(line, "scan");

    if (weakness) {
        free(answers->weakness);
        answers->weakness = parangon_strdup(weakness);
        return PARANGON_OK;
    }
    if (end) {
        answers->ended = true;
        answers->end = (struct parangon_error){.code = PARANGON_OK};
        if (*end)
            parangon_error_set(&answers->end, PARANGON_REJECTED, "%s", end);
        return PARANGON_OK;
    }
    if (begun)
        return begin(answers, begun, err);
    enum parangon_code code = follow_member(answers, parangon_json_text(line, "member"), err);
    if (code != PARANGON_OK)
        return code;
    if (scanned)
        return scan(answers, scanned, err);
    if (noted)
        return note(answers, line, noted, err);
    return rejected ? reject(answers, line, rejected, err) : take(answers, line, err);
}

/* A line that is malformed costs what it was about: readers make it of text that anybody wrote. */
static enum parangon_code read_line(struct answers *answers, const char *text, size_t len,
                                    struct parangon_error *err)
{
    struct parangon_error why;
    cJSON *line = parangon_json_parse(text, len, &why);
    enum parangon_code code;

    if (answers->ended) {
        code = parangon_error_set(err, PARANGON_REJECTED, "the reader went on behind its end");
    } else if (line) {
        code = obey(answers, line, err);
    } else {
        parangon_error_prefix(&why, PARANGON_REJECTED, "what the reader gave is malformed");
        code = reject(answers, NULL, why.message, err);
    }
    cJSON_Delete(line);
    return code;
}

enum parangon_code answers_add(struct answers *answers, const char *bytes, size_t len,
                               struct parangon_error *err)
{
    enum parangon_code code = PARANGON_OK;
    /* Up to the limit all is taken, in whatever portions it comes. */
    const unsigned long long room = answers->limits->answer - answers->bytes;
    const bool too_much = len > room;

    if (too_much)
        len = (size_t)room;
    answers->bytes += len;
    while (code == PARANGON_OK && len) {
        const char *end = memchr(bytes, '\n', len);
        size_t part = end ? (size_t)(end - bytes) : len;

        if (part > answers->limits->line - answers->waiting.len)
            return parangon_error_set(err, PARANGON_REJECTED,
                                      "a record of more than %zu MiB: split it",
                                      answers->limits->line >> 20);
        parangon_buf_add(&answers->waiting, bytes, part);
        if (end) {
            code =
                read_line(answers, parangon_buf_str(&answers->waiting), answers->waiting.len, err);
            parangon_buf_reset(&answers->waiting);
            part++;
        }
        bytes += part;
        len -= part;
    }
    if (code == PARANGON_OK && too_much)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "more than %llu MiB came out of it: split it",
                                  answers->limits->answer >> 20);
    return code;
}

void answers_clear(struct answers *answers)
{
    if (answers->member && answers->sink->enter)
        answers->sink->enter(answers->sink->context, NULL);
    free(answers->member);
    free(answers->latest);
    free(answers->weakness);
    parangon_buf_clear(&answers->waiting);
}

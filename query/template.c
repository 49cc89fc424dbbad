/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The blank sheet is gone through line by line: a line of the front matter gets the value of its
 * field and keeps its hint. What is known and has no line follows, so that nothing is lost when the
 * sheet comes back. Derived fields are left to the next indexing.
 */
#include "template.h"

#include "answer.h"
#include "answer_parts.h"
#include "sheet_values.h"
#include "yaml_value.h"

#include "parangon/json.h"
#include "parangon/record.h"

#include <stdlib.h>
#include <string.h>

struct filling {
    struct sheet_values values; /* what was written is taken out */
    const char *at;             /* in the blank sheet */
    struct parangon_buf out;
};

/* ---- The front matter ---- */

static void add_line(struct filling *filling, size_t indent, const char *name, const cJSON *value)
{
    parangon_buf_printf(&filling->out, "%*s%s:", (int)indent, "", name);
    if (value) {
        parangon_buf_putc(&filling->out, ' ');
        yaml_add_value(&filling->out, value);
    }
}

/* "  # name of the code — hint of the line" */
static void add_comment(struct filling *filling, const char *name, const char *line, size_t len)
{
    const char *hint = parangon_json_text(filling->values.hints, name);
    struct parangon_buf copy = {0};

    parangon_buf_add(&copy, line, len);
    const char *comment = strstr(copy.data, "  # ");
    if (hint) {
        parangon_buf_puts(&filling->out, "  # ");
        yaml_add_comment(&filling->out, hint);
        parangon_buf_puts(&filling->out, comment ? " \xE2\x80\x94 " : "");
        parangon_buf_puts(&filling->out, comment ? comment + 4 : "");
    } else if (comment) {
        parangon_buf_puts(&filling->out, comment);
    }
    parangon_buf_clear(&copy);
}

/* What is left of an object once its lines are filled. */
static void close_object(struct filling *filling, cJSON **object)
{
    const cJSON *member;

    cJSON_ArrayForEach(member, *object)
    {
        if (cJSON_IsNull(member))
            continue;
        add_line(filling, 2, member->string, member);
        parangon_buf_putc(&filling->out, '\n');
    }
    cJSON_Delete(*object);
    *object = NULL;
}

/* One line of the blank sheet. `*object` is the value whose members have lines of their own. Only
   the blank sheet says that what it is about is a practice. */
static void fill_line(struct filling *filling, const char *line, size_t len, cJSON **object)
{
    size_t indent = strspn(line, " "), name_len = strcspn(line + indent, ":");
    char *name = parangon_strndup(line + indent, name_len);
    bool opens = indent + name_len + 1 == len && strncmp(line + len, "\n  ", 3) == 0;

    if (!indent && *object)
        close_object(filling, object);
    cJSON *value = cJSON_DetachItemFromObjectCaseSensitive(
        indent && *object ? *object : filling->values.known, name);
    if (opens && cJSON_IsObject(value)) {
        add_line(filling, 0, name, NULL);
        *object = value;
        value = NULL;
    } else if ((value && !cJSON_IsNull(value)) || parangon_json_text(filling->values.hints, name) ||
               strcmp(name, "kind") == 0) {
        add_line(filling, indent, name, value);
        add_comment(filling, name, line, len);
    } else {
        parangon_buf_add(&filling->out, line, len);
    }
    parangon_buf_putc(&filling->out, '\n');
    cJSON_Delete(value);
    free(name);
}

/* The lines between the two marks; what no line is for comes last, but the id, which comes first. */
static void fill_front_matter(struct filling *filling)
{
    cJSON *object = NULL,
          *id = cJSON_DetachItemFromObjectCaseSensitive(filling->values.known, "id");
    const cJSON *left;

    parangon_buf_puts(&filling->out, "---\n");
    filling->at += strlen("---\n");
    if (id) {
        add_line(filling, 0, "id", id);
        parangon_buf_putc(&filling->out, '\n');
        cJSON_Delete(id);
    }
    while (strncmp(filling->at, "---\n", 4) != 0) {
        size_t len = strcspn(filling->at, "\n");

        fill_line(filling, filling->at, len, &object);
        filling->at += len + 1;
    }
    close_object(filling, &object);
    cJSON_ArrayForEach(left, filling->values.known)
    {
        add_line(filling, 0, left->string, left);
        add_comment(filling, left->string, "", 0);
        parangon_buf_putc(&filling->out, '\n');
    }
    parangon_buf_puts(&filling->out, "---\n");
    filling->at += strlen("---\n");
}

/* ---- The text ---- */

static bool has_line(const char *text, const char *line, size_t len)
{
    for (const char *at = text; at && *at; at = strchr(at, '\n'), at += at != NULL) {
        if (strncmp(at, line, len) == 0 && (at[len] == '\n' || at[len] == '\0'))
            return true;
    }
    return false;
}

/* The text of the record, then the headings of the blank sheet that it has not. */
static void fill_text(struct filling *filling, const char *text)
{
    if (!text || !*text) {
        parangon_buf_puts(&filling->out, filling->at);
        return;
    }
    parangon_buf_printf(&filling->out, "\n%s\n", text);
    for (const char *at = filling->at; *at;) {
        size_t len = strcspn(at, "\n");

        if (strncmp(at, "## ", 3) == 0 && !has_line(text, at, len))
            parangon_buf_printf(&filling->out, "\n%.*s\n\n", (int)len, at);
        at += len + (at[len] == '\n');
    }
}

/* ---- The answer ---- */

static cJSON *print(const char *id, enum parangon_lang lang, const char *text)
{
    cJSON *answer = answer_new();
    struct parangon_buf file = {0};

    parangon_buf_printf(&file, "%s.%s.md",
                        id                    ? id
                        : lang == PARANGON_FR ? "fiche"
                                              : "sheet",
                        parangon_lang_code(lang));
    answer_add_text(answer, "id", id);
    cJSON_AddStringToObject(answer, "lang", parangon_lang_code(lang));
    cJSON_AddStringToObject(answer, "file", file.data);
    cJSON_AddStringToObject(answer, "text", text);
    parangon_buf_clear(&file);
    return answer;
}

cJSON *template_answer_blank(enum parangon_lang ui)
{
    enum parangon_lang lang = ui == PARANGON_FR ? PARANGON_FR : PARANGON_EN;

    return print(NULL, lang, template_blank[lang]);
}

static enum parangon_lang sheet_language(const cJSON *record, enum parangon_lang ui,
                                         enum parangon_lang locale)
{
    enum parangon_lang found = locale;

    if (ui == PARANGON_OTHER)
        parangon_record_version(record, locale, &found);
    else
        found = ui;
    return found == PARANGON_FR || found == PARANGON_EN ? found : locale;
}

static cJSON *fill(const struct engine *engine, const cJSON *record, enum parangon_lang lang)
{
    struct filling filling = {.at = template_blank[lang]};
    const cJSON *version = cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(record, "versions"), parangon_lang_code(lang));

    sheet_values_read(&filling.values, engine->knowledge->vocabulary, record, lang);
    fill_front_matter(&filling);
    fill_text(&filling, parangon_json_text(version, "text"));
    cJSON *answer = print(parangon_json_text(record, "id"), lang, filling.out.data);
    parangon_buf_clear(&filling.out);
    sheet_values_clear(&filling.values);
    return answer;
}

enum parangon_code template_answer(struct engine *engine, const char *id, enum parangon_lang ui,
                                   enum parangon_lang locale, cJSON **answer,
                                   struct parangon_error *err)
{
    cJSON *found = NULL;
    enum parangon_code code = answer_record(engine, id, &found, err);

    if (code != PARANGON_OK)
        return code;
    const cJSON *record = cJSON_GetObjectItemCaseSensitive(found, "record");
    *answer = fill(engine, record, sheet_language(record, ui, locale));
    cJSON_Delete(found);
    return PARANGON_OK;
}

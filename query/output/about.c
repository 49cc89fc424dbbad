/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "about.h"

#include "export_strings.h"
#include "numbers.h"
#include "output_strings.h"
#include "words.h"

#include "parangon/json.h"

#include <string.h>

/* Calls `add` with each value of each filter. A filter is a list, or one value. */
typedef void filter_fn(struct parangon_buf *out, const struct output_settings *settings,
                       const char *name, const cJSON *value, bool first);

static void each_filter(struct parangon_buf *out, const struct output_settings *settings,
                        const cJSON *filters, filter_fn *add)
{
    const cJSON *filter, *value;

    cJSON_ArrayForEach(filter, filters)
    {
        if (!filter->string || cJSON_IsNull(filter))
            continue;
        if (!cJSON_IsArray(filter)) {
            add(out, settings, filter->string, filter, true);
            continue;
        }
        cJSON_ArrayForEach(value, filter)
            add(out, settings, filter->string, value, value == filter->child);
    }
}

static void add_value(struct parangon_buf *out, const cJSON *value)
{
    if (cJSON_IsString(value))
        parangon_buf_puts(out, value->valuestring);
    else if (cJSON_IsNumber(value))
        number_add_plain(out, value->valuedouble);
    else if (cJSON_IsBool(value))
        parangon_buf_puts(out, cJSON_IsTrue(value) ? "true" : "false");
}

static void add_plain(struct parangon_buf *out, const struct output_settings *settings,
                      const char *name, const cJSON *value, bool first)
{
    (void)settings;
    (void)first;
    parangon_buf_printf(out, "%s%s=", out->len ? " | " : "", name);
    add_value(out, value);
}

static void add_shown(struct parangon_buf *out, const struct output_settings *settings,
                      const char *name, const cJSON *value, bool first)
{
    const struct parangon_field *field = parangon_field_filter(name);
    const char *shown = string_field(name, settings->ui);
    struct parangon_buf plain = {0};

    if (first) {
        parangon_buf_puts(out, out->len ? WORDS_SEPARATOR : "");
        parangon_buf_puts(out, shown ? shown : name);
        parangon_buf_puts(out, string_in(STRING_COLON, settings->ui));
    } else {
        parangon_buf_puts(out, ", ");
    }
    add_value(&plain, value);
    parangon_buf_puts(out, field ? words_value(settings, field, parangon_buf_str(&plain))
                                 : parangon_buf_str(&plain));
    parangon_buf_clear(&plain);
}

static const char *keep(struct parangon_arena *arena, struct parangon_buf *text)
{
    const char *kept = text->len ? parangon_arena_strdup(arena, text->data) : NULL;

    parangon_buf_clear(text);
    return kept;
}

/* The ids of records that stand beside each other. */
static const char *join_ids(struct parangon_arena *arena, const cJSON *records)
{
    struct parangon_buf ids = {0};
    const cJSON *record;

    cJSON_ArrayForEach(record, records)
    {
        const char *id = words_text(record, "id");

        if (id)
            parangon_buf_printf(&ids, "%s%s", ids.len ? ", " : "", id);
    }
    return keep(arena, &ids);
}

static bool ask(struct about *about, const char *name, const char *question)
{
    if (!question)
        return false;
    about->name = name;
    about->question = question;
    return true;
}

/* What an answer is about: words, or what other answers are made for. */
static void read_question(struct about *about, struct parangon_arena *arena, const cJSON *answer,
                          enum parangon_lang ui)
{
    const cJSON *query = words_member(answer, "query");

    about->quoted = ask(about, export_string(EXPORT_SEARCH, ui), words_text(query, "text"));
    if (about->quoted || ask(about, export_string(EXPORT_LIKE, ui), words_text(query, "like")) ||
        ask(about, export_string(EXPORT_RECORD, ui),
            words_text(words_member(answer, "record"), "id")) ||
        ask(about, string_field("authority", ui),
            words_text(words_member(answer, "place"), "name")))
        return;
    ask(about, export_string(EXPORT_RECORDS, ui),
        join_ids(arena, words_member(answer, "practices")));
}

/* Of a search, or of what was asked for in other ways. */
static const cJSON *filters_of(const cJSON *answer)
{
    const cJSON *filters = words_member(words_member(answer, "query"), "filters");

    return filters ? filters : words_member(words_member(answer, "request"), "filters");
}

void about_read(struct about *about, struct parangon_arena *arena, const cJSON *answer,
                const struct output_settings *settings)
{
    const cJSON *results = words_member(answer, "results"), *filters = filters_of(answer);
    struct parangon_buf text = {0};

    read_question(about, arena, answer, settings->ui);
    each_filter(&text, settings, filters, add_plain);
    about->filters = keep(arena, &text);
    each_filter(&text, settings, filters, add_shown);
    about->filters_shown = keep(arena, &text);
    about->date = words_text(answer, "date");
    about->total = parangon_json_number(answer, "total", -1);
    about->shown = cJSON_IsArray(results) ? cJSON_GetArraySize(results) : -1;
}

static void add_part(struct parangon_buf *out, size_t start, const char *part)
{
    parangon_buf_puts(out, out->len > start ? WORDS_SEPARATOR : "");
    parangon_buf_puts(out, part);
}

void about_add_line(struct parangon_buf *out, const struct about *about, enum parangon_lang ui)
{
    size_t start = out->len;

    if (about->question) {
        add_part(out, start, about->name);
        parangon_buf_puts(out, string_in(STRING_COLON, ui));
        parangon_buf_puts(out, about->quoted ? string_in(STRING_OPEN_QUOTE, ui) : "");
        parangon_buf_puts(out, about->question);
        parangon_buf_puts(out, about->quoted ? string_in(STRING_CLOSE_QUOTE, ui) : "");
    }
    if (about->filters_shown)
        add_part(out, start, about->filters_shown);
    if (about->date) {
        add_part(out, start, "");
        number_add_date(out, about->date, ui);
    }
    add_part(out, start, "Parangon " PARANGON_VERSION);
}

cJSON *about_export(const cJSON *answer)
{
    struct parangon_arena *arena = parangon_arena_new();
    const cJSON *filters = filters_of(answer);
    const char *date = words_text(answer, "date");
    cJSON *export = cJSON_CreateObject();
    struct about about = {0};

    read_question(&about, arena, answer, PARANGON_EN);
    cJSON_AddItemToObject(export, "query",
                          about.question ? cJSON_CreateString(about.question) : cJSON_CreateNull());
    cJSON_AddItemToObject(export, "filters",
                          filters ? cJSON_Duplicate(filters, true) : cJSON_CreateObject());
    cJSON_AddItemToObject(export, "date", date ? cJSON_CreateString(date) : cJSON_CreateNull());
    parangon_arena_free(arena);
    return export;
}

const char *about_rights(enum parangon_lang ui)
{
    return export_string(EXPORT_RIGHTS, ui);
}

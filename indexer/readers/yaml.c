/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "front_matter.h"

#include "parangon/json.h"
#include "parangon/memory.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* Above 2^53 a double no longer tells whole numbers apart. */
#define WHOLE_MAX 9007199254740992.0

struct loader {
    yaml_parser_t parser;
    const char *text;
    size_t first_line;
    unsigned depth;
    struct parangon_error *err;
};

static bool fail(struct loader *loader, const yaml_mark_t *mark, const char *why)
{
    parangon_error_set(loader->err, PARANGON_REJECTED, "line %zu: column %zu: %s",
                       loader->first_line + mark->line, mark->column + 1, why);
    return false;
}

/* Says what libyaml says. Its reader, the part that decodes characters, knows no lines. */
static bool fail_in_parser(struct loader *loader)
{
    const yaml_parser_t *parser = &loader->parser;
    yaml_mark_t mark = parser->problem_mark;

    if (parser->error == YAML_READER_ERROR) {
        mark = (yaml_mark_t){0};
        for (size_t i = 0; i < parser->problem_offset; i++)
            mark.line += loader->text[i] == '\n';
    }
    return fail(loader, &mark, parser->problem ? parser->problem : "not YAML");
}

static bool next_event(struct loader *loader, yaml_event_t *event)
{
    return yaml_parser_parse(&loader->parser, event) || fail_in_parser(loader);
}

/* Scalars */

static bool is_any(const char *text, const char *const *words)
{
    for (; *words; words++) {
        if (strcmp(text, *words) == 0)
            return true;
    }
    return false;
}

static bool all_in(const char *text, const char *set)
{
    return *text && text[strspn(text, set)] == '\0';
}

static const char *after_sign(const char *text)
{
    return *text == '-' || *text == '+' ? text + 1 : text;
}

static bool is_integer(const char *text)
{
    return all_in(after_sign(text), "0123456789");
}

/* [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static bool is_float(const char *text)
{
    const char *at = after_sign(text);
    size_t whole = strspn(at, "0123456789");
    size_t fraction = 0;

    at += whole;
    if (*at == '.') {
        at++;
        fraction = strspn(at, "0123456789");
        at += fraction;
    }
    if (whole + fraction == 0)
        return false;
    return *at == '\0' || ((*at == 'e' || *at == 'E') && is_integer(at + 1));
}

/* A whole number that a double cannot hold stays text, for it is a code and not a quantity. */
static cJSON *whole_number(const char *text, const char *digits, int base)
{
    errno = 0;
    double value = (double)strtoull(digits, NULL, base);

    if (errno || value > WHOLE_MAX)
        return cJSON_CreateString(text);
    return cJSON_CreateNumber(*text == '-' ? -value : value);
}

static cJSON *plain_scalar(const char *text)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
    static const char *const trues[] = {"true", "True", "TRUE", NULL};
    static const char *const falses[] = {"false", "False", "FALSE", NULL};

    if (is_any(text, nulls))
        return cJSON_CreateNull();
    if (is_any(text, trues) || is_any(text, falses))
        return cJSON_CreateBool(is_any(text, trues));
    if (is_integer(text))
        return whole_number(text, after_sign(text), 10);
    if (strncmp(text, "0o", 2) == 0 && all_in(text + 2, "01234567"))
        return whole_number(text, text + 2, 8);
    if (strncmp(text, "0x", 2) == 0 && all_in(text + 2, "0123456789abcdefABCDEF"))
        return whole_number(text, text + 2, 16);
    return is_float(text) ? cJSON_CreateNumber(strtod(text, NULL)) : cJSON_CreateString(text);
}

static bool is_not_finite(const char *text)
{
    static const char *const words[] = {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN", NULL};

    return is_any(*text == '.' ? text : after_sign(text), words) ||
           (is_float(text) && !isfinite(strtod(text, NULL)));
}

static bool tag_fits(const char *tag, const cJSON *value)
{
    if (strcmp(tag, YAML_NULL_TAG) == 0)
        return cJSON_IsNull(value);
    if (strcmp(tag, YAML_BOOL_TAG) == 0)
        return cJSON_IsBool(value);
    if (strcmp(tag, YAML_INT_TAG) == 0)
        return cJSON_IsNumber(value) && value->valuedouble == floor(value->valuedouble);
    return strcmp(tag, YAML_FLOAT_TAG) == 0 && cJSON_IsNumber(value);
}

static bool load_scalar(struct loader *loader, const yaml_event_t *event, cJSON **value)
{
    const char *text = (const char *)event->data.scalar.value;
    const char *tag = (const char *)event->data.scalar.tag;
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;

    if (strlen(text) != event->data.scalar.length)
        return fail(loader, &event->start_mark, "a NUL character");
    if (tag && (strcmp(tag, "!") == 0 || strcmp(tag, YAML_STR_TAG) == 0)) {
        *value = cJSON_CreateString(text);
        return true;
    }
    if ((plain || tag) && is_not_finite(text))
        return fail(loader, &event->start_mark, "a number that is not finite");
    *value = plain || tag ? plain_scalar(text) : cJSON_CreateString(text);
    if (!tag || tag_fits(tag, *value))
        return true;
    cJSON_Delete(*value);
    return fail(loader, &event->start_mark, "a tag that is unknown or does not fit the value");
}

/* Collections */

static bool load_event(struct loader *loader, const yaml_event_t *event, cJSON **value);

static bool load_items(struct loader *loader, cJSON *list)
{
    for (;;) {
        yaml_event_t event;
        cJSON *item = NULL;

        if (!next_event(loader, &event))
            return false;
        bool end = event.type == YAML_SEQUENCE_END_EVENT;
        bool fine = end || load_event(loader, &event, &item);
        yaml_event_delete(&event);
        if (end || !fine)
            return fine;
        cJSON_AddItemToArray(list, item);
    }
}

/* Takes the key of a member; *key is NULL at the end of the mapping. */
static bool load_key(struct loader *loader, struct parangon_map *keys, char **key)
{
    yaml_event_t event;
    bool fine = true;

    *key = NULL;
    if (!next_event(loader, &event))
        return false;
    if (event.type == YAML_SCALAR_EVENT) {
        const char *name = (const char *)event.data.scalar.value;
        size_t len = event.data.scalar.length;
        size_t number = keys->count;

        if (event.data.scalar.anchor || event.data.scalar.tag)
            fine = fail(loader, &event.start_mark, "a key with an anchor or a tag");
        else if (strlen(name) != len)
            fine = fail(loader, &event.start_mark, "a NUL character");
        else if (parangon_map_put(keys, name, len, number) != number)
            fine = fail(loader, &event.start_mark, "a key stands twice");
        else
            *key = parangon_strdup(name);
    } else if (event.type != YAML_MAPPING_END_EVENT) {
        fine = fail(loader, &event.start_mark, "a key must be a plain word");
    }
    yaml_event_delete(&event);
    return fine;
}

static bool load_member(struct loader *loader, const char *key, cJSON *object)
{
    yaml_event_t event;
    cJSON *value = NULL;

    if (!next_event(loader, &event))
        return false;
    bool fine = load_event(loader, &event, &value);
    yaml_event_delete(&event);
    if (fine)
        cJSON_AddItemToObject(object, key, value);
    return fine;
}

static bool load_members(struct loader *loader, cJSON *object)
{
    struct parangon_map keys = {0};
    char *key;
    bool fine;

    while ((fine = load_key(loader, &keys, &key)) && key) {
        fine = load_member(loader, key, object);
        free(key);
        if (!fine)
            break;
    }
    parangon_map_clear(&keys);
    return fine;
}

static bool load_collection(struct loader *loader, const yaml_event_t *event, cJSON **value)
{
    bool mapping = event->type == YAML_MAPPING_START_EVENT;
    const char *tag =
        (const char *)(mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag);

    if (tag && strcmp(tag, mapping ? YAML_MAP_TAG : YAML_SEQ_TAG) != 0)
        return fail(loader, &event->start_mark, "a tag that is unknown or does not fit the value");
    if (loader->depth == PARANGON_JSON_DEPTH_MAX)
        return fail(loader, &event->start_mark, "nested more than 64 deep");
    *value = mapping ? cJSON_CreateObject() : cJSON_CreateArray();
    loader->depth++;
    bool fine = mapping ? load_members(loader, *value) : load_items(loader, *value);
    loader->depth--;
    if (!fine)
        cJSON_Delete(*value);
    return fine;
}

static bool has_anchor(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT: return event->data.scalar.anchor;
    case YAML_SEQUENCE_START_EVENT: return event->data.sequence_start.anchor;
    case YAML_MAPPING_START_EVENT: return event->data.mapping_start.anchor;
    default: return event->type == YAML_ALIAS_EVENT;
    }
}

/* The value that begins with the event; *value is written on success only. */
static bool load_event(struct loader *loader, const yaml_event_t *event, cJSON **value)
{
    cJSON *loaded = NULL;

    if (has_anchor(event))
        return fail(loader, &event->start_mark, "anchors (&) and aliases (*) are not accepted");
    bool fine = event->type == YAML_SCALAR_EVENT ? load_scalar(loader, event, &loaded)
                                                 : load_collection(loader, event, &loaded);
    if (fine)
        *value = loaded;
    return fine;
}

static bool expect(struct loader *loader, yaml_event_type_t type, const char *why)
{
    yaml_event_t event;

    if (!next_event(loader, &event))
        return false;
    bool fine = event.type == type || fail(loader, &event.start_mark, why);
    yaml_event_delete(&event);
    return fine;
}

static bool load_end(struct loader *loader)
{
    static const char *const why = "a second document in the front matter";

    return expect(loader, YAML_DOCUMENT_END_EVENT, why) &&
           expect(loader, YAML_STREAM_END_EVENT, why);
}

/* One document that is a mapping, or one without a value. */
static bool load_document(struct loader *loader, cJSON **object)
{
    yaml_event_t event;

    if (!next_event(loader, &event))
        return false;
    bool fine =
        event.type == YAML_MAPPING_START_EVENT
            ? load_event(loader, &event, object)
            : fail(loader, &event.start_mark, "fields are expected, each as \"name: value\"");
    yaml_event_delete(&event);
    return fine && load_end(loader);
}

static bool load_stream(struct loader *loader, cJSON **object)
{
    yaml_event_t event;

    if (!expect(loader, YAML_STREAM_START_EVENT, "not YAML") || !next_event(loader, &event))
        return false;
    bool empty = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
    if (!empty)
        return load_document(loader, object);
    *object = cJSON_CreateObject();
    return true;
}

cJSON *front_matter_parse(const char *text, size_t len, size_t first_line,
                          struct parangon_error *err)
{
    struct loader loader = {.text = text, .first_line = first_line, .err = err};
    cJSON *object = NULL;

    if (!yaml_parser_initialize(&loader.parser))
        abort();
    yaml_parser_set_encoding(&loader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&loader.parser, (const unsigned char *)text, len);
    bool fine = load_stream(&loader, &object);
    yaml_parser_delete(&loader.parser);
    if (fine)
        return object;
    cJSON_Delete(object);
    return NULL;
}

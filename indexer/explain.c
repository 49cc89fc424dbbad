/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "explain.h"

#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RECORDS_SHOWN = 3,  /* of each source */
    COUNTED_MAX = 1000, /* different labels, different problems */
    VALUE_SHOWN = 100,  /* characters of a value */
    FIELD_WIDTH = 14
};

/*
 * {"sources": [{"source", "count", "rejected",
 *               "records": [{"file", "line", "id", "problems": […],
 *                            "fields": {"title": {"value", "from"}}}],
 *               "unused": {"label": 3}, "problems": {"…": 2}, "unmet": ["lead: \"Porteur\""]}]}
 */
struct explanation {
    cJSON *sources;
    cJSON *now; /* the source being read */
};

struct explanation *explanation_new(void)
{
    struct explanation *explanation = parangon_calloc(1, sizeof *explanation);

    explanation->sources = cJSON_CreateArray();
    return explanation;
}

void explanation_free(struct explanation *explanation)
{
    if (!explanation)
        return;
    cJSON_Delete(explanation->sources);
    free(explanation);
}

void explanation_begin(struct explanation *explanation, const char *source)
{
    explanation->now = cJSON_CreateObject();
    cJSON_AddStringToObject(explanation->now, "source", source);
    cJSON_AddNumberToObject(explanation->now, "count", 0);
    cJSON_AddNumberToObject(explanation->now, "rejected", 0);
    cJSON_AddArrayToObject(explanation->now, "records");
    cJSON_AddObjectToObject(explanation->now, "unused");
    cJSON_AddObjectToObject(explanation->now, "problems");
    cJSON_AddItemToArray(explanation->sources, explanation->now);
}

void explanation_end(struct explanation *explanation, const struct map *map)
{
    map_unmet(map, cJSON_AddArrayToObject(explanation->now, "unmet"));
}

/* One more under the key. */
static void count(cJSON *counts, const char *key)
{
    cJSON *known = cJSON_GetObjectItemCaseSensitive(counts, key);

    if (known)
        cJSON_SetNumberValue(known, known->valuedouble + 1);
    else if (cJSON_GetArraySize(counts) < COUNTED_MAX)
        cJSON_AddNumberToObject(counts, key, 1);
}

static void count_all(const cJSON *now, const char *member, const cJSON *keys)
{
    const cJSON *key;

    cJSON_ArrayForEach(key, keys)
        count(cJSON_GetObjectItemCaseSensitive(now, member), key->valuestring);
}

static void add_field(cJSON *fields, const cJSON *value, const struct map_notes *notes)
{
    const char *from = parangon_json_text(notes->origins, value->string);
    cJSON *field = cJSON_AddObjectToObject(fields, value->string);

    cJSON_AddItemToObject(field, "value", cJSON_Duplicate(value, true));
    if (from)
        cJSON_AddStringToObject(field, "from", from);
}

static void add_record(cJSON *records, const cJSON *version, const char *file, size_t line,
                       const struct map_notes *notes)
{
    cJSON *record = cJSON_CreateObject(), *fields;

    cJSON_AddStringToObject(record, "file", file);
    if (line)
        cJSON_AddNumberToObject(record, "line", (double)line);
    fields = cJSON_AddObjectToObject(record, "fields");
    for (size_t i = 0; i < parangon_field_count; i++) {
        const cJSON *value = cJSON_GetObjectItemCaseSensitive(version, parangon_fields[i].name);

        if (value)
            add_field(fields, value, notes);
    }
    cJSON_AddItemToObject(record, "problems", cJSON_Duplicate(notes->problems, true));
    cJSON_AddItemToArray(records, record);
}

void explanation_take(struct explanation *explanation, const cJSON *version, const char *file,
                      size_t line, const struct map_notes *notes)
{
    cJSON *now = explanation->now;
    cJSON *records = cJSON_GetObjectItemCaseSensitive(now, "records");
    cJSON *counted = cJSON_GetObjectItemCaseSensitive(now, version ? "count" : "rejected");

    cJSON_SetNumberValue(counted, counted->valuedouble + 1);
    count_all(now, "unused", notes->unused);
    count_all(now, "problems", notes->problems);
    if (version && cJSON_GetArraySize(records) < RECORDS_SHOWN)
        add_record(records, version, file, line, notes);
}

/* ---- For people ---- */

/* The beginning of a text on one line, control characters as spaces: it goes to a terminal. */
static void print_short(const char *text, size_t most)
{
    size_t len = strlen(text), shown = 0;
    bool spaced = true;

    for (size_t at = 0; at < len;) {
        int character;
        size_t size = parangon_text_decode(text + at, len - at, &character);
        bool space = character <= ' ' || (character >= 0x7F && character < 0xA0);

        if (shown == most) {
            fputs(" \xE2\x80\xA6", stdout);
            return;
        }
        if (!space)
            fwrite(text + at, 1, size, stdout);
        else if (!spaced)
            putchar(' ');
        shown += !space || !spaced;
        spaced = space;
        at += size;
    }
}

static void print_value(const cJSON *value)
{
    char *text = cJSON_IsString(value) ? NULL : cJSON_PrintUnformatted(value);

    print_short(text ? text : cJSON_IsString(value) ? value->valuestring : "", VALUE_SHOWN);
    cJSON_free(text);
}

static void print_record(const cJSON *record)
{
    const double line = parangon_json_number(record, "line", 0);
    const cJSON *item;

    putchar('\n');
    print_short(parangon_json_text(record, "file"), VALUE_SHOWN);
    if (line > 1)
        printf(", line %.0f", line);
    putchar('\n');
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(record, "fields"))
    {
        const char *from = parangon_json_text(item, "from");

        printf("  %-*s ", FIELD_WIDTH, item->string);
        print_value(cJSON_GetObjectItemCaseSensitive(item, "value"));
        if (from) {
            fputs("   <- ", stdout);
            print_short(from, VALUE_SHOWN * 2);
        }
        putchar('\n');
    }
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(record, "problems"))
    {
        printf("  %-*s ", FIELD_WIDTH, "!");
        print_short(item->valuestring, VALUE_SHOWN * 3);
        putchar('\n');
    }
}

static int more_often(const void *a, const void *b)
{
    const cJSON *first = *(const cJSON *const *)a, *second = *(const cJSON *const *)b;

    if (first->valuedouble != second->valuedouble)
        return first->valuedouble < second->valuedouble ? 1 : -1;
    return strcmp(first->string, second->string);
}

/* What was counted, the most frequent first. */
static void print_counts(const char *heading, const cJSON *counts)
{
    size_t count = (size_t)cJSON_GetArraySize(counts), at = 0;
    const cJSON **sorted = parangon_calloc(count + 1, sizeof *sorted), *item;

    cJSON_ArrayForEach(item, counts) sorted[at++] = item;
    qsort(sorted, count, sizeof *sorted, more_often);
    if (count)
        printf("\n%s\n", heading);
    for (size_t i = 0; i < count; i++) {
        printf("  %6.0f  ", sorted[i]->valuedouble);
        print_short(sorted[i]->string, VALUE_SHOWN * 3);
        putchar('\n');
    }
    free(sorted);
}

static void print_source(const cJSON *source)
{
    const cJSON *unmet = cJSON_GetObjectItemCaseSensitive(source, "unmet"), *item;

    print_short(parangon_json_text(source, "source"), VALUE_SHOWN * 4);
    printf(": %.0f records read, %.0f rejected\n", parangon_json_number(source, "count", 0),
           parangon_json_number(source, "rejected", 0));
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(source, "records"))
        print_record(item);
    print_counts("Labels that found no field (records):",
                 cJSON_GetObjectItemCaseSensitive(source, "unused"));
    print_counts("Values that could not be read (records):",
                 cJSON_GetObjectItemCaseSensitive(source, "problems"));
    if (cJSON_GetArraySize(unmet))
        printf("\nEntries of the map that met no label:\n");
    cJSON_ArrayForEach(item, unmet)
    {
        fputs("  ", stdout);
        print_short(item->valuestring, VALUE_SHOWN * 3);
        putchar('\n');
    }
}

void explanation_print(const struct explanation *explanation, bool json)
{
    const cJSON *source;

    if (json) {
        cJSON *whole = cJSON_CreateObject();

        cJSON_AddNumberToObject(whole, "format", 1);
        cJSON_AddItemReferenceToObject(whole, "sources", explanation->sources);
        char *text = cJSON_Print(whole);
        puts(text ? text : "");
        cJSON_free(text);
        cJSON_Delete(whole);
        return;
    }
    cJSON_ArrayForEach(source, explanation->sources)
    {
        if (source != explanation->sources->child)
            putchar('\n');
        print_source(source);
    }
}

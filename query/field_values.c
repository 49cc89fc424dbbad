/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "field_values.h"

#include "written_name.h"

#include "parangon/json.h"

#include <stdlib.h>
#include <string.h>

static void clear(struct field_values *values)
{
    for (size_t i = 0; i < values->count; i++)
        free(values->values[i]);
    free(values->values);
    free(values->begin);
    free(values->records);
    *values = (struct field_values){0};
}

void field_values_forget(struct engine *engine)
{
    for (size_t i = 0; engine->values && i < parangon_field_count; i++)
        clear(&engine->values[i]);
    free(engine->values);
    engine->values = NULL;
}

/* ---- Reading ---- */

struct filling {
    struct field_values values;
    size_t value_cap, record_cap, record_count;
};

static void add_record(struct filling *filling, uint32_t record)
{
    if (filling->record_count == filling->record_cap) {
        filling->record_cap = filling->record_cap ? filling->record_cap * 2 : 4096;
        filling->values.records = parangon_realloc(filling->values.records, filling->record_cap,
                                                   sizeof *filling->values.records);
    }
    filling->values.records[filling->record_count++] = record;
}

static void add_value(struct filling *filling, const char *value)
{
    struct field_values *values = &filling->values;

    if (values->count == filling->value_cap) {
        filling->value_cap = filling->value_cap ? filling->value_cap * 2 : 256;
        values->values =
            parangon_realloc(values->values, filling->value_cap, sizeof *values->values);
        values->begin =
            parangon_realloc(values->begin, filling->value_cap + 1, sizeof *values->begin);
    }
    values->begin[values->count] = (uint32_t)filling->record_count;
    values->values[values->count++] = parangon_strdup(value);
    values->bytes += strlen(value);
}

/* The passages of a record have neighbouring numbers, so a record met again is the last one. */
static enum parangon_code add_term(struct filling *filling, struct engine *engine,
                                   const struct xc_term *term, size_t prefix,
                                   struct parangon_error *err)
{
    struct postings postings = {0};
    enum parangon_code code = engine_postings(engine, term->bytes, term->len, &postings, err);
    uint32_t last = UINT32_MAX;

    if (code == PARANGON_OK)
        add_value(filling, term->bytes + prefix);
    for (size_t i = 0; i < postings.count; i++) {
        uint32_t record = engine_record_of(engine, postings.documents[i]);

        if (record < engine->records && record != last)
            add_record(filling, record);
        last = record;
    }
    postings_clear(&postings);
    return code;
}

static const char *prefix_of(const struct parangon_field *field)
{
    return strcmp(field->name, "lead") == 0 ? PARANGON_PREFIX_LEADS : field->prefix;
}

static enum parangon_code fill(struct filling *filling, struct engine *engine,
                               const struct parangon_field *field, struct parangon_error *err)
{
    const char *prefix = prefix_of(field);
    enum parangon_code code = PARANGON_OK;
    struct xc_error error;
    struct xc_term term;
    xc_terms *terms;
    bool found = true;

    if (xc_terms_open(engine->database, prefix, strlen(prefix), &terms, &error) != XC_OK)
        return parangon_from_xapian(&error, "index", err);
    while (code == PARANGON_OK && found) {
        if (xc_terms_next(terms, &term, &found, &error) != XC_OK)
            code = parangon_from_xapian(&error, "index", err);
        if (code == PARANGON_OK && found)
            code = add_term(filling, engine, &term, strlen(prefix), err);
    }
    xc_terms_close(terms);
    return code;
}

/* All others make room when there is too much. */
static void make_room(struct engine *engine, size_t bytes)
{
    size_t kept = bytes;

    for (size_t i = 0; i < parangon_field_count; i++)
        kept += engine->values[i].bytes;
    for (size_t i = 0; kept > FIELD_VALUES_MAX && i < parangon_field_count; i++)
        clear(&engine->values[i]);
}

enum parangon_code field_values_read(struct engine *engine, const struct parangon_field *field,
                                     const struct field_values **values, struct parangon_error *err)
{
    struct filling filling = {0};
    struct field_values *kept;
    enum parangon_code code;

    if (!engine->values)
        engine->values = parangon_calloc(parangon_field_count, sizeof *engine->values);
    kept = &engine->values[field - parangon_fields];
    *values = kept;
    if (kept->begin)
        return PARANGON_OK;
    code = fill(&filling, engine, field, err);
    if (code != PARANGON_OK) {
        clear(&filling.values);
        return code;
    }
    filling.values.begin = parangon_realloc(filling.values.begin, filling.values.count + 1,
                                            sizeof *filling.values.begin);
    filling.values.begin[filling.values.count] = (uint32_t)filling.record_count;
    filling.values.bytes += filling.record_cap * sizeof *filling.values.records +
                            filling.value_cap * (sizeof(char *) + sizeof(uint32_t));
    make_room(engine, filling.values.bytes);
    *kept = filling.values;
    return PARANGON_OK;
}

/* ---- Names ---- */

char *field_value_written(struct engine *engine, const struct parangon_field *field,
                          const char *value, uint32_t record)
{
    bool lead = strcmp(field->name, "lead") == 0;
    cJSON *stored = engine_stored(engine, engine->heads[record]);
    const cJSON *own = cJSON_GetObjectItemCaseSensitive(stored, "record");
    char *name = lead ? written_name(cJSON_GetObjectItemCaseSensitive(own, "lead"), value) : NULL;
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(own, lead ? "co_leads" : field->name);

    if (!name)
        name = written_name_among(list, value);
    cJSON_Delete(stored);
    return name;
}

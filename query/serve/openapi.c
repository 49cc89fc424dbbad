/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "openapi.h"

#include "assets_table.h"

#include "output/output.h"

#include "parangon/json.h"
#include "parangon/record.h"

#include <stdio.h>
#include <string.h>

/* The parsed file whose name begins so, for cJSON_Delete. */
static cJSON *read_asset(const char *start)
{
    for (size_t i = 0; i < assets_count; i++) {
        if (strncmp(assets_table[i].name, start, strlen(start)) == 0)
            return parangon_json_parse((const char *)assets_table[i].bytes, assets_table[i].len,
                                       NULL);
    }
    return NULL;
}

static cJSON *member(cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* ---- Filters ---- */

static void add_filter(cJSON *parameters, const char *name, const char *description)
{
    cJSON *parameter = cJSON_CreateObject(), *schema;

    cJSON_AddStringToObject(parameter, "name", name);
    cJSON_AddStringToObject(parameter, "in", "query");
    cJSON_AddStringToObject(parameter, "description", description);
    cJSON_AddTrueToObject(parameter, "explode");
    schema = cJSON_AddObjectToObject(parameter, "schema");
    cJSON_AddStringToObject(schema, "type", "array");
    cJSON_AddStringToObject(cJSON_AddObjectToObject(schema, "items"), "type", "string");
    cJSON_AddItemToArray(parameters, parameter);
}

/* The path has the id of a record already. */
static bool has_own(const cJSON *operation, const char *name)
{
    const cJSON *parameters = cJSON_GetObjectItemCaseSensitive(operation, "parameters"), *each;
    char reference[64];

    snprintf(reference, sizeof reference, "#/components/parameters/%s", name);
    cJSON_ArrayForEach(each, parameters)
    {
        const char *own = parangon_json_text(each, "name"), *at = parangon_json_text(each, "$ref");

        if ((own && strcmp(own, name) == 0) || (at && strcmp(at, reference) == 0))
            return true;
    }
    return false;
}

static void add_filters(cJSON *operation)
{
    cJSON *parameters = member(operation, "parameters");

    if (!cJSON_IsTrue(member(operation, "x-filters")))
        return;
    cJSON_DeleteItemFromObjectCaseSensitive(operation, "x-filters");
    for (size_t i = 0; i < parangon_field_count; i++) {
        if (parangon_fields[i].filter && !has_own(operation, parangon_fields[i].filter))
            add_filter(parameters, parangon_fields[i].filter, parangon_fields[i].help);
    }
    add_filter(parameters, "year", "years that the action overlaps: A..B, A.., ..B or A");
    add_filter(parameters, "population", "of the lead, as a range: 100k..200k");
    add_filter(parameters, "amount", "in euros, as a range: 10k..");
}

/* ---- Answers ---- */

/* {"x-answer": NAME} becomes the responses: the answer of that schema, and failures. */
static void set_responses(cJSON *operation)
{
    cJSON *made = cJSON_CreateObject(), *answer = cJSON_AddObjectToObject(made, "200"), *schema;
    char reference[64];

    snprintf(reference, sizeof reference, "#/components/schemas/%s",
             parangon_json_text(member(operation, "responses"), "x-answer"));
    cJSON_AddStringToObject(answer, "description", "The answer");
    schema = cJSON_AddObjectToObject(
        cJSON_AddObjectToObject(cJSON_AddObjectToObject(answer, "content"), "application/json"),
        "schema");
    cJSON_AddStringToObject(schema, "$ref", reference);
    cJSON_AddStringToObject(cJSON_AddObjectToObject(made, "304"), "description",
                            "Not changed: the ETag is known");
    cJSON_AddStringToObject(cJSON_AddObjectToObject(made, "default"), "$ref",
                            "#/components/responses/error");
    cJSON_ReplaceItemInObjectCaseSensitive(operation, "responses", made);
}

/* Each schema of the answers that the paths name, as a resource of its own: what it refers to is
   in itself. */
static void add_schema(cJSON *schemas, const char *name)
{
    char start[64], id[64];
    cJSON *schema;

    snprintf(start, sizeof start, "schema-%s-", name);
    snprintf(id, sizeof id, "urn:parangon:schema:%s", name);
    schema = read_asset(start);
    if (!schema || member(schemas, name)) {
        cJSON_Delete(schema);
        return;
    }
    cJSON_AddStringToObject(schema, "$id", id);
    cJSON_AddItemToObject(schemas, name, schema);
}

static cJSON *make(void)
{
    cJSON *document = read_asset("openapi-");
    cJSON *schemas = member(member(document, "components"), "schemas"), *path;

    cJSON_ReplaceItemInObjectCaseSensitive(member(document, "info"), "version",
                                           cJSON_CreateString(PARANGON_VERSION));
    cJSON_ArrayForEach(path, member(document, "paths"))
    {
        cJSON *operation = member(path, "get");

        add_schema(schemas, parangon_json_text(member(operation, "responses"), "x-answer"));
        add_filters(operation);
        set_responses(operation);
    }
    return document;
}

enum parangon_code openapi_answer(struct call *call, struct parangon_error *err)
{
    cJSON *document = make();

    (void)err;
    call->type = "application/json; charset=utf-8";
    output_add_json(document, true, &call->body);
    cJSON_Delete(document);
    return PARANGON_OK;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an entry of a map is for: a field or a part of one, and what was meant by a wrong name. */
#include "map_inside.h"

#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

/* Fields whose parts can be told one by one. */
static const struct {
    const char *field, *parts;
} parted[] = {
    {"partners", "name|country"},
    {"source", "title|url|locator|quote"},
    {"amounts", "label|value|currency|year"},
    {"indicators",
     "name|value|value_min|value_max|unit|year|perimeter|source|place|measure|uncertain"},
};

enum parangon_code map_wrong(struct parangon_error *err, const char *name, const char *why)
{
    return parangon_error_set(err, PARANGON_USAGE, "\"%.60s\": %s", name, why);
}

/* The name of the list "a|b|c", or of the fields when NULL, that was probably meant; or "". */
static void find_near(const char *typed, const char *choices, char near[64])
{
    size_t best = PARANGON_SLIP_NONE;
    size_t count = 0;

    near[0] = '\0';
    for (const char *at = choices; (choices && *at) || (!choices && count < parangon_field_count);
         count++) {
        char name[64];
        size_t len = choices ? strcspn(at, "|") : strlen(parangon_fields[count].name);

        memcpy(name, choices ? at : parangon_fields[count].name, len);
        name[len] = '\0';
        size_t slip = parangon_text_slip(typed, name);
        if (slip < best) {
            best = slip;
            strcpy(near, name);
        }
        at = choices ? at + len + (at[len] == '|') : NULL;
    }
}

enum parangon_code map_unknown(struct parangon_error *err, const char *typed, const char *what,
                               const char *choices)
{
    char near[64];

    find_near(typed, choices, near);
    if (*near)
        return parangon_error_set(err, PARANGON_USAGE, "\"%.60s\" is no %s (did you mean \"%s\"?)",
                                  typed, what, near);
    return parangon_error_set(err, PARANGON_USAGE, "\"%.60s\" is no %s%s%s", typed, what,
                              choices ? ": " : "", choices ? choices : "");
}

static const char *parts_of(const char *field)
{
    for (size_t i = 0; i < sizeof parted / sizeof *parted; i++) {
        if (strcmp(parted[i].field, field) == 0)
            return parted[i].parts;
    }
    return NULL;
}

enum parangon_code map_target(const char *name, const struct parangon_field **field, char **part,
                              struct parangon_error *err)
{
    const char *dot = strchr(name, '.');
    char *own = parangon_strndup(name, dot ? (size_t)(dot - name) : strlen(name));
    const char *parts = parts_of(own);
    enum parangon_code code = PARANGON_OK;

    *part = NULL;
    *field = parangon_field_named(own);
    if (strcmp(name, "countries") == 0) { /* they are known by the partners */
        *field = parangon_field_named("partners");
        *part = parangon_strdup("country");
    } else if (!*field) {
        code = map_unknown(err, own, "field of a record", NULL);
    } else if (dot && !parts) {
        code = map_wrong(err, name, "this field has no parts: name the field alone");
    } else if (dot && !parangon_is_choice(parts, dot + 1)) {
        code = map_unknown(err, dot + 1, "part of this field", parts);
        parangon_error_prefix(err, code, "\"%.60s\"", name);
    } else if (dot) {
        *part = parangon_strdup(dot + 1);
    }
    free(own);
    return code;
}

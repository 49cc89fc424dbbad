/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "written_name.h"

#include "parangon/json.h"
#include "parangon/memory.h"
#include "parangon/text.h"

#include <stdlib.h>
#include <string.h>

char *written_name(const cJSON *place, const char *key)
{
    const char *name = parangon_json_text(place, "name");
    char *own = name ? parangon_text_key(name, strlen(name)) : NULL;
    bool same = own && strcmp(own, key) == 0;

    free(own);
    return same ? parangon_strdup(name) : NULL;
}

char *written_name_among(const cJSON *places, const char *key)
{
    const cJSON *place;
    char *name = NULL;

    cJSON_ArrayForEach(place, places)
    {
        name = written_name(place, key);
        if (name)
            break;
    }
    return name;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "visibility.h"

#include "filter.h"

#include "parangon/json.h"

#include <string.h>

enum parangon_code visibility_mark_hidden(struct engine *engine, unsigned char *hidden,
                                          struct parangon_error *err)
{
    static const char *values[] = {"members", "internal"};
    const struct filter filter = {.field = parangon_field_named("visibility"),
                                  .values = values,
                                  .count = sizeof values / sizeof *values};

    return filter_apply(engine, &filter, hidden, err);
}

bool visibility_is_public(const cJSON *record)
{
    const char *visibility = parangon_json_text(record, "visibility");

    return !visibility || strcmp(visibility, "public") == 0;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "assets.h"

#include "assets_table.h"

#include <string.h>

enum {
    YEAR_SECONDS = 31536000
};

static const struct {
    const char *ending, *type;
} types[] = {{".css", "text/css; charset=utf-8"},
             {".js", "text/javascript; charset=utf-8"},
             {".json", "application/json"},
             {".svg", "image/svg+xml"}};

static const char *type_of(const char *name)
{
    const char *ending = strrchr(name, '.');

    for (size_t i = 0; ending && i < sizeof types / sizeof *types; i++) {
        if (strcmp(ending, types[i].ending) == 0)
            return types[i].type;
    }
    return "application/octet-stream";
}

/* The name of the file that was called so, now with its hash. */
static const char *named(const char *start)
{
    for (size_t i = 0; i < assets_count; i++) {
        if (strncmp(assets_table[i].name, start, strlen(start)) == 0)
            return assets_table[i].name;
    }
    return "";
}

const char *assets_style(void)
{
    return named("style-");
}

const char *assets_script(void)
{
    return named("page-");
}

const char *assets_icon(void)
{
    return named("icon-");
}

enum parangon_code assets_answer(struct call *call, struct parangon_error *err)
{
    for (size_t i = 0; i < assets_count; i++) {
        if (strcmp(assets_table[i].name, call->rest) != 0)
            continue;
        call->type = type_of(call->rest);
        call->max_age = YEAR_SECONDS;
        parangon_buf_add(&call->body, assets_table[i].bytes, assets_table[i].len);
        return PARANGON_OK;
    }
    return parangon_error_set(err, PARANGON_NOTHING, "there is no such file");
}

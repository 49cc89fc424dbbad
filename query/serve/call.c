/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "call.h"

#include <stdlib.h>
#include <string.h>

static int hex(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

/* Decodes percent-encoding, and "+" in a query; what is malformed stays as it is. NULL when a NUL
   hides in it. */
static const char *decode(struct parangon_arena *arena, const char *text, size_t len, bool query)
{
    struct parangon_buf bytes = {0};
    bool nul = false;

    for (size_t i = 0; i < len; i++) {
        int high = text[i] == '%' && i + 2 < len ? hex(text[i + 1]) : -1;
        int low = high >= 0 ? hex(text[i + 2]) : -1;

        if (low >= 0) {
            parangon_buf_putc(&bytes, (char)(high << 4 | low));
            nul = nul || (high == 0 && low == 0);
            i += 2;
        } else {
            parangon_buf_putc(&bytes, query && text[i] == '+' ? ' ' : text[i]);
        }
    }
    char *mended = parangon_text_mend(parangon_buf_str(&bytes), bytes.len, NULL);
    const char *kept = nul ? NULL : parangon_arena_strdup(arena, mended);

    free(mended);
    parangon_buf_clear(&bytes);
    return kept;
}

static enum parangon_code add_parameter(struct call *call, const char *pair, size_t len,
                                        struct parangon_error *err)
{
    const char *equals = memchr(pair, '=', len);
    size_t name_len = equals ? (size_t)(equals - pair) : len;
    struct parameter parameter;

    if (!len)
        return PARANGON_OK;
    if (call->parameter_count == SERVE_PARAMETERS)
        return parangon_error_set(err, PARANGON_USAGE, "more than %d parameters", SERVE_PARAMETERS);
    parameter.name = decode(call->arena, pair, name_len, true);
    parameter.value = equals ? decode(call->arena, equals + 1, len - name_len - 1, true) : "";
    if (!parameter.name || !parameter.value)
        return parangon_error_set(err, PARANGON_USAGE, "a parameter holds a NUL");
    call->parameters[call->parameter_count++] = parameter;
    return PARANGON_OK;
}

enum parangon_code call_read_address(struct call *call, const char *address,
                                     struct parangon_error *err)
{
    size_t path_len = strcspn(address, "?#");
    const char *query = address[path_len] == '?' ? address + path_len + 1 : "";
    size_t query_len = strcspn(query, "#");
    enum parangon_code code = PARANGON_OK;

    call->path = decode(call->arena, address, path_len, false);
    call->query = parangon_arena_strndup(call->arena, query, query_len);
    if (!call->path)
        return parangon_error_set(err, PARANGON_USAGE, "the address holds a NUL");
    call->parameters =
        parangon_arena_alloc(call->arena, SERVE_PARAMETERS * sizeof *call->parameters);
    while (code == PARANGON_OK && query_len) {
        size_t len = strcspn(query, "&#");

        code = add_parameter(call, query, len, err);
        query_len -= len;
        query += len;
        if (query_len) { /* the "&" */
            query++;
            query_len--;
        }
    }
    return code;
}

const char *call_parameter(const struct call *call, const char *name)
{
    for (size_t i = call->parameter_count; i-- > 0;) {
        const struct parameter *parameter = &call->parameters[i];

        if (strcmp(parameter->name, name) == 0)
            return *parameter->value ? parameter->value : NULL;
    }
    return NULL;
}

enum parangon_lang call_language(const struct call *call)
{
    const char *given = call_parameter(call, "ui");
    enum parangon_lang lang = given ? parangon_lang_from_code(given) : PARANGON_OTHER;

    return lang != PARANGON_OTHER ? lang : call->accepted;
}

unsigned call_status(enum parangon_code code)
{
    switch (code) {
    case PARANGON_OK: return 200;
    case PARANGON_NOTHING: return 404;
    case PARANGON_USAGE:
    case PARANGON_REJECTED: return 400;
    case PARANGON_NO_INDEX:
    case PARANGON_LOCKED:
    case PARANGON_CHANGED:
    case PARANGON_OVERTIME: return 503;
    case PARANGON_DAMAGED:
    case PARANGON_SYSTEM:
    case PARANGON_BUG: break;
    }
    return 500;
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "address.h"

#include "output/markup.h"

#include <stdlib.h>
#include <string.h>

/* What holds when a parameter is absent. */
static const struct parameter defaults[] = {
    {"sort", "relevance"}, {"offset", "0"},    {"n", "10"},       {"query-lang", "auto"},
    {"across", "yes"},     {"correct", "yes"}, {"correct", "yes"}};

static bool is_default(const struct parameter *parameter)
{
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        if (strcmp(parameter->name, defaults[i].name) == 0 &&
            strcmp(parameter->value, defaults[i].value) == 0)
            return true;
    }
    return !*parameter->value;
}

void address_add(struct address *address, const char *name, const char *value)
{
    const struct parameter parameter = {name, value ? value : ""};

    if (is_default(&parameter) || address_has(address, name, parameter.value))
        return;
    if (address->count == address->cap) {
        size_t cap = address->cap ? address->cap * 2 : 16;
        struct parameter *grown = parangon_arena_alloc(address->arena, cap * sizeof *grown);

        if (address->count)
            memcpy(grown, address->parameters, address->count * sizeof *grown);
        address->parameters = grown;
        address->cap = cap;
    }
    address->parameters[address->count++] = parameter;
}

void address_of(const struct call *call, struct address *address)
{
    *address = (struct address){.arena = call->arena, .path = call->path};
    for (size_t i = 0; i < call->parameter_count; i++)
        address_add(address, call->parameters[i].name, call->parameters[i].value);
}

void address_to(const struct call *call, const char *path, struct address *address)
{
    *address = (struct address){.arena = call->arena, .path = path};
    address_add(address, "ui", call_parameter(call, "ui"));
}

/* Removes those of the name, with one value or with any (NULL). */
void address_remove(struct address *address, const char *name, const char *value)
{
    size_t kept = 0;

    for (size_t i = 0; i < address->count; i++) {
        const struct parameter *parameter = &address->parameters[i];

        if (strcmp(parameter->name, name) == 0 && (!value || strcmp(parameter->value, value) == 0))
            continue;
        address->parameters[kept++] = *parameter;
    }
    address->count = kept;
}

void address_set(struct address *address, const char *name, const char *value)
{
    address_remove(address, name, NULL);
    address_add(address, name, value);
}

bool address_has(const struct address *address, const char *name, const char *value)
{
    for (size_t i = 0; i < address->count; i++) {
        if (strcmp(address->parameters[i].name, name) == 0 &&
            strcmp(address->parameters[i].value, value) == 0)
            return true;
    }
    return false;
}

static int compare(const void *a, const void *b)
{
    const struct parameter *one = a, *other = b;
    int question = (strcmp(other->name, "q") == 0) - (strcmp(one->name, "q") == 0);
    int names = strcmp(one->name, other->name);

    return question ? question : names ? names : strcmp(one->value, other->value);
}

static void add_path(struct parangon_buf *out, const struct address *address)
{
    const char *at = address->path;

    for (;;) {
        size_t len = strcspn(at, "/");

        markup_add_url_part(out, parangon_arena_strndup(address->arena, at, len));
        at += len;
        if (!*at)
            return;
        parangon_buf_putc(out, *at++);
    }
}

const char *address_print(struct address *address)
{
    struct parangon_buf out = {0};

    add_path(&out, address);
    if (address->count)
        qsort(address->parameters, address->count, sizeof *address->parameters, compare);
    for (size_t i = 0; i < address->count; i++) {
        parangon_buf_putc(&out, i ? '&' : '?');
        markup_add_url_part(&out, address->parameters[i].name);
        parangon_buf_putc(&out, '=');
        markup_add_url_part(&out, address->parameters[i].value);
    }
    const char *printed = parangon_arena_strdup(address->arena, parangon_buf_str(&out));

    parangon_buf_clear(&out);
    return printed;
}

bool address_is_plain(const struct call *call)
{
    struct address address;

    address_of(call, &address);
    return address.count == call->parameter_count;
}

enum parangon_code address_redirect(struct call *call)
{
    struct address address;

    address_of(call, &address);
    call->status = 303;
    call->etag = NULL;
    call->location = address_print(&address);
    return PARANGON_OK;
}

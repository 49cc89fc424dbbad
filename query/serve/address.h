/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_ADDRESS_H
#define QUERY_SERVE_ADDRESS_H

/*
 * Addresses of pages: the same request has the same address, whoever made it. Parameters without a
 * value, and those that say what holds anyway, are left out; the question comes first, the others
 * follow by name and value.
 */

#include "call.h"

struct address {
    struct parangon_arena *arena; /* of the call */
    const char *path;
    struct parameter *parameters;
    size_t count, cap;
};

/* The address of a call, without those of its parameters that make no difference. */
void address_of(const struct call *call, struct address *address);

/* Another page with no parameters but the language, if one was chosen. */
void address_to(const struct call *call, const char *path, struct address *address);

/* NULL or "" removes all of that name. */
void address_set(struct address *address, const char *name, const char *value);
void address_add(struct address *address, const char *name, const char *value);
void address_remove(struct address *address, const char *name, const char *value);
bool address_has(const struct address *address, const char *name, const char *value);

/* "/path?q=…", percent-encoded, to be escaped for HTML; of the arena. */
const char *address_print(struct address *address);

/* Whether a call has only parameters that make a difference: forms send all of theirs. */
bool address_is_plain(const struct call *call);

/* Sends the client to the address without the others, which is the one that people share. */
enum parangon_code address_redirect(struct call *call);

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_MAIL_BODY_H
#define INDEXER_READERS_MAIL_BODY_H

/* What a person wrote in a message, without what mail programs put around it. */

#include "parangon/memory.h"

#include <stdbool.h>

/* The body without quoted replies, the lines that announce them, and signatures, in French and
   English. A message that was passed on is what this one is about: it stays, without its header
   lines, which name persons. Yours to free. */
char *mail_body_own(const char *text, bool forwarded);

/* Lines that a program broke at some 72 characters, in paragraphs of one line each. `flowed` when
   the message says that a line with a space at its end goes on (RFC 3676). Yours to free. */
char *mail_body_unwrap(const char *text, bool flowed);

/* A subject without "Re:", "TR:" and the like. Borrowed from `subject`. */
const char *mail_bare_subject(const char *subject);

/* Whether it says "Fwd:", "TR:": that the message passes another one on. */
bool mail_is_forwarded(const char *subject);

#endif

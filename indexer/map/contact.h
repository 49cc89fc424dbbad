/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_CONTACT_H
#define INDEXER_CONTACT_H

/*
 * Contacts: a record says which service to ask, never whom. Names of persons, their mailboxes and
 * their mobile numbers are taken out; a mailbox of a service (contact@, international@) stays.
 */

#include "parangon/record.h"

enum {
    CONTACT_NAME = 1,
    CONTACT_MAILBOX = 2,
    CONTACT_MOBILE = 4
};

/* What is left of a contact, yours; the bits of `dropped` say what was taken out. */
char *contact_clean(const char *text, const struct parangon_lookup *lookup, unsigned *dropped);

/* The same for a text that is no contact, where names may be of anything: only mailboxes and mobile
   numbers are taken out. */
char *contact_clean_text(const char *text, unsigned *dropped);

/* "a person's name and a private mailbox" for the bits. */
const char *contact_dropped(unsigned dropped);

#endif

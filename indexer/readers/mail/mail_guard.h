/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_READERS_MAIL_GUARD_H
#define INDEXER_READERS_MAIL_GUARD_H

/* What is done with the bytes of a message before it is parsed. */

#include "parangon/memory.h"

/* Takes away the line "From …" of a mailbox, which some programs put above the headers. */
void mail_drop_mailbox_line(struct parangon_buf *bytes);

/* GMime makes objects of all headers, addresses and parts, up to thirty times their size, before
   anybody can look at them. So whatever may be one is counted here: PARANGON_REJECTED when there
   are more than any message has. */
enum parangon_code mail_check(const struct parangon_buf *bytes, struct parangon_error *err);

#endif

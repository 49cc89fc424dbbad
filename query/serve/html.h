/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_HTML_H
#define QUERY_SERVE_HTML_H

/*
 * HTML written so that nothing gets into it unescaped by oversight.
 *
 *   %s  text, or a value between double quotes: escaped
 *   %e  part of an address: percent-encoded
 *   %r  markup as it is: only of this program
 *   %u  an unsigned number
 *   %%  a percent sign
 *
 * A text of NULL is empty. Control characters, which HTML has no place for, become U+FFFD.
 */

#include "parangon/memory.h"

void html_add(struct parangon_buf *out, const char *format, ...);

#endif

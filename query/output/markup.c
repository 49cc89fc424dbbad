/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "markup.h"

#include "page.h"

#include <ctype.h>
#include <string.h>

static void add_byte(struct parangon_buf *out, char byte)
{
    switch (byte) {
    case '&': parangon_buf_puts(out, "&amp;"); break;
    case '<': parangon_buf_puts(out, "&lt;"); break;
    case '>': parangon_buf_puts(out, "&gt;"); break;
    case '"': parangon_buf_puts(out, "&quot;"); break;
    case '\'': parangon_buf_puts(out, "&#39;"); break;
    default: parangon_buf_putc(out, byte);
    }
}

void markup_add(struct parangon_buf *out, const char *text)
{
    struct parangon_buf clean = {0};

    page_add_clean(&clean, text);
    for (const char *at = parangon_buf_str(&clean); *at; at++)
        add_byte(out, *at);
    parangon_buf_clear(&clean);
}

static void add_encoded(struct parangon_buf *out, char byte)
{
    parangon_buf_printf(out, "%%%02X", (unsigned)(unsigned char)byte);
}

void markup_add_url(struct parangon_buf *out, const char *url)
{
    for (; *url; url++) {
        unsigned char byte = (unsigned char)*url;

        if (byte <= ' ' || byte >= 0x7F || strchr("<>\"\\^`{|}", *url))
            add_encoded(out, *url);
        else
            add_byte(out, *url);
    }
}

void markup_add_url_part(struct parangon_buf *out, const char *id)
{
    for (; *id; id++) {
        if (isalnum((unsigned char)*id) || strchr("-._~", *id))
            parangon_buf_putc(out, *id);
        else
            add_encoded(out, *id);
    }
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html.h"

#include "call.h"

#include "output/page.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

static void add_escaped(struct parangon_buf *out, const char *text)
{
    struct parangon_buf clean = {0};

    page_add_clean(&clean, text);
    for (const char *at = parangon_buf_str(&clean); *at; at++) {
        switch (*at) {
        case '&': parangon_buf_puts(out, "&amp;"); break;
        case '<': parangon_buf_puts(out, "&lt;"); break;
        case '>': parangon_buf_puts(out, "&gt;"); break;
        case '"': parangon_buf_puts(out, "&quot;"); break;
        case '\'': parangon_buf_puts(out, "&#39;"); break;
        default: parangon_buf_putc(out, *at);
        }
    }
    parangon_buf_clear(&clean);
}

static void add_text(struct parangon_buf *out, char how, const char *text)
{
    if (!text)
        return;
    if (how == 's')
        add_escaped(out, text);
    else if (how == 'e')
        call_add_encoded(out, text);
    else
        parangon_buf_puts(out, text);
}

void html_add(struct parangon_buf *out, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    while (*format) {
        size_t len = strcspn(format, "%");

        parangon_buf_add(out, format, len);
        format += len;
        if (!*format)
            break;
        switch (format[1]) {
        case 's':
        case 'e':
        case 'r': add_text(out, format[1], va_arg(args, const char *)); break;
        case 'u': parangon_buf_printf(out, "%u", va_arg(args, unsigned)); break;
        default: assert(format[1] == '%'); parangon_buf_putc(out, '%');
        }
        format += 2;
    }
    va_end(args);
}

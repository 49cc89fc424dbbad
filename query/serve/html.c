/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "html.h"

#include "output/markup.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

static void add_text(struct parangon_buf *out, char how, const char *text)
{
    if (!text)
        return;
    if (how == 's')
        markup_add(out, text);
    else if (how == 'e')
        markup_add_url_part(out, text);
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

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* HTML: the main text of a page as it was saved or fetched, without what stands around it. */
#include "html_page.h"
#include "readers/input.h"

#include <stdlib.h>
#include <string.h>

static enum parangon_code refuse_other_kinds(const struct parangon_buf *bytes,
                                             struct parangon_error *err)
{
    if (strspn(parangon_buf_str(bytes), " \t\r\n\f\v") == bytes->len)
        return parangon_error_set(err, PARANGON_REJECTED, "empty");
    if (bytes->len > 4 && memcmp(bytes->data, "%PDF-", 5) == 0)
        return parangon_error_set(err, PARANGON_REJECTED, "a PDF, not a page: name it .pdf");
    if (bytes->len > 4 && memcmp(bytes->data, "PK\3\4", 4) == 0)
        return parangon_error_set(err, PARANGON_REJECTED,
                                  "an archive, not a page: give it the extension it had");
    return PARANGON_OK;
}

static enum parangon_code read_html(const struct reader_source *source,
                                    const struct reader_sink *sink, struct parangon_error *err)
{
    struct parangon_buf bytes = {0};
    struct html_page page = {0};
    cJSON *version = NULL;
    enum parangon_code code = input_read(source->stream, &bytes, err);

    if (code == PARANGON_OK)
        code = refuse_other_kinds(&bytes, err);
    if (code == PARANGON_OK) {
        char *name = input_base_name(source->name);

        html_page_read(&page, &bytes, NULL, HTML_MAIN);
        if (*page.text)
            version = html_page_version(&page, name);
        else
            code = parangon_error_set(err, PARANGON_REJECTED,
                                      "a page without text: if a program in it makes the text, "
                                      "save it from a browser once it is shown");
        free(name);
    }
    html_page_clear(&page);
    parangon_buf_clear(&bytes);
    return code == PARANGON_OK ? sink->take(sink->context, version, 0, err) : code;
}

static const char *const extensions[] = {"html", "htm", "xhtml", NULL};

const struct reader reader_html = {"html", extensions, read_html};

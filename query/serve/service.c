/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "service.h"

#include "answer_parts.h"
#include "counters.h"

/* The index can be read: it was refreshed just before. */
enum parangon_code service_health(struct call *call, struct parangon_error *err)
{
    (void)err;
    call->type = "application/json; charset=utf-8";
    parangon_buf_printf(&call->body, "{\"format\": 1, \"status\": \"ok\", \"records\": %u}\n",
                        call->engine->record_count);
    return PARANGON_OK;
}

enum parangon_code service_metrics(struct call *call, struct parangon_error *err)
{
    (void)err;
    call->type = "text/plain; version=0.0.4; charset=utf-8";
    counters_print(&call->body);
    return PARANGON_OK;
}

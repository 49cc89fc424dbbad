/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

#include "serve/serve.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum option {
    OPTION_LISTEN = COMMON_COUNT,
    OPTION_THREADS,
    OPTION_CONNECTIONS,
    OPTION_PER_CLIENT,
    OPTION_MEMBERS,
    OPTION_CORS,
    OPTION_BASE,
    OPTION_LOG,
    OPTION_LOG_QUERIES,
    OPTION_END
};

static const struct parangon_option options[] = {
    COMMON_OPTIONS("text or json: how the address is told at the start"),
    [OPTION_LISTEN] = {"listen", 0, "ADDR:PORT", "where to listen (default 127.0.0.1:8080)"},
    [OPTION_THREADS] = {"threads", 0, "N", "threads that answer (default: one a processor)"},
    [OPTION_CONNECTIONS] = {"connections", 0, "N", "connections at once (default 1024)"},
    [OPTION_PER_CLIENT] = {"per-client", 0, "N", "of one address (default 512)"},
    [OPTION_MEMBERS] = {"members", 0, NULL,
                        "show records for members too: only behind a proxy that asks who they are"},
    [OPTION_CORS] = {"cors", 0, "ORIGIN", "pages of this origin may ask the API; * for all"},
    [OPTION_BASE] = {"base", 0, "URL", "the address that the public sees, for feeds and sitemap"},
    [OPTION_LOG] = {"log", 0, NULL, "a line on standard error for each request, without its words"},
    [OPTION_LOG_QUERIES] = {"log-queries", 0, "FILE",
                            "count the questions that found nothing, without who asked"},
    [OPTION_END] = {0},
};

enum {
    SYSTEMD_SOCKET = 3 /* sd_listen_fds(3): the first socket handed over */
};

static enum parangon_code set_number(int option, const char *value, long max, unsigned *number,
                                     struct parangon_error *err)
{
    long parsed;
    enum parangon_code code =
        parangon_parse_number(value, options[option].name, 1, max, &parsed, err);

    if (code == PARANGON_OK)
        *number = (unsigned)parsed;
    return code;
}

static enum parangon_code set_option(struct serve_settings *settings, int option, const char *value,
                                     struct parangon_error *err)
{
    switch ((enum option)option) {
    case OPTION_LISTEN: settings->address = value; break;
    case OPTION_THREADS:
        return set_number(option, value, SERVE_THREADS_MAX, &settings->threads, err);
    case OPTION_CONNECTIONS: return set_number(option, value, 100000, &settings->connections, err);
    case OPTION_PER_CLIENT: return set_number(option, value, 100000, &settings->per_client, err);
    case OPTION_MEMBERS: settings->members = true; break;
    case OPTION_CORS: settings->cors = value; break;
    case OPTION_BASE: settings->base = value; break;
    case OPTION_LOG: settings->log_requests = true; break;
    case OPTION_LOG_QUERIES: settings->log_queries = value; break;
    case OPTION_END: break;
    }
    return PARANGON_OK;
}

/* A socket that the service manager opened, by its protocol; -1 when there is none. */
static int inherited_socket(void)
{
    const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");

    if (!pid || !count || strtol(pid, NULL, 10) != (long)getpid() || strtol(count, NULL, 10) < 1)
        return -1;
    return SYSTEMD_SOCKET;
}

static enum parangon_code set_common(struct serve_settings *settings, const struct common *common,
                                     struct parangon_error *err)
{
    const char *format = common->format ? common->format : "text";

    settings->json = strcmp(format, "json") == 0;
    settings->ui = common->ui;
    if (!settings->json && strcmp(format, "text") != 0)
        return parangon_error_set(err, PARANGON_USAGE, "--format: \"%.40s\" is none of text|json",
                                  format);
    return PARANGON_OK;
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    struct common common = {.ui = PARANGON_OTHER};
    struct serve_settings settings = {.address = "127.0.0.1:8080", .listener = inherited_socket()};
    struct parangon_command_line line = {.options = options, .argv = argv};
    enum parangon_code code = PARANGON_OK;
    const char *value;
    int option;

    while (code == PARANGON_OK && !common.done &&
           (option = parangon_command_line_next(&line, &value, err)) != PARANGON_END) {
        if (option == PARANGON_WRONG)
            code = PARANGON_USAGE;
        else if (option == PARANGON_WORD)
            code = parangon_error_set(err, PARANGON_USAGE, "one word too many: %.80s", value);
        else if (option < COMMON_COUNT)
            code = common_set(&common, command, option, value, err);
        else
            code = set_option(&settings, option, value, err);
    }
    if (code == PARANGON_OK && !common.done)
        code = set_common(&settings, &common, err);
    if (code != PARANGON_OK || common.done)
        return code;
    char *place = parangon_index_place(common.index);

    settings.index = place;
    code = serve_run(&settings, err);
    free(place);
    return code;
}

const struct command command_serve = {
    .name = "serve",
    .usage = "Usage: parangon serve [OPTION]...",
    .about = "Serves the search page and its API over HTTP until it is told to stop.",
    .summary = "serve the search page and its API",
    .options = options,
    .run = run,
    .reads_apart = true,
};

/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "command.h"

#include "serve/serve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum option {
    OPTION_INDEX,
    OPTION_FORMAT,
    OPTION_UI,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_LISTEN,
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
    [OPTION_INDEX] = {"index", 'i', "DIR", "the index (default: $PARANGON_INDEX, else your own)"},
    [OPTION_FORMAT] = {"format", 0, "FORMAT", "text or json: how the address is told at the start"},
    [OPTION_UI] = {"ui", 0, "LANG", "fr or en: of pages for those who ask for no language"},
    [OPTION_HELP] = {"help", 'h', NULL, "print this help"},
    [OPTION_VERSION] = {"version", 0, NULL, "print the version"},
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

static enum parangon_code set_format(struct serve_settings *settings, const char *value,
                                     struct parangon_error *err)
{
    settings->json = strcmp(value, "json") == 0;
    if (!settings->json && strcmp(value, "text") != 0)
        return parangon_error_set(err, PARANGON_USAGE, "--format: \"%.40s\" is none of text|json",
                                  value);
    return PARANGON_OK;
}

static enum parangon_code set_ui(struct serve_settings *settings, const char *value,
                                 struct parangon_error *err)
{
    settings->ui = parangon_lang_from_code(value);
    if (settings->ui == PARANGON_OTHER)
        return parangon_error_set(err, PARANGON_USAGE, "--ui: fr or en is meant, not \"%.40s\"",
                                  value);
    return PARANGON_OK;
}

static enum parangon_code set_option(struct serve_settings *settings, int option, const char *value,
                                     struct parangon_error *err)
{
    switch ((enum option)option) {
    case OPTION_INDEX: settings->index = value; break;
    case OPTION_FORMAT: return set_format(settings, value, err);
    case OPTION_UI: return set_ui(settings, value, err);
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
    case OPTION_HELP:
    case OPTION_VERSION:
    case OPTION_END: break;
    }
    return PARANGON_OK;
}

/* Whether help or the version was asked for, and is printed. */
static bool print_about(const struct command *command, int option)
{
    if (option == OPTION_HELP)
        parangon_print_help(command->usage, command->about, command->options);
    else if (option == OPTION_VERSION)
        puts("parangon " PARANGON_VERSION);
    return option == OPTION_HELP || option == OPTION_VERSION;
}

/* A socket that the service manager opened, by its protocol; -1 when there is none. */
static int inherited_socket(void)
{
    const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");

    if (!pid || !count || strtol(pid, NULL, 10) != (long)getpid() || strtol(count, NULL, 10) < 1)
        return -1;
    return SYSTEMD_SOCKET;
}

static enum parangon_code run(const struct command *command, char **argv,
                              struct parangon_error *err)
{
    struct serve_settings settings = {
        .address = "127.0.0.1:8080", .listener = inherited_socket(), .ui = PARANGON_OTHER};
    struct parangon_command_line line = {.options = options, .argv = argv};
    enum parangon_code code = PARANGON_OK;
    const char *value;
    int option, exit_status = 0;

    while (code == PARANGON_OK &&
           (option = parangon_command_line_next(&line, &value, err)) != PARANGON_END) {
        if (option == PARANGON_WRONG)
            return PARANGON_USAGE;
        if (option == PARANGON_WORD)
            return parangon_error_set(err, PARANGON_USAGE, "one word too many: %.80s", value);
        if (print_about(command, option))
            return PARANGON_OK;
        code = set_option(&settings, option, value, err);
    }
    if (code != PARANGON_OK)
        return code;
    char *place = parangon_index_place(settings.index);

    settings.index = place;
    code = serve_run(&settings, &exit_status, err);
    free(place);
    if (code == PARANGON_OK && exit_status)
        exit(exit_status);
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

/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parangon: asks the index. */
#include "commands/command.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct command *const commands[] = {
    &command_search, &command_show,     &command_themes, &command_suggest,
    &command_stats,  &command_template, &command_check,  &command_compare,
    &command_serve,  &command_actors,   &command_like,
};
enum {
    COMMAND_COUNT = sizeof commands / sizeof *commands
};

static void print_usage(FILE *out)
{
    fputs("Usage: parangon COMMAND [OPTION]...\n\n"
          "What cities have already tried: finds, shows and counts the records of an index.\n\n"
          "Commands:\n",
          out);
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-9s %s\n", commands[i]->name, commands[i]->summary);
    fputs("  index     make or update the index (runs parangon-index)\n\n"
          "parangon COMMAND --help tells the options of a command.\n",
          out);
}

/* `parangon index …` is parangon-index: beside this program, else where it was built, else found
   as any program is. */
static int run_indexer(char **argv)
{
    static const char *const beside[] = {"parangon-index", "../indexer/parangon-index"};
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    char *slash;

    path[len > 0 ? len : 0] = '\0';
    slash = strrchr(path, '/');
    for (size_t i = 0; slash && i < sizeof beside / sizeof *beside; i++) {
        size_t room = sizeof path - (size_t)(slash + 1 - path);

        if ((size_t)snprintf(slash + 1, room, "%s", beside[i]) < room)
            execv(path, argv);
    }
    execvp("parangon-index", argv);
    parangon_say("parangon", "parangon-index: %s", strerror(errno));
    return parangon_error_exit_status(PARANGON_SYSTEM);
}

/* The exit status for what was done, once all of the output is written. */
static int finish(enum parangon_code code)
{
    struct parangon_error err;

    if (parangon_finish_output(&err) != PARANGON_OK)
        return parangon_report("parangon", &err);
    return parangon_error_exit_status(code);
}

struct call {
    const struct command *command;
    char **argv;
};

static int run_command(void *context)
{
    const struct call *call = context;
    struct parangon_error err = {0};
    enum parangon_code code = call->command->run(call->command, call->argv, &err);

    code = parangon_guard_explain(code, &err);
    if (code == PARANGON_OK || (code == PARANGON_NOTHING && !*err.message))
        return finish(code);
    return parangon_report("parangon", &err);
}

static bool is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

int main(int argc, char **argv)
{
    parangon_program_start();
    if (argc < 2) {
        print_usage(stderr);
        return parangon_error_exit_status(PARANGON_USAGE);
    }
    if (is_help(argv[1])) {
        print_usage(stdout);
        return finish(PARANGON_OK);
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("parangon " PARANGON_VERSION);
        return finish(PARANGON_OK);
    }
    if (strcmp(argv[1], "index") == 0)
        return run_indexer(argv + 1);
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        struct call call = {commands[i], argv + 2};

        if (strcmp(commands[i]->name, argv[1]) == 0)
            return commands[i]->reads_apart ? run_command(&call)
                                            : parangon_guarded("parangon", run_command, &call);
    }
    parangon_say("parangon", "unknown command %.80s", argv[1]);
    print_usage(stderr);
    return parangon_error_exit_status(PARANGON_USAGE);
}

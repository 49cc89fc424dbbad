/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where things are, and what a program says when it ends. */
#include "parangon/program.h"

#include "parangon/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *environment(const char *name)
{
    const char *value = getenv(name);

    return value && *value ? value : NULL;
}

char *parangon_index_place(const char *given)
{
    const char *data = environment("XDG_DATA_HOME"), *home = environment("HOME");
    struct parangon_buf place = {0};

    if (!given)
        given = environment("PARANGON_INDEX");
    if (given)
        parangon_buf_puts(&place, given);
    else if (data)
        parangon_buf_printf(&place, "%s/parangon/index", data);
    else
        parangon_buf_printf(&place, "%s/.local/share/parangon/index", home ? home : ".");
    return parangon_buf_take(&place);
}

/* The folder of the running program; false when the system does not tell. */
static bool program_folder(char folder[PATH_MAX])
{
    ssize_t len = readlink("/proc/self/exe", folder, PATH_MAX - 1);

    if (len <= 0)
        return false;
    folder[len] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    return slash != NULL;
}

char *parangon_vocabulary_place(void)
{
    static const char *const beside[] = {"../corpus/vocabulary", "../share/parangon/vocabulary"};
    const char *given = environment("PARANGON_VOCABULARY");
    char folder[PATH_MAX];

    if (given)
        return parangon_strdup(given);
    for (size_t i = 0; program_folder(folder) && i < sizeof beside / sizeof *beside; i++) {
        struct parangon_buf place = {0};

        parangon_buf_printf(&place, "%s/%s/themes.jsonld", folder, beside[i]);
        if (access(place.data, R_OK) == 0) {
            place.data[place.len - strlen("/themes.jsonld")] = '\0';
            return parangon_buf_take(&place);
        }
        parangon_buf_clear(&place);
    }
    return parangon_strdup(PARANGON_VOCABULARY_FOLDER);
}

void parangon_program_start(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0)
            abort();
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a limit of file size is a failure to write, as a full disk */
}

void parangon_say(const char *program, const char *format, ...)
{
    struct parangon_buf line = {0};
    char text[2048];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    for (const char *at = text; *at;) {
        int character;
        size_t size = parangon_text_decode(at, strlen(at), &character);
        bool control =
            character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0xFFFD;

        parangon_buf_add(&line, control ? "?" : at, control ? 1 : size);
        at += size;
    }
    fprintf(stderr, "%s: %s\n", program, parangon_buf_str(&line));
    parangon_buf_clear(&line);
}

int parangon_report(const char *program, const struct parangon_error *err)
{
    const char *hint = parangon_error_hint(err->code);

    parangon_say(program, "%s", err->message);
    if (hint)
        parangon_say(program, "%s", hint);
    return parangon_error_exit_status(err->code);
}

enum parangon_code parangon_finish_output(struct parangon_error *err)
{
    if (fflush(stdout) != 0 || ferror(stdout))
        return parangon_error_set(err, PARANGON_SYSTEM, "standard output: %s",
                                  errno ? strerror(errno) : "cannot be written");
    return PARANGON_OK;
}

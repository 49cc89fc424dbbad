/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "keeper.h"

#include "zygote.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum parangon_code keeper_start(struct keeper *keeper, const struct isolation_options *options,
                                struct parangon_error *err)
{
    int sockets[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
        return parangon_error_set(err, PARANGON_SYSTEM, "no socket for the readers: %s",
                                  strerror(errno));
    pid_t zygote = fork();
    if (zygote == 0) {
        close(sockets[0]);
        zygote_run(sockets[1], options);
    }
    int trouble = errno;
    close(sockets[1]);
    if (zygote < 0) {
        close(sockets[0]);
        return parangon_error_set(err, PARANGON_SYSTEM, "no process for the readers: %s",
                                  strerror(trouble));
    }
    *keeper = (struct keeper){.socket = sockets[0], .zygote = zygote};
    return PARANGON_OK;
}

void keeper_stop(struct keeper *keeper)
{
    keeper->busy = false;
    if (keeper->socket < 0)
        return;
    close(keeper->socket);
    keeper->socket = -1;
    while (waitpid(keeper->zygote, NULL, 0) < 0 && errno == EINTR)
        ;
}

enum parangon_code keeper_lost(struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_REJECTED,
                              "the process in which such files are read is gone: run again");
}

/* Descriptors for a request: the file and the worker's end of a pipe, whose other end is ours. */
enum parangon_code keeper_ask(struct keeper *keeper, const struct isolation_file *file,
                              const struct isolation_limits *limits, size_t skip, int *pipe_end,
                              struct parangon_error *err)
{
    struct wire_request request = {.kind = WIRE_READ,
                                   .skip = skip,
                                   .scans = file->scan != NULL,
                                   .cpu_seconds =
                                       limits->cpu_seconds * (file->patience ? file->patience : 1)};
    int ends[2];

    if (strlen(file->name) >= sizeof request.name)
        return parangon_error_set(err, PARANGON_REJECTED, "a name too long");
    if (keeper->socket < 0)
        return keeper_lost(err);
    /* The place in the file is shared with all who have it open. */
    if (lseek(file->descriptor, 0, SEEK_SET) != 0)
        return parangon_error_set(err, PARANGON_REJECTED, "cannot be read: %s", strerror(errno));
    if (pipe2(ends, O_CLOEXEC) != 0)
        return parangon_error_set(err, PARANGON_REJECTED, "no pipe to read it through: %s",
                                  strerror(errno));
    snprintf(request.format, sizeof request.format, "%s", file->format);
    snprintf(request.name, sizeof request.name, "%s", file->name);
    const int descriptors[WIRE_COUNT] = {[WIRE_FILE] = file->descriptor, [WIRE_PIPE] = ends[1]};
    bool sent = wire_send_request(keeper->socket, &request, descriptors);
    close(ends[1]);
    if (sent) {
        keeper->busy = true;
        *pipe_end = ends[0];
        return PARANGON_OK;
    }
    close(ends[0]);
    keeper_stop(keeper);
    return keeper_lost(err);
}

bool keeper_hear_end(struct keeper *keeper, struct wire_answer *answer)
{
    ssize_t got;

    do {
        got = recv(keeper->socket, answer, sizeof *answer, 0);
    } while (got < 0 && errno == EINTR);
    keeper->busy = false;
    if (got == sizeof *answer)
        return true;
    keeper_stop(keeper);
    return false;
}

bool keeper_end(struct keeper *keeper, struct wire_answer *answer)
{
    static const struct wire_request end = {.kind = WIRE_END};

    wire_send_request(keeper->socket, &end, NULL);
    return keeper_hear_end(keeper, answer);
}

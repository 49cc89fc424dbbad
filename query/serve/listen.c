/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "listen.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    BACKLOG = 512
};

struct parts {
    char host[256], port[16];
};

static enum parangon_code wrong(const char *address, struct parangon_error *err)
{
    return parangon_error_set(err, PARANGON_USAGE,
                              "--listen: ADDRESS:PORT is meant, as 127.0.0.1:8080 or [::1]:8080, "
                              "not \"%.80s\"",
                              address);
}

static enum parangon_code split(const char *address, struct parts *parts,
                                struct parangon_error *err)
{
    const char *colon = strrchr(address, ':');
    const char *port = colon ? colon + 1 : address;
    size_t len = colon ? (size_t)(colon - address) : 0;

    if (len > 1 && address[0] == '[' && address[len - 1] == ']') {
        address++;
        len -= 2;
    } else if (memchr(address, ':', len)) {
        return wrong(address, err); /* an IPv6 address without brackets */
    }
    if (!*port || strspn(port, "0123456789") != strlen(port) || strlen(port) > 5 ||
        len >= sizeof parts->host)
        return wrong(address, err);
    snprintf(parts->port, sizeof parts->port, "%s", port);
    snprintf(parts->host, sizeof parts->host, "%.*s", (int)len, address);
    if (!len)
        snprintf(parts->host, sizeof parts->host, "127.0.0.1");
    return PARANGON_OK;
}

static int open_socket(const struct addrinfo *found)
{
    int yes = 1;
    int made = socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK,
                      found->ai_protocol);

    if (made < 0)
        return -1;
    setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(made, found->ai_addr, found->ai_addrlen) == 0 && listen(made, BACKLOG) == 0)
        return made;
    int why = errno;

    close(made);
    errno = why;
    return -1;
}

static void show(int listener, char shown[static 64])
{
    struct sockaddr_storage own;
    socklen_t len = sizeof own;
    char host[46], port[8];

    if (getsockname(listener, (struct sockaddr *)&own, &len) != 0 ||
        getnameinfo((struct sockaddr *)&own, len, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return;
    snprintf(shown, 64, own.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
}

enum parangon_code listen_at(const char *address, int *listener, char shown[static 64],
                             struct parangon_error *err)
{
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                                   .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *found = NULL;
    struct parts parts;
    int made = -1;

    if (split(address, &parts, err) != PARANGON_OK)
        return PARANGON_USAGE;
    int failed = getaddrinfo(parts.host, parts.port, &hints, &found);

    if (failed)
        return parangon_error_set(err, PARANGON_USAGE, "--listen: %s: %s", parts.host,
                                  gai_strerror(failed));
    for (const struct addrinfo *each = found; each && made < 0; each = each->ai_next)
        made = open_socket(each);
    int why = errno;

    freeaddrinfo(found);
    if (made < 0)
        return parangon_error_set(err, PARANGON_SYSTEM, "%s: %s", address, strerror(why));
    *listener = made;
    show(made, shown);
    return PARANGON_OK;
}

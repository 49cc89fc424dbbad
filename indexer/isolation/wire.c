/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Room for the descriptors, aligned as the kernel wants it. */
union control {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(WIRE_COUNT * sizeof(int))];
};

bool wire_send_request(int socket, const struct wire_request *request, const int *descriptors)
{
    /* Only as much as the name needs. */
    struct iovec part = {(void *)request,
                         offsetof(struct wire_request, name) + strlen(request->name) + 1};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    union control control = {0};
    ssize_t sent;

    if (descriptors) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(WIRE_COUNT * sizeof(int));
        memcpy(CMSG_DATA(header), descriptors, WIRE_COUNT * sizeof(int));
    }
    do {
        sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent >= 0;
}

bool wire_receive_request(int socket, struct wire_request *request, int descriptors[WIRE_COUNT])
{
    struct iovec part = {request, sizeof *request};
    union control control;
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    ssize_t got;

    descriptors[WIRE_FILE] = descriptors[WIRE_PIPE] = -1;
    do {
        got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    } while (got < 0 && errno == EINTR);
    if (got < (ssize_t)offsetof(struct wire_request, name) + 1)
        return false;
    const struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_type == SCM_RIGHTS &&
        header->cmsg_len == CMSG_LEN(WIRE_COUNT * sizeof(int)))
        memcpy(descriptors, CMSG_DATA(header), WIRE_COUNT * sizeof(int));
    return true;
}

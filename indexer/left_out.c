/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "left_out.h"

#include "parangon/memory.h"

#include <stdlib.h>
#include <string.h>

void left_out_add(struct left_out_list *list, const struct left_out *given)
{
    if (list->count == list->room) {
        list->room = list->room ? list->room * 2 : 16;
        list->at = parangon_realloc(list->at, list->room, sizeof *list->at);
    }
    struct left_out *added = &list->at[list->count++];

    *added = *given;
    added->name = parangon_strdup(given->name);
    added->kept = parangon_strdup(given->kept);
}

static int compare(const void *one, const void *other)
{
    const struct left_out *first = one, *second = other;

    if (first->file != second->file)
        return first->file < second->file ? -1 : 1;
    return strcmp(first->name, second->name);
}

void left_out_sort(struct left_out_list *list)
{
    if (list->count)
        qsort(list->at, list->count, sizeof *list->at, compare);
}

void left_out_clear(struct left_out_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->at[i].name);
        free(list->at[i].kept);
    }
    free(list->at);
    *list = (struct left_out_list){0};
}

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef QUERY_SERVE_THEME_CHOICE_H
#define QUERY_SERVE_THEME_CHOICE_H

#include "frame.h"

/* A field of a form: one of the themes, or all of them. */
void theme_choice_add(struct call *call);

#endif

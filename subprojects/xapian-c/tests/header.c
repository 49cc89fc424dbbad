/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Compiled by itself as strict C11 and as C++: the header needs nothing before it. */

#include "xapian-c.h"

int main(void)
{
    return xc_version()[0] == '\0' || xc_xapian_version()[0] == '\0';
}

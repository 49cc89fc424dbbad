/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The one way of walking which all cursors share. */

#ifndef XC_CURSOR_H
#define XC_CURSOR_H

#include <utility>
#include <xapian.h>

namespace xc {

/* Moves late, just before a new entry is asked for: so reading a block never fails over an
 * entry beyond it. */
template <typename Iterator> class cursor {
  public:
    cursor(Xapian::Database keep, Iterator begin, Iterator end)
        : at(std::move(begin)), database(std::move(keep)), end_of_list(std::move(end))
    {
    }

    bool advance()
    {
        make_fresh();
        fresh = false;
        return at != end_of_list;
    }

    /* The next advance() gives the present entry again. */
    void unread()
    {
        fresh = true;
    }

    /* Xapian's lists may go back when asked for what is behind them. */
    template <typename Target, typename IsBefore>
    void skip_to(const Target &target, IsBefore before)
    {
        make_fresh();
        if (at != end_of_list && before(at, target))
            at.skip_to(target);
    }

    Iterator at;

  private:
    void make_fresh()
    {
        if (!fresh && at != end_of_list)
            ++at;
        fresh = true;
    }

    Xapian::Database database;
    Iterator end_of_list;
    bool fresh = true;
};

} // namespace xc

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Long work of the main loop in slices of a few milliseconds, below the priority of redrawing. */
#define DESK_SLICES_PRIORITY 125 /* GDK redraws at 120 */
#define DESK_SLICE_US 4000

typedef gboolean (*DeskStepFunc) (gpointer user_data); /* a short piece of it; FALSE when done */

/* @done may be NULL and runs once after the last step, not when cancelled. Of the thread's default context.
 * */
GSource *desk_slices_start  (DeskStepFunc step, GSourceOnceFunc done,
                             gpointer user_data); /* owned by the caller */
void     desk_slices_cancel (GSource **source); /* also when it is done already, or NULL */

G_END_DECLS

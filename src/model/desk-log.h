/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-caller.h"
#include "model/desk-log-entry.h"

G_BEGIN_DECLS

/* The call log of an account: every call of the person's own, kept in the store, and the times in which calls were
 * not seen. A line is told of, and shown, only once it is on disk.
 *
 * Properties (notify): n-missed (missed calls neither returned nor put away), retention-days (read-write; older ones are
 * removed, 0: never), error (why calls are not being kept, or NULL).
 * ::entry-added, ::entry-changed (DeskLogEntry), ::done-changed (id, is-done; id 0: all missed ones),
 * ::removed (id; 0: many), ::ignored-changed. */
#define DESK_TYPE_LOG (desk_log_get_type ())
G_DECLARE_FINAL_TYPE (DeskLog, desk_log, DESK, LOG, GObject)

guint       desk_log_get_n_missed       (DeskLog *self);
const char *desk_log_get_error          (DeskLog *self);
DeskCaller *desk_log_get_caller         (DeskLog *self); /* whose numbers these are; NULL when the session is gone */
guint       desk_log_get_retention_days (DeskLog *self);
void        desk_log_set_retention_days (DeskLog *self, guint days);

/* What is asked for here happens when it is on disk, and a signal tells; a failure is the session's ::message. */
void        desk_log_set_done           (DeskLog *self, DeskLogEntry *entry, gboolean is_done);
void        desk_log_set_all_done       (DeskLog *self);
void        desk_log_remove             (DeskLog *self, DeskLogEntry *entry);
void        desk_log_remove_all         (DeskLog *self); /* but calls that go on */
/* Calls of that number are not logged from now on, or again. What is there stays. */
void        desk_log_ignore             (DeskLog *self, const char *number, gboolean is_ignored);
gboolean    desk_log_is_ignored         (DeskLog *self, const char *number);
char      **desk_log_list_ignored       (DeskLog *self); /* numbers as they were given, in order */

G_END_DECLS

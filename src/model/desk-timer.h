/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-phonebooks.h"
#include "pal/protocol/pal-schedule.h"

G_BEGIN_DECLS

/* One timer of an extension, as the PBX has it and as the person wants it. What the person wrote is kept whatever
 * the line does, until it is saved or taken back.
 * Properties (read-only but text, notify): extension, name (of the extension, or ""), number (1 or 2), is-mine;
 * state (DeskLoading) and failure (GError: why it could not be read, or NULL); server-text (what the PBX has, as far as is known, or
 * NULL); text (what is to be: the same until somebody edits it); is-dirty (they are two); has-moved (the PBX has
 * another than the one the edits began with); is-saving; refusal (GError: why the last save was none, or NULL);
 * is-stale (not connected). */
#define DESK_TYPE_TIMER (desk_timer_get_type ())
G_DECLARE_FINAL_TYPE (DeskTimer, desk_timer, DESK, TIMER, GObject)

#define DESK_TIMER_ERROR (desk_timer_error_quark ())
GQuark desk_timer_error_quark (void);
typedef enum
{
  DESK_TIMER_ERROR_MOVED,   /* another came to be on the PBX meanwhile: look, then save again */
  DESK_TIMER_ERROR_ANOTHER, /* the PBX said yes and has another all the same */
} DeskTimerError;

const char  *desk_timer_get_extension   (DeskTimer *self);
const char  *desk_timer_get_name        (DeskTimer *self);
guint        desk_timer_get_number      (DeskTimer *self);
gboolean     desk_timer_get_is_mine     (DeskTimer *self);
DeskLoading  desk_timer_get_state       (DeskTimer *self);
const GError *desk_timer_get_failure    (DeskTimer *self);
const char  *desk_timer_get_server_text (DeskTimer *self);
const char  *desk_timer_get_text        (DeskTimer *self); /* never NULL */
gboolean     desk_timer_get_is_dirty    (DeskTimer *self);
gboolean     desk_timer_get_has_moved   (DeskTimer *self);
gboolean     desk_timer_get_is_saving   (DeskTimer *self);
const GError *desk_timer_get_refusal    (DeskTimer *self);
gboolean     desk_timer_get_is_stale    (DeskTimer *self);

/* Edits. Nothing is sent. */
void         desk_timer_set_text        (DeskTimer *self, const char *text);
PalSchedule *desk_timer_dup_schedule    (DeskTimer *self); /* of the text */
void         desk_timer_set_schedule    (DeskTimer *self, const PalSchedule *schedule);
/* Elements of the part D, such as "!12/25"; those that are there already are left out. How many came in. */
guint        desk_timer_add_dates       (DeskTimer *self, const char *const *elements);
guint        desk_timer_merge_dates     (PalSchedule *schedule, const char *const *elements);
void         desk_timer_revert          (DeskTimer *self); /* to what the PBX has */

/* Asks the PBX, when there is a line; an answer under way will do. */
void         desk_timer_fetch           (DeskTimer *self);
/* Looks whether the PBX still has what is known, sends the text and reads it back. */
void         desk_timer_save_async      (DeskTimer *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean     desk_timer_save_finish     (DeskTimer *self, GAsyncResult *result, GError **error);

G_END_DECLS

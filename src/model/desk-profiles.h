/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-profile.h"
#include "model/desk-types.h"

G_BEGIN_DECLS

/* The profiles of the person's own extension: a GListModel of DeskProfile. Applying one writes down what was there before,
 * sends what differs in as few calls as can be, and reads it back; the first refusal takes back what was done. What was
 * applied can be undone, by hand or when its time is over; what somebody else changed meanwhile is left alone. Nothing is
 * sent twice: after an answer that did not come, what the PBX has is read first. All of it survives the end of the program.
 *
 * Properties (notify): current (DeskProfile or NULL: what the PBX has is all of that profile), is-known (what the PBX has
 * was read on this connection), is-busy, undo-name (what would be undone, or NULL), ends-at (of that, real µs, 0: never),
 * problem (what went wrong with that and stands, or NULL). */
#define DESK_TYPE_PROFILES (desk_profiles_get_type ())
G_DECLARE_FINAL_TYPE (DeskProfiles, desk_profiles, DESK, PROFILES, GObject)

/* NULL for sa, who has no extension. */
DeskProfiles *desk_session_get_profiles (DeskSession *session);

/* By its id, or its name in any case; borrowed, NULL: there is none. */
DeskProfile  *desk_profiles_find          (DeskProfiles *self, const char *name);
/* @profile NULL: a new one. Borrowed; NULL when it is refused. */
DeskProfile  *desk_profiles_save          (DeskProfiles *self, DeskProfile *profile, const char *name, GPtrArray *changes,
                                           GError **error);
/* What was applied can still be undone. */
void          desk_profiles_remove        (DeskProfiles *self, DeskProfile *profile);

DeskProfile  *desk_profiles_get_current   (DeskProfiles *self); /* borrowed */
gboolean      desk_profiles_get_is_known  (DeskProfiles *self);
gboolean      desk_profiles_get_is_busy   (DeskProfiles *self);
const char   *desk_profiles_get_undo_name (DeskProfiles *self);
gint64        desk_profiles_get_ends_at   (DeskProfiles *self);
const char   *desk_profiles_get_problem   (DeskProfiles *self);
gint64        desk_profiles_get_now       (DeskProfiles *self); /* real µs of the session's clock */

/* What came of it. */
typedef enum
{
  DESK_PROFILE_DONE,
  DESK_PROFILE_NOTHING,     /* all of it was so already */
  DESK_PROFILE_DIFFERS,     /* the PBX said yes, but it has something else */
  DESK_PROFILE_REFUSED,     /* and nothing was changed, or all of it was taken back */
  DESK_PROFILE_STUCK,       /* not all of it could be taken back */
  DESK_PROFILE_UNSURE,      /* the line was lost: looked after when it is back */
} DeskProfileResult;

typedef struct
{
  DeskProfileResult result;
  char *text;      /* for people */
  GPtrArray *rows; /* of DeskProfileRow: what it was about, as it is now */
} DeskProfileOutcome;

void desk_profile_outcome_free (DeskProfileOutcome *outcome);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DeskProfileOutcome, desk_profile_outcome_free)

/* Reads what the PBX has, for current. */
void       desk_profiles_refresh_async  (DeskProfiles *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean   desk_profiles_refresh_finish (DeskProfiles *self, GAsyncResult *result, GError **error);
/* What applying it would do: rows (DeskProfileRow). */
void       desk_profiles_preview_async  (DeskProfiles *self, DeskProfile *profile, GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *desk_profiles_preview_finish (DeskProfiles *self, GAsyncResult *result, GError **error);
/* @ends_at: real µs; 0: when the person says so. An error only where nothing could be begun. */
void       desk_profiles_apply_async    (DeskProfiles *self, DeskProfile *profile, gint64 ends_at,
                                         GAsyncReadyCallback callback, gpointer user_data);
/* The last one that was applied. */
void       desk_profiles_undo_async     (DeskProfiles *self, GAsyncReadyCallback callback, gpointer user_data);
DeskProfileOutcome *desk_profiles_outcome_finish (DeskProfiles *self, GAsyncResult *result, GError **error);

G_END_DECLS

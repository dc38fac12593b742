/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-session-private.h"

#include <glib/gi18n.h>

#include "model/desk-line-private.h"
#include "model/desk-places.h"
#include "model/desk-router.h"
#include "model/desk-slices.h"

#define STEP 256 /* rows a step of long work */

/* --- from the leg table to the views ----------------------------------- */

/* A colleague, then whom the person has in a phonebook, then what the PBX says. For @is_own calls and what
 * waits the PBX is asked, too, whom it has. */
static const char *
find_name (DeskSession *self, const char *number, const char *pbx_name, gboolean is_own)
{
  DeskExtension *extension = desk_presence_model_find (self->colleagues, number);
  DeskCaller *caller = self->parts[DESK_PART_CALLER]; /* NULL at the beginning and the end */
  const char *found = NULL;

  if (extension != NULL
      && (desk_extension_get_alias (extension) != NULL || desk_extension_get_pbx_name (extension) != NULL))
    return desk_extension_get_name (extension);
  if (caller != NULL && number != NULL)
    found = is_own ? desk_caller_find_own (caller, number) : desk_caller_find (caller, number);
  if (found != NULL)
    return found;
  if (pbx_name != NULL && pbx_name[0] != '\0' && g_strcmp0 (pbx_name, number) != 0)
    return pbx_name;
  if (number != NULL && number[0] != '\0' && g_strcmp0 (number, self->voicemail_number) == 0)
    return _ ("Voicemail");
  return number;
}

static const char *
name_of (DeskSession *self, const char *number, const char *pbx_name)
{
  return find_name (self, number, pbx_name, FALSE);
}

const char *
desk_session_name_of (DeskSession *self, const char *number, const char *told)
{
  const char *name = find_name (self, number, told, TRUE);

  return name != NULL && name[0] != '\0' ? name : _ ("Unknown");
}

static const char *
name_of_party (const char *number, const char *pbx_name, gpointer user_data)
{
  return desk_session_name_of (user_data, number, pbx_name);
}

static const char *
label_of_queue (const char *queue, gpointer user_data)
{
  DeskSession *self = user_data;
  DeskQueue *known = desk_queue_model_find (self->queues, queue);

  return known != NULL ? desk_queue_get_name (known) : name_of (self, queue, NULL);
}

static const char *
line_of_room (const char *room_id, gpointer user_data)
{
  DeskLine *line = desk_line_model_find_room (((DeskSession *) user_data)->lines, room_id);

  return line != NULL ? desk_line_get_id (line) : NULL;
}

static void
show_user (DeskSession *self, DeskUser *user)
{
  const DeskCallNames names = { name_of_party, label_of_queue, line_of_room, self };
  const DeskLeg *leg;
  gint64 since;
  DeskPresence presence = desk_user_get_presence (user, &leg, &since);

  if (user->is_dropped && user->legs == NULL && user->registration == DESK_REGISTRATION_UNKNOWN)
    return; /* the PBX does not know it any more */
  user->is_dropped = FALSE;
  if (user->view == NULL)
    user->view = desk_presence_model_ensure (self->colleagues, user->number);
  desk_presence_model_set_presence (self->colleagues, user->view, presence,
                                    leg != NULL ? name_of (self, leg->other_number, leg->other_name) : NULL,
                                    since);
  desk_extension_set_members (user->view, leg != NULL ? desk_call_list_members (leg, &names) : NULL);
  if (user->display_name != NULL && desk_extension_get_pbx_name (user->view) == NULL)
    desk_presence_model_set_name (self->colleagues, user->view, user->display_name);
}

static DeskUser *
find_own (DeskSession *self)
{
  return self->own != NULL ? desk_leg_table_find_user (self->legs, desk_extension_get_number (self->own))
                           : NULL;
}

static void
show_calls (DeskSession *self)
{
  const DeskCallNames names = { name_of_party, label_of_queue, line_of_room, self };

  desk_call_model_sync (self->calls, find_own (self), desk_leg_table_get_gone (self->legs), &names);
}

void
desk_session_begin (DeskSession *self)
{
  desk_presence_model_begin (self->colleagues);
  desk_places_begin (self);
}

void
desk_session_end (DeskSession *self)
{
  GPtrArray *dirty = desk_leg_table_get_dirty (self->legs);
  guint n_rows = desk_list_get_size (DESK_LIST (self->colleagues));
  gboolean is_own_dirty = FALSE;

  for (guint i = 0; i < dirty->len; i++)
    {
      DeskUser *user = dirty->pdata[i];

      show_user (self, user);
      is_own_dirty |= user->view == self->own;
    }
  desk_flush_begin (self->flush);
  desk_presence_model_end (self->colleagues);
  if (is_own_dirty)
    show_calls (self);
  desk_errands_see (self->errands, dirty, desk_leg_table_get_gone (self->legs));
  if (self->log != NULL)
    desk_log_see (self->log, find_own (self), dirty, desk_leg_table_get_gone (self->legs));
  desk_leg_table_settle (self->legs);
  desk_places_end (self);
  desk_flush_end (self->flush);

  desk_verbs_check (self);
  if (is_own_dirty)
    desk_talkers_look (self);
  desk_monitor_look (self);
  desk_errands_check (self->errands);
  desk_notices_look (self->notices);
  desk_rules_look (self->rules);
  if (desk_list_get_size (DESK_LIST (self->colleagues)) != n_rows
      && desk_session_get_state (self) == PAL_CLIENT_STATE_READY)
    desk_directory_complete (self->directory);
}

void
desk_session_feed (DeskSession *self, PalEventBatch *batch)
{
  gint64 now = pal_clock_get_monotonic (self->clock), real = pal_clock_get_real (self->clock);
  guint n = pal_event_batch_get_size (batch);

  g_object_ref (self);
  desk_session_begin (self);
  for (guint i = 0; i < n; i++)
    desk_router_route (self, pal_event_batch_get (batch, i), now, real);
  desk_session_end (self);
  g_object_unref (self);
}

/* --- stale, and what is no longer named -------------------------------- */

static gboolean
stale_step (gpointer user_data)
{
  g_autoptr (DeskSession) self = g_object_ref (user_data); /* a listener may let go of it */

  desk_flush_begin (self->flush);
  for (guint i = 0; i < STEP && self->stale_rows->len > 0; i++)
    {
      g_autoptr (DeskExtension) extension = g_ptr_array_steal_index_fast (self->stale_rows,
                                                                          self->stale_rows->len - 1);

      desk_extension_notify_stale (extension);
    }
  desk_flush_end (self->flush);
  return self->stale_rows->len > 0;
}

static void
stale_done (gpointer user_data)
{
  DeskSession *self = user_data;

  g_clear_pointer (&self->stale_job, g_source_unref);
  g_clear_pointer (&self->stale_rows, g_ptr_array_unref);
}

/* Every row changes at once; telling 50,000 of them takes slices. */
void
desk_session_set_stale (DeskSession *self, gboolean is_stale)
{
  guint n = desk_list_get_size (DESK_LIST (self->colleagues));

  if (!desk_flush_set_stale (self->flush, is_stale))
    return;
  self->stale_since = is_stale ? pal_clock_get_real (self->clock) : 0;
  desk_slices_cancel (&self->stale_job);
  g_clear_pointer (&self->stale_rows, g_ptr_array_unref);
  self->stale_rows = g_ptr_array_new_full (n, g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->stale_rows, g_object_ref (desk_list_peek (DESK_LIST (self->colleagues),
                                                                     n - 1 - i)));
  self->stale_job = desk_slices_start (stale_step, stale_done, self);
  desk_flush_begin (self->flush);
  desk_call_model_notify_stale (self->calls);
  if (self->voicemail != NULL)
    desk_voicemail_notify_stale (self->voicemail);
  desk_flush_end (self->flush);
}

static gboolean
sweep_step (gpointer user_data)
{
  g_autoptr (DeskSession) self = g_object_ref (user_data);
  gboolean has_more;

  desk_session_begin (self);
  has_more = desk_leg_table_sweep (self->legs, STEP);
  desk_session_end (self);
  return has_more;
}

static void
sweep_done (gpointer user_data)
{
  DeskSession *self = user_data;

  g_clear_pointer (&self->sweep_job, g_source_unref);
}

void
desk_session_start_sweep (DeskSession *self)
{
  desk_slices_cancel (&self->sweep_job);
  self->sweep_job = desk_slices_start (sweep_step, sweep_done, self);
}

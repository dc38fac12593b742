/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places known from former days, and which hold calls the person parked. The PBX does not tell. */
#include "config.h"

#include "model/desk-listing.h"
#include "model/desk-places.h"

static void
say (const char *what, const GError *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("%s: %s", what, error->message);
}

static void
remember (DeskSession *self, const StorePlace *place)
{
  switch (place->kind)
    {
    case STORE_PLACE_PARK:
      desk_park_model_remember (self->parks, place->number, place->room_id, place->talker_id);
      break;
    case STORE_PLACE_LINE:
      desk_line_model_remember (self->lines, place->number);
      desk_park_model_set_is_line (self->parks, place->number, TRUE);
      break;
    case STORE_PLACE_QUEUE:
      desk_queue_model_remember (self->queues, place->number);
      desk_inquiry_want_queue (self->inquiry, place->number);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = store_places_load_finish (STORE_DATABASE (source), result, &error);

  say ("reading park slots", error);
  if (places == NULL)
    return;
  desk_session_begin (self);
  for (guint i = 0; i < places->len; i++)
    remember (self, places->pdata[i]);
  desk_places_rename (self);
  desk_session_end (self);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  store_places_add_finish (STORE_DATABASE (source), result, &error);
  say ("keeping a place", error);
}

static void
owned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  store_places_own_finish (STORE_DATABASE (source), result, &error);
  say ("keeping an own parked call", error);
}

/* Not cancelled with the session: what was done is to be kept. */
static void
add (DeskSession *self, StorePlaceKind kind, const char *number)
{
  store_places_add_async (self->database, store_account_get_id (self->account), kind, number, NULL, added_cb,
                          NULL);
}

static void
own (DeskSession *self, const char *number, const char *room_id, const char *talker_id)
{
  store_places_own_async (self->database, store_account_get_id (self->account), number, room_id, talker_id,
                          NULL, owned_cb, NULL);
}

static void
park_seen_cb (DeskSession *self, DeskPark *park)
{
  add (self, STORE_PLACE_PARK, desk_park_get_number (park));
}

static void
line_seen_cb (DeskSession *self, DeskLine *line)
{
  add (self, STORE_PLACE_LINE, desk_line_get_id (line));
}

static void
queue_seen_cb (DeskSession *self, DeskQueue *queue)
{
  add (self, STORE_PLACE_QUEUE, desk_queue_get_number (queue));
}

static void
claimed_cb (DeskSession *self, DeskPark *park)
{
  own (self, desk_park_get_number (park), desk_park_get_room_id (park), desk_park_get_talker_id (park));
}

static void
unclaimed_cb (DeskSession *self, const char *number)
{
  own (self, number, NULL, NULL);
}

static void
slots_cb (DeskSession *self)
{
  g_auto (GStrv) numbers = desk_listing_parse_slots (store_account_get_park_slots (self->account));

  desk_session_begin (self);
  desk_park_model_set_listed (self->parks, (const char *const *) numbers);
  desk_session_end (self);
}

static void
lines_cb (DeskSession *self)
{
  g_auto (GStrv) ids = desk_listing_parse_lines (store_account_get_shared_lines (self->account));

  desk_session_begin (self);
  desk_line_model_set_listed (self->lines, (const char *const *) ids);
  for (guint i = 0; ids[i] != NULL; i++)
    desk_park_model_set_is_line (self->parks, ids[i], TRUE);
  desk_session_end (self);
}

static void
line_dropped_cb (DeskSession *self, const char *id)
{
  desk_park_model_set_is_line (self->parks, id, FALSE);
}

void
desk_places_load (DeskSession *self)
{
  g_signal_connect_object (self->account, "notify::park-slots", G_CALLBACK (slots_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->account, "notify::shared-lines", G_CALLBACK (lines_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lines, "dropped", G_CALLBACK (line_dropped_cb), self, G_CONNECT_SWAPPED);
  slots_cb (self);
  lines_cb (self);
  if (self->database == NULL)
    return;
  g_signal_connect_object (self->parks, "seen", G_CALLBACK (park_seen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->parks, "claimed", G_CALLBACK (claimed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->parks, "unclaimed", G_CALLBACK (unclaimed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lines, "seen", G_CALLBACK (line_seen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queues, "seen", G_CALLBACK (queue_seen_cb), self, G_CONNECT_SWAPPED);
  store_places_load_async (self->database, store_account_get_id (self->account), self->cancellable, loaded_cb,
                           g_object_ref (self));
}

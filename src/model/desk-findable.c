/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-findable.h"

#include "model/desk-findable-contacts.h"

#include <glib/gi18n.h>

#include "model/desk-places.h"
#include "model/desk-short-dials.h"

/* --- what fits ----------------------------------------------------------- */

DeskCall *
desk_session_get_offered_call (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);

  DeskCall *call = desk_call_model_get_selected (self->calls);

  return call != NULL && desk_call_get_state (call) == DESK_CALL_STATE_TALKING ? call : NULL;
}

static gboolean
is_busy (DeskExtension *extension)
{
  switch (desk_extension_get_presence (extension))
    {
    case DESK_PRESENCE_RINGING:
    case DESK_PRESENCE_DIALLING:
    case DESK_PRESENCE_TALKING:
    case DESK_PRESENCE_ON_HOLD:
      return TRUE;
    case DESK_PRESENCE_FREE:
    case DESK_PRESENCE_UNKNOWN:
    case DESK_PRESENCE_OFFLINE:
    default:
      return FALSE;
    }
}

static DeskOffer
judge_slot (DeskSession *self, const char *number, DeskCall *call)
{
  DeskPark *park = desk_park_model_find (self->parks, number);

  if (park == NULL)
    return DESK_OFFER_OPEN;
  if (desk_park_get_is_taken (park))
    return desk_session_may (self, DESK_VERB_RETRIEVE) ? DESK_OFFER_RETRIEVE : DESK_OFFER_OPEN;
  return call != NULL && desk_call_can (call, DESK_VERB_PARK) ? DESK_OFFER_PARK : DESK_OFFER_OPEN;
}

static DeskOffer
judge_number (DeskSession *self, const char *number, DeskExtension *extension, DeskCall *call)
{
  gboolean can_wait = extension != NULL && is_busy (extension) && desk_watch_asks_for (self, number);

  if (number == NULL || *number == '\0' || self->own == NULL)
    return DESK_OFFER_NONE;
  if (call != NULL && g_strcmp0 (desk_call_get_number (call), number) != 0)
    {
      if (can_wait && desk_call_can (call, DESK_VERB_PARK)
          && desk_park_model_get_next_free (self->parks) != NULL)
        return DESK_OFFER_TRANSFER_WHEN_FREE;
      if (desk_call_can (call, DESK_VERB_TRANSFER) || desk_call_can (call, DESK_VERB_CONSULT))
        return DESK_OFFER_TRANSFER;
    }
  return can_wait && desk_wait_model_find_for (desk_session_get_waits (self), number, DESK_WAIT_CALL) == NULL
             ? DESK_OFFER_CALL_WHEN_FREE
             : DESK_OFFER_CALL;
}

static DeskOffer
judge (DeskMatch *match, gpointer user_data)
{
  DeskSession *self = user_data;
  DeskCall *call = desk_session_get_offered_call (self);

  switch (desk_match_get_kind (match))
    {
    case DESK_MATCH_COMMAND:
      return DESK_OFFER_OPEN;
    case DESK_MATCH_PARK:
      return judge_slot (self, desk_match_get_key (match), call);
    case DESK_MATCH_COLLEAGUE:
    case DESK_MATCH_RECENT:
    case DESK_MATCH_NUMBER:
    case DESK_MATCH_CONTACT:
    case DESK_MATCH_SHORT_DIAL:
    default:
      return judge_number (self, desk_match_get_number (match), desk_match_get_extension (match), call);
    }
}

gboolean
desk_session_take_offer (DeskSession *self, DeskOffer offer, const char *key)
{
  g_return_val_if_fail (DESK_IS_SESSION (self) && key != NULL, FALSE);

  DeskCall *call = desk_session_get_offered_call (self);

  switch (offer)
    {
    case DESK_OFFER_CALL:
      return desk_session_dial (self, key) != NULL;
    case DESK_OFFER_CALL_WHEN_FREE:
      return desk_session_wait_for (self, key, DESK_WAIT_CALL, NULL) != NULL;
    case DESK_OFFER_TRANSFER_WHEN_FREE:
      return call != NULL && desk_session_wait_for (self, key, DESK_WAIT_TRANSFER, call) != NULL;
    case DESK_OFFER_PARK:
      return call != NULL && desk_session_run (self, DESK_VERB_PARK, call, key) != NULL;
    case DESK_OFFER_RETRIEVE:
      return desk_session_ask (self, DESK_VERB_RETRIEVE, key, NULL) != NULL;
    case DESK_OFFER_TRANSFER:
    case DESK_OFFER_OPEN:
    case DESK_OFFER_NONE:
    default:
      return FALSE;
    }
}

/* --- my calls change what fits -------------------------------------------- */

static void
call_changed_cb (DeskSession *self)
{
  desk_catalogue_offers_changed (desk_finder_get_catalogue (self->finder));
}

static void
calls_changed_cb (DeskSession *self, guint position, guint removed, guint added, GListModel *calls)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (calls, i);

      g_signal_connect_object (call, "notify::state", G_CALLBACK (call_changed_cb), self, G_CONNECT_SWAPPED);
    }
  call_changed_cb (self);
}

/* --- slots ---------------------------------------------------------------- */

static void
put_park (DeskSession *self, DeskPark *park)
{
  const char *who = desk_park_get_name (park), *label = desk_park_get_label (park);
  gboolean is_taken = desk_park_get_is_taken (park);
  g_autofree char *slot = g_strdup_printf (_ ("Park slot %s"), label);
  g_autofree char *where = g_strdup_printf (_ ("Parked at %s"), label);
  const char *names[] = { is_taken && *who != '\0' ? who : slot, slot, NULL };
  const char *numbers[]
      = { desk_park_get_number (park), is_taken ? desk_park_get_other_number (park) : NULL, NULL };
  const DeskCatalogueRow row = { .kind = DESK_MATCH_PARK,
                                 .key = desk_park_get_number (park),
                                 .title = names[0],
                                 .subtitle = is_taken ? where : _ ("Nobody waits there"),
                                 .names = names,
                                 .numbers = numbers };

  desk_catalogue_put (desk_finder_get_catalogue (self->finder), &row);
}

static void
park_changed_cb (DeskSession *self, GParamSpec *pspec, DeskPark *park)
{
  put_park (self, park);
}

static void
parks_changed_cb (DeskSession *self, guint position, guint removed, guint added, GListModel *parks)
{
  if (removed > 0)
    {
      desk_catalogue_drop_all (desk_finder_get_catalogue (self->finder), DESK_MATCH_PARK);
      for (guint i = 0; i < g_list_model_get_n_items (parks); i++)
        put_park (self, desk_list_peek (DESK_LIST (parks), i));
    }
  for (guint i = position; i < position + added; i++)
    {
      DeskPark *park = desk_list_peek (DESK_LIST (parks), i);

      put_park (self, park);
      g_signal_connect_object (park, "notify::name", G_CALLBACK (park_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (park, "notify::is-taken", G_CALLBACK (park_changed_cb), self, G_CONNECT_SWAPPED);
    }
}

/* --- short dials ------------------------------------------------------------ */

void
desk_findable_put_short_dial (DeskCatalogue *catalogue, const char *code, const char *number,
                              const char *name)
{
  const char *names[] = { name, NULL }, *numbers[] = { number, code, NULL };
  g_autofree char *what = g_strdup_printf (_ ("Short dial %s"), code);
  const DeskCatalogueRow row = { .kind = DESK_MATCH_SHORT_DIAL,
                                 .key = code,
                                 .title = *name != '\0' ? name : number,
                                 .subtitle = what,
                                 .names = names,
                                 .numbers = numbers };

  desk_catalogue_put (catalogue, &row);
}

/* A person has few of them. */
static void
short_dials_changed_cb (DeskSession *self, guint position, guint removed, guint added, GListModel *dials)
{
  desk_catalogue_drop_all (desk_finder_get_catalogue (self->finder), DESK_MATCH_SHORT_DIAL);
  for (guint i = 0; i < g_list_model_get_n_items (dials); i++)
    {
      g_autoptr (DeskShortDial) dial = g_list_model_get_item (dials, i);

      desk_findable_put_short_dial (desk_finder_get_catalogue (self->finder), desk_short_dial_get_code (dial),
                                    desk_short_dial_get_number (dial), desk_short_dial_get_name (dial));
    }
}

/* --- contacts --------------------------------------------------------------- */

static void
mirror_changed_cb (DeskSession *self)
{
  if (self->findable_contacts != NULL)
    desk_findable_contacts_take (self->findable_contacts,
                                 desk_mirror_get_table (desk_session_get_mirror (self)));
}

void
desk_findable_begin (DeskSession *self)
{
  GListModel *parks = G_LIST_MODEL (self->parks), *calls = G_LIST_MODEL (self->calls);
  GListModel *dials = G_LIST_MODEL (desk_session_get_short_dials (self));

  desk_catalogue_set_judge (desk_finder_get_catalogue (self->finder), judge, self);
  g_signal_connect_object (parks, "items-changed", G_CALLBACK (parks_changed_cb), self, G_CONNECT_SWAPPED);
  parks_changed_cb (self, 0, 0, g_list_model_get_n_items (parks), parks);
  g_signal_connect_object (dials, "items-changed", G_CALLBACK (short_dials_changed_cb), self, G_CONNECT_SWAPPED);
  short_dials_changed_cb (self, 0, 0, g_list_model_get_n_items (dials), dials);
  self->findable_contacts = desk_findable_contacts_new (desk_finder_get_catalogue (self->finder),
                                                        desk_session_get_numbers (self));
  if (desk_session_get_mirror (self) != NULL)
    {
      g_signal_connect_object (desk_session_get_mirror (self), "changed", G_CALLBACK (mirror_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (desk_session_get_numbers (self), "notify::rules", G_CALLBACK (mirror_changed_cb), self,
                               G_CONNECT_SWAPPED);
      mirror_changed_cb (self);
    }
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (calls, "notify::selected", G_CALLBACK (call_changed_cb), self, G_CONNECT_SWAPPED);
}

void
desk_findable_end (DeskSession *self)
{
  g_clear_pointer (&self->findable_contacts, desk_findable_contacts_free);
  if (self->finder != NULL)
    desk_catalogue_set_judge (desk_finder_get_catalogue (self->finder), NULL, NULL);
}

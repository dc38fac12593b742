/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole of a contact, for whoever wants it. */
#include "config.h"

#include "model/desk-phonebooks-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_FETCHING 4 /* at a time */

typedef struct
{
  DeskContact *contact; /* owned; holds the id */
  GPtrArray *tasks;     /* of those who wait */
  gboolean is_asked;
} Fetch;

/* An answer that is under way. */
typedef struct
{
  DeskPhonebooks *phonebooks; /* owned */
  char *id;
  GCancellable *line;         /* on which it was asked */
} Asked;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_ptr_array_unref (fetch->tasks);
  g_object_unref (fetch->contact);
  g_free (fetch);
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->phonebooks);
  g_object_unref (asked->line);
  g_free (asked->id);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

/* Takes it out and answers all who wait: with the contact, or with a copy of @error. */
static void
finish (DeskPhonebooks *self, const char *id, const GError *error)
{
  gpointer key, value;
  g_autoptr (Fetch) fetch = NULL;

  if (!g_hash_table_steal_extended (self->fetches, id, &key, &value))
    return;
  fetch = value;
  for (guint i = 0; i < fetch->tasks->len; i++)
    {
      if (error != NULL)
        g_task_return_error (fetch->tasks->pdata[i], g_error_copy (error));
      else
        g_task_return_pointer (fetch->tasks->pdata[i], g_object_ref (fetch->contact), g_object_unref);
    }
}

static void
take (DeskPhonebooks *self, const char *id, PalReply *reply)
{
  g_autoptr (PalContactInfo) info = pal_contact_info_new_from_reply (reply);
  g_auto (PalReplyIter) iter = { 0 };

  pal_reply_iter_init (&iter, reply);
  if (!pal_reply_iter_next (&iter))
    return;
  desk_phonebooks_take_contact (self, id, pal_reply_iter_get (&iter, "display_name"),
                                pal_reply_iter_get (&iter, "phonebook"),
                                desk_contact_read_flag (pal_reply_iter_get (&iter, "shared")), info);
}

/* How a real PBX says so is not written down: by its code, or in words. */
gboolean
desk_phonebooks_is_gone (const GError *error)
{
  const char *words = pal_error_get_remote_text (error);
  g_autofree char *folded = words != NULL ? g_ascii_strdown (words, -1) : NULL;

  return g_error_matches (error, PAL_ERROR, PAL_ERROR_NOT_FOUND)
         || (g_error_matches (error, PAL_ERROR, PAL_ERROR_REMOTE) && folded != NULL
             && strstr (folded, "not found") != NULL);
}

/* What was there before stays; a contact is not gone because the line is. */
static void
fail (DeskContact *contact, const GError *error)
{
  gboolean has_info = desk_contact_get_info (contact) != NULL;

  if (desk_phonebooks_is_gone (error))
    desk_contact_set_state (contact, DESK_CONTACT_STATE_GONE, error->message);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           || g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED))
    desk_contact_set_state (contact, has_info ? DESK_CONTACT_STATE_LOADED : DESK_CONTACT_STATE_NAMED, NULL);
  else
    desk_contact_set_state (contact, DESK_CONTACT_STATE_FAILED, error->message);
}

static void ask_next (DeskPhonebooks *self);

static void
contact_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  DeskPhonebooks *self = asked->phonebooks;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  Fetch *fetch = g_hash_table_lookup (self->fetches, asked->id);

  if (asked->line != self->cancellable || fetch == NULL)
    return; /* all who waited were told */
  self->n_fetching--;
  if (reply != NULL)
    take (self, asked->id, reply);
  else
    fail (fetch->contact, error);
  finish (self, asked->id, error);
  ask_next (self);
}

static gboolean
is_wanted (Fetch *fetch)
{
  for (guint i = 0; i < fetch->tasks->len; i++)
    if (!g_cancellable_is_cancelled (g_task_get_cancellable (fetch->tasks->pdata[i])))
      return TRUE;
  return FALSE;
}

static void
ask (DeskPhonebooks *self, Fetch *fetch)
{
  g_autoptr (PalParams) params = desk_phonebooks_new_params (self, PAL_METHOD_GET_CONTACT);
  Asked *asked = g_new0 (Asked, 1);

  asked->phonebooks = g_object_ref (self);
  asked->id = g_strdup (desk_contact_get_id (fetch->contact));
  asked->line = g_object_ref (self->cancellable);
  fetch->is_asked = TRUE;
  self->n_fetching++;
  desk_phonebooks_yield (self);
  pal_params_set_text (params, "aid", asked->id);
  desk_contact_set_state (fetch->contact, DESK_CONTACT_STATE_LOADING, NULL);
  pal_client_call_async (self->client, params, self->cancellable, contact_cb, asked);
}

static void
ask_next (DeskPhonebooks *self)
{
  while (self->n_fetching < MAX_FETCHING && !g_queue_is_empty (self->waiting))
    {
      g_autofree char *id = g_strdup (g_queue_pop_head (self->waiting));
      Fetch *fetch = g_hash_table_lookup (self->fetches, id);

      if (is_wanted (fetch))
        ask (self, fetch);
      else
        finish (self, id, NULL); /* as each of them is cancelled, that is what it says */
    }
}

void
desk_phonebooks_fetch_async (DeskPhonebooks *self, const char *id, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  Fetch *fetch;

  g_return_if_fail (DESK_IS_PHONEBOOKS (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_phonebooks_fetch_async);
  if (!self->is_ready)
    {
      g_task_return_new_error (task, PAL_ERROR, PAL_ERROR_DISCONNECTED, "%s",
                               _("There is no connection to the PBX."));
      g_object_unref (task);
      return;
    }
  fetch = g_hash_table_lookup (self->fetches, id);
  if (fetch == NULL)
    {
      fetch = g_new0 (Fetch, 1);
      fetch->contact = desk_phonebooks_ensure_contact (self, id);
      fetch->tasks = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->fetches, (gpointer) desk_contact_get_id (fetch->contact), fetch);
    }
  else if (!fetch->is_asked)
    g_queue_remove (self->waiting, desk_contact_get_id (fetch->contact));
  g_ptr_array_add (fetch->tasks, task);
  if (!fetch->is_asked)
    g_queue_push_head (self->waiting, (gpointer) desk_contact_get_id (fetch->contact));
  ask_next (self);
}

DeskContact *
desk_phonebooks_fetch_finish (DeskPhonebooks *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == desk_phonebooks_fetch_async, NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
desk_phonebooks_drop_fetches (DeskPhonebooks *self)
{
  g_autoptr (GError) error
    = g_error_new_literal (PAL_ERROR, PAL_ERROR_DISCONNECTED, _("There is no connection to the PBX."));
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (self->fetches, NULL);

  g_queue_clear (self->waiting);
  self->n_fetching = 0;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      Fetch *fetch = g_hash_table_lookup (self->fetches, ids[i]);

      if (fetch == NULL)
        continue;
      fail (fetch->contact, error);
      finish (self, ids[i], error);
    }
}

void
desk_phonebooks_init_fetches (DeskPhonebooks *self)
{
  self->fetches = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, fetch_free);
  self->waiting = g_queue_new ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ids of contacts, page by page. Pages overlap, so that a contact that is there from beginning to end is
 * found also where some before it go meanwhile. */
#include "config.h"

#include "model/desk-outbox-private.h"

#define PAGE 1000
#define OVERLAP 20
#define SURE_END 100 /* every PBX gives that many at once, if it has them */

typedef struct
{
  GPtrArray *ids;
  GHashTable *known; /* of ids */
  char *phonebook, *search, *name;
  guint offset;
} Listing;

static void ask (GTask *task);

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_clear_pointer (&listing->ids, g_ptr_array_unref);
  g_hash_table_unref (listing->known);
  g_free (listing->phonebook);
  g_free (listing->search);
  g_free (listing->name);
  g_free (listing);
}

void
desk_outbox_set_tenant (DeskOutbox *self, PalParams *params)
{
  if (pal_client_get_role (self->client) == PAL_ROLE_SYSTEM
      && self->tenant != NULL && self->tenant[0] != '\0')
    pal_params_set_text (params, "tenant", self->tenant);
}

/* How many rows there were, and how many new ones of them. */
static void
take_page (Listing *listing, PalReply *reply, guint *n_rows, guint *n_new)
{
  g_auto (PalReplyIter) iter = { 0 };

  *n_rows = *n_new = 0;
  pal_reply_iter_init (&iter, reply);
  while (pal_reply_iter_next (&iter))
    {
      g_autofree char *id = g_strdup (pal_reply_iter_get (&iter, "aid"));
      const char *name = pal_reply_iter_get (&iter, "display_name");

      ++*n_rows;
      if (id == NULL || g_hash_table_contains (listing->known, id))
        continue;
      ++*n_new;
      if (listing->name == NULL || g_strcmp0 (name, listing->name) == 0)
        g_ptr_array_add (listing->ids, g_strdup (id));
      g_hash_table_add (listing->known, g_steal_pointer (&id));
    }
}

static gboolean
is_array (PalReply *reply)
{
  gsize length;
  const char *json = pal_reply_get_json (reply, &length);

  return length > 0 && json[0] == '[';
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  guint n_rows, n_new;

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!is_array (reply))
    {
      g_task_return_new_error (task, PAL_ERROR, PAL_ERROR_PROTOCOL, "no list of contacts");
      return;
    }
  take_page (listing, reply, &n_rows, &n_new);
  if (n_new == 0 || n_rows < SURE_END)
    g_task_return_pointer (task, g_steal_pointer (&listing->ids), (GDestroyNotify) g_ptr_array_unref);
  else
    {
      listing->offset += n_rows - n_rows / OVERLAP;
      ask (g_steal_pointer (&task));
    }
}

/* Takes @task. */
static void
ask (GTask *task)
{
  DeskOutbox *self = g_task_get_source_object (task);
  Listing *listing = g_task_get_task_data (task);
  g_autoptr (PalParams) params = NULL;

  if (self->client == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed");
      g_object_unref (task);
      return;
    }
  params = pal_params_new (PAL_METHOD_GET_CONTACT_LIST);
  pal_params_set_text (params, "phonebook", listing->phonebook);
  pal_params_set_text (params, "search_text", listing->search);
  if (listing->offset > 0)
    pal_params_set_int (params, "offset", listing->offset);
  pal_params_set_int (params, "limit", PAGE);
  desk_outbox_set_tenant (self, params);
  pal_client_call_async (self->client, params, self->cancellable, page_cb, task);
}

void
desk_outbox_list_async (DeskOutbox *self, const char *phonebook, const char *search, const char *name,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, self->cancellable, callback, user_data);
  Listing *listing = g_new0 (Listing, 1);

  g_task_set_source_tag (task, desk_outbox_list_async);
  g_task_set_task_data (task, listing, listing_free);
  listing->ids = g_ptr_array_new_with_free_func (g_free);
  listing->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  listing->phonebook = g_strdup (phonebook);
  listing->search = g_strdup (search);
  listing->name = g_strdup (name);
  ask (task);
}

GPtrArray *
desk_outbox_list_finish (DeskOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

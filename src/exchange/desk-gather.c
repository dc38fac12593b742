/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/desk-gather.h"

#include <string.h>

#define PAGE 1000
#define AT_ONCE 4

DeskKnown *
desk_known_new (const char *id, const char *display_name, const char *phonebook, gboolean is_shared)
{
  DeskKnown *known = g_new0 (DeskKnown, 1);

  known->id = g_strdup (id);
  known->display_name = g_strdup (display_name != NULL ? display_name : "");
  known->phonebook = g_strdup (phonebook != NULL ? phonebook : "");
  known->is_shared = is_shared;
  return known;
}

void
desk_known_free (gpointer data)
{
  DeskKnown *known = data;

  g_free (known->id);
  g_free (known->display_name);
  g_free (known->phonebook);
  g_clear_pointer (&known->info, pal_contact_info_unref);
  g_free (known);
}

/* --- the list ------------------------------------------------------------------- */

typedef struct
{
  PalClient *client;
  char *phonebook, *search;
  DeskWhose whose;
  GPtrArray *found;
  guint offset;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_object_unref (listing->client);
  g_free (listing->phonebook);
  g_free (listing->search);
  g_ptr_array_unref (listing->found);
  g_free (listing);
}

static guint
read_page (Listing *listing, PalReply *reply)
{
  g_auto (PalReplyIter) iter = { NULL };
  guint n = 0;

  pal_reply_iter_init_shape (&iter, reply, PAL_REPLY_SHAPE_OBJECTS);
  while (pal_reply_iter_next (&iter))
    {
      const char *id = pal_reply_iter_get (&iter, "aid"), *book = pal_reply_iter_get (&iter, "phonebook");
      const char *user = pal_reply_iter_get (&iter, "user"), *name = pal_reply_iter_get (&iter, "display_name");
      gboolean is_shared = user == NULL || *user == '\0';

      n++;
      if (id == NULL || (listing->whose == DESK_WHOSE_OWN && is_shared)
          || (listing->whose == DESK_WHOSE_SHARED && !is_shared))
        continue;
      if (book == NULL)
        book = listing->phonebook;
      g_ptr_array_add (listing->found, desk_known_new (id, name, book, is_shared));
    }
  return n;
}

static void ask_page (GTask *task);

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Listing *listing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  guint n;

  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  n = read_page (listing, reply);
  listing->offset += n;
  if (n > 0)
    ask_page (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_ptr_array_ref (listing->found), (GDestroyNotify) g_ptr_array_unref);
}

static void
ask_page (GTask *task)
{
  Listing *listing = g_task_get_task_data (task);
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_CONTACT_LIST);

  pal_params_set_text (params, "phonebook", listing->phonebook != NULL ? listing->phonebook : "");
  pal_params_set_text (params, "search_text", listing->search);
  pal_params_set_int (params, "offset", listing->offset);
  pal_params_set_int (params, "limit", PAGE);
  pal_client_call_async (listing->client, params, g_task_get_cancellable (task), page_cb, task);
}

void
desk_gather_async (PalClient *client, const char *phonebook, DeskWhose whose, const char *search,
                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Listing *listing = g_new0 (Listing, 1);

  listing->client = g_object_ref (client);
  listing->phonebook = g_strdup (phonebook);
  listing->search = search != NULL && *search != '\0' ? g_strdup (search) : NULL;
  listing->whose = whose;
  listing->found = g_ptr_array_new_with_free_func (desk_known_free);
  g_task_set_source_tag (task, desk_gather_async);
  g_task_set_task_data (task, listing, listing_free);
  ask_page (task);
}

GPtrArray *
desk_gather_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the fields ------------------------------------------------------------------- */

typedef struct
{
  PalClient *client;
  GPtrArray *known;
  DeskProgress progress;
  gpointer user_data;
  guint next, n_done, n_asked;
  GError *error;
} Fetch;

typedef struct
{
  GTask *task;
  DeskKnown *known;
} Asked;

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_object_unref (fetch->client);
  g_ptr_array_unref (fetch->known);
  g_clear_error (&fetch->error);
  g_free (fetch);
}

static void pump (GTask *task);

/* A contact that somebody deleted meanwhile is none any more; anything else ends it all. */
static void
contact_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GTask) task = asked->task;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (reply != NULL)
    asked->known->info = pal_contact_info_new_from_reply (reply);
  else if (fetch->error == NULL && !g_error_matches (error, PAL_ERROR, PAL_ERROR_REMOTE)
           && !g_error_matches (error, PAL_ERROR, PAL_ERROR_NOT_FOUND)
           && !g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED))
    fetch->error = g_steal_pointer (&error);
  g_free (asked);
  fetch->n_asked--;
  fetch->n_done++;
  if (fetch->progress != NULL && fetch->error == NULL)
    fetch->progress (fetch->n_done, fetch->known->len, fetch->user_data);
  pump (g_steal_pointer (&task));
}

/* Takes the task over: each that is asked for holds it. */
static void
pump (GTask *task)
{
  g_autoptr (GTask) own = task;
  Fetch *fetch = g_task_get_task_data (task);

  while (fetch->error == NULL && fetch->n_asked < AT_ONCE && fetch->next < fetch->known->len)
    {
      DeskKnown *known = fetch->known->pdata[fetch->next++];
      g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_CONTACT);
      Asked *asked;

      if (known->info != NULL)
        {
          fetch->n_done++;
          continue;
        }
      asked = g_new0 (Asked, 1);
      asked->task = g_object_ref (task);
      asked->known = known;
      fetch->n_asked++;
      pal_params_set_text (params, "aid", known->id);
      pal_client_call_async (fetch->client, params, g_task_get_cancellable (task), contact_cb, asked);
    }
  if (fetch->n_asked > 0 || g_task_get_completed (task))
    return;
  if (fetch->error != NULL)
    g_task_return_error (task, g_steal_pointer (&fetch->error));
  else
    g_task_return_boolean (task, TRUE);
}

void
desk_gather_infos_async (PalClient *client, GPtrArray *known, DeskProgress progress,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->client = g_object_ref (client);
  fetch->known = g_ptr_array_ref (known);
  fetch->progress = progress;
  fetch->user_data = user_data;
  g_task_set_source_tag (task, desk_gather_infos_async);
  g_task_set_task_data (task, fetch, fetch_free);
  pump (task);
}

gboolean
desk_gather_infos_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

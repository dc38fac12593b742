/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom the copy of the phonebooks does not know is looked for on the PBX: by all digits, then by the last
 * four, which stand together in most writings. Once a number; nobody waits for it. */
#include "config.h"

#include "model/desk-caller-private.h"

#include <string.h>

#include "model/desk-session-private.h"

#define LEAST_DIGITS 4
#define MAX_CONTACTS 20 /* of one answer */

typedef struct
{
  DeskCaller *caller;  /* owned */
  char *number;
  GQueue ids;          /* to be fetched */
  GPtrArray *contacts; /* of StoreContact */
  gboolean is_second;
} Search;

static void ask_for_list (Search *search);

static void
search_free (Search *search)
{
  g_object_unref (search->caller);
  g_free (search->number);
  g_queue_clear_full (&search->ids, g_free);
  g_ptr_array_unref (search->contacts);
  g_free (search);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static gboolean
is_possible (DeskCaller *self)
{
  return self->session != NULL && desk_session_get_state (self->session) == PAL_CLIENT_STATE_READY
         && desk_session_can (self->session, PAL_METHOD_GET_CONTACT_LIST)
         && desk_session_can (self->session, PAL_METHOD_GET_CONTACT);
}

static void
end (Search *search, const GError *error)
{
  g_autoptr (Search) owned = search;
  DeskCaller *self = search->caller;

  self->is_searching = FALSE;
  if (self->session == NULL)
    return;
  /* The line went: on the next one again. */
  if (error != NULL && g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED))
    g_queue_push_head (&self->searching, g_strdup (search->number));
  desk_caller_take_found (self, search->number, search->contacts);
  desk_caller_search (self);
}

static gboolean
is_shared (const char *text)
{
  return text != NULL && (g_ascii_strcasecmp (text, "true") == 0 || g_str_equal (text, "1"));
}

static void ask_for_contact (Search *search);

static void
take_contact (Search *search, PalReply *reply, const char *id)
{
  g_autoptr (PalContactInfo) info = pal_contact_info_new_from_reply (reply);
  g_auto (PalReplyIter) iter = { 0 };
  const char *name, *book;
  gboolean shared;

  pal_reply_iter_init (&iter, reply);
  if (!pal_reply_iter_next (&iter))
    return;
  name = pal_reply_iter_get (&iter, "display_name");
  book = pal_reply_iter_get (&iter, "phonebook");
  shared = is_shared (pal_reply_iter_get (&iter, "shared"));
  g_ptr_array_add (search->contacts,
                   desk_mirror_make_contact (id, name, book, shared, info,
                                             pal_clock_get_real (search->caller->session->clock)));
  desk_mirror_take (desk_session_get_mirror (search->caller->session), id, name, book, shared, info);
}

static void
contact_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_autofree char *id = g_queue_pop_head (&search->ids);

  if (reply != NULL && search->caller->session != NULL)
    take_contact (search, reply, id);
  if (g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end (search, error);
  else
    ask_for_contact (search);
}

static gboolean
has_found (Search *search)
{
  DeskCaller *self = search->caller;
  gboolean is_same;

  for (guint i = 0; i < search->contacts->len; i++)
    {
      g_autoptr (DeskCallerMatch) match = desk_caller_match_read (self->session, search->contacts->pdata[i],
                                                                  search->number, &is_same);

      if (match != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
ask_for_contact (Search *search)
{
  g_autoptr (PalParams) params = NULL;

  if (!is_possible (search->caller))
    {
      end (search, NULL);
      return;
    }
  if (g_queue_is_empty (&search->ids))
    {
      if (search->is_second || strlen (search->number) <= LEAST_DIGITS || has_found (search))
        {
          end (search, NULL);
          return;
        }
      search->is_second = TRUE;
      ask_for_list (search);
      return;
    }
  params = pal_params_new (PAL_METHOD_GET_CONTACT);
  pal_params_set_text (params, "aid", g_queue_peek_head (&search->ids));
  pal_client_call_async (search->caller->session->client, params, search->caller->cancellable, contact_cb,
                         search);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_auto (PalReplyIter) iter = { 0 };

  if (reply == NULL)
    {
      end (search, error);
      return;
    }
  pal_reply_iter_init_shape (&iter, reply, PAL_REPLY_SHAPE_OBJECTS);
  while (pal_reply_iter_next (&iter))
    {
      const char *id = pal_reply_iter_is_scalar (&iter) ? NULL : pal_reply_iter_get (&iter, "aid");

      if (id != NULL && id[0] != '\0')
        g_queue_push_tail (&search->ids, g_strdup (id));
    }
  ask_for_contact (search);
}

static void
ask_for_list (Search *search)
{
  g_autoptr (PalParams) params = pal_params_new (PAL_METHOD_GET_CONTACT_LIST);
  gsize length = strlen (search->number), skip = search->is_second ? length - LEAST_DIGITS : 0;

  pal_params_set_text (params, "phonebook", "");
  pal_params_set_text (params, "search_text", search->number + skip + (search->number[skip] == '+' ? 1 : 0));
  pal_params_set_int (params, "offset", 0);
  pal_params_set_int (params, "limit", MAX_CONTACTS);
  pal_client_call_async (search->caller->session->client, params, search->caller->cancellable, list_cb,
                         search);
}

void
desk_caller_search (DeskCaller *self)
{
  Search *search;

  if (self->is_searching || g_queue_is_empty (&self->searching) || !is_possible (self))
    return;
  self->is_searching = TRUE;
  search = g_new0 (Search, 1);
  search->caller = g_object_ref (self);
  search->number = g_queue_pop_head (&self->searching);
  search->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) store_contact_free);
  ask_for_list (search);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-places.h"

/* What this machine keeps for the person. Without a database all of it lives as long as the session. */

static const char *
account_id (DeskSession *self)
{
  return store_account_get_id (self->account);
}

/* FALSE when nothing may be done with the session any more, or when it failed (which is said). */
static gboolean
is_fine (const char *what, const GError *error)
{
  if (error == NULL)
    return TRUE;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("%s: %s", what, error->message);
  return FALSE;
}

static void
favourites_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) numbers = store_favourites_load_finish (STORE_DATABASE (source), result, &error);

  if (!is_fine ("reading favourites", error) || numbers == NULL)
    return;
  desk_session_begin (self);
  for (guint i = 0; numbers[i] != NULL; i++)
    desk_presence_model_set_favourite (self->colleagues, desk_presence_model_ensure (self->colleagues,
                                                                                     numbers[i]), TRUE);
  desk_session_end (self);
  desk_session_watch_favourites (self);
}

static void
aliases_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) aliases
      = store_words_load_finish (&store_aliases, STORE_DATABASE (source), result, &error);

  if (!is_fine ("reading own names", error) || aliases == NULL)
    return;
  desk_session_begin (self);
  desk_presence_model_take_aliases (self->colleagues, aliases);
  desk_leg_table_touch_busy (self->legs);
  desk_places_rename (self);
  desk_session_end (self);
}

static void
recents_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree guint *uses = NULL;
  g_auto (GStrv) numbers = store_recents_load_finish (STORE_DATABASE (source), result, &uses, &error);

  if (is_fine ("reading numbers dialled", error))
    desk_catalogue_set_recents (desk_finder_get_catalogue (self->finder), (const char *const *) numbers,
                                uses);
}

void
desk_personal_load (DeskSession *self)
{
  if (self->database == NULL)
    return;
  store_favourites_load_async (self->database, account_id (self), self->cancellable, favourites_loaded_cb,
                               g_object_ref (self));
  store_words_load_async (&store_aliases, self->database, account_id (self), self->cancellable,
                          aliases_loaded_cb, g_object_ref (self));
  store_recents_load_async (self->database, account_id (self), self->cancellable, recents_loaded_cb,
                            g_object_ref (self));
}

static void
favourite_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  store_favourites_set_finish (STORE_DATABASE (source), result, &error);
  is_fine ("keeping a favourite", error);
}

static void
alias_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  store_words_set_finish (&store_aliases, STORE_DATABASE (source), result, &error);
  is_fine ("keeping an own name", error);
}

static void
recent_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  store_recents_add_finish (STORE_DATABASE (source), result, &error);
  is_fine ("keeping a number dialled", error);
}

void
desk_session_set_favourite (DeskSession *self, DeskExtension *extension, gboolean is_favourite)
{
  g_return_if_fail (DESK_IS_SESSION (self));
  g_return_if_fail (DESK_IS_EXTENSION (extension));

  desk_presence_model_set_favourite (self->colleagues, extension, is_favourite);
  if (is_favourite)
    desk_session_watch_favourites (self);
  /* Not cancelled with the session: what the person said is to be kept. */
  if (self->database != NULL)
    store_favourites_set_async (self->database, account_id (self), desk_extension_get_number (extension),
                                is_favourite,
                                NULL, favourite_set_cb, NULL);
}

static void
favourites_ordered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  store_favourites_order_finish (STORE_DATABASE (source), result, &error);
  is_fine ("keeping the order of favourites", error);
}

GPtrArray *
desk_session_list_favourites (DeskSession *self)
{
  g_return_val_if_fail (DESK_IS_SESSION (self), NULL);
  return desk_presence_model_list_favourites (self->colleagues);
}

void
desk_session_order_favourites (DeskSession *self, const char *const *numbers)
{
  g_autoptr (GPtrArray) favourites = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ordered = NULL;

  g_return_if_fail (DESK_IS_SESSION (self));
  g_return_if_fail (numbers != NULL);

  desk_presence_model_order_favourites (self->colleagues, numbers);
  favourites = desk_presence_model_list_favourites (self->colleagues);
  for (guint i = 0; i < favourites->len; i++)
    g_strv_builder_add (builder, desk_extension_get_number (favourites->pdata[i]));
  ordered = g_strv_builder_end (builder);
  if (self->database != NULL)
    store_favourites_order_async (self->database, account_id (self), (const char *const *) ordered, NULL,
                                  favourites_ordered_cb, NULL);
}

void
desk_session_set_alias (DeskSession *self, DeskExtension *extension, const char *alias)
{
  g_return_if_fail (DESK_IS_SESSION (self));
  g_return_if_fail (DESK_IS_EXTENSION (extension));

  desk_session_begin (self);
  desk_presence_model_set_alias (self->colleagues, extension, alias);
  desk_leg_table_touch_busy (self->legs);
  desk_places_rename (self);
  desk_session_end (self);
  if (self->database != NULL)
    store_words_set_async (&store_aliases, self->database, account_id (self),
                           desk_extension_get_number (extension), alias, NULL, alias_set_cb, NULL);
}

void
desk_personal_add_recent (DeskSession *self, const char *number)
{
  desk_catalogue_add_recent (desk_finder_get_catalogue (self->finder), number);
  if (self->database != NULL)
    store_recents_add_async (self->database, account_id (self), number, NULL, recent_added_cb, NULL);
}

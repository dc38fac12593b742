/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/app-finder.h"

#include "model/desk-local.h"

#define LIMIT 100
#define LINGER_S 10 /* without anybody signed in: until the next key of the same search */

struct _AppFinder
{
  GObject parent_instance;

  /* borrowed */
  AppApplication *application;

  /* owned */
  DeskLocal *local; /* what is kept for who was last; NULL until asked for, and while somebody is signed in */

  guint linger; /* holds the application */
};

G_DEFINE_FINAL_TYPE (AppFinder, app_finder, G_TYPE_OBJECT)

static gboolean
linger_cb (gpointer user_data)
{
  AppFinder *self = user_data;

  self->linger = 0;
  g_clear_object (&self->local); /* it may be another day when somebody asks again */
  g_application_release (G_APPLICATION (self->application));
  return G_SOURCE_REMOVE;
}

static void
linger (AppFinder *self)
{
  if (self->linger != 0)
    g_source_remove (self->linger);
  else
    g_application_hold (G_APPLICATION (self->application));
  self->linger = g_timeout_add_seconds (LINGER_S, linger_cb, self);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_pointer (task, desk_local_search_finish (DESK_LOCAL (source), result),
                         (GDestroyNotify)g_ptr_array_unref);
  linger (APP_FINDER (g_task_get_source_object (task)));
}

void
app_finder_search_async (AppFinder *self, const char *text, guint limit, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (APP_IS_FINDER (self) && text != NULL);

  DeskSession *session = app_application_get_session (self->application);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  StoreAccount *account;

  g_task_set_source_tag (task, app_finder_search_async);
  g_task_set_check_cancellable (task, FALSE);
  limit = MIN (limit, LIMIT);
  if (session != NULL)
    {
      g_clear_object (&self->local);
      g_task_return_pointer (task, desk_finder_search (desk_session_get_finder (session), text, limit),
                             (GDestroyNotify)g_ptr_array_unref);
      return;
    }
  account = app_application_get_last_account (self->application);
  if (account == NULL)
    {
      g_task_return_pointer (task, g_ptr_array_new_with_free_func (g_object_unref),
                             (GDestroyNotify)g_ptr_array_unref);
      return;
    }
  if (self->local == NULL
      || g_strcmp0 (desk_local_get_account (self->local), store_account_get_id (account)) != 0)
    {
      g_clear_object (&self->local);
      self->local = desk_local_new (app_application_get_database (self->application), account);
    }
  linger (self);
  desk_local_search_async (self->local, text, limit, cancellable, found_cb, g_steal_pointer (&task));
}

GPtrArray *
app_finder_search_finish (AppFinder *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

GVariant *
app_finder_describe (GPtrArray *matches)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < matches->len; i++)
    {
      DeskMatch *match = matches->pdata[i];
      const char *subtitle = desk_match_get_subtitle (match);

      g_variant_builder_open (&builder, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&builder, "{sv}", "kind",
                             g_variant_new_string (desk_match_get_kind_name (match)));
      g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_string (desk_match_get_key (match)));
      g_variant_builder_add (&builder, "{sv}", "title", g_variant_new_string (desk_match_get_title (match)));
      g_variant_builder_add (&builder, "{sv}", "subtitle",
                             g_variant_new_string (subtitle != NULL ? subtitle : ""));
      g_variant_builder_add (&builder, "{sv}", "number",
                             g_variant_new_string (desk_match_get_number (match)));
      g_variant_builder_add (&builder, "{sv}", "offer",
                             g_variant_new_string (desk_offer_get_name (desk_match_get_offer (match))));
      g_variant_builder_add (&builder, "{sv}", "explanation",
                             g_variant_new_take_string (desk_match_dup_explanation (match)));
      g_variant_builder_close (&builder);
    }
  return g_variant_builder_end (&builder);
}

static void
app_finder_dispose (GObject *object)
{
  AppFinder *self = APP_FINDER (object);

  if (self->linger != 0)
    {
      g_source_remove (self->linger);
      g_application_release (G_APPLICATION (self->application));
    }
  self->linger = 0;
  g_clear_object (&self->local);
  G_OBJECT_CLASS (app_finder_parent_class)->dispose (object);
}

static void
app_finder_class_init (AppFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_finder_dispose;
}

static void
app_finder_init (AppFinder *self)
{
}

AppFinder *
app_finder_new (AppApplication *application)
{
  AppFinder *self = g_object_new (APP_TYPE_FINDER, NULL);

  self->application = application;
  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "store/store-secrets.h"

G_DEFINE_QUARK (store - secrets - error - quark, store_secrets_error)

/* clang-format off */
#define ATTRIBUTES { \
  { "account", SECRET_SCHEMA_ATTRIBUTE_STRING }, \
  { "server", SECRET_SCHEMA_ATTRIBUTE_STRING }, \
  { "user", SECRET_SCHEMA_ATTRIBUTE_STRING }, \
}
/* clang-format on */

static const SecretSchema store_schema
    = { "org.sidetone.Sidetone.Account", SECRET_SCHEMA_NONE, ATTRIBUTES };

/* Matching on the name keeps some services from asking to unlock; the account's id is unique anyway. */
static const SecretSchema match_schema
    = { "org.sidetone.Sidetone.Account", SECRET_SCHEMA_DONT_MATCH_NAME, ATTRIBUTES };

typedef struct
{
  GHashTable *attributes;
  char *label;
  char *password;
  GError *error;   /* of taking others away */
  guint n_pending; /* others being taken away */
} SaveData;

static void
save_data_free (SaveData *data)
{
  g_hash_table_unref (data->attributes);
  g_free (data->label);
  secret_password_free (data->password);
  g_clear_error (&data->error);
  g_free (data);
}

static GHashTable *
match_all (StoreAccount *account)
{
  return secret_attributes_build (&store_schema, "account", store_account_get_id (account), "server",
                                  store_account_get_url (account), "user", store_account_get_user (account),
                                  NULL);
}

static GHashTable *
match_id (StoreAccount *account)
{
  return secret_attributes_build (&match_schema, "account", store_account_get_id (account), NULL);
}

/* Whatever the service or the bus said, in one domain and in words. */
static GError *
translate (GTask *task, const GError *error)
{
  StoreSecretsError code = STORE_SECRETS_ERROR_FAILED;
  const char *text = _("The password keyring failed");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
        return g_error_copy (error);
      return g_error_new (STORE_SECRETS_ERROR, STORE_SECRETS_ERROR_DISMISSED,
                          _("The password keyring stays locked because its question was dismissed."));
    }
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    {
      code = STORE_SECRETS_ERROR_LOCKED;
      text = _("The password keyring is locked");
    }
  else if (error->domain == G_DBUS_ERROR || error->domain == G_IO_ERROR || error->domain == G_SPAWN_ERROR
           || g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    {
      code = STORE_SECRETS_ERROR_UNAVAILABLE;
      text = _("There is no password keyring here");
    }

  return g_error_new (STORE_SECRETS_ERROR, code, "%s: %s", text, error->message);
}

static GTask *
new_task (StoreAccount *account,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (account, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static void
lookup_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  char *password = secret_password_lookup_nonpageable_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, translate (task, error));
  else
    g_task_return_pointer (task, password, (GDestroyNotify)secret_password_free);
}

void
store_secrets_lookup_async (StoreAccount *account,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GHashTable) attributes = NULL;

  g_return_if_fail (STORE_IS_ACCOUNT (account));

  attributes = match_all (account);
  secret_password_lookupv (
      &match_schema, attributes, cancellable, lookup_cb,
      new_task (account, store_secrets_lookup_async, cancellable, callback, user_data));
}

char *
store_secrets_lookup_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (g_task_is_valid (result, g_task_get_source_object (G_TASK (result))), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, store_secrets_lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
others_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SaveData *data = g_task_get_task_data (task);

  secret_password_clear_finish (result, &error);
  if (error != NULL && data->error == NULL)
    data->error = translate (task, error);
  if (--data->n_pending > 0)
    return;
  if (data->error != NULL)
    g_task_return_error (task, g_steal_pointer (&data->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* The account's password for another server or user. */
static gboolean
is_another (SaveData *data, GHashTable *attributes)
{
  static const char *const names[] = { "server", "user" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (g_hash_table_lookup (attributes, names[i]),
                   g_hash_table_lookup (data->attributes, names[i])) != 0)
      return TRUE;
  return FALSE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SaveData *data = g_task_get_task_data (task);
  g_autolist (SecretRetrievable) found = secret_password_search_finish (result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, translate (task, error));
      return;
    }
  data->n_pending = 1; /* for this loop */
  for (GList *at = found; at != NULL; at = at->next)
    {
      g_autoptr (GHashTable) attributes = secret_retrievable_get_attributes (at->data);

      g_hash_table_remove (attributes, "xdg:schema");
      if (!is_another (data, attributes))
        continue;
      data->n_pending++;
      secret_password_clearv (&match_schema, attributes, g_task_get_cancellable (task), others_cleared_cb,
                              g_object_ref (task));
    }
  if (--data->n_pending == 0)
    g_task_return_boolean (task, TRUE);
}

/* The new one is there before any other goes: whoever is killed in between has a password still. */
static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) attributes = NULL;

  if (!secret_password_store_finish (result, &error))
    {
      g_task_return_error (task, translate (task, error));
      return;
    }
  attributes = match_id (g_task_get_source_object (task));
  secret_password_searchv (&match_schema, attributes, SECRET_SEARCH_ALL, g_task_get_cancellable (task),
                           found_cb, g_object_ref (task));
}

/* A second copy in memory that is not written to a swap file. */
static char *
dup_secret (const char *password)
{
  gsize length;

  return secret_value_unref_to_password (secret_value_new (password, -1, "text/plain"), &length);
}

void
store_secrets_save_async (StoreAccount *account,
                          const char *password,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;
  SaveData *data;

  g_return_if_fail (STORE_IS_ACCOUNT (account));
  g_return_if_fail (password != NULL);

  data = g_new0 (SaveData, 1);
  data->attributes = match_all (account);
  data->label = g_strdup_printf (_("Sidetone: %s"), store_account_get_name (account));
  data->password = dup_secret (password);

  task = new_task (account, store_secrets_save_async, cancellable, callback, user_data);
  g_task_set_task_data (task, data, (GDestroyNotify)save_data_free);
  secret_password_storev (&store_schema, data->attributes, SECRET_COLLECTION_DEFAULT, data->label,
                          data->password, cancellable, stored_cb, task);
}

gboolean
store_secrets_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, g_task_get_source_object (G_TASK (result))), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, store_secrets_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* FALSE without an error: there was nothing to forget. */
  secret_password_clear_finish (result, &error);
  if (error != NULL)
    g_task_return_error (task, translate (task, error));
  else
    g_task_return_boolean (task, TRUE);
}

void
store_secrets_clear_async (StoreAccount *account,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GHashTable) attributes = NULL;

  g_return_if_fail (STORE_IS_ACCOUNT (account));

  attributes = match_id (account);
  secret_password_clearv (&match_schema, attributes, cancellable, cleared_cb,
                          new_task (account, store_secrets_clear_async, cancellable, callback, user_data));
}

gboolean
store_secrets_clear_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, g_task_get_source_object (G_TASK (result))), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, store_secrets_clear_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
store_secrets_free (char *password)
{
  secret_password_free (password);
}

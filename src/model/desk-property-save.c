/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed goes to the PBX, and is read back. */
#include "config.h"

#include "model/desk-property-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-address.h"
#include "model/desk-outbox-private.h"

/* What is under way. */
typedef struct
{
  char **names, **values; /* secrets are "" */
  GArray *n_values;       /* of guint: which of its values each had then; NULL where nothing was sent */
} Sent;

static void
sent_free (gpointer data)
{
  Sent *sent = data;

  g_strfreev (sent->names);
  g_strfreev (sent->values);
  g_clear_pointer (&sent->n_values, g_array_unref);
  g_free (sent);
}

static gboolean
is_part_of_name (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.';
}

/* Whether @text speaks of @name as a whole. */
static gboolean
names_it (const char *text, const char *name)
{
  gsize length = strlen (name);

  for (const char *p = text != NULL ? strstr (text, name) : NULL; p != NULL; p = strstr (p + 1, name))
    if ((p == text || !is_part_of_name (p[-1]))
        && (!is_part_of_name (p[length]) || (p[length] == '.' && !is_part_of_name (p[length + 1]))))
      return TRUE;

  return FALSE;
}

/* The longest of the names that were sent: "password" stands in "login.password" by no means. */
static DeskProperty *
find_refused (DeskPropertySet *self, char **names, const GError *error)
{
  const char *found = NULL;

  if (!g_error_matches (error, PAL_ERROR, PAL_ERROR_INVALID_PARAMS)
      && !g_error_matches (error, PAL_ERROR, PAL_ERROR_REMOTE)
      && !g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED)
      && !g_error_matches (error, PAL_ERROR, PAL_ERROR_NOT_FOUND))
    return NULL;
  if (g_strv_length (names) == 1)
    return desk_property_set_find (self, names[0]);
  for (guint i = 0; names[i] != NULL; i++)
    if ((names_it (pal_error_get_parameter (error), names[i])
         || names_it (pal_error_get_remote_text (error), names[i]))
        && (found == NULL || strlen (names[i]) > strlen (found)))
      found = names[i];

  return found != NULL ? desk_property_set_find (self, found) : NULL;
}

static void
fail_save (GTask *task, GError *error)
{
  DeskPropertySet *self = g_task_get_source_object (task);
  Sent *sent = g_task_get_task_data (task);
  DeskProperty *property = find_refused (self, sent->names, error);

  self->is_doubtful = !desk_outbox_is_refusal (error);
  if (property != NULL)
    {
      const char *words = pal_error_get_remote_text (error);

      desk_property_set_error (property, words != NULL && *words != '\0' ? words : error->message);
    }
  desk_property_set_set_is_saving (self, FALSE);
  g_task_return_error (task, error);
}

/* Secrets are gone from here once they are there; one that was written since is another. */
static void
forget_secrets (DeskPropertySet *self, Sent *sent)
{
  for (guint i = 0; sent->names[i] != NULL; i++)
    {
      DeskProperty *property = desk_property_set_find (self, sent->names[i]);

      if (property != NULL && desk_property_is_secret (property)
          && desk_property_get_n_values (property) == g_array_index (sent->n_values, guint, i))
        desk_property_revert (property);
    }
}

/* Of what was sent. */
static char **
list_readable (DeskPropertySet *self, Sent *sent)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; sent->names[i] != NULL; i++)
    {
      DeskProperty *property = desk_property_set_find (self, sent->names[i]);

      if (property != NULL && !desk_property_is_secret (property))
        g_strv_builder_add (builder, sent->names[i]);
    }

  return g_strv_builder_end (builder);
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DeskPropertySet *self = g_task_get_source_object (task);
  Sent *sent = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_auto (GStrv) readable = NULL, values = NULL;

  if (reply == NULL)
    {
      fail_save (task, g_steal_pointer (&error));
      return;
    }
  readable = list_readable (self, sent);
  values = desk_property_set_read_reply (reply, (const char *const *) readable);
  for (guint i = 0, next = 0; sent->names[i] != NULL; i++)
    {
      DeskProperty *property = desk_property_set_find (self, sent->names[i]);

      if (property == NULL || desk_property_is_secret (property))
        continue;
      desk_property_set_server_value (property, values[next]);
      if (!desk_property_is_same (property, values[next], sent->values[i]))
        {
          g_clear_error (&error);
          error = pal_error_new_parameter (PAL_ERROR_REMOTE, sent->names[i], _("The PBX said yes, but %s is “%s”"),
                                           desk_property_get_label (property), values[next]);
          desk_property_set_error (property, error->message);
        }
      next++;
    }
  desk_property_set_set_is_saving (self, FALSE);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DeskPropertySet *self = g_task_get_source_object (task);
  Sent *sent = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_auto (GStrv) readable = NULL;

  if (reply == NULL)
    {
      fail_save (task, g_steal_pointer (&error));
      return;
    }
  forget_secrets (self, sent);
  readable = list_readable (self, sent);
  if (readable[0] == NULL)
    {
      desk_property_set_set_is_saving (self, FALSE);
      g_task_return_boolean (task, TRUE);
      return;
    }
  desk_property_set_ask (self, (const char *const *) readable, read_back_cb, g_steal_pointer (&task));
}

/* The first of those whose value no PBX would take. */
static DeskProperty *
find_wrong (DeskPropertySet *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (desk_property_get_is_dirty (self->rows->pdata[i])
        && !desk_property_is_in_table (self->rows->pdata[i], desk_property_get_value (self->rows->pdata[i])))
      return self->rows->pdata[i];

  return NULL;
}

/* The dirty ones, as the table writes them. */
static Sent *
write_members (DeskPropertySet *self, PalParams *params)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new (), values = g_strv_builder_new ();
  Sent *sent = g_new0 (Sent, 1);

  sent->n_values = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->rows->len; i++)
    {
      DeskProperty *property = self->rows->pdata[i];
      guint n_values = desk_property_get_n_values (property);
      const PalProperty *row = desk_property_get_row (property);
      const char *name = desk_property_get_name (property);
      char *value;

      if (!desk_property_get_is_dirty (property) || row == NULL)
        continue;
      value = pal_property_read (row, name, desk_property_get_value (property), NULL);
      desk_property_set_error (property, NULL);
      pal_params_set_member (params, "properties", name, value);
      g_strv_builder_add (names, name);
      g_array_append_val (sent->n_values, n_values);
      g_strv_builder_add (values, desk_property_is_secret (property) ? "" : value);
      desk_password_free (value);
    }
  sent->names = g_strv_builder_end (names);
  sent->values = g_strv_builder_end (values);

  return sent;
}

static void
send_dirty (GTask *task)
{
  DeskPropertySet *self = g_task_get_source_object (task);
  g_autoptr (PalParams) params = desk_property_set_new_params (self, PAL_METHOD_SET_EXTENSION_PROPERTIES);

  g_task_set_task_data (task, write_members (self, params), sent_free);
  pal_client_call_async (self->client, params, g_task_get_cancellable (task), saved_cb, g_object_ref (task));
}

/* Of what may have arrived, what did is not sent again. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DeskPropertySet *self = g_task_get_source_object (task);
  Sent *asked = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_auto (GStrv) values = NULL;

  if (reply == NULL)
    {
      desk_property_set_set_is_saving (self, FALSE);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->is_doubtful = FALSE;
  values = desk_property_set_read_reply (reply, (const char *const *) asked->names);
  for (guint i = 0; asked->names[i] != NULL; i++)
    {
      DeskProperty *property = desk_property_set_find (self, asked->names[i]);

      if (property != NULL)
        desk_property_set_server_value (property, values[i]);
    }
  if (self->n_dirty > 0)
    {
      send_dirty (task);
      return;
    }
  desk_property_set_set_is_saving (self, FALSE);
  g_task_return_boolean (task, TRUE);
}

/* Asks for what was changed, where that can be read; FALSE: none of it can. */
static gboolean
look (GTask *task)
{
  DeskPropertySet *self = g_task_get_source_object (task);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  Sent *asked = g_new0 (Sent, 1);

  for (guint i = 0; i < self->rows->len; i++)
    if (desk_property_get_is_dirty (self->rows->pdata[i]) && !desk_property_is_secret (self->rows->pdata[i]))
      g_strv_builder_add (names, desk_property_get_name (self->rows->pdata[i]));
  asked->names = g_strv_builder_end (names);
  g_task_set_task_data (task, asked, sent_free);
  if (asked->names[0] == NULL)
    return FALSE;
  desk_property_set_ask (self, (const char *const *) asked->names, looked_cb, g_object_ref (task));
  return TRUE;
}

void
desk_property_set_save_async (DeskPropertySet *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  DeskProperty *wrong;

  g_return_if_fail (DESK_IS_PROPERTY_SET (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_property_set_save_async);
  wrong = find_wrong (self);
  if (wrong != NULL)
    {
      const char *name = desk_property_get_name (wrong);

      g_task_return_error (task, pal_error_new_parameter (PAL_ERROR_INVALID_PARAMS, name, "%s: %s",
                                                          desk_property_get_label (wrong),
                                                          desk_property_get_error (wrong)));
      return;
    }
  if (self->is_saving || self->n_dirty == 0)
    {
      if (self->is_saving)
        g_task_return_new_error (task, PAL_ERROR, PAL_ERROR_BUSY, "%s", _("Changes are being saved already."));
      else
        g_task_return_boolean (task, TRUE);
      return;
    }

  desk_property_set_set_is_saving (self, TRUE);
  if (!self->is_doubtful || !look (task))
    send_dirty (task);
}

gboolean
desk_property_set_save_finish (DeskPropertySet *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == desk_property_set_save_async, FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

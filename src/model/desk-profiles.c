/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-profiles-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-session-private.h"

#define LONGEST_NAME 60

static void
list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskProfiles,
                               desk_profiles,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_0,
  PROP_CURRENT,
  PROP_IS_KNOWN,
  PROP_IS_BUSY,
  PROP_UNDO_NAME,
  PROP_ENDS_AT,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* --- the list -------------------------------------------------------------- */

static GType
list_get_item_type (GListModel *model)
{
  return DESK_TYPE_PROFILE;
}

static guint
list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (DESK_PROFILES (model)->list));
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (DESK_PROFILES (model)->list), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

static DeskProfile *
find_named (DeskProfiles *self, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < list_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (DeskProfile) profile = list_get_item (G_LIST_MODEL (self), i);
      g_autofree char *folded = g_utf8_casefold (desk_profile_get_name (profile), -1);

      if (g_str_equal (folded, wanted))
        return profile; /* the list has it */
    }
  return NULL;
}

DeskProfile *
desk_profiles_find (DeskProfiles *self, const char *name)
{
  g_return_val_if_fail (DESK_IS_PROFILES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < list_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (DeskProfile) profile = list_get_item (G_LIST_MODEL (self), i);

      if (g_str_equal (desk_profile_get_id (profile), name))
        return profile;
    }
  return find_named (self, name);
}

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text);
  return FALSE;
}

/* The values as the guide writes them; NULL with an error. */
static GPtrArray *
read_changes (GPtrArray *changes, GError **error)
{
  g_autoptr (GPtrArray) read = desk_profile_changes_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const DeskProfileChange *change = changes->pdata[i];
      g_autofree char *value
          = desk_profile_value_read (change->key, change->value != NULL ? change->value : "", error);

      if (value == NULL)
        return NULL;
      g_ptr_array_add (read, desk_profile_change_new (change->key, change->value != NULL ? value : NULL));
    }
  return g_steal_pointer (&read);
}

static gboolean
check_name (DeskProfiles *self, DeskProfile *profile, const char *name, GError **error)
{
  DeskProfile *other;

  if (*name == '\0')
    return refuse (error, _ ("A profile needs a name."));
  if (g_utf8_strlen (name, -1) > LONGEST_NAME)
    return refuse (error, _ ("This name is too long."));
  other = find_named (self, name);
  if (other != NULL && other != profile)
    return refuse (error, _ ("There is a profile of that name already."));
  return TRUE;
}

DeskProfile *
desk_profiles_save (
    DeskProfiles *self, DeskProfile *profile, const char *name, GPtrArray *changes, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (DeskProfile) made = NULL;
  guint position;

  g_return_val_if_fail (DESK_IS_PROFILES (self), NULL);

  read = check_name (self, profile, trimmed, error) ? read_changes (changes, error) : NULL;
  if (read == NULL)
    return NULL;
  if (profile == NULL)
    {
      g_autofree char *id = g_uuid_string_random ();

      profile = made = desk_profile_new (id, trimmed, read);
      g_list_store_append (self->list, made);
    }
  else
    {
      desk_profile_change (profile, trimmed, read);
      if (g_list_store_find (self->list, profile, &position))
        g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
    }
  desk_profiles_keep (self, profile, FALSE);
  desk_profiles_update (self);
  return profile;
}

void
desk_profiles_remove (DeskProfiles *self, DeskProfile *profile)
{
  guint position;

  g_return_if_fail (DESK_IS_PROFILES (self));

  if (!g_list_store_find (self->list, profile, &position))
    return;
  g_object_ref (profile);
  desk_profiles_keep (self, profile, TRUE);
  g_list_store_remove (self->list, position);
  desk_profile_set_is_on (profile, FALSE);
  desk_profiles_update (self);
  g_object_unref (profile);
}

/* --- what is on ------------------------------------------------------------ */

static DeskProfileRun *
get_last (DeskProfiles *self)
{
  return self->runs->len > 0 ? self->runs->pdata[self->runs->len - 1] : NULL;
}

/* TRUE: the PBX has all of it. *is_known becomes FALSE when some of it was not read. */
static gboolean
is_on (DeskProfiles *self, DeskProfile *profile, gboolean *is_known)
{
  GPtrArray *changes = desk_profile_get_changes (profile);
  gboolean is_so = changes->len > 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const DeskProfileChange *change = changes->pdata[i];
      const char *value = g_hash_table_lookup (self->values, change->key);

      if (value == NULL)
        *is_known = FALSE;
      if (value == NULL || change->value == NULL
          || !desk_profile_values_equal (change->key, value, change->value))
        is_so = FALSE;
    }
  return is_so;
}

/* Of several that are on, the one that was applied, or the one that says most. */
static DeskProfile *
find_current (DeskProfiles *self, gboolean *is_known)
{
  const DeskProfileRun *last = get_last (self);
  DeskProfile *found = NULL;

  *is_known = self->is_ready;
  for (guint i = 0; i < list_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (DeskProfile) profile = list_get_item (G_LIST_MODEL (self), i);

      if (!is_on (self, profile, is_known))
        continue;
      if (found == NULL || (last != NULL && g_str_equal (desk_profile_get_id (profile), last->profile_id)))
        found = profile;
      else if ((last == NULL || !g_str_equal (desk_profile_get_id (found), last->profile_id))
               && desk_profile_get_changes (profile)->len > desk_profile_get_changes (found)->len)
        found = profile;
    }
  return found;
}

void
desk_profiles_update (DeskProfiles *self)
{
  gboolean is_known;
  DeskProfile *current = find_current (self, &is_known);

  for (guint i = 0; i < list_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (DeskProfile) profile = list_get_item (G_LIST_MODEL (self), i);

      desk_profile_set_is_on (profile, profile == current);
    }
  g_object_freeze_notify (G_OBJECT (self));
  g_set_object (&self->current, current);
  for (guint i = PROP_CURRENT; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

DeskProfile *
desk_profiles_get_current (DeskProfiles *self)
{
  g_return_val_if_fail (DESK_IS_PROFILES (self), NULL);
  return self->current;
}

gboolean
desk_profiles_get_is_known (DeskProfiles *self)
{
  gboolean is_known;

  g_return_val_if_fail (DESK_IS_PROFILES (self), FALSE);

  find_current (self, &is_known);
  return is_known;
}

gboolean
desk_profiles_get_is_busy (DeskProfiles *self)
{
  g_return_val_if_fail (DESK_IS_PROFILES (self), FALSE);
  return self->job != NULL;
}

const char *
desk_profiles_get_undo_name (DeskProfiles *self)
{
  g_return_val_if_fail (DESK_IS_PROFILES (self), NULL);
  return get_last (self) != NULL ? get_last (self)->name : NULL;
}

gint64
desk_profiles_get_ends_at (DeskProfiles *self)
{
  g_return_val_if_fail (DESK_IS_PROFILES (self), 0);
  return get_last (self) != NULL ? get_last (self)->ends_at : 0;
}

const char *
desk_profiles_get_problem (DeskProfiles *self)
{
  g_return_val_if_fail (DESK_IS_PROFILES (self), NULL);

  for (guint i = self->runs->len; i-- > 0;)
    if (((DeskProfileRun *)self->runs->pdata[i])->state == DESK_PROFILE_RUN_STUCK)
      return ((DeskProfileRun *)self->runs->pdata[i])->reason;
  return NULL;
}

gint64
desk_profiles_get_now (DeskProfiles *self)
{
  g_return_val_if_fail (DESK_IS_PROFILES (self), 0);
  return self->clock != NULL ? pal_clock_get_real (self->clock) : g_get_real_time ();
}

/* --- asking ---------------------------------------------------------------- */

static GPtrArray *
dup_keys (DeskProfiles *self, DeskProfile *only)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < list_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (DeskProfile) profile = list_get_item (G_LIST_MODEL (self), i);
      GPtrArray *changes = desk_profile_get_changes (profile);

      for (guint j = 0; (only == NULL || only == profile) && j < changes->len; j++)
        g_ptr_array_add (keys, g_strdup (((DeskProfileChange *)changes->pdata[j])->key));
    }
  return keys;
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) values = desk_profiles_read_finish (DESK_PROFILES (source), result, &error);

  if (values == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

void
desk_profiles_refresh_async (DeskProfiles *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;
  g_autoptr (GPtrArray) keys = NULL;

  g_return_if_fail (DESK_IS_PROFILES (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, desk_profiles_refresh_async);
  keys = dup_keys (self, NULL);
  desk_profiles_read_async (self, keys, refreshed_cb, task);
}

gboolean
desk_profiles_refresh_finish (DeskProfiles *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) values = desk_profiles_read_finish (DESK_PROFILES (source), result, &error);
  DeskProfile *profile = g_task_get_task_data (task);

  if (values == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, desk_profile_diff (desk_profile_get_changes (profile), values),
                           (GDestroyNotify)g_ptr_array_unref);
}

void
desk_profiles_preview_async (DeskProfiles *self,
                             DeskProfile *profile,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;
  g_autoptr (GPtrArray) keys = NULL;

  g_return_if_fail (DESK_IS_PROFILES (self));
  g_return_if_fail (DESK_IS_PROFILE (profile));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, desk_profiles_preview_async);
  g_task_set_task_data (task, g_object_ref (profile), g_object_unref);
  keys = dup_keys (self, profile);
  desk_profiles_read_async (self, keys, previewed_cb, task);
}

GPtrArray *
desk_profiles_preview_finish (DeskProfiles *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the part of a session ------------------------------------------------- */

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!desk_profiles_refresh_finish (DESK_PROFILES (source), result, &error))
    g_debug ("Which profile is on: %s", error->message);
}

void
desk_profiles_set_ready (gpointer part, gboolean is_ready)
{
  DeskProfiles *self = part;

  if (self->is_ready == is_ready)
    return;
  self->is_ready = is_ready;
  self->look_at = 0;
  if (!is_ready)
    g_hash_table_remove_all (self->values);
  desk_profiles_update (self);
  if (is_ready && self->runs->len > 0) /* else nobody looks yet */
    desk_profiles_refresh_async (self, looked_cb, NULL);
  desk_profiles_pump (self);
}

gpointer
desk_profiles_begin (DeskSession *session)
{
  DeskProfiles *self;

  if (session->own == NULL)
    return NULL;
  self = g_object_new (DESK_TYPE_PROFILES, NULL);
  g_set_weak_pointer (&self->session, session);
  self->client = g_object_ref (session->client);
  self->clock = g_object_ref (session->clock);
  g_set_object (&self->database, session->database);
  self->account_id = g_strdup (store_account_get_id (session->account));
  self->user = g_strdup (store_account_get_user (session->account));
  desk_profiles_load (self);
  return self;
}

void
desk_profiles_end (gpointer part)
{
  DeskProfiles *self = part;

  g_cancellable_cancel (self->cancellable);
  self->is_ready = FALSE;
  desk_profiles_drop_job (self);
  if (self->timer != 0)
    pal_clock_remove (self->clock, self->timer);
  self->timer = 0;
  g_clear_weak_pointer (&self->session);
  /* What is still being read from the database may hold this longer than these may live. */
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->database);
}

DeskProfiles *
desk_session_get_profiles (DeskSession *session)
{
  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);
  return session->parts[DESK_PART_PROFILES];
}

/* --- the object ------------------------------------------------------------ */

static void
desk_profiles_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskProfiles *self = DESK_PROFILES (object);

  switch (id)
    {
    case PROP_CURRENT:
      g_value_set_object (value, self->current);
      break;
    case PROP_IS_KNOWN:
      g_value_set_boolean (value, desk_profiles_get_is_known (self));
      break;
    case PROP_IS_BUSY:
      g_value_set_boolean (value, desk_profiles_get_is_busy (self));
      break;
    case PROP_UNDO_NAME:
      g_value_set_string (value, desk_profiles_get_undo_name (self));
      break;
    case PROP_ENDS_AT:
      g_value_set_int64 (value, desk_profiles_get_ends_at (self));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, desk_profiles_get_problem (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_profiles_finalize (GObject *object)
{
  DeskProfiles *self = DESK_PROFILES (object);

  g_clear_weak_pointer (&self->session);
  g_clear_object (&self->list);
  g_clear_object (&self->current);
  g_ptr_array_unref (self->runs);
  g_hash_table_unref (self->values);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->database);
  g_clear_object (&self->cancellable);
  g_free (self->account_id);
  g_free (self->user);

  G_OBJECT_CLASS (desk_profiles_parent_class)->finalize (object);
}

static void
desk_profiles_class_init (DeskProfilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_profiles_get_property;
  object_class->finalize = desk_profiles_finalize;

  properties[PROP_CURRENT] = g_param_spec_object ("current", NULL, NULL, DESK_TYPE_PROFILE, flags);
  properties[PROP_IS_KNOWN] = g_param_spec_boolean ("is-known", NULL, NULL, FALSE, flags);
  properties[PROP_IS_BUSY] = g_param_spec_boolean ("is-busy", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, flags);
  properties[PROP_ENDS_AT] = g_param_spec_int64 ("ends-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
changed_cb (DeskProfiles *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
desk_profiles_init (DeskProfiles *self)
{
  self->list = g_list_store_new (DESK_TYPE_PROFILE);
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify)desk_profile_run_free);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

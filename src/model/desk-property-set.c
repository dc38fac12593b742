/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-property-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-enum-types.h"
#include "model/desk-session-private.h"

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskPropertySet, desk_property_set, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_STATE = 1,
  PROP_REASON,
  PROP_N_DIRTY,
  PROP_IS_SAVING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is known of extensions whose type no table has. */
static const char *const common_names[] = { "type", "stype", "name", "desc", NULL };

/* --- the list --------------------------------------------------------------- */

static GType
list_get_item_type (GListModel *model)
{
  return DESK_TYPE_PROPERTY;
}

static guint
list_get_n_items (GListModel *model)
{
  return DESK_PROPERTY_SET (model)->rows->len;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  DeskPropertySet *self = DESK_PROPERTY_SET (model);

  return position < self->rows->len ? g_object_ref (self->rows->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

/* --- rows --------------------------------------------------------------------- */

static void
count_dirty (DeskPropertySet *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += desk_property_get_is_dirty (self->rows->pdata[i]) ? 1 : 0;
  if (n == self->n_dirty)
    return;
  self->n_dirty = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DIRTY]);
}

static void
value_cb (DeskPropertySet *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_admin (DeskPropertySet *self)
{
  return pal_client_get_role (self->client) >= PAL_ROLE_ADMIN;
}

gboolean
desk_property_set_is_own (DeskPropertySet *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY_SET (self), FALSE);
  return pal_client_get_role (self->client) != PAL_ROLE_SYSTEM && g_str_equal (self->extension, self->user);
}

static const char *
explain_no_edit (DeskPropertySet *self, DeskProperty *property)
{
  const PalProperty *row = desk_property_get_row (property);

  if (row == NULL)
    return _("Not known here: palctl can set it.");
  if ((row->flags & PAL_PROPERTY_READ_ONLY) != 0 || g_str_equal (row->key, "stype"))
    return _("Stays as it was made.");
  if (is_admin (self))
    return NULL;
  if ((row->flags & PAL_PROPERTY_ADMIN_ONLY) != 0)
    return _("Only administrators can change this.");

  return desk_property_set_is_own (self) ? NULL : _("Only administrators can change the extensions of others.");
}

static DeskProperty *
add_row (DeskPropertySet *self, const char *name)
{
  DeskProperty *property = desk_property_new (self->table, name);

  desk_property_set_reason (property, explain_no_edit (self, property));
  g_signal_connect_object (property, "notify::is-dirty", G_CALLBACK (count_dirty), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (property, "notify::value", G_CALLBACK (value_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, property);
  g_hash_table_insert (self->by_name, (gpointer) desk_property_get_name (property), property);

  return property;
}

/* Every number that may stand for the "[n]" of its key, as far as it is shown. */
static void
add_rows_of (DeskPropertySet *self, const PalProperty *row)
{
  const char *phone = strstr (row->key, "p[n]_");
  guint n_plans = strstr (row->key, "pln[n]") != NULL ? DESK_PROPERTY_N_PLANS : 1;
  guint n_schedules = strstr (row->key, "ptn[n]") != NULL ? DESK_PROPERTY_N_SCHEDULES : 1;
  guint n_phones = phone != NULL || g_str_has_prefix (row->key, "pnumber[n]") ? PAL_PROPERTY_MAX_PHONE : 1;

  for (guint plan = 1; plan <= n_plans; plan++)
    for (guint schedule = 1; schedule <= n_schedules; schedule++)
      for (guint n = 1; n <= n_phones; n++)
        {
          const PalPropertyIndexes indexes = { .plan = plan, .schedule = schedule, .phone = n };
          g_autofree char *name = pal_property_make_key (row, &indexes);

          if (!g_hash_table_contains (self->by_name, name))
            add_row (self, name);
        }
}

/* All rows anew: what somebody added, and what it holds, comes back. */
static void
set_table (DeskPropertySet *self, const PalPropertyTable *table)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);

  self->table = table;
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_remove_all (self->by_name);
  for (guint i = 0; table != NULL && i < table->n_rows; i++)
    /* All phones in one is the same thing a second time. */
    if ((table->rows[i].flags & PAL_PROPERTY_POSITIONAL) == 0)
      add_rows_of (self, &table->rows[i]);
  for (guint i = 0; table == NULL && common_names[i] != NULL; i++)
    add_row (self, common_names[i]);
  for (guint i = 0; i < old->len; i++)
    {
      const char *name = desk_property_get_name (old->pdata[i]);
      DeskProperty *row = g_hash_table_lookup (self->by_name, name);

      if (row == NULL)
        row = add_row (self, name);
      if (desk_property_get_is_dirty (old->pdata[i]))
        desk_property_set_value (row, desk_property_get_value (old->pdata[i]));
    }
  g_ptr_array_sort (self->rows, desk_property_compare);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, self->rows->len);
  count_dirty (self);
}

DeskProperty *
desk_property_set_find (DeskPropertySet *self, const char *name)
{
  g_return_val_if_fail (DESK_IS_PROPERTY_SET (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->by_name, name);
}

DeskProperty *
desk_property_set_add (DeskPropertySet *self, const char *name)
{
  DeskProperty *property = desk_property_set_find (self, name);
  guint position;

  if (property != NULL)
    return property;
  property = add_row (self, name);
  g_ptr_array_sort (self->rows, desk_property_compare);
  g_ptr_array_find (self->rows, property, &position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);

  return property;
}

void
desk_property_set_revert (DeskPropertySet *self)
{
  g_return_if_fail (DESK_IS_PROPERTY_SET (self));

  for (guint i = 0; i < self->rows->len; i++)
    desk_property_revert (self->rows->pdata[i]);
}

/* --- asking ----------------------------------------------------------------------- */

PalParams *
desk_property_set_new_params (DeskPropertySet *self, PalMethodId method)
{
  PalParams *params = pal_params_new (method);

  if (self->tenant != NULL && *self->tenant != '\0' && pal_client_get_role (self->client) == PAL_ROLE_SYSTEM)
    pal_params_set_text (params, "tenant", self->tenant);
  pal_params_set_text (params, "extension", self->extension);

  return params;
}

void
desk_property_set_ask (DeskPropertySet *self, const char *const *names, GAsyncReadyCallback callback,
                       GTask *task)
{
  g_autoptr (PalParams) params = desk_property_set_new_params (self, PAL_METHOD_GET_EXTENSION_PROPERTIES);

  pal_params_set_list (params, "property_names", names);
  pal_client_call_async (self->client, params, g_task_get_cancellable (task), callback, task);
}

/* The values in the order of @names, "" for none. */
char **
desk_property_set_read_reply (PalReply *reply, const char *const *names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (PalReplyIter) iter = { 0 };

  pal_reply_iter_init (&iter, reply);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *text = pal_reply_iter_next (&iter) ? pal_reply_iter_text (&iter, 0) : NULL;

      g_strv_builder_add (builder, text != NULL ? text : "");
    }

  return g_strv_builder_end (builder);
}

static void
set_state (DeskPropertySet *self, DeskLoading state, const char *reason)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (self->reason, reason) != 0)
    {
      g_free (self->reason);
      self->reason = g_strdup (reason);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
    }
  if (state != self->state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* What was there before stays, and is good. */
static void
fail_load (GTask *task, GError *error)
{
  DeskPropertySet *self = g_task_get_source_object (task);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->state != DESK_LOADING_READY)
    set_state (self, DESK_LOADING_FAILED, error->message);
  g_task_return_error (task, error);
}

/* Names of what may be read. */
static char **
list_names (DeskPropertySet *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->rows->len; i++)
    if (!desk_property_is_secret (self->rows->pdata[i]))
      g_strv_builder_add (builder, desk_property_get_name (self->rows->pdata[i]));

  return g_strv_builder_end (builder);
}

static void
values_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DeskPropertySet *self = g_task_get_source_object (task);
  char **names = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_auto (GStrv) values = NULL;

  if (reply == NULL)
    {
      fail_load (task, g_steal_pointer (&error));
      return;
    }
  values = desk_property_set_read_reply (reply, (const char *const *) names);
  for (guint i = 0; names[i] != NULL; i++)
    {
      DeskProperty *property = desk_property_set_find (self, names[i]);

      if (property != NULL)
        desk_property_set_server_value (property, values[i]);
    }
  set_state (self, DESK_LOADING_READY, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
type_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DeskPropertySet *self = g_task_get_source_object (task);
  const char *const names[] = { "type", "stype", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  const PalPropertyTable *table;
  g_auto (GStrv) values = NULL, all = NULL;

  if (reply == NULL)
    {
      fail_load (task, g_steal_pointer (&error));
      return;
    }
  values = desk_property_set_read_reply (reply, names);
  table = *values[0] != '\0' ? pal_property_table_find (values[0], values[1]) : NULL;
  if (table == NULL && *values[0] != '\0' && *values[1] != '\0')
    table = pal_property_table_find (values[0], NULL);
  if (table != self->table || self->state != DESK_LOADING_READY)
    set_table (self, table);
  all = list_names (self);
  g_task_set_task_data (task, g_strdupv (all), (GDestroyNotify) g_strfreev);
  desk_property_set_ask (self, (const char *const *) all, values_cb, g_steal_pointer (&task));
}

void
desk_property_set_load_async (DeskPropertySet *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  const char *const names[] = { "type", "stype", NULL };
  GTask *task;

  g_return_if_fail (DESK_IS_PROPERTY_SET (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_property_set_load_async);
  if (self->state == DESK_LOADING_FAILED)
    set_state (self, DESK_LOADING_WAITING, NULL);
  desk_property_set_ask (self, names, type_cb, task);
}

gboolean
desk_property_set_load_finish (DeskPropertySet *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == desk_property_set_load_async, FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
desk_property_set_set_is_saving (DeskPropertySet *self, gboolean is_saving)
{
  if (is_saving == self->is_saving)
    return;
  self->is_saving = is_saving;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SAVING]);
}

/* --- the object ----------------------------------------------------------------------- */

DeskPropertySet *
desk_property_set_new (DeskSession *session, const char *tenant, const char *extension)
{
  DeskPropertySet *self;
  StoreAccount *account;

  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);
  g_return_val_if_fail (extension != NULL, NULL);

  self = g_object_new (DESK_TYPE_PROPERTY_SET, NULL);
  account = desk_session_get_account (session);
  g_set_weak_pointer (&self->session, session);
  self->client = g_object_ref (desk_session_get_client (session));
  self->user = g_strdup (store_account_get_user (account));
  self->tenant = g_strdup (tenant != NULL ? tenant : store_account_get_tenant (account));
  self->extension = g_strdup (extension);

  return self;
}

const char *
desk_property_set_get_extension (DeskPropertySet *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY_SET (self), NULL);
  return self->extension;
}

const char *
desk_property_set_get_tenant (DeskPropertySet *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY_SET (self), NULL);
  return self->tenant;
}

const PalPropertyTable *
desk_property_set_get_table (DeskPropertySet *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY_SET (self), NULL);
  return self->table;
}

DeskLoading
desk_property_set_get_state (DeskPropertySet *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY_SET (self), DESK_LOADING_WAITING);
  return self->state;
}

const char *
desk_property_set_get_reason (DeskPropertySet *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY_SET (self), NULL);
  return self->reason;
}

guint
desk_property_set_get_n_dirty (DeskPropertySet *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY_SET (self), 0);
  return self->n_dirty;
}

gboolean
desk_property_set_get_is_saving (DeskPropertySet *self)
{
  g_return_val_if_fail (DESK_IS_PROPERTY_SET (self), FALSE);
  return self->is_saving;
}

const char *
desk_property_set_name_of (DeskPropertySet *self, const char *number)
{
  return self->session != NULL ? desk_session_name_of (self->session, number, NULL) : number;
}

static void
desk_property_set_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskPropertySet *self = DESK_PROPERTY_SET (object);

  switch (id)
    {
    case PROP_STATE: g_value_set_enum (value, self->state); break;
    case PROP_REASON: g_value_set_string (value, self->reason); break;
    case PROP_N_DIRTY: g_value_set_uint (value, self->n_dirty); break;
    case PROP_IS_SAVING: g_value_set_boolean (value, self->is_saving); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_property_set_finalize (GObject *object)
{
  DeskPropertySet *self = DESK_PROPERTY_SET (object);

  g_clear_weak_pointer (&self->session);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->rows);
  g_clear_object (&self->client);
  g_free (self->user);
  g_free (self->tenant);
  g_free (self->extension);
  g_free (self->reason);

  G_OBJECT_CLASS (desk_property_set_parent_class)->finalize (object);
}

static void
desk_property_set_class_init (DeskPropertySetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = desk_property_set_get_property;
  object_class->finalize = desk_property_set_finalize;

  properties[PROP_STATE]
    = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_LOADING, DESK_LOADING_WAITING, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_N_DIRTY] = g_param_spec_uint ("n-dirty", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_IS_SAVING] = g_param_spec_boolean ("is-saving", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_PROPERTY_SET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
desk_property_set_init (DeskPropertySet *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
}

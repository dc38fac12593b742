/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-extension-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/desk-enum-types.h"
#include "model/desk-slices.h"
#include "pal/client/pal-client.h"
#include "pal/protocol/pal-properties.h"

struct _DeskListedExtension
{
  GObject parent_instance;

  /* borrowed */
  const char *type_label;

  /* owned */
  char *number, *name;
};

struct _DeskExtensionList
{
  GObject parent_instance;

  /* owned */
  PalClient *client;
  char *tenant;
  GPtrArray *rows;      /* of DeskListedExtension */
  GPtrArray *coming;    /* of the type that is being read */
  GCancellable *cancellable;
  GSource *job;
  PalReply *reply;      /* that is being read */
  PalReplyIter iter;
  char *reason;

  DeskLoading state;
  guint table;          /* of pal_property_table_get(), whose type is asked for */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (DeskListedExtension, desk_listed_extension, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (DeskExtensionList, desk_extension_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_NUMBER = 1,
  PROP_NAME,
  PROP_TYPE_LABEL,
  N_ROW_PROPS
};

enum
{
  PROP_STATE = 1,
  PROP_REASON,
  N_PROPS
};

static GParamSpec *row_properties[N_ROW_PROPS];
static GParamSpec *properties[N_PROPS];

static const char *const names[] = { "name", "desc", "stype", NULL };

/* --- one of them ---------------------------------------------------------------- */

const char *
desk_listed_extension_get_number (DeskListedExtension *self)
{
  g_return_val_if_fail (DESK_IS_LISTED_EXTENSION (self), NULL);
  return self->number;
}

const char *
desk_listed_extension_get_name (DeskListedExtension *self)
{
  g_return_val_if_fail (DESK_IS_LISTED_EXTENSION (self), NULL);
  return self->name;
}

const char *
desk_listed_extension_get_type_label (DeskListedExtension *self)
{
  g_return_val_if_fail (DESK_IS_LISTED_EXTENSION (self), NULL);
  return self->type_label;
}

static void
desk_listed_extension_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskListedExtension *self = DESK_LISTED_EXTENSION (object);

  switch (id)
    {
    case PROP_NUMBER: g_value_set_string (value, self->number); break;
    case PROP_NAME: g_value_set_string (value, self->name); break;
    case PROP_TYPE_LABEL: g_value_set_string (value, self->type_label); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_listed_extension_finalize (GObject *object)
{
  DeskListedExtension *self = DESK_LISTED_EXTENSION (object);

  g_free (self->number);
  g_free (self->name);

  G_OBJECT_CLASS (desk_listed_extension_parent_class)->finalize (object);
}

static void
desk_listed_extension_class_init (DeskListedExtensionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = desk_listed_extension_get_property;
  object_class->finalize = desk_listed_extension_finalize;

  row_properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  row_properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  row_properties[PROP_TYPE_LABEL] = g_param_spec_string ("type-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_ROW_PROPS, row_properties);
}

static void
desk_listed_extension_init (DeskListedExtension *self)
{
}

static DeskListedExtension *
make (const char *number, const char *name, const PalPropertyTable *table)
{
  DeskListedExtension *self = g_object_new (DESK_TYPE_LISTED_EXTENSION, NULL);

  self->number = g_strdup (number);
  self->name = g_strdup (name != NULL ? name : "");
  self->type_label = table != NULL ? pal_property_table_get_label (table) : "";
  return self;
}

/* --- the list ---------------------------------------------------------------------- */

static GType
list_get_item_type (GListModel *model)
{
  return DESK_TYPE_LISTED_EXTENSION;
}

static guint
list_get_n_items (GListModel *model)
{
  return DESK_EXTENSION_LIST (model)->rows->len;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  DeskExtensionList *self = DESK_EXTENSION_LIST (model);

  return position < self->rows->len ? g_object_ref (self->rows->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

static void
set_state (DeskExtensionList *self, DeskLoading state, const char *reason)
{
  g_free (self->reason);
  self->reason = g_strdup (reason);
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* All that came, in one go. */
static void
take_coming (DeskExtensionList *self)
{
  guint before = self->rows->len, n = self->coming->len;

  g_ptr_array_extend_and_steal (self->rows, g_steal_pointer (&self->coming));
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n);
}

/* --- asking --------------------------------------------------------------------------- */

static void ask_next (DeskExtensionList *self);

static void
drop_reply (DeskExtensionList *self)
{
  if (self->reply != NULL)
    pal_reply_iter_clear (&self->iter);
  g_clear_pointer (&self->reply, pal_reply_unref);
}

static gboolean
read_step (gpointer user_data)
{
  DeskExtensionList *self = user_data;
  const PalPropertyTable *table = pal_property_table_get (self->table);
  const char *number, *name, *subtype;

  if (!pal_reply_iter_next (&self->iter))
    return FALSE;
  number = pal_reply_iter_text (&self->iter, 0);
  if (number == NULL || *number == '\0')
    return TRUE;
  name = pal_reply_iter_text (&self->iter, 1);
  if (name == NULL || *name == '\0')
    name = pal_reply_iter_text (&self->iter, 2);
  subtype = pal_reply_iter_text (&self->iter, 3);
  g_ptr_array_add (self->coming, make (number, name, pal_property_table_find (table->type, subtype)));

  return TRUE;
}

static void
read_done (gpointer user_data)
{
  DeskExtensionList *self = user_data;

  g_clear_pointer (&self->job, g_source_unref);
  drop_reply (self);
  take_coming (self);
  self->table++;
  ask_next (self);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskExtensionList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply == NULL)
    {
      set_state (self, DESK_LOADING_FAILED, error->message);
      return;
    }
  self->reply = g_steal_pointer (&reply);
  self->coming = g_ptr_array_new_with_free_func (g_object_unref);
  pal_reply_iter_init (&self->iter, self->reply);
  self->job = desk_slices_start (read_step, read_done, self);
}

/* Whether the type of that table was asked for with one before it. */
static gboolean
is_known_type (guint index)
{
  const PalPropertyTable *table = pal_property_table_get (index);

  for (guint i = 0; i < index; i++)
    if (g_str_equal (pal_property_table_get (i)->type, table->type))
      return TRUE;

  return FALSE;
}

static void
ask_next (DeskExtensionList *self)
{
  const PalPropertyTable *table;
  g_autoptr (PalParams) params = NULL;

  while ((table = pal_property_table_get (self->table)) != NULL
         && (g_str_equal (table->type, "tenant") || is_known_type (self->table)))
    self->table++;
  if (table == NULL)
    {
      set_state (self, DESK_LOADING_READY, NULL);
      return;
    }
  params = pal_params_new (PAL_METHOD_GET_EXTENSIONS);
  if (*self->tenant != '\0' && pal_client_get_role (self->client) == PAL_ROLE_SYSTEM)
    pal_params_set_text (params, "tenant", self->tenant);
  pal_params_set_text (params, "pattern", "..*");
  pal_params_set_int (params, "limit", -1);
  pal_params_set_text (params, "type", table->type);
  pal_params_set_list (params, "property_names", names);
  pal_client_call_async (self->client, params, self->cancellable, list_cb, g_object_ref (self));
}

static void
take_colleagues (DeskExtensionList *self, GListModel *colleagues)
{
  const PalPropertyTable *table = pal_property_table_find ("user", NULL);
  guint n = g_list_model_get_n_items (colleagues);

  self->coming = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskExtension) extension = g_list_model_get_item (colleagues, i);
      const char *number = desk_extension_get_number (extension), *name = desk_extension_get_name (extension);

      g_ptr_array_add (self->coming, make (number, g_strcmp0 (number, name) != 0 ? name : "", table));
    }
  take_coming (self);
  self->state = DESK_LOADING_READY;
}

DeskExtensionList *
desk_extension_list_new (DeskSession *session)
{
  DeskExtensionList *self;
  const char *tenant;

  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);

  self = g_object_new (DESK_TYPE_EXTENSION_LIST, NULL);
  tenant = store_account_get_tenant (desk_session_get_account (session));
  self->client = g_object_ref (desk_session_get_client (session));
  self->tenant = g_strdup (tenant != NULL ? tenant : "");
  if (desk_session_get_role (session) >= PAL_ROLE_ADMIN)
    ask_next (self);
  else
    take_colleagues (self, G_LIST_MODEL (desk_session_get_colleagues (session)));

  return self;
}

DeskLoading
desk_extension_list_get_state (DeskExtensionList *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION_LIST (self), DESK_LOADING_WAITING);
  return self->state;
}

const char *
desk_extension_list_get_reason (DeskExtensionList *self)
{
  g_return_val_if_fail (DESK_IS_EXTENSION_LIST (self), NULL);
  return self->reason;
}

static void
desk_extension_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskExtensionList *self = DESK_EXTENSION_LIST (object);

  switch (id)
    {
    case PROP_STATE: g_value_set_enum (value, self->state); break;
    case PROP_REASON: g_value_set_string (value, self->reason); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_extension_list_dispose (GObject *object)
{
  DeskExtensionList *self = DESK_EXTENSION_LIST (object);

  g_cancellable_cancel (self->cancellable);
  desk_slices_cancel (&self->job);
  drop_reply (self);

  G_OBJECT_CLASS (desk_extension_list_parent_class)->dispose (object);
}

static void
desk_extension_list_finalize (GObject *object)
{
  DeskExtensionList *self = DESK_EXTENSION_LIST (object);

  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  g_free (self->tenant);
  g_free (self->reason);

  G_OBJECT_CLASS (desk_extension_list_parent_class)->finalize (object);
}

static void
desk_extension_list_class_init (DeskExtensionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = desk_extension_list_get_property;
  object_class->dispose = desk_extension_list_dispose;
  object_class->finalize = desk_extension_list_finalize;

  properties[PROP_STATE]
    = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_LOADING, DESK_LOADING_WAITING, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_extension_list_init (DeskExtensionList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

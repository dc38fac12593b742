/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-groups.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "model/desk-plain.h"
#include "model/desk-session-private.h"
#include "store/store-groups.h"

#define LONGEST_NAME 60

struct _DeskGroup
{
  GObject parent_instance;

  /* owned */
  char *id, *name;
  GHashTable *numbers; /* set of owned texts */
};

struct _DeskGroups
{
  GObject parent_instance;

  /* borrowed */
  DeskSession *session; /* weak */

  /* owned */
  GListStore *list;
  StoreDatabase *database;
  char *account_id;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (DeskGroup, desk_group, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (DeskGroups, desk_groups, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_0,
  PROP_NAME,
  PROP_N_MEMBERS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- a group ------------------------------------------------------------- */

const char *
desk_group_get_id (DeskGroup *self)
{
  g_return_val_if_fail (DESK_IS_GROUP (self), NULL);
  return self->id;
}

const char *
desk_group_get_name (DeskGroup *self)
{
  g_return_val_if_fail (DESK_IS_GROUP (self), NULL);
  return self->name;
}

guint
desk_group_get_n_members (DeskGroup *self)
{
  g_return_val_if_fail (DESK_IS_GROUP (self), 0);
  return g_hash_table_size (self->numbers);
}

gboolean
desk_group_contains (DeskGroup *self, const char *number)
{
  return g_hash_table_contains (self->numbers, number);
}

static int
compare_numbers (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char **
desk_group_dup_numbers (DeskGroup *self)
{
  g_autofree const char **numbers = NULL;
  guint n;

  g_return_val_if_fail (DESK_IS_GROUP (self), NULL);

  numbers = (const char **) g_hash_table_get_keys_as_array (self->numbers, &n);
  if (n > 1)
    qsort (numbers, n, sizeof *numbers, compare_numbers);
  return g_strdupv ((char **) numbers);
}

static void
desk_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskGroup *self = DESK_GROUP (object);

  switch (id)
    {
    case PROP_NAME: g_value_set_string (value, self->name); break;
    case PROP_N_MEMBERS: g_value_set_uint (value, g_hash_table_size (self->numbers)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_group_finalize (GObject *object)
{
  DeskGroup *self = DESK_GROUP (object);

  g_free (self->id);
  g_free (self->name);
  g_hash_table_unref (self->numbers);

  G_OBJECT_CLASS (desk_group_parent_class)->finalize (object);
}

static void
desk_group_class_init (DeskGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_group_get_property;
  object_class->finalize = desk_group_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_N_MEMBERS] = g_param_spec_uint ("n-members", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
desk_group_init (DeskGroup *self)
{
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static DeskGroup *
make (const char *id, const char *name)
{
  DeskGroup *self = g_object_new (DESK_TYPE_GROUP, NULL);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  return self;
}

/* --- the list ------------------------------------------------------------ */

static GType
list_get_item_type (GListModel *model)
{
  return DESK_TYPE_GROUP;
}

static guint
list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (DESK_GROUPS (model)->list));
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (DESK_GROUPS (model)->list), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

static DeskGroup *
peek (DeskGroups *self, guint position)
{
  g_autoptr (DeskGroup) group = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  return group; /* the list keeps it */
}

DeskGroup *
desk_groups_find (DeskGroups *self, const char *id)
{
  DeskGroup *group;

  g_return_val_if_fail (DESK_IS_GROUPS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; (group = peek (self, i)) != NULL; i++)
    if (g_str_equal (group->id, id))
      return group;
  return NULL;
}

/* --- keeping ------------------------------------------------------------- */

static void
kept (DeskGroups *self, gboolean is_kept, const GError *error)
{
  g_autofree char *text = NULL;

  if (is_kept)
    return;
  g_message ("Keeping a group: %s", error->message);
  text = g_strdup_printf (_ ("The group could not be kept: %s"), error->message);
  if (self->session != NULL)
    desk_session_say (self->session, text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskGroups) self = user_data;
  g_autoptr (GError) error = NULL;

  kept (self, store_table_save_finish (&store_groups, STORE_DATABASE (source), result, &error), error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskGroups) self = user_data;
  g_autoptr (GError) error = NULL;

  kept (self, store_groups_remove_finish (STORE_DATABASE (source), result, &error), error);
}

static void
member_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskGroups) self = user_data;
  g_autoptr (GError) error = NULL;

  kept (self, store_groups_set_member_finish (STORE_DATABASE (source), result, &error), error);
}

/* Those from here to there, with the places they have now. */
static void
save (DeskGroups *self, guint from, guint to)
{
  for (guint i = from; self->database != NULL && i <= to; i++)
    {
      DeskGroup *group = peek (self, i);
      const StoreGroup row = { .id = group->id, .position = i, .name = group->name };

      store_table_save_async (&store_groups, self->database, self->account_id, NULL, &row, NULL, saved_cb,
                              g_object_ref (self));
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskGroups) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = store_groups_load_finish (STORE_DATABASE (source), result, &error);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);

  if (rows == NULL)
    {
      g_message ("Reading groups: %s", error->message);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const StoreGroup *row = rows->pdata[i];
      DeskGroup *group;

      if (desk_groups_find (self, row->id) != NULL)
        continue; /* made while these were read */
      group = make (row->id, row->name);
      for (guint j = 0; row->numbers[j] != NULL; j++)
        g_hash_table_add (group->numbers, g_strdup (row->numbers[j]));
      g_ptr_array_add (groups, group);
    }
  if (groups->len > 0)
    g_list_store_splice (self->list, 0, 0, groups->pdata, groups->len);
}

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text);
  return FALSE;
}

gboolean
desk_groups_check_name (DeskGroups *self, DeskGroup *group, const char *name, GError **error)
{
  g_autofree char *line = NULL;
  DeskGroup *other;

  g_return_val_if_fail (DESK_IS_GROUPS (self), FALSE);

  line = desk_plain_line (name, LONGEST_NAME);
  if (line[0] == '\0')
    return refuse (error, _ ("A group needs a name."));
  for (guint i = 0; (other = peek (self, i)) != NULL; i++)
    if (other != group && g_str_equal (other->name, line))
      return refuse (error, _ ("There is a group of this name already."));
  return TRUE;
}

DeskGroup *
desk_groups_add (DeskGroups *self, const char *name, GError **error)
{
  g_autofree char *line = NULL, *id = NULL;
  g_autoptr (DeskGroup) group = NULL;
  guint n;

  g_return_val_if_fail (DESK_IS_GROUPS (self), NULL);

  if (!desk_groups_check_name (self, NULL, name, error))
    return NULL;
  line = desk_plain_line (name, LONGEST_NAME);
  id = g_uuid_string_random ();
  group = make (id, line);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  g_list_store_append (self->list, group);
  save (self, n, n);
  return group; /* the list keeps it */
}

gboolean
desk_groups_rename (DeskGroups *self, DeskGroup *group, const char *name, GError **error)
{
  g_autofree char *line = NULL;
  guint position;

  g_return_val_if_fail (DESK_IS_GROUPS (self), FALSE);
  g_return_val_if_fail (DESK_IS_GROUP (group), FALSE);

  if (!desk_groups_check_name (self, group, name, error))
    return FALSE;
  line = desk_plain_line (name, LONGEST_NAME);
  if (g_str_equal (line, group->name) || !g_list_store_find (self->list, group, &position))
    return TRUE;
  g_free (group->name);
  group->name = g_steal_pointer (&line);
  g_object_notify_by_pspec (G_OBJECT (group), properties[PROP_NAME]);
  save (self, position, position);
  return TRUE;
}

void
desk_groups_move (DeskGroups *self, DeskGroup *group, guint position)
{
  g_autoptr (DeskGroup) moved = NULL;
  guint from;

  g_return_if_fail (DESK_IS_GROUPS (self));
  g_return_if_fail (DESK_IS_GROUP (group));

  position = MIN (position, g_list_model_get_n_items (G_LIST_MODEL (self->list)) - 1);
  if (!g_list_store_find (self->list, group, &from) || from == position)
    return;
  moved = g_object_ref (group);
  g_list_store_remove (self->list, from);
  g_list_store_insert (self->list, position, moved);
  save (self, MIN (from, position), MAX (from, position));
}

void
desk_groups_remove (DeskGroups *self, DeskGroup *group)
{
  g_autoptr (DeskGroup) removed = NULL;
  guint position;

  g_return_if_fail (DESK_IS_GROUPS (self));
  g_return_if_fail (DESK_IS_GROUP (group));

  if (!g_list_store_find (self->list, group, &position))
    return;
  removed = g_object_ref (group);
  g_list_store_remove (self->list, position);
  if (self->database != NULL)
    store_groups_remove_async (self->database, self->account_id, removed->id, NULL, removed_cb,
                               g_object_ref (self));
}

void
desk_groups_set_member (DeskGroups *self, DeskGroup *group, const char *number, gboolean is_member)
{
  g_autofree char *kept_number = NULL;

  g_return_if_fail (DESK_IS_GROUPS (self));
  g_return_if_fail (DESK_IS_GROUP (group));
  g_return_if_fail (number != NULL);

  if (desk_group_contains (group, number) == !!is_member || !g_list_store_find (self->list, group, NULL))
    return;
  kept_number = g_strdup (number);
  if (is_member)
    g_hash_table_add (group->numbers, g_strdup (kept_number));
  else
    g_hash_table_remove (group->numbers, kept_number);
  g_signal_emit (group, signals[CHANGED], 0);
  g_object_notify_by_pspec (G_OBJECT (group), properties[PROP_N_MEMBERS]);
  if (self->database != NULL)
    store_groups_set_member_async (self->database, self->account_id, group->id, kept_number, is_member, NULL,
                                   member_set_cb, g_object_ref (self));
}

/* --- the object ---------------------------------------------------------- */

DeskGroups *
desk_groups_new (DeskSession *session)
{
  DeskGroups *self = g_object_new (DESK_TYPE_GROUPS, NULL);

  g_set_weak_pointer (&self->session, session);
  self->account_id = g_strdup (store_account_get_id (session->account));
  g_set_object (&self->database, session->database);
  if (self->database != NULL)
    store_groups_load_async (self->database, self->account_id, NULL, loaded_cb, g_object_ref (self));
  return self;
}

DeskGroups *
desk_session_get_groups (DeskSession *session)
{
  g_return_val_if_fail (DESK_IS_SESSION (session), NULL);
  return session->groups;
}

static void
desk_groups_finalize (GObject *object)
{
  DeskGroups *self = DESK_GROUPS (object);

  g_clear_weak_pointer (&self->session);
  g_clear_object (&self->list);
  g_clear_object (&self->database);
  g_free (self->account_id);

  G_OBJECT_CLASS (desk_groups_parent_class)->finalize (object);
}

static void
desk_groups_class_init (DeskGroupsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_groups_finalize;
}

static void
changed_cb (DeskGroups *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
desk_groups_init (DeskGroups *self)
{
  self->list = g_list_store_new (DESK_TYPE_GROUP);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-presence-model-private.h"

struct _DeskPresenceModel
{
  DeskList parent_instance;

  /* owned */
  DeskFlush *flush;
  GPtrArray *touched; /* of the open batch */
  GHashTable *aliases; /* number -> alias, for rows that come later; or NULL */

  guint what; /* DeskTouch of the open batch */
  guint depth;
  guint last_favourite, n_favourites;
  gboolean is_complete, is_denied;
};

G_DEFINE_FINAL_TYPE (DeskPresenceModel, desk_presence_model, DESK_TYPE_LIST)

enum
{
  PROP_0,
  PROP_IS_COMPLETE,
  PROP_IS_DENIED,
  N_PROPS
};

enum
{
  TOUCHED,
  REMOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

DeskPresenceModel *
desk_presence_model_new (DeskFlush *flush)
{
  DeskPresenceModel *self = g_object_new (DESK_TYPE_PRESENCE_MODEL, NULL);

  if (flush != NULL)
    {
      desk_flush_unref (self->flush);
      self->flush = desk_flush_ref (flush);
    }
  return self;
}

DeskFlush *
desk_presence_model_get_flush (DeskPresenceModel *self)
{
  return self->flush;
}

DeskExtension *
desk_presence_model_find (DeskPresenceModel *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_PRESENCE_MODEL (self), NULL);
  return number != NULL ? desk_list_find (DESK_LIST (self), number) : NULL;
}

void
desk_presence_model_begin (DeskPresenceModel *self)
{
  self->depth++;
  desk_flush_begin (self->flush);
  desk_list_begin_batch (DESK_LIST (self));
}

/* Rows first, then the changed ones, then the notifies: a listener never sees a notify of a row it does not
 * know. */
void
desk_presence_model_end (DeskPresenceModel *self)
{
  desk_list_end_batch (DESK_LIST (self));
  if (--self->depth == 0 && self->touched->len > 0)
    {
      g_autoptr (GPtrArray) touched = g_steal_pointer (&self->touched);
      guint what = self->what;

      self->touched = g_ptr_array_new_with_free_func (g_object_unref);
      self->what = 0;
      for (guint i = 0; i < touched->len; i++)
        desk_extension_untouch (touched->pdata[i]);
      g_signal_emit (self, signals[TOUCHED], 0, touched, what);
    }
  desk_flush_end (self->flush);
}

static void
touch (DeskPresenceModel *self, DeskExtension *extension, DeskTouch what)
{
  self->what |= what;
  if (desk_extension_touch (extension))
    g_ptr_array_add (self->touched, g_object_ref (extension));
}

DeskExtension *
desk_presence_model_ensure (DeskPresenceModel *self, const char *number)
{
  DeskExtension *found = desk_list_find (DESK_LIST (self), number);

  if (found != NULL)
    return found;

  g_autoptr (DeskExtension) extension = desk_extension_new (number, self->flush);

  if (self->aliases != NULL)
    desk_extension_set_alias (extension, g_hash_table_lookup (self->aliases, number));
  desk_list_append (DESK_LIST (self), desk_extension_get_number (extension), extension);
  return extension; /* kept by the list */
}

void
desk_presence_model_remove (DeskPresenceModel *self, DeskExtension *extension)
{
  if (desk_extension_get_is_favourite (extension))
    self->n_favourites--;
  g_signal_emit (self, signals[REMOVED], 0, extension);
  desk_list_remove (DESK_LIST (self), desk_extension_get_number (extension));
}

void
desk_presence_model_set_name (DeskPresenceModel *self, DeskExtension *extension, const char *name)
{
  desk_presence_model_begin (self);
  if (desk_extension_set_pbx_name (extension, name))
    {
      desk_extension_get_sort_key (extension);
      desk_extension_get_fold (extension);
      touch (self, extension, DESK_TOUCH_ORDER);
    }
  desk_presence_model_end (self);
}

void
desk_presence_model_set_alias (DeskPresenceModel *self, DeskExtension *extension, const char *alias)
{
  desk_presence_model_begin (self);
  if (desk_extension_set_alias (extension, alias))
    touch (self, extension, DESK_TOUCH_ORDER);
  desk_presence_model_end (self);
}

void
desk_presence_model_take_aliases (DeskPresenceModel *self, GHashTable *aliases)
{
  GHashTableIter iter;
  gpointer number, alias;

  g_clear_pointer (&self->aliases, g_hash_table_unref);
  self->aliases = g_hash_table_ref (aliases);
  desk_presence_model_begin (self);
  g_hash_table_iter_init (&iter, aliases);
  while (g_hash_table_iter_next (&iter, &number, &alias))
    {
      DeskExtension *extension = desk_presence_model_find (self, number);

      if (extension != NULL)
        desk_presence_model_set_alias (self, extension, alias);
    }
  desk_presence_model_end (self);
}

void
desk_presence_model_set_favourite (DeskPresenceModel *self, DeskExtension *extension, gboolean is_favourite)
{
  if (desk_extension_get_is_favourite (extension) == !!is_favourite)
    return;
  desk_presence_model_begin (self);
  self->n_favourites += is_favourite ? 1 : -1;
  desk_extension_set_favourite (extension, is_favourite ? ++self->last_favourite : 0);
  touch (self, extension, DESK_TOUCH_ORDER);
  desk_presence_model_end (self);
}

static int
compare_favourites (gconstpointer a, gconstpointer b)
{
  guint left = desk_extension_get_favourite (*(DeskExtension *const *) a);
  guint right = desk_extension_get_favourite (*(DeskExtension *const *) b);

  return left < right ? -1 : left > right;
}

GPtrArray *
desk_presence_model_list_favourites (DeskPresenceModel *self)
{
  GPtrArray *favourites = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < desk_list_get_size (DESK_LIST (self)); i++)
    {
      DeskExtension *extension = desk_list_peek (DESK_LIST (self), i);

      if (desk_extension_get_is_favourite (extension))
        g_ptr_array_add (favourites, g_object_ref (extension));
    }
  g_ptr_array_sort (favourites, compare_favourites);
  return favourites;
}

static void
place_favourite (DeskPresenceModel *self, DeskExtension *extension)
{
  if (desk_extension_set_favourite (extension, ++self->last_favourite))
    touch (self, extension, DESK_TOUCH_ORDER);
}

void
desk_presence_model_order_favourites (DeskPresenceModel *self, const char *const *numbers)
{
  g_autoptr (GPtrArray) others = desk_presence_model_list_favourites (self);

  desk_presence_model_begin (self);
  for (guint i = 0; numbers[i] != NULL; i++)
    {
      DeskExtension *extension = desk_presence_model_find (self, numbers[i]);

      if (extension != NULL && g_ptr_array_remove (others, extension))
        place_favourite (self, extension);
    }
  for (guint i = 0; i < others->len; i++)
    place_favourite (self, others->pdata[i]);
  desk_presence_model_end (self);
}

void
desk_presence_model_set_presence (DeskPresenceModel *self, DeskExtension *extension, DeskPresence presence,
                                  const char *other, gint64 since)
{
  desk_presence_model_begin (self);
  if (desk_extension_set_presence (extension, presence, other, since))
    touch (self, extension, DESK_TOUCH_STATE);
  desk_presence_model_end (self);
}

guint
desk_presence_model_get_n_favourites (DeskPresenceModel *self)
{
  return self->n_favourites;
}

gboolean
desk_presence_model_get_is_complete (DeskPresenceModel *self)
{
  return self->is_complete;
}

void
desk_presence_model_set_is_complete (DeskPresenceModel *self, gboolean is_complete)
{
  if (self->is_complete == !!is_complete)
    return;
  self->is_complete = !!is_complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_COMPLETE]);
}

gboolean
desk_presence_model_get_is_denied (DeskPresenceModel *self)
{
  return self->is_denied;
}

void
desk_presence_model_set_is_denied (DeskPresenceModel *self, gboolean is_denied)
{
  if (self->is_denied == !!is_denied)
    return;
  self->is_denied = !!is_denied;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DENIED]);
}

static void
desk_presence_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskPresenceModel *self = DESK_PRESENCE_MODEL (object);

  switch (id)
    {
    case PROP_IS_COMPLETE: g_value_set_boolean (value, self->is_complete); break;
    case PROP_IS_DENIED: g_value_set_boolean (value, self->is_denied); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_presence_model_finalize (GObject *object)
{
  DeskPresenceModel *self = DESK_PRESENCE_MODEL (object);

  g_ptr_array_unref (self->touched);
  g_clear_pointer (&self->aliases, g_hash_table_unref);
  desk_flush_unref (self->flush);
  G_OBJECT_CLASS (desk_presence_model_parent_class)->finalize (object);
}

static void
desk_presence_model_class_init (DeskPresenceModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_presence_model_get_property;
  object_class->finalize = desk_presence_model_finalize;
  DESK_LIST_CLASS (klass)->item_type = DESK_TYPE_EXTENSION;

  properties[PROP_IS_COMPLETE] = g_param_spec_boolean ("is-complete", NULL, NULL, FALSE, flags);
  properties[PROP_IS_DENIED] = g_param_spec_boolean ("is-denied", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TOUCHED] = g_signal_new ("touched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_UINT);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 1, DESK_TYPE_EXTENSION);
}

static void
desk_presence_model_init (DeskPresenceModel *self)
{
  self->flush = desk_flush_new ();
  self->touched = g_ptr_array_new_with_free_func (g_object_unref);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-finder-private.h"

#define MAX_MATCHES 12
#define ROOM_FOR_RECENTS 3 /* where everybody is shown */

struct _DeskFinder
{
  GObject parent_instance;

  /* owned */
  DeskCatalogue *catalogue;
  GPtrArray *matches;
  char *text;

  gboolean for_target; /* and without a text, too */
};

static void
list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DeskFinder,
                               desk_finder,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GType
list_get_item_type (GListModel *model)
{
  return DESK_TYPE_MATCH;
}

static guint
list_get_n_items (GListModel *model)
{
  return DESK_FINDER (model)->matches->len;
}

static gpointer
list_get_item (GListModel *model, guint position)
{
  GPtrArray *matches = DESK_FINDER (model)->matches;

  return position < matches->len ? g_object_ref (matches->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = list_get_item_type;
  iface->get_n_items = list_get_n_items;
  iface->get_item = list_get_item;
}

/* --- building the list ------------------------------------------------- */

static gboolean
has_number (GPtrArray *matches, const char *number)
{
  for (guint i = 0; i < matches->len; i++)
    if (g_strcmp0 (desk_match_get_number (matches->pdata[i]), number) == 0)
      return TRUE;
  return FALSE;
}

/* Everybody, with some room left for the numbers dialled before. */
static GPtrArray *
build_untyped (DeskFinder *self)
{
  g_autoptr (GPtrArray) recents = desk_catalogue_list_recents (self->catalogue, G_MAXUINT);
  GPtrArray *matches;

  if (!self->for_target)
    {
      g_ptr_array_set_size (recents, (int)MIN (recents->len, MAX_MATCHES));
      return g_steal_pointer (&recents);
    }
  matches = desk_catalogue_list_everybody (self->catalogue, MAX_MATCHES);
  if (matches->len == MAX_MATCHES)
    g_ptr_array_set_size (matches, MAX_MATCHES - ROOM_FOR_RECENTS);
  for (guint i = 0; i < recents->len && matches->len < MAX_MATCHES; i++)
    if (!has_number (matches, desk_match_get_number (recents->pdata[i])))
      g_ptr_array_add (matches, g_object_ref (recents->pdata[i]));
  return matches;
}

static gboolean
is_untyped (const char *text)
{
  g_autoptr (DeskQuery) query = desk_query_new (text);

  return query == NULL;
}

static GPtrArray *
build (DeskFinder *self)
{
  return is_untyped (self->text)
             ? build_untyped (self)
             : desk_catalogue_find (self->catalogue, self->text, self->for_target, MAX_MATCHES);
}

static gboolean
is_same (DeskMatch *a, DeskMatch *b)
{
  return desk_match_get_kind (a) == desk_match_get_kind (b)
         && g_str_equal (desk_match_get_key (a), desk_match_get_key (b))
         && g_strcmp0 (desk_match_get_title (a), desk_match_get_title (b)) == 0
         && g_strcmp0 (desk_match_get_subtitle (a), desk_match_get_subtitle (b)) == 0;
}

static void
take (DeskFinder *self, GPtrArray *matches)
{
  g_autoptr (GPtrArray) old = self->matches;

  self->matches = matches;
  if (old->len > 0 || matches->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len, matches->len);
}

void
desk_finder_set_text (DeskFinder *self, const char *text)
{
  g_return_if_fail (DESK_IS_FINDER (self));
  if (text == NULL)
    text = "";
  if (g_str_equal (self->text, text))
    return;
  if (self->catalogue == NULL)
    return;

  g_free (self->text);
  self->text = g_strdup (text);
  take (self, build (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/* More has come while somebody looks. When that changes nothing, nothing is told: no choice is lost. */
static void
changed_cb (DeskFinder *self)
{
  g_autoptr (GPtrArray) matches = NULL;
  guint i = 0;

  if (self->catalogue == NULL || is_untyped (self->text))
    return;
  matches = build (self);
  while (i < matches->len && i < self->matches->len && is_same (matches->pdata[i], self->matches->pdata[i]))
    i++;
  if (i < matches->len || i < self->matches->len)
    take (self, g_steal_pointer (&matches));
}

static void
offers_changed_cb (DeskFinder *self)
{
  for (guint i = 0; i < self->matches->len; i++)
    desk_match_notify_offer (self->matches->pdata[i]);
}

/* --- asking -------------------------------------------------------------- */

DeskMatch *
desk_finder_find (DeskFinder *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_FINDER (self) && number != NULL, NULL);
  return self->catalogue != NULL ? desk_catalogue_lookup (self->catalogue, number) : NULL;
}

GPtrArray *
desk_finder_search (DeskFinder *self, const char *text, guint limit)
{
  g_return_val_if_fail (DESK_IS_FINDER (self) && text != NULL, NULL);
  return self->catalogue != NULL ? desk_catalogue_find (self->catalogue, text, self->for_target, limit)
                                 : g_ptr_array_new_with_free_func (g_object_unref);
}

void
desk_finder_add_command (
    DeskFinder *self, const char *name, const char *title, const char *subtitle, const char *const *words)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_return_if_fail (DESK_IS_FINDER (self) && name != NULL && title != NULL);
  g_strv_builder_add (names, title);
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    g_strv_builder_add (names, words[i]);
  all = g_strv_builder_end (names);

  const DeskCatalogueRow row = { .kind = DESK_MATCH_COMMAND,
                                 .key = name,
                                 .title = title,
                                 .subtitle = subtitle,
                                 .names = (const char *const *)all };

  if (self->catalogue != NULL)
    desk_catalogue_put (self->catalogue, &row);
}

/* --- life ------------------------------------------------------------------ */

static DeskFinder *
new_over (DeskCatalogue *catalogue, gboolean for_target)
{
  DeskFinder *self = g_object_new (DESK_TYPE_FINDER, NULL);

  self->catalogue = g_object_ref (catalogue);
  self->for_target = for_target;
  g_signal_connect_object (catalogue, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (catalogue, "offers-changed", G_CALLBACK (offers_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

DeskFinder *
desk_finder_new (DeskPresenceModel *model)
{
  g_autoptr (DeskCatalogue) catalogue = desk_catalogue_new (model);

  return new_over (catalogue, FALSE);
}

DeskFinder *
desk_finder_new_for_target (DeskFinder *other)
{
  g_return_val_if_fail (DESK_IS_FINDER (other) && other->catalogue != NULL, NULL);

  DeskFinder *self = new_over (other->catalogue, TRUE);

  g_ptr_array_unref (self->matches);
  self->matches = build (self);
  return self;
}

DeskCatalogue *
desk_finder_get_catalogue (DeskFinder *self)
{
  return self->catalogue;
}

static void
desk_finder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, DESK_FINDER (object)->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_finder_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      desk_finder_set_text (DESK_FINDER (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_finder_dispose (GObject *object)
{
  DeskFinder *self = DESK_FINDER (object);

  g_ptr_array_set_size (self->matches, 0);
  g_clear_object (&self->catalogue);
  G_OBJECT_CLASS (desk_finder_parent_class)->dispose (object);
}

static void
desk_finder_finalize (GObject *object)
{
  DeskFinder *self = DESK_FINDER (object);

  g_ptr_array_unref (self->matches);
  g_free (self->text);
  G_OBJECT_CLASS (desk_finder_parent_class)->finalize (object);
}

static void
desk_finder_class_init (DeskFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_finder_get_property;
  object_class->set_property = desk_finder_set_property;
  object_class->dispose = desk_finder_dispose;
  object_class->finalize = desk_finder_finalize;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_finder_init (DeskFinder *self)
{
  self->matches = g_ptr_array_new_with_free_func (g_object_unref);
  self->text = g_strdup ("");
}

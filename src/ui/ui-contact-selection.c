/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-contact-selection.h"

#define STEP 24  /* rows that a view may make in one turn */
#define MANY 200 /* it makes no more of them, however many there are */

struct _UiContactSelection
{
  GObject parent_instance;

  guint n;        /* rows of the model that the view has been told of: the first ones */
  guint growing;  /* source, or 0 */
  guint position; /* of the contact, or GTK_INVALID_LIST_POSITION */
  guint range, n_range; /* what Shift has checked, until something else is */
  gboolean is_multiple;

  /* owned */
  DeskContactModel *model;
  DeskContact *contact;
  GHashTable *checked; /* DeskContact by its id */
};

enum
{
  PROP_IS_MULTIPLE = 1,
  PROP_N_CHECKED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint cut_signal;

static GType
get_item_type (GListModel *list)
{
  return DESK_TYPE_CONTACT;
}

static guint
get_n_items (GListModel *list)
{
  return UI_CONTACT_SELECTION (list)->n;
}

static gpointer
get_item (GListModel *list, guint position)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (list);

  return position < self->n ? g_list_model_get_item (G_LIST_MODEL (self->model), position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (model);
  g_autoptr (DeskContact) contact = NULL;

  if (!self->is_multiple)
    return self->position == position;
  contact = desk_contact_model_peek (self->model, position);
  return contact != NULL && g_hash_table_contains (self->checked, desk_contact_get_id (contact));
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (model);
  GtkBitset *bitset = gtk_bitset_new_empty ();
  GHashTableIter iter;
  gpointer id;

  if (!self->is_multiple && self->position != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (bitset, self->position);
  g_hash_table_iter_init (&iter, self->checked);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      guint place = desk_contact_model_find (self->model, id);

      if (place < self->n)
        gtk_bitset_add (bitset, place);
    }
  return bitset;
}

static void
move_to (UiContactSelection *self, guint position)
{
  guint old = self->position, first = MIN (old, position), last = MAX (old, position);

  if (old == position)
    return;
  self->position = position;
  if (last == GTK_INVALID_LIST_POSITION)
    last = first;
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

/* --- several ---------------------------------------------------------------------- */

static void
tell_checked (UiContactSelection *self, guint position, guint n)
{
  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHECKED]);
}

/* Of a range what has come. */
static void
check (UiContactSelection *self, guint position, guint n, gboolean is_checked)
{
  gboolean is_cut = FALSE;

  n = position < self->n ? MIN (n, self->n - position) : 0;
  for (guint i = position; i < position + n; i++)
    {
      gboolean is_full = g_hash_table_size (self->checked) >= UI_CONTACT_SELECTION_MOST;
      g_autoptr (DeskContact) contact
          = is_checked && is_full ? NULL : desk_contact_model_peek (self->model, i);
      gpointer id = contact != NULL ? (gpointer) desk_contact_get_id (contact) : NULL;

      if (id == NULL)
        is_cut = TRUE;
      else if (is_checked)
        g_hash_table_replace (self->checked, id, g_object_ref (contact));
      else
        g_hash_table_remove (self->checked, id);
      if (is_checked && is_full)
        break;
    }
  self->n_range = 0;
  tell_checked (self, position, n);
  if (is_cut && is_checked)
    g_signal_emit (self, cut_signal, 0);
}

/* Who was chosen until now is one of them. */
static void
begin (UiContactSelection *self)
{
  if (self->is_multiple)
    return;
  ui_contact_selection_set_is_multiple (self, TRUE);
  if (self->position != GTK_INVALID_LIST_POSITION)
    check (self, self->position, 1, TRUE);
}

/* Shift has moved one end of what it has checked: what it has left is as if it had not been there. */
static void
leave_range (UiContactSelection *self, guint position, guint n)
{
  guint first = self->range, last = first + self->n_range - 1, end = position + n - 1;

  if (self->n_range == 0 || (first != position && first != end && last != position && last != end))
    return;
  if (first < position)
    check (self, first, MIN (last + 1, position) - first, FALSE);
  if (last > end)
    check (self, MAX (first, end + 1), last - MAX (first, end + 1) + 1, FALSE);
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (model);

  begin (self);
  if (unselect_rest)
    leave_range (self, position, n_items);
  check (self, position, n_items, TRUE);
  self->range = position;
  self->n_range = n_items;
  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (model);

  if (self->is_multiple)
    check (self, position, n_items, FALSE);
  return self->is_multiple;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (model);

  ui_contact_selection_set_is_multiple (self, TRUE);
  check (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self)), TRUE);
  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (model);

  if (!self->is_multiple)
    return FALSE;
  g_hash_table_remove_all (self->checked);
  tell_checked (self, 0, self->n);
  return TRUE;
}

static gboolean
is_gone (gpointer id, gpointer contact, gpointer user_data)
{
  return desk_contact_get_state (contact) == DESK_CONTACT_STATE_GONE;
}

static void
forget_gone (UiContactSelection *self)
{
  self->n_range = 0;
  if (g_hash_table_foreach_remove (self->checked, is_gone, NULL) > 0)
    tell_checked (self, 0, 0);
}

/* --- one --------------------------------------------------------------------------- */

/* The exclusive choice of a view is that of the arrows: while several are checked they only move. */
static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean exclusive)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (model);
  g_autoptr (DeskContact) contact = NULL;

  if (!exclusive)
    {
      begin (self);
      check (self, position, 1, TRUE);
    }
  if (!exclusive || self->is_multiple)
    return TRUE;
  contact = g_list_model_get_item (G_LIST_MODEL (self), position);
  if (contact == NULL)
    return FALSE;
  g_set_object (&self->contact, contact);
  move_to (self, position);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (model);

  if (self->is_multiple)
    check (self, position, 1, FALSE);
  else
    begin (self);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (UiContactSelection,
                               ui_contact_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static guint
find_contact (UiContactSelection *self)
{
  const char *id = self->contact != NULL ? desk_contact_get_id (self->contact) : NULL;
  guint position = id != NULL ? desk_contact_model_find (self->model, id) : GTK_INVALID_LIST_POSITION;

  return position < self->n ? position : GTK_INVALID_LIST_POSITION;
}

static void
tell (UiContactSelection *self, guint position, guint removed, guint added)
{
  self->n = self->n - removed + added;
  if (self->position != GTK_INVALID_LIST_POSITION && self->position >= position + removed)
    self->position += added - removed;
  else if (self->position != GTK_INVALID_LIST_POSITION && self->position >= position)
    self->position = GTK_INVALID_LIST_POSITION;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  move_to (self, find_contact (self));
  forget_gone (self);
}

static gboolean
grow_cb (gpointer user_data)
{
  UiContactSelection *self = user_data;
  guint left = g_list_model_get_n_items (G_LIST_MODEL (self->model)) - self->n;

  self->growing = 0;
  if (left > 0)
    tell (self, self->n, 0, self->n >= MANY ? left : MIN (left, STEP));
  if (self->growing == 0 && self->n < g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    self->growing = g_idle_add (grow_cb, self);
  return G_SOURCE_REMOVE;
}

/* A view makes its rows as soon as it is told of them, in the turn that brings the answer: so it is told of
 * some, and of the others when those are painted. */
static void
items_changed_cb (UiContactSelection *self, guint position, guint removed, guint added)
{
  guint old = g_list_model_get_n_items (G_LIST_MODEL (self->model)) - added + removed;

  if (self->n == old && (added <= STEP || old - removed >= MANY))
    {
      tell (self, position, removed, added);
      return;
    }
  if (position < self->n)
    {
      guint seen = MIN (removed, self->n - position);

      if (added <= STEP)
        tell (self, position, seen, added);
      else
        tell (self, position, self->n - position, STEP);
    }
  else if (self->n == 0)
    tell (self, 0, 0, MIN (added, STEP));
  if (self->growing == 0 && self->n < g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    self->growing = g_idle_add (grow_cb, self);
}

static void
ui_contact_selection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (object);

  switch (prop_id)
    {
    case PROP_IS_MULTIPLE:
      g_value_set_boolean (value, self->is_multiple);
      break;
    case PROP_N_CHECKED:
      g_value_set_uint (value, g_hash_table_size (self->checked));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_contact_selection_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_IS_MULTIPLE:
      ui_contact_selection_set_is_multiple (UI_CONTACT_SELECTION (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_contact_selection_dispose (GObject *object)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_handle_id (&self->growing, g_source_remove);
  g_clear_object (&self->contact);

  G_OBJECT_CLASS (ui_contact_selection_parent_class)->dispose (object);
}

static void
ui_contact_selection_finalize (GObject *object)
{
  g_clear_object (&UI_CONTACT_SELECTION (object)->model);
  g_hash_table_unref (UI_CONTACT_SELECTION (object)->checked);

  G_OBJECT_CLASS (ui_contact_selection_parent_class)->finalize (object);
}

static void
ui_contact_selection_class_init (UiContactSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ui_contact_selection_get_property;
  object_class->set_property = ui_contact_selection_set_property;
  object_class->dispose = ui_contact_selection_dispose;
  object_class->finalize = ui_contact_selection_finalize;

  properties[PROP_IS_MULTIPLE]
      = g_param_spec_boolean ("is-multiple", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_CHECKED] = g_param_spec_uint ("n-checked", NULL, NULL, 0, UI_CONTACT_SELECTION_MOST, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  cut_signal = g_signal_new ("cut", UI_TYPE_CONTACT_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 0);
}

static void
ui_contact_selection_init (UiContactSelection *self)
{
  self->position = GTK_INVALID_LIST_POSITION;
  self->checked = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
}

UiContactSelection *
ui_contact_selection_new (DeskContactModel *model)
{
  UiContactSelection *self = g_object_new (UI_TYPE_CONTACT_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  self->n = MIN (g_list_model_get_n_items (G_LIST_MODEL (model)), STEP);
  if (self->n < g_list_model_get_n_items (G_LIST_MODEL (model)))
    self->growing = g_idle_add (grow_cb, self);
  return self;
}

DeskContactModel *
ui_contact_selection_get_model (UiContactSelection *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_SELECTION (self), NULL);

  return self->model;
}

DeskContact *
ui_contact_selection_get_contact (UiContactSelection *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_SELECTION (self), NULL);

  return self->contact;
}

void
ui_contact_selection_set_contact (UiContactSelection *self, DeskContact *contact)
{
  g_return_if_fail (UI_IS_CONTACT_SELECTION (self));

  if (g_set_object (&self->contact, contact))
    move_to (self, find_contact (self));
}

gboolean
ui_contact_selection_get_is_multiple (UiContactSelection *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_SELECTION (self), FALSE);

  return self->is_multiple;
}

void
ui_contact_selection_set_is_multiple (UiContactSelection *self, gboolean is_multiple)
{
  g_return_if_fail (UI_IS_CONTACT_SELECTION (self));

  if (self->is_multiple == is_multiple)
    return;
  self->is_multiple = is_multiple;
  g_hash_table_remove_all (self->checked);
  self->n_range = 0;
  tell_checked (self, 0, self->n);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_MULTIPLE]);
}

guint
ui_contact_selection_get_n_checked (UiContactSelection *self)
{
  g_return_val_if_fail (UI_IS_CONTACT_SELECTION (self), 0);

  return g_hash_table_size (self->checked);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  DeskContact *one = *(DeskContact **) a, *other = *(DeskContact **) b;
  int order = g_utf8_collate (desk_contact_get_display_name (one), desk_contact_get_display_name (other));

  return order != 0 ? order : g_strcmp0 (desk_contact_get_id (one), desk_contact_get_id (other));
}

GPtrArray *
ui_contact_selection_list_checked (UiContactSelection *self)
{
  GPtrArray *contacts = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer contact;

  g_return_val_if_fail (UI_IS_CONTACT_SELECTION (self), contacts);

  g_hash_table_iter_init (&iter, self->checked);
  while (g_hash_table_iter_next (&iter, NULL, &contact))
    g_ptr_array_add (contacts, g_object_ref (contact));
  g_ptr_array_sort (contacts, compare_names);
  return contacts;
}

void
ui_contact_selection_toggle (UiContactSelection *self, guint position)
{
  g_return_if_fail (UI_IS_CONTACT_SELECTION (self));

  check (self, position, 1, !is_selected (GTK_SELECTION_MODEL (self), position));
}

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

  /* owned */
  DeskContactModel *model;
  DeskContact *contact;
};

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
  return UI_CONTACT_SELECTION (model)->position == position;
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (model);
  GtkBitset *bitset = gtk_bitset_new_empty ();

  if (self->position != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (bitset, self->position);
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

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean exclusive)
{
  UiContactSelection *self = UI_CONTACT_SELECTION (model);
  g_autoptr (DeskContact) contact = g_list_model_get_item (G_LIST_MODEL (self), position);

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

  if (self->position == position)
    {
      g_clear_object (&self->contact);
      move_to (self, GTK_INVALID_LIST_POSITION);
    }
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
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

  G_OBJECT_CLASS (ui_contact_selection_parent_class)->finalize (object);
}

static void
ui_contact_selection_class_init (UiContactSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_contact_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_contact_selection_finalize;
}

static void
ui_contact_selection_init (UiContactSelection *self)
{
  self->position = GTK_INVALID_LIST_POSITION;
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

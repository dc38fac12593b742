/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/editor/ui-property-editor.h"

#include <glib/gi18n-lib.h>

#include "model/desk-fold.h"
#include "model/desk-slices.h"
#include "ui/dialogs/ui-extension-picker.h"
#include "ui/editor/ui-plan-chooser.h"
#include "ui/editor/ui-property-row.h"
#include "ui/editor/ui-property-text.h"

typedef struct
{
  GtkWidget *widget;  /* the AdwPreferencesGroup */
  GtkListBox *list;
  GPtrArray *items;   /* of Item, owned */
  guint plan, schedule;
} Group;

typedef struct
{
  UiPropertyEditor *editor;
  Group *group;
  DeskProperty *property; /* owned */
  char *folded;
  GtkWidget *row;         /* NULL: not made yet */
  GtkWidget *note;        /* NULL: there was none yet */
  GtkLabel *note_label;
  GtkWidget *note_icon;
} Item;

struct _UiPropertyEditor
{
  AdwBin parent_instance;

  /* borrowed */
  GtkBox *box;
  UiPlanChooser *chooser;
  GtkWidget *other;       /* where another property is asked for */
  AdwEntryRow *other_row;

  /* owned */
  DeskSession *session;
  DeskPropertySet *set;
  GPtrArray *groups;      /* of Group */
  GHashTable *items;      /* name -> Item, borrowed */
  GSource *job;           /* makes rows */
  GCancellable *cancellable;
  char *search_text;
  char **words;

  guint n_found;
  guint scroll_source;    /* brings the row into view that was asked for */
};

G_DEFINE_FINAL_TYPE (UiPropertyEditor, ui_property_editor, ADW_TYPE_BIN)

enum
{
  PROP_SESSION = 1,
  PROP_SEARCH_TEXT,
  PROP_N_FOUND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
item_free (gpointer data)
{
  Item *item = data;

  if (item->row != NULL)
    g_signal_handlers_disconnect_by_data (item->property, item->editor);
  g_object_unref (item->property);
  g_free (item->folded);
  g_free (item);
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->items);
  g_free (group);
}

/* --- rows and what stands below them ---------------------------------------------- */

static gboolean
is_wanted (Item *item)
{
  UiPropertyEditor *self = item->editor;
  Group *group = item->group;

  if (self->words != NULL)
    return desk_fold_matches (item->folded, (const char *const *) self->words);

  return group->plan == 0
         || (group->plan == ui_plan_chooser_get_plan (self->chooser)
             && group->schedule == ui_plan_chooser_get_schedule (self->chooser));
}

static void
make_note (Item *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *row = gtk_list_box_row_new ();

  item->note_icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  item->note_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (item->note_label, TRUE);
  gtk_label_set_wrap_mode (item->note_label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (item->note_label, 0);
  gtk_box_append (GTK_BOX (box), item->note_icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (item->note_label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "property-note");
  gtk_list_box_insert (item->group->list, row, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (item->row)) + 1);
  item->note = row;
}

static void
update_note (Item *item)
{
  gboolean is_error = desk_property_get_error (item->property) != NULL;
  g_autofree char *text = NULL;

  if (item->row == NULL)
    return;
  text = ui_property_dup_note (item->editor->session, item->property);
  if (text != NULL && item->note == NULL)
    make_note (item);
  if (item->note == NULL)
    return;
  gtk_label_set_text (item->note_label, text != NULL ? text : "");
  gtk_widget_set_visible (item->note_icon, is_error);
  if (is_error)
    gtk_widget_add_css_class (item->note, "error");
  else
    gtk_widget_remove_css_class (item->note, "error");
  gtk_widget_set_visible (item->note, text != NULL && is_wanted (item));
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                    -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (item->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
note_cb (UiPropertyEditor *self, GParamSpec *pspec, DeskProperty *property)
{
  Item *item = g_hash_table_lookup (self->items, desk_property_get_name (property));

  if (item != NULL)
    update_note (item);
}

/* After those before it that have been made already. */
static void
make_row (Item *item)
{
  int position = 0;

  for (guint i = 0; i < item->group->items->len; i++)
    {
      Item *other = item->group->items->pdata[i];

      if (other == item)
        break;
      position += (other->row != NULL ? 1 : 0) + (other->note != NULL ? 1 : 0);
    }
  item->row = ui_property_row_new (item->property);
  gtk_list_box_insert (item->group->list, item->row, position);
  g_signal_connect_object (item->property, "notify::value", G_CALLBACK (note_cb), item->editor, G_CONNECT_SWAPPED);
  g_signal_connect_object (item->property, "notify::error", G_CALLBACK (note_cb), item->editor, G_CONNECT_SWAPPED);
  update_note (item);
}

/* One more row of what is to be shown; FALSE when all are there. */
static gboolean
make_step (gpointer user_data)
{
  UiPropertyEditor *self = user_data;

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = self->groups->pdata[i];

      for (guint j = 0; j < group->items->len; j++)
        {
          Item *item = group->items->pdata[j];

          if (item->row != NULL || !is_wanted (item))
            continue;
          make_row (item);
          return TRUE;
        }
    }

  return FALSE;
}

/* What is to be seen is, and what is missing of it is made. */
static void
show_wanted (UiPropertyEditor *self)
{
  guint n = 0;

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = self->groups->pdata[i];
      guint n_before = n;

      for (guint j = 0; j < group->items->len; j++)
        {
          Item *item = group->items->pdata[j];
          gboolean wanted = is_wanted (item);

          n += wanted ? 1 : 0;
          if (item->row != NULL)
            gtk_widget_set_visible (item->row, wanted);
          if (item->note != NULL)
            gtk_widget_set_visible (item->note, wanted && *gtk_label_get_text (item->note_label) != '\0');
        }
      gtk_widget_set_visible (group->widget, n > n_before);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chooser),
                          self->words == NULL && ui_plan_chooser_has_plans (self->chooser));
  gtk_widget_set_visible (self->other, self->words == NULL && self->set != NULL);
  desk_slices_cancel (&self->job);
  self->job = desk_slices_start (make_step, NULL, self);
  if (n != self->n_found)
    {
      self->n_found = n;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FOUND]);
    }
}

/* --- groups --------------------------------------------------------------------------- */

static Group *
add_group (UiPropertyEditor *self, DeskProperty *first)
{
  const PalPropertyIndexes *indexes = desk_property_get_indexes (first);
  Group *group = g_new0 (Group, 1);
  g_autofree char *markup = g_markup_escape_text (desk_property_get_group (first), -1);

  group->plan = indexes->plan;
  group->schedule = indexes->schedule;
  group->items = g_ptr_array_new_with_free_func (item_free);
  group->widget = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group->widget), markup);
  group->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (group->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (group->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (group->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  desk_property_get_group (first), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group->widget), GTK_WIDGET (group->list));
  gtk_box_append (self->box, group->widget);
  g_ptr_array_add (self->groups, group);

  return group;
}

static void
add_item (UiPropertyEditor *self, Group *group, DeskProperty *property)
{
  Item *item = g_new0 (Item, 1);
  g_autofree char *text
      = g_strdup_printf ("%s %s %s", desk_property_get_label (property), desk_property_get_group (property),
                         desk_property_get_name (property));

  item->editor = self;
  item->group = group;
  item->property = g_object_ref (property);
  item->folded = desk_fold (text);
  g_ptr_array_add (group->items, item);
  g_hash_table_insert (self->items, (gpointer) desk_property_get_name (property), item);
}

static void
drop_groups (UiPropertyEditor *self)
{
  desk_slices_cancel (&self->job);
  g_hash_table_remove_all (self->items);
  for (guint i = 0; i < self->groups->len; i++)
    gtk_box_remove (self->box, ((Group *) self->groups->pdata[i])->widget);
  g_ptr_array_set_size (self->groups, 0);
}

/* The plans are chosen right before what is chosen by that. */
static void
place_chooser (UiPropertyEditor *self)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = self->groups->pdata[i];

      if (group->plan > 0)
        break;
      before = group->widget;
    }
  gtk_box_reorder_child_after (self->box, GTK_WIDGET (self->chooser), before);
  gtk_box_reorder_child_after (self->box, self->other, gtk_widget_get_last_child (GTK_WIDGET (self->box)));
}

/* All anew, in the order of the set. */
static void
fill (UiPropertyEditor *self)
{
  guint n = self->set != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->set)) : 0;
  const char *heading = "";
  Group *group = NULL;

  drop_groups (self);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DeskProperty) property = g_list_model_get_item (G_LIST_MODEL (self->set), i);

      if (!g_str_equal (heading, desk_property_get_group (property)))
        group = add_group (self, property);
      heading = desk_property_get_group (property);
      add_item (self, group, property);
    }
  place_chooser (self);
  ui_plan_chooser_set_set (self->chooser, self->set);
  show_wanted (self);
}

/* --- what the person does ----------------------------------------------------------------- */

static void
picked_cb (UiExtensionPicker *picker, const char *number, DeskProperty *property)
{
  PalPropertyKind kind = desk_property_get_kind (property);
  const char *value = desk_property_get_value (property);
  g_autofree char *list = NULL;

  if (kind == PAL_PROPERTY_KIND_EXTENSION || *value == '\0')
    desk_property_set_value (property, number);
  else
    {
      list = g_strconcat (value, ",", number, NULL);
      desk_property_set_value (property, list);
    }
}

static void
pick_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  UiPropertyEditor *self = UI_PROPERTY_EDITOR (widget);
  Item *item = g_hash_table_lookup (self->items, g_variant_get_string (parameter, NULL));
  UiExtensionPicker *picker;

  if (item == NULL)
    return;
  picker = ui_extension_picker_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session,
                                    desk_property_get_label (item->property));
  g_signal_connect_object (picker, "picked", G_CALLBACK (picked_cb), item->property, 0);
  gtk_window_present (GTK_WINDOW (picker));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiPropertyEditor) self = user_data;
  g_autoptr (GError) error = NULL;

  /* The page says what went wrong. */
  if (!desk_property_set_load_finish (DESK_PROPERTY_SET (source), result, &error))
    g_debug ("asking for a property: %s", error->message);
}

static void
other_cb (UiPropertyEditor *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->other_row))));

  if (*name == '\0' || self->set == NULL)
    return;
  desk_property_set_add (self->set, name);
  gtk_editable_set_text (GTK_EDITABLE (self->other_row), "");
  ui_property_editor_focus (self, name);
  desk_property_set_load_async (self->set, self->cancellable, loaded_cb, g_object_ref (self));
}

/* --- the widget ------------------------------------------------------------------------------ */

void
ui_property_editor_set_set (UiPropertyEditor *self, DeskPropertySet *set)
{
  g_return_if_fail (UI_IS_PROPERTY_EDITOR (self));

  if (self->set != NULL)
    g_signal_handlers_disconnect_by_func (self->set, fill, self);
  g_set_object (&self->set, set);
  if (set != NULL)
    g_signal_connect_object (set, "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}

DeskPropertySet *
ui_property_editor_get_set (UiPropertyEditor *self)
{
  g_return_val_if_fail (UI_IS_PROPERTY_EDITOR (self), NULL);
  return self->set;
}

void
ui_property_editor_set_search_text (UiPropertyEditor *self, const char *text)
{
  g_return_if_fail (UI_IS_PROPERTY_EDITOR (self));

  if (g_strcmp0 (self->search_text, text) == 0)
    return;
  g_free (self->search_text);
  self->search_text = g_strdup (text);
  g_clear_pointer (&self->words, g_strfreev);
  self->words = text != NULL ? desk_fold_words (text) : NULL;
  show_wanted (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_TEXT]);
}

guint
ui_property_editor_get_n_found (UiPropertyEditor *self)
{
  g_return_val_if_fail (UI_IS_PROPERTY_EDITOR (self), 0);
  return self->n_found;
}

GtkWidget *
ui_property_editor_show (UiPropertyEditor *self, const char *name)
{
  Item *item;

  g_return_val_if_fail (UI_IS_PROPERTY_EDITOR (self), NULL);

  item = g_hash_table_lookup (self->items, name);
  if (item == NULL)
    return NULL;
  if (self->words == NULL && item->group->plan > 0)
    ui_plan_chooser_choose (self->chooser, item->group->plan, item->group->schedule);
  if (item->row == NULL)
    make_row (item);
  gtk_widget_set_visible (item->group->widget, TRUE);
  gtk_widget_set_visible (item->row, TRUE);

  return item->row;
}

/* Well inside, so that what stands below the row is seen, too. */
static gboolean
scroll_cb (gpointer user_data)
{
  UiPropertyEditor *self = user_data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  double x, y;

  self->scroll_source = 0;
  if (view == NULL || focus == NULL
      || !gtk_widget_translate_coordinates (focus, GTK_WIDGET (self), 0, 0, &x, &y))
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (view));
  gtk_adjustment_set_value (adjustment, y - gtk_adjustment_get_page_size (adjustment) / 3);

  return G_SOURCE_REMOVE;
}

void
ui_property_editor_focus (UiPropertyEditor *self, const char *name)
{
  GtkWidget *row = name != NULL ? ui_property_editor_show (self, name) : NULL;

  g_return_if_fail (UI_IS_PROPERTY_EDITOR (self));

  if (row == NULL)
    {
      gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
      return;
    }
  if (!gtk_widget_grab_focus (row))
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
  if (self->scroll_source == 0 && gtk_widget_get_root (row) != NULL)
    self->scroll_source = g_idle_add (scroll_cb, self); /* the row has no place yet */
}

static void
ui_property_editor_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiPropertyEditor *self = UI_PROPERTY_EDITOR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SEARCH_TEXT:
      g_value_set_string (value, self->search_text);
      break;
    case PROP_N_FOUND:
      g_value_set_uint (value, self->n_found);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_property_editor_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  UiPropertyEditor *self = UI_PROPERTY_EDITOR (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      break;
    case PROP_SEARCH_TEXT:
      ui_property_editor_set_search_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_property_editor_dispose (GObject *object)
{
  UiPropertyEditor *self = UI_PROPERTY_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  if (self->box != NULL)
    drop_groups (self);
  self->box = NULL;
  if (self->set != NULL)
    g_signal_handlers_disconnect_by_func (self->set, fill, self);
  g_clear_object (&self->set);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_property_editor_parent_class)->dispose (object);
}

static void
ui_property_editor_finalize (GObject *object)
{
  UiPropertyEditor *self = UI_PROPERTY_EDITOR (object);

  g_ptr_array_unref (self->groups);
  g_hash_table_unref (self->items);
  g_clear_object (&self->cancellable);
  g_strfreev (self->words);
  g_free (self->search_text);

  G_OBJECT_CLASS (ui_property_editor_parent_class)->finalize (object);
}

static void
ui_property_editor_class_init (UiPropertyEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ui_property_editor_get_property;
  object_class->set_property = ui_property_editor_set_property;
  object_class->dispose = ui_property_editor_dispose;
  object_class->finalize = ui_property_editor_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DESK_TYPE_SESSION,
                                                  G_PARAM_READWRITE | flags);
  properties[PROP_SEARCH_TEXT]
      = g_param_spec_string ("search-text", NULL, NULL, NULL, G_PARAM_READWRITE | flags);
  properties[PROP_N_FOUND]
      = g_param_spec_uint ("n-found", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "editor.pick", "s", pick_cb);
}

static void
ui_property_editor_init (UiPropertyEditor *self)
{
  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->items = g_hash_table_new (g_str_hash, g_str_equal);
  self->cancellable = g_cancellable_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));

  self->chooser = UI_PLAN_CHOOSER (ui_plan_chooser_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), FALSE);
  g_signal_connect_object (self->chooser, "changed", G_CALLBACK (show_wanted), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, GTK_WIDGET (self->chooser));

  self->other = adw_preferences_group_new ();
  gtk_widget_set_visible (self->other, FALSE);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self->other),
      _ ("What the PBX has besides all this can be read here, by its name in the guide."));
  self->other_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->other_row), _ ("Name of another property"));
  adw_entry_row_set_show_apply_button (self->other_row, TRUE);
  g_signal_connect_object (self->other_row, "apply", G_CALLBACK (other_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->other), GTK_WIDGET (self->other_row));
  gtk_box_append (self->box, self->other);
}

GtkWidget *
ui_property_editor_new (DeskSession *session)
{
  return g_object_new (UI_TYPE_PROPERTY_EDITOR, "session", session, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-zone-dialog.h"

#include <glib/gi18n-lib.h>

#include "model/desk-zone.h"
#include "ui/ui-accessible.h"

struct _UiZoneDialog
{
  AdwWindow parent_instance;

  /* children, owned by the widget tree */
  GtkWidget *search;
  GtkListView *view;

  /* owned */
  DeskTimers *timers;
  GtkStringFilter *filter;
};

G_DEFINE_FINAL_TYPE (UiZoneDialog, ui_zone_dialog, ADW_TYPE_WINDOW)

static void
search_cb (UiZoneDialog *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
activate_cb (UiZoneDialog *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->view));
  g_autoptr (GtkStringObject) item = g_list_model_get_item (model, position);
  const char *name = item != NULL ? gtk_string_object_get_string (item) : NULL;

  if (name == NULL)
    return;
  desk_timers_set_time_zone (self->timers, desk_zone_is_known (name) ? name : NULL);
  gtk_window_close (GTK_WINDOW (self));
}

/* Enter in the search takes the first that was found. */
static void
first_cb (UiZoneDialog *self)
{
  activate_cb (self, 0);
}

static void
setup_cb (UiZoneDialog *self, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (UiZoneDialog *self, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkSelectionModel *
make_model (UiZoneDialog *self)
{
  g_auto (GStrv) names = desk_zone_list_names ();
  GtkStringList *list = gtk_string_list_new (NULL);
  GtkFilterListModel *found;

  gtk_string_list_append (list, _ ("As on this computer"));
  gtk_string_list_splice (list, 1, 0, (const char *const *)names);
  self->filter = gtk_string_filter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  found = gtk_filter_list_model_new (G_LIST_MODEL (list), g_object_ref (GTK_FILTER (self->filter)));
  return GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (found)));
}

static GtkWidget *
make_list (UiZoneDialog *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view, *scroller = gtk_scrolled_window_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  view = gtk_list_view_new (make_model (self), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Time zones"), -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  self->view = GTK_LIST_VIEW (view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

void
ui_zone_dialog_present (GtkWindow *parent, DeskTimers *timers)
{
  UiZoneDialog *self = g_object_new (UI_TYPE_ZONE_DIALOG, "transient-for", parent, NULL);

  g_return_if_fail (DESK_IS_TIMERS (timers));

  g_set_object (&self->timers, timers);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_grab_focus (self->search);
  gtk_window_present (GTK_WINDOW (self));
}

static void
ui_zone_dialog_dispose (GObject *object)
{
  UiZoneDialog *self = UI_ZONE_DIALOG (object);

  g_clear_object (&self->timers);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (ui_zone_dialog_parent_class)->dispose (object);
}

static void
ui_zone_dialog_class_init (UiZoneDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_zone_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_zone_dialog_init (UiZoneDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
            *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->search = gtk_search_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search time zones"), -1);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (first_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (bar, "page-toolbar");
  gtk_box_append (GTK_BOX (bar), self->search);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), make_list (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Time Zone of the PBX"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 360, 480);
}

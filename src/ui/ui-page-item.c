/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-page-item.h"

#include <glib/gi18n-lib.h>

#define MOST 99
#define PATIENCE 500 /* ms, with something dragged, until the page opens */

struct _UiPageItem
{
  GtkListBoxRow parent_instance;

  const UiPageRow *page;
  guint opening; /* source */

  /* children, owned by the widget tree */
  GtkLabel *badge;

  /* owned */
  DeskSession *session;
};

G_DEFINE_FINAL_TYPE (UiPageItem, ui_page_item, GTK_TYPE_LIST_BOX_ROW)

static void
count (UiPageItem *self)
{
  const char *title = _ (self->page->title);
  guint n = self->page->badge != NULL ? ui_badge_count (self->page->badge, self->session) : 0;
  g_autofree char *number = n > MOST ? g_strdup_printf ("%u+", MOST) : g_strdup_printf ("%u", n);
  g_autofree char *words = n > 0 ? ui_badge_dup_text (self->page->badge, self->session) : NULL;
  /* Translators: a page in the sidebar read aloud: its title, what waits there. */
  g_autofree char *label = n > 0 ? g_strdup_printf (_ ("%s, %s"), title, words) : g_strdup (title);

  gtk_label_set_text (self->badge, number);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), n > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->badge), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
ui_page_item_dispose (GObject *object)
{
  g_clear_handle_id (&UI_PAGE_ITEM (object)->opening, g_source_remove);
  g_clear_object (&UI_PAGE_ITEM (object)->session);

  G_OBJECT_CLASS (ui_page_item_parent_class)->dispose (object);
}

/* For those who use the page by the accessibility tree: a row of a list has no action of its own there. */
static void
open_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_signal_emit_by_name (gtk_widget_get_parent (widget), "row-activated", widget);
}

/* --- what is dragged over it opens the page ----------------------------- */

static gboolean
opening_cb (gpointer user_data)
{
  UiPageItem *self = user_data;

  self->opening = 0;
  gtk_widget_activate_action (GTK_WIDGET (self), "page.open", NULL);
  return G_SOURCE_REMOVE;
}

/* A text from elsewhere has nothing to do there. */
static gboolean
is_ours (GdkDrop *drop)
{
  GdkContentFormats *formats = drop != NULL ? gdk_drop_get_formats (drop) : NULL;

  return formats != NULL
         && (gdk_content_formats_contain_gtype (formats, DESK_TYPE_CALL)
             || gdk_content_formats_contain_gtype (formats, DESK_TYPE_PARK)
             || gdk_content_formats_contain_gtype (formats, DESK_TYPE_EXTENSION));
}

static void
drag_leave_cb (UiPageItem *self)
{
  g_clear_handle_id (&self->opening, g_source_remove);
}

static void
drag_enter_cb (UiPageItem *self, double x, double y, GtkDropControllerMotion *controller)
{
  drag_leave_cb (self);
  if (is_ours (gtk_drop_controller_motion_get_drop (controller)))
    self->opening = g_timeout_add (PATIENCE, opening_cb, self);
}

static void
add_dragging (UiPageItem *self)
{
  GtkEventController *controller = gtk_drop_controller_motion_new ();

  g_signal_connect_object (controller, "enter", G_CALLBACK (drag_enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (controller, "leave", G_CALLBACK (drag_leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
ui_page_item_class_init (UiPageItemClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_page_item_dispose;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.open", NULL, open_cb);
}

static void
ui_page_item_init (UiPageItem *self)
{
  add_dragging (self);
}

GtkWidget *
ui_page_item_new (const UiPageRow *page, DeskSession *session)
{
  UiPageItem *self = g_object_new (UI_TYPE_PAGE_ITEM, "name", page->name, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (page->title));

  self->page = page;
  self->session = g_object_ref (session);
  self->badge = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->badge), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->badge), "badge");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (page->icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->badge));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  if (page->badge != NULL)
    ui_badge_connect (page->badge, session, G_CALLBACK (count), self);
  count (self);
  return GTK_WIDGET (self);
}

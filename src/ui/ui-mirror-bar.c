/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-mirror-bar.h"

#include <glib/gi18n-lib.h>

struct _UiMirrorBar
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *label, *progress, *stop;

  /* owned */
  DeskMirror *mirror;
};

G_DEFINE_FINAL_TYPE (UiMirrorBar, ui_mirror_bar, GTK_TYPE_WIDGET)

static void
refresh (UiMirrorBar *self)
{
  gboolean is_shown
      = desk_mirror_get_is_enabled (self->mirror) && !desk_mirror_get_is_complete (self->mirror)
        && (desk_mirror_get_is_running (self->mirror) || desk_mirror_get_error (self->mirror) != NULL);
  const char *error = desk_mirror_get_error (self->mirror);
  int n_total = desk_mirror_get_n_total (self->mirror);
  guint n_known = desk_mirror_get_n_known (self->mirror);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  if (!is_shown)
    return;
  if (error != NULL)
    text = g_strdup_printf (_ ("The copy on this computer does not go on: %s"), error);
  else if (n_total < 0)
    text = g_strdup_printf (_ ("Copying to this computer: %'u"), n_known);
  else
    /* Translators: so many contacts of so many. */
    text = g_strdup_printf (_ ("Copying to this computer: %'u of %'d"), n_known, n_total);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), desk_mirror_get_progress (self->mirror));
}

/* The page knows where that is kept. */
static void
stop_cb (UiMirrorBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "phonebook.mirror", NULL);
}

static void
ui_mirror_bar_dispose (GObject *object)
{
  UiMirrorBar *self = UI_MIRROR_BAR (object);
  GtkWidget *child;

  if (self->mirror != NULL)
    g_signal_handlers_disconnect_by_func (self->mirror, refresh, self);
  g_clear_object (&self->mirror);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_mirror_bar_parent_class)->dispose (object);
}

static void
ui_mirror_bar_class_init (UiMirrorBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_mirror_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "mirror-bar");
}

static void
ui_mirror_bar_init (UiMirrorBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), 20);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_add_css_class (self->label, "dim-label");
  self->progress = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Copy on this computer"), -1);
  self->stop = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_add_css_class (self->stop, "flat");
  gtk_widget_add_css_class (self->stop, "circular");
  gtk_widget_set_valign (self->stop, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->stop, _ ("Keep No Copy"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stop), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Keep No Copy"), -1);
  g_signal_connect_object (self->stop, "clicked", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->progress);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  gtk_widget_set_parent (self->stop, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
ui_mirror_bar_set_mirror (UiMirrorBar *self, DeskMirror *mirror)
{
  g_return_if_fail (UI_IS_MIRROR_BAR (self));
  g_return_if_fail (self->mirror == NULL);

  if (mirror == NULL)
    return;
  self->mirror = g_object_ref (mirror);
  g_signal_connect_object (mirror, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

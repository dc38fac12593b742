/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-preferences-short-dials.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/ui-short-dial-dialog.h"

struct _UiPreferencesShortDials
{
  AdwPreferencesPage parent_instance;

  /* template children */
  GtkListBox *list;

  /* owned */
  DeskShortDials *dials;
};

G_DEFINE_FINAL_TYPE (UiPreferencesShortDials, ui_preferences_short_dials, ADW_TYPE_PREFERENCES_PAGE)

static void
present (UiPreferencesShortDials *self, DeskShortDial *dial)
{
  ui_short_dial_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->dials, dial);
}

static void
row_activated_cb (UiPreferencesShortDials *self, GtkListBoxRow *row)
{
  g_autoptr (DeskShortDial) dial
      = g_list_model_get_item (G_LIST_MODEL (self->dials), (guint) gtk_list_box_row_get_index (row));

  if (dial != NULL)
    present (self, dial);
}

static void
add_cb (UiPreferencesShortDials *self)
{
  present (self, NULL);
}

/* "12 — Taxi", and the number below. */
static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  DeskShortDial *dial = item;
  const char *name = desk_short_dial_get_name (dial);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *code = gtk_label_new (desk_short_dial_get_code (dial));
  g_autofree char *title_markup
      = g_markup_escape_text (*name != '\0' ? name : desk_short_dial_get_number (dial), -1);
  g_autofree char *subtitle_markup
      = g_markup_escape_text (*name != '\0' ? desk_short_dial_get_number (dial) : "", -1);

  gtk_widget_add_css_class (code, "numeric");
  gtk_widget_add_css_class (code, "heading");
  gtk_label_set_width_chars (GTK_LABEL (code), 4);
  gtk_label_set_xalign (GTK_LABEL (code), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), code);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
ui_preferences_short_dials_dispose (GObject *object)
{
  UiPreferencesShortDials *self = UI_PREFERENCES_SHORT_DIALS (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->dials);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PREFERENCES_SHORT_DIALS);

  G_OBJECT_CLASS (ui_preferences_short_dials_parent_class)->dispose (object);
}

static void
ui_preferences_short_dials_class_init (UiPreferencesShortDialsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_preferences_short_dials_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-preferences-short-dials.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesShortDials, list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
ui_preferences_short_dials_init (UiPreferencesShortDials *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwPreferencesPage *
ui_preferences_short_dials_new (DeskShortDials *dials)
{
  UiPreferencesShortDials *self;

  g_return_val_if_fail (DESK_IS_SHORT_DIALS (dials), NULL);

  self = g_object_new (UI_TYPE_PREFERENCES_SHORT_DIALS, NULL);
  self->dials = g_object_ref (dials);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (dials), create_row, NULL, NULL);
  return ADW_PREFERENCES_PAGE (self);
}

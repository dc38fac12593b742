/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-preferences-texts.h"

#include <glib/gi18n-lib.h>

#include "model/desk-text.h"

#define KEY "message-templates"

struct _UiPreferencesTexts
{
  AdwPreferencesPage parent_instance;

  gboolean is_saving; /* what comes back is what stands here */

  /* template children */
  AdwPreferencesGroup *group;
  GtkWidget *reset;

  /* owned */
  GSettings *settings;
  GPtrArray *rows; /* of AdwEntryRow, borrowed from the group */
};

G_DEFINE_FINAL_TYPE (UiPreferencesTexts, ui_preferences_texts, ADW_TYPE_PREFERENCES_PAGE)

static void
refresh_reset (UiPreferencesTexts *self)
{
  g_autoptr (GVariant) own = g_settings_get_user_value (self->settings, KEY);

  gtk_widget_set_sensitive (self->reset, own != NULL && g_variant_n_children (own) > 0);
}

/* Without a message of one's own the usual ones are offered. */
static void
save (UiPreferencesTexts *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->rows->pdata[i])));

      if (*g_strstrip (text) != '\0')
        g_strv_builder_add (builder, text);
    }
  texts = g_strv_builder_end (builder);
  self->is_saving = TRUE;
  g_settings_set_strv (self->settings, KEY, (const char *const *) texts);
  self->is_saving = FALSE;
  refresh_reset (self);
}

static void
remove_clicked_cb (GtkWidget *button, UiPreferencesTexts *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);
  guint position;

  if (!g_ptr_array_find (self->rows, row, &position))
    return;
  g_ptr_array_remove_index (self->rows, position);
  adw_preferences_group_remove (self->group, row);
  save (self);
  if (self->rows->len > 0)
    gtk_widget_grab_focus (self->rows->pdata[MIN (position, self->rows->len - 1)]);
}

static GtkWidget *
add_row (UiPreferencesTexts *self, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Message"));
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove This Message"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove This Message"), -1);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  g_signal_connect_object (row, "changed", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
fill (UiPreferencesTexts *self)
{
  g_auto (GStrv) own = g_settings_get_strv (self->settings, KEY);
  g_auto (GStrv) texts = desk_text_dup_templates ((const char *const *) own);

  if (self->is_saving)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; texts[i] != NULL; i++)
    add_row (self, texts[i]);
  refresh_reset (self);
}

static void
add_cb (UiPreferencesTexts *self)
{
  gtk_widget_grab_focus (add_row (self, ""));
}

static void
reset_cb (UiPreferencesTexts *self)
{
  g_settings_reset (self->settings, KEY);
}

static void
ui_preferences_texts_dispose (GObject *object)
{
  UiPreferencesTexts *self = UI_PREFERENCES_TEXTS (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_func (self->settings, fill, self);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PREFERENCES_TEXTS);

  G_OBJECT_CLASS (ui_preferences_texts_parent_class)->dispose (object);
}

static void
ui_preferences_texts_class_init (UiPreferencesTextsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_preferences_texts_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-preferences-texts.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesTexts, group);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesTexts, reset);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
ui_preferences_texts_init (UiPreferencesTexts *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ui_preferences_texts_new (GSettings *settings)
{
  UiPreferencesTexts *self = g_object_new (UI_TYPE_PREFERENCES_TEXTS, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-preferences-window.h"

#include <glib/gi18n.h>

#include "ui/dialogs/ui-preferences-history.h"
#include "ui/dialogs/ui-preferences-notifications.h"
#include "ui/dialogs/ui-preferences-numbers.h"
#include "ui/dialogs/ui-preferences-rules.h"
#include "ui/dialogs/ui-preferences-short-dials.h"
#include "ui/dialogs/ui-preferences-texts.h"
#include "ui/ui-accessible.h"

struct _UiPreferencesWindow
{
  AdwPreferencesWindow parent_instance;

  /* template children */
  AdwComboRow *sort_row;
  AdwComboRow *view_row;
  AdwComboRow *language_row;
  GtkSwitch *confirm_plain_switch;
  GtkSwitch *remember_switch;
  GtkSwitch *hold_switch;
  AdwEntryRow *prefix_row;
  AdwEntryRow *voicemail_row;
  AdwEntryRow *pickup_row;
  GtkSwitch *copy_switch;
  GtkWidget *copied_row;
  GtkLabel *copied_label;
};

G_DEFINE_FINAL_TYPE (UiPreferencesWindow, ui_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

/* The rows of a combo stand in the order of the enumeration in the schema. */
static const char *const sort_nicks[] = { "name", "state", NULL };
static const char *const view_nicks[] = { "list", "tiles", NULL };
static const char *const language_nicks[] = { "window", "en", "ja", NULL };

static gboolean
nick_to_selected (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *const *nicks = user_data;

  for (guint i = 0; nicks[i] != NULL; i++)
    if (g_str_equal (nicks[i], g_variant_get_string (variant, NULL)))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }

  return FALSE;
}

static GVariant *
selected_to_nick (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *const *nicks = user_data;
  guint selected = g_value_get_uint (value);

  return selected < g_strv_length ((char **)nicks) ? g_variant_new_string (nicks[selected]) : NULL;
}

static void
bind_combo (GSettings *settings, const char *key, AdwComboRow *row, const char *const *nicks)
{
  g_settings_bind_with_mapping (settings, key, row, "selected", G_SETTINGS_BIND_DEFAULT, nick_to_selected,
                                selected_to_nick, (gpointer)nicks, NULL);
}

/* How far the copy of the phonebooks is. */
static void
mirror_cb (UiPreferencesWindow *self, GParamSpec *pspec, DeskMirror *mirror)
{
  guint n_known = desk_mirror_get_n_known (mirror);
  int n_total = desk_mirror_get_n_total (mirror);
  g_autofree char *text = NULL;

  if (n_total >= 0 && (guint)n_total != n_known)
    /* Translators: how many of all contacts were fetched so far. */
    text = g_strdup_printf (_ ("%u of %d"), n_known, n_total);
  else
    text = g_strdup_printf ("%u", n_known);
  gtk_label_set_text (self->copied_label, text);
  gtk_widget_set_visible (self->copied_row, desk_mirror_get_is_enabled (mirror));
}

static void
ui_preferences_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), UI_TYPE_PREFERENCES_WINDOW);

  G_OBJECT_CLASS (ui_preferences_window_parent_class)->dispose (object);
}

static void
ui_preferences_window_class_init (UiPreferencesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_preferences_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, sort_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, view_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, language_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, confirm_plain_switch);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, remember_switch);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, hold_switch);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, prefix_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, voicemail_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, pickup_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, copy_switch);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, copied_row);
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesWindow, copied_label);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
ui_preferences_window_init (UiPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ui_preferences_window_present_page (GtkWindow *parent, GSettings *settings, DeskSession *session,
                                    const char *page)
{
  DeskLog *log = session != NULL ? desk_session_get_log (session) : NULL;
  UiPreferencesWindow *self;

  g_return_if_fail (G_IS_SETTINGS (settings));

  self = g_object_new (UI_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  bind_combo (settings, "sort", self->sort_row, sort_nicks);
  bind_combo (settings, "view", self->view_row, view_nicks);
  bind_combo (settings, "phonebook-language", self->language_row, language_nicks);
  g_settings_bind (settings, "confirm-plain", self->confirm_plain_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "remember", self->remember_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "hold-before-transfer", self->hold_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "voicemail-prefix", self->prefix_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "voicemail-number", self->voicemail_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "pickup-prefix", self->pickup_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "copy-phonebooks", self->copy_switch, "active", G_SETTINGS_BIND_DEFAULT);
  if (session != NULL)
    {
      g_signal_connect_object (desk_session_get_mirror (session), "notify", G_CALLBACK (mirror_cb), self,
                               G_CONNECT_SWAPPED);
      mirror_cb (self, NULL, desk_session_get_mirror (session));
    }
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ui_preferences_notifications_new (settings));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                              ADW_PREFERENCES_PAGE (ui_preferences_texts_new (settings)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ui_preferences_history_new (settings, log));
  if (session != NULL)
    {
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), ui_preferences_numbers_new (session));
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                                  ui_preferences_short_dials_new (desk_session_get_short_dials (session)));
      adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                                  ui_preferences_rules_new (desk_session_get_rules (session)));
    }
  ui_accessible_tidy (GTK_WIDGET (self));
  if (page != NULL)
    adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (self), page);
  gtk_window_present (GTK_WINDOW (self));
}

void
ui_preferences_window_present (GtkWindow *parent, GSettings *settings, DeskSession *session)
{
  ui_preferences_window_present_page (parent, settings, session, NULL);
}

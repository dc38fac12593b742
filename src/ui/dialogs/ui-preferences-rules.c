/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-preferences-rules.h"

#include <glib/gi18n-lib.h>

#include "model/desk-plain.h"
#include "ui/dialogs/ui-rule-dialog.h"

#define SUBTITLE_MAX 300

struct _UiPreferencesRules
{
  AdwPreferencesPage parent_instance;

  gboolean is_showing; /* what a switch says comes from here */

  /* template children */
  AdwPreferencesGroup *group;

  /* owned */
  DeskRules *rules;
  GPtrArray *rows; /* of AdwActionRow, borrowed from the group, as the rules stand */
};

G_DEFINE_FINAL_TYPE (UiPreferencesRules, ui_preferences_rules, ADW_TYPE_PREFERENCES_PAGE)

static DeskRule *
get_rule (UiPreferencesRules *self, GtkWidget *part)
{
  GtkWidget *row = ADW_IS_ACTION_ROW (part) ? part : gtk_widget_get_ancestor (part, ADW_TYPE_ACTION_ROW);
  guint position;

  if (!g_ptr_array_find (self->rows, row, &position))
    return NULL;
  return g_list_model_get_item (desk_rules_get_list (self->rules), position);
}

static void
activated_cb (UiPreferencesRules *self, GtkWidget *row)
{
  g_autoptr (DeskRule) rule = get_rule (self, row);

  if (rule != NULL)
    ui_rule_dialog_present (GTK_WINDOW (gtk_widget_get_root (row)), self->rules, rule);
}

static void
active_cb (UiPreferencesRules *self, GParamSpec *pspec, GtkWidget *button)
{
  g_autoptr (DeskRule) rule = get_rule (self, button);

  if (rule != NULL && !self->is_showing)
    desk_rules_set_enabled (self->rules, rule, gtk_switch_get_active (GTK_SWITCH (button)));
}

static void
show_rule (UiPreferencesRules *self, GtkWidget *row, DeskRule *rule)
{
  const DeskRuleSpec *spec = desk_rule_get_spec (rule);
  GtkWidget *button = GTK_WIDGET (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)));
  g_autofree char *conditions = desk_rule_dup_conditions (rule);
  g_autofree char *target = desk_plain_line (spec->target, SUBTITLE_MAX);
  const char *event = desk_rule_event_get_label (spec->event);
  g_autofree char *title_markup = g_markup_escape_text (event, -1);
  g_autofree char *subtitle_markup = *conditions != '\0'
                                         ? g_markup_printf_escaped ("%s\n%s", conditions, target)
                                         : g_markup_escape_text (target, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  self->is_showing = TRUE;
  gtk_switch_set_active (GTK_SWITCH (button), desk_rule_get_is_enabled (rule));
  self->is_showing = FALSE;
}

static GtkWidget *
create_row (UiPreferencesRules *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_switch_new ();
  GtkWidget *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (edit, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (edit, "flat");
  gtk_widget_set_tooltip_text (edit, _ ("Edit This Rule"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (edit), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Edit This Rule"),
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), edit);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "notify::active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (edit, "clicked", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* A rule that was changed stays in its row, and the keyboard where it is. The rows are shown anew from there
 * on: a group cannot take one in between. */
static void
items_changed_cb (UiPreferencesRules *self, guint position, guint removed, guint added, GListModel *list)
{
  guint n = g_list_model_get_n_items (list);

  while (self->rows->len > n)
    {
      GtkWidget *row = g_ptr_array_steal_index (self->rows, self->rows->len - 1);

      adw_preferences_group_remove (self->group, row);
    }
  while (self->rows->len < n)
    {
      GtkWidget *row = create_row (self);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
  for (guint i = position; i < n; i++)
    {
      g_autoptr (DeskRule) rule = g_list_model_get_item (list, i);

      show_rule (self, self->rows->pdata[i], rule);
    }
}

static void
add_cb (UiPreferencesRules *self)
{
  ui_rule_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->rules, NULL);
}

static void
ui_preferences_rules_dispose (GObject *object)
{
  UiPreferencesRules *self = UI_PREFERENCES_RULES (object);

  if (self->rules != NULL)
    g_signal_handlers_disconnect_by_data (desk_rules_get_list (self->rules), self);
  g_clear_object (&self->rules);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_PREFERENCES_RULES);

  G_OBJECT_CLASS (ui_preferences_rules_parent_class)->dispose (object);
}

static void
ui_preferences_rules_class_init (UiPreferencesRulesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_preferences_rules_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-preferences-rules.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPreferencesRules, group);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
ui_preferences_rules_init (UiPreferencesRules *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwPreferencesPage *
ui_preferences_rules_new (DeskRules *rules)
{
  UiPreferencesRules *self;
  GListModel *list;

  g_return_val_if_fail (DESK_IS_RULES (rules), NULL);

  self = g_object_new (UI_TYPE_PREFERENCES_RULES, NULL);
  self->rules = g_object_ref (rules);
  list = desk_rules_get_list (rules);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (list), list);
  return ADW_PREFERENCES_PAGE (self);
}

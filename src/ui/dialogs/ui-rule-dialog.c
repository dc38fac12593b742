/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-rule-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-accessible.h"
#include "ui/ui-announcer.h"

struct _UiRuleDialog
{
  AdwWindow parent_instance;

  /* template children */
  GtkWidget *save_button;
  AdwComboRow *event_row;
  GtkWidget *conditions;
  GtkEditable *number_row;
  AdwComboRow *caller_row;
  AdwComboRow *place_row;
  GtkEditable *queue_row;
  AdwComboRow *action_row;
  GtkEditable *target_row;
  GtkLabel *result_label;
  GtkWidget *test_button;
  GtkWidget *remove_button;
  UiAnnouncer *announcer;

  /* owned */
  DeskRules *rules;
  DeskRule *rule;     /* NULL: a new one */
  DeskFiring *firing; /* the trial that is shown */
};

G_DEFINE_FINAL_TYPE (UiRuleDialog, ui_rule_dialog, ADW_TYPE_WINDOW)

/* As it stands in the form; its texts are the form's. */
static DeskRuleSpec
read_form (UiRuleDialog *self)
{
  return (DeskRuleSpec){ .event = adw_combo_row_get_selected (self->event_row),
                         .number = gtk_editable_get_text (self->number_row),
                         .queue = gtk_editable_get_text (self->queue_row),
                         .caller = adw_combo_row_get_selected (self->caller_row),
                         .place = adw_combo_row_get_selected (self->place_row),
                         .action = adw_combo_row_get_selected (self->action_row),
                         .target = gtk_editable_get_text (self->target_row) };
}

static void
show_result (UiRuleDialog *self, const char *text, gboolean is_problem)
{
  gtk_label_set_text (self->result_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->result_label), *text != '\0');
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->result_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->result_label), "error");
}

static void
drop_trial (UiRuleDialog *self)
{
  if (self->firing != NULL)
    g_signal_handlers_disconnect_by_data (self->firing, self);
  g_clear_object (&self->firing);
}

/* What is not yet written is no mistake. */
static void
check (UiRuleDialog *self)
{
  DeskRuleSpec spec;
  g_autoptr (GError) error = NULL;
  const char *title_markup; /* the program's own words */
  gboolean is_good, is_empty;

  if (self->rules == NULL)
    return; /* being built */
  spec = read_form (self);
  title_markup = spec.action == DESK_RULE_COMMAND ? _ ("Program and arguments") : _ ("Address of the page");
  is_empty = *spec.target == '\0';
  is_good = desk_rule_check (&spec, &error);
  drop_trial (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->target_row), title_markup);
  gtk_widget_set_sensitive (self->conditions, spec.event != DESK_RULE_VOICEMAIL);
  gtk_widget_set_sensitive (self->save_button, is_good);
  gtk_widget_set_sensitive (self->test_button, is_good);
  show_result (self, is_good || is_empty ? "" : error->message, TRUE);
}

static void
told_cb (UiRuleDialog *self, const char *text, gboolean is_problem)
{
  show_result (self, text, is_problem);
  ui_announcer_say (self->announcer, text);
}

static void
test_cb (UiRuleDialog *self)
{
  DeskRuleSpec spec = read_form (self);
  g_autoptr (GError) error = NULL;

  drop_trial (self);
  self->firing = desk_rules_try (self->rules, &spec, &error);
  if (self->firing == NULL)
    {
      told_cb (self, error->message, TRUE);
      return;
    }
  g_signal_connect_object (self->firing, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  desk_rules_fire (self->rules, self->firing);
}

static void
save_cb (UiRuleDialog *self)
{
  DeskRuleSpec spec = read_form (self);
  g_autoptr (GError) error = NULL;

  if (desk_rules_save (self->rules, self->rule, &spec, &error) != NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    told_cb (self, error->message, TRUE);
}

static void
remove_cb (UiRuleDialog *self)
{
  desk_rules_remove (self->rules, self->rule);
  gtk_window_close (GTK_WINDOW (self));
}

static void
fill (UiRuleDialog *self)
{
  const DeskRuleSpec *spec = desk_rule_get_spec (self->rule);

  adw_combo_row_set_selected (self->event_row, spec->event);
  gtk_editable_set_text (self->number_row, spec->number != NULL ? spec->number : "");
  gtk_editable_set_text (self->queue_row, spec->queue != NULL ? spec->queue : "");
  adw_combo_row_set_selected (self->caller_row, spec->caller);
  adw_combo_row_set_selected (self->place_row, spec->place);
  adw_combo_row_set_selected (self->action_row, spec->action);
  gtk_editable_set_text (self->target_row, spec->target);
}

void
ui_rule_dialog_present (GtkWindow *parent, DeskRules *rules, DeskRule *rule)
{
  UiRuleDialog *self;

  g_return_if_fail (DESK_IS_RULES (rules));

  self = g_object_new (UI_TYPE_RULE_DIALOG, "transient-for", parent, NULL);
  g_set_object (&self->rule, rule);
  if (rule != NULL)
    fill (self);
  gtk_widget_set_visible (self->remove_button, rule != NULL);
  self->rules = g_object_ref (rules);
  check (self);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->event_row));
  gtk_window_present (GTK_WINDOW (self));
}

static void
ui_rule_dialog_dispose (GObject *object)
{
  UiRuleDialog *self = UI_RULE_DIALOG (object);

  drop_trial (self);
  g_clear_object (&self->rules);
  g_clear_object (&self->rule);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_RULE_DIALOG);

  G_OBJECT_CLASS (ui_rule_dialog_parent_class)->dispose (object);
}

static void
ui_rule_dialog_class_init (UiRuleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_rule_dialog_dispose;

  g_type_ensure (UI_TYPE_ANNOUNCER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-rule-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, event_row);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, conditions);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, caller_row);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, queue_row);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, action_row);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, target_row);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, result_label);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, test_button);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, remove_button);
  gtk_widget_class_bind_template_child (widget_class, UiRuleDialog, announcer);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_rule_dialog_init (UiRuleDialog *self)
{
  g_autoptr (GtkStringList) events = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (DeskRuleEvent event = 0; event < DESK_N_RULE_EVENTS; event++)
    gtk_string_list_append (events, desk_rule_event_get_label (event));
  adw_combo_row_set_model (self->event_row, G_LIST_MODEL (events));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/ui-dial-rule-dialog.h"

#include <string.h>

#include "ui/ui-accessible.h"
#include "ui/ui-announcer.h"

struct _UiDialRuleDialog
{
  AdwWindow parent_instance;

  /* template children */
  GtkWidget *save_button;
  GtkEditable *pattern_row;
  GtkEditable *replacement_row;
  GtkLabel *result_label;
  GtkWidget *remove_button;
  UiAnnouncer *announcer;

  /* owned */
  DeskNumbers *numbers;
  char *pattern, *replacement; /* as it was: it is found by these; NULL: a new one */
};

G_DEFINE_FINAL_TYPE (UiDialRuleDialog, ui_dial_rule_dialog, ADW_TYPE_WINDOW)

/* People type "X", full-width digits and blanks as well. */
static char *
read_entry (GtkEditable *entry)
{
  char *text = g_utf8_normalize (gtk_editable_get_text (entry), -1, G_NORMALIZE_ALL_COMPOSE);

  g_strdelimit (text, "X", 'x');
  for (char *from = text, *to = text;; from++)
    if (*from != ' ' && *from != '(' && *from != ')' && (*from != '-' || strchr (text, '[') != NULL))
      if ((*to++ = *from) == '\0')
        break;
  return text;
}

static void
check (UiDialRuleDialog *self)
{
  g_autofree char *pattern = NULL, *replacement = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_good, is_written;

  if (self->numbers == NULL)
    return; /* being built */
  pattern = read_entry (self->pattern_row);
  replacement = read_entry (self->replacement_row);
  is_good = desk_dial_rule_check (pattern, replacement, &error);
  is_written = *pattern != '\0' && *replacement != '\0';
  gtk_widget_set_sensitive (self->save_button, is_good);
  gtk_label_set_text (self->result_label, is_good || !is_written ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->result_label), !is_good && is_written);
  if (!is_good && is_written)
    ui_announcer_say (self->announcer, error->message);
}

/* Where the rule stands now, -1 when it is new or gone. */
static int
find (UiDialRuleDialog *self, const DeskNumberRules *rules)
{
  for (guint i = 0; self->pattern != NULL && i < rules->own->len; i++)
    {
      const DeskDialRule *rule = rules->own->pdata[i];

      if (g_str_equal (rule->pattern, self->pattern) && g_str_equal (rule->replacement, self->replacement))
        return (int) i;
    }
  return -1;
}

static void
save_cb (UiDialRuleDialog *self)
{
  g_autoptr (DeskNumberRules) rules = desk_numbers_dup_rules (self->numbers);
  g_autofree char *pattern = read_entry (self->pattern_row);
  g_autofree char *replacement = read_entry (self->replacement_row);
  int at = find (self, rules);

  if (!desk_dial_rule_check (pattern, replacement, NULL))
    return;
  if (at >= 0)
    {
      DeskDialRule *rule = rules->own->pdata[at];

      g_free (rule->pattern);
      g_free (rule->replacement);
      rule->pattern = g_steal_pointer (&pattern);
      rule->replacement = g_steal_pointer (&replacement);
    }
  else
    {
      g_ptr_array_add (rules->own, desk_dial_rule_new (pattern, replacement, TRUE));
    }
  desk_numbers_set_rules (self->numbers, rules);
  gtk_window_close (GTK_WINDOW (self));
}

static void
remove_cb (UiDialRuleDialog *self)
{
  g_autoptr (DeskNumberRules) rules = desk_numbers_dup_rules (self->numbers);
  int at = find (self, rules);

  if (at >= 0)
    g_ptr_array_remove_index (rules->own, (guint) at);
  desk_numbers_set_rules (self->numbers, rules);
  gtk_window_close (GTK_WINDOW (self));
}

void
ui_dial_rule_dialog_present (GtkWindow *parent, DeskNumbers *numbers, int position)
{
  g_autoptr (DeskNumberRules) rules = NULL;
  UiDialRuleDialog *self;

  g_return_if_fail (DESK_IS_NUMBERS (numbers));

  rules = desk_numbers_dup_rules (numbers);
  self = g_object_new (UI_TYPE_DIAL_RULE_DIALOG, "transient-for", parent, NULL);
  if (position >= 0 && (guint) position < rules->own->len)
    {
      const DeskDialRule *rule = rules->own->pdata[position];

      self->pattern = g_strdup (rule->pattern);
      self->replacement = g_strdup (rule->replacement);
      gtk_editable_set_text (self->pattern_row, rule->pattern);
      gtk_editable_set_text (self->replacement_row, rule->replacement);
    }
  gtk_widget_set_visible (self->remove_button, self->pattern != NULL);
  self->numbers = g_object_ref (numbers);
  check (self);
  ui_accessible_tidy (GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->pattern_row));
  gtk_window_present (GTK_WINDOW (self));
}

static void
ui_dial_rule_dialog_dispose (GObject *object)
{
  UiDialRuleDialog *self = UI_DIAL_RULE_DIALOG (object);

  g_clear_object (&self->numbers);
  g_clear_pointer (&self->pattern, g_free);
  g_clear_pointer (&self->replacement, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_DIAL_RULE_DIALOG);

  G_OBJECT_CLASS (ui_dial_rule_dialog_parent_class)->dispose (object);
}

static void
ui_dial_rule_dialog_class_init (UiDialRuleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_dial_rule_dialog_dispose;

  g_type_ensure (UI_TYPE_ANNOUNCER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/sidetone/Sidetone/dialogs/ui-dial-rule-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiDialRuleDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, UiDialRuleDialog, pattern_row);
  gtk_widget_class_bind_template_child (widget_class, UiDialRuleDialog, replacement_row);
  gtk_widget_class_bind_template_child (widget_class, UiDialRuleDialog, result_label);
  gtk_widget_class_bind_template_child (widget_class, UiDialRuleDialog, remove_button);
  gtk_widget_class_bind_template_child (widget_class, UiDialRuleDialog, announcer);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ui_dial_rule_dialog_init (UiDialRuleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

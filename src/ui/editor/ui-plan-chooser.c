/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/editor/ui-plan-chooser.h"

#include <glib/gi18n-lib.h>

struct _UiPlanChooser
{
  AdwBin parent_instance;

  /* borrowed */
  AdwActionRow *rows[DESK_PROPERTY_N_PLANS];
  GtkCheckButton *checks[DESK_PROPERTY_N_PLANS];
  AdwComboRow *schedule_row;

  /* owned */
  DeskPropertySet *set;

  guint job;         /* says it anew */
  guint plan;
  gboolean has_plans;
};

G_DEFINE_FINAL_TYPE (UiPlanChooser, ui_plan_chooser, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
describe (UiPlanChooser *self)
{
  self->has_plans = FALSE;
  for (guint i = 0; i < DESK_PROPERTY_N_PLANS; i++)
    {
      g_autofree char *text
          = self->set != NULL ? desk_property_set_dup_destination (self->set, i + 1) : NULL;

      self->has_plans |= text != NULL;
      adw_action_row_set_subtitle (self->rows[i], text);
      if (text != NULL)
        gtk_accessible_update_property (GTK_ACCESSIBLE (self->checks[i]),
                                        GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
}

static gboolean
describe_cb (gpointer user_data)
{
  UiPlanChooser *self = user_data;

  self->job = 0;
  describe (self);
  return G_SOURCE_REMOVE;
}

/* Once for all that changes in one go. */
static void
changed_cb (UiPlanChooser *self)
{
  if (self->job == 0)
    self->job = g_idle_add (describe_cb, self);
}

static void
chosen_cb (UiPlanChooser *self)
{
  guint plan = self->plan;

  for (guint i = 0; i < DESK_PROPERTY_N_PLANS; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      plan = i + 1;
  if (plan == self->plan)
    return;
  self->plan = plan;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
schedule_cb (UiPlanChooser *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ui_plan_chooser_set_set (UiPlanChooser *self, DeskPropertySet *set)
{
  g_return_if_fail (UI_IS_PLAN_CHOOSER (self));

  if (set != self->set)
    {
      if (self->set != NULL)
        g_signal_handlers_disconnect_by_data (self->set, self);
      g_set_object (&self->set, set);
      if (set != NULL)
        g_signal_connect_object (set, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
  describe (self);
}

gboolean
ui_plan_chooser_has_plans (UiPlanChooser *self)
{
  g_return_val_if_fail (UI_IS_PLAN_CHOOSER (self), FALSE);
  return self->has_plans;
}

guint
ui_plan_chooser_get_plan (UiPlanChooser *self)
{
  g_return_val_if_fail (UI_IS_PLAN_CHOOSER (self), 1);
  return self->plan;
}

guint
ui_plan_chooser_get_schedule (UiPlanChooser *self)
{
  guint selected;

  g_return_val_if_fail (UI_IS_PLAN_CHOOSER (self), 0);

  selected = adw_combo_row_get_selected (self->schedule_row);
  return selected <= DESK_PROPERTY_N_SCHEDULES ? selected : 0;
}

void
ui_plan_chooser_choose (UiPlanChooser *self, guint plan, guint schedule)
{
  g_return_if_fail (UI_IS_PLAN_CHOOSER (self));

  if (plan >= 1 && plan <= DESK_PROPERTY_N_PLANS)
    gtk_check_button_set_active (self->checks[plan - 1], TRUE);
  if (schedule <= DESK_PROPERTY_N_SCHEDULES)
    adw_combo_row_set_selected (self->schedule_row, schedule);
}

static void
add_plan (UiPlanChooser *self, AdwPreferencesGroup *group, guint i)
{
  g_autofree char *title = g_strdup_printf (_ ("Plan %u"), i + 1);

  self->rows[i] = ADW_ACTION_ROW (adw_action_row_new ());
  self->checks[i] = GTK_CHECK_BUTTON (gtk_check_button_new ());
  if (i > 0)
    gtk_check_button_set_group (self->checks[i], self->checks[0]);
  g_object_set (self->rows[i], "use-markup", FALSE, "title", title, "subtitle-lines", 0, NULL);
  adw_action_row_add_prefix (self->rows[i], GTK_WIDGET (self->checks[i]));
  adw_action_row_set_activatable_widget (self->rows[i], GTK_WIDGET (self->checks[i]));
  adw_preferences_group_add (group, GTK_WIDGET (self->rows[i]));
}

static void
add_schedules (UiPlanChooser *self, AdwPreferencesGroup *group)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  /* Translators: what holds in a plan while none of its schedules does */
  gtk_string_list_append (names, _ ("What usually holds"));
  for (guint i = 1; i <= DESK_PROPERTY_N_SCHEDULES; i++)
    {
      g_autofree char *name = g_strdup_printf (_ ("Schedule %u"), i);

      gtk_string_list_append (names, name);
    }
  self->schedule_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->schedule_row), _ ("Shown below"));
  adw_combo_row_set_model (self->schedule_row, G_LIST_MODEL (names));
  g_signal_connect_object (self->schedule_row, "notify::selected", G_CALLBACK (schedule_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->schedule_row));
}

static void
ui_plan_chooser_dispose (GObject *object)
{
  UiPlanChooser *self = UI_PLAN_CHOOSER (object);

  g_clear_handle_id (&self->job, g_source_remove);
  if (self->set != NULL)
    g_signal_handlers_disconnect_by_data (self->set, self);
  g_clear_object (&self->set);

  G_OBJECT_CLASS (ui_plan_chooser_parent_class)->dispose (object);
}

static void
ui_plan_chooser_class_init (UiPlanChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_plan_chooser_dispose;

  signals[CHANGED] = g_signal_new ("changed", UI_TYPE_PLAN_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
ui_plan_chooser_init (UiPlanChooser *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _ ("Plans"));
  adw_preferences_group_set_description (group,
                                         _ ("One of them is active at a time: a timer or a call to the PBX changes it."));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (group));
  for (guint i = 0; i < DESK_PROPERTY_N_PLANS; i++)
    add_plan (self, group, i);
  add_schedules (self, group);
  self->plan = 1;
  gtk_check_button_set_active (self->checks[0], TRUE);
  for (guint i = 0; i < DESK_PROPERTY_N_PLANS; i++)
    g_signal_connect_object (self->checks[i], "toggled", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
ui_plan_chooser_new (void)
{
  return g_object_new (UI_TYPE_PLAN_CHOOSER, NULL);
}

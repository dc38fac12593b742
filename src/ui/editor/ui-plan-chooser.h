/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-property-set.h"

G_BEGIN_DECLS

/* Says of each plan where calls go while it is active, and chooses the plan, and the schedule of it, that is shown.
 * ::changed: another one was chosen. */
#define UI_TYPE_PLAN_CHOOSER (ui_plan_chooser_get_type ())
G_DECLARE_FINAL_TYPE (UiPlanChooser, ui_plan_chooser, UI, PLAN_CHOOSER, AdwBin)

GtkWidget *ui_plan_chooser_new          (void);
void       ui_plan_chooser_set_set      (UiPlanChooser *self, DeskPropertySet *set); /* or NULL */
gboolean   ui_plan_chooser_has_plans    (UiPlanChooser *self);
guint      ui_plan_chooser_get_plan     (UiPlanChooser *self);
guint      ui_plan_chooser_get_schedule (UiPlanChooser *self); /* 0: what holds when none does */
void       ui_plan_chooser_choose       (UiPlanChooser *self, guint plan, guint schedule);

G_END_DECLS

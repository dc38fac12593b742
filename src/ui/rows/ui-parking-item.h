/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"
#include "model/desk-urgency.h"
#include "ui/ui-hold-button.h"

G_BEGIN_DECLS

/* What the page of parked calls, queues and lines is made of: tiles and rows that show one thing, have one button
 * and may have a menu. They act by the actions of the page ("parking.…"). */
#define UI_TYPE_PARKING_ITEM (ui_parking_item_get_type ())
G_DECLARE_INTERFACE (UiParkingItem, ui_parking_item, UI, PARKING_ITEM, GtkWidget)

struct _UiParkingItemInterface
{
  GTypeInterface parent_interface;

  void (*refresh) (UiParkingItem *self);             /* what time, line and calls of mine change */
  UiHoldButton *(*get_button) (UiParkingItem *self); /* what Enter presses */
  const char *(*get_id) (UiParkingItem *self);       /* the parameter of its actions; may be NULL */
  GMenuModel *(*dup_menu) (UiParkingItem *self);     /* NULL: none now */
};

void          ui_parking_item_refresh    (UiParkingItem *self);
UiHoldButton *ui_parking_item_get_button (UiParkingItem *self); /* NULL when there is nothing to press */
const char   *ui_parking_item_get_id     (UiParkingItem *self);
GMenuModel   *ui_parking_item_dup_menu   (UiParkingItem *self);

/* The colour of somebody who waits: classes "amber" and "red" of @widget. */
void          ui_parking_mark            (GtkWidget *widget, DeskUrgency urgency);
/* "Waiting long"; NULL while it is not long. */
const char   *ui_parking_get_word        (DeskUrgency urgency);
/* "waiting 2 minutes", "waiting very long, 12 minutes": what a screen reader says. */
char         *ui_parking_dup_age         (DeskUrgency urgency, gint64 age);
/* The words that there are, with a dot between them; any may be NULL or "". */
char         *ui_parking_join            (const char *first, const char *second);
void          ui_parking_append          (GMenu *menu, const char *label, const char *action, const char *target);
/* The row has a name that says all: its title and subtitle are not to be read again. They are plain text. */
void          ui_parking_tidy_row        (AdwActionRow *row);
void          ui_parking_set_texts       (AdwActionRow *row, const char *title, const char *subtitle);

G_END_DECLS

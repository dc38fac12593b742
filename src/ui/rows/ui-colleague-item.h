/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-extension.h"

G_BEGIN_DECLS

/* A colleague on the screen, as one widget that paints itself: the base of the list's row and of the tile.
 * It follows its DeskExtension, runs its clock with the page's ticker while it is seen, and gives the
 * screen reader one sentence. Property: extension (DeskExtension or NULL). */
#define UI_TYPE_COLLEAGUE_ITEM (ui_colleague_item_get_type ())
G_DECLARE_DERIVABLE_TYPE (UiColleagueItem, ui_colleague_item, UI, COLLEAGUE_ITEM, GtkWidget)

struct _UiColleagueItemClass
{
  GtkWidgetClass parent_class;

  void (*refresh) (UiColleagueItem *self); /* name, star or heading may have changed */
};

/* The texts, current as of the last ui_colleague_item_prepare(); borrowed. */
typedef struct
{
  PangoLayout *name, *status, *number, *clock;
} UiColleagueTexts;

DeskExtension          *ui_colleague_item_get_extension (UiColleagueItem *self);
/* From snapshot; NULL when there is nothing to paint: empty, or out of view. */
const UiColleagueTexts *ui_colleague_item_prepare       (UiColleagueItem *self);
/* It may have come into view: scrolled, or the list changed. */
void                    ui_colleague_item_moved         (UiColleagueItem *self);
/* Paints picture and badge. */
void                    ui_colleague_item_paint_face    (UiColleagueItem *self, GtkSnapshot *snapshot, float x, float y, float size);
void                    ui_colleague_item_paint_status  (UiColleagueItem *self, GtkSnapshot *snapshot, float x, float y);
/* Waiting ages: amber, then red; otherwise @color stays. */
void                    ui_colleague_item_get_clock_color (UiColleagueItem *self, GdkRGBA *color);
/* Height of the two lines of text. */
int                     ui_colleague_item_measure_texts (UiColleagueItem *self);
/* The list item around it: its focus and its state. NULL while not in a list. */
GtkWidget              *ui_colleague_item_get_holder    (UiColleagueItem *self);
/* The one in @view that the keyboard is at, or in one of its buttons; else NULL. */
UiColleagueItem        *ui_colleague_item_find_focused  (GtkWidget *view);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/desk-line.h"

G_BEGIN_DECLS

/* Drawing shared by the rows, tiles and badges that paint themselves: a list of thousands stays quick when a
 * row is one widget. Colours come from the theme's named ones, so light, dark and high contrast follow. */

void ui_paint_color    (GtkWidget *widget, const char *name, GdkRGBA *color);
/* The colour in which a presence is written; FALSE when it is written as dimmed text. */
gboolean ui_paint_presence_color (GtkWidget *widget, DeskPresence presence, GdkRGBA *color);
/* A round picture with the initials of @name, coloured by @name as AdwAvatar does. */
void ui_paint_avatar   (GtkSnapshot *snapshot, GtkWidget *widget, const char *name, float x, float y, float size);
/* Shape and colour of a presence. */
void ui_paint_presence (GtkSnapshot *snapshot, GtkWidget *widget, DeskPresence presence, float x, float y, float size);
/* Shape and colour of a shared line: what is mine has corners, what is others' is round. */
void ui_paint_lamp     (GtkSnapshot *snapshot, GtkWidget *widget, DeskLamp lamp, float x, float y, float size);
/* The same, kept as it was painted for a name. All zero to begin with. */
typedef struct
{
  GskRenderNode *node;
  char *name;
} UiPaintedAvatar;
void ui_painted_avatar_paint (UiPaintedAvatar *self, GtkSnapshot *snapshot, GtkWidget *widget, const char *name,
                              float x, float y, float size);
void ui_painted_avatar_clear (UiPaintedAvatar *self);
void ui_paint_rounded  (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width, float height,
                        float radius);
/* A symbolic icon. */
void ui_paint_icon     (GtkSnapshot *snapshot, GtkWidget *widget, const char *icon_name, const GdkRGBA *color,
                        float x, float y, int size);
/* Where @x is when lines begin on the other side. */
int  ui_paint_mirror   (GtkWidget *widget, int x, int width);
/* In what it scrolls in. */
gboolean ui_paint_is_out_of_view (GtkWidget *widget);
void ui_paint_layout   (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, float x, float y);

G_END_DECLS

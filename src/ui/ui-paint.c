/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/ui-paint.h"

#define N_AVATAR_COLORS 14

/* clang-format off */
/* Text, top and bottom of the fourteen avatars of libadwaita, so that a person has one colour everywhere. */
static const guint32 avatar_colors[N_AVATAR_COLORS][3] = {
  { 0xcfe1f5, 0x83b6ec, 0x337fdc }, { 0xcaeaf2, 0x7ad9f1, 0x0f9ac8 }, { 0xcef8d8, 0x8de6b1, 0x29ae74 },
  { 0xe6f9d7, 0xb5e98a, 0x6ab85b }, { 0xf9f4e1, 0xf8e359, 0xd29d09 }, { 0xffead1, 0xffcb62, 0xd68400 },
  { 0xffe5c5, 0xffa95a, 0xed5b00 }, { 0xf8d2ce, 0xf78773, 0xe62d42 }, { 0xfac7de, 0xe973ab, 0xe33b6a },
  { 0xe7c2e8, 0xcb78d4, 0x9945b5 }, { 0xd5d2f5, 0x9e91e8, 0x7a59ca }, { 0xf2eade, 0xe3cf9c, 0xb08952 },
  { 0xe5d6ca, 0xbe916d, 0x785336 }, { 0xd8d7d3, 0xc0bfbc, 0x6e6d71 },
};
/* clang-format on */

static GdkRGBA
rgb (guint32 value)
{
  return (GdkRGBA){ (value >> 16 & 0xff) / 255.f, (value >> 8 & 0xff) / 255.f, (value & 0xff) / 255.f, 1.f };
}

void
ui_paint_color (GtkWidget *widget, const char *name, GdkRGBA *color)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);

  if (!gtk_style_context_lookup_color (context, name, color))
    gtk_style_context_get_color (context, color);
}

gboolean
ui_paint_presence_color (GtkWidget *widget, DeskPresence presence, GdkRGBA *color)
{
  switch (presence)
    {
    case DESK_PRESENCE_RINGING:
    case DESK_PRESENCE_DIALLING:
      ui_paint_color (widget, "accent_color", color);
      return TRUE;
    case DESK_PRESENCE_TALKING:
      ui_paint_color (widget, "error_color", color);
      return TRUE;
    case DESK_PRESENCE_ON_HOLD:
      ui_paint_color (widget, "warning_color", color);
      return TRUE;
    case DESK_PRESENCE_FREE:
    case DESK_PRESENCE_UNKNOWN:
    case DESK_PRESENCE_OFFLINE:
    default:
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), color);
      color->alpha *= 0.55f;
      return FALSE;
    }
}

/* First letters of the first and the last word, upper case, as AdwAvatar. */
static char *
dup_initials (const char *name)
{
  g_autofree char *upper = g_utf8_strup (name, -1);
  g_autofree char *normal = g_utf8_normalize (g_strstrip (upper), -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autoptr (GString) initials = g_string_new (NULL);
  const char *last;

  if (normal == NULL || *normal == '\0')
    return g_strdup ("");
  g_string_append_unichar (initials, g_utf8_get_char (normal));
  last = strrchr (normal, ' ');
  if (last != NULL && last[1] != '\0')
    g_string_append_unichar (initials, g_utf8_get_char (last + 1));
  return g_string_free (g_steal_pointer (&initials), FALSE);
}

void
ui_paint_rounded (
    GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width, float height, float radius)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &GRAPHENE_RECT_INIT (x, y, width, height), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, &rounded.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
fill_circle (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float size)
{
  ui_paint_rounded (snapshot, color, x, y, size, size, size / 2);
}

static void
fill_square (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float size)
{
  ui_paint_rounded (snapshot, color, x, y, size, size, size / 5);
}

static void
stroke_circle (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float size, float width)
{
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &GRAPHENE_RECT_INIT (x, y, size, size), size / 2);
  gtk_snapshot_append_border (snapshot, &circle, (const float[]){ width, width, width, width },
                              (const GdkRGBA[]){ *color, *color, *color, *color });
}

void
ui_paint_avatar (GtkSnapshot *snapshot, GtkWidget *widget, const char *name, float x, float y, float size)
{
  const guint32 *colors = avatar_colors[g_str_hash (name) % N_AVATAR_COLORS];
  g_autofree char *initials = dup_initials (name);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, initials);
  PangoFontDescription *font;
  GdkRGBA top = rgb (colors[1]), bottom = rgb (colors[2]), text = rgb (colors[0]);
  GskColorStop stops[] = { { 0, top }, { 1, bottom } };
  GskRoundedRect circle;
  int width, height;

  gsk_rounded_rect_init_from_rect (&circle, &GRAPHENE_RECT_INIT (x, y, size, size), size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_linear_gradient (snapshot, &circle.bounds, &GRAPHENE_POINT_INIT (x, y),
                                       &GRAPHENE_POINT_INIT (x, y + size), stops, G_N_ELEMENTS (stops));
  gtk_snapshot_pop (snapshot);

  font = pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (layout)));
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, (int)(size * 0.36 + 0.5) * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &width, &height);
  ui_paint_layout (snapshot, layout, &text, x + (size - width) / 2, y + (size - height) / 2);
}

/* A triangle pointing up, or a question mark: what rectangles and circles cannot do. */
static void
paint_glyph (GtkSnapshot *snapshot, GtkWidget *widget, const char *glyph, float x, float y, float size)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, glyph);
  PangoFontDescription *font = pango_font_description_from_string ("Bold");
  int width, height;

  pango_font_description_set_absolute_size (font, (int)(size * 0.72 + 0.5) * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &width, &height);
  ui_paint_layout (snapshot, layout, &(GdkRGBA){ 1, 1, 1, 1 }, x + (size - width) / 2,
                   y + (size - height) / 2);
}

static void
paint_triangle (GtkSnapshot *snapshot, float x, float y, float size)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x, y, size, size));

  cairo_move_to (cr, x + size * 0.5, y + size * 0.22);
  cairo_line_to (cr, x + size * 0.78, y + size * 0.70);
  cairo_line_to (cr, x + size * 0.22, y + size * 0.70);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
}

/* The right half (talking) or the left half (dialling) of a small disc. */
static void
paint_half (GtkSnapshot *snapshot, gboolean right, float x, float y, float size)
{
  float inner = size * 0.56f, gap = (size - inner) / 2;
  float left = x + gap + (right ? inner / 2 : 0);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (left, y + gap, inner / 2, inner));
  fill_circle (snapshot, &(GdkRGBA){ 1, 1, 1, 1 }, x + gap, y + gap, inner);
  gtk_snapshot_pop (snapshot);
}

static void
paint_bars (GtkSnapshot *snapshot, float x, float y, float size)
{
  float width = size * 0.14f, height = size * 0.44f, top = y + (size - height) / 2;
  GdkRGBA white = { 1, 1, 1, 1 };

  gtk_snapshot_append_color (snapshot, &white,
                             &GRAPHENE_RECT_INIT (x + size / 2 - 1.6f * width, top, width, height));
  gtk_snapshot_append_color (snapshot, &white,
                             &GRAPHENE_RECT_INIT (x + size / 2 + 0.6f * width, top, width, height));
}

void
ui_paint_presence (
    GtkSnapshot *snapshot, GtkWidget *widget, DeskPresence presence, float x, float y, float size)
{
  GdkRGBA color, ground;

  switch (presence)
    {
    case DESK_PRESENCE_FREE:
      ui_paint_color (widget, "success_bg_color", &color);
      fill_circle (snapshot, &color, x, y, size);
      break;
    case DESK_PRESENCE_RINGING:
      ui_paint_color (widget, "accent_bg_color", &color);
      fill_circle (snapshot, &color, x, y, size);
      paint_triangle (snapshot, x, y, size);
      break;
    case DESK_PRESENCE_DIALLING:
    case DESK_PRESENCE_TALKING:
      ui_paint_color (widget, "error_bg_color", &color);
      fill_circle (snapshot, &color, x, y, size);
      paint_half (snapshot, presence == DESK_PRESENCE_TALKING, x, y, size);
      break;
    case DESK_PRESENCE_ON_HOLD:
      ui_paint_color (widget, "warning_bg_color", &color);
      fill_circle (snapshot, &color, x, y, size);
      paint_bars (snapshot, x, y, size);
      break;
    case DESK_PRESENCE_OFFLINE:
      ui_paint_color (widget, "view_bg_color", &ground);
      fill_circle (snapshot, &ground, x, y, size);
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
      color.alpha *= 0.55f;
      stroke_circle (snapshot, &color, x, y, size, MAX (2.f, size / 8));
      break;
    case DESK_PRESENCE_UNKNOWN:
    default:
      color = rgb (0x77767b);
      fill_circle (snapshot, &color, x, y, size);
      paint_glyph (snapshot, widget, "?", x, y, size);
      break;
    }
}

void
ui_paint_lamp (GtkSnapshot *snapshot, GtkWidget *widget, DeskLamp lamp, float x, float y, float size)
{
  GdkRGBA color;

  switch (lamp)
    {
    case DESK_LAMP_RINGING:
      ui_paint_color (widget, "accent_bg_color", &color);
      fill_circle (snapshot, &color, x, y, size);
      paint_triangle (snapshot, x, y, size);
      break;
    case DESK_LAMP_MINE:
      ui_paint_color (widget, "success_bg_color", &color);
      fill_square (snapshot, &color, x, y, size);
      paint_half (snapshot, TRUE, x, y, size);
      break;
    case DESK_LAMP_OTHER:
      ui_paint_color (widget, "error_bg_color", &color);
      fill_circle (snapshot, &color, x, y, size);
      paint_half (snapshot, TRUE, x, y, size);
      break;
    case DESK_LAMP_PARKED_BY_ME:
      ui_paint_color (widget, "accent_bg_color", &color);
      fill_square (snapshot, &color, x, y, size);
      paint_bars (snapshot, x, y, size);
      break;
    case DESK_LAMP_PARKED:
      ui_paint_color (widget, "warning_bg_color", &color);
      fill_circle (snapshot, &color, x, y, size);
      paint_bars (snapshot, x, y, size);
      break;
    case DESK_LAMP_FREE:
    default:
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
      color.alpha *= 0.55f;
      stroke_circle (snapshot, &color, x, y, size, MAX (2.f, size / 8));
      break;
    }
}

void
ui_paint_layout (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, float x, float y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

void
ui_painted_avatar_paint (UiPaintedAvatar *self,
                         GtkSnapshot *snapshot,
                         GtkWidget *widget,
                         const char *name,
                         float x,
                         float y,
                         float size)
{
  if (g_strcmp0 (self->name, name) != 0)
    {
      GtkSnapshot *painted = gtk_snapshot_new ();

      ui_painted_avatar_clear (self);
      self->name = g_strdup (name);
      ui_paint_avatar (painted, widget, name, 0, 0, size);
      self->node = gtk_snapshot_free_to_node (painted);
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_node (snapshot, self->node);
  gtk_snapshot_restore (snapshot);
}

void
ui_painted_avatar_clear (UiPaintedAvatar *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->name, g_free);
}

void
ui_paint_icon (GtkSnapshot *snapshot,
               GtkWidget *widget,
               const char *icon_name,
               const GdkRGBA *color,
               float x,
               float y,
               int size)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon
      = gtk_icon_theme_lookup_icon (theme, icon_name, NULL, size, gtk_widget_get_scale_factor (widget),
                                    gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size, color, 1);
  gtk_snapshot_restore (snapshot);
}

int
ui_paint_mirror (GtkWidget *widget, int x, int width)
{
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    return gtk_widget_get_width (widget) - x - width;
  return x;
}

gboolean
ui_paint_is_out_of_view (GtkWidget *widget)
{
  GtkWidget *port = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return port != NULL && gtk_widget_compute_bounds (widget, port, &bounds)
         && (bounds.origin.y > gtk_widget_get_height (port) || bounds.origin.y + bounds.size.height < 0);
}

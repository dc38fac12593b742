/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-colleague-row.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-paint.h"

#define ROW_HEIGHT 58
#define MARGIN 14
#define FACE 38
#define GAP 12
#define BUTTON 34
#define ICON 16
/* What brings the star up: pointer or keyboard. */
#define AT_ROW (GTK_STATE_FLAG_PRELIGHT | GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_WITHIN)
#define RADIUS 12
#define NARROW 440 /* below it the star is only in the menu */

struct _UiColleagueRow
{
  UiColleagueItem parent_instance;

  guint position;
  DeskHeading shown_heading;
  gboolean is_last;
  int text_end; /* where number and clock end, before the buttons */
  guint star_source; /* takes the star away */

  /* children, owned by the widget tree */
  GtkWidget *star;
  GtkWidget *call;

  /* owned */
  PangoLayout *heading;
};

G_DEFINE_FINAL_TYPE (UiColleagueRow, ui_colleague_row, UI_TYPE_COLLEAGUE_ITEM)

enum
{
  PROP_POSITION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static int
heading_height (UiColleagueRow *self)
{
  int height;

  if (self->heading == NULL)
    return 0;
  pango_layout_get_pixel_size (self->heading, NULL, &height);
  return (self->position == 0 ? 6 : 24) + height + 12;
}

static void
set_heading (UiColleagueRow *self, DeskHeading heading)
{
  PangoAttrList *attributes;

  if (self->shown_heading == heading)
    return;
  self->shown_heading = heading;
  g_clear_object (&self->heading);
  if (heading != DESK_HEADING_NONE)
    {
      self->heading = gtk_widget_create_pango_layout (
          GTK_WIDGET (self), heading == DESK_HEADING_FAVOURITES ? _ ("Favourites") : _ ("All colleagues"));
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (self->heading, attributes);
      pango_attr_list_unref (attributes);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
ui_colleague_row_update_edges (UiColleagueRow *self)
{
  GtkWidget *list;
  GListModel *model = NULL;
  gboolean is_last = TRUE;

  g_return_if_fail (UI_IS_COLLEAGUE_ROW (self));

  list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_VIEW);
  if (list != NULL)
    model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  if (model != NULL)
    {
      g_autoptr (DeskExtension) next = g_list_model_get_item (model, self->position + 1);

      is_last = next == NULL || desk_extension_get_heading (next) != DESK_HEADING_NONE;
    }
  if (self->is_last == is_last)
    return;
  self->is_last = is_last;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
call_clicked_cb (UiColleagueRow *self)
{
  DeskExtension *extension = ui_colleague_item_get_extension (UI_COLLEAGUE_ITEM (self));

  if (extension != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.dial", "s", desk_extension_get_number (extension));
}

static void
star_clicked_cb (UiColleagueRow *self)
{
  DeskExtension *extension = ui_colleague_item_get_extension (UI_COLLEAGUE_ITEM (self));

  if (extension != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "colleague.toggle-favourite", "s",
                                desk_extension_get_number (extension));
}

/* A button without a widget for its icon: the row paints it. */
static GtkWidget *
make_button (UiColleagueRow *self, const char *style_class, GCallback callback)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "width-request", BUTTON, "height-request", BUTTON, NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, style_class);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

/* The star of a favourite, and that of the row the person is at; all others need none. */
static gboolean
wants_star (UiColleagueRow *self)
{
  DeskExtension *extension = ui_colleague_item_get_extension (UI_COLLEAGUE_ITEM (self));
  GtkWidget *holder = ui_colleague_item_get_holder (UI_COLLEAGUE_ITEM (self));
  GtkStateFlags state = gtk_widget_get_state_flags (GTK_WIDGET (self));

  if (extension == NULL)
    return FALSE;
  if (holder != NULL)
    state |= gtk_widget_get_state_flags (holder);
  return desk_extension_get_is_favourite (extension) || (state & AT_ROW) != 0;
}

static gboolean
drop_star_cb (gpointer user_data)
{
  UiColleagueRow *self = user_data;

  self->star_source = 0;
  if (!wants_star (self))
    g_clear_pointer (&self->star, gtk_widget_unparent);
  return G_SOURCE_REMOVE;
}

/* The row learns that the keyboard leaves it while the window is still moving it, from the star perhaps:
 * that may not go before this is over. */
static void
update_star (UiColleagueRow *self)
{
  DeskExtension *extension = ui_colleague_item_get_extension (UI_COLLEAGUE_ITEM (self));
  g_autofree char *label = NULL;
  gboolean is_favourite;

  if (extension == NULL || self->call == NULL)
    return;
  is_favourite = desk_extension_get_is_favourite (extension);
  if (!wants_star (self))
    {
      if (self->star != NULL && self->star_source == 0)
        self->star_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, drop_star_cb, self, NULL);
      return;
    }
  if (self->star == NULL)
    {
      self->star = make_button (self, "star", G_CALLBACK (star_clicked_cb));
      gtk_widget_insert_before (self->star, GTK_WIDGET (self), self->call);
    }
  /* Translators: %s is a name. */
  label = g_strdup_printf (is_favourite ? _ ("Remove %s from favourites") : _ ("Make %s a favourite"),
                           desk_extension_get_name (extension));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->star), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
ui_colleague_row_refresh (UiColleagueItem *item)
{
  UiColleagueRow *self = UI_COLLEAGUE_ROW (item);
  DeskExtension *extension = ui_colleague_item_get_extension (item);
  g_autofree char *call = g_strdup_printf (_ ("Call %s"), desk_extension_get_name (extension));

  gtk_widget_set_visible (self->call, !desk_extension_get_is_own (extension));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->call), GTK_ACCESSIBLE_PROPERTY_LABEL, call, -1);
  set_heading (self, desk_extension_get_heading (extension));
  ui_colleague_row_update_edges (self);
  update_star (self);
}

static void
ui_colleague_row_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  UiColleagueRow *self = UI_COLLEAGUE_ROW (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = MAX (ROW_HEIGHT, ui_colleague_item_measure_texts (UI_COLLEAGUE_ITEM (self)) + 20)
                 + heading_height (self);
      *natural = *minimum;
      return;
    }
  *minimum = 2 * MARGIN + FACE + GAP + 120 + BUTTON;
  *natural = *minimum + 240;
}

static void
allocate_button (UiColleagueRow *self, GtkWidget *button, int x, int top, int height)
{
  GtkAllocation place
      = { ui_paint_mirror (GTK_WIDGET (self), x, BUTTON), top + (height - BUTTON) / 2, BUTTON, BUTTON };

  gtk_widget_size_allocate (button, &place, -1);
}

static void
ui_colleague_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  UiColleagueRow *self = UI_COLLEAGUE_ROW (widget);
  int top = heading_height (self);
  int x = width - MARGIN + 4 - BUTTON;

  if (gtk_widget_get_visible (self->call))
    allocate_button (self, self->call, x, top, height - top);
  if (width >= NARROW)
    x -= BUTTON;
  if (self->star != NULL)
    {
      gtk_widget_set_child_visible (self->star, width >= NARROW);
      if (width >= NARROW)
        allocate_button (self, self->star, x, top, height - top);
    }
  self->text_end = x - 8;
}

static void
paint_button (UiColleagueRow *self, GtkSnapshot *snapshot, GtkWidget *button, const char *icon_name)
{
  graphene_rect_t bounds;
  GdkRGBA ink;

  if (button == NULL || !gtk_widget_get_mapped (button)
      || !gtk_widget_compute_bounds (button, GTK_WIDGET (self), &bounds))
    return;
  gtk_widget_snapshot_child (GTK_WIDGET (self), button, snapshot);
  gtk_style_context_get_color (gtk_widget_get_style_context (button), &ink);
  ui_paint_icon (snapshot, button, icon_name, &ink, bounds.origin.x + (BUTTON - ICON) / 2.f,
                 bounds.origin.y + (BUTTON - ICON) / 2.f, ICON);
}

/* A piece of the card: rounded where it begins and where it ends, one border around all pieces. */
static void
paint_card (UiColleagueRow *self, GtkSnapshot *snapshot, float top, float width, float height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *holder = ui_colleague_item_get_holder (UI_COLLEAGUE_ITEM (self));
  GtkStateFlags state = gtk_widget_get_state_flags (widget);
  GtkStateFlags held = holder != NULL ? gtk_widget_get_state_flags (holder) : 0;
  gboolean is_first = self->shown_heading != DESK_HEADING_NONE || self->position == 0;
  float above = is_first ? 0 : 2 * RADIUS, below = self->is_last ? 0 : 2 * RADIUS;
  GdkRGBA ground, ink, line;
  GskRoundedRect card;

  ui_paint_color (widget, "popover_bg_color", &ground);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  line = ink;
  line.alpha = 0.1f;
  gsk_rounded_rect_init_from_rect (
      &card, &GRAPHENE_RECT_INIT (0, top - above, width, height - top + above + below), RADIUS);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, top, width, height - top));
  gtk_snapshot_push_rounded_clip (snapshot, &card);
  gtk_snapshot_append_color (snapshot, &ground, &card.bounds);
  ink.alpha = (held & GTK_STATE_FLAG_SELECTED) != 0    ? 0.07f
              : (state & GTK_STATE_FLAG_PRELIGHT) != 0 ? 0.03f
                                                       : 0;
  if (ink.alpha > 0)
    gtk_snapshot_append_color (snapshot, &ink, &card.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &card, (const float[]){ 1, 1, 1, 1 },
                              (const GdkRGBA[]){ line, line, line, line });
  gtk_snapshot_pop (snapshot);
  if (!self->is_last)
    gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (1, height - 1, width - 2, 1));

  if ((held & GTK_STATE_FLAG_FOCUS_VISIBLE) != 0 && (held & GTK_STATE_FLAG_FOCUSED) != 0)
    {
      ui_paint_color (widget, "accent_bg_color", &line);
      line.alpha = 0.6f;
      gsk_rounded_rect_init_from_rect (&card, &GRAPHENE_RECT_INIT (1, top + 1, width - 2, height - top - 2),
                                       RADIUS - 2);
      gtk_snapshot_append_border (snapshot, &card, (const float[]){ 2, 2, 2, 2 },
                                  (const GdkRGBA[]){ line, line, line, line });
    }
}

static void
paint_texts (UiColleagueRow *self, GtkSnapshot *snapshot, const UiColleagueTexts *texts, int top, int height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const int start = MARGIN + FACE + GAP;
  int end = self->text_end;
  int width, tall, name_height, status_height;
  GdkRGBA ink, dim;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
  dim = ink;
  dim.alpha *= 0.55f;

  pango_layout_get_pixel_size (texts->number, &width, &tall);
  end -= width;
  ui_paint_layout (snapshot, texts->number, &dim, ui_paint_mirror (widget, end, width),
                   top + (height - tall) / 2);
  if (*pango_layout_get_text (texts->clock) != '\0')
    {
      GdkRGBA color = dim;

      ui_colleague_item_get_clock_color (UI_COLLEAGUE_ITEM (self), &color);
      pango_layout_get_pixel_size (texts->clock, &width, &tall);
      end -= width + 12;
      ui_paint_layout (snapshot, texts->clock, &color, ui_paint_mirror (widget, end, width),
                       top + (height - tall) / 2);
    }
  end -= 12;

  pango_layout_set_width (texts->name, MAX (end - start, 1) * PANGO_SCALE);
  pango_layout_set_width (texts->status, MAX (end - start, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (texts->name, NULL, &name_height);
  pango_layout_get_pixel_size (texts->status, NULL, &status_height);
  top += (height - name_height - status_height) / 2;
  ui_paint_layout (snapshot, texts->name, &ink, ui_paint_mirror (widget, start, MAX (end - start, 1)), top);
  ui_colleague_item_paint_status (UI_COLLEAGUE_ITEM (self), snapshot,
                                  ui_paint_mirror (widget, start, MAX (end - start, 1)), top + name_height);
}

static void
ui_colleague_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  UiColleagueRow *self = UI_COLLEAGUE_ROW (widget);
  const UiColleagueTexts *texts = ui_colleague_item_prepare (UI_COLLEAGUE_ITEM (self));
  int top = heading_height (self);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int heading_width, tall;
  gboolean is_favourite;
  GdkRGBA ink;

  if (texts == NULL)
    return;
  if (self->heading != NULL)
    {
      gtk_style_context_get_color (gtk_widget_get_style_context (widget), &ink);
      pango_layout_get_pixel_size (self->heading, &heading_width, &tall);
      ui_paint_layout (snapshot, self->heading, &ink, ui_paint_mirror (widget, 0, heading_width),
                       top - 12 - tall);
    }
  paint_card (self, snapshot, top, width, height);
  ui_colleague_item_paint_face (UI_COLLEAGUE_ITEM (self), snapshot, ui_paint_mirror (widget, MARGIN, FACE),
                                top + (height - top - FACE) / 2, FACE);
  paint_texts (self, snapshot, texts, top, height - top);
  is_favourite = desk_extension_get_is_favourite (ui_colleague_item_get_extension (UI_COLLEAGUE_ITEM (self)));
  paint_button (self, snapshot, self->star, is_favourite ? "starred-symbolic" : "non-starred-symbolic");
  paint_button (self, snapshot, self->call, "call-start-symbolic");
}

static void
ui_colleague_row_state_flags_changed (GtkWidget *widget, GtkStateFlags before)
{
  GTK_WIDGET_CLASS (ui_colleague_row_parent_class)->state_flags_changed (widget, before);
  if (((gtk_widget_get_state_flags (widget) ^ before) & AT_ROW) != 0)
    update_star (UI_COLLEAGUE_ROW (widget));
  gtk_widget_queue_draw (widget);
}

static void
holder_changed_cb (UiColleagueRow *self)
{
  update_star (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ui_colleague_row_root (GtkWidget *widget)
{
  GtkWidget *holder;

  GTK_WIDGET_CLASS (ui_colleague_row_parent_class)->root (widget);
  holder = ui_colleague_item_get_holder (UI_COLLEAGUE_ITEM (widget));
  if (holder != NULL)
    g_signal_connect_object (holder, "state-flags-changed", G_CALLBACK (holder_changed_cb), widget,
                             G_CONNECT_SWAPPED);
}

static void
ui_colleague_row_unroot (GtkWidget *widget)
{
  GtkWidget *holder = ui_colleague_item_get_holder (UI_COLLEAGUE_ITEM (widget));

  if (holder != NULL)
    g_signal_handlers_disconnect_by_func (holder, holder_changed_cb, widget);
  GTK_WIDGET_CLASS (ui_colleague_row_parent_class)->unroot (widget);
}

static void
set_position (UiColleagueRow *self, guint position)
{
  gboolean resize = (self->position == 0) != (position == 0);

  if (self->position == position)
    return;
  self->position = position;
  if (resize)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  ui_colleague_row_update_edges (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
ui_colleague_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiColleagueRow *self = UI_COLLEAGUE_ROW (object);

  switch (prop_id)
    {
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_colleague_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_POSITION:
      set_position (UI_COLLEAGUE_ROW (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_colleague_row_dispose (GObject *object)
{
  UiColleagueRow *self = UI_COLLEAGUE_ROW (object);

  g_clear_handle_id (&self->star_source, g_source_remove);
  g_clear_pointer (&self->star, gtk_widget_unparent);
  g_clear_pointer (&self->call, gtk_widget_unparent);
  g_clear_object (&self->heading);

  G_OBJECT_CLASS (ui_colleague_row_parent_class)->dispose (object);
}

static void
ui_colleague_row_class_init (UiColleagueRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_colleague_row_get_property;
  object_class->set_property = ui_colleague_row_set_property;
  object_class->dispose = ui_colleague_row_dispose;
  widget_class->measure = ui_colleague_row_measure;
  widget_class->size_allocate = ui_colleague_row_size_allocate;
  widget_class->snapshot = ui_colleague_row_snapshot;
  widget_class->state_flags_changed = ui_colleague_row_state_flags_changed;
  widget_class->root = ui_colleague_row_root;
  widget_class->unroot = ui_colleague_row_unroot;
  UI_COLLEAGUE_ITEM_CLASS (klass)->refresh = ui_colleague_row_refresh;

  properties[PROP_POSITION]
      = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, GTK_INVALID_LIST_POSITION,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "colleague-row");
}

static void
ui_colleague_row_init (UiColleagueRow *self)
{
  self->position = GTK_INVALID_LIST_POSITION;
  self->call = make_button (self, "call", G_CALLBACK (call_clicked_cb));
}

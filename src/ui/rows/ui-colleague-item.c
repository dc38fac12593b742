/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rows/ui-colleague-item.h"

#include "ui/rows/ui-colleague-drop.h"
#include "ui/ui-row-menu.h"
#include "ui/ui-page.h"
#include "ui/ui-paint.h"
#include "ui/ui-presence-text.h"

#define SMALL 0.83 /* of the second line */

typedef struct
{
  UiColleagueTexts texts;
  gboolean is_dirty;
  gboolean is_skipped; /* nothing was painted: it was out of view */

  /* borrowed, while rooted */
  UiTicker *ticker;
  GtkWidget *holder;

  /* owned */
  DeskExtension *extension;
  UiPaintedAvatar face;
} UiColleagueItemPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (UiColleagueItem, ui_colleague_item, GTK_TYPE_WIDGET)

enum
{
  PROP_EXTENSION = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static PangoLayout *
make_layout (UiColleagueItem *self, double scale, PangoWeight weight, gboolean ellipsize)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoAttrList *attributes = pango_attr_list_new ();

  if (scale != 1.0)
    pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  if (weight != PANGO_WEIGHT_NORMAL)
    pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  if (ellipsize)
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

/* Of the rows that are painted only: most of a list never is. */
static void
make_layouts (UiColleagueItem *self)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);

  priv->texts.name = make_layout (self, 1.0, PANGO_WEIGHT_NORMAL, TRUE);
  priv->texts.status = make_layout (self, SMALL, PANGO_WEIGHT_NORMAL, TRUE);
  priv->texts.number = make_layout (self, 1.0, PANGO_WEIGHT_NORMAL, FALSE);
  priv->texts.clock = make_layout (self, 1.0, PANGO_WEIGHT_NORMAL, FALSE);
  priv->is_dirty = TRUE;
}

/* Whether a clock belongs beside it now. */
static gboolean
has_clock (UiColleagueItemPrivate *priv)
{
  return priv->extension != NULL && desk_extension_get_since (priv->extension) != 0
         && !desk_extension_get_is_stale (priv->extension)
         && ui_presence_has_clock (desk_extension_get_presence (priv->extension));
}

static void
update_ticking (UiColleagueItem *self)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);

  if (priv->ticker == NULL)
    return;
  if (has_clock (priv) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ui_ticker_add (priv->ticker, GTK_WIDGET (self));
  else
    ui_ticker_remove (priv->ticker, GTK_WIDGET (self));
}

static void
refresh_texts (UiColleagueItem *self)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);
  g_autofree char *sentence = NULL;
  g_autofree char *description = NULL;

  priv->is_dirty = FALSE;
  if (priv->extension == NULL)
    return;

  if (priv->texts.name != NULL)
    {
      sentence = ui_presence_dup_status (priv->extension);
      pango_layout_set_text (priv->texts.name, desk_extension_get_name (priv->extension), -1);
      pango_layout_set_text (priv->texts.status, sentence, -1);
      pango_layout_set_text (priv->texts.number, desk_extension_get_number (priv->extension), -1);
    }

  /* The list item is what has the focus: it says everything. */
  description = ui_presence_dup_description (priv->extension);
  if (priv->holder != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->holder), GTK_ACCESSIBLE_PROPERTY_LABEL, description,
                                    -1);
}

static void
refresh (UiColleagueItem *self)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);

  refresh_texts (self);
  if (priv->extension != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    desk_extension_get_name (priv->extension), -1);
  if (priv->extension != NULL && UI_COLLEAGUE_ITEM_GET_CLASS (self)->refresh != NULL)
    UI_COLLEAGUE_ITEM_GET_CLASS (self)->refresh (self);
}

/* Presence changes in bursts: it is written once, when the frame is drawn. What changes the row's size or its
 * buttons is rare and may not wait until then. */
static void
changed_cb (UiColleagueItem *self, GParamSpec *pspec)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);

  update_ticking (self);
  if (g_str_equal (pspec->name, "is-favourite") || g_str_equal (pspec->name, "heading")
      || g_str_equal (pspec->name, "name"))
    refresh (self);
  else
    priv->is_dirty = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_extension (UiColleagueItem *self, DeskExtension *extension)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);

  if (priv->extension == extension)
    return;
  if (priv->extension != NULL)
    g_signal_handlers_disconnect_by_func (priv->extension, changed_cb, self);
  g_set_object (&priv->extension, extension);
  if (extension != NULL)
    g_signal_connect_object (extension, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  update_ticking (self);
  refresh (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXTENSION]);
}

static void
ui_colleague_item_root (GtkWidget *widget)
{
  UiColleagueItem *self = UI_COLLEAGUE_ITEM (widget);
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);
  GtkWidget *page;

  GTK_WIDGET_CLASS (ui_colleague_item_parent_class)->root (widget);
  page = gtk_widget_get_ancestor (widget, UI_TYPE_PAGE);
  priv->ticker = page != NULL ? ui_page_get_ticker (UI_PAGE (page)) : NULL;
  priv->holder = gtk_widget_get_parent (widget);
  refresh (self);
}

static void
ui_colleague_item_unroot (GtkWidget *widget)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (UI_COLLEAGUE_ITEM (widget));

  if (priv->ticker != NULL)
    ui_ticker_remove (priv->ticker, widget);
  priv->ticker = NULL;
  priv->holder = NULL;
  GTK_WIDGET_CLASS (ui_colleague_item_parent_class)->unroot (widget);
}

static void
ui_colleague_item_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_colleague_item_parent_class)->map (widget);
  update_ticking (UI_COLLEAGUE_ITEM (widget));
}

static void
ui_colleague_item_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ui_colleague_item_parent_class)->unmap (widget);
  update_ticking (UI_COLLEAGUE_ITEM (widget));
}

static void
ui_colleague_item_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (UI_COLLEAGUE_ITEM (widget));

  GTK_WIDGET_CLASS (ui_colleague_item_parent_class)->css_changed (widget, change);
  ui_painted_avatar_clear (&priv->face);
  if (priv->texts.name == NULL)
    return;
  pango_layout_context_changed (priv->texts.name);
  pango_layout_context_changed (priv->texts.status);
  pango_layout_context_changed (priv->texts.number);
  pango_layout_context_changed (priv->texts.clock);
}

static void
ui_colleague_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (UI_COLLEAGUE_ITEM (object));

  switch (prop_id)
    {
    case PROP_EXTENSION:
      g_value_set_object (value, priv->extension);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_colleague_item_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EXTENSION:
      set_extension (UI_COLLEAGUE_ITEM (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_colleague_item_dispose (GObject *object)
{
  UiColleagueItem *self = UI_COLLEAGUE_ITEM (object);
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);

  if (priv->ticker != NULL)
    ui_ticker_remove (priv->ticker, GTK_WIDGET (self));
  priv->ticker = NULL;
  if (priv->extension != NULL)
    g_signal_handlers_disconnect_by_func (priv->extension, changed_cb, self);
  g_clear_object (&priv->extension);

  G_OBJECT_CLASS (ui_colleague_item_parent_class)->dispose (object);
}

static void
ui_colleague_item_finalize (GObject *object)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (UI_COLLEAGUE_ITEM (object));

  ui_painted_avatar_clear (&priv->face);
  g_clear_object (&priv->texts.name);
  g_clear_object (&priv->texts.status);
  g_clear_object (&priv->texts.number);
  g_clear_object (&priv->texts.clock);

  G_OBJECT_CLASS (ui_colleague_item_parent_class)->finalize (object);
}

/* For those who use it by the accessibility tree: the menu, and the call that a tile has no button for. */
static void
act_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DeskExtension *extension = ui_colleague_item_get_extension (UI_COLLEAGUE_ITEM (widget));
  const char *name = g_str_equal (action_name, "colleague.menu") ? "colleague.open-menu" : "win.dial";

  if (extension != NULL)
    gtk_widget_activate_action (widget, name, "s", desk_extension_get_number (extension));
}

static void
ui_colleague_item_class_init (UiColleagueItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_colleague_item_get_property;
  object_class->set_property = ui_colleague_item_set_property;
  object_class->dispose = ui_colleague_item_dispose;
  object_class->finalize = ui_colleague_item_finalize;
  widget_class->root = ui_colleague_item_root;
  widget_class->unroot = ui_colleague_item_unroot;
  widget_class->map = ui_colleague_item_map;
  widget_class->unmap = ui_colleague_item_unmap;
  widget_class->css_changed = ui_colleague_item_css_changed;

  properties[PROP_EXTENSION]
      = g_param_spec_object ("extension", NULL, NULL, DESK_TYPE_EXTENSION,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "colleague.call", NULL, act_cb);
  gtk_widget_class_install_action (widget_class, "colleague.menu", NULL, act_cb);
}

/* Dragged onto a call a colleague gets it; dragged into a text it is a number. */
static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, UiColleagueItem *self)
{
  DeskExtension *extension = ui_colleague_item_get_extension (self);
  GdkContentProvider *providers[2];

  if (extension == NULL)
    return NULL;
  providers[0] = gdk_content_provider_new_typed (DESK_TYPE_EXTENSION, extension);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, desk_extension_get_number (extension));
  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, UiColleagueItem *self)
{
  GtkWidget *icon = gtk_drag_icon_get_for_drag (drag);
  GtkWidget *label = gtk_label_new (desk_extension_get_name (ui_colleague_item_get_extension (self)));

  gtk_widget_add_css_class (label, "drag-label");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), label);
}

static void
ui_colleague_item_init (UiColleagueItem *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  ui_colleague_drop_add (self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

DeskExtension *
ui_colleague_item_get_extension (UiColleagueItem *self)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);

  g_return_val_if_fail (UI_IS_COLLEAGUE_ITEM (self), NULL);
  return priv->extension;
}

GtkWidget *
ui_colleague_item_get_holder (UiColleagueItem *self)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);

  g_return_val_if_fail (UI_IS_COLLEAGUE_ITEM (self), NULL);
  return priv->holder;
}

UiColleagueItem *
ui_colleague_item_find_focused (GtkWidget *view)
{
  return (UiColleagueItem *) ui_row_menu_find_focused (view, UI_TYPE_COLLEAGUE_ITEM);
}

/* Lists keep some 200 rows around what is seen: those paint nothing. */
const UiColleagueTexts *
ui_colleague_item_prepare (UiColleagueItem *self)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);
  g_autofree char *clock = NULL;

  g_return_val_if_fail (UI_IS_COLLEAGUE_ITEM (self), NULL);

  priv->is_skipped = priv->extension == NULL || ui_paint_is_out_of_view (GTK_WIDGET (self));
  if (!priv->is_skipped && priv->texts.name == NULL)
    make_layouts (self);
  if (priv->is_dirty)
    refresh_texts (self);
  if (priv->is_skipped)
    return NULL;
  if (priv->ticker != NULL && has_clock (priv))
    {
      clock = ui_format_clock (ui_ticker_get_now (priv->ticker) - desk_extension_get_since (priv->extension));
      ui_ticker_wake (priv->ticker);
    }
  pango_layout_set_text (priv->texts.clock, clock != NULL ? clock : "", -1);
  return &priv->texts;
}

void
ui_colleague_item_moved (UiColleagueItem *self)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);

  g_return_if_fail (UI_IS_COLLEAGUE_ITEM (self));

  if (priv->is_skipped)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ui_colleague_item_paint_face (UiColleagueItem *self, GtkSnapshot *snapshot, float x, float y, float size)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);
  GtkWidget *widget = GTK_WIDGET (self);
  const float badge = 14, rim = 2;
  float left = x + size - badge + 2, top = y + size - badge + 2;
  GskRoundedRect ring;
  GdkRGBA ground;

  ui_painted_avatar_paint (&priv->face, snapshot, widget, desk_extension_get_name (priv->extension), x, y,
                           size);

  ui_paint_color (widget, "popover_bg_color", &ground);
  gsk_rounded_rect_init_from_rect (
      &ring, &GRAPHENE_RECT_INIT (left - rim, top - rim, badge + 2 * rim, badge + 2 * rim), badge / 2 + rim);
  gtk_snapshot_push_rounded_clip (snapshot, &ring);
  gtk_snapshot_append_color (snapshot, &ground, &ring.bounds);
  gtk_snapshot_pop (snapshot);
  ui_paint_presence (snapshot, widget, desk_extension_get_presence (priv->extension), left, top, badge);
}

void
ui_colleague_item_paint_status (UiColleagueItem *self, GtkSnapshot *snapshot, float x, float y)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);
  GdkRGBA color;

  ui_paint_presence_color (GTK_WIDGET (self), desk_extension_get_presence (priv->extension), &color);
  ui_paint_layout (snapshot, priv->texts.status, &color, x, y);
}

void
ui_colleague_item_get_clock_color (UiColleagueItem *self, GdkRGBA *color)
{
  UiColleagueItemPrivate *priv = ui_colleague_item_get_instance_private (self);
  gint64 seconds, amber, red;

  if (priv->ticker == NULL || priv->extension == NULL)
    return;
  switch (desk_extension_get_presence (priv->extension))
    {
    case DESK_PRESENCE_RINGING:
      amber = 10, red = 20;
      break;
    case DESK_PRESENCE_ON_HOLD:
      amber = 60, red = 120;
      break;
    case DESK_PRESENCE_FREE:
    case DESK_PRESENCE_DIALLING:
    case DESK_PRESENCE_TALKING:
    case DESK_PRESENCE_UNKNOWN:
    case DESK_PRESENCE_OFFLINE:
    default:
      return;
    }
  seconds = (ui_ticker_get_now (priv->ticker) - desk_extension_get_since (priv->extension)) / G_USEC_PER_SEC;
  if (seconds >= amber)
    ui_paint_color (GTK_WIDGET (self), seconds >= red ? "error_color" : "warning_color", color);
}

int
ui_colleague_item_measure_texts (UiColleagueItem *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int line = pango_font_metrics_get_height (metrics);

  /* By the font, without shaping the texts of rows that nobody sees. */
  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (line * (1 + SMALL));
}

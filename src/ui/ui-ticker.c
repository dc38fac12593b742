/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/ui-ticker.h"

struct _UiTicker
{
  GObject parent_instance;

  /* borrowed */
  GHashTable *widgets; /* the set is owned, its members are not */

  /* owned */
  DeskSession *session;
  guint source;
};

G_DEFINE_FINAL_TYPE (UiTicker, ui_ticker, G_TYPE_OBJECT)

enum
{
  TICK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_in_view (GtkWidget *widget)
{
  GtkWidget *port;
  GtkNative *native;
  graphene_rect_t bounds, view;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;

  native = gtk_widget_get_native (widget);
  if (native != NULL && GDK_IS_TOPLEVEL (gtk_native_get_surface (native))
      && (gdk_toplevel_get_state (GDK_TOPLEVEL (gtk_native_get_surface (native)))
          & GDK_TOPLEVEL_STATE_MINIMIZED)
             != 0)
    return FALSE;

  port = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  if (port == NULL)
    return TRUE;
  graphene_rect_init (&view, 0, 0, gtk_widget_get_width (port), gtk_widget_get_height (port));
  return gtk_widget_compute_bounds (widget, port, &bounds)
         && graphene_rect_intersection (&bounds, &view, NULL);
}

static gboolean
tick_cb (gpointer user_data)
{
  UiTicker *self = user_data;
  GHashTableIter iter;
  gpointer widget;
  gboolean any = FALSE;

  g_hash_table_iter_init (&iter, self->widgets);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    if (is_in_view (widget))
      {
        gtk_widget_queue_draw (widget);
        any = TRUE;
      }

  if (!any)
    {
      self->source = 0;
      return G_SOURCE_REMOVE;
    }
  g_signal_emit (self, signals[TICK], 0); /* the last: a handler may stop the source */
  return G_SOURCE_CONTINUE;
}

static void
ui_ticker_dispose (GObject *object)
{
  UiTicker *self = UI_TICKER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_remove_all (self->widgets);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ui_ticker_parent_class)->dispose (object);
}

static void
ui_ticker_finalize (GObject *object)
{
  g_hash_table_unref (UI_TICKER (object)->widgets);

  G_OBJECT_CLASS (ui_ticker_parent_class)->finalize (object);
}

static void
ui_ticker_class_init (UiTickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ui_ticker_dispose;
  object_class->finalize = ui_ticker_finalize;

  signals[TICK]
      = g_signal_new ("tick", UI_TYPE_TICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ui_ticker_init (UiTicker *self)
{
  self->widgets = g_hash_table_new (NULL, NULL);
}

UiTicker *
ui_ticker_new (DeskSession *session)
{
  UiTicker *self = g_object_new (UI_TYPE_TICKER, NULL);

  g_set_object (&self->session, session);
  return self;
}

gint64
ui_ticker_get_now (UiTicker *self)
{
  g_return_val_if_fail (UI_IS_TICKER (self), 0);

  return self->session != NULL ? desk_session_get_now (self->session) : g_get_monotonic_time ();
}

void
ui_ticker_add (UiTicker *self, GtkWidget *widget)
{
  g_return_if_fail (UI_IS_TICKER (self));

  if (g_hash_table_add (self->widgets, widget))
    ui_ticker_wake (self);
}

void
ui_ticker_remove (UiTicker *self, GtkWidget *widget)
{
  g_return_if_fail (UI_IS_TICKER (self));

  if (g_hash_table_remove (self->widgets, widget) && g_hash_table_size (self->widgets) == 0)
    g_clear_handle_id (&self->source, g_source_remove);
}

void
ui_ticker_wake (UiTicker *self)
{
  g_return_if_fail (UI_IS_TICKER (self));

  if (self->source == 0 && g_hash_table_size (self->widgets) > 0)
    self->source = g_timeout_add_seconds (1, tick_cb, self);
}

gboolean
ui_ticker_is_running (UiTicker *self)
{
  g_return_val_if_fail (UI_IS_TICKER (self), FALSE);

  return self->source != 0;
}

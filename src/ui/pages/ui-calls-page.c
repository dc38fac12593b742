/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/ui-calls-page.h"

#include "ui/pages/ui-history.h"
#include "ui/rows/ui-flight-row.h"
#include "ui/rows/ui-wait-row.h"
#include "ui/ui-call-bar.h"

struct _UiCallsPage
{
  UiPage parent_instance;

  /* template children */
  GtkWidget *live_area, *area;
  UiCallBar *live;
  UiHistory *history;
  GtkWidget *flights_group, *waits_group;
  GtkListBox *flights, *waits;
};

G_DEFINE_FINAL_TYPE (UiCallsPage, ui_calls_page, UI_TYPE_PAGE)

static gboolean
has_items (gpointer model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;
}

static void
refresh (UiCallsPage *self)
{
  DeskSession *session = ui_page_get_session (UI_PAGE (self));
  gboolean has_flights = has_items (desk_session_get_flights (session));
  gboolean has_waits = has_items (desk_session_get_waits (session));
  gboolean has_calls = has_items (desk_session_get_calls (session));

  gtk_widget_set_visible (self->flights_group, has_flights);
  gtk_widget_set_visible (self->waits_group, has_waits);
  gtk_widget_set_visible (self->live_area, has_calls);
  gtk_widget_set_visible (self->area, has_flights || has_waits);
}

static GtkWidget *
create_flight_cb (gpointer item, gpointer user_data)
{
  UiPage *page = user_data;

  return ui_flight_row_new (ui_page_get_session (page), item, ui_page_get_ticker (page));
}

static GtkWidget *
create_wait_cb (gpointer item, gpointer user_data)
{
  UiPage *page = user_data;

  return ui_wait_row_new (ui_page_get_session (page), item, ui_page_get_ticker (page));
}

static gboolean
try_focus (GtkWidget *part)
{
  return gtk_widget_get_visible (part) && gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD);
}

static void
ui_calls_page_focus (UiPage *page)
{
  UiCallsPage *self = UI_CALLS_PAGE (page);

  if (!try_focus (self->live_area) && !try_focus (self->area))
    ui_history_focus (self->history);
}

static void
ui_calls_page_find (UiPage *page)
{
  ui_history_find (UI_CALLS_PAGE (page)->history);
}

static char *
ui_calls_page_dup_chosen (UiPage *page)
{
  return ui_history_dup_chosen (UI_CALLS_PAGE (page)->history);
}

/* The buttons of that call of mine. */
static void
ui_calls_page_focus_on (UiPage *page, const char *id)
{
  GListModel *calls = G_LIST_MODEL (desk_session_get_calls (ui_page_get_session (page)));

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (DeskCall) call = g_list_model_get_item (calls, i);

      if (g_strcmp0 (desk_call_get_id (call), id) == 0)
        ui_call_bar_focus (UI_CALLS_PAGE (page)->live, call);
    }
}

/* While another page is shown the call bar has these rows: they are never there twice. */
static void
ui_calls_page_map (GtkWidget *widget)
{
  UiPage *page = UI_PAGE (widget);

  ui_call_bar_set_session (UI_CALLS_PAGE (page)->live, ui_page_get_session (page), ui_page_get_ticker (page));
  GTK_WIDGET_CLASS (ui_calls_page_parent_class)->map (widget);
}

static void
ui_calls_page_unmap (GtkWidget *widget)
{
  UiCallsPage *self = UI_CALLS_PAGE (widget);

  GTK_WIDGET_CLASS (ui_calls_page_parent_class)->unmap (widget);
  if (self->live != NULL)
    ui_call_bar_set_session (self->live, NULL, NULL);
}

static void
ui_calls_page_constructed (GObject *object)
{
  UiCallsPage *self = UI_CALLS_PAGE (object);
  DeskSession *session = ui_page_get_session (UI_PAGE (self));
  GObject *models[]
      = { G_OBJECT (desk_session_get_calls (session)), G_OBJECT (desk_session_get_flights (session)),
          G_OBJECT (desk_session_get_waits (session)) };

  G_OBJECT_CLASS (ui_calls_page_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->flights, G_LIST_MODEL (models[1]), create_flight_cb, self, NULL);
  gtk_list_box_bind_model (self->waits, G_LIST_MODEL (models[2]), create_wait_cb, self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    g_signal_connect_object (models[i], "items-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  ui_history_set_log (self->history, desk_session_get_log (session));
  refresh (self);
}

static void
ui_calls_page_dispose (GObject *object)
{
  UiCallsPage *self = UI_CALLS_PAGE (object);

  if (self->live != NULL)
    {
      ui_call_bar_set_session (self->live, NULL, NULL);
      gtk_list_box_bind_model (self->flights, NULL, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->waits, NULL, NULL, NULL, NULL);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_CALLS_PAGE);

  G_OBJECT_CLASS (ui_calls_page_parent_class)->dispose (object);
}

static void
ui_calls_page_class_init (UiCallsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = ui_calls_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = ui_calls_page_dispose;
  widget_class->map = ui_calls_page_map;
  widget_class->unmap = ui_calls_page_unmap;
  UI_PAGE_CLASS (klass)->focus = ui_calls_page_focus;
  UI_PAGE_CLASS (klass)->find = ui_calls_page_find;
  UI_PAGE_CLASS (klass)->focus_on = ui_calls_page_focus_on;
  UI_PAGE_CLASS (klass)->dup_chosen = ui_calls_page_dup_chosen;

  g_type_ensure (UI_TYPE_CALL_BAR);
  g_type_ensure (UI_TYPE_HISTORY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/pages/ui-calls-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiCallsPage, live_area);
  gtk_widget_class_bind_template_child (widget_class, UiCallsPage, area);
  gtk_widget_class_bind_template_child (widget_class, UiCallsPage, live);
  gtk_widget_class_bind_template_child (widget_class, UiCallsPage, history);
  gtk_widget_class_bind_template_child (widget_class, UiCallsPage, flights_group);
  gtk_widget_class_bind_template_child (widget_class, UiCallsPage, waits_group);
  gtk_widget_class_bind_template_child (widget_class, UiCallsPage, flights);
  gtk_widget_class_bind_template_child (widget_class, UiCallsPage, waits);
}

static void
ui_calls_page_init (UiCallsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

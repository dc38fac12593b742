/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/rows/ui-match-row.h"

#include <glib/gi18n-lib.h>

#include "ui/ui-presence-badge.h"
#include "ui/ui-presence-text.h"

struct _UiMatchRow
{
  GtkWidget parent_instance;

  /* template children */
  UiPresenceBadge *badge;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *verb;

  gboolean is_target;

  /* owned */
  DeskMatch *match;
};

G_DEFINE_FINAL_TYPE (UiMatchRow, ui_match_row, GTK_TYPE_WIDGET)

enum
{
  PROP_MATCH = 1,
  PROP_IS_TARGET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
get_icon_name (DeskMatch *match)
{
  switch (desk_match_get_kind (match))
    {
    case DESK_MATCH_RECENT: return "document-open-recent-symbolic";
    case DESK_MATCH_CONTACT: return "avatar-default-symbolic";
    case DESK_MATCH_SHORT_DIAL: return "input-dialpad-symbolic";
    case DESK_MATCH_PARK: return "view-grid-symbolic";
    case DESK_MATCH_COMMAND: return "go-next-symbolic";
    case DESK_MATCH_COLLEAGUE:
    case DESK_MATCH_NUMBER:
    default: return "call-start-symbolic";
    }
}

/* Why it stands here: made when somebody wants to know. */
static gboolean
query_tooltip_cb (UiMatchRow *self, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip)
{
  g_autofree char *text = self->match != NULL ? desk_match_dup_explanation (self->match) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
refresh (UiMatchRow *self)
{
  DeskExtension *extension = self->match != NULL ? desk_match_get_extension (self->match) : NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *sentence = NULL;

  if (self->match == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->badge), extension != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), extension == NULL);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (self->match));
  gtk_label_set_text (self->title, desk_match_get_title (self->match));
  if (extension != NULL)
    {
      sentence = ui_presence_dup_status (extension);
      subtitle = g_strdup_printf ("%s · %s", desk_match_get_number (self->match), sentence);
      ui_presence_badge_set_presence (self->badge, desk_extension_get_presence (extension));
    }
  else if (!self->is_target || desk_match_get_kind (self->match) != DESK_MATCH_NUMBER)
    {
      g_object_get (self->match, "subtitle", &subtitle, NULL);
    }
  gtk_label_set_text (self->subtitle, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL && *subtitle != '\0');
  gtk_label_set_text (self->verb, desk_offer_get_title (desk_match_get_offer (self->match)));
  gtk_widget_set_visible (GTK_WIDGET (self->verb), !self->is_target);
}

static void
set_match (UiMatchRow *self, DeskMatch *match)
{
  if (self->match == match)
    return;
  if (self->match != NULL && desk_match_get_extension (self->match) != NULL)
    g_signal_handlers_disconnect_by_func (desk_match_get_extension (self->match), refresh, self);
  if (self->match != NULL)
    g_signal_handlers_disconnect_by_func (self->match, refresh, self);
  g_set_object (&self->match, match);
  if (match != NULL)
    g_signal_connect_object (match, "notify::offer-title", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  if (match != NULL && desk_match_get_extension (match) != NULL)
    g_signal_connect_object (desk_match_get_extension (match), "notify", G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MATCH]);
}

static void
set_is_target (UiMatchRow *self, gboolean is_target)
{
  if (self->is_target == is_target)
    return;
  self->is_target = is_target;
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_TARGET]);
}

static void
ui_match_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_MATCH:
      g_value_set_object (value, UI_MATCH_ROW (object)->match);
      break;
    case PROP_IS_TARGET:
      g_value_set_boolean (value, UI_MATCH_ROW (object)->is_target);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_match_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_MATCH:
      set_match (UI_MATCH_ROW (object), g_value_get_object (value));
      break;
    case PROP_IS_TARGET:
      set_is_target (UI_MATCH_ROW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_match_row_dispose (GObject *object)
{
  UiMatchRow *self = UI_MATCH_ROW (object);
  GtkWidget *child;

  if (self->match != NULL && desk_match_get_extension (self->match) != NULL)
    g_signal_handlers_disconnect_by_func (desk_match_get_extension (self->match), refresh, self);
  if (self->match != NULL)
    g_signal_handlers_disconnect_by_func (self->match, refresh, self);
  g_clear_object (&self->match);
  gtk_widget_dispose_template (GTK_WIDGET (self), UI_TYPE_MATCH_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_match_row_parent_class)->dispose (object);
}

static void
ui_match_row_class_init (UiMatchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ui_match_row_get_property;
  object_class->set_property = ui_match_row_set_property;
  object_class->dispose = ui_match_row_dispose;

  properties[PROP_MATCH]
      = g_param_spec_object ("match", NULL, NULL, DESK_TYPE_MATCH,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_IS_TARGET] = g_param_spec_boolean (
      "is-target", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (UI_TYPE_PRESENCE_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sidetone/Sidetone/rows/ui-match-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiMatchRow, badge);
  gtk_widget_class_bind_template_child (widget_class, UiMatchRow, icon);
  gtk_widget_class_bind_template_child (widget_class, UiMatchRow, title);
  gtk_widget_class_bind_template_child (widget_class, UiMatchRow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, UiMatchRow, verb);
  gtk_widget_class_set_css_name (widget_class, "match-row");
}

static void
ui_match_row_init (UiMatchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

char *
ui_match_dup_sentence (DeskMatch *match)
{
  DeskExtension *extension;
  g_autofree char *who = NULL;

  g_return_val_if_fail (DESK_IS_MATCH (match), NULL);

  extension = desk_match_get_extension (match);
  who = extension != NULL ? ui_presence_dup_description (extension) : g_strdup (desk_match_get_title (match));
  switch (desk_match_get_offer (match))
    {
    case DESK_OFFER_CALL: return g_strdup_printf (_ ("Call %s"), who);
    case DESK_OFFER_NONE: return g_steal_pointer (&who);
    case DESK_OFFER_CALL_WHEN_FREE:
    case DESK_OFFER_TRANSFER:
    case DESK_OFFER_TRANSFER_WHEN_FREE:
    case DESK_OFFER_PARK:
    case DESK_OFFER_RETRIEVE:
    case DESK_OFFER_OPEN:
    default:
      /* Translators: what Enter does, read aloud: a button's word, then who */
      return g_strdup_printf (_ ("%s: %s"), desk_offer_get_title (desk_match_get_offer (match)), who);
    }
}

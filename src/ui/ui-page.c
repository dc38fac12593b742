/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/ui-page.h"

typedef struct
{
  /* owned */
  DeskSession *session;
  GSettings *settings;
  UiTicker *ticker;
  GCancellable *cancellable;
} UiPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (UiPage, ui_page, ADW_TYPE_BIN)

enum
{
  PROP_SESSION = 1,
  PROP_SETTINGS,
  PROP_TICKER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ui_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  UiPagePrivate *priv = ui_page_get_instance_private (UI_PAGE (object));

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, priv->session);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, priv->settings);
      break;
    case PROP_TICKER:
      g_value_set_object (value, priv->ticker);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  UiPagePrivate *priv = ui_page_get_instance_private (UI_PAGE (object));

  switch (prop_id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      priv->settings = g_value_dup_object (value);
      break;
    case PROP_TICKER:
      priv->ticker = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ui_page_dispose (GObject *object)
{
  UiPagePrivate *priv = ui_page_get_instance_private (UI_PAGE (object));

  g_cancellable_cancel (priv->cancellable);

  G_OBJECT_CLASS (ui_page_parent_class)->dispose (object);
}

static void
ui_page_finalize (GObject *object)
{
  UiPagePrivate *priv = ui_page_get_instance_private (UI_PAGE (object));

  g_clear_object (&priv->session);
  g_clear_object (&priv->settings);
  g_clear_object (&priv->ticker);
  g_clear_object (&priv->cancellable);

  G_OBJECT_CLASS (ui_page_parent_class)->finalize (object);
}

static void
ui_page_class_init (UiPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ui_page_get_property;
  object_class->set_property = ui_page_set_property;
  object_class->dispose = ui_page_dispose;
  object_class->finalize = ui_page_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DESK_TYPE_SESSION, flags);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, flags);
  properties[PROP_TICKER] = g_param_spec_object ("ticker", NULL, NULL, UI_TYPE_TICKER, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ui_page_init (UiPage *self)
{
  UiPagePrivate *priv = ui_page_get_instance_private (self);

  priv->cancellable = g_cancellable_new ();
}

DeskSession *
ui_page_get_session (UiPage *self)
{
  UiPagePrivate *priv = ui_page_get_instance_private (self);

  g_return_val_if_fail (UI_IS_PAGE (self), NULL);
  return priv->session;
}

GSettings *
ui_page_get_settings (UiPage *self)
{
  UiPagePrivate *priv = ui_page_get_instance_private (self);

  g_return_val_if_fail (UI_IS_PAGE (self), NULL);
  return priv->settings;
}

UiTicker *
ui_page_get_ticker (UiPage *self)
{
  UiPagePrivate *priv = ui_page_get_instance_private (self);

  g_return_val_if_fail (UI_IS_PAGE (self), NULL);
  return priv->ticker;
}

GCancellable *
ui_page_get_cancellable (UiPage *self)
{
  UiPagePrivate *priv = ui_page_get_instance_private (self);

  g_return_val_if_fail (UI_IS_PAGE (self), NULL);
  return priv->cancellable;
}

void
ui_page_focus (UiPage *self)
{
  g_return_if_fail (UI_IS_PAGE (self));

  if (UI_PAGE_GET_CLASS (self)->focus != NULL)
    UI_PAGE_GET_CLASS (self)->focus (self);
}

void
ui_page_find (UiPage *self)
{
  g_return_if_fail (UI_IS_PAGE (self));

  if (UI_PAGE_GET_CLASS (self)->find != NULL)
    UI_PAGE_GET_CLASS (self)->find (self);
}

void
ui_page_focus_on (UiPage *self, const char *id)
{
  g_return_if_fail (UI_IS_PAGE (self));

  if (UI_PAGE_GET_CLASS (self)->focus_on != NULL)
    UI_PAGE_GET_CLASS (self)->focus_on (self, id);
}

gboolean
ui_page_has_unsaved (UiPage *self)
{
  g_return_val_if_fail (UI_IS_PAGE (self), FALSE);

  return UI_PAGE_GET_CLASS (self)->has_unsaved != NULL && UI_PAGE_GET_CLASS (self)->has_unsaved (self);
}

void
ui_page_discard (UiPage *self)
{
  g_return_if_fail (UI_IS_PAGE (self));

  if (UI_PAGE_GET_CLASS (self)->discard != NULL)
    UI_PAGE_GET_CLASS (self)->discard (self);
}

char *
ui_page_dup_chosen (UiPage *self)
{
  g_return_val_if_fail (UI_IS_PAGE (self), NULL);

  return UI_PAGE_GET_CLASS (self)->dup_chosen != NULL ? UI_PAGE_GET_CLASS (self)->dup_chosen (self) : NULL;
}

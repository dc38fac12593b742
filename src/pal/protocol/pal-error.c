/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/protocol/pal-error.h"

typedef struct
{
  int remote_code;
  char *remote_text;
  char *parameter;
} PalErrorPrivate;

static void
pal_error_private_init (PalErrorPrivate *priv)
{
}

static void
pal_error_private_copy (const PalErrorPrivate *from, PalErrorPrivate *to)
{
  to->remote_code = from->remote_code;
  to->remote_text = g_strdup (from->remote_text);
  to->parameter = g_strdup (from->parameter);
}

static void
pal_error_private_clear (PalErrorPrivate *priv)
{
  g_clear_pointer (&priv->remote_text, g_free);
  g_clear_pointer (&priv->parameter, g_free);
}

G_DEFINE_EXTENDED_ERROR (PalError, pal_error)

static const PalErrorPrivate *
get_private (const GError *error)
{
  return error != NULL && error->domain == PAL_ERROR ? pal_error_get_private (error) : NULL;
}

int
pal_error_get_remote_code (const GError *error)
{
  const PalErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->remote_code : 0;
}

const char *
pal_error_get_remote_text (const GError *error)
{
  const PalErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->remote_text : NULL;
}

const char *
pal_error_get_parameter (const GError *error)
{
  const PalErrorPrivate *priv = get_private (error);

  return priv != NULL ? priv->parameter : NULL;
}

GError *
pal_error_new_remote (PalError code, int remote_code, const char *remote_text, const char *format, ...)
{
  va_list args;
  GError *error;
  PalErrorPrivate *priv;

  va_start (args, format);
  error = g_error_new_valist (PAL_ERROR, code, format, args);
  va_end (args);

  priv = pal_error_get_private (error);
  priv->remote_code = remote_code;
  priv->remote_text = g_strdup (remote_text);

  return error;
}

GError *
pal_error_new_parameter (PalError code, const char *parameter, const char *format, ...)
{
  va_list args;
  GError *error;

  va_start (args, format);
  error = g_error_new_valist (PAL_ERROR, code, format, args);
  va_end (args);

  pal_error_get_private (error)->parameter = g_strdup (parameter);

  return error;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop program, on the session bus. */
#include "config.h"

#include "ctl/ctl-bus.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ERRORS APP_ID "1.Error."

/* The program of a profile, as it names itself on the bus. */
static char *
dup_bus_name (const char *profile)
{
  if (profile == NULL || *profile == '\0')
    return g_strdup (APP_ID);
  return g_strdup_printf ("%s.Profile_%s", APP_ID, profile);
}

static char *
dup_path (const char *bus_name)
{
  g_autofree char *path = g_strconcat ("/", bus_name, NULL);

  return g_strdelimit (g_steal_pointer (&path), ".-", '/');
}

static CtlExit
say_error (GError *error)
{
  g_autofree char *name = g_dbus_error_get_remote_error (error);
  gboolean is_told = name != NULL && g_str_has_prefix (name, ERRORS);

  g_dbus_error_strip_remote_error (error);
  if (!is_told)
    {
      ctl_say (_ ("Sidetone does not answer: %s"), error->message);
      return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ? CTL_EXIT_TIMED_OUT
                                                                       : CTL_EXIT_CANNOT_CONNECT;
    }
  ctl_say ("%s", error->message);
  return g_str_equal (name, ERRORS "NotConnected") ? CTL_EXIT_CANNOT_CONNECT : CTL_EXIT_REFUSED;
}

GVariant *
ctl_bus_call (
    CtlContext *ctx, const char *method, GVariant *parameters, const char *type, int seconds, CtlExit *exit)
{
  g_autofree char *name = dup_bus_name (ctx->options.profile);
  g_autofree char *path = dup_path (name);
  g_autoptr (GVariant) taken = parameters != NULL ? g_variant_ref_sink (parameters) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GVariant *reply = NULL;

  if (ctx->options.timeout > 0)
    seconds = ctx->options.timeout;
  if (bus != NULL)
    reply = g_dbus_connection_call_sync (bus, name, path, APP_ID "1", method, taken, G_VARIANT_TYPE (type),
                                         G_DBUS_CALL_FLAGS_NO_AUTO_START, seconds * 1000, NULL, &error);
  if (reply != NULL)
    return reply;

  if (bus == NULL || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER))
    {
      ctl_say (_ ("Sidetone does not run"));
      *exit = CTL_EXIT_CANNOT_CONNECT;
    }
  else
    *exit = say_error (error);
  return NULL;
}

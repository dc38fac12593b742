/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/ctl-command.h"

#define SHOWN 12
#define TIMEOUT_S 10

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

/* NULL after saying why. A program that does not run is not started for it. */
static GVariant *
ask (CtlContext *ctx, const char *text, CtlExit *exit)
{
  g_autofree char *name = dup_bus_name (ctx->options.profile);
  g_autofree char *path = dup_path (name);
  guint limit = ctx->options.limit >= 0 ? (guint)ctx->options.limit : SHOWN;
  int seconds = ctx->options.timeout > 0 ? ctx->options.timeout : TIMEOUT_S;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  GVariant *reply = NULL;

  if (bus != NULL)
    reply = g_dbus_connection_call_sync (bus, name, path, APP_ID "1", "Find", g_variant_new ("(su)", text, limit),
                                         G_VARIANT_TYPE ("(aa{sv})"), G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                         seconds * 1000, NULL, &error);
  if (reply != NULL)
    return reply;

  *exit = CTL_EXIT_CANNOT_CONNECT;
  if (bus == NULL || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
      || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER))
    ctl_say (_("Sidetone does not run"));
  else
    {
      g_dbus_error_strip_remote_error (error);
      ctl_say (_("Sidetone does not answer: %s"), error->message);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        *exit = CTL_EXIT_TIMED_OUT;
    }
  return NULL;
}

static void
set (CtlTable *table, GVariant *row, const char *key)
{
  const char *text = NULL;

  g_variant_lookup (row, key, "&s", &text);
  ctl_table_set (table, key, text);
}

CtlExit
ctl_find (CtlContext *ctx)
{
  g_autofree char *text = g_strjoinv (" ", ctx->arguments);
  CtlExit exit = CTL_EXIT_DONE;
  g_autoptr (GVariant) reply = ask (ctx, text, &exit);
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (CtlTable) table = NULL;

  if (reply == NULL)
    return exit;

  table = ctl_table_new ();
  ctl_table_column (table, "kind", _("KIND"));
  ctl_table_column (table, "title", _("NAME"));
  ctl_table_column (table, "number", _("NUMBER"));
  ctl_table_column (table, "offer", _("OFFER"));
  if (ctx->options.explain)
    ctl_table_column (table, "explanation", _("WHY"));
  rows = g_variant_get_child_value (reply, 0);
  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);

      ctl_table_begin_row (table);
      set (table, row, "kind");
      set (table, row, "title");
      set (table, row, "number");
      set (table, row, "offer");
      if (ctx->options.explain)
        set (table, row, "explanation");
    }
  ctl_table_print (table, ctx->options.format, TRUE);

  return CTL_EXIT_DONE;
}

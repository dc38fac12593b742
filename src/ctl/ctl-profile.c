/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routing profiles, of the program that runs: it ends them when their time is over. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-bus.h"
#include "ctl/ctl-command.h"
#include "model/desk-until.h"

#define READ_S 20
#define APPLY_S 120 /* a lost answer is waited for */

static const char *
lookup (GVariant *row, const char *key)
{
  const char *text = "";

  g_variant_lookup (row, key, "&s", &text);
  return text;
}

static gboolean
is_set (GVariant *row, const char *key)
{
  gboolean value = FALSE;

  g_variant_lookup (row, key, "b", &value);
  return value;
}

/* As a date and a time. */
static char *
dup_time (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M") : NULL;
}

CtlExit
ctl_profile_list (CtlContext *ctx)
{
  CtlExit exit = CTL_EXIT_DONE;
  g_autoptr (GVariant) reply = ctl_bus_call (ctx, "ListProfiles", NULL, "(aa{sv}sx)", READ_S, &exit);
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (CtlTable) table = NULL;
  const char *undo;
  gint64 ends_at;

  if (reply == NULL)
    return exit;

  table = ctl_table_new ();
  ctl_table_column (table, "name", _ ("NAME"));
  ctl_table_column (table, "state", _ ("STATE"));
  ctl_table_column (table, "until", _ ("UNTIL"));
  g_variant_get (reply, "(@aa{sv}&sx)", &rows, &undo, &ends_at);
  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
      gboolean is_on = is_set (row, "on");
      g_autofree char *until
          = is_on && ends_at > 0 && g_str_equal (undo, lookup (row, "name")) ? dup_time (ends_at) : NULL;

      ctl_table_begin_row (table);
      ctl_table_set (table, "name", lookup (row, "name"));
      ctl_table_set (table, "state", is_on ? "on" : is_set (row, "complete") ? "off" : "incomplete");
      ctl_table_set (table, "until", until);
    }
  ctl_table_print (table, ctx->options.format, TRUE);

  return CTL_EXIT_DONE;
}

/* What is in brackets behind the label: which plan and phone. */
static char *
dup_title (GVariant *row)
{
  const char *place = lookup (row, "place");

  return *place != '\0' ? g_strdup_printf ("%s (%s)", lookup (row, "label"), place)
                        : g_strdup (lookup (row, "label"));
}

static void
print_rows (CtlContext *ctx, GVariant *rows)
{
  g_autoptr (CtlTable) table = ctl_table_new ();

  ctl_table_column (table, "property", _ ("PROPERTY"));
  ctl_table_column (table, "label", _ ("MEANING"));
  ctl_table_column (table, "before", _ ("IS"));
  ctl_table_column (table, "after", _ ("WANTED"));
  ctl_table_column (table, "state", _ ("STATE"));
  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
      g_autofree char *title = dup_title (row);

      ctl_table_begin_row (table);
      ctl_table_set (table, "property", lookup (row, "property"));
      ctl_table_set (table, "label", title);
      ctl_table_set (table, "before", lookup (row, "before"));
      ctl_table_set (table, "after", lookup (row, "after"));
      ctl_table_set (table, "state", lookup (row, "state"));
    }
  ctl_table_print (table, ctx->options.format, TRUE);
}

/* Says what came of it, on standard error where a table or a document goes to standard output. */
static CtlExit
tell (CtlContext *ctx, GVariant *reply)
{
  g_autoptr (CtlTable) table = NULL;
  g_autoptr (GVariant) rows = NULL;
  const char *result, *text;

  g_variant_get (reply, "(&s&s@aa{sv})", &result, &text, &rows);
  if (ctx->options.format == CTL_FORMAT_TEXT)
    ctl_print ("%s", text);
  else
    {
      table = ctl_table_new ();
      ctl_table_begin_row (table);
      ctl_table_set (table, "result", result);
      ctl_table_set (table, "text", text);
      ctl_table_print_record (table, ctx->options.format);
    }
  if (g_str_equal (result, "done") || g_str_equal (result, "nothing"))
    return CTL_EXIT_DONE;
  return g_str_equal (result, "unsure") ? CTL_EXIT_TIMED_OUT : CTL_EXIT_REFUSED;
}

static gboolean
read_until (CtlContext *ctx, gint64 *seconds)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;
  gint64 at = 0;

  if (ctx->options.until != NULL)
    at = desk_until_parse (ctx->options.until, g_get_real_time (), zone, &error);
  if (error != NULL)
    ctl_say ("%s", error->message);
  *seconds = at / G_USEC_PER_SEC;
  return error == NULL;
}

CtlExit
ctl_profile_preview (CtlContext *ctx)
{
  CtlExit exit = CTL_EXIT_DONE;
  g_autoptr (GVariant) reply = ctl_bus_call (ctx, "PreviewProfile", g_variant_new ("(s)", ctx->arguments[0]),
                                             "(aa{sv})", READ_S, &exit);
  g_autoptr (GVariant) rows = reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;

  if (rows != NULL)
    print_rows (ctx, rows);
  return exit;
}

CtlExit
ctl_profile_apply (CtlContext *ctx)
{
  g_autoptr (GVariant) reply = NULL;
  gint64 until;
  CtlExit exit;

  if (!read_until (ctx, &until))
    return CTL_EXIT_USAGE;
  if (!ctx->options.yes && ctl_terminal_is_there ())
    {
      exit = ctl_profile_preview (ctx); /* what is agreed to */
      if (exit != CTL_EXIT_DONE)
        return exit;
    }
  exit = ctl_confirm (ctx, g_strdup_printf (_ ("Apply the profile %s?"), ctx->arguments[0]));
  if (exit == CTL_EXIT_DONE)
    reply = ctl_bus_call (ctx, "ApplyProfile", g_variant_new ("(sx)", ctx->arguments[0], until), "(ssaa{sv})",
                          APPLY_S, &exit);
  return reply != NULL ? tell (ctx, reply) : exit;
}

CtlExit
ctl_profile_undo (CtlContext *ctx)
{
  CtlExit exit = ctl_confirm (ctx, g_strdup (_ ("Take back the profile that was applied last?")));
  g_autoptr (GVariant) reply = NULL;

  if (exit == CTL_EXIT_DONE)
    reply = ctl_bus_call (ctx, "UndoProfile", NULL, "(ssaa{sv})", APPLY_S, &exit);
  return reply != NULL ? tell (ctx, reply) : exit;
}

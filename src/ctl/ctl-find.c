/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/ctl-bus.h"
#include "ctl/ctl-command.h"

#define SHOWN 12
#define TIMEOUT_S 10

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
  guint limit = ctx->options.limit >= 0 ? (guint)ctx->options.limit : SHOWN;
  g_autoptr (GVariant) reply
      = ctl_bus_call (ctx, "Find", g_variant_new ("(su)", text, limit), "(aa{sv})", TIMEOUT_S, &exit);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl/ctl-reply.h"

#include "ctl/ctl-command.h"

/* The elements of an array in a cell, at commas. */
static char *
join_inner (PalReplyIter *inner)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (pal_reply_iter_next (inner))
    for (guint i = 0; i < pal_reply_iter_n_cells (inner); i++)
      {
        const char *cell = pal_reply_iter_text (inner, i);

        if (text->len > 0)
          g_string_append (text, ", ");
        g_string_append (text, cell != NULL ? cell : "");
      }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A member that is an object or an array: its own members as name.member, or its elements in one text. */
static void
add_inner (CtlTable *table, PalReplyIter *iter, const char *name)
{
  PalReplyIter inner;
  g_autofree char *text = NULL;

  if (!pal_reply_iter_open (iter, name, &inner))
    {
      ctl_table_set (table, name, NULL);
      return;
    }
  if (pal_reply_iter_next (&inner) && !pal_reply_iter_is_scalar (&inner)
      && pal_reply_iter_name (&inner, 0) != NULL)
    {
      for (guint i = 0; i < pal_reply_iter_n_cells (&inner); i++)
        {
          g_autofree char *key = g_strconcat (name, ".", pal_reply_iter_name (&inner, i), NULL);

          ctl_table_set (table, key, pal_reply_iter_text (&inner, i));
        }
      pal_reply_iter_clear (&inner);
      return;
    }
  pal_reply_iter_clear (&inner);

  if (pal_reply_iter_open (iter, name, &inner))
    {
      text = join_inner (&inner);
      ctl_table_set (table, name, text);
      pal_reply_iter_clear (&inner);
    }
}

/* Names of the columns of an array row: the method's own fields, then the properties that were asked for. */
static GPtrArray *
get_column_names (const PalParams *params)
{
  const PalMethod *method = pal_method_get (pal_params_get_method (params));
  const char *const *properties = pal_params_get_list (params, "property_names");
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; method->fields != NULL && method->fields[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer)method->fields[i]);
  for (guint i = 0; properties != NULL && properties[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer)properties[i]);

  return names;
}

static void
add_row (CtlTable *table, PalReplyIter *iter, GPtrArray *names)
{
  ctl_table_begin_row (table);
  for (guint i = 0; i < pal_reply_iter_n_cells (iter); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const char *name = pal_reply_iter_name (iter, i);
      const char *text = pal_reply_iter_text (iter, i);

      if (name == NULL && names->len == 0 && pal_reply_iter_is_scalar (iter))
        ctl_table_set (table, "value", text);
      else if (name == NULL)
        ctl_table_set (table, i < names->len ? g_ptr_array_index (names, i) : number, text);
      else if (text != NULL)
        ctl_table_set (table, name, text);
      else
        add_inner (table, iter, name);
    }
}

/* The values of properties that were asked for, of one thing alone. */
static gboolean
print_properties (PalReply *reply, const PalParams *params, CtlFormat format)
{
  const char *const *names = pal_params_get_list (params, "property_names");
  g_autoptr (CtlTable) table = ctl_table_new ();
  g_auto (PalReplyIter) iter = { 0 };
  guint i = 0;

  if (names == NULL || pal_method_get (pal_params_get_method (params))->fields != NULL
      || pal_params_is_list (params, "extension"))
    return FALSE;

  ctl_table_begin_row (table);
  pal_reply_iter_init (&iter, reply);
  for (; names[i] != NULL && pal_reply_iter_next (&iter) && pal_reply_iter_is_scalar (&iter); i++)
    ctl_table_set (table, names[i], pal_reply_iter_text (&iter, 0));
  if (names[i] != NULL)
    return FALSE;
  ctl_table_print_record (table, format);

  return TRUE;
}

static void
print_rows (PalReply *reply, const PalParams *params, CtlFormat format, gboolean is_object)
{
  g_autoptr (CtlTable) table = ctl_table_new ();
  g_autoptr (GPtrArray) names = get_column_names (params);
  g_auto (PalReplyIter) iter = { 0 };
  gboolean has_names = names->len > 0;

  pal_reply_iter_init_shape (&iter, reply, pal_method_get (pal_params_get_method (params))->shape);
  while (pal_reply_iter_next (&iter))
    {
      has_names = has_names || pal_reply_iter_name (&iter, 0) != NULL;
      add_row (table, &iter, names);
    }

  if (is_object && ctl_table_get_size (table) == 1)
    ctl_table_print_record (table, format);
  else if (ctl_table_get_size (table) > 0)
    ctl_table_print (table, format, has_names && format == CTL_FORMAT_TEXT);
}

void
ctl_reply_print (PalReply *reply, const PalParams *params, CtlFormat format)
{
  const char *text = pal_reply_get_text (reply);
  const char *json;
  gsize length;

  json = pal_reply_get_json (reply, &length);
  if (format == CTL_FORMAT_JSON)
    ctl_print_json (json, (gssize)length);
  else if (text != NULL)
    ctl_print_text (text);
  else if (length > 0 && (json[0] == '[' || json[0] == '{') && !print_properties (reply, params, format))
    print_rows (reply, params, format, json[0] == '{');
}

void
ctl_tell_done (CtlContext *ctx, const char *key, const char *value, const char *effect, const char *text)
{
  g_autoptr (CtlTable) table = NULL;

  if (ctx->options.format == CTL_FORMAT_TEXT)
    {
      ctl_print ("%s", text);
      return;
    }

  table = ctl_table_new ();
  ctl_table_begin_row (table);
  ctl_table_set (table, "command", ctx->command->name);
  ctl_table_set (table, key, value);
  ctl_table_set (table, "effect", ctx->options.no_wait ? "not awaited" : effect);
  ctl_table_print_record (table, ctx->options.format);
}

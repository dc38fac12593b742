/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "ctl/ctl-output.h"

typedef struct
{
  char *key;
  char *title;
  gboolean is_plain; /* numbers or truths */
} Column;

struct _CtlTable
{
  GPtrArray *columns; /* of Column */
  GHashTable *index;  /* key -> position + 1 */
  GPtrArray *rows;    /* of GPtrArray of texts, by position; may be shorter than the columns */
};

static void
column_free (Column *column)
{
  g_free (column->key);
  g_free (column->title);
  g_free (column);
}

CtlTable *
ctl_table_new (void)
{
  CtlTable *self = g_new0 (CtlTable, 1);

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify)column_free);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);

  return self;
}

void
ctl_table_free (CtlTable *self)
{
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
ctl_table_column (CtlTable *self, const char *key, const char *title)
{
  Column *column;

  if (g_hash_table_contains (self->index, key))
    return;

  column = g_new0 (Column, 1);
  column->key = g_strdup (key);
  column->title = g_strdup (title);
  g_ptr_array_add (self->columns, column);
  g_hash_table_insert (self->index, column->key, GUINT_TO_POINTER (self->columns->len));
}

static Column *
get_column (CtlTable *self, guint position)
{
  return g_ptr_array_index (self->columns, position);
}

void
ctl_table_begin_row (CtlTable *self)
{
  g_ptr_array_add (self->rows, g_ptr_array_new_with_free_func (g_free));
}

void
ctl_table_set (CtlTable *self, const char *key, const char *text)
{
  GPtrArray *row;
  guint position;

  g_return_if_fail (self->rows->len > 0);

  ctl_table_column (self, key, key);
  position = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, key)) - 1;
  row = g_ptr_array_index (self->rows, self->rows->len - 1);
  while (row->len <= position)
    g_ptr_array_add (row, NULL);
  g_free (row->pdata[position]);
  row->pdata[position] = g_strdup (text);
}

void
ctl_table_set_plain (CtlTable *self, const char *key, const char *text)
{
  ctl_table_set (self, key, text);
  get_column (self, GPOINTER_TO_UINT (g_hash_table_lookup (self->index, key)) - 1)->is_plain = TRUE;
}

guint
ctl_table_get_size (CtlTable *self)
{
  return self->rows->len;
}

static const char *
get_cell (CtlTable *self, guint row, guint column)
{
  GPtrArray *cells = g_ptr_array_index (self->rows, row);

  return column < cells->len ? g_ptr_array_index (cells, column) : NULL;
}

/* Columns of a terminal; wide characters take two. */
static guint
get_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

static void
append_line (CtlTable *self, GString *out, char **cells, const guint *widths)
{
  gsize start = out->len;

  for (guint i = 0; i < self->columns->len; i++)
    {
      g_string_append (out, cells[i]);
      for (guint width = get_width (cells[i]); width < widths[i] + 2; width++)
        g_string_append_c (out, ' ');
    }
  while (out->len > start && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

static char **
escape_row (CtlTable *self, guint row)
{
  char **cells = g_new0 (char *, self->columns->len + 1);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *text = get_cell (self, row, i);

      cells[i] = ctl_escape (text != NULL ? text : "");
    }

  return cells;
}

static char **
escape_titles (CtlTable *self)
{
  char **cells = g_new0 (char *, self->columns->len + 1);

  for (guint i = 0; i < self->columns->len; i++)
    cells[i] = ctl_escape (get_column (self, i)->title);

  return cells;
}

static void
print_text (CtlTable *self, gboolean has_titles)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_autofree guint *widths = g_new0 (guint, self->columns->len + 1);
  g_autoptr (GString) out = g_string_new (NULL);

  if (has_titles)
    g_ptr_array_add (lines, escape_titles (self));
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (lines, escape_row (self, i));

  for (guint i = 0; i < lines->len; i++)
    {
      char **cells = g_ptr_array_index (lines, i);

      for (guint j = 0; j < self->columns->len; j++)
        widths[j] = MAX (widths[j], get_width (cells[j]));
    }
  for (guint i = 0; i < lines->len; i++)
    append_line (self, out, g_ptr_array_index (lines, i), widths);

  fwrite (out->str, 1, out->len, stdout);
}

static void
append_markdown (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\\`*_|[]<>#", *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

static void
append_markdown_line (CtlTable *self, GString *out, char **cells)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_string_append (out, "| ");
      append_markdown (out, cells[i]);
      g_string_append_c (out, ' ');
    }
  g_string_append (out, "|\n");
}

static void
print_markdown (CtlTable *self)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (GStrv) titles = escape_titles (self);

  append_markdown_line (self, out, titles);
  for (guint i = 0; i < self->columns->len; i++)
    g_string_append (out, "| --- ");
  g_string_append (out, "|\n");
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_auto (GStrv) cells = escape_row (self, i);

      append_markdown_line (self, out, cells);
    }

  fwrite (out->str, 1, out->len, stdout);
}

static void
build_row (CtlTable *self, JsonBuilder *builder, guint row)
{
  json_builder_begin_object (builder);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char *text = get_cell (self, row, i);

      json_builder_set_member_name (builder, get_column (self, i)->key);
      if (text != NULL && get_column (self, i)->is_plain)
        json_builder_add_value (builder, json_from_string (text, NULL));
      else if (text != NULL)
        json_builder_add_string_value (builder, text);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
}

void
ctl_print_built (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  ctl_print_json (text, -1);
}

static void
print_json (CtlTable *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < self->rows->len; i++)
    build_row (self, builder, i);
  json_builder_end_array (builder);
  ctl_print_built (builder);
}

void
ctl_table_print (CtlTable *self, CtlFormat format, gboolean has_titles)
{
  switch (format)
    {
    case CTL_FORMAT_JSON:
      print_json (self);
      break;
    case CTL_FORMAT_MARKDOWN:
      print_markdown (self);
      break;
    case CTL_FORMAT_TEXT:
    default:
      print_text (self, has_titles);
      break;
    }
}

void
ctl_table_print_record (CtlTable *self, CtlFormat format)
{
  g_autoptr (CtlTable) turned = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_if_fail (self->rows->len == 1);

  if (format == CTL_FORMAT_JSON)
    {
      builder = json_builder_new ();
      build_row (self, builder, 0);
      ctl_print_built (builder);
      return;
    }

  turned = ctl_table_new ();
  ctl_table_column (turned, "name", "");
  ctl_table_column (turned, "value", "");
  for (guint i = 0; i < self->columns->len; i++)
    {
      ctl_table_begin_row (turned);
      ctl_table_set (turned, "name", get_column (self, i)->title);
      ctl_table_set (turned, "value", get_cell (self, 0, i));
    }
  ctl_table_print (turned, format, FALSE);
}

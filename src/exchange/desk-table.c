/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libcsv finds the cells; it is fed a line at a time, so that we know where each row begins and can go on
 * behind a line it refuses. */
#include "config.h"

#include "exchange/desk-table.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ROW_LINES 200 /* a quotation mark that is open longer than this was never closed */

typedef struct
{
  struct csv_parser parser;
  DeskTable *table;
  GPtrArray *cells;  /* of the present row */
  guint row_line, line;
  gboolean is_large; /* a cell of the present row is too large */
} Reader;

static void
row_free (gpointer data)
{
  DeskTableRow *row = data;

  g_strfreev (row->cells);
  g_free (row);
}

void
desk_table_free (DeskTable *table)
{
  g_free (table->charset);
  g_strfreev (table->header);
  g_ptr_array_unref (table->rows);
  g_ptr_array_unref (table->faults);
  g_free (table);
}

static void
cell_cb (void *cell, size_t length, void *data)
{
  Reader *self = data;

  self->is_large |= length > DESK_TABLE_MAX_CELL;
  g_ptr_array_add (self->cells, g_strndup (cell, MIN (length, DESK_TABLE_MAX_CELL)));
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

/* Cells without a column, in which nothing stands, are no fault: spreadsheets write them. */
static guint
count_cells (Reader *self)
{
  guint n = self->cells->len;

  while (n > 0 && is_blank (self->cells->pdata[n - 1]))
    n--;
  return n;
}

static void
take_row (Reader *self, guint n)
{
  DeskTable *table = self->table;
  DeskTableRow *row = g_new0 (DeskTableRow, 1);

  row->line = self->row_line;
  row->last_line = self->line;
  row->cells = g_new0 (char *, table->n_columns + 1);
  for (guint i = 0; i < table->n_columns; i++)
    row->cells[i] = g_strdup (i < n ? self->cells->pdata[i] : "");
  g_ptr_array_add (table->rows, row);
}

static void
row_cb (int end, void *data)
{
  Reader *self = data;
  DeskTable *table = self->table;
  guint n = count_cells (self);

  if (self->is_large)
    desk_faults_add (table->faults, self->row_line, _ ("A cell is too large."));
  else if (n > DESK_TABLE_MAX_COLUMNS)
    desk_faults_add (table->faults, self->row_line, _ ("It has too many cells."));
  else if (table->header == NULL && n > 0)
    {
      table->header = g_new0 (char *, n + 1);
      table->n_columns = n;
      for (guint i = 0; i < n; i++)
        table->header[i] = g_strdup (self->cells->pdata[i]);
    }
  else if (n > table->n_columns)
    desk_faults_add (table->faults, self->row_line, _ ("It has %u cells, but the first line has %u."), n,
                     table->n_columns);
  else if (n > 0 && table->rows->len >= DESK_TABLE_MAX_ROWS)
    desk_faults_add (table->faults, self->row_line, _ ("The file has too many lines."));
  else if (n > 0)
    take_row (self, n);
  g_ptr_array_set_size (self->cells, 0);
  self->is_large = FALSE;
}

static char
find_separator (const char *text, const char *end)
{
  static const char separators[] = { ',', ';', '\t' };
  guint counts[G_N_ELEMENTS (separators)] = { 0 }, best = 0;
  gboolean in_quotes = FALSE;

  for (; text < end; text++)
    {
      in_quotes ^= *text == '"';
      for (guint i = 0; !in_quotes && i < G_N_ELEMENTS (separators); i++)
        counts[i] += *text == separators[i];
    }
  for (guint i = 1; i < G_N_ELEMENTS (separators); i++)
    if (counts[i] > counts[best])
      best = i;
  return separators[best];
}

/* What may stand around a cell; a tab may be the separator. */
static int
is_space (unsigned char c)
{
  return c == ' ';
}

static void
start (Reader *self)
{
  csv_init (&self->parser, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_delim (&self->parser, (unsigned char) self->table->separator);
  csv_set_space_func (&self->parser, is_space);
  g_ptr_array_set_size (self->cells, 0);
  self->is_large = FALSE;
}

/* What was read of the row is void; the next one begins behind its first line. */
static void
fail (Reader *self, guint line)
{
  desk_faults_add (self->table->faults, self->row_line,
                   line > self->row_line ? _ ("A quotation mark is never closed.")
                                         : _ ("A quotation mark stands in the middle of a cell."));
  csv_free (&self->parser);
  start (self);
}

/* Where a line begins: TRUE when the row that began at self->row_line is void, and to be gone back. */
static gboolean
feed (Reader *self, const char *text, gsize length, guint line)
{
  self->line = line;
  if (csv_parse (&self->parser, text, length, cell_cb, row_cb, self) == length
      && line - self->row_line < MAX_ROW_LINES)
    return TRUE;
  fail (self, line);
  return FALSE;
}

static void
read_rows (Reader *self, const char *text)
{
  const char *end = text + strlen (text), *at = text, *row_start = text;
  guint line = 1;

  self->row_line = 1;
  while (at < end || self->parser.pstate != 0)
    {
      const char *next = desk_next_line (at, end);
      gboolean is_good;

      if (at < end)
        is_good = feed (self, at, (gsize) (next - at), line);
      else if (!(is_good = csv_fini (&self->parser, cell_cb, row_cb, self) == 0))
        fail (self, self->row_line + 1);
      if (!is_good)
        {
          at = desk_next_line (row_start, end);
          line = self->row_line;
        }
      else
        {
          if (at == end)
            break;
          at = next;
        }
      line++;
      if (self->parser.pstate == 0)
        {
          row_start = at;
          self->row_line = line;
        }
    }
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const DeskFault *one = *(const DeskFault *const *) a, *other = *(const DeskFault *const *) b;

  return one->line < other->line ? -1 : one->line > other->line;
}

/* A row in whose lines the decoder found something is not what its author wrote. */
static void
drop_damaged (DeskTable *table, guint n_damaged)
{
  guint at = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const DeskTableRow *row = table->rows->pdata[i];

      while (at < n_damaged && ((DeskFault *) table->faults->pdata[at])->line < row->line)
        at++;
      if (at < n_damaged && ((DeskFault *) table->faults->pdata[at])->line <= row->last_line)
        g_ptr_array_remove_index (table->rows, i--);
    }
}

DeskTable *
desk_table_read (const char *bytes, gsize length, GError **error)
{
  g_autoptr (DeskTable) table = g_new0 (DeskTable, 1);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  Reader reader = { .table = table, .cells = cells };
  guint n_damaged;

  table->rows = g_ptr_array_new_with_free_func (row_free);
  table->faults = desk_faults_new ();
  text = desk_decode (bytes, length, &table->charset, table->faults, error);
  if (text == NULL)
    return NULL;
  n_damaged = table->faults->len;
  table->separator = find_separator (text, desk_next_line (text, text + strlen (text)));
  start (&reader);
  read_rows (&reader, text);
  csv_free (&reader.parser);
  if (table->header == NULL)
    {
      const DeskFault *first = table->faults->len > 0 ? table->faults->pdata[0] : NULL;

      if (first != NULL)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("Line %u: %s"), first->line, first->reason);
      else
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The file is empty."));
      return NULL;
    }
  drop_damaged (table, n_damaged);
  g_ptr_array_sort (table->faults, compare_faults);
  return g_steal_pointer (&table);
}

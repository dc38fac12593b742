/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rows of a result, straight from the scanner. */
#include "config.h"

#include <string.h>

#include "pal/protocol/pal-params-private.h"
#include "pal/protocol/pal-reply-private.h"

typedef struct
{
  PalSlice name;         /* NULL text in arrays */
  PalSlice json;
  const char *text;      /* made when asked for */
  const char *name_text;
} Cell;

typedef struct
{
  PalReply *reply;       /* keeps the slices alive */
  PalScan scan;
  GArray *cells;         /* of Cell, of the present row */
  char *room;            /* where the row's texts are put, as large as the row */
  gsize room_size, room_used;
  gboolean in_array, in_map, over, is_scalar;
  PalSlice key;          /* of the row in a map */
  char *key_text;        /* made when asked for */
} Rows;

static void
init_rows (PalReplyIter *iter, const PalReply *reply, const PalSlice *json)
{
  Rows *rows = g_new0 (Rows, 1);

  rows->reply = pal_reply_ref ((PalReply *) reply);
  rows->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  rows->over = json->text == NULL || json->text[0] == 'n';
  pal_scan_init (&rows->scan, json->text, json->text != NULL ? json->length : 0);
  if (!rows->over && json->text[0] == '[')
    {
      PalSlice slice;

      rows->in_array = pal_scan_next (&rows->scan, &slice) == PAL_TOKEN_ARRAY;
    }

  iter->rows = rows;
}

void
pal_reply_iter_init (PalReplyIter *iter, const PalReply *reply)
{
  init_rows (iter, reply, &reply->result);
}

/* An object that holds objects and nothing else. */
static gboolean
is_map (const PalSlice *json)
{
  guint n_members = 0;
  PalSlice name, value;
  PalScan scan;

  if (json->text == NULL || json->text[0] != '{')
    return FALSE;

  pal_scan_init (&scan, json->text, json->length);
  pal_scan_next (&scan, &name);
  while (pal_scan_next (&scan, &name) == PAL_TOKEN_NAME && pal_scan_skip (&scan, &value))
    {
      if (value.text[0] != '{')
        return FALSE;
      n_members++;
    }

  return n_members > 0;
}

void
pal_reply_iter_init_shape (PalReplyIter *iter, const PalReply *reply, PalReplyShape shape)
{
  PalSlice slice;
  Rows *rows;

  init_rows (iter, reply, &reply->result);
  if (shape != PAL_REPLY_SHAPE_OBJECTS || !is_map (&reply->result))
    return;

  rows = iter->rows;
  rows->in_map = pal_scan_next (&rows->scan, &slice) == PAL_TOKEN_OBJECT;
}

void
pal_reply_iter_clear (PalReplyIter *iter)
{
  Rows *rows = g_steal_pointer (&iter->rows);

  if (rows == NULL)
    return;

  g_array_unref (rows->cells);
  g_free (rows->room);
  g_free (rows->key_text);
  pal_reply_unref (rows->reply);
  g_free (rows);
}

static void
add_cell (Rows *rows, const PalSlice *name, const PalSlice *json)
{
  Cell cell = { .name = { NULL }, .json = *json };

  if (name != NULL)
    cell.name = *name;
  g_array_append_val (rows->cells, cell);
}

static void
read_object (Rows *rows)
{
  PalSlice name, json;

  while (pal_scan_next (&rows->scan, &name) == PAL_TOKEN_NAME && pal_scan_skip (&rows->scan, &json))
    add_cell (rows, &name, &json);
}

static void
read_array (Rows *rows)
{
  guint depth = rows->scan.depth;
  PalSlice slice;
  PalToken token;

  while ((token = pal_scan_next (&rows->scan, &slice)) != PAL_TOKEN_CLOSE && token > PAL_TOKEN_PAUSE)
    {
      if (token == PAL_TOKEN_OBJECT || token == PAL_TOKEN_ARRAY)
        {
          slice.text = rows->scan.at - 1;
          if (pal_scan_leave (&rows->scan, depth) != PAL_TOKEN_CLOSE)
            return;
        }
      else if (token == PAL_TOKEN_TEXT)
        slice.text--;
      slice.length = rows->scan.at - slice.text;
      add_cell (rows, NULL, &slice);
    }
}

/* Room for every text and name of a row: none is longer than its JSON, and a comma or bracket stands between
 * two of them for the NUL. */
static void
make_room (Rows *rows, gsize row_size)
{
  rows->room_used = 0;
  if (row_size + 2 <= rows->room_size)
    return;

  g_free (rows->room);
  rows->room_size = MAX (row_size + 2, 2 * rows->room_size);
  rows->room = g_malloc (rows->room_size);
}

static const char *
put_text (Rows *rows, const PalSlice *slice)
{
  char *text = rows->room + rows->room_used;
  gsize length = slice->length;

  if (slice->escaped)
    length = pal_scan_unescape (slice->text, slice->length, text);
  else
    memcpy (text, slice->text, length);
  text[length] = '\0';
  rows->room_used += length + 1;

  return text;
}

static gboolean
read_row (Rows *rows, PalToken token, PalSlice *slice)
{
  switch (token)
    {
    case PAL_TOKEN_OBJECT:
      read_object (rows);
      return TRUE;
    case PAL_TOKEN_ARRAY:
      read_array (rows);
      return TRUE;
    case PAL_TOKEN_TEXT:
      slice->text--;
      slice->length += 2;
      G_GNUC_FALLTHROUGH;
    case PAL_TOKEN_NUMBER:
    case PAL_TOKEN_TRUE:
    case PAL_TOKEN_FALSE:
    case PAL_TOKEN_NULL:
      rows->is_scalar = TRUE;
      add_cell (rows, NULL, slice);
      return TRUE;
    case PAL_TOKEN_ERROR:
    case PAL_TOKEN_END:
    case PAL_TOKEN_PAUSE:
    case PAL_TOKEN_CLOSE:
    case PAL_TOKEN_NAME:
    default:
      rows->over = TRUE;
      return FALSE;
    }
}

gboolean
pal_reply_iter_next (PalReplyIter *iter)
{
  Rows *rows = iter->rows;
  const char *begin;
  PalSlice slice;
  PalToken token;

  g_array_set_size (rows->cells, 0);
  rows->is_scalar = FALSE;
  if (rows->over)
    return FALSE;

  g_clear_pointer (&rows->key_text, g_free);
  if (rows->in_map && pal_scan_next (&rows->scan, &rows->key) != PAL_TOKEN_NAME)
    {
      rows->over = TRUE;
      return FALSE;
    }

  begin = rows->scan.at;
  token = pal_scan_next (&rows->scan, &slice);
  rows->over = !rows->in_array && !rows->in_map;
  if (!read_row (rows, token, &slice))
    return FALSE;

  make_room (rows, rows->scan.at - begin);
  return TRUE;
}

static Cell *
get_cell (PalReplyIter *iter, guint cell)
{
  Rows *rows = iter->rows;

  return cell < rows->cells->len ? &g_array_index (rows->cells, Cell, cell) : NULL;
}

static Cell *
find_cell (PalReplyIter *iter, const char *name)
{
  Rows *rows = iter->rows;

  /* From the end: of two members with one name the last counts. */
  for (guint i = rows->cells->len; i > 0; i--)
    {
      Cell *cell = &g_array_index (rows->cells, Cell, i - 1);

      if (cell->name.text != NULL && pal_slice_equal (&cell->name, name))
        return cell;
    }

  return NULL;
}

static const char *
text_of (PalReplyIter *iter, Cell *cell)
{
  PalSlice slice;

  if (cell == NULL || cell->text != NULL)
    return cell != NULL ? cell->text : NULL;

  slice = cell->json;
  if (*slice.text == 'n' || *slice.text == '{' || *slice.text == '[')
    return NULL;
  if (*slice.text == '"')
    {
      slice.text++;
      slice.length -= 2;
    }

  return cell->text = put_text (iter->rows, &slice);
}

guint
pal_reply_iter_n_cells (PalReplyIter *iter)
{
  return ((Rows *) iter->rows)->cells->len;
}

const char *
pal_reply_iter_name (PalReplyIter *iter, guint cell)
{
  Cell *found = get_cell (iter, cell);

  if (found == NULL || found->name.text == NULL)
    return NULL;
  if (found->name_text == NULL)
    found->name_text = put_text (iter->rows, &found->name);

  return found->name_text;
}

const char *
pal_reply_iter_text (PalReplyIter *iter, guint cell)
{
  return text_of (iter, get_cell (iter, cell));
}

const char *
pal_reply_iter_get (PalReplyIter *iter, const char *name)
{
  return text_of (iter, find_cell (iter, name));
}

gboolean
pal_reply_iter_is_scalar (PalReplyIter *iter)
{
  return ((Rows *) iter->rows)->is_scalar;
}

gboolean
pal_reply_iter_is_denied (PalReplyIter *iter)
{
  const char *text = pal_reply_iter_is_scalar (iter) ? pal_reply_iter_text (iter, 0) : NULL;

  return text != NULL && pal_text_is_denial (text);
}

const char *
pal_reply_iter_key (PalReplyIter *iter)
{
  Rows *rows = iter->rows;

  if (rows->in_map && rows->key_text == NULL && rows->cells->len > 0)
    rows->key_text = pal_slice_dup (&rows->key);

  return rows->key_text;
}

static void
add_parts (GStrvBuilder *names, const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ", ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (parts[i][0] != '\0')
        g_strv_builder_add (names, parts[i]);
    }
}

char **
pal_reply_dup_names (const PalReply *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (PalReplyIter) iter = { NULL };

  pal_reply_iter_init (&iter, self);
  while (pal_reply_iter_next (&iter))
    {
      for (guint i = 0; i < pal_reply_iter_n_cells (&iter); i++)
        {
          const char *name = pal_reply_iter_name (&iter, i);
          const char *text = pal_reply_iter_text (&iter, i);
          gboolean truth;

          if (text == NULL)
            continue;
          if (name == NULL)
            add_parts (names, text);
          else if (!pal_text_to_boolean (text, &truth) || truth)
            g_strv_builder_add (names, name);
        }
    }

  return g_strv_builder_end (names);
}

static gboolean
open_found (PalReplyIter *iter, Cell *cell, PalReplyIter *inner)
{
  inner->rows = NULL;
  if (cell == NULL || (cell->json.text[0] != '{' && cell->json.text[0] != '['))
    return FALSE;

  init_rows (inner, ((Rows *) iter->rows)->reply, &cell->json);
  return TRUE;
}

gboolean
pal_reply_iter_open (PalReplyIter *iter, const char *name, PalReplyIter *inner)
{
  return open_found (iter, find_cell (iter, name), inner);
}

gboolean
pal_reply_iter_open_cell (PalReplyIter *iter, guint cell, PalReplyIter *inner)
{
  return open_found (iter, get_cell (iter, cell), inner);
}

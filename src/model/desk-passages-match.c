/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that both texts have once hold them together ("patience"); what lies between is small, and matched
 * by the longest common sequence. */
#include "config.h"

#include "model/desk-passages-match.h"

#include <string.h>

#define MAX_CELLS (1024 * 1024) /* of the table of a longest common sequence */
#define MAX_DEPTH 64

typedef struct
{
  const DeskPassagesLine *a, *b;
  int *match;         /* of the lines of a */
  guint *in_a, *in_b; /* by id: how often it stands in the piece */
  guint *where;       /* by id: in b */
} Job;

typedef struct
{
  guint a, b;
  int before; /* in the sequence */
} Anchor;

/* --- lines ------------------------------------------------------------------------ */

gsize
desk_passages_measure_end (const char *text)
{
  if (text[0] == '\n')
    return 1;
  if (text[0] == '\r')
    return text[1] == '\n' ? 2 : 1;
  return 0;
}

static guint
line_hash (gconstpointer data)
{
  const DeskPassagesLine *line = data;
  guint hash = 5381;

  for (gsize i = 0; i < line->length; i++)
    hash = hash * 33 + (guchar)line->start[i];
  return hash;
}

static gboolean
line_equal (gconstpointer a, gconstpointer b)
{
  const DeskPassagesLine *one = a, *other = b;

  return one->length == other->length && memcmp (one->start, other->start, one->length) == 0;
}

GHashTable *
desk_passages_new_ids (void)
{
  return g_hash_table_new_full (line_hash, line_equal, g_free, NULL);
}

static guint
get_id (GHashTable *ids, const DeskPassagesLine *line)
{
  gpointer id;

  if (g_hash_table_lookup_extended (ids, line, NULL, &id))
    return GPOINTER_TO_UINT (id);
  id = GUINT_TO_POINTER (g_hash_table_size (ids));
  g_hash_table_insert (ids, g_memdup2 (line, sizeof *line), id);
  return GPOINTER_TO_UINT (id);
}

void
desk_passages_cut (DeskPassagesText *self, const char *text, GHashTable *ids)
{
  static const char *const ends[] = { "\n", "\r\n", "\r" };
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (DeskPassagesLine));
  guint n_of[G_N_ELEMENTS (ends)] = { 0 };
  guint most = 0;

  while (*text != '\0')
    {
      DeskPassagesLine line = { .start = text, .length = strcspn (text, "\r\n"), .end = "" };
      gsize end = desk_passages_measure_end (text + line.length);

      if (end > 0)
        {
          guint kind = end == 2 ? 1 : text[line.length] == '\n' ? 0 : 2;

          line.end = ends[kind];
          n_of[kind]++;
        }
      line.id = get_id (ids, &line);
      g_array_append_val (lines, line);
      text += line.length + end;
    }
  for (guint i = 1; i < G_N_ELEMENTS (ends); i++)
    if (n_of[i] > n_of[most])
      most = i;
  self->newline = ends[most];
  self->n_ends = n_of[0] + n_of[1] + n_of[2];
  self->n_lines = lines->len;
  self->lines = (DeskPassagesLine *)(gpointer)g_array_free (g_steal_pointer (&lines), FALSE);
}

/* --- matching ---------------------------------------------------------------------- */

/* The longest common sequence, by the table. */
static void
match_small (Job *job, guint a, guint n_a, guint b, guint n_b)
{
  const gsize width = n_b + 1;
  g_autofree guint16 *table = g_new0 (guint16, (n_a + 1) * width);
  guint i = 0, j = 0;

  for (i = n_a; i-- > 0;)
    for (j = n_b; j-- > 0;)
      table[i * width + j] = job->a[a + i].id == job->b[b + j].id
                                 ? (guint16)(table[(i + 1) * width + j + 1] + 1)
                                 : MAX (table[(i + 1) * width + j], table[i * width + j + 1]);
  i = j = 0;
  while (i < n_a && j < n_b)
    {
      if (job->a[a + i].id == job->b[b + j].id)
        {
          job->match[a + i] = (int)(b + j);
          i++;
          j++;
        }
      else if (table[(i + 1) * width + j] >= table[i * width + j + 1])
        i++;
      else
        j++;
    }
}

/* Lines that stand once in each of the two pieces, in the order of a. */
static GArray *
find_unique (Job *job, guint a, guint n_a, guint b, guint n_b)
{
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));

  for (guint i = a; i < a + n_a; i++)
    job->in_a[job->a[i].id]++;
  for (guint i = b; i < b + n_b; i++)
    {
      job->in_b[job->b[i].id]++;
      job->where[job->b[i].id] = i;
    }
  for (guint i = a; i < a + n_a; i++)
    if (job->in_a[job->a[i].id] == 1 && job->in_b[job->a[i].id] == 1)
      {
        Anchor anchor = { .a = i, .b = job->where[job->a[i].id], .before = -1 };

        g_array_append_val (anchors, anchor);
      }
  for (guint i = a; i < a + n_a; i++)
    job->in_a[job->a[i].id] = 0;
  for (guint i = b; i < b + n_b; i++)
    job->in_b[job->b[i].id] = 0;
  return anchors;
}

/* The longest of them whose order is the same in both. */
static GArray *
find_sequence (GArray *anchors)
{
  g_autofree guint *ends = g_new (guint, anchors->len + 1); /* by length: the sequence that ends first */
  GArray *sequence = g_array_new (FALSE, FALSE, sizeof (Anchor));
  guint length = 0;

  for (guint i = 0; i < anchors->len; i++)
    {
      Anchor *anchor = &g_array_index (anchors, Anchor, i);
      guint low = 0, high = length;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (anchors, Anchor, ends[middle]).b < anchor->b)
            low = middle + 1;
          else
            high = middle;
        }
      anchor->before = low > 0 ? (int)ends[low - 1] : -1;
      ends[low] = i;
      length = MAX (length, low + 1);
    }
  g_array_set_size (sequence, length);
  for (guint i = length > 0 ? ends[length - 1] : 0; length-- > 0;
       i = (guint)g_array_index (anchors, Anchor, i).before)
    g_array_index (sequence, Anchor, length) = g_array_index (anchors, Anchor, i);
  return sequence;
}

static void
match_piece (Job *job, guint a, guint n_a, guint b, guint n_b, guint depth)
{
  g_autoptr (GArray) unique = NULL;
  g_autoptr (GArray) sequence = NULL;
  guint from_a, from_b;

  for (; n_a > 0 && n_b > 0 && job->a[a].id == job->b[b].id; a++, b++, n_a--, n_b--)
    job->match[a] = (int)b;
  for (; n_a > 0 && n_b > 0 && job->a[a + n_a - 1].id == job->b[b + n_b - 1].id; n_a--, n_b--)
    job->match[a + n_a - 1] = (int)(b + n_b - 1);
  if (n_a == 0 || n_b == 0)
    return;
  if ((guint64)n_a * n_b <= MAX_CELLS)
    {
      match_small (job, a, n_a, b, n_b);
      return;
    }
  if (depth == MAX_DEPTH)
    return;
  unique = find_unique (job, a, n_a, b, n_b);
  sequence = find_sequence (unique);
  if (sequence->len == 0)
    return;
  from_a = a;
  from_b = b;
  for (guint i = 0; i <= sequence->len; i++)
    {
      gboolean is_last = i == sequence->len;
      guint to_a = is_last ? a + n_a : g_array_index (sequence, Anchor, i).a;
      guint to_b = is_last ? b + n_b : g_array_index (sequence, Anchor, i).b;

      match_piece (job, from_a, to_a - from_a, from_b, to_b - from_b, depth + 1);
      if (is_last)
        break;
      job->match[to_a] = (int)to_b;
      from_a = to_a + 1;
      from_b = to_b + 1;
    }
}

int *
desk_passages_match (const DeskPassagesText *a, const DeskPassagesText *b, guint n_ids)
{
  Job job = { .a = a->lines,
              .b = b->lines,
              .match = g_new (int, a->n_lines + 1),
              .in_a = g_new0 (guint, n_ids + 1),
              .in_b = g_new0 (guint, n_ids + 1),
              .where = g_new0 (guint, n_ids + 1) };

  for (guint i = 0; i < a->n_lines; i++)
    job.match[i] = -1;
  match_piece (&job, 0, a->n_lines, 0, b->n_lines, 0);
  g_free (job.in_a);
  g_free (job.in_b);
  g_free (job.where);
  return job.match;
}

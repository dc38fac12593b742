/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classic way of putting three versions together (diff3): each of the two is matched with the base, and
 * between two lines that all three have lies a passage that one of them, or both, changed. */
#include "config.h"

#include "model/desk-passages.h"

#include <string.h>

#include "model/desk-passages-match.h"

struct _DeskPassages
{
  GPtrArray *passages;
  const char *newline; /* between lines, where a passage does not bring its own */
};

typedef struct
{
  DeskPassagesText base, mine, theirs;
  int *to_mine, *to_theirs; /* of each line of the base: its line there, or -1 */
  const char *newline;
} Merge;

typedef struct
{
  guint begin, end;
} Range;

static void
passage_free (gpointer data)
{
  DeskPassage *passage = data;

  g_free (passage->base);
  g_free (passage->mine);
  g_free (passage->theirs);
  g_free (passage);
}

static gboolean
is_equal (const DeskPassagesText *a, Range in_a, const DeskPassagesText *b, Range in_b)
{
  if (in_a.end - in_a.begin != in_b.end - in_b.begin)
    return FALSE;
  for (guint i = 0; i < in_a.end - in_a.begin; i++)
    if (a->lines[in_a.begin + i].id != b->lines[in_b.begin + i].id)
      return FALSE;
  return TRUE;
}

/* A line that ends as its text does ends as the result does; the last one may have no end. */
static void
append_line (GString *out,
             const Merge *merge,
             const DeskPassagesText *text,
             const DeskPassagesLine *line,
             const char *end)
{
  g_string_append_len (out, line->start, (gssize)line->length);
  if (*end != '\0')
    g_string_append (out, g_str_equal (end, text->newline) ? merge->newline : end);
}

static char *
dup_lines (const Merge *merge, const DeskPassagesText *text, Range range)
{
  GString *out = g_string_new (NULL);

  for (guint i = range.begin; i < range.end; i++)
    append_line (out, merge, text, &text->lines[i], text->lines[i].end);
  return g_string_free (out, FALSE);
}

static void
add (DeskPassages *self, DeskPassageKind kind, char *base, char *mine, char *theirs)
{
  DeskPassage *passage = g_new0 (DeskPassage, 1);

  passage->kind = kind;
  passage->base = base;
  passage->mine = mine;
  passage->theirs = theirs;
  g_ptr_array_add (self->passages, passage);
}

/* Lines that all have: ended as the one who changed it ends them. */
static void
add_same (DeskPassages *self, const Merge *merge, Range base, guint mine, guint theirs)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < base.end - base.begin; i++)
    {
      const DeskPassagesLine *line = &merge->base.lines[base.begin + i];
      const DeskPassagesLine *my_line = &merge->mine.lines[mine + i];
      const DeskPassagesLine *their_line = &merge->theirs.lines[theirs + i];

      if (g_str_equal (my_line->end, line->end))
        append_line (out, merge, &merge->theirs, line, their_line->end);
      else
        append_line (out, merge, &merge->mine, line, my_line->end);
    }
  add (self, DESK_PASSAGE_SAME, g_strdup (out->str), g_strdup (out->str), g_strdup (out->str));
  g_string_free (out, TRUE);
}

static void
add_alike (DeskPassages *self, const Merge *merge, Range mine)
{
  if (mine.begin < mine.end)
    add (self, DESK_PASSAGE_ALIKE, g_strdup (""), dup_lines (merge, &merge->mine, mine),
         dup_lines (merge, &merge->mine, mine));
}

/* What both begin and end with alike is no quarrel. */
static void
add_conflict (DeskPassages *self, const Merge *merge, Range base, Range mine, Range theirs)
{
  guint n = MIN (mine.end - mine.begin, theirs.end - theirs.begin), before = 0, after = 0;
  Range head = mine, tail = mine;

  while (before < n
         && merge->mine.lines[mine.begin + before].id == merge->theirs.lines[theirs.begin + before].id)
    before++;
  while (after < n - before
         && merge->mine.lines[mine.end - 1 - after].id == merge->theirs.lines[theirs.end - 1 - after].id)
    after++;
  head.end = mine.begin += before;
  tail.begin = mine.end -= after;
  theirs.begin += before;
  theirs.end -= after;
  add_alike (self, merge, head);
  add (self, DESK_PASSAGE_CONFLICT, dup_lines (merge, &merge->base, base),
       dup_lines (merge, &merge->mine, mine), dup_lines (merge, &merge->theirs, theirs));
  add_alike (self, merge, tail);
}

static void
add_changed (DeskPassages *self, const Merge *merge, Range base, Range mine, Range theirs)
{
  DeskPassageKind kind = DESK_PASSAGE_CONFLICT;

  if (is_equal (&merge->base, base, &merge->mine, mine))
    kind = DESK_PASSAGE_THEIRS;
  else if (is_equal (&merge->base, base, &merge->theirs, theirs))
    kind = DESK_PASSAGE_MINE;
  else if (is_equal (&merge->mine, mine, &merge->theirs, theirs))
    kind = DESK_PASSAGE_ALIKE;
  if (kind == DESK_PASSAGE_CONFLICT)
    add_conflict (self, merge, base, mine, theirs);
  else
    add (self, kind, dup_lines (merge, &merge->base, base), dup_lines (merge, &merge->mine, mine),
         dup_lines (merge, &merge->theirs, theirs));
}

static gboolean
is_stable (const Merge *merge, guint line, guint mine, guint theirs)
{
  return line < merge->base.n_lines && merge->to_mine[line] == (int)mine
         && merge->to_theirs[line] == (int)theirs;
}

static void
run (DeskPassages *self, const Merge *merge)
{
  guint line = 0, mine = 0, theirs = 0;

  while (line < merge->base.n_lines || mine < merge->mine.n_lines || theirs < merge->theirs.n_lines)
    {
      guint next = line;
      Range in_mine = { mine, merge->mine.n_lines }, in_theirs = { theirs, merge->theirs.n_lines };

      while (is_stable (merge, next, mine + next - line, theirs + next - line))
        next++;
      if (next > line)
        {
          add_same (self, merge, (Range){ line, next }, mine, theirs);
          mine += next - line;
          theirs += next - line;
          line = next;
          continue;
        }
      while (next < merge->base.n_lines && (merge->to_mine[next] < 0 || merge->to_theirs[next] < 0))
        next++;
      if (next < merge->base.n_lines)
        {
          in_mine.end = (guint)merge->to_mine[next];
          in_theirs.end = (guint)merge->to_theirs[next];
        }
      add_changed (self, merge, (Range){ line, next }, in_mine, in_theirs);
      line = next;
      mine = in_mine.end;
      theirs = in_theirs.end;
    }
}

DeskPassages *
desk_passages_new (const char *base, const char *mine, const char *theirs)
{
  DeskPassages *self = g_new0 (DeskPassages, 1);
  Merge merge = { 0 };
  g_autoptr (GHashTable) ids = desk_passages_new_ids ();

  self->passages = g_ptr_array_new_with_free_func (passage_free);
  desk_passages_cut (&merge.base, base != NULL ? base : "", ids);
  desk_passages_cut (&merge.mine, mine != NULL ? mine : "", ids);
  desk_passages_cut (&merge.theirs, theirs != NULL ? theirs : "", ids);
  merge.newline
      = g_str_equal (merge.mine.newline, merge.base.newline) ? merge.theirs.newline : merge.mine.newline;
  if (merge.base.n_ends == 0)
    merge.newline = merge.mine.n_ends > 0 ? merge.mine.newline : merge.theirs.newline;
  self->newline = merge.newline;
  merge.to_mine = desk_passages_match (&merge.base, &merge.mine, g_hash_table_size (ids));
  merge.to_theirs = desk_passages_match (&merge.base, &merge.theirs, g_hash_table_size (ids));
  run (self, &merge);

  g_free (merge.to_mine);
  g_free (merge.to_theirs);
  g_free (merge.base.lines);
  g_free (merge.mine.lines);
  g_free (merge.theirs.lines);
  return self;
}

void
desk_passages_free (DeskPassages *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->passages);
  g_free (self);
}

guint
desk_passages_get_n (DeskPassages *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->passages->len;
}

const DeskPassage *
desk_passages_get (DeskPassages *self, guint position)
{
  g_return_val_if_fail (self != NULL && position < self->passages->len, NULL);
  return self->passages->pdata[position];
}

guint
desk_passages_count (DeskPassages *self, DeskPassageKind kind)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->passages->len; i++)
    n += desk_passages_get (self, i)->kind == kind;
  return n;
}

static void
append (DeskPassages *self, GString *out, const char *text)
{
  if (*text == '\0')
    return;
  if (out->len > 0 && out->str[out->len - 1] != '\n' && out->str[out->len - 1] != '\r')
    g_string_append (out, self->newline);
  g_string_append (out, text);
}

char *
desk_passages_dup_text (DeskPassages *self, DeskSide side, GArray **ends)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (ends != NULL)
    *ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (guint i = 0; i < self->passages->len; i++)
    {
      const DeskPassage *passage = desk_passages_get (self, i);
      gboolean is_theirs = passage->kind == DESK_PASSAGE_THEIRS
                           || (passage->kind == DESK_PASSAGE_CONFLICT && side != DESK_SIDE_MINE);
      gboolean is_mine = passage->kind != DESK_PASSAGE_THEIRS
                         && (passage->kind != DESK_PASSAGE_CONFLICT || side != DESK_SIDE_THEIRS);
      gsize end;

      if (is_theirs)
        append (self, out, passage->theirs);
      if (is_mine)
        append (self, out, passage->mine);
      end = out->len;
      if (ends != NULL)
        g_array_append_val (*ends, end);
    }
  return g_string_free (out, FALSE);
}

/* --- line ends -------------------------------------------------------------------- */

gboolean
desk_passages_is_same (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (g_str_equal (a, b)) /* by far the most, and much faster */
    return TRUE;
  while (*a != '\0' || *b != '\0')
    {
      gsize in_a, in_b;

      while (*a == *b && *a != '\0' && *a != '\r')
        {
          a++;
          b++;
        }
      in_a = desk_passages_measure_end (a);
      in_b = desk_passages_measure_end (b);
      if ((in_a > 0) != (in_b > 0) || (in_a == 0 && *a != *b))
        return FALSE;
      a += in_a;
      b += in_b;
    }
  return TRUE;
}

/* The kind of line end that all of @text has; NULL: there is none, or there are several. */
static const char *
find_only_end (const char *text, gsize *length)
{
  const char *end = NULL;

  for (const char *p = text + strcspn (text, "\r\n"); *p != '\0'; p += strcspn (p, "\r\n"))
    {
      gsize here = desk_passages_measure_end (p);

      if (end != NULL && (here != *length || strncmp (p, end, here) != 0))
        return NULL;
      end = p;
      *length = here;
      p += here;
    }
  return end;
}

char *
desk_passages_adopt_ends (const char *text, const char *model)
{
  const char *end;
  gsize length = 0;
  GString *out;

  g_return_val_if_fail (text != NULL, NULL);

  end = model != NULL ? find_only_end (model, &length) : NULL;
  if (end == NULL)
    return g_strdup (text);
  out = g_string_sized_new (strlen (text));
  while (*text != '\0')
    {
      gsize line = strcspn (text, "\r\n");

      g_string_append_len (out, text, (gssize)line);
      text += line;
      if (*text != '\0')
        g_string_append_len (out, end, (gssize)length);
      text += desk_passages_measure_end (text);
    }
  return g_string_free (out, FALSE);
}

guint
desk_passages_measure_longest (const char *text)
{
  guint longest = 0;

  g_return_val_if_fail (text != NULL, 0);

  while (*text != '\0')
    {
      gsize length = strcspn (text, "\r\n");

      if (length > longest) /* bytes are no fewer than letters */
        longest = MAX (longest, (guint)g_utf8_strlen (text, (gssize)length));
      text += length;
      text += desk_passages_measure_end (text);
    }
  return longest;
}

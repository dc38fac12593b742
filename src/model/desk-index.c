/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-index.h"

#include <string.h>

#include "model/desk-finder.h"
#include "model/desk-fold.h"

#define SEGMENT 4096 /* rows */
#define BLOCK 8      /* rows under one bit */
#define WORDS (SEGMENT / BLOCK / 64)
#define GRAMS 4096
#define GRAM_BITS 12

/* A text: " aiko sato\001as\n 1001 0312345678". The marks cannot be typed. */
#define BEGINS ' '
#define INITIALS '\001'
#define NUMBERS '\n'

#define MAX_WORDS 16
#define MAX_INITIALS 8

typedef struct
{
  guint64 grams[GRAMS][WORDS];
  guint32 at[SEGMENT]; /* in the texts; 0: no row */
  GByteArray *texts;
  guint wasted; /* bytes of texts that nobody needs */
} Segment;

struct _DeskIndex
{
  GPtrArray *segments;
  GArray *holes; /* guint: rows that may be taken again */
  guint size;
};

struct _DeskQuery
{
  char *number;
  char *words[MAX_WORDS];   /* each with BEGINS before it */
  gsize lengths[MAX_WORDS]; /* without that */
  guint n_words;
};

/* --- texts -------------------------------------------------------------- */

static gboolean
separates (gunichar c)
{
  static const char marks[] = "-.,()/&_+'\"`:;<>@[]|";

  if (c < 0x80)
    return c <= ' ' || c == 0x7f || strchr (marks, (int)c) != NULL;
  return g_unichar_isspace (c) || c == 0x30fb || c == 0x00b7 || (c >= 0x2010 && c <= 0x201f)
         || g_unichar_iscntrl (c);
}

/* Appends the words of a folded text, each behind BEGINS; their first letters go to @initials. */
static guint
append_words (GString *out, const char *folded, GString *initials)
{
  gboolean is_inside = FALSE;
  guint n = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (separates (c))
        {
          is_inside = FALSE;
          continue;
        }
      if (!is_inside)
        {
          g_string_append_c (out, BEGINS);
          if (initials != NULL && n < MAX_INITIALS)
            g_string_append_unichar (initials, c);
          n++;
        }
      is_inside = TRUE;
      g_string_append_unichar (out, c);
    }
  return n;
}

static void
append_number (GString *out, const char *number)
{
  g_autofree char *plain = desk_number_normalize (number);
  g_autofree char *folded = plain == NULL ? desk_fold (number) : NULL;

  if (plain != NULL)
    g_string_append_printf (out, "%c%s", BEGINS, plain);
  else
    append_words (out, folded, NULL);
}

char *
desk_index_make_text (const char *const *names, const char *const *numbers, const char *const *writings)
{
  GString *out = g_string_sized_new (64);
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GString) initials = g_string_new (NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *folded = desk_fold (names[i]);

      g_string_truncate (initials, 0);
      if (append_words (out, folded, initials) > 1)
        g_string_append_printf (all, "%c%s", INITIALS, initials->str);
    }
  g_string_append_len (out, all->str, (gssize)all->len);
  g_string_append_c (out, NUMBERS);
  for (guint i = 0; numbers != NULL && numbers[i] != NULL; i++)
    append_number (out, numbers[i]);
  for (guint i = 0; writings != NULL && writings[i] != NULL; i++)
    append_number (out, writings[i]);
  return g_string_free (out, FALSE);
}

/* --- queries ------------------------------------------------------------ */

DeskQuery *
desk_query_new (const char *typed)
{
  g_autoptr (DeskQuery) self = g_new0 (DeskQuery, 1);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = NULL;

  self->number = desk_number_normalize (typed);
  if (self->number != NULL)
    g_string_append_printf (words, "%c%s", BEGINS, self->number);
  else
    {
      folded = desk_fold (typed);
      append_words (words, folded, NULL);
    }
  parts = g_strsplit (words->str, " ", -1);
  for (guint i = 0; parts[i] != NULL && self->n_words < MAX_WORDS; i++)
    if (parts[i][0] != '\0')
      {
        self->lengths[self->n_words] = strlen (parts[i]);
        self->words[self->n_words++] = g_strdup_printf ("%c%s", BEGINS, parts[i]);
      }
  return self->n_words > 0 ? g_steal_pointer (&self) : NULL;
}

void
desk_query_free (DeskQuery *self)
{
  for (guint i = 0; i < self->n_words; i++)
    g_free (self->words[i]);
  g_free (self->number);
  g_free (self);
}

const char *
desk_query_get_number (DeskQuery *self)
{
  return self->number;
}

/* A word of one letter is looked for at beginnings only. */
static gboolean
is_letter (DeskQuery *query, guint word)
{
  return query->lengths[word] == 1 && g_ascii_isalpha (query->words[word][1]);
}

/* The first letters of the words do not count as inside of a name. */
static gboolean
is_among_initials (const char *at)
{
  while (*at != BEGINS && *at != INITIALS && *at != NUMBERS)
    at--;
  return *at == INITIALS;
}

/* Where the word begins something. */
static DeskQuality
rate_beginnings (const char *text, const char *numbers, const char *word, gsize length)
{
  DeskQuality best = DESK_QUALITY_NONE;

  for (const char *at = strstr (text, word); at != NULL && best > DESK_QUALITY_EXACT;
       at = strstr (at + 1, word))
    {
      char after = at[1 + length];
      gboolean is_whole = after == '\0' || after == BEGINS || after == INITIALS || after == NUMBERS;

      if (at > numbers)
        best = is_whole ? DESK_QUALITY_EXACT : MIN (best, DESK_QUALITY_NUMBER_PREFIX);
      else
        best = MIN (best, is_whole ? DESK_QUALITY_WORD : DESK_QUALITY_WORD_PREFIX);
    }
  return best;
}

static gboolean
has_initials (const char *text, const char *word, gsize length)
{
  for (const char *at = strchr (text, INITIALS); at != NULL; at = strchr (at + 1, INITIALS))
    if (strncmp (at + 1, word + 1, length) == 0)
      return TRUE;
  return FALSE;
}

static DeskQuality
rate_inside (const char *text, const char *numbers, const char *word)
{
  DeskQuality best = DESK_QUALITY_NONE;

  for (const char *at = strstr (text, word); at != NULL && best != DESK_QUALITY_DIGITS;
       at = strstr (at + 1, word))
    if (at > numbers)
      best = DESK_QUALITY_DIGITS;
    else if (!is_among_initials (at - 1))
      best = DESK_QUALITY_INFIX;
  return best;
}

static DeskQuality
rate_word (DeskQuery *query, guint i, const char *text, const char *numbers)
{
  DeskQuality best = rate_beginnings (text, numbers, query->words[i], query->lengths[i]);

  if (best == DESK_QUALITY_NONE && has_initials (text, query->words[i], query->lengths[i]))
    best = DESK_QUALITY_INITIALS;
  if (best == DESK_QUALITY_NONE && !is_letter (query, i))
    best = rate_inside (text, numbers, query->words[i] + 1);
  return best;
}

DeskQuality
desk_query_rate (DeskQuery *query, const char *text)
{
  DeskQuality worst = DESK_QUALITY_EXACT;
  const char *numbers = strchr (text, NUMBERS);

  for (guint i = 0; i < query->n_words && worst != DESK_QUALITY_NONE; i++)
    worst = MAX (worst, rate_word (query, i, text, numbers));
  return worst;
}

int
desk_index_compare_texts (const char *a, const char *b, gboolean by_number)
{
  const char *numbers = strchr (a, NUMBERS), *others = strchr (b, NUMBERS);
  int order = 0;

  if (!by_number && (a == numbers) != (b == others))
    return a == numbers ? 1 : -1;
  if (!by_number && a == numbers && strlen (numbers) != strlen (others))
    return strlen (numbers) < strlen (others) ? -1 : 1;
  if (!by_number)
    order = strcmp (a, b);
  return order != 0 ? order : strcmp (numbers, others);
}

/* --- segments ----------------------------------------------------------- */

static guint
gram (char first, char second, char third)
{
  guint32 key = (guchar)first | (guint32)(guchar)second << 8 | (guint32)(guchar)third << 16;

  return key * 0x9e3779b1u >> (32 - GRAM_BITS);
}

static void
mark (Segment *segment, guint place, const char *text)
{
  guint block = place / BLOCK;
  guint64 bit = (guint64)1 << (block % 64);

  for (const char *p = text; p[0] != '\0' && p[1] != '\0'; p++)
    {
      segment->grams[gram (p[0], p[1], p[2])][block / 64] |= bit;
      if (p[0] == BEGINS)
        segment->grams[gram (p[0], p[1], '\0')][block / 64] |= bit;
    }
}

static Segment *
segment_new (void)
{
  Segment *self = g_new0 (Segment, 1);

  self->texts = g_byte_array_sized_new (1024);
  g_byte_array_append (self->texts, (const guint8 *)"", 1);
  return self;
}

static void
segment_free (gpointer data)
{
  Segment *self = data;

  g_byte_array_unref (self->texts);
  g_free (self);
}

static void
put (Segment *segment, guint place, const char *text)
{
  segment->at[place] = segment->texts->len;
  g_byte_array_append (segment->texts, (const guint8 *)text, (guint)strlen (text) + 1);
  mark (segment, place, text);
}

static void
drop (Segment *segment, guint place)
{
  if (segment->at[place] != 0)
    segment->wasted += (guint)strlen ((const char *)segment->texts->data + segment->at[place]) + 1;
  segment->at[place] = 0;
}

/* Marks of what is gone only make a query look where nothing is: up to a point. */
static void
tidy (Segment *segment)
{
  g_autoptr (GByteArray) old = NULL;

  if (segment->wasted < 4096 || segment->wasted < segment->texts->len / 2)
    return;
  old = segment->texts;
  segment->texts = g_byte_array_sized_new (old->len - segment->wasted + 1);
  g_byte_array_append (segment->texts, (const guint8 *)"", 1);
  segment->wasted = 0;
  memset (segment->grams, 0, sizeof segment->grams);
  for (guint i = 0; i < SEGMENT; i++)
    if (segment->at[i] != 0)
      put (segment, i, (const char *)old->data + segment->at[i]);
}

/* --- rows ---------------------------------------------------------------- */

DeskIndex *
desk_index_new (void)
{
  DeskIndex *self = g_new0 (DeskIndex, 1);

  self->segments = g_ptr_array_new_with_free_func (segment_free);
  self->holes = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
desk_index_free (DeskIndex *self)
{
  g_ptr_array_unref (self->segments);
  g_array_unref (self->holes);
  g_free (self);
}

guint
desk_index_add (DeskIndex *self, const char *text)
{
  guint row;

  if (self->holes->len > 0)
    {
      row = g_array_index (self->holes, guint, self->holes->len - 1);
      g_array_set_size (self->holes, self->holes->len - 1);
    }
  else
    {
      row = self->size++;
      if (row / SEGMENT == self->segments->len)
        g_ptr_array_add (self->segments, segment_new ());
    }
  put (self->segments->pdata[row / SEGMENT], row % SEGMENT, text);
  return row;
}

void
desk_index_set (DeskIndex *self, guint row, const char *text)
{
  Segment *segment = self->segments->pdata[row / SEGMENT];
  const char *old = desk_index_get_text (self, row);

  g_return_if_fail (old != NULL);
  if (g_str_equal (old, text))
    return;
  drop (segment, row % SEGMENT);
  put (segment, row % SEGMENT, text);
  tidy (segment);
}

void
desk_index_remove (DeskIndex *self, guint row)
{
  Segment *segment = self->segments->pdata[row / SEGMENT];

  g_return_if_fail (desk_index_get_text (self, row) != NULL);
  drop (segment, row % SEGMENT);
  g_array_append_val (self->holes, row);
  tidy (segment);
}

guint
desk_index_get_size (DeskIndex *self)
{
  return self->size;
}

const char *
desk_index_get_text (DeskIndex *self, guint row)
{
  const Segment *segment = self->segments->pdata[row / SEGMENT];
  guint32 at = segment->at[row % SEGMENT];

  return at != 0 ? (const char *)segment->texts->data + at : NULL;
}

/* --- searching ----------------------------------------------------------- */

static void
keep (guint64 *blocks, const guint64 *these)
{
  for (guint i = 0; i < WORDS; i++)
    blocks[i] &= these[i];
}

/* Leaves the blocks that may have the word. */
static void
keep_word (const Segment *segment, const char *word, gsize length, DeskIndexPart part, guint64 *blocks)
{
  guint64 either[WORDS];

  for (gsize i = 0; i + 2 < length; i++)
    keep (blocks, segment->grams[gram (word[i], word[i + 1], word[i + 2])]);
  if (part != DESK_INDEX_BEGINNINGS)
    return;
  if (length < 2)
    {
      keep (blocks, segment->grams[gram (BEGINS, word[0], '\0')]);
      return;
    }
  for (guint i = 0; i < WORDS; i++)
    either[i] = segment->grams[gram (BEGINS, word[0], word[1])][i]
                | segment->grams[gram (INITIALS, word[0], word[1])][i];
  keep (blocks, either);
}

static void
search_block (const Segment *segment,
              guint block,
              DeskQuery *query,
              DeskIndexPart part,
              guint first,
              DeskIndexFunc func,
              gpointer user_data)
{
  for (guint i = block * BLOCK; i < (block + 1) * BLOCK; i++)
    {
      DeskQuality quality;

      if (segment->at[i] == 0)
        continue;
      quality = desk_query_rate (query, (const char *)segment->texts->data + segment->at[i]);
      if (quality != DESK_QUALITY_NONE && (quality > DESK_QUALITY_INITIALS) == (part == DESK_INDEX_INSIDE))
        func (first + i, quality, user_data);
    }
}

void
desk_index_search (
    DeskIndex *self, DeskQuery *query, DeskIndexPart part, DeskIndexFunc func, gpointer user_data)
{
  for (guint s = 0; s < self->segments->len; s++)
    {
      const Segment *segment = self->segments->pdata[s];
      guint64 blocks[WORDS];

      memset (blocks, 0xff, sizeof blocks);
      for (guint i = 0; i < query->n_words; i++)
        keep_word (segment, query->words[i] + 1, query->lengths[i], part, blocks);
      for (guint i = 0; i < WORDS; i++)
        for (guint64 left = blocks[i]; left != 0; left &= left - 1)
          search_block (segment, i * 64 + (guint)__builtin_ctzll (left), query, part, s * SEGMENT, func,
                        user_data);
    }
}

DeskQuality
desk_index_rate (DeskIndex *self, DeskQuery *query, guint row)
{
  const char *text = desk_index_get_text (self, row);

  return text != NULL ? desk_query_rate (query, text) : DESK_QUALITY_NONE;
}

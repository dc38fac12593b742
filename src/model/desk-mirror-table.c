/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-mirror-table.h"

#include <string.h>

#include "model/desk-finder.h"
#include "model/desk-fold.h"
#include "pal/protocol/pal-contact-fields.h"

/* Places in the one block of texts; 0 is "". */
typedef struct
{
  guint32 id, name, folded, sort_key, phones, extra;
  guint32 book : 31, is_japanese : 1; /* the book is a place in books */
} Row;

typedef struct
{
  char *name;
  gboolean is_shared;
} Book;

struct _DeskMirrorTable
{
  gatomicrefcount n_refs;

  /* owned */
  char *language;
  GString *texts;
  GArray *rows;      /* of Row, in order once finished */
  GArray *by_id;     /* of guint32: the rows in the order of their ids */
  GPtrArray *books;  /* of Book */
  guint last_book;
};

G_DEFINE_BOXED_TYPE (DeskMirrorTable, desk_mirror_table, desk_mirror_table_ref, desk_mirror_table_unref)

static void
book_free (gpointer data)
{
  Book *book = data;

  g_free (book->name);
  g_free (book);
}

DeskMirrorTable *
desk_mirror_table_new (const char *language)
{
  DeskMirrorTable *self = g_new0 (DeskMirrorTable, 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->language = g_strdup (language);
  self->texts = g_string_new (NULL);
  g_string_append_c (self->texts, '\0');
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->by_id = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->books = g_ptr_array_new_with_free_func (book_free);
  return self;
}

DeskMirrorTable *
desk_mirror_table_ref (DeskMirrorTable *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
desk_mirror_table_unref (DeskMirrorTable *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  g_free (self->language);
  g_string_free (self->texts, TRUE);
  g_array_unref (self->rows);
  g_array_unref (self->by_id);
  g_ptr_array_unref (self->books);
  g_free (self);
}

static guint32
keep (DeskMirrorTable *self, const char *text)
{
  gsize at = self->texts->len;

  if (text == NULL || text[0] == '\0')
    return 0;
  g_return_val_if_fail (at + strlen (text) < G_MAXUINT32, 0);
  g_string_append_len (self->texts, text, (gssize) strlen (text) + 1);
  return (guint32) at;
}

static const char *
text_at (const DeskMirrorTable *self, guint32 at)
{
  return self->texts->str + at;
}

static Row *
row_at (const DeskMirrorTable *self, guint position)
{
  return &g_array_index (self->rows, Row, position);
}

static guint
find_book (DeskMirrorTable *self, const char *name, gboolean is_shared)
{
  Book *book;

  if (name == NULL)
    name = "";
  for (guint i = 0; i < self->books->len; i++)
    {
      guint at = (self->last_book + i) % self->books->len;

      book = self->books->pdata[at];
      if (book->is_shared == is_shared && g_str_equal (book->name, name))
        return self->last_book = at;
    }
  book = g_new0 (Book, 1);
  book->name = g_strdup (name);
  book->is_shared = is_shared;
  g_ptr_array_add (self->books, book);
  return self->last_book = self->books->len - 1;
}

/* What is dialled of lines of "key TAB field TAB number". */
static void
add_phones (const char *lines, GString *phones)
{
  while (lines != NULL && *lines != '\0')
    {
      gsize length = strcspn (lines, "\n");
      g_autofree char *line = g_strndup (lines, length);
      const char *number = strrchr (line, '\t');
      g_autofree char *dialled = number != NULL ? desk_number_normalize (number + 1) : NULL;

      if (number != NULL && number[1] != '\0')
        g_string_append_printf (phones, "%s%s", phones->len > 0 ? "\n" : "",
                                dialled != NULL ? dialled : number + 1);
      lines += length + (lines[length] == '\n' ? 1 : 0);
    }
}

char *
desk_mirror_table_dup_dialled (const char *phones)
{
  GString *dialled = g_string_new (NULL);

  add_phones (phones, dialled);
  return g_string_free (dialled, FALSE);
}

/* Quick, for others wait for the one who reads: what takes time comes with the end. */
void
desk_mirror_table_add (const StoreContact *contact, gpointer table)
{
  DeskMirrorTable *self = table;
  const char *language = contact->language != NULL ? contact->language : self->language;
  const Row row = {
    .id = keep (self, contact->id),
    .name = keep (self, contact->name),
    .phones = keep (self, contact->phones),
    .extra = keep (self, contact->extra),
    .book = find_book (self, contact->phonebook, contact->is_shared) & G_MAXINT32,
    .is_japanese = g_strcmp0 (language, "ja") == 0,
  };

  g_array_append_val (self->rows, row);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer texts)
{
  const Row *left = a, *right = b;
  int order = strcmp ((const char *) texts + left->sort_key, (const char *) texts + right->sort_key);

  return order != 0 ? order : strcmp ((const char *) texts + left->id, (const char *) texts + right->id);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer data)
{
  const DeskMirrorTable *self = data;

  return strcmp (text_at (self, row_at (self, *(const guint32 *) a)->id),
                 text_at (self, row_at (self, *(const guint32 *) b)->id));
}

void
desk_mirror_table_finish (DeskMirrorTable *self)
{
  g_autoptr (GString) phones = g_string_new (NULL);
  GString *raw = self->texts;

  self->texts = g_string_sized_new (raw->len * 2);
  g_string_append_c (self->texts, '\0');
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = row_at (self, i);
      const char *name = raw->str + row->name;
      const PalContactManager *manager = pal_contact_manager_get (row->is_japanese ? "ja" : "en");
      g_autofree char *folded = desk_fold (name), *extra = desk_fold (raw->str + row->extra);
      g_autofree char *sort_key = pal_contact_manager_dup_sort_key_of_name (manager, name);

      g_string_truncate (phones, 0);
      add_phones (raw->str + row->phones, phones);
      row->id = keep (self, raw->str + row->id);
      row->name = keep (self, name);
      row->folded = g_str_equal (folded, name) ? row->name : keep (self, folded);
      row->sort_key = g_str_equal (sort_key, name) ? row->name : keep (self, sort_key);
      row->phones = keep (self, phones->str);
      row->extra = keep (self, extra);
      g_array_append_val (self->by_id, i);
    }
  g_string_free (raw, TRUE);
  g_array_sort_with_data (self->rows, compare_rows, self->texts->str);
  g_array_sort_with_data (self->by_id, compare_ids, self);
}

guint
desk_mirror_table_get_n (const DeskMirrorTable *self)
{
  return self->rows->len;
}

void
desk_mirror_table_get (const DeskMirrorTable *self, guint position, DeskMirrorEntry *entry)
{
  const Row *row;
  const Book *book;

  g_return_if_fail (position < self->rows->len);

  row = row_at (self, position);
  book = self->books->pdata[row->book];
  *entry = (DeskMirrorEntry) {
    .id = text_at (self, row->id),
    .name = text_at (self, row->name),
    .folded = text_at (self, row->folded),
    .sort_key = text_at (self, row->sort_key),
    .phones = text_at (self, row->phones),
    .extra = text_at (self, row->extra),
    .phonebook = book->name,
    .is_shared = book->is_shared,
  };
}

const char *
desk_mirror_table_get_id (const DeskMirrorTable *self, guint position)
{
  g_return_val_if_fail (position < self->rows->len, "");

  return text_at (self, row_at (self, position)->id);
}

gboolean
desk_mirror_table_find (const DeskMirrorTable *self, const char *id, guint *position)
{
  guint from = 0, to = self->by_id->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2, at = g_array_index (self->by_id, guint32, middle);
      int order = strcmp (id, text_at (self, row_at (self, at)->id));

      if (order == 0)
        {
          *position = at;
          return TRUE;
        }
      if (order < 0)
        to = middle;
      else
        from = middle + 1;
    }
  return FALSE;
}

GArray *
desk_mirror_table_list (const DeskMirrorTable *self, const char *phonebook, gboolean is_shared)
{
  GArray *positions
      = g_array_sized_new (FALSE, FALSE, sizeof (guint32), phonebook == NULL ? self->rows->len : 0);
  guint wanted = G_MAXUINT;

  for (guint i = 0; phonebook != NULL && i < self->books->len; i++)
    {
      const Book *book = self->books->pdata[i];

      if (book->is_shared == is_shared && g_str_equal (book->name, phonebook))
        wanted = i;
    }
  for (guint i = 0; i < self->rows->len; i++)
    if (phonebook == NULL || row_at (self, i)->book == wanted)
      g_array_append_val (positions, i);
  return positions;
}

gsize
desk_mirror_table_get_size (const DeskMirrorTable *self)
{
  return self->texts->allocated_len + self->rows->len * sizeof (Row) + self->by_id->len * sizeof (guint32);
}

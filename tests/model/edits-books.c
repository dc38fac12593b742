/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/model/edits-books.h"

#include <stdlib.h>
#include <string.h>

#include "tests/model/edits-plan.h"

EditsBooks *
edits_books_new (guint seed, guint n_edits)
{
  EditsBooks *books = g_new0 (EditsBooks, 1);
  guint n = n_edits + 1;

  books->seed = seed;
  books->n_edits = n_edits;
  books->is_intended = g_new0 (gboolean, n);
  books->is_queued = g_new0 (gboolean, n);
  books->is_open = g_new0 (gboolean, n);
  books->is_deleted = g_new0 (gboolean, n);
  books->is_changed = g_new0 (gboolean, n);
  books->n_created = g_new0 (guint, n);
  books->is_disputed = g_new0 (gboolean, EDITS_N_POOL);
  books->last = g_new0 (guint, EDITS_N_POOL);
  return books;
}

void
edits_books_free (EditsBooks *books)
{
  g_free (books->is_intended);
  g_free (books->is_queued);
  g_free (books->is_open);
  g_free (books->is_deleted);
  g_free (books->is_changed);
  g_free (books->n_created);
  g_free (books->is_disputed);
  g_free (books->last);
  g_free (books);
}

static gboolean
is_of_content (EditsBooks *books, guint number, guint content)
{
  EditsPlan what = edits_plan (books->seed, number);

  return what.kind == DESK_EDIT_KIND_CREATE && what.subject == content;
}

static gboolean
is_of_pool (EditsBooks *books, guint number, guint pool)
{
  EditsPlan what = edits_plan (books->seed, number);

  return what.kind == DESK_EDIT_KIND_CHANGE && what.subject == pool;
}

void
edits_books_read_journal (EditsBooks *books, const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      guint number = (guint) atoi (lines[i] + 2);

      switch (lines[i][0])
        {
        case 'i':
          g_assert_false (books->is_intended[number]);
          books->is_intended[number] = TRUE;
          books->n_intended++;
          break;
        case 'q':
          books->is_queued[number] = TRUE;
          books->n_queued++;
          break;
        case 'm': books->is_open[number] = TRUE; break;
        case 'k': /* of that content one more may be missing */
          for (guint j = number; j <= MIN (number + 1, books->n_edits); j++)
            books->is_open[j] |= is_of_content (books, j, number);
          break;
        case 'x': books->is_disputed[number] = TRUE; break;
        default: g_assert_not_reached ();
        }
    }
  for (guint i = 1; i <= books->n_edits; i++)
    {
      g_assert_true (books->is_intended[i]);
      books->is_open[i] |= !books->is_queued[i];
      books->n_open += books->is_open[i];
    }
}

static gboolean
take_created (EditsBooks *books, JsonObject *info)
{
  guint content = (guint) atoi (json_object_get_string_member (info, "$firstname") + strlen ("New"));
  g_autoptr (PalContactInfo) expected = NULL;

  if (content < 1 || content > books->n_edits || !is_of_content (books, content, content))
    return FALSE;
  books->n_created[content]++;
  expected = edits_created_info (content);
  for (guint i = 0; i < pal_contact_info_get_n (expected); i++)
    {
      const char *value, *field = pal_contact_info_get_nth (expected, i, &value);

      if (g_strcmp0 (json_object_get_string_member_with_default (info, field, NULL), value) != 0)
        return FALSE;
    }
  return json_object_get_size (info) == pal_contact_info_get_n (expected);
}

static gboolean
take_changed (EditsBooks *books, guint pool, JsonObject *info)
{
  g_autoptr (GList) fields = json_object_get_members (info);

  for (GList *at = fields; at != NULL; at = at->next)
    {
      const char *field = at->data, *value = json_object_get_string_member (info, field);
      guint number = field[0] == 'e' ? (guint) atoi (field + 1) : 0;

      if (g_str_equal (field, "last"))
        books->last[pool] = (guint) atoi (value);
      else if (g_str_equal (field, "$firstname"))
        continue;
      else if (number < 1 || number > books->n_edits || !is_of_pool (books, number, pool)
               || value[0] != 'v' || (guint) atoi (value + 1) != number)
        return FALSE;
      else
        books->is_changed[number] = TRUE;
    }
  return TRUE;
}

static void
take_victim (EditsBooks *books, JsonObject *info)
{
  guint number = (guint) atoi (json_object_get_string_member (info, "$firstname") + strlen ("Victim"));

  if (number < 1 || number > books->n_edits || !books->is_deleted[number])
    books->n_strange++;
  else
    books->is_deleted[number] = FALSE;
}

void
edits_books_read_contacts (EditsBooks *books, JsonArray *contacts)
{
  for (guint i = 1; i <= books->n_edits; i++)
    books->is_deleted[i] = TRUE;
  for (guint i = 0; i < json_array_get_length (contacts); i++)
    {
      JsonObject *contact = json_array_get_object_element (contacts, i);
      JsonObject *info = json_object_get_object_member (contact, "info");
      guint id = (guint) atoi (json_object_get_string_member (contact, "aid"));

      if (g_strcmp0 (json_object_get_string_member_with_default (contact, "phonebook", ""), EDITS_BOOK) != 0)
        continue;
      if (id >= EDITS_POOL_ID (0) && id < EDITS_POOL_ID (EDITS_N_POOL))
        books->n_strange += !take_changed (books, id - EDITS_POOL_ID (0), info);
      else if (g_str_has_prefix (json_object_get_string_member (info, "$firstname"), "Victim"))
        take_victim (books, info);
      else
        books->n_strange += !take_created (books, info);
    }
}

static void
complain (EditsBooks *books, guint *count, const char *what, guint number)
{
  if (++*count <= 10)
    g_test_message ("edit %u: %s", number, what);
}

static void
compare_creates (EditsBooks *books, guint content)
{
  guint least = 0, most = 0;

  for (guint i = content; i <= MIN (content + 1, books->n_edits); i++)
    {
      EditsPlan what = edits_plan (books->seed, i);

      if (what.kind != DESK_EDIT_KIND_CREATE || what.subject != content)
        continue;
      most++;
      least += !books->is_open[i];
    }
  if (books->n_created[content] < least)
    complain (books, &books->n_lost, "a new contact is lost", content);
  if (books->n_created[content] > most)
    complain (books, &books->n_doubled, "a new contact is doubled", content);
}

/* Where nobody had to decide, the last change that was queued is the one that is there. */
static void
compare_order (EditsBooks *books, guint pool)
{
  guint last = 0, found = books->last[pool];

  for (guint i = 1; i <= books->n_edits; i++)
    {
      EditsPlan what = edits_plan (books->seed, i);

      if (what.kind == DESK_EDIT_KIND_CHANGE && what.subject == pool && !books->is_open[i])
        last = i;
    }
  if (!books->is_disputed[pool] && found < last)
    complain (books, &books->n_lost, "an older change came after it", last);
}

void
edits_books_compare (EditsBooks *books)
{
  for (guint i = 1; i <= books->n_edits; i++)
    {
      EditsPlan what = edits_plan (books->seed, i);

      if (what.kind == DESK_EDIT_KIND_CREATE && what.subject == i)
        compare_creates (books, i);
      else if (what.kind == DESK_EDIT_KIND_CHANGE && !books->is_open[i] && !books->is_changed[i])
        complain (books, &books->n_lost, "a change is lost", i);
      else if (what.kind == DESK_EDIT_KIND_DELETE && !books->is_open[i] && !books->is_deleted[i])
        complain (books, &books->n_lost, "a deletion is lost", i);
      else if (what.kind != DESK_EDIT_KIND_DELETE && !books->is_deleted[i])
        books->n_strange++;
    }
  for (guint i = 0; i < EDITS_N_POOL; i++)
    compare_order (books, i);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/model/contact-pbx.h"

#include <string.h>

void
contact_pbx_set_up (ContactPbx *self, gconstpointer user)
{
  session_fixture_set_up (&self->session, user);
  self->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  self->n = 1000;
  self->n_found = 3;
  self->mark = "";
}

void
contact_pbx_tear_down (ContactPbx *self, gconstpointer user)
{
  session_fixture_tear_down (&self->session, user);
  g_array_unref (self->pages);
}

void
contact_pbx_start (ContactPbx *self)
{
  session_fixture_start (&self->session);
  pbx_answer (&self->session, "getPhonebooks", NULL,
              "[{\"phonebook\":\"Company\",\"shared\":\"true\"},{\"phonebook\":\"Private\"}]");
  test_settle ();
}

void
contact_pbx_reconnect (ContactPbx *self)
{
  if (fake_transport_is_open (self->session.line))
    fake_transport_drop (self->session.line, 1006, NULL);
  g_ptr_array_set_size (self->session.sent, 0);
  while (!fake_transport_is_opening (self->session.line))
    session_fixture_advance (&self->session, SECOND);
  pbx_log_in (&self->session);
  pbx_registered (&self->session, "1000", TRUE);
  pbx_get_ready (&self->session, FALSE);
  pbx_answer (&self->session, "getPhonebooks", NULL,
              "[{\"phonebook\":\"Company\",\"shared\":true},{\"phonebook\":\"Private\",\"shared\":false}]");
  test_settle ();
}

static guint
read_number (const char *request, const char *name)
{
  g_autofree char *member = g_strdup_printf ("\"%s\":", name);
  const char *at = strstr (request, member);

  g_assert_nonnull (at);
  return (guint) g_ascii_strtoull (at + strlen (member), NULL, 10);
}

static char *
make_rows (ContactPbx *self, guint offset, guint limit, gboolean is_search)
{
  GString *rows = g_string_new ("[");
  guint n = is_search ? self->n_found : self->n - (self->removed != 0), end;

  if (self->is_mindless)
    offset = 0;
  end = offset < n ? MIN (n, offset + limit) : offset;
  for (guint i = offset; i < end; i++)
    {
      guint id = i + 1 + (!is_search && self->removed != 0 && i + 1 >= self->removed);

      g_string_append_printf (rows, "%s{\"aid\":%u,\"display_name\":\"Contact %u%s\",\"phonebook\":\"Company\"}",
                              i > offset ? "," : "", id, id, self->mark);
    }
  return g_string_free (g_string_append_c (rows, ']'), FALSE);
}

gboolean
contact_pbx_answer (ContactPbx *self)
{
  g_autofree char *request = pbx_take (&self->session, "getContactList");
  g_autofree char *rows = NULL;
  guint offset, limit;

  if (request == NULL)
    return FALSE;
  offset = read_number (request, "offset");
  limit = read_number (request, "limit");
  if (limit == 1)
    self->n_probes++;
  else
    g_array_append_val (self->pages, offset);
  rows = make_rows (self, offset, limit, strstr (request, "search_text") != NULL);
  g_ptr_array_insert (self->session.sent, 0, g_steal_pointer (&request));
  pbx_answer (&self->session, "getContactList", NULL, rows);
  return TRUE;
}

void
contact_pbx_settle (ContactPbx *self)
{
  while (contact_pbx_answer (self))
    test_settle ();
}

void
contact_pbx_check_pages (ContactPbx *self, const char *expected)
{
  g_autoptr (GString) pages = g_string_new (NULL);

  for (guint i = 0; i < self->pages->len; i++)
    g_string_append_printf (pages, "%s%u", i > 0 ? " " : "", g_array_index (self->pages, guint, i));
  g_assert_cmpstr (pages->str, ==, expected);
  g_array_set_size (self->pages, 0);
}

DeskPhonebooks *
contact_pbx_get_phonebooks (ContactPbx *self)
{
  return desk_session_get_phonebooks (self->session.session);
}

DeskContactModel *
contact_pbx_open (ContactPbx *self, const char *book, gboolean is_shared)
{
  DeskPhonebooks *phonebooks = contact_pbx_get_phonebooks (self);

  return desk_contact_model_new (phonebooks,
                                 book != NULL ? desk_phonebooks_find (phonebooks, book, is_shared) : NULL);
}

char *
contact_pbx_dup_name (DeskContactModel *model, guint position)
{
  g_autoptr (DeskContact) contact = g_list_model_get_item (G_LIST_MODEL (model), position);

  g_assert_nonnull (contact);
  return g_strdup (desk_contact_get_display_name (contact));
}

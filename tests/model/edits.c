/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/model/edits.h"

#include <string.h>

PalContactInfo *
edits_parse (const char *text)
{
  PalContactInfo *info = pal_contact_info_new ();
  g_auto (GStrv) fields = g_strsplit (text, ";", -1);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (fields[i], "=", 2);

      pal_contact_info_set (info, parts[0], parts[1]);
    }
  return info;
}

DeskOutbox *
edits_outbox (SessionFixture *fixture)
{
  return desk_session_get_outbox (fixture->session);
}

DeskEdit *
edits_change (SessionFixture *fixture, const char *base, const char *mine)
{
  g_autoptr (PalContactInfo) from = edits_parse (base), to = edits_parse (mine);
  DeskEdit *edit = desk_outbox_change_from (edits_outbox (fixture), "7", "Friends", FALSE, from, to);

  test_settle ();
  return edit;
}

DeskEdit *
edits_create (SessionFixture *fixture, const char *mine)
{
  g_autoptr (PalContactInfo) info = edits_parse (mine);
  DeskEdit *edit = desk_outbox_create (edits_outbox (fixture), "Friends", FALSE, info);

  test_settle ();
  return edit;
}

DeskEdit *
edits_delete (SessionFixture *fixture, const char *base)
{
  g_autoptr (PalContactInfo) info = edits_parse (base);
  DeskEdit *edit = desk_outbox_delete_from (edits_outbox (fixture), "7", "Friends", FALSE, info);

  test_settle ();
  return edit;
}

void
edits_answer_contact (SessionFixture *fixture, const char *id, const char *fields)
{
  g_auto (GStrv) parts = g_strsplit (fields, ";", -1);
  g_autoptr (GString) result = g_string_new (NULL);
  g_autofree char *asked = g_strdup_printf ("\"aid\":\"%s\"", id);

  g_string_printf (result, "{\"aid\":%s,\"display_name\":\"x\",\"phonebook\":\"Friends\",\"info\":{", id);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) field = g_strsplit (parts[i], "=", 2);

      g_string_append_printf (result, "%s\"%s\":\"%s\"", i > 0 ? "," : "", field[0], field[1]);
    }
  g_string_append (result, "}}");
  pbx_answer (fixture, "getContact", asked, result->str);
  test_settle ();
}

void
edits_answer (SessionFixture *fixture, const char *method, const char *part, const char *result)
{
  pbx_answer (fixture, method, part, result);
  test_settle ();
}

void
edits_refuse (SessionFixture *fixture, const char *method, const char *message)
{
  pbx_refuse (fixture, method, -32000, message);
  test_settle ();
}

void
edits_expect_nothing (SessionFixture *fixture)
{
  static const char *const methods[] = { "setContact", "getContact\"", "getContactList", "deleteContact" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autofree char *method = g_strndup (methods[i], strcspn (methods[i], "\""));
      g_autofree char *sent = pbx_take (fixture, method);

      g_assert_null (sent);
    }
}

void
edits_assert_state (DeskEdit *edit, DeskEditState state)
{
  test_settle ();
  g_assert_cmpint (desk_edit_get_state (edit), ==, state);
}

guint
edits_count (SessionFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (edits_outbox (fixture)));
}

void
edits_pass (SessionFixture *fixture, gint64 by)
{
  for (gint64 passed = 0; passed < by; passed += SECOND)
    {
      char *ping = pbx_take (fixture, "ping");

      if (ping != NULL)
        {
          g_ptr_array_insert (fixture->sent, 0, ping);
          pbx_answer (fixture, "ping", NULL, "true");
        }
      fake_transport_pong (fixture->line);
      session_fixture_advance (fixture, SECOND);
    }
}

void
edits_lose_line (SessionFixture *fixture)
{
  fake_transport_drop (fixture->line, 1006, NULL);
  test_settle ();
  g_ptr_array_set_size (fixture->sent, 0);
}

void
edits_come_back (SessionFixture *fixture)
{
  while (!fake_transport_is_opening (fixture->line))
    session_fixture_advance (fixture, SECOND);
  pbx_log_in (fixture);
  pbx_registered (fixture, "1000", TRUE);
  pbx_get_ready (fixture, FALSE);
}

static void
confirmed_cb (SessionFixture *fixture, DeskEdit *edit, const char *id)
{
  g_string_append_printf (fixture->told, "%s ", id);
}

void
edits_start (SessionFixture *fixture)
{
  session_fixture_start (fixture);
  g_signal_connect_swapped (edits_outbox (fixture), "confirmed", G_CALLBACK (confirmed_cb), fixture);
}

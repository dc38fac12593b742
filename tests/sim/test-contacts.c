/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Phonebooks: whose they are, what they are called, and how they are searched. */
#include "sessions.h"

#include <string.h>

#include "sim/sim-contacts.h"

static void
test_rights (Sessions *f, gconstpointer data)
{
  RawClient *other = sessions_open (f, "login_user=1003&login_password=1003");

  expect (desk, SET_CONTACT, "{\"phonebook\":\"Mine\",\"info\":{\"$lastname\":\"Ito\"}}", "{\"aid\":6641}");
  expect (desk, GET_PHONEBOOKS, "{}", "{\"phonebook\":\"Mine\"}]");
  expect_of (other, GET_PHONEBOOKS, "{}", "!Mine");
  expect_of (other, GET_CONTACT, "{\"aid\":6641}", "aid: ");
  expect_of (other, GET_CONTACT_LIST, "{\"search_text\":\"ito\"}", "\"result\":[]");
  expect_of (other, DELETE_CONTACT, "{\"aid\":[6641]}", "{\"succeeded\":[],\"failed\":[\"6641\"]}");
  expect_of (other, SET_CONTACT, "{\"aid\":6641,\"phonebook\":\"Mine\",\"info\":{}}", "aid: ");
  expect (admin, GET_CONTACT, "{\"aid\":6641}", "aid: ");
  expect (desk, SET_CONTACT, "{\"aid\":6636,\"phonebook\":\"Company\",\"info\":{}}", "No permission.");
  expect (desk, SET_CONTACT, "{\"aid\":6636,\"phonebook\":\"Mine\",\"shared\":false,\"info\":{}}", "No permission.");
  expect (desk, SET_CONTACT, "{\"aid\":6641,\"phonebook\":\"Mine\",\"shared\":true,\"info\":{}}", "No permission.");
  expect (system, SET_CONTACT, "{\"phonebook\":\"Mine\",\"info\":{}}", "No permission.");
  expect (desk, SET_CONTACT, "{\"phonebook\":\"\",\"info\":{}}", "phonebook");
  expect (desk, GET_CONTACT, "{\"aid\":6641}", "\"info\":{\"$lastname\":\"Ito\"}");
  raw_client_free (other);
}

static void
test_move (Sessions *f, gconstpointer data)
{
  expect (desk, SET_CONTACT, "{\"phonebook\":\"A\",\"info\":{\"$company\":\"ACME\"}}", "{\"aid\":6641}");
  expect (desk, SET_CONTACT, "{\"aid\":6641,\"phonebook\":\"B\",\"info\":{\"$company\":\"ACME\"}}", "6641");
  expect (desk, GET_CONTACT_LIST, "{\"phonebook\":\"A\"}", "\"result\":[]");
  expect (desk, GET_CONTACT_LIST, "{\"phonebook\":\"B\"}",
          "[{\"aid\":6641,\"display_name\":\"ACME\",\"phonebook\":\"B\",\"user\":\"1002\"}]");
  expect (admin, SET_CONTACT,
          "{\"aid\":6636,\"phonebook\":\"Board\",\"shared\":\"true\",\"info\":{\"$nickname\":\"K\"}}", "6636");
  expect (desk, GET_CONTACT, "{\"aid\":6636}",
          "\"display_name\":\"K\",\"phonebook\":\"Board\",\"shared\":\"true\"");
  /* An administrator takes a shared one for itself. */
  expect (admin, SET_CONTACT,
          "{\"aid\":6636,\"phonebook\":\"Own\",\"shared\":false,\"info\":{\"$nickname\":\"K\"}}", "6636");
  expect (desk, GET_CONTACT, "{\"aid\":6636}", "aid: ");
  expect (admin, DELETE_CONTACT, "{\"aid\":6636}", "\"succeeded\":[\"6636\"]");
}

static void
test_list (Sessions *f, gconstpointer data)
{
  expect (desk, GET_CONTACT_LIST, "{\"phonebook\":\"\"}", "\"user\":\"1002\"}");
  expect (desk, GET_CONTACT_LIST, "{\"shared\":\"true\"}", "!\"user\"");
  expect (desk, GET_CONTACT_LIST, "{\"shared\":false}", "!Company");
  expect (desk, GET_CONTACT_LIST, "{\"offset\":-1}", "offset");
  expect (desk, GET_CONTACT_LIST, "{\"limit\":-1}", "limit");
  expect (desk, GET_CONTACT_LIST, "{\"limit\":0}", "\"result\":[]");
  /* Full-width letters and figures, an ideographic space, a word of the note, one of the wrong case. */
  expect (desk, GET_CONTACT_LIST, "{\"search_text\":\"ＮＯＲＴＨ　ｎｏｗａｋ\"}", "Marta Nowak");
  expect (desk, GET_CONTACT_LIST, "{\"search_text\":\"０３－１２３４\"}", "Kenji Mori");
  expect (desk, GET_CONTACT_LIST, "{\"search_text\":\"小林直子\"}", "小林直子");
  expect (desk, GET_CONTACT_LIST, "{\"search_text\":\"ｺﾊﾞﾔｼ 商店\"}", "小林直子");
  expect (desk, GET_CONTACT_LIST, "{\"search_text\":\"dentist WEDNESDAYS\"}", "Dentist");
  expect (desk, GET_CONTACT_LIST, "{\"search_text\":\"dentist sunday\"}", "\"result\":[]");
  expect (desk, GET_CONTACT_LIST, "{\"search_text\":\"   \"}", "Dentist");
  /* The language of an entry is none of its values. */
  expect (desk, GET_CONTACT_LIST, "{\"search_text\":\"ja\"}", "\"result\":[]");
}

static void
test_display_name (void)
{
  static const struct { const char *pairs[10]; const char *name; } cases[] = {
    { { "$firstname", "Kenji", "$lastname", "Mori" }, "Kenji Mori" },
    { { "Prefix", "Dr.", "$firstname", " ", "Middle name", "Q", "$lastname", "Mori", NULL }, "Dr. Q Mori" },
    { { "$nickname", " Ken ", "$lastname", "Mori" }, "Ken" },
    { { "$nickname", " ", "$company", " ACME " }, "ACME" },
    { { "$tel_work", "3", "$tel_mobile", "1", "$tel_home", "2" }, "1" },
    { { "$tel_ext", "1", "$email", "a@b" }, "" },
    { { "$lang", "ja", "$lastname", "小林", "$firstname", "直子" }, "小林直子" },
    { { "$lang", "ja", "姓（フリガナ）", "コバヤシ", "$firstname", "直子" }, "コバヤシ直子" },
    { { "$lang", "fr", "$lastname", "Petit" }, "Petit" },
    { { "$lang", "ja", "$nickname", "\u3000", "$lastname", "小林\u3000" }, "小林" },
  };
  g_autoptr(SimClock) clock = sim_clock_new_virtual ();
  g_autoptr(SimWorld) world = sim_world_new (clock, 1);
  SimTenant *tenant = sim_world_add_tenant (world, "-");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SimContact *contact = sim_contact_add (tenant, NULL, "b", NULL);

      for (guint j = 0; cases[i].pairs[j] != NULL; j += 2)
        sim_contact_set (contact, cases[i].pairs[j], cases[i].pairs[j + 1]);
      sim_contact_changed (tenant, contact);
      g_assert_cmpstr (contact->display_name, ==, cases[i].name);
    }
}

/* Against the plain way of doing it, through changes. */
static void
test_search (void)
{
  static const char *const searches[] = { "contact", "00019", "03 contact", "mori", "zzz", "7 contact 03", "" };
  g_autoptr(SimClock) clock = sim_clock_new_virtual ();
  g_autoptr(SimWorld) world = sim_world_new (clock, 1);
  SimTenant *tenant;

  sim_world_fill_office (world, 12, 2000);
  tenant = sim_world_get_tenant (world, NULL);
  for (guint round = 0; round < 3; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
        {
          g_auto(GStrv) words = g_strsplit (searches[i], " ", -1);
          SimContact *found;
          guint position = 0;

          for (guint j = 0; j < tenant->contact_order->len; j++)
            {
              SimContact *contact = g_ptr_array_index (tenant->contact_order, j);
              gboolean all = TRUE;

              for (guint k = 0; words[k] != NULL; k++)
                all &= strstr (contact->search, words[k]) != NULL;
              if (all)
                g_assert_true (sim_contacts_next (tenant, words, &position) == contact);
            }
          found = sim_contacts_next (tenant, words, &position);
          g_assert_null (found);
        }
      sim_contact_remove (tenant, g_ptr_array_index (tenant->contact_order, 0));
      sim_contact_remove (tenant, g_ptr_array_index (tenant->contact_order, tenant->contact_order->len - 1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  sessions_add ("/sim/contacts/rights", test_rights);
  sessions_add ("/sim/contacts/move", test_move);
  sessions_add ("/sim/contacts/list", test_list);
  g_test_add_func ("/sim/contacts/display-name", test_display_name);
  g_test_add_func ("/sim/contacts/search", test_search);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every method × every role through the simulated PBX. Who may comes from tests/golden/roles.txt, which was
 * copied from the guide by hand; the table of methods only says what there is to try. */
#include "raw-client.h"

#include <string.h>

#define DENIED "\"message\":\"No permission.\""
#define N_ROLES 4

/* In the order of their rights, as the list names them. Nobody has not answered the challenge yet. */
static const struct
{
  const char *word, *query, *greeting;
} roles[N_ROLES] = {
  { "nobody", "login_user=1002", "\"nonce\"" },
  { "user", "login_user=1002&login_password=1002", "\"active\"" },
  { "admin", "login_user=1001&login_password=1001", "\"active\"" },
  { "sa", "login_user=sa&login_password=sa", "\"active\"" },
};

/* "method" or "method.parameter" -> the index of the least role, plus one */
static GHashTable *expected;

static guint
role_from_word (const char *word)
{
  for (guint i = 0; i < N_ROLES; i++)
    {
      if (strcmp (roles[i].word, word) == 0)
        return i + 1;
    }

  g_error ("roles.txt: what is “%s”?", word);
}

static void
load_expected (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (ROLES_FILE, &text, NULL, &error);
  g_assert_no_error (error);
  expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = NULL;
      guint n_words;

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      words = g_strsplit (lines[i], " ", -1);
      n_words = g_strv_length (words);
      g_assert_true (g_hash_table_insert (expected, g_strdup (words[0]),
                                          GUINT_TO_POINTER (role_from_word (words[n_words - 1]))));
    }
}

static guint
expected_role (const char *name)
{
  guint role = GPOINTER_TO_UINT (g_hash_table_lookup (expected, name));

  if (role == 0)
    g_error ("roles.txt does not say who may call %s", name);

  return role - 1;
}

/* The list and the table have the same methods, and say the same of each. */
static void
test_list (void)
{
  static const PalRole table[N_ROLES] = { PAL_ROLE_NONE, PAL_ROLE_USER, PAL_ROLE_ADMIN, PAL_ROLE_SYSTEM };
  GHashTableIter iter;
  gpointer key;
  guint n_methods = 0;

  for (guint id = 0; id < PAL_N_METHODS; id++)
    {
      const PalMethod *method = pal_method_get (id);
      PalRole least = method->role;

      if (id == PAL_METHOD_PING) /* a client may always call it; a server answers those that are in */
        least = PAL_ROLE_USER;
      g_assert_cmpint (least, ==, table[expected_role (method->name)]);
    }

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (strchr (key, '.') != NULL)
        continue;
      g_assert_nonnull (pal_method_lookup (key));
      n_methods++;
    }
  g_assert_cmpuint (n_methods, ==, PAL_N_METHODS);
}

/* Without parameters nothing happens: who may gets as far as what is missing. The line stays for the next. */
static void
test_role (gconstpointer data)
{
  guint role = GPOINTER_TO_UINT (data);
  RawServer server;
  RawClient *client;
  guint n_denied = 0;

  raw_server_start (&server, NULL);
  client = raw_client_open (&server, roles[role].query);
  raw_client_wait (client, roles[role].greeting);
  for (guint id = 0; id < PAL_N_METHODS; id++)
    {
      const PalMethod *method = pal_method_get (id);
      g_autofree char *request = g_strdup_printf ("\"m%u\"", id);
      const char *reply;
      gboolean denied;

      if (id == PAL_METHOD_LOGIN) /* its refusal ends the line */
        continue;
      reply = raw_client_call (client, request, id, "{}");
      denied = strstr (reply, DENIED) != NULL;
      if (strstr (reply, "-32601") != NULL)
        g_error ("%s: the simulated PBX does not have it", method->name);
      if (denied != (role < expected_role (method->name)))
        g_error ("%s as %s was answered %s", method->name, roles[role].word, reply);
      n_denied += denied;
    }

  g_assert_true (role != 3 || n_denied == 0);
  g_assert_true (role != 0 || n_denied == PAL_N_METHODS - 1);
  raw_client_free (client);
  raw_server_stop (&server);
}

/* A room is for administrators; the same method with a talker is for all. */
static void
test_parameter (void)
{
  RawServer server;

  raw_server_start (&server, NULL);
  for (guint role = 1; role < N_ROLES; role++)
    {
      g_autoptr (RawClient) client = raw_client_open (&server, roles[role].query);
      const char *reply;

      raw_client_wait (client, roles[role].greeting);
      reply = raw_client_call (client, "\"r\"", PAL_METHOD_DISCONNECT, "{\"tenant\":\"-\",\"rid\":\"282999999999\"}");
      g_assert_true ((strstr (reply, "No permission.") != NULL) == (role < expected_role ("disconnect.rid")));
      reply = raw_client_call (client, "\"t\"", PAL_METHOD_DISCONNECT, "{\"tenant\":\"-\",\"tid\":\"99999\"}");
      g_assert_null (strstr (reply, "No permission."));
    }
  raw_server_stop (&server);
}

/* What is refused for the role changes nothing, however well it is asked. */
static void
test_refused_changes_nothing (void)
{
  RawServer server;
  RawClient *user, *admin;

  raw_server_start (&server, NULL);
  user = raw_client_open (&server, roles[1].query);
  admin = raw_client_open (&server, roles[2].query);
  raw_client_wait (user, "\"active\"");
  raw_client_wait (admin, "\"active\"");

  g_assert_nonnull (strstr (raw_client_call (user, "1", PAL_METHOD_CREATE_EXTENSION,
                                             "{\"extension\":\"1999\",\"type\":\"user\"}"),
                            DENIED));
  g_assert_nonnull (strstr (raw_client_call (user, "2", PAL_METHOD_DELETE_EXTENSION, "{\"extension\":\"1003\"}"),
                            DENIED));
  g_assert_nonnull (strstr (raw_client_call (admin, "3", PAL_METHOD_CREATE_TENANT, "{\"tenant\":\"other\"}"),
                            DENIED));
  g_assert_nonnull (strstr (raw_client_call (admin, "4", PAL_METHOD_GET_EXTENSIONS, "{\"pattern\":\"1999\"}"),
                            "\"result\":[]"));
  g_assert_nonnull (strstr (raw_client_call (admin, "5", PAL_METHOD_GET_EXTENSIONS, "{\"pattern\":\"1003\"}"),
                            "\"result\":[\"1003\"]"));
  g_assert_null (sim_world_get_tenant (server.world, "other"));

  raw_client_free (user);
  raw_client_free (admin);
  raw_server_stop (&server);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  load_expected ();
  g_test_add_func ("/roles/list", test_list);
  for (guint role = 0; role < N_ROLES; role++)
    {
      g_autofree char *path = g_strconcat ("/roles/as-", roles[role].word, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (role), test_role);
    }
  g_test_add_func ("/roles/parameter", test_parameter);
  g_test_add_func ("/roles/refused-changes-nothing", test_refused_changes_nothing);

  status = g_test_run ();
  g_hash_table_unref (expected);

  return status;
}

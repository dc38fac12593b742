/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-login.h"

#include <string.h>

#include "sim/sim-writer.h"

#define SYSTEM_USER "sa"

char *
sim_login_make_nonce (void)
{
  return g_strdup_printf ("%08x%08x%08x", g_random_int (), g_random_int (), g_random_int ());
}

char *
sim_login_make_proof (const char *user, const char *nonce, const char *password)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, password, -1);
  g_autofree char *text = g_strdup_printf ("%s:%s:%s", user, nonce, hash);

  return g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
}

static gboolean
proves (const SimSubscription *subscription, const char *nonce, const char *proof, const char *password)
{
  g_autofree char *expected = NULL;

  if (nonce == NULL)
    return g_strcmp0 (subscription->login_password, password) == 0;

  expected = sim_login_make_proof (subscription->login_user, nonce, password);
  return g_strcmp0 (expected, proof) == 0;
}

PalRole
sim_login_check (SimWorld *world,
                 const SimSubscription *subscription,
                 const char *nonce,
                 const char *proof,
                 SimTenant **tenant,
                 GError **error)
{
  SimExtension *user;

  *tenant = sim_world_get_tenant (world, subscription->tenant);
  if (strcmp (subscription->login_user, SYSTEM_USER) == 0)
    {
      if (*tenant != NULL && proves (subscription, nonce, proof, world->system_password))
        return PAL_ROLE_SYSTEM;
    }
  else if (*tenant != NULL && (user = sim_tenant_get_extension (*tenant, subscription->login_user)) != NULL
           && user->is_user && proves (subscription, nonce, proof,
                                       sim_extension_get (user, "login.password")))
    {
      return sim_extension_is_on (user, "admin") ? PAL_ROLE_ADMIN : PAL_ROLE_USER;
    }

  *tenant = NULL;
  g_set_error_literal (error, SIM_ERROR, SIM_ERROR_LOGIN, "Login failed (4)");

  return PAL_ROLE_NONE;
}

gboolean
sim_login_may_access (SimExtension *login, const char *user)
{
  g_auto(GStrv) allowed = NULL;

  if (login == NULL)
    return FALSE;
  if (strcmp (login->number, user) == 0)
    return TRUE;

  allowed = g_strsplit (sim_extension_get (login, "access.users"), ",", -1);
  for (guint i = 0; allowed[i] != NULL; i++)
    {
      const char *one = g_strstrip (allowed[i]);

      /* Who asks for all wants all; a pattern is not that. */
      if (strcmp (one, "*") == 0 || strcmp (one, user) == 0
          || (strcmp (user, "*") != 0 && strpbrk (one, "*?") != NULL && g_pattern_match_simple (one, user)))
        return TRUE;
    }

  return FALSE;
}

gboolean
sim_login_check_access (SimTenant *tenant, const SimSubscription *subscription, GError **error)
{
  SimExtension *login = sim_tenant_get_extension (tenant, subscription->login_user);
  gboolean allowed = !subscription->all_users || sim_login_may_access (login, "*");
  GHashTableIter iter;
  gpointer user;

  g_hash_table_iter_init (&iter, subscription->users);
  while (g_hash_table_iter_next (&iter, &user, NULL))
    allowed &= sim_login_may_access (login, user);
  if (!allowed)
    g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "No permission.");

  return allowed;
}

void
sim_login_append_refusal (GString *out, const GError *error)
{
  SimWriter writer;

  sim_writer_init (&writer, out);
  sim_writer_begin (&writer, NULL, '{');
  sim_writer_text (&writer, "jsonrpc", "2.0");
  sim_writer_begin (&writer, "error", '{');
  sim_writer_int (&writer, "code", error->code);
  sim_writer_text (&writer, "message", error->message);
  sim_writer_end (&writer, '}');
  sim_writer_text (&writer, "id", NULL);
  sim_writer_end (&writer, '}');
}

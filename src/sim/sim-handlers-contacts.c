/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-dispatch.h"

#include <string.h>

#include "sim/sim-contacts.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT 1000

static gboolean
may_read (SimPeer *peer, const char *owner)
{
  return owner == NULL || strcmp (owner, sim_peer_get_user (peer)) == 0;
}

static gboolean
may_write (SimPeer *peer, const char *owner)
{
  return owner == NULL ? sim_request_is_admin (peer) : strcmp (owner, sim_peer_get_user (peer)) == 0;
}

SIM_HANDLER (sim_handle_get_phonebooks)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);

  if (tenant == NULL)
    return FALSE;

  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; i < tenant->phonebooks->len; i++)
    {
      SimPhonebook *book = g_ptr_array_index (tenant->phonebooks, i);

      if (!may_read (peer, book->owner))
        continue;
      sim_writer_begin (reply, NULL, '{');
      sim_writer_text (reply, "phonebook", book->name);
      if (book->owner == NULL)
        sim_writer_text (reply, "shared", "true");
      sim_writer_end (reply, '}');
    }
  sim_writer_end (reply, ']');

  return TRUE;
}

static void
write_id (SimWriter *reply, SimContact *contact)
{
  sim_writer_raw (reply, "aid", contact->id, -1);
}

SIM_HANDLER (sim_handle_get_contact_list)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *book = pal_params_get_text (params, "phonebook");
  const char *text = pal_params_get_text (params, "search_text");
  gboolean has_shared = pal_params_has (params, "shared");
  gboolean shared = pal_params_get_boolean (params, "shared", FALSE);
  gint64 offset = MAX (pal_params_get_int (params, "offset", 0), 0);
  gint64 limit = CLAMP (pal_params_get_int (params, "limit", DEFAULT_LIMIT), 0, MAX_LIMIT);
  g_autofree char *folded = g_utf8_casefold (text != NULL ? text : "", -1);
  g_auto(GStrv) words = g_strsplit_set (folded, " \t", -1);

  if (tenant == NULL)
    return FALSE;

  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; i < tenant->contact_order->len && limit > 0; i++)
    {
      SimContact *contact = g_ptr_array_index (tenant->contact_order, i);

      if (!may_read (peer, contact->owner) || (has_shared && shared != (contact->owner == NULL))
          || (book != NULL && *book != '\0' && strcmp (book, contact->phonebook) != 0)
          || !sim_contact_matches (contact, words) || offset-- > 0)
        continue;

      limit--;
      sim_writer_begin (reply, NULL, '{');
      write_id (reply, contact);
      sim_writer_text (reply, "display_name", contact->display_name);
      sim_writer_text (reply, "phonebook", contact->phonebook);
      if (contact->owner != NULL)
        sim_writer_text (reply, "user", contact->owner);
      sim_writer_end (reply, '}');
    }
  sim_writer_end (reply, ']');

  return TRUE;
}

static SimContact *
find_contact (SimPeer *peer, const PalParams *params, const char *id, GError **error)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  SimContact *contact = tenant != NULL ? sim_contact_find (tenant, id) : NULL;

  if (tenant != NULL && (contact == NULL || !may_read (peer, contact->owner)))
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_REFUSED, "Contact not found: %s", id);
      return NULL;
    }

  return contact;
}

SIM_HANDLER (sim_handle_get_contact)
{
  SimContact *contact = find_contact (peer, params, pal_params_get_text (params, "aid"), error);
  GHashTableIter iter;
  gpointer name, value;

  if (contact == NULL)
    return FALSE;

  sim_writer_begin (reply, NULL, '{');
  write_id (reply, contact);
  sim_writer_text (reply, "display_name", contact->display_name);
  sim_writer_text (reply, "phonebook", contact->phonebook);
  if (contact->owner == NULL)
    sim_writer_text (reply, "shared", "true");
  sim_writer_begin (reply, "info", '{');
  g_hash_table_iter_init (&iter, contact->info);
  while (g_hash_table_iter_next (&iter, &name, &value))
    sim_writer_text (reply, name, value);
  sim_writer_end (reply, '}');
  sim_writer_end (reply, '}');

  return TRUE;
}

SIM_HANDLER (sim_handle_set_contact)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *id = pal_params_get_text (params, "aid");
  const char *book = pal_params_get_text (params, "phonebook");
  gboolean shared = pal_params_get_boolean (params, "shared", FALSE);
  const char *owner = shared ? NULL : sim_peer_get_user (peer);
  g_autofree const char **names = NULL;
  SimContact *contact = NULL;

  if (tenant == NULL)
    return FALSE;
  if (id != NULL && (contact = find_contact (peer, params, id, error)) == NULL)
    return FALSE;
  if (!may_write (peer, owner) || (contact != NULL && !may_write (peer, contact->owner)))
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_REFUSED, "No permission.");
      return FALSE;
    }

  if (contact == NULL)
    contact = sim_contact_add (tenant, book, owner);
  else if (strcmp (contact->phonebook, book) != 0)
    {
      g_free (contact->phonebook);
      contact->phonebook = g_strdup (book);
      if (sim_phonebook_find (tenant, book, contact->owner) == NULL)
        sim_phonebook_add (tenant, book, contact->owner);
    }
  g_hash_table_remove_all (contact->info);
  names = pal_params_get_members (params, "info");
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    sim_contact_set (contact, names[i], pal_params_get_member (params, "info", names[i]));
  sim_contact_changed (contact);
  sim_writer_begin (reply, NULL, '{');
  write_id (reply, contact);
  sim_writer_end (reply, '}');

  return TRUE;
}

SIM_HANDLER (sim_handle_delete_contact)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *const *ids = pal_params_get_list (params, "aid");
  g_autoptr(GPtrArray) failed = g_ptr_array_new ();

  if (tenant == NULL)
    return FALSE;

  sim_writer_begin (reply, NULL, '{');
  sim_writer_begin (reply, "succeeded", '[');
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      SimContact *contact = sim_contact_find (tenant, ids[i]);

      if (contact == NULL || !may_write (peer, contact->owner))
        {
          g_ptr_array_add (failed, (gpointer) ids[i]);
          continue;
        }
      sim_contact_remove (tenant, contact);
      sim_writer_text (reply, NULL, ids[i]);
    }
  sim_writer_end (reply, ']');
  sim_writer_begin (reply, "failed", '[');
  for (guint i = 0; i < failed->len; i++)
    sim_writer_text (reply, NULL, g_ptr_array_index (failed, i));
  sim_writer_end (reply, ']');
  sim_writer_end (reply, '}');

  return TRUE;
}

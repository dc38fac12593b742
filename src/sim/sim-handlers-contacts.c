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

/* A number as from the real one, unless a world file says otherwise. */
static void
write_id (SimWriter *reply, SimContact *contact)
{
  gboolean is_number = *contact->id >= '1' && *contact->id <= '9'
                       && strspn (contact->id, "0123456789") == strlen (contact->id);

  if (is_number)
    sim_writer_raw (reply, "aid", contact->id, -1);
  else
    sim_writer_text (reply, "aid", contact->id);
}

SIM_HANDLER (sim_handle_get_contact_list)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  gint64 offset = pal_params_get_int (params, "offset", 0);
  gint64 limit = MIN (pal_params_get_int (params, "limit", DEFAULT_LIMIT), MAX_LIMIT);
  const SimContactQuery query = { .user = sim_peer_get_user (peer),
                                  .phonebook = pal_params_get_text (params, "phonebook"),
                                  .text = pal_params_get_text (params, "search_text"),
                                  .has_shared = pal_params_has (params, "shared"),
                                  .shared = pal_params_get_boolean (params, "shared", FALSE) };
  GPtrArray *list;

  if (tenant == NULL)
    return FALSE;
  if (offset < 0 || limit < 0)
    return sim_refuse (error, SIM_ERROR_PARAMS, offset < 0 ? "offset" : "limit", "less than nothing");

  list = sim_contacts_list (tenant, &query);
  sim_writer_begin (reply, NULL, '[');
  for (gint64 i = offset; i < list->len && i - offset < limit; i++)
    {
      SimContact *contact = g_ptr_array_index (list, i);

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
      sim_refuse (error, SIM_ERROR_REFUSED, "aid", "Contact not found: %s", id);
      return NULL;
    }

  return contact;
}

static void
write_info (SimWriter *reply, SimContact *contact)
{
  const char *field, *value;

  sim_writer_begin (reply, "info", '{');
  for (guint i = 0; (field = pal_contact_info_get_nth (contact->info, i, &value)) != NULL; i++)
    sim_writer_text (reply, field, value);
  sim_writer_end (reply, '}');
}

SIM_HANDLER (sim_handle_get_contact)
{
  SimContact *contact = find_contact (peer, params, pal_params_get_text (params, "aid"), error);

  if (contact == NULL)
    return FALSE;

  sim_writer_begin (reply, NULL, '{');
  write_id (reply, contact);
  sim_writer_text (reply, "display_name", contact->display_name);
  sim_writer_text (reply, "phonebook", contact->phonebook);
  if (contact->owner == NULL)
    sim_writer_text (reply, "shared", "true");
  write_info (reply, contact);
  sim_writer_end (reply, '}');

  return TRUE;
}

/* Where the contact is to be: in whose book; FALSE with an error when the session may not put it there. */
static gboolean
choose_owner (SimPeer *peer, const PalParams *params, SimContact *contact, const char **owner, GError **error)
{
  const char *book = pal_params_get_text (params, "phonebook");

  if (*book == '\0')
    return sim_refuse (error, SIM_ERROR_PARAMS, "phonebook", "the name of a phonebook is wanted");

  /* What does not say whether it is shared stays where it is. */
  if (contact != NULL && !pal_params_has (params, "shared"))
    *owner = contact->owner;
  else
    *owner = pal_params_get_boolean (params, "shared", FALSE) ? NULL : sim_peer_get_user (peer);
  /* The system administrator has no phonebook of its own. */
  if (!may_write (peer, *owner) || (contact != NULL && !may_write (peer, contact->owner))
      || (*owner != NULL && sim_peer_get_extension (peer) == NULL))
    return sim_refuse_permission (error);

  return TRUE;
}

SIM_HANDLER (sim_handle_set_contact)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *id = pal_params_get_text (params, "aid");
  const char *book = pal_params_get_text (params, "phonebook");
  SimContact *contact = NULL;
  const char *owner = NULL;

  if (tenant == NULL)
    return FALSE;
  if (id != NULL && *id != '\0' && (contact = find_contact (peer, params, id, error)) == NULL)
    return FALSE;
  if (!choose_owner (peer, params, contact, &owner, error))
    return FALSE;

  if (contact == NULL)
    contact = sim_contact_add (tenant, NULL, book, owner);
  else if (strcmp (contact->phonebook, book) != 0 || g_strcmp0 (contact->owner, owner) != 0)
    sim_contact_move (tenant, contact, book, owner);
  pal_contact_info_unref (contact->info);
  contact->info = pal_contact_info_new_from_params (params);
  sim_contact_changed (tenant, contact);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim/sim-dispatch.h"

#define ACCESS_READ 1
#define ACCESS_WRITE 2

static gboolean
may (SimPeer *peer, SimNote *note, int access)
{
  return sim_request_is_admin (peer) || note->access >= access;
}

/* The note named in a request, or NULL with an error. */
static SimNote *
find_note (SimPeer *peer, const PalParams *params, int access, GError **error)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *name = pal_params_get_text (params, "name");
  SimNote *note = tenant != NULL ? sim_tenant_get_note (tenant, name) : NULL;

  if (tenant == NULL)
    return NULL;
  if (note == NULL)
    sim_refuse (error, SIM_ERROR_REFUSED, "name", "Note not found: %s", name);
  else if (!may (peer, note, access))
    sim_refuse_permission (error);
  else
    return note;

  return NULL;
}

SIM_HANDLER (sim_handle_get_note_names)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *filter = pal_params_get_text (params, "filter");

  if (tenant == NULL)
    return FALSE;

  sim_writer_begin (reply, NULL, '[');
  for (guint i = 0; i < tenant->notes->len; i++)
    {
      SimNote *note = g_ptr_array_index (tenant->notes, i);

      if (may (peer, note, ACCESS_READ) && (filter == NULL || g_pattern_match_simple (filter, note->name)))
        sim_writer_text (reply, NULL, note->name);
    }
  sim_writer_end (reply, ']');

  return TRUE;
}

SIM_HANDLER (sim_handle_get_note)
{
  SimNote *note = find_note (peer, params, ACCESS_READ, error);

  if (note == NULL)
    return FALSE;

  sim_writer_begin (reply, NULL, '{');
  sim_writer_int (reply, "useraccess", note->access);
  sim_writer_text (reply, "description", note->description);
  sim_writer_text (reply, "name", note->name);
  sim_writer_text (reply, "note", note->text);
  sim_writer_end (reply, '}');

  return TRUE;
}

static void
replace (char **text, const char *value)
{
  if (value == NULL)
    return;

  g_free (*text);
  *text = g_strdup (value);
}

SIM_HANDLER (sim_handle_set_note)
{
  SimTenant *tenant = sim_request_tenant (peer, params, error);
  const char *name = pal_params_get_text (params, "name");
  SimNote *note;

  if (tenant == NULL)
    return FALSE;

  note = sim_tenant_get_note (tenant, name);
  if (*name == '\0')
    return sim_refuse (error, SIM_ERROR_PARAMS, "name", "a note has a name");
  if (note != NULL && !may (peer, note, ACCESS_WRITE))
    return sim_refuse_permission (error);
  if (note == NULL)
    note = sim_tenant_add_note (tenant, name);
  replace (&note->description, pal_params_get_text (params, "description"));
  replace (&note->text, pal_params_get_text (params, "note"));
  note->access = (int) CLAMP (pal_params_get_int (params, "useraccess", note->access), 0, 2);
  sim_writer_text (reply, NULL, "OK");

  return TRUE;
}

SIM_HANDLER (sim_handle_delete_note)
{
  SimNote *note = find_note (peer, params, ACCESS_WRITE, error);

  if (note == NULL)
    return FALSE;

  g_ptr_array_remove (sim_request_tenant (peer, params, NULL)->notes, note);
  sim_writer_boolean (reply, NULL, TRUE);

  return TRUE;
}

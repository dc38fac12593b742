/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-notes-private.h"

#include <glib/gi18n.h>

#include "model/desk-enum-types.h"
#include "model/desk-session-private.h"

#define MAX_NOTES 10000 /* taken from the PBX */

static void
list_model_init (GListModelInterface *iface);

G_DEFINE_QUARK (desk - notes - error, desk_notes_error)
G_DEFINE_FINAL_TYPE_WITH_CODE (DeskNotes,
                               desk_notes,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_STATE,
  PROP_REASON,
  PROP_IS_STALE,
  PROP_TENANT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static DeskNote *
note_at (DeskNotes *self, guint i)
{
  return self->notes->pdata[i];
}

static int
compare (const char *a, const char *b)
{
  int order = g_utf8_collate (a, b);

  return order != 0 ? order : g_strcmp0 (a, b);
}

/* The place of that name, or where it would go. */
static guint
locate (DeskNotes *self, const char *name, gboolean *is_there)
{
  guint low = 0, high = self->notes->len;

  *is_there = FALSE;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = compare (note_at (self, middle)->name, name);

      if (order == 0)
        {
          *is_there = TRUE;
          return middle;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

DeskNote *
desk_notes_find (DeskNotes *self, const char *name)
{
  gboolean is_there;
  guint position;

  g_return_val_if_fail (DESK_IS_NOTES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  position = locate (self, name, &is_there);
  return is_there ? note_at (self, position) : NULL;
}

/* --- drafts ------------------------------------------------------------------------------- */

void
desk_notes_update_drafts (DeskNotes *self, DeskNote *note)
{
  char *key = desk_note_make_key (note->tenant, note->name);

  if (note->mine.text != NULL)
    g_hash_table_replace (self->drafts, key, g_object_ref (note));
  else
    {
      g_hash_table_remove (self->drafts, key);
      g_free (key);
    }
}

guint
desk_notes_get_n_drafts (DeskNotes *self)
{
  g_return_val_if_fail (DESK_IS_NOTES (self), 0);
  return g_hash_table_size (self->drafts);
}

/* A note that the PBX does not have is gone with what was written. */
static void
written_cb (DeskNotes *self, DeskNote *note)
{
  desk_notes_update_drafts (self, note);
  desk_notes_keep_draft (self, note);
  if (note->mine.text == NULL && !note->is_listed && note->server.text == NULL)
    desk_notes_remove (self, note);
}

static void
watch (DeskNotes *self, DeskNote *note)
{
  g_signal_handlers_disconnect_by_func (note, written_cb, self);
  desk_note_set_role (note, pal_client_get_role (self->client));
  g_signal_connect_object (note, "written", G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);
}

/* --- the list ------------------------------------------------------------------------------- */

void
desk_notes_add (DeskNotes *self, DeskNote *note)
{
  gboolean is_there;
  guint position = locate (self, note->name, &is_there);

  if (is_there)
    return;
  watch (self, note);
  g_ptr_array_insert (self->notes, (int)position, g_object_ref (note));
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

void
desk_notes_remove (DeskNotes *self, DeskNote *note)
{
  gboolean is_there;
  guint position = locate (self, note->name, &is_there);

  if (!is_there || note_at (self, position) != note)
    return;
  g_ptr_array_remove_index (self->notes, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  return compare ((*(DeskNote *const *)a)->name, (*(DeskNote *const *)b)->name);
}

/* One change for what lies between the same beginning and the same end. */
static void
replace (DeskNotes *self, GPtrArray *notes)
{
  g_autoptr (GPtrArray) old = self->notes;
  guint before = 0, after = 0, n = MIN (old->len, notes->len);

  while (before < n && old->pdata[before] == notes->pdata[before])
    before++;
  while (after < n - before && old->pdata[old->len - 1 - after] == notes->pdata[notes->len - 1 - after])
    after++;
  self->notes = notes;
  if (old->len != notes->len || before < n)
    g_list_model_items_changed (G_LIST_MODEL (self), before, old->len - before - after,
                                notes->len - before - after);
}

static void
put_in (DeskNotes *self, GHashTable *seen, GPtrArray *notes, const char *name, gboolean is_listed)
{
  DeskNote *note = desk_notes_find (self, name);
  g_autofree char *key = NULL;

  if (g_hash_table_contains (seen, name))
    return;
  key = desk_note_make_key (self->tenant, name);
  if (note == NULL)
    note = g_hash_table_lookup (self->drafts, key);
  note = note != NULL ? g_object_ref (note) : desk_note_new (self->tenant, name);
  note->is_listed = is_listed;
  watch (self, note);
  g_hash_table_add (seen, note->name);
  g_ptr_array_add (notes, note);
}

static void
take_names (DeskNotes *self, PalReply *reply)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (PalReplyIter) iter = { 0 };
  GHashTableIter drafts;
  gpointer draft;

  if (reply != NULL)
    {
      pal_reply_iter_init (&iter, reply);
      while (pal_reply_iter_next (&iter) && notes->len < MAX_NOTES)
        {
          const char *name = pal_reply_iter_text (&iter, 0);

          if (name != NULL && *name != '\0')
            put_in (self, seen, notes, name, TRUE);
        }
    }
  g_hash_table_iter_init (&drafts, self->drafts);
  while (g_hash_table_iter_next (&drafts, NULL, &draft))
    if (g_str_equal (((DeskNote *)draft)->tenant, self->tenant))
      put_in (self, seen, notes, ((DeskNote *)draft)->name, FALSE);
  g_ptr_array_sort (notes, compare_notes);
  replace (self, notes);
}

static void
set_state (DeskNotes *self, DeskLoading state, const char *reason)
{
  if (g_strcmp0 (self->reason, reason) != 0)
    {
      g_free (self->reason);
      self->reason = g_strdup (reason);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
    }
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
names_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskNotes) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED) || self->session == NULL)
    return; /* asked again on the next line */
  if (reply != NULL)
    take_names (self, reply);
  set_state (self, reply != NULL ? DESK_LOADING_READY : DESK_LOADING_FAILED,
             reply != NULL ? NULL : error->message);
}

PalParams *
desk_notes_new_params (DeskNotes *self, PalMethodId method, DeskNote *note)
{
  PalParams *params = pal_params_new (method);
  const char *tenant = note != NULL ? note->tenant : self->tenant;

  if (pal_client_get_role (self->client) == PAL_ROLE_SYSTEM && *tenant != '\0')
    pal_params_set_text (params, "tenant", tenant);
  if (note != NULL)
    pal_params_set_text (params, "name", note->name);
  return params;
}

gboolean
desk_notes_get_asks_tenant (DeskNotes *self)
{
  g_return_val_if_fail (DESK_IS_NOTES (self), FALSE);
  return self->session != NULL && pal_client_get_role (self->client) == PAL_ROLE_SYSTEM;
}

static void
load (DeskNotes *self)
{
  g_autoptr (PalParams) params = NULL;

  if (!self->is_ready || !self->is_wanted)
    return;
  if (desk_notes_get_asks_tenant (self) && *self->tenant == '\0')
    {
      set_state (self, DESK_LOADING_READY, NULL);
      return;
    }
  g_cancellable_cancel (self->listing);
  g_object_unref (self->listing);
  self->listing = g_cancellable_new ();
  params = desk_notes_new_params (self, PAL_METHOD_GET_NOTE_NAMES, NULL);
  pal_client_call_async (self->client, params, self->listing, names_cb, g_object_ref (self));
}

void
desk_notes_reload (DeskNotes *self)
{
  g_return_if_fail (DESK_IS_NOTES (self));

  self->is_wanted = TRUE;
  if (self->state == DESK_LOADING_FAILED)
    set_state (self, DESK_LOADING_WAITING, NULL);
  load (self);
}

const char *
desk_notes_get_tenant (DeskNotes *self)
{
  g_return_val_if_fail (DESK_IS_NOTES (self), NULL);
  return self->tenant;
}

void
desk_notes_set_tenant (DeskNotes *self, const char *tenant)
{
  g_return_if_fail (DESK_IS_NOTES (self));
  g_return_if_fail (tenant != NULL);

  if (g_str_equal (self->tenant, tenant))
    return;
  g_free (self->tenant);
  self->tenant = g_strdup (tenant);
  replace (self, g_ptr_array_new_with_free_func (g_object_unref));
  take_names (self, NULL);
  set_state (self, DESK_LOADING_WAITING, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TENANT]);
  load (self);
}

/* --- one note --------------------------------------------------------------------------------- */

typedef struct
{
  DeskNotes *notes;
  DeskNote *note;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->notes);
  g_object_unref (asked->note);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* What was there before stays. */
static void
fail (DeskNote *note, const GError *error)
{
  gboolean has_text = note->server.text != NULL;

  if (g_error_matches (error, PAL_ERROR, PAL_ERROR_DENIED))
    desk_note_set_state (note, DESK_NOTE_STATE_REFUSED, error->message);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           || g_error_matches (error, PAL_ERROR, PAL_ERROR_DISCONNECTED))
    desk_note_set_state (note, has_text ? DESK_NOTE_STATE_LOADED : DESK_NOTE_STATE_NAMED, NULL);
  else
    desk_note_set_state (note, has_text ? DESK_NOTE_STATE_LOADED : DESK_NOTE_STATE_FAILED, error->message);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PalReply) reply = pal_client_call_finish (PAL_CLIENT (source), result, &error);
  g_auto (DeskNoteVersion) version = { 0 };
  DeskNote *note = asked->note;

  note->n_asked--;
  if (asked->notes->session == NULL)
    return;
  if (desk_notes_read_version (reply, error, &version))
    {
      if (note->saving != DESK_NOTE_SAVING_RUNNING && note->saving != DESK_NOTE_SAVING_UNCERTAIN)
        desk_note_take_server (note, &version);
      else
        desk_note_set_state (note, DESK_NOTE_STATE_LOADED, NULL);
    }
  else
    fail (note, error);
}

void
desk_notes_open (DeskNotes *self, DeskNote *note)
{
  g_autoptr (PalParams) params = NULL;
  Asked *asked;

  g_return_if_fail (DESK_IS_NOTES (self));
  g_return_if_fail (DESK_IS_NOTE (note));

  if (!self->is_ready || note->n_asked > 0 || note->saving == DESK_NOTE_SAVING_RUNNING
      || note->saving == DESK_NOTE_SAVING_UNCERTAIN || note->creation != NULL)
    return;
  asked = g_new0 (Asked, 1);
  asked->notes = g_object_ref (self);
  asked->note = g_object_ref (note);
  note->n_asked++;
  if (note->server.text == NULL)
    desk_note_set_state (note, DESK_NOTE_STATE_LOADING, NULL);
  params = desk_notes_new_params (self, PAL_METHOD_GET_NOTE, note);
  pal_client_call_async (self->client, params, self->cancellable, opened_cb, asked);
}

/* --- the part of a session ----------------------------------------------------------------------- */

static void
role_cb (DeskNotes *self)
{
  for (guint i = 0; i < self->notes->len; i++)
    desk_note_set_role (note_at (self, i), pal_client_get_role (self->client));
}

gpointer
desk_notes_begin (DeskSession *session)
{
  DeskNotes *self = g_object_new (DESK_TYPE_NOTES, NULL);
  const char *tenant = store_account_get_tenant (session->account);

  self->session = session;
  self->client = g_object_ref (session->client);
  self->clock = g_object_ref (session->clock);
  g_set_object (&self->database, session->database);
  self->account_id = g_strdup (store_account_get_id (session->account));
  self->tenant = g_strdup (tenant != NULL ? tenant : "");
  g_signal_connect_object (self->client, "notify::role", G_CALLBACK (role_cb), self, G_CONNECT_SWAPPED);
  desk_notes_load_drafts (self);
  return self;
}

/* What may have arrived before the line was lost is looked at before anything else. */
void
desk_notes_set_ready (gpointer part, gboolean is_ready)
{
  DeskNotes *self = part;
  GHashTableIter iter;
  gpointer note;

  if (self->is_ready == is_ready)
    return;
  self->is_ready = is_ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_STALE]);
  if (!is_ready)
    return;
  load (self);
  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &note))
    {
      ((DeskNote *)note)->is_refused = FALSE; /* it may be another by now */
      if (((DeskNote *)note)->saving == DESK_NOTE_SAVING_UNCERTAIN)
        desk_notes_look (self, note);
    }
}

void
desk_notes_end (gpointer part)
{
  DeskNotes *self = part;

  self->is_ending = TRUE;
  desk_notes_flush_drafts (self);
  self->session = NULL;
  self->is_ready = FALSE;
  g_cancellable_cancel (self->listing);
  g_cancellable_cancel (self->cancellable);
}

DeskLoading
desk_notes_get_state (DeskNotes *self)
{
  g_return_val_if_fail (DESK_IS_NOTES (self), DESK_LOADING_WAITING);
  return self->state;
}

const char *
desk_notes_get_reason (DeskNotes *self)
{
  g_return_val_if_fail (DESK_IS_NOTES (self), NULL);
  return self->reason;
}

gboolean
desk_notes_get_is_stale (DeskNotes *self)
{
  g_return_val_if_fail (DESK_IS_NOTES (self), TRUE);
  return !self->is_ready;
}

static GType
get_item_type (GListModel *list)
{
  return DESK_TYPE_NOTE;
}

static guint
get_n_items (GListModel *list)
{
  return DESK_NOTES (list)->notes->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  DeskNotes *self = DESK_NOTES (list);

  return position < self->notes->len ? g_object_ref (note_at (self, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
desk_notes_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskNotes *self = DESK_NOTES (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_IS_STALE:
      g_value_set_boolean (value, !self->is_ready);
      break;
    case PROP_TENANT:
      g_value_set_string (value, self->tenant);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_notes_finalize (GObject *object)
{
  DeskNotes *self = DESK_NOTES (object);

  g_ptr_array_unref (self->notes);
  g_hash_table_unref (self->drafts);
  g_hash_table_unref (self->unwritten);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->database);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->listing);
  g_free (self->account_id);
  g_free (self->tenant);
  g_free (self->reason);
  G_OBJECT_CLASS (desk_notes_parent_class)->finalize (object);
}

static void
desk_notes_class_init (DeskNotesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_notes_get_property;
  object_class->finalize = desk_notes_finalize;

  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_LOADING, DESK_LOADING_WAITING, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_IS_STALE] = g_param_spec_boolean ("is-stale", NULL, NULL, TRUE, flags);
  properties[PROP_TENANT] = g_param_spec_string ("tenant", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_notes_init (DeskNotes *self)
{
  self->notes = g_ptr_array_new_with_free_func (g_object_unref);
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->unwritten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->listing = g_cancellable_new ();
}

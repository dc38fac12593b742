/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-mirror-private.h"

#include "model/desk-outbox.h"
#include "model/desk-phonebooks-private.h"
#include "model/desk-session-private.h"

#define REST_AFTER_BUILD 40 /* times as long as building the table took */

G_DEFINE_FINAL_TYPE (DeskMirror, desk_mirror, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_IS_ENABLED,
  PROP_IS_RUNNING,
  PROP_IS_COMPLETE,
  PROP_N_KNOWN,
  PROP_N_TOTAL,
  PROP_PROGRESS,
  PROP_ERROR,
  PROP_LANGUAGE,
  PROP_TABLE,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void build (DeskMirror *self);

static void
notify (DeskMirror *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
desk_mirror_set_running (DeskMirror *self, gboolean is_running)
{
  if (self->is_running == is_running)
    return;
  self->is_running = is_running;
  notify (self, PROP_IS_RUNNING);
}

void
desk_mirror_set_error (DeskMirror *self, const char *error)
{
  if (g_strcmp0 (self->error, error) == 0)
    return;
  g_free (self->error);
  self->error = g_strdup (error);
  notify (self, PROP_ERROR);
}

void
desk_mirror_take_state (DeskMirror *self, const StoreContactsState *state)
{
  guint n_known = desk_mirror_get_n_known (self);
  int n_total = desk_mirror_get_n_total (self);
  gboolean is_complete = desk_mirror_get_is_complete (self);

  self->state = *state;
  g_object_freeze_notify (G_OBJECT (self));
  if (desk_mirror_get_n_known (self) != n_known)
    notify (self, PROP_N_KNOWN);
  if (desk_mirror_get_n_total (self) != n_total)
    notify (self, PROP_N_TOTAL);
  if (desk_mirror_get_is_complete (self) != is_complete)
    notify (self, PROP_IS_COMPLETE);
  if (desk_mirror_get_n_known (self) != n_known || desk_mirror_get_n_total (self) != n_total)
    notify (self, PROP_PROGRESS);
  g_object_thaw_notify (G_OBJECT (self));
}

/* --- the table -------------------------------------------------------------- */

static void
take_table (DeskMirror *self, DeskMirrorTable *table)
{
  g_autoptr (DeskMirrorTable) old = g_steal_pointer (&self->table);

  self->table = table;
  g_object_ref (self);
  notify (self, PROP_TABLE);
  g_signal_emit (self, signals[CHANGED], 0);
  g_object_unref (self);
}

static void
rebuild_cb (gpointer user_data)
{
  DeskMirror *self = user_data;

  self->rebuild_timer = 0;
  build (self);
}

/* Soon where it is quick; where it takes long, it may be a while behind. */
void
desk_mirror_spoil (DeskMirror *self)
{
  gint64 now;

  self->is_dirty = TRUE;
  if (self->is_rebuilding || self->rebuild_timer != 0 || self->session == NULL)
    return;
  now = pal_clock_get_monotonic (self->clock);
  if (now >= self->rebuild_at)
    build (self);
  else
    self->rebuild_timer = pal_clock_add (self->clock, self->rebuild_at, rebuild_cb, self);
}

static void
finish_table (GTask *task, gpointer source, gpointer table, GCancellable *cancellable)
{
  desk_mirror_table_finish (table);
  g_task_return_boolean (task, TRUE);
}

static void
built (DeskMirror *self, DeskMirrorTable *table)
{
  self->is_rebuilding = FALSE;
  if (self->session == NULL)
    return;
  if (table != NULL && self->is_enabled)
    take_table (self, desk_mirror_table_ref (table));
  if (self->is_dirty)
    desk_mirror_spoil (self);
}

typedef struct
{
  DeskMirror *mirror; /* owned */
  gint64 begun;
} Building;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Building *building = user_data;
  g_autoptr (DeskMirror) self = building->mirror;

  if (self->session != NULL)
    self->rebuild_at = pal_clock_get_monotonic (self->clock)
                       + (g_get_monotonic_time () - building->begun) * REST_AFTER_BUILD;
  built (self, g_task_get_task_data (G_TASK (result)));
  g_free (building);
}

static void
visited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Building *building = user_data;
  g_autoptr (GError) error = NULL;
  DeskMirrorTable *table = store_contacts_visit_finish (STORE_DATABASE (source), result, &error);
  g_autoptr (GTask) task = NULL;

  if (table == NULL)
    {
      g_autoptr (DeskMirror) self = building->mirror;

      g_message ("reading contacts: %s", error->message);
      self->is_dirty = FALSE;
      built (self, NULL);
      g_free (building);
      return;
    }
  task = g_task_new (building->mirror, NULL, finished_cb, building);
  g_task_set_source_tag (task, visited_cb);
  g_task_set_task_data (task, table, (GDestroyNotify) desk_mirror_table_unref);
  g_task_run_in_thread (task, finish_table);
}

static void
build (DeskMirror *self)
{
  Building *building;

  if (self->database == NULL || !self->is_enabled || self->is_rebuilding)
    return;
  self->is_dirty = FALSE;
  self->is_rebuilding = TRUE;
  building = g_new0 (Building, 1);
  building->mirror = g_object_ref (self);
  building->begun = g_get_monotonic_time ();
  store_contacts_visit_async (self->database, self->account_id, desk_mirror_table_add,
                              desk_mirror_table_new (self->language),
                              (GDestroyNotify) desk_mirror_table_unref,
                              NULL, visited_cb, building);
}

DeskMirrorTable *
desk_mirror_get_table (DeskMirror *self)
{
  g_return_val_if_fail (DESK_IS_MIRROR (self), NULL);
  return self->table;
}

GArray *
desk_mirror_get_sorted (DeskMirror *self, const char *phonebook, gboolean is_shared)
{
  g_return_val_if_fail (DESK_IS_MIRROR (self), NULL);
  return desk_mirror_table_list (self->table, phonebook, is_shared);
}

/* --- begin and end ---------------------------------------------------------- */

static void
state_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskMirror) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree StoreContactsState *state = store_contacts_get_state_finish (STORE_DATABASE (source), result,
                                                                          &error);

  if (state == NULL)
    {
      g_message ("reading contacts: %s", error->message);
      return;
    }
  if (!self->is_enabled || self->session == NULL)
    return;
  self->is_loaded = TRUE;
  desk_mirror_take_state (self, state);
  desk_mirror_step (self);
}

static void
load (DeskMirror *self)
{
  if (self->database == NULL)
    return;
  store_contacts_get_state_async (self->database, self->account_id, NULL, state_cb, g_object_ref (self));
  build (self);
}

/* What the PBX has taken is here at once. What was undone is seen by looking. */
static void
confirmed_cb (DeskMirror *self, DeskEdit *edit, const char *contact_id)
{
  PalContactInfo *mine = desk_edit_get_mine (edit);

  if (desk_edit_get_is_undoing (edit) || contact_id == NULL)
    desk_mirror_refresh (self);
  else if (desk_edit_get_kind (edit) == DESK_EDIT_KIND_DELETE || mine == NULL)
    desk_mirror_drop (self, contact_id);
  else
    desk_mirror_take (self, contact_id, NULL, desk_edit_get_phonebook (edit), desk_edit_get_is_shared (edit),
                      mine);
}

gpointer
desk_mirror_begin (DeskSession *session)
{
  DeskMirror *self = g_object_new (DESK_TYPE_MIRROR, NULL);

  self->session = session;
  self->client = g_object_ref (session->client);
  self->clock = g_object_ref (session->clock);
  g_set_object (&self->database, session->database);
  self->account_id = g_strdup (store_account_get_id (session->account));
  g_signal_connect_object (desk_session_get_outbox (session), "confirmed", G_CALLBACK (confirmed_cb), self,
                           G_CONNECT_SWAPPED);
  desk_phonebooks_set_mirror (desk_session_get_phonebooks (session), self);
  load (self);
  return self;
}

void
desk_mirror_set_ready (gpointer part, gboolean is_ready)
{
  DeskMirror *self = part;

  if (self->is_ready == is_ready)
    return;
  self->is_ready = is_ready;
  if (is_ready)
    {
      self->is_denied = !pal_client_can (self->client, PAL_METHOD_GET_CONTACT_LIST)
                        || !pal_client_can (self->client, PAL_METHOD_GET_CONTACT);
      desk_mirror_step (self);
    }
  else
    desk_mirror_stop (self);
}

void
desk_mirror_end (gpointer part)
{
  DeskMirror *self = part;

  self->is_ready = FALSE;
  desk_mirror_stop (self);
  if (self->rebuild_timer != 0)
    pal_clock_remove (self->clock, self->rebuild_timer);
  self->rebuild_timer = 0;
  self->session = NULL;
  /* A thread may still be at the table. */
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->database);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskMirror) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!store_contacts_clear_finish (STORE_DATABASE (source), result, &error))
    desk_mirror_set_error (self, error->message);
}

static void
empty (DeskMirror *self)
{
  const StoreContactsState nothing = { 0 };
  DeskMirrorTable *table = desk_mirror_table_new (self->language);

  desk_mirror_table_finish (table);
  g_ptr_array_set_size (self->fetched, 0);
  g_ptr_array_set_size (self->gone, 0);
  desk_mirror_stop (self);
  self->is_loaded = FALSE;
  desk_mirror_take_state (self, &nothing);
  take_table (self, table);
  if (self->database != NULL)
    store_contacts_clear_async (self->database, self->account_id, NULL, cleared_cb, g_object_ref (self));
}

void
desk_mirror_set_is_enabled (DeskMirror *self, gboolean is_enabled)
{
  g_return_if_fail (DESK_IS_MIRROR (self));

  is_enabled = is_enabled != FALSE;
  if (self->is_enabled == is_enabled)
    return;
  self->is_enabled = is_enabled;
  desk_mirror_set_error (self, NULL);
  if (is_enabled)
    load (self);
  else
    empty (self);
  notify (self, PROP_IS_ENABLED);
}

void
desk_mirror_set_language (DeskMirror *self, const char *language)
{
  g_return_if_fail (DESK_IS_MIRROR (self));

  if (g_strcmp0 (self->language, language) == 0)
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  desk_mirror_spoil (self);
  notify (self, PROP_LANGUAGE);
}

/* --- what others know or want ------------------------------------------------ */

void
desk_mirror_refresh (DeskMirror *self)
{
  g_return_if_fail (DESK_IS_MIRROR (self));

  self->wants_round = TRUE;
  desk_mirror_step (self);
}

void
desk_mirror_yield (DeskMirror *self)
{
  g_return_if_fail (DESK_IS_MIRROR (self));
  if (self->session != NULL)
    self->held_until = pal_clock_get_monotonic (self->clock) + DESK_MIRROR_YIELD;
}

static void
outdate (DeskMirror *self, const char *id)
{
  if (self->n_pending > 0)
    g_hash_table_add (self->outdated, g_strdup (id));
}

void
desk_mirror_take (DeskMirror *self, const char *id, const char *name, const char *phonebook,
                  gboolean is_shared,
                  PalContactInfo *info)
{
  g_return_if_fail (DESK_IS_MIRROR (self));
  g_return_if_fail (id != NULL && info != NULL);

  if (!self->is_enabled || self->database == NULL)
    return;
  outdate (self, id);
  g_ptr_array_add (self->fetched, desk_mirror_make_contact (id, name, phonebook, is_shared, info,
                                                            pal_clock_get_real (self->clock)));
  desk_mirror_save (self);
}

void
desk_mirror_drop (DeskMirror *self, const char *id)
{
  g_return_if_fail (DESK_IS_MIRROR (self));
  g_return_if_fail (id != NULL);

  if (!self->is_enabled || self->database == NULL)
    return;
  outdate (self, id);
  g_ptr_array_add (self->gone, g_strdup (id));
  desk_mirror_save (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreContact) contact = store_contacts_get_finish (STORE_DATABASE (source), result, &error);
  PalContactInfo *info = NULL;

  if (contact != NULL && contact->info != NULL)
    info = pal_contact_info_new_from_text (g_bytes_get_data (contact->info, NULL), &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, info, (GDestroyNotify) pal_contact_info_unref);
}

void
desk_mirror_load_async (DeskMirror *self, const char *id, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (DESK_IS_MIRROR (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, desk_mirror_load_async);
  if (self->database == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    store_contacts_get_async (self->database, self->account_id, id, cancellable, loaded_cb,
                              g_steal_pointer (&task));
}

PalContactInfo *
desk_mirror_load_finish (DeskMirror *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- properties ---------------------------------------------------------------- */

gboolean
desk_mirror_get_is_enabled (DeskMirror *self)
{
  g_return_val_if_fail (DESK_IS_MIRROR (self), FALSE);
  return self->is_enabled;
}

gboolean
desk_mirror_get_is_running (DeskMirror *self)
{
  g_return_val_if_fail (DESK_IS_MIRROR (self), FALSE);
  return self->is_running;
}

gboolean
desk_mirror_get_is_complete (DeskMirror *self)
{
  g_return_val_if_fail (DESK_IS_MIRROR (self), FALSE);
  return self->state.listed_at != 0 && self->state.n_fetched == self->state.n_total;
}

gboolean
desk_mirror_get_is_fresh (DeskMirror *self)
{
  gint64 age;

  g_return_val_if_fail (DESK_IS_MIRROR (self), FALSE);
  if (self->session == NULL || self->database == NULL || !self->is_enabled || !self->is_ready
      || !desk_mirror_get_is_complete (self) || self->state.is_listing || self->state.n_wanted > 0
      || self->fetched->len > 0 || self->gone->len > 0 || self->is_dirty || self->is_rebuilding)
    return FALSE;
  age = pal_clock_get_real (self->clock) - self->state.listed_at;
  return age >= 0 && age <= DESK_MIRROR_INTERVAL + G_TIME_SPAN_MINUTE;
}

guint
desk_mirror_get_n_known (DeskMirror *self)
{
  g_return_val_if_fail (DESK_IS_MIRROR (self), 0);
  return self->state.n_fetched;
}

int
desk_mirror_get_n_total (DeskMirror *self)
{
  g_return_val_if_fail (DESK_IS_MIRROR (self), -1);
  return self->state.listed_at != 0 ? (int) self->state.n_total : -1;
}

double
desk_mirror_get_progress (DeskMirror *self)
{
  g_return_val_if_fail (DESK_IS_MIRROR (self), 0);
  if (self->state.listed_at == 0)
    return 0;
  return self->state.n_total > 0 ? (double) self->state.n_fetched / self->state.n_total : 1;
}

const char *
desk_mirror_get_error (DeskMirror *self)
{
  g_return_val_if_fail (DESK_IS_MIRROR (self), NULL);
  return self->error;
}

static void
desk_mirror_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskMirror *self = DESK_MIRROR (object);

  switch (id)
    {
    case PROP_IS_ENABLED: g_value_set_boolean (value, self->is_enabled); break;
    case PROP_IS_RUNNING: g_value_set_boolean (value, self->is_running); break;
    case PROP_IS_COMPLETE: g_value_set_boolean (value, desk_mirror_get_is_complete (self)); break;
    case PROP_N_KNOWN: g_value_set_uint (value, desk_mirror_get_n_known (self)); break;
    case PROP_N_TOTAL: g_value_set_int (value, desk_mirror_get_n_total (self)); break;
    case PROP_PROGRESS: g_value_set_double (value, desk_mirror_get_progress (self)); break;
    case PROP_ERROR: g_value_set_string (value, self->error); break;
    case PROP_LANGUAGE: g_value_set_string (value, self->language); break;
    case PROP_TABLE: g_value_set_boxed (value, self->table); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_mirror_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DeskMirror *self = DESK_MIRROR (object);

  switch (id)
    {
    case PROP_IS_ENABLED: desk_mirror_set_is_enabled (self, g_value_get_boolean (value)); break;
    case PROP_LANGUAGE: desk_mirror_set_language (self, g_value_get_string (value)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_mirror_finalize (GObject *object)
{
  DeskMirror *self = DESK_MIRROR (object);

  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->database);
  g_clear_object (&self->run);
  g_queue_clear_full (&self->wanted, (GDestroyNotify) store_contact_free);
  g_ptr_array_unref (self->fetched);
  g_ptr_array_unref (self->gone);
  g_hash_table_unref (self->outdated);
  desk_mirror_table_unref (self->table);
  g_free (self->account_id);
  g_free (self->language);
  g_free (self->error);
  g_free (self->first_id);
  G_OBJECT_CLASS (desk_mirror_parent_class)->finalize (object);
}

static void
desk_mirror_class_init (DeskMirrorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_mirror_get_property;
  object_class->set_property = desk_mirror_set_property;
  object_class->finalize = desk_mirror_finalize;

  properties[PROP_IS_ENABLED] = g_param_spec_boolean ("is-enabled", NULL, NULL, TRUE,
                                                      flags | G_PARAM_WRITABLE);
  properties[PROP_IS_RUNNING] = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, flags);
  properties[PROP_IS_COMPLETE] = g_param_spec_boolean ("is-complete", NULL, NULL, FALSE, flags);
  properties[PROP_N_KNOWN] = g_param_spec_uint ("n-known", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_TOTAL] = g_param_spec_int ("n-total", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags | G_PARAM_WRITABLE);
  properties[PROP_TABLE] = g_param_spec_boxed ("table", NULL, NULL, DESK_TYPE_MIRROR_TABLE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL,
                                   G_TYPE_NONE, 0);
}

static void
desk_mirror_init (DeskMirror *self)
{
  self->is_enabled = TRUE;
  self->run = g_cancellable_new ();
  self->fetched = g_ptr_array_new_with_free_func ((GDestroyNotify) store_contact_free);
  self->gone = g_ptr_array_new_with_free_func (g_free);
  self->outdated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->table = desk_mirror_table_new (NULL);
  desk_mirror_table_finish (self->table);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log between the session and the store: what is written is told of only when it is on disk, and what
 * cannot be written is kept and tried again. */
#include "config.h"

#include "model/desk-session-private.h"

#include <glib/gi18n.h>

#define SEEN_EVERY (5 * 60 * G_USEC_PER_SEC)
#define RETRY_AFTER (10 * G_USEC_PER_SEC)
#define SHORTEST_GAP (10 * G_USEC_PER_SEC)
#define TRIM_EVERY (24 * 3600 * (gint64) G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (DeskLog, desk_log, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_N_MISSED,
  PROP_RETENTION_DAYS,
  PROP_ERROR,
  N_PROPS
};

enum
{
  ENTRY_ADDED,
  ENTRY_CHANGED,
  DONE_CHANGED,
  REMOVED,
  IGNORED_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

typedef struct
{
  GWeakRef log;  /* the store may be slow, the session gone */
  StoreLogRow *row;
  gboolean flag; /* nobody was told of it yet */
} Saving;

static void retry (DeskLog *self);

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_weak_ref_clear (&saving->log);
  g_clear_pointer (&saving->row, store_log_row_free);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static Saving *
saving_new (DeskLog *self)
{
  Saving *saving = g_new0 (Saving, 1);

  g_weak_ref_init (&saving->log, self);
  return saving;
}

static DeskLogMoment
moment (DeskLog *self)
{
  return (DeskLogMoment){ pal_clock_get_monotonic (self->clock), pal_clock_get_real (self->clock) };
}

void
desk_log_take_n_missed (DeskLog *self, guint n)
{
  if (self->n_missed == n)
    return;
  self->n_missed = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MISSED]);
}

/* Said once, until it works again. */
static void
take_error (DeskLog *self, const GError *error)
{
  gboolean was_fine = self->error == NULL;

  if (error == NULL ? was_fine : g_strcmp0 (self->error, error->message) == 0)
    return;
  g_free (self->error);
  self->error = error != NULL ? g_strdup (error->message) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
  if (error != NULL && was_fine && self->session != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Calls are not being logged: %s"), error->message);

      g_message ("%s", text);
      desk_session_message (self->session, text);
    }
}

/* --- writing ------------------------------------------------------------------ */

static void
retry_cb (gpointer user_data)
{
  DeskLog *self = user_data;

  self->retry_timer = 0;
  retry (self);
}

static void
keep_unsaved (DeskLog *self, Saving *saving)
{
  Saving *older = g_hash_table_lookup (self->unsaved, &saving->row->id);

  saving->flag |= older != NULL && older->flag;
  g_hash_table_replace (self->unsaved, &saving->row->id, saving);
  if (self->retry_timer == 0 && self->session != NULL)
    self->retry_timer = pal_clock_add (self->clock, pal_clock_get_monotonic (self->clock) + RETRY_AFTER,
                                       retry_cb, self);
}

static void
tell_done (DeskLog *self, const StoreLogChange *change)
{
  for (guint i = 0; i < change->done->len; i++)
    g_signal_emit (self, signals[DONE_CHANGED], 0, g_array_index (change->done, gint64, i), TRUE);
  desk_log_take_n_missed (self, change->n_missed);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (DeskLog) self = g_weak_ref_get (&saving->log);
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreLogChange) change = store_log_change_finish (STORE_DATABASE (source), result, &error);
  g_autoptr (DeskLogEntry) entry = NULL;
  Saving *older;

  if (self == NULL)
    return;
  take_error (self, error);
  if (error != NULL)
    {
      keep_unsaved (self, g_steal_pointer (&saving));
      return;
    }
  older = g_hash_table_lookup (self->unsaved, &saving->row->id);
  saving->flag |= older != NULL && older->flag;
  g_hash_table_remove (self->unsaved, &saving->row->id);
  entry = desk_log_entry_new (saving->row);
  g_signal_emit (self, signals[saving->flag ? ENTRY_ADDED : ENTRY_CHANGED], 0, entry);
  tell_done (self, change);
  retry (self); /* there is room again */
}

static void
save (DeskLog *self, const StoreLogRow *row, gboolean is_new)
{
  Saving *saving = saving_new (self);

  saving->row = store_log_row_copy (row);
  saving->flag = is_new;
  store_log_save_async (self->database, self->account_id, row,
                        self->is_ready ? pal_clock_get_real (self->clock) : 0, NULL, saved_cb, saving);
}

static void
retry (DeskLog *self)
{
  g_autoptr (GHashTable) unsaved = NULL;
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (self->unsaved) == 0)
    return;
  unsaved = g_steal_pointer (&self->unsaved);
  self->unsaved = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, saving_free);
  g_hash_table_iter_init (&iter, unsaved);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    save (self, ((Saving *) value)->row, ((Saving *) value)->flag);
}

static gboolean
row_changed (const StoreLogRow *row, gboolean is_new, gpointer user_data)
{
  DeskLog *self = user_data;

  if (!self->is_loaded)
    return FALSE;
  if (!g_hash_table_contains (self->ignored, row->key))
    save (self, row, is_new);
  else if (!is_new)
    {
      /* Who it is came later than the call. */
      g_autoptr (DeskLogEntry) entry = desk_log_entry_new (row);

      desk_log_remove (self, entry);
      return TRUE;
    }
  else
    return FALSE;
  return TRUE;
}

/* --- what is seen, and when nothing is -------------------------------------------- */

static void
seen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (DeskLog) self = g_weak_ref_get (&saving->log);
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreLogChange) change = store_log_change_finish (STORE_DATABASE (source), result, &error);

  if (self != NULL)
    take_error (self, error);
}

static void
write_seen (DeskLog *self, gint64 seen_at)
{
  DeskLogMoment at = moment (self);

  self->beat = at.now;
  self->beat_real = at.real;
  store_log_seen_async (self->database, self->account_id, seen_at, NULL, seen_cb, saving_new (self));
}

static void
beat_cb (gpointer user_data)
{
  DeskLog *self = user_data;
  DeskLogMoment at = moment (self);

  self->seen_timer = pal_clock_add (self->clock, at.now + SEEN_EVERY, beat_cb, self);
  write_seen (self, at.real);
  if (at.now - self->trimmed > TRIM_EVERY)
    desk_log_trim (self);
}

static void
write_gap (DeskLog *self, gint64 from, gint64 to)
{
  g_autoptr (StoreLogRow) row = store_log_row_new ();

  row->kind = STORE_LOG_GAP;
  row->outcome = STORE_LOG_UNSEEN;
  row->id = desk_log_calls_new_id (self->calls, from);
  row->started_at = from;
  row->ended_at = to;
  row->duration = (to - from) / 1000;
  row->key = g_strdup ("");
  row->folded = g_strdup ("");
  save (self, row, TRUE);
}

/* Ready, and what was before is known. */
static void
begin_seeing (DeskLog *self)
{
  DeskLogMoment at = moment (self);

  desk_log_calls_settle (self->calls, self->session->legs, at);
  if (self->lost_at != 0 && at.real - self->lost_at >= SHORTEST_GAP)
    write_gap (self, self->lost_at, at.real);
  self->lost_at = 0;
  beat_cb (self);
}

/* A computer that slept saw nothing from before, and our clock that counts stood still. */
static gint64
find_lost_moment (DeskLog *self, DeskLogMoment at)
{
  gint64 slept = (at.real - self->beat_real) - (at.now - self->beat);

  return slept > SHORTEST_GAP ? at.real - slept : at.real;
}

static void
end_seeing (DeskLog *self)
{
  self->lost_at = find_lost_moment (self, moment (self));
  if (self->seen_timer != 0)
    pal_clock_remove (self->clock, self->seen_timer);
  self->seen_timer = 0;
  write_seen (self, self->lost_at);
}

void
desk_log_set_ready (DeskLog *self, gboolean is_ready)
{
  if (self->is_ready == is_ready || self->database == NULL || self->session->own == NULL)
    return;
  self->is_ready = is_ready;
  if (!self->is_loaded)
    return;
  if (is_ready)
    begin_seeing (self);
  else
    end_seeing (self);
}

void
desk_log_see (DeskLog *self, const DeskUser *own, GPtrArray *dirty, GPtrArray *gone)
{
  if (self->database != NULL && own != NULL)
    desk_log_calls_see (self->calls, own, dirty, gone, moment (self));
}

void
desk_log_see_park (DeskLog *self, const PalParkEvent *event)
{
  if (event->on)
    desk_log_calls_see_park (self->calls, event->room_id, event->park, pal_clock_get_monotonic (self->clock));
}

/* --- beginning and end -------------------------------------------------------------- */

static const char *
name_of (const char *number, const char *pbx_name, gpointer user_data)
{
  DeskLog *self = user_data;

  return desk_session_name_of (self->session, number, pbx_name);
}

static const char *
label_of (const char *queue, gpointer user_data)
{
  DeskLog *self = user_data;
  DeskQueue *known = desk_queue_model_find (self->session->queues, queue);

  return known != NULL ? desk_queue_get_name (known) : desk_session_name_of (self->session, queue, NULL);
}

static gboolean
find_verb (const char *talker_id, DeskVerb *verb, const char **target, gpointer user_data)
{
  DeskSession *session = ((DeskLog *) user_data)->session;
  DeskOperation *operation = desk_verbs_find_ending (session, talker_id);

  if (operation == NULL)
    return FALSE;
  *verb = desk_operation_get_verb (operation);
  *target = desk_operation_get_target (operation);
  return TRUE;
}

static const char *
find_slot (const char *room_id, gpointer user_data)
{
  DeskList *parks = DESK_LIST (((DeskLog *) user_data)->session->parks);

  for (guint i = 0; room_id != NULL && i < desk_list_get_size (parks); i++)
    {
      DeskPark *park = desk_list_peek (parks, i);

      if (g_strcmp0 (desk_park_get_room_id (park), room_id) == 0)
        return desk_park_get_number (park);
    }
  return NULL;
}

static void
start (DeskLog *self, const StoreLogStart *found)
{
  GHashTableIter iter;
  gpointer key, number;

  self->is_loaded = TRUE;
  g_hash_table_iter_init (&iter, found->ignored);
  while (g_hash_table_iter_next (&iter, &key, &number))
    g_hash_table_replace (self->ignored, g_strdup (key), g_strdup (number));
  for (guint i = 0; i < found->open->len; i++)
    desk_log_calls_adopt (self->calls, found->open->pdata[i]);
  self->lost_at = found->seen_at;
  desk_log_calls_tell_all (self->calls);
  desk_log_take_n_missed (self, found->n_missed);
  if (self->is_ready)
    begin_seeing (self);
  desk_log_trim (self);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (DeskLog) self = g_weak_ref_get (&saving->log);
  g_autoptr (GError) error = NULL;
  g_autoptr (StoreLogStart) found = store_log_start_finish (STORE_DATABASE (source), result, &error);

  if (self == NULL || self->session == NULL)
    return;
  take_error (self, error);
  if (found != NULL)
    start (self, found);
}

DeskLog *
desk_log_new (DeskSession *session)
{
  DeskLog *self = g_object_new (DESK_TYPE_LOG, NULL);
  const DeskLogWays ways = { name_of, label_of, find_verb, find_slot, row_changed, self };

  self->session = session;
  self->clock = g_object_ref (session->clock);
  self->calls = desk_log_calls_new (&ways);
  self->account_id = g_strdup (store_account_get_id (session->account));
  g_set_object (&self->database, session->database);
  if (self->database != NULL)
    store_log_start_async (self->database, self->account_id, NULL, started_cb, saving_new (self));
  return self;
}

void
desk_log_close (DeskLog *self)
{
  if (self->session == NULL)
    return;
  if (self->is_loaded && self->is_ready)
    end_seeing (self);
  if (self->retry_timer != 0)
    pal_clock_remove (self->clock, self->retry_timer);
  self->retry_timer = 0;
  retry (self);
  self->is_ready = FALSE;
  self->session = NULL;
}

StoreDatabase *
desk_log_get_database (DeskLog *self)
{
  return self->database;
}

const char *
desk_log_get_account_id (DeskLog *self)
{
  return self->account_id;
}

DeskCaller *
desk_log_get_caller (DeskLog *self)
{
  g_return_val_if_fail (DESK_IS_LOG (self), NULL);
  return self->session != NULL ? desk_session_get_caller (self->session) : NULL;
}

guint
desk_log_get_n_missed (DeskLog *self)
{
  g_return_val_if_fail (DESK_IS_LOG (self), 0);
  return self->n_missed;
}

const char *
desk_log_get_error (DeskLog *self)
{
  g_return_val_if_fail (DESK_IS_LOG (self), NULL);
  return self->error;
}

guint
desk_log_get_retention_days (DeskLog *self)
{
  g_return_val_if_fail (DESK_IS_LOG (self), 0);
  return self->retention_days;
}

void
desk_log_set_retention_days (DeskLog *self, guint days)
{
  g_return_if_fail (DESK_IS_LOG (self));
  if (self->retention_days == days)
    return;
  self->retention_days = days;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RETENTION_DAYS]);
  desk_log_trim (self);
}

static void
desk_log_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskLog *self = DESK_LOG (object);

  switch (id)
    {
    case PROP_N_MISSED: g_value_set_uint (value, self->n_missed); break;
    case PROP_RETENTION_DAYS: g_value_set_uint (value, self->retention_days); break;
    case PROP_ERROR: g_value_set_string (value, self->error); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_log_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RETENTION_DAYS:
      desk_log_set_retention_days (DESK_LOG (object), g_value_get_uint (value));
      break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_log_dispose (GObject *object)
{
  DeskLog *self = DESK_LOG (object);

  g_clear_object (&self->database);
  G_OBJECT_CLASS (desk_log_parent_class)->dispose (object);
}

static void
desk_log_finalize (GObject *object)
{
  DeskLog *self = DESK_LOG (object);

  g_clear_pointer (&self->calls, desk_log_calls_free);
  g_clear_object (&self->clock);
  g_hash_table_unref (self->ignored);
  g_hash_table_unref (self->unsaved);
  g_free (self->account_id);
  g_free (self->error);
  G_OBJECT_CLASS (desk_log_parent_class)->finalize (object);
}

static guint
add_signal (GObjectClass *klass, const char *name, guint n_arguments, GType first, GType second)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_arguments, first, second);
}

static void
desk_log_class_init (DeskLogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_log_get_property;
  object_class->set_property = desk_log_set_property;
  object_class->dispose = desk_log_dispose;
  object_class->finalize = desk_log_finalize;

  properties[PROP_N_MISSED] = g_param_spec_uint ("n-missed", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | flags);
  properties[PROP_RETENTION_DAYS] = g_param_spec_uint ("retention-days", NULL, NULL, 0, G_MAXUINT, 0,
                                                       G_PARAM_READWRITE | flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ENTRY_ADDED] = add_signal (object_class, "entry-added", 1, DESK_TYPE_LOG_ENTRY, 0);
  signals[ENTRY_CHANGED] = add_signal (object_class, "entry-changed", 1, DESK_TYPE_LOG_ENTRY, 0);
  signals[DONE_CHANGED] = add_signal (object_class, "done-changed", 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  signals[REMOVED] = add_signal (object_class, "removed", 1, G_TYPE_INT64, 0);
  signals[IGNORED_CHANGED] = add_signal (object_class, "ignored-changed", 0, 0, 0);
}

static void
desk_log_init (DeskLog *self)
{
  self->ignored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->unsaved = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, saving_free);
}

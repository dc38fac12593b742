/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits and whose turn it is: one of a contact at a time, in the order of making, a few contacts at the same
 * time. What waits for the person holds up nothing that comes after it. */
#include "config.h"

#include "model/desk-outbox-private.h"
#include "model/desk-session-private.h"

#define MAX_RUNNING 4
#define OVER_STAYS (15 * (gint64) G_USEC_PER_SEC)
#define TELL_AFTER (G_USEC_PER_SEC / 2)
#define NEW_RANK (G_GINT64_CONSTANT (1) << 62) /* behind all that are on disk */

enum
{
  PROP_0,
  PROP_N_WAITING,
  PROP_N_STUCK,
  N_PROPS
};

enum
{
  CONFIRMED,
  STUCK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DeskOutbox, desk_outbox, DESK_TYPE_LIST)

static void pump (DeskOutbox *self);

/* --- lanes -------------------------------------------------------------- */

static void
lane_free (gpointer data)
{
  DeskLane *lane = data;

  g_free (lane->key);
  g_queue_clear (&lane->edits);
  g_free (lane);
}

static void
touch_lane (DeskOutbox *self, DeskLane *lane)
{
  if (!lane->is_queued && lane->running == NULL)
    {
      lane->is_queued = TRUE;
      g_queue_push_tail (&self->ready, lane);
    }
  pump (self);
}

void
desk_outbox_touch (DeskOutbox *self, DeskEdit *edit)
{
  DeskLane *lane = edit->lane != NULL ? g_hash_table_lookup (self->lanes, edit->lane) : NULL;

  if (lane != NULL)
    touch_lane (self, lane);
}

/* Of a contact that the PBX has. */
static void
show_pending (DeskOutbox *self, DeskLane *lane)
{
  const DeskEdit *last = g_queue_peek_tail (&lane->edits);
  DeskContactPending pending = DESK_CONTACT_PENDING_NONE;

  if (lane->key[0] != '=')
    return;
  if (last != NULL)
    pending = last->kind == DESK_EDIT_KIND_DELETE ? DESK_CONTACT_PENDING_DELETE : DESK_CONTACT_PENDING_CHANGE;
  desk_phonebooks_set_pending (self->phonebooks, lane->key + 1, pending);
}

static void
enter_lane (DeskOutbox *self, DeskEdit *edit)
{
  DeskLane *lane;
  GList *at;

  edit->lane = desk_edit_dup_lane (edit);
  lane = g_hash_table_lookup (self->lanes, edit->lane);
  if (lane == NULL)
    {
      lane = g_new0 (DeskLane, 1);
      lane->outbox = self;
      lane->key = g_strdup (edit->lane);
      g_hash_table_insert (self->lanes, lane->key, lane);
    }
  for (at = lane->edits.tail; at != NULL && ((DeskEdit *) at->data)->rank > edit->rank;)
    at = at->prev;
  if (at != NULL)
    g_queue_insert_after (&lane->edits, at, edit);
  else
    g_queue_push_head (&lane->edits, edit);
  show_pending (self, lane);
}

static void
leave_lane (DeskOutbox *self, DeskEdit *edit)
{
  g_autofree char *key = g_steal_pointer (&edit->lane);
  DeskLane *lane = key != NULL ? g_hash_table_lookup (self->lanes, key) : NULL;

  if (lane == NULL)
    return;
  g_queue_remove (&lane->edits, edit);
  if (lane->running == edit)
    lane->running = NULL;
  show_pending (self, lane);
  if (lane->edits.length > 0)
    {
      touch_lane (self, lane);
      return;
    }
  if (lane->is_queued)
    g_queue_remove (&self->ready, lane);
  if (lane->timer != 0)
    pal_clock_remove (self->clock, lane->timer);
  g_hash_table_remove (self->lanes, lane->key);
}

void
desk_outbox_change_lane (DeskOutbox *self, DeskEdit *edit)
{
  g_autofree char *key = desk_edit_dup_lane (edit);
  DeskLane *lane;

  if (g_strcmp0 (key, edit->lane) == 0)
    return;
  leave_lane (self, edit);
  enter_lane (self, edit);
  lane = g_hash_table_lookup (self->lanes, edit->lane);
  if (edit->is_running && lane->running == NULL)
    lane->running = edit;
}

static void
lane_due_cb (gpointer user_data)
{
  DeskLane *lane = user_data;

  lane->timer = 0;
  touch_lane (lane->outbox, lane);
}

/* What is next, or NULL: nothing, or not yet. */
static DeskEdit *
find_next (DeskOutbox *self, DeskLane *lane)
{
  for (GList *at = lane->edits.head; at != NULL; at = at->next)
    {
      DeskEdit *edit = at->data;

      if (edit->state == DESK_EDIT_STATE_SAVING)
        return NULL;
      if (edit->state != DESK_EDIT_STATE_QUEUED && edit->state != DESK_EDIT_STATE_SENT)
        continue;
      return edit;
    }
  return NULL;
}

static void
start_lane (DeskOutbox *self, DeskLane *lane)
{
  DeskEdit *edit = find_next (self, lane);

  if (lane->timer != 0)
    pal_clock_remove (self->clock, lane->timer);
  lane->timer = 0;
  if (edit == NULL)
    return;
  if (edit->retry_at > pal_clock_get_monotonic (self->clock))
    {
      lane->timer = pal_clock_add (self->clock, edit->retry_at, lane_due_cb, lane);
      return;
    }
  lane->running = edit;
  edit->is_running = TRUE;
  g_ptr_array_add (self->running, g_object_ref (edit));
  desk_outbox_start (self, edit);
}

static void
pump (DeskOutbox *self)
{
  DeskLane *lane;

  while (self->is_ready && self->is_loaded && self->running->len < MAX_RUNNING
         && (lane = g_queue_pop_head (&self->ready)) != NULL)
    {
      lane->is_queued = FALSE;
      start_lane (self, lane);
    }
}

void
desk_outbox_end_run (DeskOutbox *self, DeskEdit *edit, gint64 pause)
{
  g_autoptr (DeskEdit) kept = g_object_ref (edit);
  DeskLane *lane = edit->lane != NULL ? g_hash_table_lookup (self->lanes, edit->lane) : NULL;

  if (edit->is_running)
    g_ptr_array_remove_fast (self->running, edit);
  edit->is_running = FALSE;
  edit->is_answered = edit->is_looking_wide = FALSE;
  edit->retry_at = pause > 0 ? pal_clock_get_monotonic (self->clock) + pause : 0;
  g_clear_pointer (&edit->found, g_ptr_array_unref);
  g_clear_pointer (&edit->similar, g_free);
  if (lane != NULL && lane->running == edit)
    lane->running = NULL;
  if (lane != NULL)
    touch_lane (self, lane);
  else
    pump (self);
}

/* --- what is counted and shown ---------------------------------------------- */

static guint *
count_of (DeskOutbox *self, DeskEdit *edit)
{
  if (edit->state == DESK_EDIT_STATE_CONFLICT || edit->state == DESK_EDIT_STATE_REFUSED)
    return &self->n_stuck;
  return edit->state != DESK_EDIT_STATE_CONFIRMED ? &self->n_waiting : NULL;
}

static void
notify_counts (DeskOutbox *self, guint n_waiting, guint n_stuck)
{
  if (self->n_waiting != n_waiting)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
  if (self->n_stuck != n_stuck)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_STUCK]);
}

/* Counts an edit in its state, after @from was counted before (NULL: it is new). */
static void
count (DeskOutbox *self, guint *from, guint *to)
{
  guint n_waiting = self->n_waiting, n_stuck = self->n_stuck;

  if (from != NULL)
    *from -= 1;
  if (to != NULL)
    *to += 1;
  notify_counts (self, n_waiting, n_stuck);
}

void
desk_outbox_set_state (DeskOutbox *self, DeskEdit *edit, DeskEditState state)
{
  guint *from = count_of (self, edit);

  if (edit->state == state)
    return;
  g_object_ref (edit);
  desk_edit_set_state (edit, state);
  count (self, from, count_of (self, edit));
  g_object_unref (edit);
}

void
desk_outbox_add (DeskOutbox *self, DeskEdit *edit)
{
  edit->key = g_strdup_printf ("%u", ++self->serial);
  if (edit->rank == 0)
    edit->rank = NEW_RANK + self->serial;
  enter_lane (self, edit);
  desk_list_append (DESK_LIST (self), edit->key, edit);
  count (self, NULL, count_of (self, edit));
  desk_outbox_touch (self, edit);
}

void
desk_outbox_drop (DeskOutbox *self, DeskEdit *edit)
{
  if (edit->is_dropped)
    return;
  g_object_ref (edit);
  edit->is_dropped = TRUE;
  desk_outbox_write (self, edit, NULL);
  leave_lane (self, edit);
  count (self, count_of (self, edit), NULL);
  desk_list_remove (DESK_LIST (self), edit->key);
  g_object_unref (edit);
}

static void arm_leaving (DeskOutbox *self);

static void
leave_cb (gpointer user_data)
{
  DeskOutbox *self = user_data;
  gint64 now = pal_clock_get_monotonic (self->clock);

  self->leave_timer = 0;
  g_object_ref (self);
  desk_list_begin_batch (DESK_LIST (self));
  while (self->leaving.length > 0 && ((DeskEdit *) self->leaving.head->data)->retry_at <= now)
    {
      g_autoptr (DeskEdit) edit = g_queue_pop_head (&self->leaving);

      desk_list_remove (DESK_LIST (self), edit->key);
    }
  desk_list_end_batch (DESK_LIST (self));
  arm_leaving (self);
  g_object_unref (self);
}

static void
arm_leaving (DeskOutbox *self)
{
  gint64 soonest = pal_clock_get_monotonic (self->clock) + G_USEC_PER_SEC; /* many leave together */
  const DeskEdit *first;

  if (self->leave_timer != 0 || self->leaving.length == 0)
    return;
  first = self->leaving.head->data;
  self->leave_timer = pal_clock_add (self->clock, MAX (soonest, first->retry_at), leave_cb, self);
}

/* --- what a dialogue comes to -------------------------------------------------- */

static void
tell_cb (gpointer user_data)
{
  DeskOutbox *self = user_data;

  self->tell_timer = 0;
  desk_phonebooks_note_changes (self->phonebooks);
}

/* Lists are read again once for many changes. */
static void
tell_later (DeskOutbox *self)
{
  gint64 due = pal_clock_get_monotonic (self->clock) + TELL_AFTER;

  if (self->tell_timer == 0)
    self->tell_timer = pal_clock_add (self->clock, due, tell_cb, self);
}

void
desk_outbox_confirm (DeskOutbox *self, DeskEdit *edit)
{
  g_autoptr (DeskEdit) kept = g_object_ref (edit);

  edit->sent_at = 0;
  desk_edit_set_reason (edit, NULL);
  desk_outbox_set_state (self, edit, DESK_EDIT_STATE_CONFIRMED);
  desk_outbox_write (self, edit, NULL);
  leave_lane (self, edit);
  desk_outbox_end_run (self, edit, OVER_STAYS);
  g_queue_push_tail (&self->leaving, g_object_ref (edit));
  arm_leaving (self);
  tell_later (self);
  g_signal_emit (self, signals[CONFIRMED], 0, edit, edit->contact_id);
}

void
desk_outbox_get_stuck (DeskOutbox *self, DeskEdit *edit, DeskEditState state, const char *reason)
{
  g_autoptr (DeskEdit) kept = g_object_ref (edit);

  desk_edit_set_reason (edit, reason);
  desk_outbox_set_state (self, edit, state);
  desk_outbox_write (self, edit, NULL);
  desk_outbox_end_run (self, edit, 0);
  g_signal_emit (self, signals[STUCK], 0, edit);
}

void
desk_outbox_requeue (DeskOutbox *self, DeskEdit *edit, gboolean is_in_doubt)
{
  g_autoptr (DeskEdit) kept = g_object_ref (edit);

  if (!is_in_doubt)
    {
      edit->sent_at = 0;
      g_clear_pointer (&edit->before, g_strfreev);
    }
  edit->tries = 0;
  edit->is_blanking = FALSE;
  desk_edit_set_reason (edit, NULL);
  desk_outbox_change_lane (self, edit);
  desk_outbox_set_state (self, edit, is_in_doubt ? DESK_EDIT_STATE_SENT : DESK_EDIT_STATE_QUEUED);
  desk_outbox_write (self, edit, NULL);
  desk_outbox_end_run (self, edit, 0);
}

/* --- the line ------------------------------------------------------------------ */

void
desk_outbox_set_ready (gpointer part, gboolean is_ready)
{
  DeskOutbox *self = part;

  if (self->is_ready == is_ready)
    return;
  self->is_ready = is_ready;
  if (is_ready)
    pump (self);
}

void
desk_outbox_set_patience (DeskOutbox *self, gint64 patience)
{
  self->patience = patience;
}

guint
desk_outbox_get_n_waiting (DeskOutbox *self)
{
  g_return_val_if_fail (DESK_IS_OUTBOX (self), 0);
  return self->n_waiting;
}

guint
desk_outbox_get_n_stuck (DeskOutbox *self)
{
  g_return_val_if_fail (DESK_IS_OUTBOX (self), 0);
  return self->n_stuck;
}

static int
compare_edits (gconstpointer a, gconstpointer b)
{
  gint64 rank = ((const DeskEdit *) a)->rank, other = ((const DeskEdit *) b)->rank;

  return (rank > other) - (rank < other);
}

gpointer
desk_outbox_begin (DeskSession *session)
{
  DeskOutbox *self = g_object_new (DESK_TYPE_OUTBOX, NULL);

  self->client = g_object_ref (session->client);
  self->clock = g_object_ref (session->clock);
  g_set_object (&self->phonebooks, session->parts[DESK_PART_PHONEBOOKS]);
  g_set_object (&self->database, session->database);
  self->account_id = g_strdup (store_account_get_id (session->account));
  self->tenant = g_strdup (store_account_get_tenant (session->account));
  desk_outbox_load (self);
  return self;
}

static void
cancel_timer (DeskOutbox *self, guint *timer)
{
  if (*timer != 0)
    pal_clock_remove (self->clock, *timer);
  *timer = 0;
}

/* Whoever still holds an edit can read it, and nothing more comes of it. */
static void
let_go (DeskOutbox *self)
{
  guint n;
  gpointer *edits = desk_list_get_rows (DESK_LIST (self), &n);

  for (guint i = 0; i < n; i++)
    ((DeskEdit *) edits[i])->outbox = NULL;
  for (guint i = 0; i < self->running->len; i++)
    ((DeskEdit *) self->running->pdata[i])->outbox = NULL;
  for (guint i = 0; i < self->unwritten->len; i++)
    ((DeskEdit *) self->unwritten->pdata[i])->outbox = NULL;
}

void
desk_outbox_end (gpointer part)
{
  DeskOutbox *self = part;
  GHashTableIter iter;
  gpointer lane;

  g_cancellable_cancel (self->cancellable);
  self->is_ready = FALSE;
  if (self->clock == NULL)
    return;
  let_go (self);
  cancel_timer (self, &self->load_timer);
  cancel_timer (self, &self->write_timer);
  cancel_timer (self, &self->leave_timer);
  cancel_timer (self, &self->tell_timer);
  g_hash_table_iter_init (&iter, self->lanes);
  while (g_hash_table_iter_next (&iter, NULL, &lane))
    cancel_timer (self, &((DeskLane *) lane)->timer);
  g_queue_clear (&self->ready);
  g_queue_clear_full (&self->leaving, g_object_unref);
  g_hash_table_remove_all (self->lanes);
  g_ptr_array_set_size (self->running, 0);
  g_ptr_array_set_size (self->unwritten, 0);
  g_clear_object (&self->client);
  g_clear_object (&self->clock);
  g_clear_object (&self->database);
  g_clear_object (&self->phonebooks);
}

static void
desk_outbox_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskOutbox *self = DESK_OUTBOX (object);

  switch (id)
    {
    case PROP_N_WAITING: g_value_set_uint (value, self->n_waiting); break;
    case PROP_N_STUCK: g_value_set_uint (value, self->n_stuck); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_outbox_dispose (GObject *object)
{
  desk_outbox_end (object);
  G_OBJECT_CLASS (desk_outbox_parent_class)->dispose (object);
}

static void
desk_outbox_finalize (GObject *object)
{
  DeskOutbox *self = DESK_OUTBOX (object);

  g_hash_table_unref (self->lanes);
  g_ptr_array_unref (self->running);
  g_ptr_array_unref (self->unwritten);
  g_object_unref (self->cancellable);
  g_free (self->account_id);
  g_free (self->tenant);
  G_OBJECT_CLASS (desk_outbox_parent_class)->finalize (object);
}

static void
desk_outbox_class_init (DeskOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  DeskListClass *list_class = DESK_LIST_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_outbox_get_property;
  object_class->dispose = desk_outbox_dispose;
  object_class->finalize = desk_outbox_finalize;
  list_class->item_type = DESK_TYPE_EDIT;
  list_class->compare = compare_edits;

  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_STUCK] = g_param_spec_uint ("n-stuck", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CONFIRMED] = g_signal_new ("confirmed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 2, DESK_TYPE_EDIT, G_TYPE_STRING);
  signals[STUCK] = g_signal_new ("stuck", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, DESK_TYPE_EDIT);
}

static void
desk_outbox_init (DeskOutbox *self)
{
  self->cancellable = g_cancellable_new ();
  self->lanes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, lane_free);
  self->running = g_ptr_array_new_with_free_func (g_object_unref);
  self->unwritten = g_ptr_array_new_with_free_func (g_object_unref);
  self->patience = DESK_OUTBOX_PATIENCE;
}

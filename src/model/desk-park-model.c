/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-park-private.h"

/* Beyond this many, free slots nobody listed are forgotten. */
#define MAX_KNOWN 1000

/* A slot, also one that is a line's and therefore not shown here. */
typedef struct
{
  DeskPark *park;          /* owned */
  char *room_id, *talker_id; /* who waits, or is to wait, there as mine; NULL: nobody */
  guint generation;        /* of the snapshot that named it */
  guint is_expected : 1;   /* I asked for it and it is not there yet */
  guint is_seen : 1;       /* the PBX named it, now or in former days */
  guint is_listed : 1, is_line : 1;
} Entry;

struct _DeskParkModel
{
  DeskList parent_instance;

  /* owned */
  DeskFlush *flush;
  DeskChanges changes;
  GHashTable *entries; /* number (of the slot) -> Entry */
  GHashTable *rooms;   /* room id -> Entry, borrowed */
  char *last_used;

  guint generation, n_taken, n_mine, n_listed;
  gboolean is_synced;  /* all that is taken has been told */
};

G_DEFINE_FINAL_TYPE (DeskParkModel, desk_park_model, DESK_TYPE_LIST)

enum
{
  PROP_0,
  PROP_N_TAKEN,
  PROP_N_MINE,
  N_PROPS
};

enum
{
  SEEN,
  CLAIMED,
  UNCLAIMED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->room_id);
  g_free (entry->talker_id);
  g_object_unref (entry->park);
  g_free (entry);
}

DeskParkModel *
desk_park_model_new (DeskFlush *flush)
{
  DeskParkModel *self = g_object_new (DESK_TYPE_PARK_MODEL, NULL);

  self->flush = flush != NULL ? desk_flush_ref (flush) : NULL;
  desk_changes_init (&self->changes, flush);
  return self;
}

static Entry *
find (DeskParkModel *self, const char *number)
{
  return number != NULL ? g_hash_table_lookup (self->entries, number) : NULL;
}

static Entry *
ensure (DeskParkModel *self, const char *number)
{
  Entry *entry = find (self, number);

  if (entry != NULL)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->park = desk_park_new (number, self->flush);
  g_hash_table_insert (self->entries, (gpointer) desk_park_get_number (entry->park), entry);
  desk_list_append (DESK_LIST (self), desk_park_get_number (entry->park), entry->park);
  return entry;
}

static void
drop (DeskParkModel *self, Entry *entry)
{
  g_autofree char *number = g_strdup (desk_park_get_number (entry->park));

  if (!entry->is_line)
    desk_list_remove (DESK_LIST (self), number);
  g_hash_table_remove (self->entries, number);
}

static void
count (DeskParkModel *self, guint *counter, int by, guint property)
{
  *counter += (guint) by;
  desk_changes_mark (&self->changes, self, properties, property);
}

/* An entry that becomes, or ceases to be, one that is shown. */
static void
count_entry (DeskParkModel *self, Entry *entry, int by)
{
  if (desk_park_get_is_taken (entry->park))
    count (self, &self->n_taken, by, PROP_N_TAKEN);
  if (desk_park_get_is_mine (entry->park))
    count (self, &self->n_mine, by, PROP_N_MINE);
}

/* Nobody knows of it any more. */
static gboolean
is_idle (Entry *entry)
{
  return !entry->is_seen && !entry->is_listed && !entry->is_line && !entry->is_expected
         && !desk_park_get_is_taken (entry->park);
}

/* --- what is mine ------------------------------------------------------ */

static void
unclaim (DeskParkModel *self, Entry *entry)
{
  gboolean was_kept = entry->room_id != NULL && !entry->is_expected;

  g_clear_pointer (&entry->room_id, g_free);
  g_clear_pointer (&entry->talker_id, g_free);
  entry->is_expected = FALSE;
  if (desk_park_get_is_mine (entry->park) && !entry->is_line)
    count (self, &self->n_mine, -1, PROP_N_MINE);
  desk_park_set_is_mine (entry->park, FALSE);
  if (was_kept)
    g_signal_emit (self, signals[UNCLAIMED], 0, desk_park_get_number (entry->park));
}

static void
become_mine (DeskParkModel *self, Entry *entry)
{
  gboolean is_new = entry->is_expected;

  entry->is_expected = FALSE;
  if (!desk_park_get_is_mine (entry->park) && !entry->is_line)
    count (self, &self->n_mine, 1, PROP_N_MINE);
  desk_park_set_is_mine (entry->park, TRUE);
  if (is_new)
    {
      g_free (entry->talker_id);
      entry->talker_id = g_strdup (desk_park_get_talker_id (entry->park));
      g_signal_emit (self, signals[CLAIMED], 0, entry->park);
    }
}

static gboolean
is_same (const char *a, const char *b)
{
  return a != NULL && b != NULL && a[0] != '\0' && g_str_equal (a, b);
}

/* Is who waits there whom I parked? A room may get another id while its talkers keep theirs. */
static void
check_claim (DeskParkModel *self, Entry *entry)
{
  if (entry->room_id == NULL)
    return;
  if (is_same (entry->room_id, desk_park_get_room_id (entry->park))
      || is_same (entry->talker_id, desk_park_get_talker_id (entry->park)))
    become_mine (self, entry);
  else
    unclaim (self, entry);
}

void
desk_park_model_expect (DeskParkModel *self, const char *number, const char *room_id)
{
  Entry *entry = find (self, number);

  if (room_id == NULL)
    {
      if (entry == NULL || !entry->is_expected)
        return;
      unclaim (self, entry);
      if (!entry->is_seen && !entry->is_listed && !entry->is_line)
        drop (self, entry); /* there is no such slot */
      return;
    }
  entry = ensure (self, number);
  if (!entry->is_expected)
    unclaim (self, entry);
  g_free (entry->room_id);
  entry->room_id = g_strdup (room_id);
  entry->is_expected = TRUE;
  g_free (self->last_used);
  self->last_used = g_strdup (number);
  if (desk_park_get_is_taken (entry->park))
    check_claim (self, entry);
}

void
desk_park_model_remember (DeskParkModel *self, const char *number, const char *room_id, const char *talker_id)
{
  Entry *entry = ensure (self, number);

  entry->is_seen = TRUE;
  if (room_id[0] == '\0' || entry->room_id != NULL)
    return;
  entry->room_id = g_strdup (room_id);
  entry->talker_id = g_strdup (talker_id);
  if (desk_park_get_is_taken (entry->park))
    check_claim (self, entry);
  else if (self->is_synced)
    unclaim (self, entry);
}

/* --- events ------------------------------------------------------------ */

static void
forget_room (DeskParkModel *self, Entry *entry)
{
  const char *room_id = desk_park_get_room_id (entry->park);

  if (room_id != NULL && g_hash_table_lookup (self->rooms, room_id) == entry)
    g_hash_table_remove (self->rooms, room_id);
}

static void
see (DeskParkModel *self, Entry *entry)
{
  if (entry->is_seen)
    return;
  entry->is_seen = TRUE;
  g_signal_emit (self, signals[SEEN], 0, entry->park);
}

static void
free_entry (DeskParkModel *self, Entry *entry)
{
  if (!desk_park_get_is_taken (entry->park))
    return;
  forget_room (self, entry);
  if (!entry->is_expected)
    unclaim (self, entry);
  if (!entry->is_line)
    count_entry (self, entry, -1);
  desk_park_free (entry->park);
  if (g_hash_table_size (self->entries) > MAX_KNOWN && !entry->is_listed && !entry->is_expected)
    drop (self, entry);
}

void
desk_park_model_take (DeskParkModel *self, const PalParkEvent *event, gint64 since)
{
  Entry *entry = ensure (self, event->park);

  forget_room (self, entry);
  if (!desk_park_get_is_taken (entry->park))
    {
      if (!entry->is_line)
        count (self, &self->n_taken, 1, PROP_N_TAKEN);
    }
  else if (!is_same (event->talker_id, desk_park_get_talker_id (entry->park))
           && !is_same (event->room_id, desk_park_get_room_id (entry->park)))
    {
      desk_park_set_who (entry->park, NULL, NULL);
    }
  desk_park_take (entry->park, event->room_id, event->talker_id, since);
  if (event->room_id[0] != '\0')
    g_hash_table_insert (self->rooms, g_strdup (event->room_id), entry);
  entry->generation = self->generation;
  see (self, entry);
  check_claim (self, entry);
}

void
desk_park_model_free (DeskParkModel *self, const char *number)
{
  Entry *entry = ensure (self, number);

  see (self, entry);
  free_entry (self, entry);
}

void
desk_park_model_begin_snapshot (DeskParkModel *self)
{
  self->generation++;
  self->is_synced = FALSE;
}

void
desk_park_model_end_snapshot (DeskParkModel *self)
{
  g_autoptr (GList) entries = g_hash_table_get_values (self->entries);

  self->is_synced = TRUE;
  desk_list_begin_batch (DESK_LIST (self));
  for (GList *at = entries; at != NULL; at = at->next)
    {
      Entry *entry = at->data;

      if (!desk_park_get_is_taken (entry->park))
        unclaim (self, entry);
      else if (entry->generation != self->generation)
        free_entry (self, entry);
    }
  desk_list_end_batch (DESK_LIST (self));
}

void
desk_park_model_set_is_line (DeskParkModel *self, const char *number, gboolean is_line)
{
  Entry *entry = is_line ? ensure (self, number) : find (self, number);

  if (entry == NULL || entry->is_line == !!is_line)
    return;
  count_entry (self, entry, is_line ? -1 : 1);
  entry->is_line = !!is_line;
  if (is_line)
    {
      desk_list_remove (DESK_LIST (self), number);
      return;
    }
  desk_list_append (DESK_LIST (self), desk_park_get_number (entry->park), entry->park);
  if (is_idle (entry))
    drop (self, entry);
}

void
desk_park_model_set_listed (DeskParkModel *self, const char *const *numbers)
{
  g_autoptr (GList) entries = g_hash_table_get_values (self->entries);

  for (GList *at = entries; at != NULL; at = at->next)
    ((Entry *) at->data)->is_listed = FALSE;
  self->n_listed = 0;
  desk_list_begin_batch (DESK_LIST (self));
  for (guint i = 0; numbers != NULL && numbers[i] != NULL; i++)
    {
      ensure (self, numbers[i])->is_listed = TRUE;
      self->n_listed++;
    }
  for (GList *at = entries; at != NULL; at = at->next)
    if (is_idle (at->data))
      drop (self, at->data);
  desk_list_end_batch (DESK_LIST (self));
}

/* --- questions --------------------------------------------------------- */

DeskPark *
desk_park_model_find (DeskParkModel *self, const char *number)
{
  g_return_val_if_fail (DESK_IS_PARK_MODEL (self), NULL);

  Entry *entry = find (self, number);

  return entry != NULL ? entry->park : NULL;
}

DeskPark *
desk_park_model_find_room (DeskParkModel *self, const char *room_id)
{
  Entry *entry = room_id != NULL ? g_hash_table_lookup (self->rooms, room_id) : NULL;

  return entry != NULL ? entry->park : NULL;
}

void
desk_park_model_foreach_taken (DeskParkModel *self, GFunc func, gpointer user_data)
{
  g_autoptr (GList) entries = g_hash_table_get_values (self->entries);

  for (GList *at = entries; at != NULL; at = at->next)
    if (desk_park_get_is_taken (((Entry *) at->data)->park))
      func (((Entry *) at->data)->park, user_data);
}

guint
desk_park_model_get_n_taken (DeskParkModel *self)
{
  g_return_val_if_fail (DESK_IS_PARK_MODEL (self), 0);
  return self->n_taken;
}

guint
desk_park_model_get_n_mine (DeskParkModel *self)
{
  g_return_val_if_fail (DESK_IS_PARK_MODEL (self), 0);
  return self->n_mine;
}

static gboolean
is_choice (DeskParkModel *self, DeskPark *park)
{
  Entry *entry = find (self, desk_park_get_number (park));

  return !desk_park_get_is_taken (park) && (self->n_listed == 0 || entry->is_listed);
}

const char *
desk_park_model_get_next_free (DeskParkModel *self)
{
  g_return_val_if_fail (DESK_IS_PARK_MODEL (self), NULL);

  DeskPark *first = NULL, *asked = NULL;
  guint n = desk_list_get_size (DESK_LIST (self));

  for (guint i = 0; i < n; i++)
    {
      DeskPark *park = desk_list_peek (DESK_LIST (self), i);

      if (!is_choice (self, park))
        continue;
      if (find (self, desk_park_get_number (park))->is_expected)
        {
          if (asked == NULL)
            asked = park;
          continue;
        }
      if (self->last_used == NULL || desk_number_compare (desk_park_get_number (park), self->last_used) > 0)
        return desk_park_get_number (park);
      if (first == NULL)
        first = park;
    }
  if (first == NULL)
    first = asked; /* nobody may have got there: who was sent hung up */
  return first != NULL ? desk_park_get_number (first) : NULL;
}

DeskPark *
desk_park_model_get_oldest (DeskParkModel *self)
{
  g_return_val_if_fail (DESK_IS_PARK_MODEL (self), NULL);

  DeskPark *oldest = NULL;
  guint n = desk_list_get_size (DESK_LIST (self));

  for (guint i = 0; i < n; i++)
    {
      DeskPark *park = desk_list_peek (DESK_LIST (self), i);

      if (!desk_park_get_is_taken (park) || (self->n_mine > 0 && !desk_park_get_is_mine (park)))
        continue;
      if (oldest == NULL || desk_park_get_since (park) < desk_park_get_since (oldest))
        oldest = park;
    }
  return oldest;
}

/* --- the object -------------------------------------------------------- */

static void
desk_park_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskParkModel *self = DESK_PARK_MODEL (object);

  switch (id)
    {
    case PROP_N_TAKEN: g_value_set_uint (value, self->n_taken); break;
    case PROP_N_MINE: g_value_set_uint (value, self->n_mine); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_park_model_finalize (GObject *object)
{
  DeskParkModel *self = DESK_PARK_MODEL (object);

  g_hash_table_unref (self->rooms);
  g_hash_table_unref (self->entries);
  g_free (self->last_used);
  desk_changes_clear (&self->changes);
  g_clear_pointer (&self->flush, desk_flush_unref);
  G_OBJECT_CLASS (desk_park_model_parent_class)->finalize (object);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return desk_number_compare (desk_park_get_number ((DeskPark *) a), desk_park_get_number ((DeskPark *) b));
}

static void
desk_park_model_class_init (DeskParkModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_park_model_get_property;
  object_class->finalize = desk_park_model_finalize;
  DESK_LIST_CLASS (klass)->item_type = DESK_TYPE_PARK;
  DESK_LIST_CLASS (klass)->compare = compare;

  properties[PROP_N_TAKEN] = g_param_spec_uint ("n-taken", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_MINE] = g_param_spec_uint ("n-mine", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SEEN] = g_signal_new ("seen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, DESK_TYPE_PARK);
  signals[CLAIMED] = g_signal_new ("claimed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, DESK_TYPE_PARK);
  signals[UNCLAIMED] = g_signal_new ("unclaimed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
desk_park_model_init (DeskParkModel *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-log-private.h"

#include <string.h>

#include "model/desk-enum-types.h"
#include "model/desk-fold.h"
#include "model/desk-finder.h"

#define SAME_PARTY_DIGITS 9 /* without prefix and country */

struct _DeskLogEntry
{
  GObject parent_instance;

  /* owned */
  StoreLogRow *row;
  char *found_name; /* whose number it is, as was found out later; or NULL */

  gboolean starts_day;
};

G_DEFINE_FINAL_TYPE (DeskLogEntry, desk_log_entry, G_TYPE_OBJECT)

G_STATIC_ASSERT ((int) DESK_OUTCOME_OPEN == (int) STORE_LOG_OPEN);
G_STATIC_ASSERT ((int) DESK_OUTCOME_ANSWERED == (int) STORE_LOG_ANSWERED);
G_STATIC_ASSERT ((int) DESK_OUTCOME_MISSED == (int) STORE_LOG_MISSED);
G_STATIC_ASSERT ((int) DESK_OUTCOME_DECLINED == (int) STORE_LOG_DECLINED);
G_STATIC_ASSERT ((int) DESK_OUTCOME_ELSEWHERE == (int) STORE_LOG_ELSEWHERE);
G_STATIC_ASSERT ((int) DESK_OUTCOME_SENT_ON == (int) STORE_LOG_SENT_ON);
G_STATIC_ASSERT ((int) DESK_OUTCOME_UNREACHED == (int) STORE_LOG_UNREACHED);
G_STATIC_ASSERT ((int) DESK_OUTCOME_UNSEEN == (int) STORE_LOG_UNSEEN);

enum
{
  PROP_0,
  PROP_OUTCOME,
  PROP_IS_DONE,
  PROP_STARTS_DAY,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* --- numbers and words --------------------------------------------------- */

char *
desk_log_dup_key (const char *number)
{
  g_autofree char *digits = desk_number_normalize (number);
  const char *start = digits;

  if (digits == NULL)
    return desk_fold (number);
  if (*start == '+')
    start++;
  if (strlen (start) > SAME_PARTY_DIGITS && strpbrk (start, "*#") == NULL)
    start += strlen (start) - SAME_PARTY_DIGITS;
  return g_strdup (start);
}

char *
desk_log_dup_folded (const StoreLogRow *row)
{
  const char *const texts[] = { row->name, row->pbx_name, row->number, row->queue_name, row->taken_by_name,
                                row->sent_to_name, row->sent_to };
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *digits = desk_number_normalize (row->number);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && strstr (all->str, texts[i]) == NULL)
      g_string_append_printf (all, "%s\n", texts[i]);
  if (digits != NULL && strstr (all->str, digits) == NULL)
    g_string_append (all, digits);
  return desk_fold (all->str);
}

char **
desk_log_split_words (const char *text)
{
  g_autofree char *digits = text != NULL ? desk_number_normalize (text) : NULL;
  g_auto (GStrv) words = NULL;

  if (digits != NULL)
    {
      g_autofree char *folded = desk_fold (digits);
      const char *one[] = { folded, NULL };

      return g_strdupv ((char **) one);
    }
  words = text != NULL ? desk_fold_words (text) : NULL;
  if (words == NULL)
    return NULL;
  for (guint i = STORE_LOG_MAX_WORDS; i < g_strv_length (words); i++)
    g_clear_pointer (&words[i], g_free);
  return g_steal_pointer (&words);
}

/* --- the entry ------------------------------------------------------------ */

DeskLogEntry *
desk_log_entry_new (const StoreLogRow *row)
{
  DeskLogEntry *self = g_object_new (DESK_TYPE_LOG_ENTRY, NULL);

  store_log_row_free (self->row);
  self->row = store_log_row_copy (row);
  return self;
}

void
desk_log_entry_take (DeskLogEntry *self, const StoreLogRow *row)
{
  g_autoptr (StoreLogRow) old = g_steal_pointer (&self->row);

  self->row = store_log_row_copy (row);
  g_object_freeze_notify (G_OBJECT (self));
  if (old->outcome != row->outcome)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OUTCOME]);
  if (old->is_done != row->is_done)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DONE]);
  g_signal_emit (self, signals[CHANGED], 0);
  g_object_thaw_notify (G_OBJECT (self));
}

const StoreLogRow *
desk_log_entry_get_row (DeskLogEntry *self)
{
  return self->row;
}

void
desk_log_entry_set_done (DeskLogEntry *self, gboolean is_done)
{
  if (self->row->is_done == is_done)
    return;
  self->row->is_done = is_done;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_DONE]);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
desk_log_entry_set_starts_day (DeskLogEntry *self, gboolean starts_day)
{
  if (self->starts_day == starts_day)
    return;
  self->starts_day = starts_day;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STARTS_DAY]);
}

gboolean
desk_log_entry_get_starts_day (DeskLogEntry *self)
{
  g_return_val_if_fail (DESK_IS_LOG_ENTRY (self), FALSE);
  return self->starts_day;
}

DeskOutcome
desk_log_entry_get_outcome (DeskLogEntry *self)
{
  g_return_val_if_fail (DESK_IS_LOG_ENTRY (self), DESK_OUTCOME_OPEN);
  return (DeskOutcome) self->row->outcome;
}

DeskDirection
desk_log_entry_get_direction (DeskLogEntry *self)
{
  g_return_val_if_fail (DESK_IS_LOG_ENTRY (self), DESK_DIRECTION_INCOMING);
  return self->row->is_outgoing ? DESK_DIRECTION_OUTGOING : DESK_DIRECTION_INCOMING;
}

gboolean
desk_log_entry_get_is_gap (DeskLogEntry *self)
{
  g_return_val_if_fail (DESK_IS_LOG_ENTRY (self), FALSE);
  return self->row->kind == STORE_LOG_GAP;
}

/* Nobody of the person's own had a name for it when it rang. */
static gboolean
is_nameless (const StoreLogRow *row)
{
  return row->kind != STORE_LOG_GAP
         && (row->name == NULL || g_strcmp0 (row->name, row->number) == 0
             || g_strcmp0 (row->name, row->pbx_name) == 0);
}

const char *
desk_log_entry_get_name (DeskLogEntry *self)
{
  g_return_val_if_fail (DESK_IS_LOG_ENTRY (self), NULL);
  return self->found_name != NULL && is_nameless (self->row) ? self->found_name : self->row->name;
}

void
desk_log_entry_find_name (DeskLogEntry *self, DeskCaller *caller)
{
  const char *found = self->row->number != NULL && is_nameless (self->row)
                        ? desk_caller_find (caller, self->row->number) : NULL;

  if (g_strcmp0 (self->found_name, found) == 0)
    return;
  g_free (self->found_name);
  self->found_name = g_strdup (found);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
desk_log_entry_get_is_parked (DeskLogEntry *self)
{
  g_return_val_if_fail (DESK_IS_LOG_ENTRY (self), FALSE);
  return self->row->sent_to != NULL && self->row->sent_to_name == NULL;
}

#define GETTER(type, member, fallback) \
  type \
  desk_log_entry_get_##member (DeskLogEntry *self) \
  { \
    g_return_val_if_fail (DESK_IS_LOG_ENTRY (self), fallback); \
    return self->row->member; \
  }

GETTER (gint64, id, 0)
GETTER (gboolean, is_answered, FALSE)
GETTER (gboolean, is_done, FALSE)
GETTER (gboolean, is_recorded, FALSE)
GETTER (gboolean, is_monitor, FALSE)
GETTER (const char *, number, NULL)
GETTER (const char *, pbx_name, NULL)
GETTER (const char *, queue, NULL)
GETTER (const char *, queue_name, NULL)
GETTER (const char *, taken_by, NULL)
GETTER (const char *, taken_by_name, NULL)
GETTER (const char *, sent_to, NULL)
GETTER (const char *, sent_to_name, NULL)
GETTER (const char *, recording, NULL)
GETTER (const char *, talker_id, NULL)
GETTER (const char *, room_id, NULL)
GETTER (gint64, started_at, 0)
GETTER (gint64, answered_at, 0)
GETTER (gint64, ended_at, 0)
GETTER (gint64, duration, -1)
GETTER (int, rescode, 0)
GETTER (int, q850, 0)
GETTER (int, phone_index, -1)

static void
desk_log_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskLogEntry *self = DESK_LOG_ENTRY (object);

  switch (id)
    {
    case PROP_OUTCOME: g_value_set_enum (value, (int) self->row->outcome); break;
    case PROP_IS_DONE: g_value_set_boolean (value, self->row->is_done); break;
    case PROP_STARTS_DAY: g_value_set_boolean (value, self->starts_day); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_log_entry_finalize (GObject *object)
{
  g_clear_pointer (&DESK_LOG_ENTRY (object)->row, store_log_row_free);
  g_clear_pointer (&DESK_LOG_ENTRY (object)->found_name, g_free);
  G_OBJECT_CLASS (desk_log_entry_parent_class)->finalize (object);
}

static void
desk_log_entry_class_init (DeskLogEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_log_entry_get_property;
  object_class->finalize = desk_log_entry_finalize;

  properties[PROP_OUTCOME] = g_param_spec_enum ("outcome", NULL, NULL, DESK_TYPE_OUTCOME, DESK_OUTCOME_OPEN, flags);
  properties[PROP_IS_DONE] = g_param_spec_boolean ("is-done", NULL, NULL, FALSE, flags);
  properties[PROP_STARTS_DAY] = g_param_spec_boolean ("starts-day", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
desk_log_entry_init (DeskLogEntry *self)
{
  self->row = store_log_row_new ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-voicemail-private.h"

#define NOT_SAID -1

struct _DeskVoicemail
{
  GObject parent_instance;

  /* owned */
  char *user;
  DeskChanges changes;

  int n_new, n_unread, n_read, n_saved;
  gboolean is_known;
  gboolean was_told; /* on this line */
};

G_DEFINE_FINAL_TYPE (DeskVoicemail, desk_voicemail, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_N_NEW,
  PROP_N_UNREAD,
  PROP_N_READ,
  PROP_N_SAVED,
  PROP_IS_KNOWN,
  PROP_IS_STALE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
mark (DeskVoicemail *self, guint property)
{
  desk_changes_mark (&self->changes, self, properties, property);
}

static void
set_count (DeskVoicemail *self, int *count, int value, guint property)
{
  value = MAX (value, NOT_SAID);
  if (*count == value)
    return;
  *count = value;
  mark (self, property);
}

static void
set_counts (DeskVoicemail *self, int n_new, int n_unread, int n_read, int n_saved)
{
  set_count (self, &self->n_new, n_new, PROP_N_NEW);
  set_count (self, &self->n_unread, n_unread, PROP_N_UNREAD);
  set_count (self, &self->n_read, n_read, PROP_N_READ);
  set_count (self, &self->n_saved, n_saved, PROP_N_SAVED);
}

static void
set_known (DeskVoicemail *self, gboolean is_known)
{
  if (self->is_known == is_known)
    return;
  self->is_known = is_known;
  mark (self, PROP_IS_KNOWN);
}

DeskVoicemail *
desk_voicemail_new (const char *user, DeskFlush *flush)
{
  DeskVoicemail *self = g_object_new (DESK_TYPE_VOICEMAIL, NULL);

  self->user = g_strdup (user);
  desk_changes_init (&self->changes, flush);
  return self;
}

void
desk_voicemail_take (DeskVoicemail *self, const PalVoicemailEvent *event)
{
  gboolean is_mine = event->user[0] == '\0' || g_strcmp0 (event->user, self->user) == 0;

  if (!is_mine)
    return;
  self->was_told = TRUE;
  set_counts (self, event->n_new, event->n_unread, event->n_read, event->n_saved);
  set_known (self, TRUE);
}

void
desk_voicemail_begin_snapshot (DeskVoicemail *self)
{
  self->was_told = FALSE;
}

void
desk_voicemail_end_snapshot (DeskVoicemail *self)
{
  if (self->was_told)
    return;
  set_counts (self, NOT_SAID, NOT_SAID, NOT_SAID, NOT_SAID);
  set_known (self, FALSE);
}

void
desk_voicemail_notify_stale (DeskVoicemail *self)
{
  mark (self, PROP_IS_STALE);
}

#define GETTER(type, name, value, fallback) \
  type \
  desk_voicemail_get_##name (DeskVoicemail *self) \
  { \
    g_return_val_if_fail (DESK_IS_VOICEMAIL (self), fallback); \
    return value; \
  }

GETTER (int, n_new, self->n_new, NOT_SAID)
GETTER (int, n_unread, self->n_unread, NOT_SAID)
GETTER (int, n_read, self->n_read, NOT_SAID)
GETTER (int, n_saved, self->n_saved, NOT_SAID)
GETTER (gboolean, is_known, self->is_known, FALSE)
GETTER (gboolean, is_stale, self->changes.flush != NULL && desk_flush_get_stale (self->changes.flush), FALSE)

static void
desk_voicemail_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskVoicemail *self = DESK_VOICEMAIL (object);

  switch (id)
    {
    case PROP_N_NEW: g_value_set_int (value, self->n_new); break;
    case PROP_N_UNREAD: g_value_set_int (value, self->n_unread); break;
    case PROP_N_READ: g_value_set_int (value, self->n_read); break;
    case PROP_N_SAVED: g_value_set_int (value, self->n_saved); break;
    case PROP_IS_KNOWN: g_value_set_boolean (value, self->is_known); break;
    case PROP_IS_STALE: g_value_set_boolean (value, desk_voicemail_get_is_stale (self)); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_voicemail_finalize (GObject *object)
{
  DeskVoicemail *self = DESK_VOICEMAIL (object);

  g_free (self->user);
  desk_changes_clear (&self->changes);
  G_OBJECT_CLASS (desk_voicemail_parent_class)->finalize (object);
}

static void
desk_voicemail_class_init (DeskVoicemailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  static const struct { guint id; const char *name; } counts[] = {
    { PROP_N_NEW, "n-new" }, { PROP_N_UNREAD, "n-unread" }, { PROP_N_READ, "n-read" }, { PROP_N_SAVED, "n-saved" },
  };

  object_class->get_property = desk_voicemail_get_property;
  object_class->finalize = desk_voicemail_finalize;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    properties[counts[i].id] = g_param_spec_int (counts[i].name, NULL, NULL, NOT_SAID, G_MAXINT, NOT_SAID,
                                                 flags);
  properties[PROP_IS_KNOWN] = g_param_spec_boolean ("is-known", NULL, NULL, FALSE, flags);
  properties[PROP_IS_STALE] = g_param_spec_boolean ("is-stale", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_voicemail_init (DeskVoicemail *self)
{
  self->n_new = self->n_unread = self->n_read = self->n_saved = NOT_SAID;
}

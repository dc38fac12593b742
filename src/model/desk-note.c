/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-note-private.h"

#include <glib/gi18n.h>

#include "model/desk-enum-types.h"
#include "model/desk-passages.h"

G_DEFINE_FINAL_TYPE (DeskNote, desk_note, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_STATE,
  PROP_SAVING,
  PROP_REASON,
  PROP_DESCRIPTION,
  PROP_ACCESS,
  PROP_IS_DIRTY,
  PROP_IS_BEHIND,
  PROP_WRITTEN_AT,
  N_PROPS
};

enum
{
  CHANGED,
  WRITTEN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* --- versions ----------------------------------------------------------------------- */

void
desk_note_version_take (DeskNoteVersion *self, const DeskNoteVersion *other)
{
  DeskNoteVersion copy = { .text = g_strdup (other->text),
                           .description = g_strdup (other->description),
                           .access = other->access };

  desk_note_version_clear (self);
  *self = copy;
}

void
desk_note_version_clear (DeskNoteVersion *self)
{
  g_free (self->text);
  g_free (self->description);
  *self = (DeskNoteVersion){ 0 };
}

/* A PBX that knows no description has none. */
static const char *
get_words (const char *text)
{
  return text != NULL ? text : "";
}

gboolean
desk_note_version_is_same (const DeskNoteVersion *a, const DeskNoteVersion *b)
{
  if (a->text == NULL || b->text == NULL)
    return a->text == b->text;
  return a->access == b->access && g_str_equal (get_words (a->description), get_words (b->description))
         && desk_passages_is_same (a->text, b->text);
}

/* --- what it is ------------------------------------------------------------------------ */

static const DeskNoteVersion *
get_shown (DeskNote *self)
{
  return self->mine.text != NULL ? &self->mine : &self->server;
}

const char *
desk_note_get_name (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), NULL);
  return self->name;
}

DeskNoteState
desk_note_get_state (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), DESK_NOTE_STATE_NAMED);
  return self->state;
}

DeskNoteSaving
desk_note_get_saving (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), DESK_NOTE_SAVING_NONE);
  return self->saving;
}

const char *
desk_note_get_reason (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), NULL);
  return self->reason;
}

const char *
desk_note_get_text (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), NULL);
  return get_shown (self)->text;
}

const char *
desk_note_get_description (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), NULL);
  return get_words (get_shown (self)->description);
}

DeskNoteAccess
desk_note_get_access (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), DESK_NOTE_ACCESS_NONE);
  return get_shown (self)->access;
}

const char *
desk_note_get_server_text (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), NULL);
  return self->server.text;
}

gboolean
desk_note_get_is_dirty (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), FALSE);
  return self->mine.text != NULL;
}

gboolean
desk_note_get_is_behind (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), FALSE);
  return self->mine.text != NULL
         && (self->state == DESK_NOTE_STATE_LOADED || self->state == DESK_NOTE_STATE_GONE)
         && self->sent.text == NULL && !desk_note_version_is_same (&self->base, &self->server);
}

gint64
desk_note_get_written_at (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), 0);
  return self->written_at;
}

gboolean
desk_note_get_is_restored (DeskNote *self)
{
  g_return_val_if_fail (DESK_IS_NOTE (self), FALSE);
  return self->is_restored;
}

/* What the level does not allow, the PBX refuses; what it allows may be refused all the same. */
gboolean
desk_note_can_edit (DeskNote *self, char **reason)
{
  const char *words = NULL;

  g_return_val_if_fail (DESK_IS_NOTE (self), FALSE);

  if (self->is_refused)
    words = _ ("The PBX does not let you change this note.");
  else if (self->server.text != NULL && self->role < PAL_ROLE_ADMIN
           && self->server.access != DESK_NOTE_ACCESS_WRITE)
    words = _ ("Read only: administrators alone may change this note.");
  if (reason != NULL)
    *reason = g_strdup (words);
  return words == NULL && (self->server.text != NULL || self->mine.text != NULL);
}

static void
tell (DeskNote *self)
{
  static const guint shown[]
      = { PROP_DESCRIPTION, PROP_ACCESS, PROP_IS_DIRTY, PROP_IS_BEHIND, PROP_WRITTEN_AT };

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[shown[i]]);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_reason (DeskNote *self, const char *reason)
{
  if (g_strcmp0 (self->reason, reason) == 0)
    return;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

void
desk_note_set_role (DeskNote *self, PalRole role)
{
  if (self->role == role)
    return;
  self->role = role;
  tell (self);
}

void
desk_note_set_state (DeskNote *self, DeskNoteState state, const char *reason)
{
  if (self->saving == DESK_NOTE_SAVING_NONE)
    set_reason (self, reason);
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
desk_note_set_saving (DeskNote *self, DeskNoteSaving saving, const char *reason)
{
  set_reason (self, reason);
  if (self->saving == saving)
    return;
  self->saving = saving;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- what the person writes --------------------------------------------------------------- */

static void
drop (DeskNote *self)
{
  desk_note_version_clear (&self->mine);
  desk_note_version_clear (&self->base);
  self->written_at = 0;
  self->is_restored = FALSE;
}

static void
put (DeskNote *self, const DeskNoteVersion *version)
{
  if (self->mine.text == NULL)
    desk_note_version_take (&self->base, &self->server);
  desk_note_version_take (&self->mine, version);
  self->is_restored = FALSE;
  self->written_at = g_get_real_time ();
  if (desk_note_version_is_same (&self->mine, &self->base) && self->sent.text == NULL)
    drop (self);
  if (self->saving == DESK_NOTE_SAVING_FAILED)
    desk_note_set_saving (self, DESK_NOTE_SAVING_NONE, NULL);
  tell (self);
  g_signal_emit (self, signals[WRITTEN], 0);
}

void
desk_note_set_text (DeskNote *self, const char *text)
{
  g_auto (DeskNoteVersion) version = { 0 };

  g_return_if_fail (DESK_IS_NOTE (self));
  g_return_if_fail (text != NULL);

  if (desk_note_get_text (self) == NULL || desk_passages_is_same (desk_note_get_text (self), text))
    return;
  version.text = desk_passages_adopt_ends (text, desk_note_get_text (self));
  version.description = g_strdup (get_shown (self)->description);
  version.access = get_shown (self)->access;
  put (self, &version);
}

void
desk_note_set_details (DeskNote *self, const char *description, DeskNoteAccess access)
{
  g_auto (DeskNoteVersion) version = { 0 };

  g_return_if_fail (DESK_IS_NOTE (self));
  g_return_if_fail (description != NULL);

  if (desk_note_get_text (self) == NULL
      || (access == desk_note_get_access (self)
          && g_str_equal (description, desk_note_get_description (self))))
    return;
  version.text = g_strdup (get_shown (self)->text);
  version.description = g_strdup (description);
  version.access = access;
  put (self, &version);
}

/* What was sent and may have arrived is not taken back by this. */
void
desk_note_revert (DeskNote *self)
{
  g_return_if_fail (DESK_IS_NOTE (self));

  if (self->mine.text == NULL || self->saving == DESK_NOTE_SAVING_RUNNING
      || self->saving == DESK_NOTE_SAVING_UNCERTAIN)
    return;
  drop (self);
  desk_note_set_saving (self, DESK_NOTE_SAVING_NONE, NULL);
  tell (self);
  g_signal_emit (self, signals[WRITTEN], 0);
}

void
desk_note_begin (DeskNote *self, const DeskNoteVersion *mine, gint64 now)
{
  desk_note_version_take (&self->mine, mine);
  self->written_at = now;
  tell (self);
  g_signal_emit (self, signals[WRITTEN], 0);
}

void
desk_note_take_server (DeskNote *self, const DeskNoteVersion *version)
{
  gboolean is_same = desk_note_version_is_same (&self->server, version)
                     && g_strcmp0 (self->server.text, version->text) == 0;

  desk_note_version_take (&self->server, version);
  desk_note_set_state (self, version->text != NULL ? DESK_NOTE_STATE_LOADED : DESK_NOTE_STATE_GONE, NULL);
  if (!is_same)
    tell (self);
}

void
desk_note_settle (DeskNote *self)
{
  if (self->mine.text != NULL
      && (desk_note_version_is_same (&self->mine, &self->sent)
          || desk_note_version_is_same (&self->mine, &self->server)))
    drop (self);
  else if (self->mine.text != NULL)
    desk_note_version_take (&self->base, &self->server);
  desk_note_version_clear (&self->sent);
  desk_note_set_saving (self, DESK_NOTE_SAVING_NONE, NULL);
  tell (self);
  g_signal_emit (self, signals[WRITTEN], 0);
}

/* Of the two small things the one that I changed is mine, else what the PBX has. */
void
desk_note_rebase (DeskNote *self, const char *text)
{
  g_auto (DeskNoteVersion) version = { 0 };
  gboolean is_gone = self->server.text == NULL;
  gboolean is_described
      = g_strcmp0 (get_words (self->mine.description), get_words (self->base.description)) != 0;

  version.text = desk_passages_adopt_ends (text, self->server.text);
  version.description
      = g_strdup (is_gone || is_described ? self->mine.description : self->server.description);
  version.access
      = is_gone || self->mine.access != self->base.access ? self->mine.access : self->server.access;
  desk_note_version_clear (&self->sent);
  desk_note_version_take (&self->base, &self->server);
  desk_note_set_saving (self, DESK_NOTE_SAVING_NONE, NULL);
  put (self, &version);
}

/* --- on disk ------------------------------------------------------------------------------ */

char *
desk_note_make_key (const char *tenant, const char *name)
{
  return g_strconcat (tenant, "\n", name, NULL);
}

DeskNote *
desk_note_new_from_row (const StoreDraft *row)
{
  DeskNote *self = desk_note_new (row->tenant, row->name);

  self->mine = (DeskNoteVersion){ .text = g_strdup (row->text),
                                  .description = g_strdup (row->description),
                                  .access = (DeskNoteAccess)CLAMP (row->access, 0, DESK_NOTE_ACCESS_WRITE) };
  self->base
      = (DeskNoteVersion){ .text = g_strdup (row->base_text),
                           .description = g_strdup (row->base_description),
                           .access = (DeskNoteAccess)CLAMP (row->base_access, 0, DESK_NOTE_ACCESS_WRITE) };
  self->written_at = row->written_at;
  self->is_restored = TRUE;
  return self;
}

StoreDraft *
desk_note_make_row (DeskNote *self)
{
  StoreDraft *row;

  if (self->mine.text == NULL)
    return NULL;
  row = g_new0 (StoreDraft, 1);
  row->key = desk_note_make_key (self->tenant, self->name);
  row->tenant = g_strdup (self->tenant);
  row->name = g_strdup (self->name);
  row->text = g_strdup (self->mine.text);
  row->description = g_strdup (get_words (self->mine.description));
  row->access = (int)self->mine.access;
  row->base_text = g_strdup (self->base.text);
  row->base_description = g_strdup (self->base.description);
  row->base_access = (int)self->base.access;
  row->written_at = self->written_at;
  return row;
}

/* --- the object ---------------------------------------------------------------------------- */

DeskNote *
desk_note_new (const char *tenant, const char *name)
{
  DeskNote *self = g_object_new (DESK_TYPE_NOTE, NULL);

  self->tenant = g_strdup (tenant);
  self->name = g_strdup (name);
  return self;
}

static void
desk_note_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskNote *self = DESK_NOTE (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_SAVING:
      g_value_set_enum (value, (int)self->saving);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, desk_note_get_description (self));
      break;
    case PROP_ACCESS:
      g_value_set_enum (value, (int)desk_note_get_access (self));
      break;
    case PROP_IS_DIRTY:
      g_value_set_boolean (value, desk_note_get_is_dirty (self));
      break;
    case PROP_IS_BEHIND:
      g_value_set_boolean (value, desk_note_get_is_behind (self));
      break;
    case PROP_WRITTEN_AT:
      g_value_set_int64 (value, self->written_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_note_finalize (GObject *object)
{
  DeskNote *self = DESK_NOTE (object);

  g_free (self->name);
  g_free (self->tenant);
  g_free (self->reason);
  desk_note_version_clear (&self->server);
  desk_note_version_clear (&self->base);
  desk_note_version_clear (&self->mine);
  desk_note_version_clear (&self->sent);
  g_clear_object (&self->creation);
  G_OBJECT_CLASS (desk_note_parent_class)->finalize (object);
}

static void
desk_note_class_init (DeskNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_note_get_property;
  object_class->finalize = desk_note_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_NOTE_STATE, DESK_NOTE_STATE_NAMED, flags);
  properties[PROP_SAVING]
      = g_param_spec_enum ("saving", NULL, NULL, DESK_TYPE_NOTE_SAVING, DESK_NOTE_SAVING_NONE, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_ACCESS]
      = g_param_spec_enum ("access", NULL, NULL, DESK_TYPE_NOTE_ACCESS, DESK_NOTE_ACCESS_NONE, flags);
  properties[PROP_IS_DIRTY] = g_param_spec_boolean ("is-dirty", NULL, NULL, FALSE, flags);
  properties[PROP_IS_BEHIND] = g_param_spec_boolean ("is-behind", NULL, NULL, FALSE, flags);
  properties[PROP_WRITTEN_AT] = g_param_spec_int64 ("written-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
desk_note_init (DeskNote *self)
{
}

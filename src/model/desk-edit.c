/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-edit-private.h"

#include "model/desk-enum-types.h"
#include "model/desk-merge.h"
#include "pal/protocol/pal-contact-fields.h"

G_DEFINE_FINAL_TYPE (DeskEdit, desk_edit, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_KIND,
  PROP_STATE,
  PROP_CONTACT_ID,
  PROP_PHONEBOOK,
  PROP_IS_SHARED,
  PROP_IS_UNDOING,
  PROP_BASE,
  PROP_MINE,
  PROP_THEIRS,
  PROP_REASON,
  PROP_DISPLAY_NAME,
  PROP_MADE_AT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

DeskEdit *
desk_edit_new (DeskOutbox *outbox, DeskEditKind kind, const char *contact_id, const char *phonebook,
               gboolean is_shared)
{
  DeskEdit *self = g_object_new (DESK_TYPE_EDIT, NULL);

  self->outbox = outbox;
  self->kind = kind;
  self->contact_id = g_strdup (contact_id);
  self->phonebook = g_strdup (phonebook);
  self->is_shared = is_shared;
  return self;
}

/* --- on disk -------------------------------------------------------------- */

static PalContactInfo *
read_info (const char *text)
{
  g_autoptr (GError) error = NULL;
  PalContactInfo *info = text != NULL ? pal_contact_info_new_from_text (text, &error) : NULL;

  if (error != NULL)
    g_warning ("An edit has fields that cannot be read: %s", error->message);
  return info;
}

static char *
write_info (const PalContactInfo *info)
{
  return info != NULL ? pal_contact_info_to_text (info) : NULL;
}

DeskEdit *
desk_edit_new_from_row (DeskOutbox *outbox, const StoreEdit *row)
{
  DeskEdit *self = desk_edit_new (outbox, row->kind, row->contact_id, row->phonebook, row->is_shared);

  self->id = self->rank = row->id;
  self->state = row->state;
  self->undo = row->undo;
  self->base = read_info (row->base);
  self->mine = read_info (row->mine);
  self->theirs = read_info (row->theirs);
  self->before = row->before != NULL ? g_strsplit (row->before, "\n", -1) : NULL;
  self->reason = g_strdup (row->reason);
  self->made_at = row->made_at;
  self->sent_at = row->sent_at;
  return self;
}

StoreEdit *
desk_edit_to_row (DeskEdit *self)
{
  StoreEdit *row = g_new0 (StoreEdit, 1);

  row->id = self->id;
  row->kind = self->kind;
  /* Once it can be read it is on disk; and it is sent only when the disk says so. */
  row->state = MAX (self->state, self->sent_at != 0 ? DESK_EDIT_STATE_SENT : DESK_EDIT_STATE_QUEUED);
  row->undo = self->undo;
  row->contact_id = g_strdup (self->contact_id);
  row->phonebook = g_strdup (self->phonebook);
  row->is_shared = self->is_shared;
  row->base = write_info (self->base);
  row->mine = write_info (self->mine);
  row->theirs = write_info (self->theirs);
  row->before = self->before != NULL ? g_strjoinv ("\n", self->before) : NULL;
  row->reason = g_strdup (self->reason);
  row->made_at = self->made_at;
  row->sent_at = self->sent_at;
  return row;
}

/* --- what changes ------------------------------------------------------------ */

static void
notify (DeskEdit *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
desk_edit_set_state (DeskEdit *self, DeskEditState state)
{
  if (self->state == state)
    return;
  self->state = state;
  notify (self, PROP_STATE);
}

void
desk_edit_set_reason (DeskEdit *self, const char *reason)
{
  if (g_strcmp0 (self->reason, reason) == 0)
    return;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  notify (self, PROP_REASON);
}

void
desk_edit_set_undo (DeskEdit *self, DeskUndo undo)
{
  if (self->undo == undo)
    return;
  self->undo = undo;
  notify (self, PROP_IS_UNDOING);
}

static void
take_info (DeskEdit *self, PalContactInfo **info, PalContactInfo *value, guint property)
{
  gboolean is_other = *info != value;

  g_clear_pointer (info, pal_contact_info_unref);
  *info = value;
  if (is_other)
    notify (self, property);
}

void
desk_edit_set_theirs (DeskEdit *self, PalContactInfo *theirs)
{
  take_info (self, &self->theirs, theirs != NULL ? pal_contact_info_ref (theirs) : NULL, PROP_THEIRS);
}

void
desk_edit_become (DeskEdit *self, DeskEditKind kind, char *contact_id, PalContactInfo *base,
                  PalContactInfo *mine)
{
  g_autofree char *taken = contact_id;

  if (self->kind != kind)
    {
      self->kind = kind;
      notify (self, PROP_KIND);
    }
  if (g_strcmp0 (self->contact_id, taken) != 0)
    {
      g_free (self->contact_id);
      self->contact_id = g_steal_pointer (&taken);
      notify (self, PROP_CONTACT_ID);
    }
  take_info (self, &self->base, base, PROP_BASE);
  take_info (self, &self->mine, mine, PROP_MINE);
  notify (self, PROP_DISPLAY_NAME);
}

/* New contacts that are all the same wait for each other, so that each is seen to come. */
char *
desk_edit_dup_lane (DeskEdit *self)
{
  g_autofree char *key = NULL;

  if (self->contact_id != NULL)
    return g_strconcat ("=", self->contact_id, NULL);
  key = desk_merge_dup_key (self->mine);
  return g_strconcat (self->is_shared ? "+s" : "+p", self->phonebook, "\n", key, NULL);
}

/* --- what is read ------------------------------------------------------------ */

DeskEditKind
desk_edit_get_kind (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), DESK_EDIT_KIND_CREATE);
  return self->kind;
}

DeskEditState
desk_edit_get_state (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), DESK_EDIT_STATE_SAVING);
  return self->state;
}

const char *
desk_edit_get_contact_id (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), NULL);
  return self->contact_id;
}

const char *
desk_edit_get_phonebook (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), NULL);
  return self->phonebook;
}

gboolean
desk_edit_get_is_shared (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), FALSE);
  return self->is_shared;
}

gboolean
desk_edit_get_is_undoing (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), FALSE);
  return self->undo != DESK_UNDO_NONE;
}

PalContactInfo *
desk_edit_get_base (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), NULL);
  return self->base;
}

PalContactInfo *
desk_edit_get_mine (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), NULL);
  return self->mine;
}

PalContactInfo *
desk_edit_get_theirs (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), NULL);
  return self->theirs;
}

const char *
desk_edit_get_reason (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), NULL);
  return self->reason;
}

gint64
desk_edit_get_made_at (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), 0);
  return self->made_at;
}

char *
desk_edit_dup_display_name (DeskEdit *self)
{
  const PalContactInfo *info;

  g_return_val_if_fail (DESK_IS_EDIT (self), NULL);
  info = self->mine != NULL ? self->mine : self->base;
  return info != NULL ? pal_contact_manager_dup_display_name (pal_contact_manager_get_of (info), info)
                      : g_strdup ("");
}

gboolean
desk_edit_is_pending (DeskEdit *self)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), FALSE);
  return self->outbox != NULL && !self->is_dropped && self->state != DESK_EDIT_STATE_CONFIRMED;
}

PalContactInfo *
desk_edit_dup_merged (DeskEdit *self, GPtrArray **conflicting)
{
  g_return_val_if_fail (DESK_IS_EDIT (self), NULL);

  if (self->state == DESK_EDIT_STATE_CONFLICT && self->theirs != NULL && self->mine != NULL)
    return desk_merge (self->base, self->mine, self->theirs, conflicting);
  if (conflicting != NULL)
    *conflicting = g_ptr_array_new_with_free_func (g_free);
  if (self->mine != NULL)
    return pal_contact_info_copy (self->mine);
  return self->theirs != NULL ? pal_contact_info_copy (self->theirs) : NULL;
}

static void
desk_edit_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskEdit *self = DESK_EDIT (object);

  switch (id)
    {
    case PROP_KIND: g_value_set_enum (value, self->kind); break;
    case PROP_STATE: g_value_set_enum (value, self->state); break;
    case PROP_CONTACT_ID: g_value_set_string (value, self->contact_id); break;
    case PROP_PHONEBOOK: g_value_set_string (value, self->phonebook); break;
    case PROP_IS_SHARED: g_value_set_boolean (value, self->is_shared); break;
    case PROP_IS_UNDOING: g_value_set_boolean (value, self->undo != DESK_UNDO_NONE); break;
    case PROP_BASE: g_value_set_boxed (value, self->base); break;
    case PROP_MINE: g_value_set_boxed (value, self->mine); break;
    case PROP_THEIRS: g_value_set_boxed (value, self->theirs); break;
    case PROP_REASON: g_value_set_string (value, self->reason); break;
    case PROP_DISPLAY_NAME: g_value_take_string (value, desk_edit_dup_display_name (self)); break;
    case PROP_MADE_AT: g_value_set_int64 (value, self->made_at); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_edit_finalize (GObject *object)
{
  DeskEdit *self = DESK_EDIT (object);

  g_free (self->key);
  g_free (self->lane);
  g_free (self->contact_id);
  g_free (self->phonebook);
  g_free (self->reason);
  g_clear_pointer (&self->base, pal_contact_info_unref);
  g_clear_pointer (&self->mine, pal_contact_info_unref);
  g_clear_pointer (&self->theirs, pal_contact_info_unref);
  g_strfreev (self->before);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self->similar);
  G_OBJECT_CLASS (desk_edit_parent_class)->finalize (object);
}

static void
desk_edit_class_init (DeskEditClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_edit_get_property;
  object_class->finalize = desk_edit_finalize;

  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, DESK_TYPE_EDIT_KIND, 0, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_EDIT_STATE, 0, flags);
  properties[PROP_CONTACT_ID] = g_param_spec_string ("contact-id", NULL, NULL, NULL, flags);
  properties[PROP_PHONEBOOK] = g_param_spec_string ("phonebook", NULL, NULL, NULL, flags);
  properties[PROP_IS_SHARED] = g_param_spec_boolean ("is-shared", NULL, NULL, FALSE, flags);
  properties[PROP_IS_UNDOING] = g_param_spec_boolean ("is-undoing", NULL, NULL, FALSE, flags);
  properties[PROP_BASE] = g_param_spec_boxed ("base", NULL, NULL, PAL_TYPE_CONTACT_INFO, flags);
  properties[PROP_MINE] = g_param_spec_boxed ("mine", NULL, NULL, PAL_TYPE_CONTACT_INFO, flags);
  properties[PROP_THEIRS] = g_param_spec_boxed ("theirs", NULL, NULL, PAL_TYPE_CONTACT_INFO, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, flags);
  properties[PROP_MADE_AT] = g_param_spec_int64 ("made-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_edit_init (DeskEdit *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/desk-contact-private.h"

#include "model/desk-enum-types.h"

struct _DeskContact
{
  GObject parent_instance;

  /* owned */
  GHashTable *known; /* id -> contact, not owned by it */
  char *id, *display_name, *phonebook, *reason;
  PalContactInfo *info;

  DeskContactState state;
  DeskContactPending pending;
  gboolean is_shared;
};

G_DEFINE_FINAL_TYPE (DeskContact, desk_contact, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_DISPLAY_NAME,
  PROP_PHONEBOOK,
  PROP_IS_SHARED,
  PROP_INFO,
  PROP_STATE,
  PROP_REASON,
  PROP_PENDING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
notify (DeskContact *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* TRUE when it was another one. */
static gboolean
take_text (char **text, const char *value)
{
  if (g_strcmp0 (*text, value) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (value);
  return TRUE;
}

gboolean
desk_contact_read_flag (const char *text)
{
  return text != NULL && (g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "on") == 0
                          || g_str_equal (text, "1"));
}

DeskContact *
desk_contact_new (GHashTable *known, const char *id)
{
  DeskContact *self = g_object_new (DESK_TYPE_CONTACT, NULL);

  self->known = g_hash_table_ref (known);
  if (id != NULL)
    desk_contact_set_id (self, id);
  return self;
}

void
desk_contact_set_id (DeskContact *self, const char *id)
{
  g_return_if_fail (self->id == NULL);
  g_return_if_fail (!g_hash_table_contains (self->known, id));

  self->id = g_strdup (id);
  g_hash_table_insert (self->known, self->id, self);
  notify (self, PROP_ID);
}

void
desk_contact_set_name (DeskContact *self, const char *display_name)
{
  if (take_text (&self->display_name, display_name != NULL ? display_name : ""))
    notify (self, PROP_DISPLAY_NAME);
}

void
desk_contact_set_phonebook (DeskContact *self, const char *phonebook, gboolean is_shared)
{
  if (self->is_shared != is_shared)
    {
      self->is_shared = is_shared;
      notify (self, PROP_IS_SHARED);
    }
  if (take_text (&self->phonebook, phonebook))
    notify (self, PROP_PHONEBOOK);
}

void
desk_contact_set_info (DeskContact *self, PalContactInfo *info)
{
  if (self->info == info || (self->info != NULL && info != NULL && pal_contact_info_equal (self->info, info)))
    return;
  g_clear_pointer (&self->info, pal_contact_info_unref);
  self->info = info != NULL ? pal_contact_info_ref (info) : NULL;
  notify (self, PROP_INFO);
}

void
desk_contact_set_state (DeskContact *self, DeskContactState state, const char *reason)
{
  if (take_text (&self->reason, reason))
    notify (self, PROP_REASON);
  if (self->state == state)
    return;
  self->state = state;
  notify (self, PROP_STATE);
}

void
desk_contact_set_pending (DeskContact *self, DeskContactPending pending)
{
  if (self->pending == pending)
    return;
  self->pending = pending;
  notify (self, PROP_PENDING);
}

const char *
desk_contact_get_id (DeskContact *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT (self), NULL);
  return self->id;
}

const char *
desk_contact_get_display_name (DeskContact *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT (self), "");
  return self->display_name;
}

const char *
desk_contact_get_phonebook (DeskContact *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT (self), NULL);
  return self->phonebook;
}

gboolean
desk_contact_get_is_shared (DeskContact *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT (self), FALSE);
  return self->is_shared;
}

PalContactInfo *
desk_contact_get_info (DeskContact *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT (self), NULL);
  return self->info;
}

DeskContactState
desk_contact_get_state (DeskContact *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT (self), DESK_CONTACT_STATE_AWAITED);
  return self->state;
}

const char *
desk_contact_get_reason (DeskContact *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT (self), NULL);
  return self->reason;
}

DeskContactPending
desk_contact_get_pending (DeskContact *self)
{
  g_return_val_if_fail (DESK_IS_CONTACT (self), DESK_CONTACT_PENDING_NONE);
  return self->pending;
}

static void
desk_contact_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DeskContact *self = DESK_CONTACT (object);

  switch (id)
    {
    case PROP_ID: g_value_set_string (value, self->id); break;
    case PROP_DISPLAY_NAME: g_value_set_string (value, self->display_name); break;
    case PROP_PHONEBOOK: g_value_set_string (value, self->phonebook); break;
    case PROP_IS_SHARED: g_value_set_boolean (value, self->is_shared); break;
    case PROP_INFO: g_value_set_boxed (value, self->info); break;
    case PROP_STATE: g_value_set_enum (value, self->state); break;
    case PROP_REASON: g_value_set_string (value, self->reason); break;
    case PROP_PENDING: g_value_set_enum (value, self->pending); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
desk_contact_finalize (GObject *object)
{
  DeskContact *self = DESK_CONTACT (object);

  if (self->id != NULL)
    g_hash_table_remove (self->known, self->id);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->info, pal_contact_info_unref);
  g_free (self->id);
  g_free (self->display_name);
  g_free (self->phonebook);
  g_free (self->reason);
  G_OBJECT_CLASS (desk_contact_parent_class)->finalize (object);
}

static void
desk_contact_class_init (DeskContactClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = desk_contact_get_property;
  object_class->finalize = desk_contact_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, "", flags);
  properties[PROP_PHONEBOOK] = g_param_spec_string ("phonebook", NULL, NULL, NULL, flags);
  properties[PROP_IS_SHARED] = g_param_spec_boolean ("is-shared", NULL, NULL, FALSE, flags);
  properties[PROP_INFO] = g_param_spec_boxed ("info", NULL, NULL, PAL_TYPE_CONTACT_INFO, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, DESK_TYPE_CONTACT_STATE,
                                              DESK_CONTACT_STATE_AWAITED, flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  properties[PROP_PENDING] = g_param_spec_enum ("pending", NULL, NULL, DESK_TYPE_CONTACT_PENDING,
                                                DESK_CONTACT_PENDING_NONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
desk_contact_init (DeskContact *self)
{
  self->display_name = g_strdup ("");
}

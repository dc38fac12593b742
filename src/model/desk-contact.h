/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "pal/protocol/pal-contact-info.h"

G_BEGIN_DECLS

typedef enum
{
  DESK_CONTACT_STATE_AWAITED, /* a row of a list that has not come: nothing is known */
  DESK_CONTACT_STATE_NAMED,   /* from a list: id and name */
  DESK_CONTACT_STATE_LOADING, /* the whole of it is asked for */
  DESK_CONTACT_STATE_LOADED,  /* with all fields */
  DESK_CONTACT_STATE_GONE,    /* the PBX does not have it any more */
  DESK_CONTACT_STATE_FAILED,  /* to get the whole of it; see reason */
} DeskContactState;

/* What the person did to it that the PBX has not said yes to. */
typedef enum
{
  DESK_CONTACT_PENDING_NONE,
  DESK_CONTACT_PENDING_CHANGE,
  DESK_CONTACT_PENDING_DELETE,
} DeskContactPending;

/* One contact, as the PBX said. There is one object an id (DeskPhonebooks keeps them apart), whose id never changes
 * once known. Properties (read-only, notify): id (NULL while its row has not come), display-name (never NULL),
 * phonebook (NULL: not told), is-shared, info (NULL until fetched; what was fetched stays while it is fetched again),
 * state, reason (why the last fetch failed, or NULL), pending. */
#define DESK_TYPE_CONTACT (desk_contact_get_type ())
G_DECLARE_FINAL_TYPE (DeskContact, desk_contact, DESK, CONTACT, GObject)

const char        *desk_contact_get_id           (DeskContact *self);
const char        *desk_contact_get_display_name (DeskContact *self);
const char        *desk_contact_get_phonebook    (DeskContact *self);
gboolean           desk_contact_get_is_shared    (DeskContact *self);
PalContactInfo    *desk_contact_get_info         (DeskContact *self); /* borrowed; not to be changed */
DeskContactState   desk_contact_get_state        (DeskContact *self);
const char        *desk_contact_get_reason       (DeskContact *self);
DeskContactPending desk_contact_get_pending      (DeskContact *self);

G_END_DECLS

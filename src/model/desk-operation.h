/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* One running request. Its reply ends it; the screen changes only when the notification comes. Ends with an
 * error also when the PBX agreed and nothing followed in 5 s, as when a phone ignores remoteControl.
 * Properties: verb, target (where to: a number, a slot), is-running, error (GError boxed, NULL). */
#define DESK_TYPE_OPERATION (desk_operation_get_type ())
G_DECLARE_FINAL_TYPE (DeskOperation, desk_operation, DESK, OPERATION, GObject)

#define DESK_ERROR (desk_error_quark ())
typedef enum
{
  DESK_ERROR_PHONE_IGNORED, /* the phone did not do what remoteControl asked */
  DESK_ERROR_NOT_READY,     /* not connected */
  DESK_ERROR_BAD_NUMBER,    /* nothing that can be dialled */
  DESK_ERROR_NO_EFFECT,     /* the PBX agreed, and did nothing */
  DESK_ERROR_GONE,          /* no longer so; the message says it to the person */
} DeskError;
GQuark             desk_error_quark              (void);

DeskVerb  desk_operation_get_verb       (DeskOperation *self);
const char        *desk_operation_get_subject    (DeskOperation *self); /* talker id, room, slot or line; NULL for a dial */
const char        *desk_operation_get_target     (DeskOperation *self);
gboolean           desk_operation_get_is_running (DeskOperation *self);
const GError      *desk_operation_get_error      (DeskOperation *self);

G_END_DECLS

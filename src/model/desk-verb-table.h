/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-leg-table.h"

G_BEGIN_DECLS

/* THE table of what can be done with calls: one row a verb. It says when a verb is possible, how it is said to
 * the PBX and how its effect shows. Windows, keys and menus take names and titles from here. */

typedef guint DeskVerbs; /* a set of them */
#define DESK_VERB_BIT(verb) (1u << (verb))
#define DESK_VERB_IS_ON_CALL(verb) ((verb) < DESK_VERB_DIAL)

#define DESK_OWN "\001" /* in place of a value: the person's own extension */

typedef enum
{
  DESK_VERB_ASKED,
  DESK_VERB_ACCEPTED,
  DESK_VERB_REFUSED, /* by the PBX */
} DeskVerbTold;

typedef struct
{
  PalMethodId method;
  const char *subject;  /* the parameter that names what is acted on, NULL: none */
  const char *target;   /* the parameter that names where to, NULL: none */
  struct { const char *name, *value; } fixed[3];
  gboolean wants_room;  /* the subject is the room, not the leg */
  gboolean is_phone;    /* asks the phone, which may ignore it */
} DeskVerbWay;

typedef struct
{
  const char *name;     /* of actions: "hang-up" */
  const char *title;    /* N_() */
  guint call_states;    /* bits of DeskCallState: when it is possible on a call of mine */
  guint transfers;      /* bits of DeskTransfer, likewise */
  DeskVerbWay ways[2];  /* the first that the login may use is taken */
  /* Has the leg (NULL: it is gone) come to where the verb should bring it? NULL: the answer is all there is. */
  gboolean (*is_done) (const DeskLeg *leg);
  gboolean ends_call;   /* done when the leg is gone */
  gboolean brings_call; /* done when a call of mine appears */
  gboolean (*is_settled) (DeskSession *session, const char *subject); /* done when this holds */
  /* What the PBX tells by its answer only. */
  void (*tell) (DeskLegTable *legs, DeskVerbTold told, const char *talker_id, const char *target);
} DeskVerbRow;

const DeskVerbRow *desk_verb_get          (DeskVerb verb);
const char        *desk_verb_get_title    (DeskVerb verb); /* translated */

gboolean           desk_verb_wants_target (DeskVerb verb);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* "When this happens, and it is so, do that": a web page is opened or a program run. */
typedef enum
{
  DESK_RULE_RINGS,
  DESK_RULE_DIALLED,
  DESK_RULE_ANSWERED,    /* either way */
  DESK_RULE_ENDED,       /* that was answered */
  DESK_RULE_MISSED,
  DESK_RULE_PARKED_LONG,
  DESK_RULE_VOICEMAIL,
  DESK_N_RULE_EVENTS,    /*< skip >*/
} DeskRuleEvent;

typedef enum
{
  DESK_RULE_CALLER_ANY,
  DESK_RULE_CALLER_KNOWN,   /* has a name */
  DESK_RULE_CALLER_UNKNOWN,
  DESK_N_RULE_CALLERS,      /*< skip >*/
} DeskRuleCaller;

typedef enum
{
  DESK_RULE_PLACE_ANY,
  DESK_RULE_PLACE_INTERNAL, /* a colleague */
  DESK_RULE_PLACE_EXTERNAL,
  DESK_N_RULE_PLACES,       /*< skip >*/
} DeskRulePlace;

typedef enum
{
  DESK_RULE_URL,
  DESK_RULE_COMMAND,
  DESK_N_RULE_ACTIONS, /*< skip >*/
} DeskRuleAction;

/* What a rule says. The patterns know "*" and "?", and several of them stand with commas between; NULL or "": any.
 * The target is the address of a page, http or https, or a program and its arguments, quoted as for a shell but never
 * given to one. In it stand %number%, %name%, %direction%, %duration% (seconds), %queue%, %slot%, %messages%, %event%. */
typedef struct
{
  DeskRuleEvent event;
  const char *number, *queue;
  DeskRuleCaller caller;
  DeskRulePlace place;
  DeskRuleAction action;
  const char *target;
} DeskRuleSpec;

/* What happened. Texts may be NULL, and are other people's. */
typedef struct
{
  DeskRuleEvent event;
  const char *number, *name, *queue, *slot;
  DeskDirection direction;
  gboolean is_known, is_internal;
  gint64 duration; /* s */
  int n_messages;
} DeskRuleFacts;

#define DESK_RULE_ERROR (desk_rule_error_quark ())
typedef enum
{
  DESK_RULE_ERROR_INVALID, /* what the rule says cannot be done */
  DESK_RULE_ERROR_REFUSED, /* with this number or name it would be dangerous */
} DeskRuleError;
GQuark              desk_rule_error_quark    (void);

/* One rule; it never changes. */
#define DESK_TYPE_RULE (desk_rule_get_type ())
G_DECLARE_FINAL_TYPE (DeskRule, desk_rule, DESK, RULE, GObject)

const char         *desk_rule_get_id         (DeskRule *self);
gboolean            desk_rule_get_is_enabled (DeskRule *self);
const DeskRuleSpec *desk_rule_get_spec       (DeskRule *self);
const char         *desk_rule_event_get_label (DeskRuleEvent event);
char               *desk_rule_dup_conditions (DeskRule *self); /* in words; "" when there are none */

/* Can it be done at all? Else the error says in words why not. */
gboolean            desk_rule_check          (const DeskRuleSpec *spec, GError **error);
gboolean            desk_rule_matches        (const DeskRuleSpec *spec, const DeskRuleFacts *facts);

/* What is to be done now. A number or a name can neither change where the page comes from, nor make an argument more,
 * or one that a program takes for an option; control characters are taken out.
 * ::told (text, is_problem): what became of it, from whoever does it; more than once where there is more to tell. */
#define DESK_TYPE_FIRING (desk_firing_get_type ())
G_DECLARE_FINAL_TYPE (DeskFiring, desk_firing, DESK, FIRING, GObject)

DeskFiring         *desk_firing_new          (const DeskRuleSpec *spec, const DeskRuleFacts *facts,
                                              const char *rule_id, GError **error); /* rule_id NULL: a trial */
const char         *desk_firing_get_rule_id  (DeskFiring *self); /* NULL: a trial */
const char         *desk_firing_get_url      (DeskFiring *self); /* NULL: it is a command */
const char *const  *desk_firing_get_argv     (DeskFiring *self); /* NULL: it is a page */
char               *desk_firing_dup_text     (DeskFiring *self); /* what is opened or run, one line for people */
void                desk_firing_tell         (DeskFiring *self, const char *text, gboolean is_problem);

G_END_DECLS

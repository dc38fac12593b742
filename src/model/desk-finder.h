/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-types.h"

G_BEGIN_DECLS

/* What fits now, of all that could be done with what was found. */
typedef enum
{
  DESK_OFFER_NONE,
  DESK_OFFER_CALL,
  DESK_OFFER_CALL_WHEN_FREE,
  DESK_OFFER_TRANSFER,           /* the call of mine that is talked on; it is asked how */
  DESK_OFFER_TRANSFER_WHEN_FREE,
  DESK_OFFER_PARK,               /* that call, in this slot */
  DESK_OFFER_RETRIEVE,
  DESK_OFFER_OPEN,               /* a page, a window */
} DeskOffer;

/* One thing found. Properties (read-only): kind, title, subtitle, number, extension (DeskExtension or NULL: presence is
 * shown), explanation, offer-title (notify: my calls changed). Immutable but for what is offered. */
#define DESK_TYPE_MATCH (desk_match_get_type ())
G_DECLARE_FINAL_TYPE (DeskMatch, desk_match, DESK, MATCH, GObject)

DeskMatchKind  desk_match_get_kind        (DeskMatch *self);
const char    *desk_match_get_kind_name   (DeskMatch *self); /* "colleague", "short-dial" … */
const char    *desk_match_get_key         (DeskMatch *self); /* which one of its kind: a number, a contact's id, a slot … */
const char    *desk_match_get_title       (DeskMatch *self);
const char    *desk_match_get_subtitle    (DeskMatch *self);
const char    *desk_match_get_number      (DeskMatch *self); /* that would be called, or the slot; "" for a command */
DeskExtension *desk_match_get_extension   (DeskMatch *self);
/* Why it stands where it stands: every factor of its score, in words. */
char          *desk_match_dup_explanation (DeskMatch *self);
/* As things are now; who shows a row looks again when offer-title or the extension notifies. */
DeskOffer      desk_match_get_offer       (DeskMatch *self);

const char    *desk_offer_get_title       (DeskOffer offer); /* "Call", in the person's language; "" for none */
const char    *desk_offer_get_name        (DeskOffer offer); /* "call", "transfer-when-free" … */

/* The one ranking engine for every search: a GListModel of DeskMatch, best first. Property: text. */
#define DESK_TYPE_FINDER (desk_finder_get_type ())
G_DECLARE_FINAL_TYPE (DeskFinder, desk_finder, DESK, FINDER, GObject)

void        desk_finder_set_text       (DeskFinder *self, const char *text);
/* Whose number exactly that is: a colleague's, a contact's, a short dial's, or one dialled before; NULL when it is none
 * of these. Transfer full. */
DeskMatch  *desk_finder_find           (DeskFinder *self, const char *number);
/* One of its own over the same people and numbers, to choose somebody from: without a text it has everybody, those
 * who are free first; slots and commands are not in it. */
DeskFinder *desk_finder_new_for_target (DeskFinder *other);
/* At most @limit, best first, without a list that changes. Of DeskMatch. */
GPtrArray  *desk_finder_search         (DeskFinder *self, const char *text, guint limit);

/* A page or command that can be found, by its title and more words (may be NULL); @name comes back as the key. */
void        desk_finder_add_command    (DeskFinder *self, const char *name, const char *title,
                                        const char *subtitle, const char *const *words);

/* desk-number: what may be sent to the PBX ("03-1234 5678" → "0312345678"); NULL when nothing is left or
 * a letter stands in it. Extensions and feature codes are never rewritten. */
char *desk_number_normalize (const char *typed);

G_END_DECLS

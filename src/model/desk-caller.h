/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-numbers.h"
#include "model/desk-types.h"
#include "pal/protocol/pal-contact-info.h"

G_BEGIN_DECLS

/* One of those a number may stand for: a contact, or a short dial (whose contact-id is NULL). Immutable. */
#define DESK_TYPE_CALLER_MATCH (desk_caller_match_get_type ())
G_DECLARE_FINAL_TYPE (DeskCallerMatch, desk_caller_match, DESK, CALLER_MATCH, GObject)

const char *desk_caller_match_get_name       (DeskCallerMatch *self);
const char *desk_caller_match_get_contact_id (DeskCallerMatch *self); /* NULL: a short dial */
const char *desk_caller_match_get_phonebook  (DeskCallerMatch *self); /* NULL: not known */
gboolean    desk_caller_match_get_is_shared  (DeskCallerMatch *self);
const char *desk_caller_match_get_number     (DeskCallerMatch *self); /* as it is written there */
const char *desk_caller_match_get_field      (DeskCallerMatch *self); /* "$tel_work"; NULL for a short dial */

/* Whose numbers these are that the PBX tells: the copy of the phonebooks is asked, then the short dials, and for calls of
 * the person's own the PBX, once a number. It never makes anybody wait: what is found later is told by ::changed
 * (number), and calls, parked ones and the log get the name by themselves. */
#define DESK_TYPE_CALLER (desk_caller_get_type ())
G_DECLARE_FINAL_TYPE (DeskCaller, desk_caller, DESK, CALLER, GObject)

/* The name of a number as far as is known now, NULL when nobody has it; borrowed till the main loop runs. Of several and
 * none chosen it says that there are several. */
const char      *desk_caller_find          (DeskCaller *self, const char *number);
/* All it may be, the likeliest first; of DeskCallerMatch, owned by the caller. */
GPtrArray       *desk_caller_list_matches  (DeskCaller *self, const char *number);
gboolean         desk_caller_has_several   (DeskCaller *self, const char *number); /* of different names */
gboolean         desk_caller_is_unknown    (DeskCaller *self, const char *number); /* nobody has it, as was looked up */
/* Which of them was chosen, or is the only one; borrowed, NULL: it is open. */
DeskCallerMatch *desk_caller_get_match     (DeskCaller *self, const char *number);
/* Remembered for this number however it is written; NULL: it is open again. */
void             desk_caller_choose        (DeskCaller *self, const char *number, DeskCallerMatch *match);

/* What a new contact of that number begins with; @numbers (whose rules tell an extension) and the name may be NULL. */
PalContactInfo  *desk_caller_make_info     (DeskNumbers *numbers, const char *number, const char *name,
                                            const char *language);

G_END_DECLS

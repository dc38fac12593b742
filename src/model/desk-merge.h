/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pal/protocol/pal-contact-info.h"

G_BEGIN_DECLS

/* Versions of one contact, field by field. Any may be NULL, which has no fields. Blanks around a value, the kind of its
 * line breaks, and whether a blank field is there at all make no difference: a PBX may change them. */
gboolean        desk_merge_is_same  (const PalContactInfo *a, const PalContactInfo *b);
/* What only one of @mine and @theirs changed since @base is as that side has it; what both changed alike too. What both
 * changed otherwise is as in @mine, its id in @conflicting (may be NULL; the texts are owned). */
PalContactInfo *desk_merge          (const PalContactInfo *base, const PalContactInfo *mine,
                                     const PalContactInfo *theirs, GPtrArray **conflicting);
/* @theirs without what is in it of the way from @base to @mine. */
PalContactInfo *desk_merge_undo     (const PalContactInfo *base, const PalContactInfo *mine,
                                     const PalContactInfo *theirs);
/* What all that are the same have in common. */
char           *desk_merge_dup_key  (const PalContactInfo *info);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/desk-decode.h"
#include "model/desk-module.h"
#include "pal/protocol/pal-contact-fields.h"

G_BEGIN_DECLS

typedef struct
{
  guint line;           /* where it begins */
  PalContactInfo *info; /* owned */
  char *contact_id;     /* owned; as a file of our own says, or NULL */
} DeskEntry;

void       desk_entry_free   (gpointer entry);

/* All cards of a file of any version, as DeskEntry; what is none is a fault. What has no field of its own (a second
 * mobile number) becomes one of the user's own. Blocks: for a thread. NULL with an error when the library of cards is
 * missing or the file is no such file. */
GPtrArray *desk_cards_read   (const char *bytes, gsize length, const char *language, GPtrArray *faults, GError **error);
/* One card, with all that @info holds: what cards have no line for stands in lines of our own. */
char      *desk_cards_write  (const DeskContacts *library, const PalContactInfo *info, const char *contact_id,
                              DeskCardVersion version);

G_END_DECLS

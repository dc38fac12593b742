/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/desk-cards.h"
#include "exchange/desk-csv.h"
#include "exchange/desk-gather.h"

G_BEGIN_DECLS

/* A kind of file contacts are written into. */
typedef struct
{
  const char *name;   /* "spreadsheet", "csv", "vcard-2.1", "vcard-3.0", "vcard-4.0" */
  const char *suffix; /* "csv" */
  const char *title;  /* to be translated */
  gboolean is_card, is_usual; /* is_usual: what is meant when only the suffix is known */
  int how;            /* DeskCardVersion or DeskCsvCare */
} DeskContactsKind;

const DeskContactsKind *desk_contacts_kind_find        (const char *name); /* or NULL */
const DeskContactsKind *desk_contacts_kind_find_by_end (const char *path); /* or NULL */

/* Those of @known (DeskKnown) that have fields. NULL with an error when the library of cards is missing. Blocks: for a
 * thread. */
GString *desk_contacts_write (GPtrArray *known, const DeskContactsKind *kind, const char *language, GError **error);

/* The same into a file that nobody else may read. @known belongs to the thread until it has ended. Unless
 * @may_replace, there must be no such file yet. */
void     desk_export_contacts_async  (GPtrArray *known, const DeskContactsKind *kind, const char *language, GFile *file,
                                      gboolean may_replace, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean desk_export_contacts_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pal/client/pal-client.h"
#include "pal/protocol/pal-contact-fields.h"

G_BEGIN_DECLS

/* A contact as the PBX has it. */
typedef struct
{
  char *id, *display_name, *phonebook;
  gboolean is_shared;
  PalContactInfo *info; /* NULL until it was asked for */
} DeskKnown;

DeskKnown *desk_known_new  (const char *id, const char *display_name, const char *phonebook, gboolean is_shared);
void       desk_known_free (gpointer known);

typedef enum
{
  DESK_WHOSE_OWN,
  DESK_WHOSE_SHARED,
  DESK_WHOSE_ALL,
} DeskWhose;

typedef void (*DeskProgress) (guint n_done, guint n_total, gpointer user_data);

/* The contacts of a book, or those a search finds in it; names alone. @phonebook NULL: all books. */
void       desk_gather_async        (PalClient *client, const char *phonebook, DeskWhose whose, const char *search,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *desk_gather_finish       (GAsyncResult *result, GError **error); /* of DeskKnown */
/* All fields of those in @known that have none yet, a few at a time. Those that are gone meanwhile stay without.
 * @progress may be NULL; it is called with @user_data as well. */
void       desk_gather_infos_async  (PalClient *client, GPtrArray *known, DeskProgress progress,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   desk_gather_infos_finish (GAsyncResult *result, GError **error);

G_END_DECLS

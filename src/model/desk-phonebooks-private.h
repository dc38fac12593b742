/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-contact-private.h"
#include "model/desk-mirror.h"
#include "model/desk-parts.h"
#include "model/desk-phonebook-private.h"
#include "model/desk-phonebooks.h"
#include "pal/client/pal-client.h"

G_BEGIN_DECLS

struct _DeskPhonebooks
{
  GObject parent_instance;

  /* borrowed */
  DeskMirror *mirror;   /* NULL when it has ended; weak */

  /* owned */
  PalClient *client;
  PalClock *clock;
  char *tenant;
  GPtrArray *books;     /* of DeskPhonebook */
  GHashTable *known;    /* id -> contact that somebody holds; neither is owned */
  GHashTable *pending;  /* id -> DeskContactPending */
  GHashTable *refusals; /* of DeskRefusal, each its own key */
  GHashTable *fetches;  /* id -> Fetch (desk-phonebooks-fetch.c) */
  GQueue *waiting;      /* ids of fetches not asked for yet, borrowed; those wanted last come first */
  GCancellable *cancellable; /* of this line */
  char *reason;

  DeskLoading state;
  guint n_fetching;
  gboolean is_ready;
};

/* The part of a session (desk-parts.h). */
gpointer     desk_phonebooks_begin        (DeskSession *session);
void         desk_phonebooks_set_ready    (gpointer part, gboolean is_ready);
void         desk_phonebooks_end          (gpointer part);

void         desk_phonebooks_set_mirror   (DeskPhonebooks *self, DeskMirror *mirror); /* which begins later */
void         desk_phonebooks_yield        (DeskPhonebooks *self); /* the person waits for an answer: the copy holds still */
PalClient   *desk_phonebooks_get_client   (DeskPhonebooks *self);
PalClock    *desk_phonebooks_get_clock    (DeskPhonebooks *self);
/* Adds what every request about contacts needs, such as the tenant. */
PalParams   *desk_phonebooks_new_params   (DeskPhonebooks *self, PalMethodId method);
/* Whether a request that names the book must say of which kind it is. */
gboolean     desk_phonebooks_must_tell_kind (DeskPhonebooks *self, DeskPhonebook *book);

void         desk_phonebooks_mark_pending (DeskPhonebooks *self, DeskContact *contact); /* whose id has become known */

/* desk-phonebooks-fetch.c */
void         desk_phonebooks_init_fetches (DeskPhonebooks *self);
void         desk_phonebooks_drop_fetches (DeskPhonebooks *self);

G_END_DECLS

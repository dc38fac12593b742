/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-caller.h"
#include "pal/client/pal-client.h"
#include "store/store-contacts.h"
#include "store/store-words.h"

G_BEGIN_DECLS

#define DESK_CALLER_MAX_KNOWN 2000 /* numbers */

/* What is known of a number. */
typedef struct
{
  char *number;          /* as it is dialled */
  char *name;            /* that is shown, or NULL */
  GPtrArray *matches;    /* of DeskCallerMatch */
  DeskCallerMatch *match; /* borrowed from matches, or NULL */
  guint n_names;
  guint64 used;           /* when it was asked for last, by counting */
  gboolean is_waiting, was_looked_up, wants_search, was_searched;
} DeskCallerEntry;

struct _DeskCaller
{
  GObject parent_instance;

  /* borrowed */
  DeskSession *session;   /* NULL when it is gone */

  /* owned */
  GHashTable *entries;    /* number -> DeskCallerEntry */
  GHashTable *choices;    /* number -> key of a match */
  GHashTable *choices_by_key; /* key of a number -> borrowed number of choices */
  GQueue waiting;         /* numbers to look for in the store */
  GQueue searching;       /* numbers to look for on the PBX */
  GCancellable *cancellable;
  GSource *idle;

  guint64 n_asked;
  gboolean is_looking, is_searching;
};

/* A part of the session (desk-parts.h). */
gpointer         desk_caller_begin     (DeskSession *session);
void             desk_caller_set_ready (gpointer part, gboolean is_ready);
void             desk_caller_end       (gpointer part);
/* As desk_caller_find(); the PBX is asked, too, when nobody is found. */
const char      *desk_caller_find_own  (DeskCaller *self, const char *number);

/* desk-caller-match.c */
DeskCallerMatch *desk_caller_match_new_dial (const char *code, const char *name, const char *number);
/* The phone of a contact that is this number, or NULL; @is_same: beyond doubt. */
DeskCallerMatch *desk_caller_match_read (DeskSession *session, const StoreContact *contact, const char *number,
                                         gboolean *is_same);
const char      *desk_caller_match_get_key  (DeskCallerMatch *self);
/* The one place where two writings are held to be one number. */
typedef enum { DESK_CALLER_OTHER, DESK_CALLER_MAYBE, DESK_CALLER_SAME } DeskCallerSameness;
DeskCallerSameness desk_caller_compare (DeskSession *session, const char *a, const char *b);

/* desk-caller-search.c: on the PBX, one number at a time. */
void             desk_caller_search    (DeskCaller *self);
/* desk-caller.c: what the search found, which may be nobody. */
void             desk_caller_take_found (DeskCaller *self, const char *number, GPtrArray *contacts);

G_END_DECLS

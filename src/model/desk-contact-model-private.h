/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-contact-model.h"
#include "model/desk-count.h"
#include "model/desk-mirror.h"
#include "model/desk-phonebooks-private.h"

G_BEGIN_DECLS

#define DESK_CONTACT_PAGE 100     /* rows a request */
#define DESK_CONTACT_MAX_PAGES 32 /* kept: those that were looked at last */
#define DESK_CONTACT_PAUSE (250 * 1000) /* µs without typing before the PBX is asked */

/* One page. Rows that somebody looked at before they came are there without an id. */
typedef struct
{
  DeskContact *rows[DESK_CONTACT_PAGE]; /* owned; NULL: neither came nor looked at */
  guint64 look;                         /* when it was looked at last, in looks */
  gboolean is_due;                      /* is to be asked for when it is looked at */
  gboolean is_asked, is_failed;
} DeskContactPage;

struct _DeskContactModel
{
  GObject parent_instance;

  /* owned */
  DeskPhonebooks *phonebooks;
  DeskPhonebook *book;    /* NULL: all */
  GPtrArray *pages;       /* of DeskContactPage; NULL: not here */
  GArray *wanted;         /* guint numbers of pages, those looked at last come last */
  GCancellable *listing;  /* of what is asked for now */
  char *search_text;      /* as typed */
  char *words;            /* what is listed or asked for: without needless blanks */
  char *first_id;         /* of the first row of all */
  char *reason;
  DeskMirrorTable *table; /* while it is sorted, else NULL: the copy, */
  GArray *order;          /* and the guint32 positions of its rows there */

  DeskCount count;
  DeskLoading state;
  guint64 n_looks;
  guint n, n_pages, n_asked;
  guint typing, refreshing; /* timers of the clock, or 0 */
  gboolean has_begun;       /* the first page of this listing has come */
  gboolean is_counted;
};

/* desk-contact-pages.c */
void         desk_contact_pages_start   (DeskContactModel *self); /* another listing */
void         desk_contact_pages_refresh (DeskContactModel *self); /* the same once more */
void         desk_contact_pages_stop    (DeskContactModel *self);
void         desk_contact_pages_retry   (DeskContactModel *self);
DeskContact *desk_contact_pages_get     (DeskContactModel *self, guint position); /* owned by the page */
DeskContact *desk_contact_pages_peek    (DeskContactModel *self, guint position); /* the same; NULL: not here */
guint        desk_contact_pages_find    (DeskContactModel *self, DeskContact *contact);
void         desk_contact_pages_clear   (DeskContactModel *self);

/* desk-contact-sorted.c */
gboolean     desk_contact_sorted_update (DeskContactModel *self); /* to the copy as it is; FALSE: not from the copy now */
gboolean     desk_contact_sorted_drop   (DeskContactModel *self); /* TRUE when it was; nobody is told */
DeskContact *desk_contact_sorted_get    (DeskContactModel *self, guint position);
guint        desk_contact_sorted_find   (DeskContactModel *self, const char *id);

/* desk-contact-model.c */
void         desk_contact_model_notify_sorted (DeskContactModel *self);
void         desk_contact_model_set_state   (DeskContactModel *self, DeskLoading state, const char *reason);
void         desk_contact_model_set_counted (DeskContactModel *self, gboolean is_counted);

G_END_DECLS

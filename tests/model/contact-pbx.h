/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-contact-model-private.h"
#include "tests/model/session-fixture.h"

G_BEGIN_DECLS

/* A session whose PBX has a shared phonebook "Company" of @n contacts, ids from 1 on, and one of mine, "Private". */
typedef struct
{
  SessionFixture session;
  guint n;
  guint removed;       /* the id that is not there, or 0 */
  guint n_found;       /* contacts that every search finds */
  const char *mark;    /* behind every name */
  gboolean is_mindless; /* knows no offsets */
  GArray *pages;       /* offsets of pages that were asked for (guint) */
  guint n_probes;
} ContactPbx;

void             contact_pbx_set_up    (ContactPbx *self, gconstpointer user); /* NULL: 1000 */
void             contact_pbx_tear_down (ContactPbx *self, gconstpointer user);
void             contact_pbx_start     (ContactPbx *self);      /* signed in, the phonebooks are known */
void             contact_pbx_reconnect (ContactPbx *self);      /* the line is lost, and back */
gboolean         contact_pbx_answer    (ContactPbx *self);      /* the oldest request for a list; FALSE: none */
void             contact_pbx_settle    (ContactPbx *self);      /* all of them, until nothing is asked any more */
void             contact_pbx_check_pages (ContactPbx *self, const char *expected); /* offsets asked since the last check */
DeskPhonebooks  *contact_pbx_get_phonebooks (ContactPbx *self);
DeskContactModel *contact_pbx_open     (ContactPbx *self, const char *book, gboolean is_shared); /* NULL: all */
/* The name of a row, "" while it has not come; looks at it. */
char            *contact_pbx_dup_name  (DeskContactModel *model, guint position);
#define contact_pbx_assert_name(model, position, expected) \
  G_STMT_START { \
    g_autofree char *name_ = contact_pbx_dup_name (model, position); \
    g_assert_cmpstr (name_, ==, expected); \
  } G_STMT_END

G_END_DECLS

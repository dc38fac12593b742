/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-world.h"

G_BEGIN_DECLS

/* The phonebooks of a tenant. A book without an owner is shared. */
void          sim_contacts_fill       (SimTenant *tenant, guint n); /* a few, and @n made-up shared ones */
SimPhonebook *sim_phonebook_find      (SimTenant *tenant, const char *name, const char *owner);
SimPhonebook *sim_phonebook_add       (SimTenant *tenant, const char *name, const char *owner);
SimContact   *sim_contact_find        (SimTenant *tenant, const char *id);
/* @id NULL: the next one; the book is made when there is none */
SimContact   *sim_contact_add         (SimTenant *tenant, const char *id, const char *phonebook,
                                       const char *owner);
/* NULL removes */
void          sim_contact_set         (SimContact *contact, const char *field, const char *value);
void          sim_contact_changed     (SimTenant *tenant, SimContact *contact); /* after the last set */
void          sim_contact_move        (SimTenant *tenant, SimContact *contact, const char *phonebook,
                                       const char *owner);
void          sim_contact_remove      (SimTenant *tenant, SimContact *contact);
void          sim_contacts_forget_user (SimTenant *tenant, const char *owner); /* books and contacts */
char         *sim_contact_fold        (const char *text); /* words are folded before they are looked for */
/* The next contact, in the order made, that has all words; @position begins at 0. NULL when there is none. */
SimContact   *sim_contacts_next       (SimTenant *tenant, char **folded_words, guint *position);

typedef struct
{
  const char *user;      /* who asks: sees what is shared and its own */
  const char *phonebook; /* NULL or "": all */
  const char *text;      /* words, or NULL */
  gboolean has_shared, shared;
} SimContactQuery;

/* All SimContact that @query finds; borrowed, and kept for the next page until something changes. */
GPtrArray    *sim_contacts_list       (SimTenant *tenant, const SimContactQuery *query);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-world.h"

G_BEGIN_DECLS

/* The phonebooks of a tenant. A book without an owner is shared. */
void          sim_contacts_fill       (SimTenant *tenant, guint n); /* a few, and @n made-up shared ones */
SimPhonebook *sim_phonebook_find      (SimTenant *tenant, const char *name, const char *owner);
SimPhonebook *sim_phonebook_add       (SimTenant *tenant, const char *name, const char *owner);
SimContact   *sim_contact_find        (SimTenant *tenant, const char *id);
SimContact   *sim_contact_add         (SimTenant *tenant, const char *phonebook, const char *owner);
/* NULL removes */
void          sim_contact_set         (SimContact *contact, const char *field, const char *value);
void          sim_contact_changed     (SimContact *contact); /* after the last set */
void          sim_contact_remove      (SimTenant *tenant, SimContact *contact);
gboolean      sim_contact_matches     (SimContact *contact, char **folded_words);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-world.h"

G_BEGIN_DECLS

/* The fields of a route, in the order of the wire. */
typedef enum
{
  SIM_FIELD_ENABLED,
  SIM_FIELD_TENANT,
  SIM_FIELD_NAME,
  SIM_FIELD_PASSWORD,
  SIM_FIELD_V1 = 6,
  SIM_FIELD_W1 = 15,
  SIM_FIELD_X1 = 24,
  SIM_N_FIELDS = 33,
} SimField;

/* A route template of the ARS. Its routes are rows of SIM_N_FIELDS texts and a NULL. */
typedef struct
{
  char *name;
  gboolean is_did;           /* what tenants see by getAllDids and change by setDid */
  guint64 list, edit;        /* bit n: tenants may see, change field n ("Tenant Access") */
  GPtrArray *routes;         /* char ** */
} SimTemplate;

SimTemplate *sim_template_add      (SimWorld *world, const char *name);
SimTemplate *sim_template_find     (SimWorld *world, const char *name);
char       **sim_template_add_route (SimTemplate *self, const char *const *values); /* as many as there are */
char       **sim_template_find_route (SimTemplate *self, const char *name, guint *index);
/* Whether the template has anything to do with the tenant. */
gboolean     sim_template_is_of    (SimTemplate *self, SimTenant *tenant);
gboolean     sim_route_is_of       (char **route, SimTenant *tenant);
void         sim_route_set         (char **route, guint field, const char *value);
void         sim_template_free     (gpointer self);
/* "enabled", "tenant", "name", "password", "reserved1", "reserved2", "v1"…"x9"; SIM_N_FIELDS when unknown. */
guint        sim_field_from_name   (const char *name);
char        *sim_field_to_name     (guint field);

/* Where a call from outside to @number goes: v2 of the enabled route of a DID template whose v1 it is; NULL
 * when no route has it. */
const char  *sim_did_resolve       (SimTenant *tenant, const char *number);

G_END_DECLS

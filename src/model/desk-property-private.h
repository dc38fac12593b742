/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-property-set.h"
#include "pal/client/pal-client.h"

G_BEGIN_DECLS

struct _DeskPropertySet
{
  GObject parent_instance;

  /* borrowed */
  DeskSession *session;    /* weak */
  const PalPropertyTable *table;

  /* owned */
  PalClient *client;
  char *user;              /* who is signed in */
  char *tenant, *extension;
  GPtrArray *rows;         /* of DeskProperty, in order */
  GHashTable *by_name;     /* name -> one of rows */
  char *reason;

  DeskLoading state;
  guint n_dirty;
  gboolean is_saving;
  gboolean is_doubtful;    /* nobody said what became of what was sent */
};

/* @table is NULL when nothing is known of the type. */
DeskProperty *desk_property_new              (const PalPropertyTable *table, const char *name);
/* What the PBX said. A change the person made stays, unless it comes to the same now. */
void          desk_property_set_server_value (DeskProperty *self, const char *value);
/* NULL: it can be edited, if it can be at all. */
void          desk_property_set_reason       (DeskProperty *self, const char *reason);
guint         desk_property_get_n_values     (DeskProperty *self); /* it has had so far */
int           desk_property_compare          (gconstpointer a, gconstpointer b); /* of two in a GPtrArray */

const char   *desk_property_set_name_of      (DeskPropertySet *self, const char *number); /* or the number itself */

/* The request, with extension and tenant; asking for values, which come as desk_property_set_read_reply() gives them:
 * in the order of @names, "" for none. @task (transfer full) is what @callback gets. */
PalParams    *desk_property_set_new_params   (DeskPropertySet *self, PalMethodId method);
void          desk_property_set_ask          (DeskPropertySet *self, const char *const *names,
                                              GAsyncReadyCallback callback, GTask *task);
char        **desk_property_set_read_reply   (PalReply *reply, const char *const *names);
void          desk_property_set_set_is_saving (DeskPropertySet *self, gboolean is_saving);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-json.h"
#include "sim/sim-route.h"

G_BEGIN_DECLS

/* One record being read, and how to get to it: "tenants[0].extensions[3]". */
typedef struct
{
  SimWorld *world;
  SimTenant *tenant;
  SimExtension *extension;
  SimTemplate *template;
  const char *place;
  JsonNode *node;
  JsonObject *object;          /* NULL when the record is none */
} SimRecord;

typedef gboolean (*SimRecordFunc) (const SimRecord *record, GError **error);
typedef gboolean (*SimMemberFunc) (const SimRecord *record, const char *name, const char *value,
                                   GError **error);

/* All but the first want `object`; an error says where. */
gboolean sim_read_members (const SimRecord *record, const char *const *known, GError **error);
/* A text; numbers are texts since they were parsed. Left out: @fallback, an error when that is NULL. */
gboolean sim_read_text    (const SimRecord *record, const char *member, const char *fallback,
                           const char **text, GError **error);
gboolean sim_read_boolean (const SimRecord *record, const char *member, gboolean fallback, gboolean *truth,
                           GError **error);
gboolean sim_read_int     (const SimRecord *record, const char *member, gint64 fallback, gint64 from,
                           gint64 to, gint64 *number, GError **error);
/* Every element of the array @member, if it is there. */
gboolean sim_read_each    (const SimRecord *record, const char *member, SimRecordFunc func, GError **error);
/* Every member of the object @member, if it is there: scalars only. */
gboolean sim_read_map     (const SimRecord *record, const char *member, SimMemberFunc func, GError **error);
/* Always FALSE. */
gboolean sim_read_fail    (const SimRecord *record, const char *member, GError **error, const char *format,
                           ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS

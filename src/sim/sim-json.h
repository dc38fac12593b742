/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reading of our own files and of control requests: a member that is missing or of another type is the
 * fallback. Numbers are read as text and the other way round. */
JsonNode   *sim_json_parse   (const char *text, GError **error); /* an object, or NULL */
JsonNode   *sim_json_load    (const char *path, GError **error);
const char *sim_json_text    (JsonObject *object, const char *member, const char *fallback);
gint64      sim_json_int     (JsonObject *object, const char *member, gint64 fallback);
double      sim_json_double  (JsonObject *object, const char *member, double fallback);
gboolean    sim_json_boolean (JsonObject *object, const char *member, gboolean fallback);
JsonArray  *sim_json_array   (JsonObject *object, const char *member); /* or NULL */

G_END_DECLS

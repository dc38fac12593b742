/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-methods.h"

G_BEGIN_DECLS

/* The parameters of one request: built by a client, or read from a request by a server. Boxed, counted.
 * Names are those of the table; an alias is stored under the row's own name. */
#define PAL_TYPE_PARAMS (pal_params_get_type ())

PAL_EXPORT GType        pal_params_get_type    (void);
PAL_EXPORT PalParams   *pal_params_new         (PalMethodId method);
PAL_EXPORT PalParams   *pal_params_ref         (PalParams *self);
PAL_EXPORT void         pal_params_unref       (PalParams *self);
PAL_EXPORT PalMethodId  pal_params_get_method  (const PalParams *self);

/* A NULL value removes. A name the row does not have is kept and refused by pal_params_validate(). */
PAL_EXPORT void         pal_params_set_text    (PalParams *self, const char *name, const char *value);
PAL_EXPORT void         pal_params_set_int     (PalParams *self, const char *name, gint64 value);
PAL_EXPORT void         pal_params_set_boolean (PalParams *self, const char *name, gboolean value);
PAL_EXPORT void         pal_params_set_list    (PalParams *self, const char *name, const char *const *values);
PAL_EXPORT void         pal_params_set_member  (PalParams *self, const char *name, const char *member, const char *value);
/* "key=value" as a person writes it; lists at commas, maps as key.member=value. */
PAL_EXPORT gboolean     pal_params_set_from_argument (PalParams *self, const char *argument, GError **error);

PAL_EXPORT gboolean     pal_params_has         (const PalParams *self, const char *name);
PAL_EXPORT const char  *pal_params_get_text    (const PalParams *self, const char *name); /* borrowed, NULL when absent */
PAL_EXPORT gint64       pal_params_get_int     (const PalParams *self, const char *name, gint64 fallback);
PAL_EXPORT gboolean     pal_params_get_boolean (const PalParams *self, const char *name, gboolean fallback);
PAL_EXPORT const char *const *pal_params_get_list (const PalParams *self, const char *name); /* borrowed, NULL when absent */
PAL_EXPORT gboolean     pal_params_is_list     (const PalParams *self, const char *name); /* came as an array */
/* Borrowed; keys of a map parameter in the order given, NULL-terminated. Free with g_free(). */
PAL_EXPORT const char **pal_params_get_members (const PalParams *self, const char *name);
PAL_EXPORT const char  *pal_params_get_member  (const PalParams *self, const char *name, const char *member);

/* Client side, strict: missing, unknown, wrong type, not a choice, not for this role. PAL_ROLE_NONE skips
 * the role. The error names the parameter. */
PAL_EXPORT gboolean     pal_params_validate    (const PalParams *self, PalRole role, GError **error);

/* Server side, liberal: the text of a JSON object (or nothing at all); unknown members are ignored, number
 * for text, text for boolean accepted; what has no reading or is missing gives INVALID_PARAMS. */
PAL_EXPORT PalParams   *pal_params_read        (PalMethodId method, const char *json, gsize length, GError **error);

/* The "params" object as the guide writes it; nothing is appended when there are none. */
PAL_EXPORT void         pal_params_write       (const PalParams *self, GString *out);
/* For logs: secrets are shown as "***". Transfer full. */
PAL_EXPORT char        *pal_params_to_log      (const PalParams *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalParams, pal_params_unref)

G_END_DECLS

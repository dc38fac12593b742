/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-enums.h"
#include "pal/protocol/pal-method-id.h"
#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

typedef enum
{
  PAL_PARAM_TYPE_TEXT,
  PAL_PARAM_TYPE_INTEGER,
  PAL_PARAM_TYPE_BOOLEAN,  /* written as the guide shows it: the text "true" or "false" */
  PAL_PARAM_TYPE_LIST,     /* array of text; one text, or a comma list where flagged, is read as well */
  PAL_PARAM_TYPE_MAP,      /* object of text members */
  PAL_PARAM_TYPE_JSON,     /* any JSON value; the text of a parameter is its JSON */
} PalParamType;

typedef enum
{
  PAL_PARAM_NONE = 0,
  PAL_PARAM_REQUIRED = 1 << 0,
  PAL_PARAM_SECRET = 1 << 1,       /* masked in logs and errors */
  PAL_PARAM_REPEATED = 1 << 2,     /* `v[n]` stands for v1…v9 */
  PAL_PARAM_ADMIN_ONLY = 1 << 3,
  PAL_PARAM_COMMA_LIST = 1 << 4,
  PAL_PARAM_ONE_OR_LIST = 1 << 5,  /* one text or an array of them, kept apart on the wire */
  PAL_PARAM_BEYOND_GUIDE = 1 << 6, /* read and accepted; never required by us */
  PAL_PARAM_ONE_OF = 1 << 7,       /* at least one of those so marked must be there */
  PAL_PARAM_OPEN_CHOICE = 1 << 8,  /* a server reads other values than the choices too */
} PalParamFlags;

typedef enum
{
  PAL_METHOD_NONE = 0,
  PAL_METHOD_CHANGES_STATE = 1 << 0,
  PAL_METHOD_SAFE_TO_REPEAT = 1 << 1,
  PAL_METHOD_BEYOND_GUIDE = 1 << 2,
} PalMethodFlags;

typedef enum
{
  PAL_REPLY_SHAPE_NONE,    /* any success */
  PAL_REPLY_SHAPE_TEXT,    /* a text, a number or a boolean */
  PAL_REPLY_SHAPE_LIST,    /* array of text */
  PAL_REPLY_SHAPE_ROWS,    /* array of arrays; may be a flat array when no columns were asked for */
  PAL_REPLY_SHAPE_OBJECT,
  PAL_REPLY_SHAPE_OBJECTS, /* array of objects; one object or a map of objects is read as well */
} PalReplyShape;

#define PAL_MAX_ALIASES 3
#define PAL_MAX_PARAMS 40

struct _PalParam
{
  const char *name;
  const char *aliases[PAL_MAX_ALIASES];
  PalParamType type;
  PalParamFlags flags;
  const char *const *choices; /* NULL-terminated, or NULL */
  const char *summary;        /* N_() */
  gint64 minimum, maximum;    /* of a number, or of how many elements; none while both are 0 */
};

struct _PalMethod
{
  PalMethodId id;
  const char *name;            /* the wire name */
  const char *group;           /* "calls", "extensions", "tenants", "notes", "routes", "timers", "contacts", "push", "session" */
  const char *summary;         /* N_() */
  PalRole role;                /* the least that may call it */
  const PalParam *params;      /* ends with a NULL name */
  PalReplyShape shape;
  const char *const *fields;   /* member or column names of the reply, NULL-terminated, or NULL */
  PalMethodFlags flags;
  const char *section;         /* of the guide, or NULL */
  const char *since;           /* PBX version, or NULL */
  guint timeout;               /* seconds */
};

PAL_EXPORT const PalMethod *pal_method_get         (PalMethodId id);
PAL_EXPORT const PalMethod *pal_method_lookup      (const char *name);  /* NULL when unknown */
PAL_EXPORT const PalMethod *pal_method_lookup_len  (const char *name, gsize len);
PAL_EXPORT const PalParam  *pal_method_find_param  (const PalMethod *method, const char *name); /* by name, alias or family */
PAL_EXPORT const char      *pal_method_get_summary (const PalMethod *method); /* translated */
PAL_EXPORT const char      *pal_param_get_summary  (const PalParam *param);   /* translated */
PAL_EXPORT const char      *pal_role_to_word       (PalRole role);
PAL_EXPORT const char      *pal_reply_shape_to_word (PalReplyShape shape);
PAL_EXPORT char            *pal_methods_to_markdown (void);                   /* one table of all rows, untranslated */

G_END_DECLS

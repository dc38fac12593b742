/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-enums.h"
#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/* The 42 methods of section 5 of the guide in its order, then those beyond the guide. */
typedef enum
{
  PAL_METHOD_BARGE, PAL_METHOD_CALL_FORWARD, PAL_METHOD_CANCEL_TRANSFER, PAL_METHOD_CONFERENCE,
  PAL_METHOD_CREATE_EXTENSION, PAL_METHOD_CREATE_TENANT, PAL_METHOD_DELETE_EXTENSION, PAL_METHOD_DELETE_NOTE,
  PAL_METHOD_DELETE_ROUTE_VARIABLES, PAL_METHOD_DISCONNECT, PAL_METHOD_GET_ALL_DIDS, PAL_METHOD_GET_CONTACT,
  PAL_METHOD_GET_CONTACT_LIST, PAL_METHOD_GET_EXTENSION_PROPERTIES, PAL_METHOD_GET_EXTENSIONS,
  PAL_METHOD_GET_NOTE, PAL_METHOD_GET_NOTE_NAMES, PAL_METHOD_GET_OPTIONS, PAL_METHOD_GET_PN_APPLICATION_INFO,
  PAL_METHOD_GET_PHONEBOOKS, PAL_METHOD_GET_PLAN_SWITCH_TIMER, PAL_METHOD_GET_ROUTE_TEMPLATE_NAMES,
  PAL_METHOD_GET_ROUTE_VARIABLES, PAL_METHOD_GET_TALKER_INFO, PAL_METHOD_GET_TENANT_PROPERTIES,
  PAL_METHOD_INSERT_ROUTE_VARIABLES, PAL_METHOD_MAKE_CALL, PAL_METHOD_PARK, PAL_METHOD_PN_MANAGE,
  PAL_METHOD_PN_SEND, PAL_METHOD_REMOTE_CONTROL, PAL_METHOD_SET_CONTACT, PAL_METHOD_SET_DID,
  PAL_METHOD_SET_EXTENSION_PROPERTIES, PAL_METHOD_SET_NOTE, PAL_METHOD_SET_PLAN_SWITCH_TIMER,
  PAL_METHOD_SET_TENANT_PROPERTIES, PAL_METHOD_START_RECORDING, PAL_METHOD_STOP_RECORDING,
  PAL_METHOD_TRANSFER, PAL_METHOD_UNPARK, PAL_METHOD_UPDATE_ROUTE_VARIABLES,

  PAL_METHOD_LOGIN, PAL_METHOD_PING, PAL_METHOD_HOLD, PAL_METHOD_UNHOLD, PAL_METHOD_SEND_DTMF,
  PAL_METHOD_LINE, PAL_METHOD_DELETE_CONTACT, PAL_METHOD_GET_PRODUCT_INFO, PAL_METHOD_GET_VOICEMAILS,
  PAL_METHOD_GET_TOKEN, PAL_METHOD_GET_APP_DATA, PAL_METHOD_SET_APP_DATA, PAL_METHOD_CREATE_AUTH_HEADER,
  PAL_METHOD_SEARCH_EXTENSIONS,

  PAL_N_METHODS
} PalMethodId;

#define PAL_N_DOCUMENTED_METHODS (PAL_METHOD_UPDATE_ROUTE_VARIABLES + 1)

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

/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-enums.h"
#include "pal/protocol/pal-method-id.h"
#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

/**
 * PalParamType:
 * @PAL_PARAM_TYPE_TEXT: a text; ids are texts
 * @PAL_PARAM_TYPE_INTEGER: a whole number
 * @PAL_PARAM_TYPE_BOOLEAN: written as the guide shows it: the text "true" or "false"
 * @PAL_PARAM_TYPE_LIST: array of text; one text, or a comma list where flagged, is read as well
 * @PAL_PARAM_TYPE_MAP: object of text members
 * @PAL_PARAM_TYPE_JSON: any JSON value; the text of a parameter is its JSON
 *
 * How a parameter is written.
 */
typedef enum
{
  PAL_PARAM_TYPE_TEXT,
  PAL_PARAM_TYPE_INTEGER,
  PAL_PARAM_TYPE_BOOLEAN,
  PAL_PARAM_TYPE_LIST,
  PAL_PARAM_TYPE_MAP,
  PAL_PARAM_TYPE_JSON,
} PalParamType;

/**
 * PalParamFlags:
 * @PAL_PARAM_NONE: nothing special
 * @PAL_PARAM_REQUIRED: must be there
 * @PAL_PARAM_SECRET: masked in logs and errors
 * @PAL_PARAM_REPEATED: `v[n]` stands for v1…v9
 * @PAL_PARAM_ADMIN_ONLY: for administrators only
 * @PAL_PARAM_COMMA_LIST: a list that is also read as one text with commas
 * @PAL_PARAM_ONE_OR_LIST: one text or an array of them, kept apart on the wire
 * @PAL_PARAM_BEYOND_GUIDE: read and accepted; never required by us
 * @PAL_PARAM_ONE_OF: at least one of those so marked must be there
 * @PAL_PARAM_OPEN_CHOICE: a server reads other values than the choices too
 *
 * What holds for a parameter.
 */
typedef enum
{
  PAL_PARAM_NONE = 0,
  PAL_PARAM_REQUIRED = 1 << 0,
  PAL_PARAM_SECRET = 1 << 1,
  PAL_PARAM_REPEATED = 1 << 2,
  PAL_PARAM_ADMIN_ONLY = 1 << 3,
  PAL_PARAM_COMMA_LIST = 1 << 4,
  PAL_PARAM_ONE_OR_LIST = 1 << 5,
  PAL_PARAM_BEYOND_GUIDE = 1 << 6,
  PAL_PARAM_ONE_OF = 1 << 7,
  PAL_PARAM_OPEN_CHOICE = 1 << 8,
} PalParamFlags;

/**
 * PalMethodFlags:
 * @PAL_METHOD_NONE: nothing special
 * @PAL_METHOD_CHANGES_STATE: changes something at the PBX; never repeated by itself
 * @PAL_METHOD_SAFE_TO_REPEAT: may be asked again
 * @PAL_METHOD_BEYOND_GUIDE: not in the guide, but used by real clients
 *
 * What holds for a method.
 */
typedef enum
{
  PAL_METHOD_NONE = 0,
  PAL_METHOD_CHANGES_STATE = 1 << 0,
  PAL_METHOD_SAFE_TO_REPEAT = 1 << 1,
  PAL_METHOD_BEYOND_GUIDE = 1 << 2,
} PalMethodFlags;

/**
 * PalReplyShape:
 * @PAL_REPLY_SHAPE_NONE: any success
 * @PAL_REPLY_SHAPE_TEXT: a text, a number or a boolean
 * @PAL_REPLY_SHAPE_LIST: array of text
 * @PAL_REPLY_SHAPE_ROWS: array of arrays; may be a flat array when no columns were asked for
 * @PAL_REPLY_SHAPE_OBJECT: one object
 * @PAL_REPLY_SHAPE_OBJECTS: array of objects; one object or a map of objects is read as well
 *
 * What a method answers.
 */
typedef enum
{
  PAL_REPLY_SHAPE_NONE,
  PAL_REPLY_SHAPE_TEXT,
  PAL_REPLY_SHAPE_LIST,
  PAL_REPLY_SHAPE_ROWS,
  PAL_REPLY_SHAPE_OBJECT,
  PAL_REPLY_SHAPE_OBJECTS,
} PalReplyShape;

#define PAL_MAX_ALIASES 3
#define PAL_MAX_PARAMS 40

/**
 * PalParam:
 * @name: the name the guide gives it, `v[n]` for a family
 * @aliases: other names real clients use
 * @type: how it is written
 * @flags: what holds for it
 * @choices: (array zero-terminated=1) (nullable): the values it may have
 * @summary: untranslated; [method@Param.get_summary] translates
 * @minimum: of a number, or of how many elements
 * @maximum: likewise; no limits while both are 0
 *
 * A parameter of a method.
 */
struct _PalParam
{
  const char *name;
  const char *aliases[PAL_MAX_ALIASES];
  PalParamType type;
  PalParamFlags flags;
  const char *const *choices;
  const char *summary;
  gint64 minimum, maximum;
};

/**
 * PalMethod:
 * @id: its place in the table
 * @name: the wire name
 * @group: `calls`, `extensions`, `tenants`, `notes`, `routes`, `timers`, `contacts`, `push` or `session`
 * @summary: untranslated; [method@Method.get_summary] translates
 * @role: the least that may call it
 * @params: (array) (nullable): ends with a %NULL name
 * @shape: what it answers
 * @fields: (array zero-terminated=1) (nullable): members or columns of the answer
 * @flags: what holds for it
 * @section: (nullable): where the guide speaks of it
 * @since: (nullable): version of the PBX
 * @timeout: seconds to wait for the answer
 *
 * A row of the table of methods (section 5 of the guide). Constant.
 */
struct _PalMethod
{
  PalMethodId id;
  const char *name;
  const char *group;
  const char *summary;
  PalRole role;
  const PalParam *params;
  PalReplyShape shape;
  const char *const *fields;
  PalMethodFlags flags;
  const char *section;
  const char *since;
  guint timeout;
};

/**
 * pal_method_get:
 * @id: a method
 *
 * The row of a method. Rows are constant and live for ever.
 *
 * Returns: (transfer none): the row
 */
PAL_EXPORT const PalMethod *pal_method_get         (PalMethodId id);
/**
 * pal_method_lookup:
 * @name: a wire name, in exact case
 *
 * Finds the row of a wire name.
 *
 * Returns: (transfer none) (nullable): the row, or %NULL when no row has this name
 */
PAL_EXPORT const PalMethod *pal_method_lookup      (const char *name);
/**
 * pal_method_lookup_len:
 * @name: a wire name, not necessarily terminated
 * @len: its length in bytes
 *
 * Finds the row of a wire name inside a longer text.
 *
 * Returns: (transfer none) (nullable): the row, or %NULL when no row has this name
 */
PAL_EXPORT const PalMethod *pal_method_lookup_len  (const char *name, gsize len);
/**
 * pal_method_find_param:
 * @method: a row
 * @name: the name of a parameter, an alias real clients use, or a name of a family (`v3` of `v[n]`)
 *
 * Finds a parameter of a method.
 *
 * Returns: (transfer none) (nullable): the parameter, or %NULL when the method has none of this name
 */
PAL_EXPORT const PalParam  *pal_method_find_param  (const PalMethod *method, const char *name);
/**
 * pal_method_get_summary:
 * @method: a row
 *
 * Says what the method does.
 *
 * Returns: (transfer none): what the method does, in the person's language
 */
PAL_EXPORT const char      *pal_method_get_summary (const PalMethod *method);
/**
 * pal_param_get_summary:
 * @param: a parameter of a row
 *
 * Says what the parameter means.
 *
 * Returns: (transfer none): what the parameter means, in the person's language
 */
PAL_EXPORT const char      *pal_param_get_summary  (const PalParam *param);
/**
 * pal_role_to_word:
 * @role: a role
 *
 * The word of the guide for a role, untranslated (section 3).
 *
 * Returns: a static text
 */
PAL_EXPORT const char      *pal_role_to_word       (PalRole role);
/**
 * pal_reply_shape_to_word:
 * @shape: the shape of a reply
 *
 * One untranslated word for what a method answers.
 *
 * Returns: a static text
 */
PAL_EXPORT const char      *pal_reply_shape_to_word (PalReplyShape shape);
/**
 * pal_methods_to_markdown:
 *
 * All rows of both tables, of methods and of notifications, as Markdown in the order of the guide and in
 * English, so that the text can be checked in. Required parameters carry a `*`, those beyond the guide a `+`.
 * The last column names the file under `tests/golden/wire` that both ends are held against.
 *
 * Returns: (transfer full): the text
 */
PAL_EXPORT char            *pal_methods_to_markdown (void);

G_END_DECLS

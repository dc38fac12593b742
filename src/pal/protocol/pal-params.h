/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-methods.h"

G_BEGIN_DECLS

#define PAL_TYPE_PARAMS (pal_params_get_type ())

PAL_EXPORT GType        pal_params_get_type    (void);
/**
 * pal_params_new: (constructor)
 * @method: the method the request is for
 *
 * Makes a request without parameters yet.
 *
 * Returns: (transfer full): no parameters yet
 */
PAL_EXPORT PalParams   *pal_params_new         (PalMethodId method);
/**
 * pal_params_ref:
 * @self: parameters
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self with one reference more
 */
PAL_EXPORT PalParams   *pal_params_ref         (PalParams *self);
/**
 * pal_params_unref:
 * @self: (transfer full): parameters
 *
 * Gives a reference back.
 */
PAL_EXPORT void         pal_params_unref       (PalParams *self);
/**
 * pal_params_get_method:
 * @self: parameters
 *
 * Says what the request asks for.
 *
 * Returns: the method they are for
 */
PAL_EXPORT PalMethodId  pal_params_get_method  (const PalParams *self);

/**
 * pal_params_set_text:
 * @self: parameters
 * @name: name or alias
 * @value: (nullable): UTF-8 text, copied; %NULL removes the parameter
 *
 * For a list parameter the text is its only element, or is cut at commas where the row says so. For a JSON
 * parameter it is the JSON.
 */
PAL_EXPORT void         pal_params_set_text    (PalParams *self, const char *name, const char *value);
/**
 * pal_params_set_int:
 * @self: parameters
 * @name: name or alias
 * @value: a number
 *
 * Sets a number; where the row wants a text it is written as one.
 */
PAL_EXPORT void         pal_params_set_int     (PalParams *self, const char *name, gint64 value);
/**
 * pal_params_set_boolean:
 * @self: parameters
 * @name: name or alias
 * @value: a truth
 *
 * Sets a truth; it is written as the text “true” or “false”, as the guide shows it.
 */
PAL_EXPORT void         pal_params_set_boolean (PalParams *self, const char *name, gboolean value);
/**
 * pal_params_set_list:
 * @self: parameters
 * @name: name or alias
 * @values: (nullable) (array zero-terminated=1): texts, copied; %NULL removes the parameter
 *
 * Sets a list; where the row wants one text it is the first element.
 */
PAL_EXPORT void         pal_params_set_list    (PalParams *self, const char *name, const char *const *values);
/**
 * pal_params_set_member:
 * @self: parameters
 * @name: name of a map parameter, such as `properties` or `info`
 * @member: key in the map
 * @value: (nullable): UTF-8 text, copied; %NULL removes the member
 *
 * Sets one member of an object of texts.
 */
PAL_EXPORT void         pal_params_set_member  (PalParams *self, const char *name, const char *member, const char *value);
/**
 * pal_params_set_from_argument:
 * @self: parameters
 * @argument: `name=value` as a person writes it; `name.member=value` for a map; commas part a list
 * @error: return location
 *
 * Sets one parameter from the words of a command line.
 *
 * Returns: %FALSE with %PAL_ERROR_INVALID_PARAMS when there is no `=` or no such parameter
 */
PAL_EXPORT gboolean     pal_params_set_from_argument (PalParams *self, const char *argument, GError **error);

/**
 * pal_params_has:
 * @self: parameters
 * @name: name or alias
 *
 * Asks for a parameter.
 *
 * Returns: whether the parameter was given
 */
PAL_EXPORT gboolean     pal_params_has         (const PalParams *self, const char *name);
/**
 * pal_params_get_text:
 * @self: parameters
 * @name: name or alias
 *
 * Reads a scalar.
 *
 * Returns: (transfer none) (nullable): a scalar as text, the first element of a list, or %NULL when absent;
 *   valid until the parameter is set again
 */
PAL_EXPORT const char  *pal_params_get_text    (const PalParams *self, const char *name);
/**
 * pal_params_get_int:
 * @self: parameters
 * @name: name or alias
 * @fallback: what to return when it is absent or no whole number
 *
 * Reads a number, also where it came as a text.
 *
 * Returns: the number
 */
PAL_EXPORT gint64       pal_params_get_int     (const PalParams *self, const char *name, gint64 fallback);
/**
 * pal_params_get_boolean:
 * @self: parameters
 * @name: name or alias
 * @fallback: what to return when it is absent or has no reading
 *
 * Reads a truth, also where it came as a text or a number.
 *
 * Returns: the truth; “true”, “on”, “yes” and “1” in any case are true
 */
PAL_EXPORT gboolean     pal_params_get_boolean (const PalParams *self, const char *name, gboolean fallback);
/**
 * pal_params_get_list:
 * @self: parameters
 * @name: name or alias of a list parameter
 *
 * Reads a list, also where it came as one text or, where the row says so, as a comma list.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the elements, or %NULL when absent
 */
PAL_EXPORT const char *const *pal_params_get_list (const PalParams *self, const char *name);
/**
 * pal_params_is_list:
 * @self: parameters
 * @name: name or alias
 *
 * Tells one text from a list with one element, for parameters that may be either.
 *
 * Returns: whether it came as, and will be written as, an array
 */
PAL_EXPORT gboolean     pal_params_is_list     (const PalParams *self, const char *name);
/**
 * pal_params_get_members:
 * @self: parameters
 * @name: name of a map parameter
 *
 * Lists the keys of an object of texts.
 *
 * Returns: (transfer container) (nullable) (array zero-terminated=1): the keys in the order given, borrowed;
 *   free the array alone with g_free(). %NULL when the parameter is absent or no map
 */
PAL_EXPORT const char **pal_params_get_members (const PalParams *self, const char *name);
/**
 * pal_params_get_member:
 * @self: parameters
 * @name: name of a map parameter
 * @member: key in the map
 *
 * Reads one member of an object of texts.
 *
 * Returns: (transfer none) (nullable): the member's text, or %NULL when absent
 */
PAL_EXPORT const char  *pal_params_get_member  (const PalParams *self, const char *name, const char *member);

/**
 * pal_params_validate:
 * @self: parameters
 * @role: who sends them; %PAL_ROLE_NONE when that does not matter
 * @error: return location
 *
 * Holds the parameters against their row before they are sent. Values are never quoted in the error.
 *
 * Returns: %FALSE with %PAL_ERROR_INVALID_PARAMS or %PAL_ERROR_DENIED; pal_error_get_parameter() names the
 *   parameter, but for a method that the role may not call at all
 */
PAL_EXPORT gboolean     pal_params_validate    (const PalParams *self, PalRole role, GError **error);

/**
 * pal_params_read:
 * @method: the method asked for
 * @json: (array length=length): the JSON of `params`; an object, null or nothing
 * @length: its length in bytes
 * @error: return location
 *
 * Reads as a PBX does: aliases, numbers for texts, texts for truths and unknown members are taken.
 *
 * Returns: (transfer full): the parameters, or %NULL with %PAL_ERROR_INVALID_PARAMS, or %PAL_ERROR_PROTOCOL
 *   where the text is not JSON
 */
PAL_EXPORT PalParams   *pal_params_read        (PalMethodId method, const char *json, gsize length, GError **error);

/**
 * pal_params_write:
 * @self: parameters
 * @out: where the JSON object is appended; nothing when there are no parameters
 *
 * Writes as the guide shows it: ids and booleans as texts, integers as numbers, lists as arrays.
 */
PAL_EXPORT void         pal_params_write       (const PalParams *self, GString *out);
/**
 * pal_params_to_log:
 * @self: parameters
 *
 * Makes a text that may stand in a log.
 *
 * Returns: (transfer full): as pal_params_write() with every secret, and every name the row does not have,
 *   shown as `***`; "" when there are none
 */
PAL_EXPORT char        *pal_params_to_log      (const PalParams *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalParams, pal_params_unref)

G_END_DECLS

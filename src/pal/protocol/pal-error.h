/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

#define PAL_ERROR (pal_error_quark ())

/**
 * PalError:
 * @PAL_ERROR_TRANSPORT: the network or the upgrade failed
 * @PAL_ERROR_TLS: the certificate does not verify
 * @PAL_ERROR_PROTOCOL: what came is not JSON-RPC, or has no reading
 * @PAL_ERROR_TIMEOUT: no answer in time; whether the PBX acted is not known
 * @PAL_ERROR_DISCONNECTED: the line closed before the answer; same doubt
 * @PAL_ERROR_LOGIN_REFUSED: the PBX refused the user or the password
 * @PAL_ERROR_DENIED: the role may not do this
 * @PAL_ERROR_INVALID_PARAMS: pal_error_get_parameter() names the parameter
 * @PAL_ERROR_UNKNOWN_METHOD: this PBX does not know the method
 * @PAL_ERROR_NOT_FOUND: what was asked for does not exist
 * @PAL_ERROR_BUSY: too many requests pending
 * @PAL_ERROR_REMOTE: the PBX refused; its code and text are kept
 *
 * What can go wrong between a program and the PBX. Cancellation stays %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  PAL_ERROR_TRANSPORT,
  PAL_ERROR_TLS,
  PAL_ERROR_PROTOCOL,
  PAL_ERROR_TIMEOUT,
  PAL_ERROR_DISCONNECTED,
  PAL_ERROR_LOGIN_REFUSED,
  PAL_ERROR_DENIED,
  PAL_ERROR_INVALID_PARAMS,
  PAL_ERROR_UNKNOWN_METHOD,
  PAL_ERROR_NOT_FOUND,
  PAL_ERROR_BUSY,
  PAL_ERROR_REMOTE,
} PalError;

PAL_EXPORT GQuark      pal_error_quark           (void);

/**
 * pal_error_get_remote_code:
 * @error: (nullable): any error
 *
 * Reads the number the PBX refused with.
 *
 * Returns: the code the PBX sent, such as -2022; 0 when there is none or @error is of another domain
 */
PAL_EXPORT int         pal_error_get_remote_code (const GError *error);
/**
 * pal_error_get_remote_text:
 * @error: (nullable): any error
 *
 * Reads what the PBX itself said.
 *
 * Returns: (transfer none) (nullable): the PBX's own words, borrowed from @error
 */
PAL_EXPORT const char *pal_error_get_remote_text (const GError *error);
/**
 * pal_error_get_parameter:
 * @error: (nullable): any error
 *
 * Reads which parameter is at fault.
 *
 * Returns: (transfer none) (nullable): the name of the parameter at fault, borrowed from @error
 */
PAL_EXPORT const char *pal_error_get_parameter   (const GError *error);

/**
 * pal_error_new_remote:
 * @code: a #PalError
 * @remote_code: the code the PBX sent, or 0
 * @remote_text: (nullable): the PBX's own words
 * @format: the message, as for printf()
 * @...: what @format asks for
 *
 * Makes an error of what the PBX said.
 *
 * Returns: (transfer full): the error
 */
PAL_EXPORT GError     *pal_error_new_remote      (PalError    code,
                                                  int         remote_code,
                                                  const char *remote_text,
                                                  const char *format,
                                                  ...) G_GNUC_PRINTF (4, 5);
/**
 * pal_error_new_parameter:
 * @code: a #PalError
 * @parameter: the name of the parameter at fault
 * @format: the message, as for printf()
 * @...: what @format asks for
 *
 * Makes an error about a parameter.
 *
 * Returns: (transfer full): the error
 */
PAL_EXPORT GError     *pal_error_new_parameter   (PalError    code,
                                                  const char *parameter,
                                                  const char *format,
                                                  ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS

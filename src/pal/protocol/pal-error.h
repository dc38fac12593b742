/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "pal/protocol/pal-types.h"

G_BEGIN_DECLS

#define PAL_ERROR (pal_error_quark ())

/**
 * PalError:
 *
 * What can go wrong between a program and the PBX. Cancellation stays %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  PAL_ERROR_TRANSPORT,      /* the network or the upgrade failed */
  PAL_ERROR_TLS,            /* the certificate does not verify */
  PAL_ERROR_PROTOCOL,       /* what came is not JSON-RPC, or has no reading */
  PAL_ERROR_TIMEOUT,        /* no answer in time; whether the PBX acted is not known */
  PAL_ERROR_DISCONNECTED,   /* the line closed before the answer; same doubt */
  PAL_ERROR_LOGIN_REFUSED,
  PAL_ERROR_DENIED,         /* the role may not do this */
  PAL_ERROR_INVALID_PARAMS, /* pal_error_get_parameter() names the parameter */
  PAL_ERROR_UNKNOWN_METHOD,
  PAL_ERROR_NOT_FOUND,
  PAL_ERROR_BUSY,           /* too many requests pending */
  PAL_ERROR_REMOTE,         /* the PBX refused; its code and text are kept */
} PalError;

PAL_EXPORT GQuark      pal_error_quark           (void);

/* The remote code (0 when none), the PBX's own words and the parameter at fault; borrowed from @error,
 * NULL when absent or when @error is of another domain. */
PAL_EXPORT int         pal_error_get_remote_code (const GError *error);
PAL_EXPORT const char *pal_error_get_remote_text (const GError *error);
PAL_EXPORT const char *pal_error_get_parameter   (const GError *error);

PAL_EXPORT GError     *pal_error_new_remote      (PalError    code,
                                                  int         remote_code,
                                                  const char *remote_text,
                                                  const char *format,
                                                  ...) G_GNUC_PRINTF (4, 5);
PAL_EXPORT GError     *pal_error_new_parameter   (PalError    code,
                                                  const char *parameter,
                                                  const char *format,
                                                  ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS

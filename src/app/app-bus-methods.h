/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-session.h"

G_BEGIN_DECLS

/* Errors as org.sidetone.Sidetone1.Error.NotConnected … */
#define APP_BUS_ERROR (app_bus_error_quark ())
GQuark app_bus_error_quark (void);

typedef enum
{
  APP_BUS_ERROR_NOT_CONNECTED,
  APP_BUS_ERROR_NO_SUCH_CALL,
  APP_BUS_ERROR_NOT_POSSIBLE,
  APP_BUS_ERROR_PHONE_IGNORED,
  APP_BUS_ERROR_REFUSED,
  APP_BUS_ERROR_TIMED_OUT,
  APP_BUS_ERROR_FAILED,
  APP_BUS_ERROR_NOT_A_NUMBER,
  APP_BUS_ERROR_DECLINED, /* by the person */
  APP_BUS_ERROR_BUSY,     /* other calls wait to be agreed to */
} AppBusError;

/* Where a method acts; both borrowed. */
typedef struct
{
  DeskSession *session;
  GSettings *settings;
} AppBusPlace;

/* Begins what the method of that name asks for. Gives the operation that has to end first (new reference), or NULL:
 * it is done, or refused with an error. */
DeskOperation *app_bus_run_method (const AppBusPlace *place, const char *name, GVariant *parameters, GError **error);
/* A call that a method wants to be sent to a number of the caller's own choice; call and target are borrowed. */
typedef struct
{
  DeskVerb verb;
  DeskCall *call;
  const char *target;
} AppBusSending;

/* TRUE when the person has to agree to what the method asks for: it could be done, but the target is neither a
 * colleague, nor a colleague's voicemail, nor a queue. */
gboolean       app_bus_wants_consent (const AppBusPlace *place, const char *name, GVariant *parameters,
                                      AppBusSending *sending);
/* What the method answers when all went well. */
GVariant      *app_bus_make_reply (const char *name, DeskOperation *operation);
/* The error of an operation as one of the bus. */
GError        *app_bus_make_error (const GError *error);

G_END_DECLS

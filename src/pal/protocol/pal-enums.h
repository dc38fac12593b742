/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PalRole:
 * @PAL_ROLE_NONE: not known yet
 * @PAL_ROLE_USER: a user extension
 * @PAL_ROLE_ADMIN: an administrator of a tenant
 * @PAL_ROLE_SYSTEM: the system administrator, `sa`
 *
 * Who is signed in; each role may do what the ones before it may (section 3 of the guide).
 */
typedef enum
{
  PAL_ROLE_NONE,
  PAL_ROLE_USER,
  PAL_ROLE_ADMIN,
  PAL_ROLE_SYSTEM,
} PalRole;

/**
 * PalCallStatus:
 * @PAL_CALL_STATUS_DISCONNECT: the leg is gone
 * @PAL_CALL_STATUS_CALLING: the PBX calls this user's phone
 * @PAL_CALL_STATUS_INCOMING: the user's phone dials out
 * @PAL_CALL_STATUS_CALL_SUCCESS: the user answered
 * @PAL_CALL_STATUS_ENDTALKING: the talk has ended; %PAL_CALL_STATUS_DISCONNECT follows
 * @PAL_CALL_STATUS_ANSWER_SUCCESS: the user's outgoing call was answered
 * @PAL_CALL_STATUS_ANSWER_CALLEE: beyond the guide: answered, room_id may be new
 * @PAL_CALL_STATUS_PARK_CANCEL: the parked leg was fetched
 * @PAL_CALL_STATUS_PARK_START: the leg was parked
 * @PAL_CALL_STATUS_HOLD: held
 * @PAL_CALL_STATUS_UNHOLD: talking again
 * @PAL_CALL_STATUS_TRANSFER_RESPONSE: beyond the guide: a transfer was taken up
 * @PAL_CALL_STATUS_TRANSFER_FAIL: beyond the guide: a transfer failed
 * @PAL_CALL_STATUS_STARTRINGING: the phone rings
 * @PAL_CALL_STATUS_CALL_SUCCESS_2: beyond the guide: as CALL_SUCCESS
 * @PAL_CALL_STATUS_INVALID: the member was missing or no number
 *
 * The status codes of a leg, from the PBX's viewpoint (section 4.5 of the guide). Codes 16, 47, 48 and 205
 * are not in the guide but are sent by real servers. A code that stands here nowhere is kept as its number.
 */
typedef enum
{
  PAL_CALL_STATUS_DISCONNECT = -1,
  PAL_CALL_STATUS_CALLING = 0,
  PAL_CALL_STATUS_INCOMING = 1,
  PAL_CALL_STATUS_CALL_SUCCESS = 2,
  PAL_CALL_STATUS_ENDTALKING = 12,
  PAL_CALL_STATUS_ANSWER_SUCCESS = 14,
  PAL_CALL_STATUS_ANSWER_CALLEE = 16,
  PAL_CALL_STATUS_PARK_CANCEL = 21,
  PAL_CALL_STATUS_PARK_START = 30,
  PAL_CALL_STATUS_HOLD = 35,
  PAL_CALL_STATUS_UNHOLD = 36,
  PAL_CALL_STATUS_TRANSFER_RESPONSE = 47,
  PAL_CALL_STATUS_TRANSFER_FAIL = 48,
  PAL_CALL_STATUS_STARTRINGING = 65,
  PAL_CALL_STATUS_CALL_SUCCESS_2 = 205,
  PAL_CALL_STATUS_INVALID = G_MININT,
} PalCallStatus;

/**
 * PalClientState:
 * @PAL_CLIENT_STATE_OFFLINE: not asked to connect, or no network
 * @PAL_CLIENT_STATE_CONNECTING: the line is being opened
 * @PAL_CLIENT_STATE_AUTHENTICATING: the line is open, the login goes on
 * @PAL_CLIENT_STATE_SYNCING: logged in, the snapshot is still coming
 * @PAL_CLIENT_STATE_READY: everything is known and can be asked for
 * @PAL_CLIENT_STATE_WAITING: retries by itself at a known time, with a reason
 * @PAL_CLIENT_STATE_STOPPED: needs the person, with a reason
 *
 * The one state machine of the connection; shown as it is in every program.
 */
typedef enum
{
  PAL_CLIENT_STATE_OFFLINE,
  PAL_CLIENT_STATE_CONNECTING,
  PAL_CLIENT_STATE_AUTHENTICATING,
  PAL_CLIENT_STATE_SYNCING,
  PAL_CLIENT_STATE_READY,
  PAL_CLIENT_STATE_WAITING,
  PAL_CLIENT_STATE_STOPPED,
} PalClientState;

/**
 * PalStopReason:
 * @PAL_STOP_REASON_NONE: it is not stopped
 * @PAL_STOP_REASON_PASSWORD: missing or refused (-2022)
 * @PAL_STOP_REASON_CERTIFICATE: does not verify and is not trusted
 * @PAL_STOP_REASON_CERTIFICATE_CHANGED: a trusted certificate was replaced by another
 * @PAL_STOP_REASON_ANOTHER_LOGIN: the same user and phone index logged in elsewhere
 * @PAL_STOP_REASON_DENIED: upgrade refused: client address, PAL option, "Access users"
 * @PAL_STOP_REASON_SECOND_FACTOR: the tenant wants a second factor
 * @PAL_STOP_REASON_INSECURE: a URL login over plain ws to another machine was refused by us
 *
 * Why a client is %PAL_CLIENT_STATE_STOPPED.
 */
typedef enum
{
  PAL_STOP_REASON_NONE,
  PAL_STOP_REASON_PASSWORD,
  PAL_STOP_REASON_CERTIFICATE,
  PAL_STOP_REASON_CERTIFICATE_CHANGED,
  PAL_STOP_REASON_ANOTHER_LOGIN,
  PAL_STOP_REASON_DENIED,
  PAL_STOP_REASON_SECOND_FACTOR,
  PAL_STOP_REASON_INSECURE,
} PalStopReason;

/**
 * PalLoginMode:
 * @PAL_LOGIN_MODE_CHALLENGE: the password is proved by a nonce (section 3.1 of the guide)
 * @PAL_LOGIN_MODE_URL: the password stands in the URL (section 3.2); only over wss or loopback
 *
 * How an account proves who it is.
 */
typedef enum
{
  PAL_LOGIN_MODE_CHALLENGE,
  PAL_LOGIN_MODE_URL,
} PalLoginMode;

G_END_DECLS

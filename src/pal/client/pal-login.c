/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-login.h"

#include <string.h>

void
pal_login_begin (PalLogin *self, PalLoginMode mode)
{
  *self = (PalLogin) { 0 };
  self->state = mode == PAL_LOGIN_MODE_URL ? PAL_LOGIN_STATE_ACTIVE : PAL_LOGIN_STATE_CHALLENGE;
}

PalLoginAction
pal_login_take_nonce (PalLogin *self, const char *nonce)
{
  if (self->answered || self->state == PAL_LOGIN_STATE_IDLE || self->state >= PAL_LOGIN_STATE_INACTIVE)
    return PAL_LOGIN_NOTHING;
  if (!pal_login_check_nonce (nonce))
    return PAL_LOGIN_BAD_NONCE;
  self->answered = TRUE;
  self->state = PAL_LOGIN_STATE_REPLY;

  return PAL_LOGIN_ANSWER;
}

PalLoginAction
pal_login_take_result (PalLogin *self)
{
  self->accepted = TRUE;
  if (self->state != PAL_LOGIN_STATE_REPLY)
    return PAL_LOGIN_NOTHING;
  self->state = PAL_LOGIN_STATE_ACTIVE;

  return PAL_LOGIN_WAIT;
}

PalLoginAction
pal_login_take_activity (PalLogin *self, gboolean active)
{
  if (self->state == PAL_LOGIN_STATE_IDLE)
    return PAL_LOGIN_NOTHING;
  if (!active)
    {
      self->state = PAL_LOGIN_STATE_INACTIVE;
      return PAL_LOGIN_INACTIVE;
    }
  if (self->state == PAL_LOGIN_STATE_DONE)
    return PAL_LOGIN_NOTHING;
  self->state = PAL_LOGIN_STATE_DONE;
  self->over = TRUE;

  return PAL_LOGIN_DONE;
}

PalLoginAction
pal_login_give_up (PalLogin *self)
{
  if (self->state != PAL_LOGIN_STATE_ACTIVE || !self->accepted)
    return PAL_LOGIN_NOTHING;
  self->state = PAL_LOGIN_STATE_DONE;
  self->over = TRUE;

  return PAL_LOGIN_DONE;
}

gboolean
pal_login_check_nonce (const char *nonce)
{
  gsize length = nonce != NULL ? strnlen (nonce, PAL_LOGIN_MAX_NONCE + 1) : 0;

  if (length == 0 || length > PAL_LOGIN_MAX_NONCE)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (nonce[i]))
      return FALSE;

  return TRUE;
}

static void
update (GChecksum *checksum, const char *text)
{
  g_checksum_update (checksum, (const guchar *) text, strlen (text));
}

char *
pal_login_dup_answer (const char *user, const char *nonce, const char *password)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  char *inner = g_compute_checksum_for_string (G_CHECKSUM_MD5, password, -1);

  update (checksum, user);
  update (checksum, ":");
  update (checksum, nonce);
  update (checksum, ":");
  update (checksum, inner);
  pal_secret_free (inner);

  return g_strdup (g_checksum_get_string (checksum));
}

void
pal_secret_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

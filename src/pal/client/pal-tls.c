/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "pal/client/pal-client.h"
#include "pal/client/pal-websocket.h"
#include "pal/protocol/pal-intl.h"

static const struct
{
  GTlsCertificateFlags flag;
  const char *text;
} flag_texts[] = {
  { G_TLS_CERTIFICATE_UNKNOWN_CA, N_("nobody this computer trusts has signed it") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, N_("it was made for another name") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_("it is not valid yet") },
  { G_TLS_CERTIFICATE_EXPIRED, N_("it has expired") },
  { G_TLS_CERTIFICATE_REVOKED, N_("it was revoked") },
  { G_TLS_CERTIFICATE_INSECURE, N_("its method is not secure any more") },
  { G_TLS_CERTIFICATE_GENERIC_ERROR, N_("it could not be checked") },
};

char *
pal_tls_describe_flags (GTlsCertificateFlags flags)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (flag_texts); i++)
    if (flags & flag_texts[i].flag)
      {
        if (out->len > 0)
          g_string_append (out, ", ");
        g_string_append (out, _(flag_texts[i].text));
      }

  return g_string_free (out, FALSE);
}

char *
pal_tls_dup_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return NULL;

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
}

gboolean
pal_tls_matches_fingerprint (GTlsCertificate *certificate, const char *fingerprint)
{
  g_autofree char *own = NULL;
  const char *at;

  if (fingerprint == NULL)
    return FALSE;
  own = pal_tls_dup_fingerprint (certificate);
  if (own == NULL)
    return FALSE;

  at = own;
  for (; *fingerprint != '\0'; fingerprint++)
    {
      if (*fingerprint == ':' || *fingerprint == ' ')
        continue;
      if (g_ascii_tolower (*fingerprint) != *at) /* also at the end of our own */
        return FALSE;
      at++;
    }

  return *at == '\0';
}

char *
pal_certificate_dup_fingerprint (GTlsCertificate *certificate)
{
  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  return pal_tls_dup_fingerprint (certificate);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A certificate that does not verify: what it says, what is wrong with it, and the offer to trust exactly it.
 * One that replaced a trusted one is shown beside the old fingerprint and cannot be agreed to here.
 * ::trust, ::manage (the person wants to see the saved accounts). */
#define UI_TYPE_CERTIFICATE_PAGE (ui_certificate_page_get_type ())
G_DECLARE_FINAL_TYPE (UiCertificatePage, ui_certificate_page, UI, CERTIFICATE_PAGE, GtkWidget)

/* @trusted is the old fingerprint when the certificate changed, else NULL. @certificate may be NULL. */
void  ui_certificate_page_show (UiCertificatePage *self, const char *server, GTlsCertificate *certificate,
                                GTlsCertificateFlags errors, const char *fingerprint, const char *trusted);

/* "AB12 CD34 …", to be compared by eye. */
char *ui_fingerprint_to_text   (const char *fingerprint);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ui-pages.h"

#include <glib/gi18n-lib.h>

#include "ui/pages/ui-calls-page.h"
#include "ui/pages/ui-colleagues-page.h"
#include "ui/pages/ui-my-extension-page.h"
#include "ui/pages/ui-notes-page.h"
#include "ui/pages/ui-parking-page.h"
#include "ui/pages/ui-phonebook-page.h"
#include "ui/pages/ui-timers-page.h"
#include "ui/pages/ui-voicemail-page.h"

/* clang-format off */
static const UiPageRow pages[] = {
  { "colleagues", N_("Colleagues"), "system-users-symbolic", ui_colleagues_page_get_type, PAL_ROLE_NONE, NULL },
  { "calls", N_("Calls"), "call-start-symbolic", ui_calls_page_get_type, PAL_ROLE_NONE, &ui_badge_calls },
  { "parking", N_("Parking & Lines"), "view-grid-symbolic", ui_parking_page_get_type, PAL_ROLE_NONE, &ui_badge_parking },
  { "phonebook", N_("Phonebook"), "x-office-address-book-symbolic", ui_phonebook_page_get_type, PAL_ROLE_NONE, NULL },
  { "voicemail", N_("Voicemail"), "mail-unread-symbolic", ui_voicemail_page_get_type, PAL_ROLE_NONE, &ui_badge_voicemail },
  { "timers", N_("Timers"), "alarm-symbolic", ui_timers_page_get_type, PAL_ROLE_NONE, NULL },
  { "my-extension", N_("My Extension"), "avatar-default-symbolic", ui_my_extension_page_get_type, PAL_ROLE_NONE, NULL },
  { "notes", N_("Notes"), "text-x-generic-symbolic", ui_notes_page_get_type, PAL_ROLE_NONE, NULL },
};
/* clang-format on */

const UiPageRow *
ui_pages_get (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (pages);
  return pages;
}

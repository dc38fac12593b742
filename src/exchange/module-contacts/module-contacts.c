/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one thing that can be seen of the module from outside. */
#include "config.h"

#include "exchange/module-contacts/module-contacts.h"

G_MODULE_EXPORT const DeskContacts *sidetone_contacts (void);

static const DeskContacts contacts = {
  .version = DESK_CONTACTS_VERSION,
  .parse_number = module_parse_number,
  .compare_numbers = module_compare_numbers,
  .get_country_code = module_get_country_code,
  .read_card = module_read_card,
  .write_card = module_write_card,
  .guess_charset = module_guess_charset,
};

const DeskContacts *
sidetone_contacts (void)
{
  return &contacts;
}

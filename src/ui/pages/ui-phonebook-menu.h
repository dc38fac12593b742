/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-phonebooks.h"
#include "ui/ui-row-menu.h"

G_BEGIN_DECLS

/* The context menu of a contact in the list; its entries act by "phonebook.…". */
UiRowMenu *
ui_phonebook_menu_new (GtkWidget *page, DeskPhonebooks *phonebooks);

/* The choice of a book: all, mine, shared. Each is "phonebook.book" with ui_phonebook_dup_target(). */
GMenuModel *
ui_phonebook_menu_books (DeskPhonebooks *phonebooks);
char *
ui_phonebook_dup_target (DeskPhonebook *book); /* NULL: all */
/* The kinds of files; each is @action with the name of the kind. */
GMenuModel *
ui_phonebook_menu_kinds (const char *action);
GMenuModel *
ui_phonebook_menu_more (void); /* of the page itself */

G_END_DECLS

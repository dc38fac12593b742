/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pages/ui-contact-pane.h"
#include "ui/pages/ui-phonebook-notices.h"
#include "ui/pages/ui-phonebook-page.h"
#include "ui/ui-contact-selection.h"
#include "ui/ui-mirror-bar.h"
#include "ui/ui-row-menu.h"

G_BEGIN_DECLS

/* The page's own; ui-phonebook-state.c shows in what state all is, ui-phonebook-choice.c is for several contacts. */
struct _UiPhonebookPage
{
  UiPage parent_instance;

  guint refresh_source;
  gboolean was_mapped;
  gconstpointer focus_before; /* what had the keyboard when it was wanted for the list, or NULL; only compared */
  char *book; /* as ui_phonebook_dup_target() has it; owned */

  /* template children */
  AdwLeaflet *leaflet;
  GtkWidget *list_pane, *toolbar, *new_button, *none_button;
  GtkMenuButton *book_button, *more_button;
  GtkLabel *book_label, *stale_label;
  UiPhonebookNotices *notices;
  GtkEditable *search;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *none_page;
  GtkScrolledWindow *scrolled;
  GtkListView *view;
  UiMirrorBar *mirror_bar;
  GtkWidget *choice_bar;
  UiContactPane *pane;

  /* in the bar */
  GtkWidget *choice_delete, *choice_export;
  GtkLabel *choice_label;

  /* owned */
  DeskContactModel *model; /* NULL until somebody looks */
  UiContactSelection *selection;
  UiRowMenu *menu;
};

DeskPhonebooks *
ui_phonebook_page_get_phonebooks (UiPhonebookPage *self);
DeskOutbox *
ui_phonebook_page_get_outbox (UiPhonebookPage *self);
/* Now: rows, a wait, or why there is neither. */
void
ui_phonebook_page_update_stack (UiPhonebookPage *self);
void
ui_phonebook_page_refresh (UiPhonebookPage *self); /* all of it, once all has settled */

void
ui_phonebook_choice_install (GtkWidgetClass *widget_class);
void
ui_phonebook_choice_set_up (UiPhonebookPage *self);
void
ui_phonebook_choice_follow (UiPhonebookPage *self); /* the selection, which is new */
void
ui_phonebook_choice_update (UiPhonebookPage *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"
#include "ui/ui-ticker.h"

G_BEGIN_DECLS

/* What every page of the window is: it borrows nothing, knows its session, the settings and the window's
 * second hand, and has one cancellable that ends with it.
 * Properties (construct-only): session, settings, ticker. */
#define UI_TYPE_PAGE (ui_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (UiPage, ui_page, UI, PAGE, AdwBin)

struct _UiPageClass
{
  AdwBinClass parent_class;

  void (*focus) (UiPage *self);        /* where the keyboard starts; may be NULL */
  void (*find) (UiPage *self);         /* Ctrl+F; may be NULL */
  void (*focus_on) (UiPage *self, const char *id); /* the keyboard goes to that slot, room …; may be NULL */
  gboolean (*has_unsaved) (UiPage *self); /* it would be lost with the window; may be NULL */
  void (*discard) (UiPage *self);         /* that; may be NULL */
  char *(*dup_chosen) (UiPage *self); /* the number of what is selected, or NULL; may be NULL */
};

DeskSession  *ui_page_get_session     (UiPage *self);
GSettings    *ui_page_get_settings    (UiPage *self); /* NULL in tests */
UiTicker     *ui_page_get_ticker      (UiPage *self);
GCancellable *ui_page_get_cancellable (UiPage *self);
void          ui_page_focus           (UiPage *self);
void          ui_page_find            (UiPage *self);
void          ui_page_focus_on        (UiPage *self, const char *id);
gboolean      ui_page_has_unsaved     (UiPage *self);
void          ui_page_discard         (UiPage *self);
char         *ui_page_dup_chosen      (UiPage *self); /* what F3 calls; NULL when nothing is selected */

G_END_DECLS

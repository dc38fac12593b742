/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/ui-page.h"

G_BEGIN_DECLS

/* What can be done with a colleague's call, or with a call of mine and a colleague, beyond calling: the entries of
 * the context menu and the actions behind them ("colleague.pick-up", "colleague.listen" …, parameter: the number). */
void ui_colleague_verbs_install (GtkWidgetClass *page_class);
/* One section of @menu each for the colleague's call, my selected call, and what administrators may. */
void ui_colleague_verbs_append  (GMenu *menu, UiPage *page, DeskExtension *colleague);

G_END_DECLS

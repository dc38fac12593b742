/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-property-set.h"

G_BEGIN_DECLS

/* Words for values of properties; transfer full. */

/* One of the choices of a property, or any other value: as it is when there are no words for it. */
char *ui_property_dup_choice_text (DeskProperty *property, const char *value);
/* A value that is only read. */
char *ui_property_dup_value_text  (DeskProperty *property);
/* What stands below a property: what is wrong with it, else what its value means, such as whose extension it is.
 * NULL: nothing. */
char *ui_property_dup_note        (DeskSession *session, DeskProperty *property);
/* How many of something there are, on the bar with the buttons. */
char *ui_property_dup_n_changes   (guint n);

G_END_DECLS

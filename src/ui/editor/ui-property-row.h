/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-property-set.h"

G_BEGIN_DECLS

/* The row in which a property is read and written: which one it is, by what its value is, stands in one table. Its button
 * to choose an extension is of the action editor.pick (the name of the property). */
GtkWidget *ui_property_row_new (DeskProperty *property);

G_END_DECLS

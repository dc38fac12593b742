/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-finder.h"

G_BEGIN_DECLS

/* The pages and actions of the window can be found, also while there is no window: they open one. */
void ui_commands_add (DeskFinder *finder);

G_END_DECLS

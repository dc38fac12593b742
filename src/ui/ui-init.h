/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define UI_RESOURCE_BASE "/org/sidetone/Sidetone"

/* Registers the resources and the types that .ui files name. Call before the first widget; again is harmless. */
void ui_init (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"

G_BEGIN_DECLS

/* What the command line wants called, or shown, goes to the instance that runs, which may become this one. Gives -1
 * to go on, else what to exit with. */
int app_links_hand_over (AppApplication *application, GVariantDict *options);

G_END_DECLS

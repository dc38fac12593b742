/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/app-application.h"

G_BEGIN_DECLS

/* Adds every action of the table to the application and gives every key of it to its action. */
void app_actions_install (AppApplication *application);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-world.h"

G_BEGIN_DECLS

/* A world as a JSON file; README.md describes it. Loading fills a fresh world; the error says where. */
gboolean sim_world_load       (SimWorld *self, const char *path, GError **error);
gboolean sim_world_save       (SimWorld *self, const char *path, GError **error);
char    *sim_world_to_text    (SimWorld *self);

gboolean sim_manner_from_word (const char *word, SimManner *manner);
gboolean sim_remote_from_word (const char *word, SimRemote *remote);

G_END_DECLS

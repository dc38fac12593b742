/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/desk-extension-private.h"
#include "model/desk-presence-model.h"

G_BEGIN_DECLS

DeskPresenceModel *desk_presence_model_new           (DeskFlush *flush);
DeskFlush         *desk_presence_model_get_flush     (DeskPresenceModel *self); /* borrowed */

void               desk_presence_model_begin         (DeskPresenceModel *self);
void               desk_presence_model_end           (DeskPresenceModel *self);
DeskExtension     *desk_presence_model_ensure        (DeskPresenceModel *self, const char *number);
void               desk_presence_model_remove        (DeskPresenceModel *self, DeskExtension *extension);
/* Makes the keys of order and search as well, so that this is done in the slices in which names come. */
void               desk_presence_model_set_name      (DeskPresenceModel *self, DeskExtension *extension,
                                                      const char *name);
void               desk_presence_model_set_alias     (DeskPresenceModel *self, DeskExtension *extension,
                                                      const char *alias);
/* number -> alias; also for rows that come later. */
void               desk_presence_model_take_aliases  (DeskPresenceModel *self, GHashTable *aliases);
void               desk_presence_model_set_favourite (DeskPresenceModel *self, DeskExtension *extension,
                                                      gboolean is_favourite);
/* Favourites not named keep their order, after those that are. */
void               desk_presence_model_order_favourites (DeskPresenceModel *self, const char *const *numbers);
GPtrArray         *desk_presence_model_list_favourites  (DeskPresenceModel *self); /* in their order */
void               desk_presence_model_set_presence  (DeskPresenceModel *self, DeskExtension *extension,
                                                      DeskPresence presence, const char *other, gint64 since);
guint              desk_presence_model_get_n_favourites (DeskPresenceModel *self);

gboolean           desk_presence_model_get_is_complete (DeskPresenceModel *self);
void               desk_presence_model_set_is_complete (DeskPresenceModel *self, gboolean is_complete);
gboolean           desk_presence_model_get_is_denied   (DeskPresenceModel *self);
void               desk_presence_model_set_is_denied   (DeskPresenceModel *self, gboolean is_denied);

G_END_DECLS

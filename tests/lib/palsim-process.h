/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* palsim in a process of its own, with its control socket. */
typedef struct _PalsimProcess PalsimProcess;

/* @arguments (NULL-terminated, may be NULL) come after --listen 127.0.0.1:0 and --control. Waits until it
 * accepts connections. */
PalsimProcess *palsim_process_start   (const char *program, const char *const *arguments);
void           palsim_process_stop    (PalsimProcess *self);
const char    *palsim_process_get_url (PalsimProcess *self);
void           palsim_process_signal  (PalsimProcess *self, int signal_number);
/* One request, one answer; fails the test when the answer says that it was refused. */
JsonObject    *palsim_process_control (PalsimProcess *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* FALSE when it was refused. */
gboolean       palsim_process_try     (PalsimProcess *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PalsimProcess, palsim_process_stop)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server that lets everybody in, answers every request well, and sends what the test gives it. */
typedef struct _CorpusServer CorpusServer;

CorpusServer *corpus_server_new        (void);
void          corpus_server_free       (CorpusServer *self);
const char   *corpus_server_get_url    (CorpusServer *self);
/* The next answer to getOptions has this as its result, whatever it is; borrowed until then, NULL for a good one. */
void          corpus_server_set_result (CorpusServer *self, GBytes *json);
/* A frame to the client that is there. */
void          corpus_server_send       (CorpusServer *self, GBytes *frame);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/sim-call.h"

G_BEGIN_DECLS

/* Writes down what a world says, one line an event, ids renamed r1, r2… and t1, t2… in the order they come:
 * "1002:65 r1 t1 >1003 c". */
typedef struct
{
  SimClock *clock;
  SimWorld *world;
  SimTenant *tenant;
  GString *lines;
  GHashTable *rooms, *talkers;
} Recorder;

void        recorder_init    (Recorder *self); /* a world in virtual time with the office in it */
void        recorder_clear   (Recorder *self);
SimPhone   *recorder_phone   (Recorder *self, const char *user);
SimLeg     *recorder_leg     (Recorder *self, const char *user); /* its first */
SimExtension *recorder_user  (Recorder *self, const char *user);
/* The two are in a call; nothing of it is written down. */
void        recorder_talk    (Recorder *self, const char *caller, const char *called);
/* Everything there is to know of the calls; the time stands still. */
char       *recorder_truth   (Recorder *self);
void        recorder_manner  (Recorder *self, const char *user, SimManner manner, guint delay);
/* Advances and compares everything said since the last time. */
void        recorder_expect_ (Recorder *self, gint64 ms, const char *place, const char *const *lines);

#define recorder_expect(self, ms, ...) \
  recorder_expect_ (self, ms, G_STRLOC, (const char *const[]){ __VA_ARGS__ __VA_OPT__ (,) NULL })

/* Does what must be refused: an error, not an event, and everything as before. */
#define recorder_refused(self, expression, part) \
  G_STMT_START \
  { \
    g_autofree char *before_ = recorder_truth (self); \
    g_autofree char *after_ = NULL; \
    g_autoptr(GError) error = NULL; \
    g_assert_false (expression); \
    g_assert_error (error, SIM_ERROR, SIM_ERROR_REFUSED); \
    g_assert_nonnull (g_strstr_len (error->message, -1, part)); \
    after_ = recorder_truth (self); \
    g_assert_cmpstr (before_, ==, after_); \
    recorder_expect (self, 0); \
  } \
  G_STMT_END

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Waits for conditions, never for time: iterates the thread-default context until @condition holds. A test that
 * waits longer than 10 s of real time fails and names the place. */
#define test_wait_for(condition) \
  G_STMT_START { \
    TestWait test_wait_ = test_wait_begin (G_STRLOC, #condition); \
    while (!(condition)) \
      test_wait_step (&test_wait_); \
    test_wait_end (&test_wait_); \
  } G_STMT_END

/* Runs what is ready and nothing more. */
void test_settle (void);

/* A GAsyncReadyCallback that stores the result in the GAsyncResult * given as user data. */
void test_store_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Lets go of @object, which goes when what is still being read or written for it is done. */
#define test_wait_for_end_of(object) \
  G_STMT_START { \
    gpointer test_gone = (object); \
    g_object_add_weak_pointer (test_gone, &test_gone); \
    g_object_unref (test_gone); \
    test_wait_for (test_gone == NULL); \
  } G_STMT_END

/*< private >*/
typedef struct
{
  const char *place, *condition;
  GSource *alarm;
  gboolean expired;
} TestWait;

TestWait test_wait_begin (const char *place, const char *condition);
void     test_wait_step  (TestWait *self);
void     test_wait_end   (TestWait *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No echo for an effect: what a method that changes something did is read back by another session, or
 * changes what a later call does. One test a method, named after it. */
#include "effects.h"

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  effects_add_calls ();
  effects_add_hands ();
  effects_add_settings ();
  effects_add_books ();
  proof_add_complete ("effect", TRUE);

  return g_test_run ();
}

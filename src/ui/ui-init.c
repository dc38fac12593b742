/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/ui-init.h"

#include <adwaita.h>

#include "ui-resources.h"

void
ui_init (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      ui_register_resource ();
      g_once_init_leave (&done, 1);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is said when a module cannot be used; translated. */
typedef struct
{
  const char *missing;
  const char *broken;  /* why follows */
  const char *version;
} DeskModuleTexts;

/* Opens libsidetone-@name.so and asks its one function, @symbol, for what it gives, which begins with its version. It
 * stays. Blocks. NULL with an error of DESK_MODULE_ERROR. */
gconstpointer desk_module_file_open (const char *name, const char *symbol, guint version, const DeskModuleTexts *texts,
                                     GError **error);

G_END_DECLS

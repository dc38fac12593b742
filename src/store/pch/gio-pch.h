/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Read once for all files of the models and the store, where a build wants it; no file may rely on it. */
#include <gio/gio.h>

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Read once for all files above the models, where a build wants it (-Db_pch=true); no file may rely on it. */
#include <adwaita.h>

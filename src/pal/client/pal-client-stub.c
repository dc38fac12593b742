/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Holds the library open until the first source lands. */
typedef int PalNothing;

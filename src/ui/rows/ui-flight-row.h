/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/desk-session.h"
#include "ui/ui-ticker.h"

G_BEGIN_DECLS

/* A call I sent on, until it is answered: who, to whom, how it fares; it can be taken back. */
#define UI_TYPE_FLIGHT_ROW (ui_flight_row_get_type ())
G_DECLARE_FINAL_TYPE (UiFlightRow, ui_flight_row, UI, FLIGHT_ROW, AdwActionRow)

GtkWidget *ui_flight_row_new (DeskSession *session, DeskFlight *flight, UiTicker *ticker);

G_END_DECLS

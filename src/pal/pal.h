/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* libpal-1: the client side of the PAL WebSocket interface of Brekeke PBX. */
#pragma once

#include "pal/client/pal-client.h"
#include "pal/client/pal-clock.h"
#include "pal/client/pal-endpoint.h"
#include "pal/client/pal-transport.h"
#include "pal/protocol/pal-contact-fields.h"
#include "pal/protocol/pal-contact-info.h"
#include "pal/protocol/pal-enums.h"
#include "pal/protocol/pal-enum-types.h"
#include "pal/protocol/pal-error.h"
#include "pal/protocol/pal-events.h"
#include "pal/protocol/pal-methods.h"
#include "pal/protocol/pal-params.h"
#include "pal/protocol/pal-properties.h"
#include "pal/protocol/pal-reply.h"
#include "pal/protocol/pal-schedule-date.h"
#include "pal/protocol/pal-schedule-reason.h"
#include "pal/protocol/pal-schedule.h"

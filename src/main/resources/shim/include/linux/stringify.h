/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once

/* kind: same */
#define __stringify_1(text...) #text
#define __stringify(text...) __stringify_1(text)

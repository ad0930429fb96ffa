/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#pragma once
#include <linux/cleanup.h>

/* kind: custom */
unsigned long seamreplay_irq_save(void);
void seamreplay_irq_restore(unsigned long flags);
void seamreplay_irq_disable(void);
void seamreplay_irq_enable(void);
bool seamreplay_irqs_disabled(void);

/* kind: same */
#define local_irq_save(flags) ((flags) = seamreplay_irq_save())
#define local_irq_restore(flags) seamreplay_irq_restore(flags)
#define local_irq_disable() seamreplay_irq_disable()
#define local_irq_enable() seamreplay_irq_enable()
#define irqs_disabled() seamreplay_irqs_disabled()
#define raw_local_irq_save local_irq_save
#define raw_local_irq_restore local_irq_restore
DEFINE_LOCK_GUARD_0(irq, local_irq_disable(), local_irq_enable())
DEFINE_LOCK_GUARD_0(irqsave, local_irq_save(_T->flags), local_irq_restore(_T->flags), unsigned long flags)

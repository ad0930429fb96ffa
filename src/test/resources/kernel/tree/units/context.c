// SPDX-License-Identifier: MIT
#include <linux/cpu.h>
#include <linux/irqflags.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <test.h>

static DEFINE_MUTEX(mutex);
static DEFINE_MUTEX(other);
static DEFINE_RAW_SPINLOCK(raw);
static DEFINE_SPINLOCK(spin);
static DECLARE_RWSEM(sem);

TEST(mutexIsTakenAndGivenBack)
{
	mutex_lock(&mutex);
	mutex_unlock(&mutex);
	return 0;
}

TEST(mutexUnderASpinlock)
{
	raw_spin_lock(&raw);
	mutex_lock(&mutex); /* finding: sleep-in-atomic */
	mutex_unlock(&mutex);
	raw_spin_unlock(&raw);
	return 0;
}

TEST(mutexTakenTwice)
{
	mutex_lock(&mutex);
	mutex_lock(&mutex); /* finding: self-deadlock */
	return 0;
}

TEST(spinlockTakenTwice)
{
	spin_lock(&spin);
	spin_lock(&spin); /* finding: self-deadlock */
	return 0;
}

/* leftover: lock-held-at-end */
TEST(mutexStillHeld)
{
	mutex_lock(&mutex);
	return 0;
}

/* leftover: unbalanced-preempt lock-held-at-end */
TEST(spinlockStillHeld)
{
	spin_lock(&spin);
	return 0;
}

TEST(wrongOrderOfUnlocking)
{
	mutex_lock(&mutex);
	mutex_lock(&other);
	mutex_unlock(&mutex); /* finding: wrong-unlock-order */
	mutex_unlock(&other);
	return 0;
}

TEST(unlockOfAFreeLock)
{
	mutex_unlock(&mutex); /* finding: unlock-not-held */
	return 0;
}

static int unlock_elsewhere(void *ignored)
{
	mutex_unlock(&mutex); /* finding: unlock-not-held */
	return 0;
}

TEST(unlockByAnotherTask)
{
	mutex_lock(&mutex);
	smp_call_on_cpu(1, unlock_elsewhere, NULL, false); /* as marked above */
	return 0;
}

static int lock_elsewhere(void *ignored)
{
	mutex_lock(&mutex); /* finding: self-deadlock */
	return 0;
}

TEST(waitForATaskThatWaitsForTheLock)
{
	mutex_lock(&mutex);
	return smp_call_on_cpu(1, lock_elsewhere, NULL, false);
}

TEST(tryLockDoesNotWait)
{
	long result;

	mutex_lock(&mutex);
	result = mutex_trylock(&mutex);
	mutex_unlock(&mutex);
	return result;
}

TEST(readersShare)
{
	down_read(&sem);
	up_read(&sem);
	down_write(&sem);
	downgrade_write(&sem);
	up_read(&sem);
	return 0;
}

TEST(readerTwiceInOneTask)
{
	down_read(&sem);
	down_read(&sem); /* finding: recursive-read-lock */
	up_read(&sem);
	up_read(&sem);
	return 0;
}

TEST(writerWithAReader)
{
	down_read(&sem);
	down_write(&sem); /* finding: self-deadlock */
	return 0;
}

/* leftover: unbalanced-preempt */
TEST(preemptionStaysOff)
{
	preempt_disable();
	return 0;
}

TEST(preemptionOnThatIsOn)
{
	preempt_enable(); /* finding: unbalanced-preempt */
	return 0;
}

/* leftover: unbalanced-irq */
TEST(interruptsStayOff)
{
	local_irq_disable();
	return 0;
}

TEST(interruptsAreRestored)
{
	unsigned long outer, inner;

	local_irq_save(outer);
	local_irq_save(inner);
	local_irq_restore(inner);
	if (!irqs_disabled())
		return 1;
	local_irq_restore(outer);
	return irqs_disabled();
}

TEST(spinlockWithFlags)
{
	unsigned long flags;

	spin_lock_irqsave(&spin, flags);
	lockdep_assert_irqs_disabled();
	spin_unlock_irqrestore(&spin, flags);
	lockdep_assert_irqs_enabled();
	return 0;
}

TEST(sleepWithInterruptsOff)
{
	local_irq_disable();
	might_sleep(); /* finding: sleep-in-atomic */
	local_irq_enable();
	return 0;
}

TEST(reschedulingIsForbiddenToo)
{
	preempt_disable();
	cond_resched(); /* finding: sleep-in-atomic */
	preempt_enable();
	return 0;
}

TEST(assertionThatPreemptionIsOff)
{
	preempt_disable();
	lockdep_assert_preemption_disabled();
	preempt_enable();
	lockdep_assert_preemption_disabled(); /* finding: kernel-warning */
	return 0;
}

TEST(assertionThatALockIsHeld)
{
	mutex_lock(&mutex);
	lockdep_assert_held(&mutex);
	mutex_unlock(&mutex);
	lockdep_assert_held(&mutex); /* finding: kernel-warning */
	return 0;
}

TEST(assertionThatCpusStay)
{
	lockdep_assert_cpus_held(); /* finding: kernel-warning */
	cpus_read_lock();
	lockdep_assert_cpus_held();
	cpus_read_unlock();
	return 0;
}

static int guarded(void)
{
	guard(mutex)(&mutex);
	scoped_guard(raw_spinlock, &raw)
		lockdep_assert_preemption_disabled();
	return mutex_is_locked(&mutex) ? 0 : 1;
}

TEST(scopeGivesLocksBack)
{
	return guarded() + mutex_is_locked(&mutex);
}

static int busy(void)
{
	scoped_cond_guard(mutex_try, return 5, &mutex)
		return 0;
	return 1;
}

TEST(conditionalScope)
{
	long result = busy();

	mutex_lock(&mutex);
	result += busy() - 5;
	mutex_unlock(&mutex);
	return result;
}

TEST(preemptCountIsNested)
{
	preempt_disable();
	preempt_disable();
	preempt_enable();
	if (preemptible())
		return 1;
	preempt_enable();
	return preemptible() ? 0 : 2;
}

TEST(lockThatIsNotThere)
{
	mutex_lock(NULL); /* finding: null-pointer */
	return 0;
}

TEST(lockInFreedMemory)
{
	struct mutex *lock = kmalloc_obj(*lock);

	mutex_init(lock);
	kfree(lock);
	mutex_lock(lock); /* finding: use-after-free */
	return 0;
}

TEST(lockThatWasNeverInitialised)
{
	raw_spinlock_t *lock = kmalloc_obj(*lock);

	raw_spin_lock(lock); /* finding: uninitialised-read */
	raw_spin_unlock(lock);
	kfree(lock);
	return 0;
}

TEST(moreLocksThanAnybodyCanHold)
{
	static raw_spinlock_t locks[100];

	for (int i = 0; i < 100; i++)
		raw_spin_lock(&locks[i]); /* finding: did-not-finish */
	return 0;
}

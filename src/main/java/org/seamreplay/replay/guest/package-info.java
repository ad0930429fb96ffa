/** TDs: KVM as userspace sees it, the guest's program, and its memory. */
package org.seamreplay.replay.guest;

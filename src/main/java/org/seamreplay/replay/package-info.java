/**
 * Runs scenarios: the kernel's compiled code, the kernel around it, the machine and the TDX module
 * meet here, and every SEAMCALL is recorded.
 */
package org.seamreplay.replay;

/** What instructions compute, and which bits of a result are undefined if operands are. */
package org.seamreplay.vm.math;

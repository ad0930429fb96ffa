/**
 * Traces: records of SEAMCALLs with canonical names instead of addresses, folded into loops,
 * written and read as JSON Lines.
 */
package org.seamreplay.trace;

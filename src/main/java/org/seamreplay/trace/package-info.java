/**
 * Traces: records of SEAMCALLs with canonical names instead of addresses, folded into loops. The
 * rooms write and read them (json), make them (record), and import them from hardware (probe).
 */
package org.seamreplay.trace;

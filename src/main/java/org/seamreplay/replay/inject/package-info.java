/** What a scenario makes fail: SEAMCALLs, allocations, calls that are interrupted. */
package org.seamreplay.replay.inject;

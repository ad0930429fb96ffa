/**
 * Where the kernel meets the TDX module: SEAMCALL and TDCALL, names of objects, and what a run is
 * wired from.
 */
package org.seamreplay.replay.boundary;

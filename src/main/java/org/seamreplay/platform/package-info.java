/**
 * The machine: memory map, CMRs, packages, CPUs and KeyIDs, its physical memory, and the reader of
 * YAML files.
 */
package org.seamreplay.platform;

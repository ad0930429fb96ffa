package org.seamreplay.module.state;

/**
 * What a module leaves behind in SYS.SHUTDOWN for the next one.
 *
 * @param version version of the data's format
 * @param size bytes
 * @param tables the tables of the module
 * @param features add-on features that were configured
 */
public record HandoffData(int version, int size, ModuleTables tables, long features) {}

/**
 * The vocabulary that host and module share: leaves, statuses, metadata fields, features, registers
 * and structures, most of it read from data files. {@link org.seamreplay.abi.Abi} is handed to who
 * needs words.
 */
package org.seamreplay.abi;

/**
 * LLVM's intermediate representation as records, read once from LLVM and kept in files of our own;
 * with fingerprints that tell whether code has changed.
 */
package org.seamreplay.ir;

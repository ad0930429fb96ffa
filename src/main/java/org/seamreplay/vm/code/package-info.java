/**
 * A program as the machine executes it: instructions as words, functions, symbols, the image of its
 * variables, and where each instruction stands in the source.
 */
package org.seamreplay.vm.code;

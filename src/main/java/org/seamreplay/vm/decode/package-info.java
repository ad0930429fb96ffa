/**
 * Links units of IR and decodes them into instruction words. {@code Linker} is where to start;
 * there is a decoder for each group of instructions.
 */
package org.seamreplay.vm.decode;

/**
 * Kernel regression as ordinary JUnit tests: a series and its base once, then a dynamic test for
 * each step and scenario. JUnit is not among the program's own libraries; a project that writes
 * tests has it.
 */
package org.seamreplay.junit;

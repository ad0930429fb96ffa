/**
 * How the program takes in files that others name or made: opened in one place, regular and of
 * bounded size, with complaints of one line.
 */
package org.seamreplay.input;

/** Which lines, branches and functions of a program runs have executed. */
package org.seamreplay.vm.cover;

/** The command line. */
package org.seamreplay.cli;

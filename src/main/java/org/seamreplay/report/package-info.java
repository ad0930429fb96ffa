/** Shows verdicts: as a table with findings for people, as JSON for programs. */
package org.seamreplay.report;

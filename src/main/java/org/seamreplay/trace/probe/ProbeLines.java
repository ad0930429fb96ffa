package org.seamreplay.trace.probe;

import java.util.List;
import org.seamreplay.trace.json.JsonLine;

/** Reads the lines of one recording format. Has state, as lines may depend on earlier ones. */
interface ProbeLines {
  /**
   * The events of a line; none for a comment and for lines that others may write.
   *
   * @param number of the line, from 1
   * @throws JsonLine.Malformed if the line claims to be of this format and is wrong
   */
  List<ProbeEvent> read(long number, String line) throws JsonLine.Malformed;
}
